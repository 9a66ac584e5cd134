"""The planning line of an entry (org-add-planning-info)."""

import re

from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.layout import Layout

_CLOSED = re.compile(r"\bCLOSED: *\[[^\]]+\]", re.IGNORECASE | re.ASCII)
_STAMPED = re.compile(
    r"\b(?:CLOSED|DEADLINE|SCHEDULED): *[\[<][^\]>]+[\]>]", re.IGNORECASE | re.ASCII
)
_SCHEDULED = re.compile(r"\bSCHEDULED: +<[^>]+>[ \t]*", re.ASCII)


def add_closed(draft: Draft, stamp: str, layout: Layout) -> Draft:
    """Put a CLOSED stamp first on the planning line, in the place of an old one."""
    if draft.planning is None:
        indent = layout.blanks(layout.below(draft.level))
        return draft.splice(draft.at + 1, draft.at + 1, f"{indent}CLOSED: {stamp}")
    indent, text = _split(draft.lines[draft.planning])
    text = f"CLOSED: {stamp} {_without_closed(text)}".rstrip(" ")
    return draft.replace(draft.planning, indent + text)


def remove_closed(draft: Draft) -> Draft:
    """Take the CLOSED stamp away, and the planning line where nothing else is on it."""
    if draft.planning is None:
        return draft
    indent, text = _split(draft.lines[draft.planning])
    text = _without_closed(text)
    if not text:
        return draft.splice(draft.planning, draft.planning + 1)
    return draft.replace(draft.planning, indent + text)


def remove_scheduled(draft: Draft) -> Draft:
    """Take every SCHEDULED stamp out of the entry (org-remove-timestamp-with-keyword)."""
    for index in reversed(range(draft.at, draft.stop)):
        text = draft.lines[index]
        for match in reversed([*_SCHEDULED.finditer(text)]):
            before = text[: match.start()]
            if before.strip() and before.endswith(" "):
                before = before[:-1]
            text = before + text[match.end() :]
        if text == draft.lines[index] or text.strip(" \t"):
            draft = draft.replace(index, text)
        elif index == len(draft.lines) - 1:
            draft = draft.replace(index, "")
        else:
            draft = draft.splice(index, index + 1)
    return draft


def _split(line: str) -> tuple[str, str]:
    """Indentation and the rest."""
    text = line.lstrip(" \t")
    return line[: len(line) - len(text)], text


def _without_closed(text: str) -> str:
    """Cut from the CLOSED stamp to the next one; blanks at the line's end go too."""
    if closed := _CLOSED.search(text):
        following = _STAMPED.search(text, closed.end())
        text = text[: closed.start()] + (text[following.start() :] if following else "")
    return text.rstrip(" \t")
