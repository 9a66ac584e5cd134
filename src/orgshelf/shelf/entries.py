"""What headings are: kind, work, role, path, progress and an id for each."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from orgshelf.model import Heading, Progress, frozen_for_mypy
from orgshelf.shelf.kinds import (
    OTHER,
    Given,
    Kinds,
    archived_kind,
    describes_work,
    file_kind,
    is_archived_part,
    own_kind,
)

if TYPE_CHECKING:
    from orgshelf.org.document import Document

_ID_DIGITS = 16
_ARCHIVE = ".org_archive"
#: As short as a short id gets.
LEAST_ID = 4


class Role(StrEnum):
    """What a heading is to the shelf it stands on."""

    SHELF = "shelf"
    GROUP = "group"
    WORK = "work"
    PART = "part"
    SECTION = "section"
    NOTE = "note"


@frozen_for_mypy
class Entry:
    """A heading, and what it is on its shelf.

    ``id`` is the whole hash over file, outline path and occurrence. ``index`` and ``end``
    are the range of its subtree among the document's headings. ``parent`` and ``owning_work``
    (None on a work itself) are entries. ``path`` are the ancestors' titles.
    ``progress`` counts the items at and below it. ``given_up`` says that its keyword means so.
    """

    id: str
    document: "Document"
    heading: Heading
    index: int
    end: int
    kind: str
    role: Role
    parent: "Entry | None"
    owning_work: "Entry | None"
    path: tuple[str, ...]
    progress: Progress
    given_up: bool = False

    @property
    def file(self) -> str:
        """The file's path relative to the notes root."""
        return self.document.file

    @property
    def work(self) -> "Entry | None":
        """The work it belongs to, which is itself on a work; None on a shelf."""
        return self if self.role is Role.WORK else self.owning_work

    @property
    def ancestors(self) -> "Iterator[Entry]":
        """The headings above it, the nearest first."""
        found = self.parent
        while found is not None:
            yield found
            found = found.parent

    @property
    def is_item(self) -> bool:
        """Whether it has a TODO keyword."""
        return self.heading.keyword is not None

    @property
    def pending(self) -> bool:
        """Whether its keyword is an active one."""
        return self.is_item and not self.heading.done

    @property
    def hidden(self) -> bool:
        """Whether Org's agenda leaves it out: commented out, archived, or in an archive."""
        return self.heading.commented or self.heading.archived or is_archive(self.file)

    @property
    def text(self) -> str:
        """The entry's own text below planning line and properties."""
        heading = self.heading
        if heading.body > heading.end:
            return ""
        return self.document.entry_text(self.index, heading.body - heading.line)

    @property
    def lines(self) -> tuple[str, ...]:
        """All its lines, the headline first, up to the next headline."""
        return self.document.entry_lines(self.index)

    @property
    def body(self) -> tuple[str, ...]:
        """Its lines below planning line and properties."""
        return self.lines[self.heading.body - self.heading.line :]


def classify(document: "Document", kinds: Kinds, dropped: frozenset[str]) -> tuple[Entry, ...]:
    """Say what every heading of a document is; linear in their number."""
    headings = document.headings
    stops = _stops(headings)
    progress = _progress(headings, dropped)
    own = [own_kind(heading, kinds) for heading in headings]
    holding = _holding_works(headings, own)
    of_file = file_kind(document, kinds) or Given(OTHER)
    given: list[Given] = []
    seen: dict[tuple[str, str], int] = {}
    entries: list[Entry] = []
    for index, heading in enumerate(headings):
        parent, inherited = None, of_file
        if heading.parent is not None:
            parent, inherited = entries[heading.parent], given[heading.parent]
        elif archived := archived_kind(heading, kinds):
            inherited = Given(archived)
        above = _work_above(parent, own[index])
        outline = _Outline(stops[index] > index + 1, holding[index], above is not None)
        kind, role = _placed(heading, own[index], inherited, outline, kinds)
        above = None if role else above
        part = above is not None or is_archived_part(document.file, heading, kinds)
        given.append(kind)
        entries.append(
            Entry(
                _identity(document.file, heading, parent, seen),
                document,
                heading,
                index,
                stops[index],
                kind.kind,
                role or _role(heading, progress[index], part=part),
                parent,
                above,
                (*parent.path, parent.heading.title) if parent else (),
                progress[index],
                heading.done and heading.keyword in dropped,
            )
        )
    return tuple(entries)


def subtree(entries: Sequence[Entry], entry: Entry) -> Sequence[Entry]:
    """The entry and all below it, given its document's entries."""
    return entries[entry.index : entry.end]


def _stops(headings: Sequence[Heading]) -> list[int]:
    """For each heading the index after its subtree."""
    stops = [len(headings)] * len(headings)
    open_: list[int] = []
    for index, heading in enumerate(headings):
        while open_ and headings[open_[-1]].level >= heading.level:
            stops[open_.pop()] = index
        open_.append(index)
    return stops


