"""Statistics cookies that count checkboxes (org-update-checkbox-count)."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from orgshelf.model import Heading, Progress
from orgshelf.org.document import Document
from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.elements import object_lines, unprotected
from orgshelf.org.edit.items import DONE, mark_of
from orgshelf.org.edit.plain_lists import Container, Item, Outline, PlainList
from orgshelf.org.edit.statistics import cookie_text, has_word
from orgshelf.org.edit.tags import aligned
from orgshelf.org.syntax.headline import COOKIE

_TABLE = re.compile(r"[ \t]*\|")


def update_counts(draft: Draft, document: Document, heading: Heading, entry: Outline) -> Draft:
    """Count the boxes anew for each cookie of an entry, in its headline and in its text.

    A cookie counts what it stands in: an item the boxes right below it, a block or drawer its
    own lists, everything else the whole entry; COOKIE_DATA may say otherwise.
    """
    data = (heading.get("COOKIE_DATA") or "").lower()
    if has_word(data, "todo"):
        return draft
    counts = _Counts(draft, entry, recursive=has_word(data, "recursive"))
    texts = {
        index: _counted(draft.lines[index], counts.of(entry.around.get(index)))
        for index in (draft.at, *object_lines(draft.lines, draft.body, draft.stop))
        if COOKIE.search(draft.lines[index]) and not _TABLE.match(draft.lines[index])
    }
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


class _Counts:
    """The boxes that count for each container, counted once."""

    def __init__(self, draft: Draft, entry: Outline, *, recursive: bool) -> None:
        self._lines = draft.lines
        self._whole = Container(draft.at, draft.stop)
        self._entry = entry
        self._recursive = recursive
        self._items = list(entry.list_at)
        self._known: dict[Container | None, Progress] = {}

    def of(self, container: Container | None) -> Progress:
        """How many of the boxes in a container, or in the whole entry, are done."""
        if container not in self._known:
            self._known[container] = self._count(container)
        return self._known[container]

    def _count(self, container: Container | None) -> Progress:
        start, stop, item = container or self._whole
        marks = [
            mark_of(self._lines[found.line])
            for plain_list in self._lists(start + 1, stop)
            for found in self._counting(plain_list, item)
        ]
        return Progress(marks.count(DONE), len(marks) - marks.count(""))

    def _lists(self, start: int, stop: int) -> Iterator[PlainList]:
        """For each list between two lines that has boxes the first one inside it that does."""
        for place in range(bisect_left(self._items, start), len(self._items)):
            line = self._items[place]
            if line >= stop:
                return
            if line >= start and mark_of(self._lines[line]):
                yield self._entry.list_at[line]
                start = self._entry.list_at[line].outer

    def _counting(self, plain_list: PlainList, item: Item | None) -> Iterable[Item]:
        """The items of a list whose boxes count: for an item those below it, else the top ones."""
        if item is None:
            return plain_list.items if self._recursive else plain_list.siblings()
        return plain_list.descendants(item) if self._recursive else plain_list.children(item)
