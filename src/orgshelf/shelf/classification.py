"""What each heading of a document is on its shelf, found out when it is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from orgshelf.model import Heading, Progress
from orgshelf.org.syntax.headline import headline_keyword, parse_headline
from orgshelf.org.syntax.links import display
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.kinds import OTHER, Kinds

if TYPE_CHECKING:
    from orgshelf.org.document import Document

_ID_DIGITS = 16
_NO_IDS: Mapping[int, str] = {}


def classify(
    document: "Document",
    kinds: Kinds,
    dropped: frozenset[str],
    known_ids: Mapping[int, str] = _NO_IDS,
) -> "Classification":
    """Say what the headings of a document are; linear in their number.

    ``known_ids`` are the ids of some by their places, as they would be found here.
    """
    return Classification(document, kinds, dropped, known_ids)


class Classification(Sequence[Entry]):
    """The entries of a document; to look at one makes it and those above it, and no others."""

    def __init__(
        self,
        document: "Document",
        kinds: Kinds,
        dropped: frozenset[str],
        known_ids: Mapping[int, str],
    ) -> None:
        self._document, self._spans = document, document.spans
        self._kinds, self._dropped, self._known_ids = kinds, dropped, known_ids
        self._of_file = file_kind(document, kinds)
        self._made: dict[int, Entry] = {}
        self._numbers: dict[int | None, dict[int, int]] = {}

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
        """The entry at a place; those above it are made first, the topmost before all."""
        waiting = list[int]()
        above: int | None = place
        while above is not None and above not in self._made:
            waiting.append(above)
            above = self._spans.parents[above]
        for unmade in reversed(waiting):
            self._made[unmade] = self._make(unmade)
        return self._made[place]

    def _make(self, place: int) -> Entry:
        heading, progress = self._document.headings[place], self._progress[place]
        parent = None if heading.parent is None else self._made[heading.parent]
        end = self._spans.ends[place]
        inherited = parent.kind if parent else self._of_file or OTHER
        kind, gives_kind = _kind(heading, inherited, self._kinds, end > place + 1)
        above = parent.work if parent and not gives_kind else None
        return Entry(
            self._known_ids.get(place) or self._identity(place, heading, parent),
            self._document,
            heading,
            place,
            end,
            kind,
            Role.SHELF if gives_kind else _role(heading, above, progress),
            parent,
            above,
            (*parent.path, parent.heading.title) if parent else (),
            progress,
        )

    @cached_property
    def _progress(self) -> list[Progress]:
        """Items at and below each heading, summed from the leaves up."""
        texts, keywords = self._document.lines.texts, self._document.settings.keywords
        count = len(self)
        done, total, given_up = ([0] * count for _ in range(3))
        for place in range(count - 1, -1, -1):
            word = headline_keyword(texts[self._spans.starts[place]], keywords.all)
            if word is not None:
                is_done = word in keywords.done
                total[place] += 1
                done[place] += is_done
                given_up[place] += is_done and word in self._dropped
            parent = self._spans.parents[place]
            if parent is not None:
                for counts in (done, total, given_up):
                    counts[parent] += counts[place]
        return [Progress(*counts) for counts in zip(done, total, given_up, strict=True)]

    def _identity(self, place: int, heading: Heading, parent: Entry | None) -> str:
        """A name that stays while the titles do, whatever else is edited."""
        from orgshelf.digest import sha1_hex  # what comes from the index has its name

        above = parent.index if parent else None
        if above not in self._numbers:
            self._numbers[above] = self._numbered(self._spans.children(above))
        owner = parent.id if parent else self._document.file
        text = "\0".join((owner, heading.title, str(self._numbers[above][place])))
        return sha1_hex(text.encode("utf-8", "surrogatepass"))[:_ID_DIGITS]

    def _numbered(self, sisters: Sequence[int]) -> dict[int, int]:
        """Of each heading which one of its title it is among its sisters."""
        seen, numbers = dict[str, int](), dict[int, int]()
        for place in sisters:
            title = self._title(place)
            numbers[place] = seen[title] = seen.get(title, 0) + 1
        return numbers

    def _title(self, place: int) -> str:
        headline = self._document.lines.texts[self._spans.starts[place]]
        return display(parse_headline(headline, self._document.settings.keywords.all).text)


def file_kind(document: "Document", kinds: Kinds) -> str | None:
    """What the file says: its KIND property, its name, or the nearest folder's name."""
    kind = document.settings.properties.get("KIND")
    if kind and kind != "nil":
        return kind.casefold()
    *folders, name = document.file.removesuffix(".org").split("/")
    names = (name, *reversed(folders))
    return next((found for name in names if (found := kinds.of_title(name))), None)


def _kind(heading: Heading, inherited: str, kinds: Kinds, has_children: bool) -> tuple[str, bool]:
    """A heading's kind, and whether the heading is a shelf.

    A KIND property makes a shelf of a heading that holds others and stands on no shelf yet;
    everywhere else it says what the heading itself is.
    """
    bare = heading.keyword is None
    if own := heading.get("KIND"):
        return own.casefold(), bare and has_children and inherited == OTHER
    by_title = kinds.of_title(heading.title)
    if by_title and (bare or has_children):
        return by_title, True
    return inherited, False


def _role(heading: Heading, above: Entry | None, progress: Progress) -> Role:
    if above is None:
        return Role.WORK
    if heading.keyword is not None:
        return Role.PART
    return Role.SECTION if progress.total else Role.NOTE
