"""Blocked state changes (Org manual: TODO dependencies)."""

import re

from orgshelf.errors import BlockedError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.elements import lines_of
from orgshelf.org.edit.statistics import subtree
from orgshelf.org.elements.node import Kind

_OPEN_BOX = re.compile(
    r"(?:[ \t]*(?:[-+]|[0-9]+[.)])|[ \t]+\*)[ \t]+"
    r"(?:\[@(?:start:)?(?:[0-9]+|[A-Za-z])\][ \t]*)?\[[- ]\]"
)

#: Blocks that cannot contain lists (org-list-forbidden-blocks).
_NO_LISTS: tuple[Kind, ...] = ("example-block", "export-block", "src-block", "verse-block")


def check_blocked(document: Document, heading: Heading, keyword: str | None) -> None:
    """Refuse to finish a blocked heading.

    Follows org-enforce-todo-dependencies, org-enforce-todo-checkbox-dependencies and the NOBLOCKING
    property.

    Raises:
        BlockedError: a child, an earlier sibling or a checkbox is still open.
    """
    finishing = keyword in document.settings.keywords.done and not heading.done
    if finishing and (blocker := _blocker(document, heading)):
        raise BlockedError(heading.title, blocker)


def is_blocked(document: Document, heading: Heading) -> bool:
    """Whether the heading is pending and blocked (org-entry-blocked-p)."""
    return _is_open(heading) and _blocker(document, heading) is not None


def _blocker(document: Document, heading: Heading) -> str | None:
    """What blocks the heading, in words; None if nothing does."""
    if heading.get("NOBLOCKING") is not None:
        return None
    blocker = None
    if document.org.enforce_todo_dependencies:
        blocker = _open_child(document, heading) or _open_predecessor(document, heading)
    if blocker is not None:
        return repr(blocker.title)
    if document.org.enforce_todo_checkbox_dependencies and _has_open_box(document, heading):
        return "an open checkbox"
    return None


def _open_child(document: Document, heading: Heading) -> Heading | None:
    return next((h for h in subtree(document.headings, heading) if _is_open(h)), None)


def _open_predecessor(document: Document, heading: Heading) -> Heading | None:
    """An open sibling before the heading or before an open ancestor, below an ORDERED parent."""
    while heading.parent is not None:
        parent = document.headings[heading.parent]
        if parent.get("ORDERED") is not None:
            for other in subtree(document.headings, parent):
                if other is heading:
                    break
                if _is_open(other):
                    return other
        if not _is_open(parent):
            break
        heading = parent
    return None


def _is_open(heading: Heading) -> bool:
    return heading.keyword is not None and not heading.done


def _has_open_box(document: Document, heading: Heading) -> bool:
    lines = document.lines.texts
    boxes = [i for i in range(heading.line, heading.end) if _OPEN_BOX.match(lines[i])]
    hidden = set(lines_of(lines, heading.line, heading.end, *_NO_LISTS)) if boxes else set()
    return not hidden.issuperset(boxes)
