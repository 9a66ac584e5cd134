"""Classification of a document's headings: kind, role, work and id, each computed on demand."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from orgshelf.model import Heading, Progress
from orgshelf.org.entry_spans import FILE
from orgshelf.org.syntax.headline import headline_keyword
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.heading_ids import HeadingIds, id_of_file
from orgshelf.shelf.kinds import (
    KIND_NAMES,
    OTHER,
    WORK_MARKS,
    Given,
    Kinds,
    archived_kind,
    file_kind,
    is_archived_part,
    kind_by_credits,
    names_work,
    own_kind,
)
from orgshelf.shelf.roles import Outline, placed, work_above

if TYPE_CHECKING:
    from orgshelf.org.document import Document

#: What a line of a drawer that says a kind begins with.
_KIND_MARKS = tuple(f":{name}" for name in KIND_NAMES)
_says_kind = re.compile("|".join(_KIND_MARKS), re.IGNORECASE).search
_NO_IDS: Mapping[int, str] = {}


def classify(
    document: "Document",
    kinds: Kinds,
    dropped: frozenset[str],
    known_ids: Mapping[int, str] = _NO_IDS,
) -> "Classification":
    """The entries of a document; linear in the number of headings.

    ``known_ids`` are ids by heading index that need not be computed again.
    """
    return Classification(document, kinds, dropped, known_ids)


class Classification(Sequence[Entry]):
    """The entries of a document; reading one creates it and its ancestors, and no others."""

    def __init__(
        self,
        document: "Document",
        kinds: Kinds,
        dropped: frozenset[str],
        known_ids: Mapping[int, str],
    ) -> None:
        self._document, self._spans = document, document.spans
        self._kinds, self._dropped, self._known_ids = kinds, dropped, known_ids
        self._of_file = file_kind(document, kinds) or Given(OTHER)
        self._given: dict[int, Given] = {}
        self._made: dict[int, Entry] = {}
        self._ids = HeadingIds(document)

    @cached_property
    def file(self) -> Entry | None:
        """The file itself if it is one work, of which all headings are parts; else None."""
        from orgshelf.shelf.file_works import work_kind  # most runs read no file

        kind = work_kind(self._document, self._kinds)
        if kind is None:
            return None
        self._given[FILE] = kind
        topmost = map(self._progress, self._spans.children(None))
        return Entry(
            id_of_file(self._document.file),
            self._document,
            self._document.top,
            FILE,
            len(self),
            kind.kind,
            Role.WORK,
            None,
            None,
            (),
            sum(topmost, Progress()),
        )

    @property
    def whole(self) -> Iterator[Entry]:
        """All entries, beginning with the file itself if it is one work."""
        if self.file:
            yield self.file
        yield from self

    def __len__(self) -> int:
        return len(self._spans.starts)

    def __iter__(self) -> Iterator[Entry]:
        return map(self._at, range(len(self)))

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(index, slice):
            return tuple(map(self._at, range(*index.indices(len(self)))))
        return self._at(range(len(self))[index])

    def _at(self, place: int) -> Entry:
        """The entry of a heading; its ancestors are created first, from the top down."""
        waiting = list[int]()
        above: int | None = place
        while above is not None and above not in self._made:
            waiting.append(above)
            above = self._spans.parents[above]
        for unmade in reversed(waiting):
            self._made[unmade] = self._make(unmade)
        return self._made[place]

    def _make(self, place: int) -> Entry:
        heading, progress = self._document.headings[place], self._progress(place)
        inherited = self._of_file
        parent = self.file if heading.parent is None else self._made[heading.parent]
        if parent is not None:
            inherited = self._given[parent.index]
        elif former := archived_kind(heading, self._kinds):
            inherited = Given(former)
        own = self._own[place] or self._by_credits(place, inherited)
        end = self._spans.ends[place]
        above = work_above(parent, own)
        outline = Outline(end > place + 1, self._holding[place], above is not None)
        kind, role = placed(heading, own, inherited, outline, self._kinds)
        above = None if role else above
        archived = own is None and is_archived_part(self._document.file, heading, self._kinds)
        part = above is not None or archived
        self._given[place] = kind
        return Entry(
            self._known_ids.get(place) or self._ids.of(place, heading, parent),
            self._document,
            heading,
            place,
            end,
            kind.kind,
            role or _role(heading, progress, part=part),
            parent,
            above,
            (*parent.path, parent.heading.title) if parent else (),
            progress,
            heading.done and (heading.keyword or "").upper() in self._dropped,
        )

    def _by_credits(self, place: int, inherited: Given) -> Given | None:
        """The kind of a heading on no shelf that says who wrote it."""
        if inherited.kind != OTHER or place not in self._described:
            return None
        kind = kind_by_credits(self._document.headings[place])
        return Given(kind) if kind else None

    @cached_property
    def _words(self) -> list[str | None]:
        """The TODO keyword of each heading."""
        texts, known = self._document.lines.texts, self._document.settings.keywords.all
        return [headline_keyword(texts[start], known) for start in self._spans.starts]

    @cached_property
    def _own(self) -> list[Given | None]:
        """The kind that each heading's own property or tag gives; few have one."""
        texts = self._document.lines.texts
        candidates = set[int]()
        if any(mark in self._capitals for mark in _KIND_MARKS):  # few files have one
            lines = (i for i, text in enumerate(texts) if _says_kind(text))
            candidates = {bisect_right(self._spans.starts, line) - 1 for line in lines}
        candidates.update(self._may_be_tagged())
        found: list[Given | None] = [None] * len(self)
        for place in candidates.difference((FILE,)):
            found[place] = own_kind(self._document.headings[place], self._kinds)
        return found

    @cached_property
    def _capitals(self) -> str:
        """The whole text in upper case, for searches that ignore case."""
        return "".join(self._document.lines.texts).upper()

    def _may_be_tagged(self) -> Iterator[int]:
        """The indexes of the headings that may have the tag of a kind."""
        texts, tags = self._document.lines.texts, "|".join(map(re.escape, self._kinds.by_tag))
        is_tagged = re.compile(f":(?:{tags}):").search
        headlines = [texts[start] for start in self._spans.starts]
        if is_tagged("\n".join(headlines).casefold()):  # in most files there is none
            yield from (i for i, line in enumerate(headlines) if is_tagged(line.casefold()))

    @cached_property
    def _holding(self) -> list[bool]:
        """Whether each heading has works below it, with no item in between."""
        holding = [False] * len(self)
        for place in range(len(self) - 1, -1, -1):
            is_work = self._own[place] or place in self._described
            counts = is_work or (self._words[place] is None and holding[place])
            parent = self._spans.parents[place]
            if counts and parent is not None:
                holding[parent] = True
        return holding

    @cached_property
    def _described(self) -> frozenset[int]:
        """The headings with a property that identifies a work."""
        if not any(mark in self._capitals for mark in WORK_MARKS):  # far quicker than the regexp
            return frozenset()
        texts, starts = self._document.lines.texts, self._spans.starts
        lines = (line for line, text in enumerate(texts) if names_work(text))
        return frozenset(bisect_right(starts, line) - 1 for line in lines)

    def _progress(self, place: int) -> Progress:
        """The progress of the items at and below a heading."""
        return Progress(*(counts[place] for counts in self._sums))

    @cached_property
    def _sums(self) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """For each heading how many items are done, exist, and were given up; leaves first."""
        keywords, words, parents = (
            self._document.settings.keywords,
            self._words,
            self._spans.parents,
        )
        done, total, given_up = ([0] * len(self) for _ in range(3))
        for place in range(len(self) - 1, -1, -1):
            word, parent = words[place], parents[place]
            if word is not None:
                is_done = word in keywords.done
                total[place] += 1
                done[place] += is_done
                given_up[place] += is_done and word.upper() in self._dropped
            if parent is not None and total[place]:
                done[parent] += done[place]
                total[parent] += total[place]
                given_up[parent] += given_up[place]
        return done, total, given_up


def _role(heading: Heading, progress: Progress, *, part: bool) -> Role:
    if not part:
        return Role.WORK
    if heading.keyword is not None:
        return Role.PART
    return Role.SECTION if progress.total else Role.NOTE
