"""The planning line of an entry (org-add-planning-info)."""

import re

from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.layout import Layout

_STAMPED = re.compile(
    r"\b(?:CLOSED|DEADLINE|SCHEDULED): *[\[<][^\[\]<>]+[\]>]", re.IGNORECASE | re.ASCII
)
_ENTRIES = {
    "CLOSED": re.compile(r"\bCLOSED: *\[[^\[\]]+\]", re.IGNORECASE | re.ASCII),
    "DEADLINE": re.compile(r"\bDEADLINE: *<[^<>]+>", re.IGNORECASE | re.ASCII),
    "SCHEDULED": re.compile(r"\bSCHEDULED: *<[^<>]+>", re.IGNORECASE | re.ASCII),
}


def add_stamp(draft: Draft, keyword: str, stamp: str, layout: Layout) -> Draft:
    """Put a stamp first on the planning line, in the place of an old one and of CLOSED."""
    if draft.planning is None:
        indent = layout.blanks(layout.below(draft.level))
        return draft.splice(draft.at + 1, draft.at + 1, f"{indent}{keyword}: {stamp}")
    indent, text = _split(draft.lines[draft.planning])
    rest = _without(text, *dict.fromkeys((keyword, "CLOSED")))
    text = f"{keyword}: {stamp} {rest}".rstrip(" ")
    return draft.replace(draft.planning, indent + text)


def remove_closed(draft: Draft) -> Draft:
    """Take the CLOSED stamp away, and the planning line where nothing else is on it."""
    if draft.planning is None:
        return draft
    indent, text = _split(draft.lines[draft.planning])
    text = _without(text, "CLOSED")
    if not text:
        return draft.splice(draft.planning, draft.planning + 1)
    return draft.replace(draft.planning, indent + text)


def remove_stamps(draft: Draft, keyword: str) -> Draft:
    """Take every stamp with ``keyword`` out of the entry (org-remove-timestamp-with-keyword)."""
    pattern = re.compile(rf"( ?)\b{keyword}: +<[^<>]+>[ \t]*", re.IGNORECASE | re.ASCII)
    lines = enumerate(draft.lines[draft.at : draft.stop], draft.at)
    changed = {i: _cut(line, pattern) for i, line in lines if pattern.search(line)}
    draft = draft.replace_all(changed)
    for index in reversed([i for i, text in changed.items() if not text.strip(" \t")]):
        ends_file = index == len(draft.lines) - 1
        draft = draft.splice(index, index + 1, *([""] if ends_file else []))
    return draft


def _cut(line: str, stamps: re.Pattern[str]) -> str:
    """The line without the stamps and one blank before each, but with its indentation."""
    start = len(line) - len(line.lstrip(" \t"))
    return stamps.sub(lambda match: match[1] if match.start() < start else "", line)


def _split(line: str) -> tuple[str, str]:
    """Indentation and the rest."""
    text = line.lstrip(" \t")
    return line[: len(line) - len(text)], text


def _without(text: str, *keywords: str) -> str:
    """Cut from each keyword's stamp to the next stamp; blanks at the line's end go too."""
    for keyword in keywords:
        if found := _ENTRIES[keyword].search(text):
            following = _STAMPED.search(text, found.end())
            text = text[: found.start()] + (text[following.start() :] if following else "")
    return text.rstrip(" \t")
