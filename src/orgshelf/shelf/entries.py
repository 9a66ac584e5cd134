"""What headings are: kind, work, role, path, progress and an id for each."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from orgshelf.model import Heading, Progress, frozen_for_mypy
from orgshelf.shelf.kinds import OTHER, Kinds

if TYPE_CHECKING:
    from orgshelf.org.document import Document

_ID_DIGITS = 16
_ARCHIVE = ".org_archive"
#: As short as a short id gets.
LEAST_ID = 4


class Role(StrEnum):
    """What a heading is to the shelf it stands on."""

    SHELF = "shelf"
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
    of_file = file_kind(document, kinds)
    seen: dict[tuple[str, str], int] = {}
    entries: list[Entry] = []
    for index, heading in enumerate(headings):
        parent = None if heading.parent is None else entries[heading.parent]
        kind, gives_kind = _kind(heading, parent, of_file, kinds, stops[index] > index + 1)
        above = parent.work if parent and not gives_kind else None
        part = above is not None or _is_archived_part(document, heading, kinds)
        entries.append(
            Entry(
                _identity(document.file, heading, parent, seen),
                document,
                heading,
                index,
                stops[index],
                kind,
                Role.SHELF if gives_kind else _role(heading, progress[index], part=part),
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


def file_kind(document: "Document", kinds: Kinds) -> str | None:
    """What the file says: its KIND property, its name, or the nearest folder's name."""
    kind = document.settings.properties.get("KIND")
    if kind and kind != "nil":
        return kind.casefold()
    *folders, name = document.file.removesuffix(_ARCHIVE).removesuffix(".org").split("/")
    names = (name, *reversed(folders))
    return next((found for name in names if (found := kinds.of_title(name))), None)


def _kind(
    heading: Heading, parent: Entry | None, of_file: str | None, kinds: Kinds, has_children: bool
) -> tuple[str, bool]:
    """A heading's kind, and whether the heading is a shelf.

    A KIND property makes a shelf of a heading that holds others and stands on no shelf yet;
    everywhere else it says what the heading itself is.
    """
    inherited = parent.kind if parent else _archived_kind(heading, kinds) or of_file or OTHER
    bare = heading.keyword is None
    if own := heading.get("KIND"):
        return own.casefold(), bare and has_children and inherited == OTHER
    by_title = kinds.of_title(heading.title)
    if by_title and (bare or has_children):
        return by_title, True
    return inherited, False


def _archived_kind(heading: Heading, kinds: Kinds) -> str | None:
    """The kind of the nearest shelf that an archived heading stood on."""
    above = (heading.get("ARCHIVE_OLPATH") or "").split("/")
    return next((kind for title in reversed(above) if (kind := kinds.of_title(title))), None)


def _is_archived_part(document: "Document", heading: Heading, kinds: Kinds) -> bool:
    """Whether an archived heading stood below another one that is no shelf."""
    above = heading.get("ARCHIVE_OLPATH")
    if heading.level > 1 or not above or not is_archive(document.file):
        return False
    return kinds.of_title(above.rpartition("/")[2]) is None


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
