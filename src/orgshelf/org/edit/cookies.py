"""Counting a headline's statistics cookies anew (org-update-statistics-cookies)."""

import re
from collections.abc import Mapping
from datetime import datetime

from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, EditContext
from orgshelf.org.edit.checkbox import update_counts
from orgshelf.org.edit.plain_lists import outline
from orgshelf.org.edit.statistics import subtree, update_parents
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import COOKIE

_BOX = re.compile(r"[ \t]*(?:[-+*]|[0-9]+[.)]) \[[- X]\]", re.IGNORECASE | re.ASCII)
_TODO = re.compile(r":COOKIE_DATA:.*\btodo\b", re.IGNORECASE)


def lines_with_boxes_counted(document: Document, heading: Heading) -> Mapping[int, str]:
    """The lines of an entry, by their indexes in the file, whose cookies count checkboxes anew."""
    start = heading.line - 1
    lines = (*document.lines.texts[start : heading.end], "")
    buffer = EditBuffer(lines, tuple(range(len(lines))), 0)
    lists = outline(buffer.lines, buffer.body, buffer.stop)
    counted = update_counts(buffer, document, heading, lists).lines
    pairs = enumerate(zip(lines, counted, strict=True), start)
    return {index: new for index, (old, new) in pairs if COOKIE.findall(old) != COOKIE.findall(new)}


def update_cookies(document: Document, heading: Heading, *, now: datetime) -> tuple[Splice, ...]:
    """Count a heading's cookies anew, as Org does when something below it is gone.

    Checkboxes are counted where the entry has any, unless COOKIE_DATA says ``todo``.
    """
    buffer = EditBuffer.of(document.lines, heading)
    child = next(subtree(document.headings, heading), None)
    entry = document.lines.texts[heading.line - 1 : heading.end]
    if any(map(_BOX.match, entry)) and not any(map(_TODO.search, entry)):
        lists = outline(buffer.lines, buffer.body, buffer.stop)
        buffer = update_counts(buffer, document, heading, lists)
    elif child is not None:
        buffer = update_parents(buffer, EditContext(document, child, now), child.keyword)
    else:
        line = COOKIE.sub(lambda match: "[100%]" if "%" in match[0] else "[0/0]", buffer.heading)
        buffer = buffer.replace(buffer.at, line)
    return buffer.splices(document.lines.texts)