def _progress(headings: Sequence[Heading], dropped: frozenset[str]) -> list[Progress]:
    """Items at and below each heading, summed from the leaves up."""
    done, total, given_up = ([0] * len(headings) for _ in range(3))
    for index in range(len(headings) - 1, -1, -1):
        heading = headings[index]
        if heading.keyword is not None:
            total[index] += 1
            done[index] += heading.done
            given_up[index] += heading.done and heading.keyword in dropped
        if heading.parent is not None:
            for counts in (done, total, given_up):
                counts[heading.parent] += counts[index]
    return [Progress(*counts) for counts in zip(done, total, given_up, strict=True)]


class _Outline(NamedTuple):
    """What stands around a heading: anything below it, works of their own kind, a work above."""

    has_children: bool
    holds_works: bool
    is_in_work: bool


def _holding_works(headings: Sequence[Heading], own: Sequence[Given | None]) -> list[bool]:
    """Whether headings of a kind of their own stand below each, with no item in between."""
    holding = [False] * len(headings)
    for index in range(len(headings) - 1, -1, -1):
        heading = headings[index]
        counts = own[index] or (heading.keyword is None and holding[index])
        if counts and heading.parent is not None:
            holding[heading.parent] = True
    return holding


def _work_above(parent: Entry | None, own: Given | None) -> Entry | None:
    """The work a heading is in; one of a kind of its own is in none that has no kind."""
    above = parent.work if parent else None
    return None if own and above and above.kind == OTHER else above


def _placed(
    heading: Heading, own: Given | None, inherited: Given, outline: _Outline, kinds: Kinds
) -> tuple[Given, Role | None]:
    """A heading's kind, and whether it is a shelf or a group on one."""
    titled = kinds.of_title(heading.title)
    is_empty_shelf = heading.keyword is None and not describes_work(heading)
    if not (outline.has_children or is_empty_shelf):
        titled = None
    if titled and inherited.by_tag and outline.is_in_work:
        titled = None
    kind = own or (inherited if inherited.by_tag or not titled else Given(titled))
    if _is_shelf(heading, own, inherited, titled is not None, outline):
        return kind, Role.SHELF
    return kind, Role.GROUP if _is_group(heading, own, outline, kinds) else None


def _is_shelf(
    heading: Heading, own: Given | None, inherited: Given, titled: bool, outline: _Outline
) -> bool:
    """Whether a heading is a shelf: by its title, or by a KIND property that says more of it.

    Such a property makes a shelf of a heading that holds others, stands on no shelf yet and
    has nothing that only a work has; everywhere else it says what the heading itself is.
    """
    bare = heading.keyword is None
    if own is None:
        return titled
    if own.by_tag:
        return titled and bare
    holds = bare and outline.has_children and inherited.kind == OTHER
    return holds and not describes_work(heading)


def _is_group(heading: Heading, own: Given | None, outline: _Outline, kinds: Kinds) -> bool:
    """Whether a heading only groups works: it says so, or its title, or what is below it."""
    if heading.keyword is not None or outline.is_in_work or (own and not own.by_tag):
        return False
    said = heading.properties.get("GROUP")
    if said is not None:
        return said.casefold() not in ("nil", "")
    titled = kinds.groups_by(heading.title, has_children=outline.has_children)
    return titled or (own is None and outline.holds_works)


def is_archive(file: str) -> bool:
    """Whether a file of the notes has the headings that were archived out of another."""
    return file.endswith(_ARCHIVE)


def _role(heading: Heading, progress: Progress, *, part: bool) -> Role:
    if not part:
        return Role.WORK
    if heading.keyword is not None:
        return Role.PART
    return Role.SECTION if progress.total else Role.NOTE


def _identity(
    file: str, heading: Heading, parent: Entry | None, seen: dict[tuple[str, str], int]
) -> str:
    """A name that stays while the titles do, whatever else is edited."""
    key = (parent.id if parent else file, heading.title)
    seen[key] = seen.get(key, 0) + 1
    from orgshelf.digest import sha1_hex  # what comes from the index has its name

    text = "\0".join((*key, str(seen[key])))
    return sha1_hex(text.encode("utf-8", "surrogatepass"))[:_ID_DIGITS]


def short_ids(entries: Iterable[Entry], least: int = LEAST_ID) -> dict[str, str]:
    """For each id its shortest prefix, of at least ``least`` digits, that no other begins with."""
    return shortest(sorted({entry.id for entry in entries}), least)


def shortest(ids: Sequence[str], least: int = LEAST_ID) -> dict[str, str]:
    """The same for ids that are sorted, each of them once."""
    pairs = zip(["", *ids], [*ids, ""], strict=True)
    common = [common_length(a, b) for a, b in pairs]
    return {id_: id_[: max(least, common[i] + 1, common[i + 1] + 1)] for i, id_ in enumerate(ids)}


def common_length(first: str, second: str) -> int:
    """How many letters two texts begin with alike."""
    length = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        length += 1
    return length
