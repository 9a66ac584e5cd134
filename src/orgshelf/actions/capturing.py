"""Putting a line into the inbox, as org-capture does.

It must be quick, since it interrupts something else: no note is read but the inbox, and of that
only the headlines.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from orgshelf.actions.outline import Outline
from orgshelf.actions.plan import Plan
from orgshelf.actions.transaction import Change
from orgshelf.errors import NotEditableError, UsageError
from orgshelf.org.lines import Lines, Splice
from orgshelf.org.syntax.headline import is_headline, parse_headline
from orgshelf.org.syntax.stamp_text import format_stamp
from orgshelf.store import files
from orgshelf.store.hunks import compare

if TYPE_CHECKING:
    from orgshelf.store.config import Config

#: Lines by which a file says which words are keywords of it.
_SETS_KEYWORDS = re.compile(
    r"^[ \t]*#\+(?:seq_|typ_)?(?:todo|setupfile):", re.IGNORECASE | re.MULTILINE
)
#: What there is wherever a title has markup, a link or a cookie.
_MARKED = re.compile(r"[\[\\]|(?:^|[\s\-('\"{])[*/_+=~]")
_KEYWORDS = ("TODO", "DONE")
_BLANK = " \t\r"


class Tree(NamedTuple):
    """Notes that are not read: where they are, and the time there."""

    root: Path
    config: "Config"
    now: datetime


class _Headline(NamedTuple):
    """What an outline needs of a heading."""

    line: int
    end: int
    parent: int | None
    title: str


def capture(tree: Tree, text: str) -> Plan:
    """Add a heading with the time to the inbox; other lines of the text go below the time.

    Raises:
        UsageError: there is no text.
    """
    first, *rest = [" ".join(line.split()) for line in text.strip().splitlines()] or [""]
    if not first:
        raise UsageError("Write what to capture, like `orgshelf capture 'Look it up'`.")
    return Plan(tree, lambda: [_captured(tree, first, rest)])


def _captured(tree: Tree, title: str, rest: Sequence[str]) -> Change:
    note = files.find(tree.root, tree.config.inbox, tree.config.writable)
    before = Lines.from_bytes(note.content)
    if before.uneditable:
        raise NotEditableError(note.name, before.uneditable)
    place, gap = _end(before.texts), _gap(before.texts)
    stamp = format_stamp(tree.now, tree.config.org.weekdays)
    new = (*gap, f"* {title}", stamp, *_harmless(rest), "")
    after = before.apply([Splice(place, len(before.texts), new)])
    try:
        data = after.to_bytes()
    except UnicodeEncodeError as error:
        missing = f"it is {after.encoding}, which has no {error.object[error.start]!r}"
        raise NotEditableError(note.name, missing) from error
    outlines = (_outline(tree, note.name, lines).heading_at for lines in (before, after))
    line = place + len(gap) + 1
    summary = f"{note.name}:{line} captured  {title}"
    found = compare(note.data, data, *outlines)
    return Change(note, data, (summary,), hunks=found, line=line)


def _end(texts: Sequence[str]) -> int:
    """Behind the last line that is not blank; of blank lines alone behind the first.

    As org-capture-place-entry goes there (org-back-over-empty-lines).
    """
    if texts == ("",):
        return 0
    last = next((i for i in reversed(range(len(texts))) if texts[i].strip(_BLANK)), 0)
    return last + 1


def _gap(texts: Sequence[str]) -> tuple[str, ...]:
    """A blank line where the last heading has one above it, and the file ends in none.

    As org-capture-place-entry has it in Org 9.8.
    """
    lines = texts[:-1] if texts[-1] == "" else texts
    last = next((i for i in reversed(range(len(lines))) if is_headline(lines[i])), 0)
    is_apart = last > 0 and not lines[last - 1].strip(_BLANK) and lines[-1].strip(_BLANK)
    return ("",) if is_apart else ()


def _harmless(lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    from orgshelf.importers.harmless import text_line  # most captures are one line

    return [text_line(line) for line in lines]


def _outline(tree: Tree, name: str, lines: Lines) -> Outline:
    """The headings by their titles, which the whole reader is only asked for where it must be."""
    text = "\n".join(lines.texts)
    if _SETS_KEYWORDS.search(text) or tree.config.org.todo_keywords != ("TODO | DONE",):
        from orgshelf.store.notes import parse

        return Outline(parse(lines, name, tree.root, tree.config).headings, len(lines.raw))
    return Outline(_headlines(lines.texts), len(lines.raw))


def _headlines(texts: Sequence[str]) -> list[_Headline]:
    places = [i for i, text in enumerate(texts) if is_headline(text)]
    ends = [*places[1:], len(texts) - (texts[-1] == "")]  # one too many where there is none
    found, above = list[_Headline](), list[tuple[int, int]]()
    for index, (place, end) in enumerate(zip(places, ends, strict=False)):
        headline = parse_headline(texts[place], _KEYWORDS)
        while above and above[-1][0] >= headline.level:
            above.pop()
        parent = above[-1][1] if above else None
        found.append(_Headline(place + 1, end, parent, _title(headline.text)))
        above.append((headline.level, index))
    return found


def _title(text: str) -> str:
    """A headline's text as it is read; most have no markup, and need no more."""
    if not _MARKED.search(text):
        return text
    from orgshelf.org.syntax.plain_words import readable_title

    return readable_title(text)
