"""Foreign text as Org text that says the same and does nothing (Org manual: Escape Character).

A zero-width space stands where a sign would be read as Org syntax; ``unguarded`` takes it away.
"""

import re
from collections.abc import Container

from orgshelf.importers.decoding import clean_line
from orgshelf.org.syntax.headline import is_commented, parse_headline, split_tags

#: What Org itself recommends to keep signs from being read as syntax.
GUARD = "\u200b"

_LINE = re.compile(
    r"\*+ |[ \t]*(?:#\+|#(?: |$)|[-+](?:[ \t]|$)|[ \t]\*[ \t]|\d+[.)](?:[ \t]|$)|\||:|CLOCK:|-{5,}"
    r"|\\begin\{|%%\(|(?:CLOSED|DEADLINE|SCHEDULED):)",
    re.IGNORECASE,
)
_CODE = re.compile(r"([ \t]*)(?=,*(?:\*|#\+))")
# Links, cookies, footnotes, targets, active dates, macros, snippets, source and calls.
_SIGNS = re.compile(
    r"\[(?=\[|\d*(?:/\d*|%)\]|fn:)|<(?=<[^<>\n]+>>|\d{4}-\d)|\{(?=\{\{)|@(?=@[-\w]+:)|\b(?:src|call)(?=_)"
)
_PAGE = re.compile(r"[ \t]*(?:pp?\.[ \t]*)?\d+(?:[-–]\d+)?[ \t]*:?[ \t]*$")
_PRIORITY = re.compile(r"\[#[^\]]{1,3}\]")


def title(text: str, keywords: Container[str]) -> str:
    """A headline's text that Org reads as nothing else: no keyword, priority, tags or link."""
    return headline_text(_guarded(clean_line(text)), keywords)


def headline_text(line: str, keywords: Container[str]) -> str:
    """A headline's Org text of which no part is read as a keyword, a priority or tags."""
    read = parse_headline(f"* {line}", keywords)
    if read.keyword or is_commented(line) or _PRIORITY.match(line):
        line = GUARD + line
    return f"{line}{GUARD}" if split_tags(f" {line}")[1] else line


def text_line(line: str) -> str:
    """A line of a paragraph that Org reads as nothing else."""
    # A number alone would be read as the page of a quote below it.
    return GUARD + line if _PAGE.match(line) else line_start(_guarded(line))


def line_start(line: str) -> str:
    """A line whose beginning Org reads as nothing but text."""
    return GUARD + line if _LINE.match(line) else line


def code_line(line: str) -> str:
    """A line of an example block: a comma guards stars and ``#+`` (org-escape-code-in-string)."""
    return _CODE.sub(r"\1,", line, count=1) if _CODE.match(line) else line


def _guarded(text: str) -> str:
    return _SIGNS.sub(rf"\g<0>{GUARD}", text)


def unguarded(text: str) -> str:
    """The text as it was before: without the guards."""
    return text.replace(GUARD, "")
