"""Statistics cookies that count checkboxes (org-update-checkbox-count)."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.model import Heading, Progress
from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.elements import object_lines, unprotected
from orgshelf.org.edit.plain_lists import Container, Item, Outline, PlainList, mark_of
from orgshelf.org.edit.statistics import cookie_text, has_word
from orgshelf.org.edit.tags import aligned
from orgshelf.org.reader import Document
from orgshelf.org.syntax.headline import COOKIE


def update_counts(draft: Draft, document: Document, heading: Heading, entry: Outline) -> Draft:
    """Count the boxes anew for each cookie of an entry, in its headline and in its text.

    A cookie counts what it stands in: an item the boxes right below it, a block or drawer its
    own lists, everything else the whole entry; COOKIE_DATA may say otherwise.
    """
    data = (heading.get("COOKIE_DATA") or "").lower()
    if has_word(data, "todo"):
        return draft
    recursive = has_word(data, "recursive")
    texts: dict[int, str] = {}
    for index in (draft.at, *object_lines(draft.lines, draft.body, draft.stop)):
        line = draft.lines[index]
        if COOKIE.search(line) and not line.lstrip(" \t").startswith("|"):
            container = entry.container_of(index)
            texts[index] = _counted(line, _progress(draft, entry, container, recursive))
    if draft.at in texts:
        texts[draft.at] = aligned(texts[draft.at], document)
    return draft.replace_all(texts)


def _counted(line: str, progress: Progress) -> str:
    """The line with its cookies rewritten, but for what is no cookie to Org."""
    read = unprotected(line)

    def counted(match: re.Match[str]) -> str:
        is_cookie = read[match.start()] == "["
        return cookie_text(match[0], progress) if is_cookie else match[0]

    return COOKIE.sub(counted, line)


def _progress(
    draft: Draft, entry: Outline, container: Container | None, recursive: bool
) -> Progress:
    """How many of the boxes that count are done."""
    start, stop = (container.start + 1, container.stop) if container else (draft.body, draft.stop)
    item = container.item if container else None
    marks = [
        mark_of(draft.lines[found.line])
        for plain_list in _lists_with_boxes(draft, entry, start, stop)
        for found in _counting(plain_list, item, recursive)
    ]
    return Progress(marks.count("[X]"), len(marks) - marks.count(""))


def _lists_with_boxes(draft: Draft, entry: Outline, start: int, stop: int) -> Iterator[PlainList]:
    """For each list between two lines that has boxes the first one inside it that does."""
    for line, found in sorted(entry.list_at.items()):
        if start <= line < stop and mark_of(draft.lines[line]):
            yield found
            start = found.outer


def _counting(plain_list: PlainList, item: Item | None, recursive: bool) -> Sequence[Item]:
    """The items of a list whose boxes count: for an item those below it, else the top ones."""
    if item is None:
        return plain_list.items if recursive else tuple(plain_list.siblings())
    return plain_list.descendants(item) if recursive else plain_list.children(item)
