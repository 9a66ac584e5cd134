"""Putting what other programs say on the shelves: one plan, one change, one undo."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from orgshelf.actions.current import current
from orgshelf.actions.file_growth import FileGrowth
from orgshelf.actions.import_matches import (
    GroupPlace,
    Known,
    find_quoted,
    folded,
    known_entries,
    known_groups,
    known_parts,
    works_by_quote,
)
from orgshelf.actions.import_outline import OutlineImport
from orgshelf.actions.import_updates import Rules, news
from orgshelf.actions.imported_works import new_subtree
from orgshelf.actions.shelving import Shelf, find_shelf
from orgshelf.actions.transaction import Change, Plan
from orgshelf.errors import ConflictError
from orgshelf.importers.imported import Imported, ImportedWork, State, bounded
from orgshelf.org.document import Document, heading_at
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.identity import title_key
from orgshelf.shelf.keyword_meanings import file_keywords
from orgshelf.shelf.kinds import file_kind
from orgshelf.store.library import Library
from orgshelf.store.notes import classify
from orgshelf.store.opening import reopened
from orgshelf.store.watch import IndexState, index_state
from orgshelf.text import plural

#: The kind of works of which neither the file nor the user says it.
DEFAULT_KIND = "tutorial"
#: Called once per work with (works so far, works in all).
Tick = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A file of another program, by its name, and what it says."""

    name: str
    imported: Imported


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import: ``kind`` for all works, ``under`` the heading to put them below.

    ``update`` lets the file win over the notes, ``parts`` takes over the parts of works too,
    ``add`` also the works that the notes do not have.
    """

    kind: str | None = None
    under: Entry | None = None
    update: bool = False
    parts: bool = True
    add: bool = True


@dataclass(slots=True)
class Outcome:
    """What becomes of a file's works: how many are new, have news, are there, are left out."""

    name: str
    skipped: int
    works: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    what: str = "work"
    remarks: list[str] = field(default_factory=list)


def import_works(
    library: Library,
    imported: Sequence[ForeignFile],
    options: ImportOptions,
    tick: Tick | None = None,
) -> tuple[Plan, list[Outcome]]:
    """Add works, and to those that are there what is news; nothing is written yet.

    ``tick`` is told of each work.

    Raises:
        OrgshelfError: as ``Plan.commit``.
        UsageError: there are more works than one import takes.
    """
    bounded(work for file in imported for work in file.imported.works)
    run, outcomes = _placed(reopened(library), imported, options, tick)
    return Plan(library, lambda: _changes(run, imported)), outcomes


def _changes(run: "ImportRun", imported: Sequence[ForeignFile]) -> list[Change]:
    """What each file of the notes becomes, as they are now.

    Raises:
        NotEditableError: a file must not be written.
        ConflictError: a file changes meanwhile.
    """
    library = reopened(run.library)
    if index_state(library) != run.state:
        run, _ = _placed(library, imported, run.options)
    growths = (growth for growth in run.files.values() if growth.added or growth.changed)
    return [growth.change(library) for growth in growths]


def _placed(
    library: Library,
    imported: Sequence[ForeignFile],
    options: ImportOptions,
    tick: Tick | None = None,
) -> tuple["ImportRun", list[Outcome]]:
    """The works on their shelves, of which nothing is written down yet."""
    if under := options.under:
        options = replace(options, under=_as_it_is(library, under))
    run = ImportRun(library, options, known_entries(library.entries), index_state(library))
    return run, run.take(imported, tick)


def _as_it_is(library: Library, entry: Entry) -> Entry:
    """A heading in the notes as they are now.

    Raises:
        ConflictError: it is not there any more.
    """
    for there in library.entries:
        if there.id == entry.id:
            return there
    raise ConflictError(f"{entry.heading.title!r} is not in {entry.file} any more: list again.")


@dataclass(slots=True)
class ImportRun:
    """The notes while works are put on their shelves, one after the other."""

    library: Library
    options: ImportOptions
    known: Known[Entry]
    state: IndexState
    files: dict[str, FileGrowth] = field(default_factory=dict)
    shelves: dict[str, Shelf] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    quoted: Mapping[str, Entry] | None = None
    groups: Mapping[GroupPlace, Entry] | None = None

    def take(self, files: Sequence[ForeignFile], tick: Tick | None) -> list[Outcome]:
        """Decide about each work of some files."""
        outcomes = [self._outcome(file) for file in files]
        unclear: dict[int, Counter[tuple[str, str]]] = {}
        works, again = folded([file.imported.works for file in files])
        for number, (work, owner) in enumerate(works, 1):
            if tick:
                tick(number, len(works))
            outcome = outcomes[owner]
            given = work if self.options.parts else replace(work, parts=())
            if entry := self._find(given):
                changed = self._news(entry, given)
                outcome.changed += changed
                outcome.same += not changed
            elif self.options.add:
                outcome.new += 1
                unclear.setdefault(owner, Counter()).update(self._add(given))
        for owner, count in again.items():
            outcomes[owner].same += count
        for owner, which in unclear.items():
            outcomes[owner].remarks += (_unclear(count, *words) for words, count in which.items())
        return outcomes

    def _find(self, work: ImportedWork) -> Entry | None:
        """What of the notes a work is, if it is there."""
        return self.known.find(work) or self._quoted(work) or self._group(work)

    def _group(self, work: ImportedWork) -> Entry | None:
        """The group of its title on the shelf: a list called ``Books`` came as one before."""
        if not work.parts or work.identifiers or work.authors:
            return None
        if self.groups is None:
            self.groups = known_groups(self.library.entries)
        shelf = self._shelf(self._kind(work))
        return self.groups.get((shelf.document.file, shelf.parent, title_key(work.title)))

    def _kind(self, work: ImportedWork) -> str:
        return self.options.kind or work.kind or DEFAULT_KIND

    def _quoted(self, work: ImportedWork) -> Entry | None:
        """The work of the notes that has its quotes, under another title."""
        if not work.quotes:
            return None
        if self.quoted is None:
            self.quoted = works_by_quote(self.library.entries)
        return find_quoted(work, self.quoted)

    def _news(self, entry: Entry, work: ImportedWork) -> bool:
        """Note what a work says that the notes do not; whether that is anything."""
        below = self.library.below(entry)
        update = news(entry, below, work, self._rules)
        if update:
            self.file_of(entry).note_news(entry.index, update)
        parts = known_parts(below) if work.parts else Known[Entry]()
        return any([bool(update), *[self._part(entry, parts, part) for part in work.parts]])

    def _part(self, above: Entry, parts: Known[Entry], part: ImportedWork) -> bool:
        """The same for a part of a work, which is looked for below it alone."""
        if entry := parts.find(replace(part, authors=())):
            return self._news(entry, part)
        growth = self.file_of(above)
        new = new_subtree(part, growth.document, self.library.config.dropped)
        growth.add_below(above.index, new)
        return True

    def _outcome(self, file: ForeignFile) -> Outcome:
        """What is known of a file before its works are looked for; an outline is placed here."""
        imported, skipped = file.imported, len(file.imported.skipped)
        count = len(imported.works) + skipped
        outcome = Outcome(file.name, skipped, count, remarks=list(imported.remarks))
        if imported.outline:
            options = self.options
            outline = OutlineImport(
                *(self.library, file.name, imported.outline),
                *(options.under, options.update, self.files),
            )
            tally = outline.place(self.library.entries, self.file_of)
            outcome.new, outcome.changed, outcome.same = tally.new, tally.changed, tally.same
            outcome.works, outcome.what = tally.new + tally.changed + tally.same, "item"
        return outcome

    @property
    def _rules(self) -> Rules:
        return Rules(self.library.config.dropped, self.options.update)

    def file_of(self, entry: Entry) -> FileGrowth:
        """The file of an entry as it is now, which is as the index knows it."""
        if entry.file not in self.files:
            self.files[entry.file] = FileGrowth(*current(self.library, entry.document))
        growth = self.files[entry.file]
        document, place = growth.document, entry.index
        there = heading_at(document, place) if place < len(document.headings) else None
        if there is None or (there.line, there.text) != (entry.heading.line, entry.heading.text):
            raise ConflictError(f"{entry.file} is being changed: try again.")
        return growth

    def _add(self, work: ImportedWork) -> Iterator[tuple[str, str]]:
        """Put a new work on its shelf; give the states that its file has no keyword for."""
        kind = self._kind(work)
        shelf = self._shelf(kind)
        growth = self.files[shelf.document.file]
        extra = () if self.kinds[kind] == kind else (("KIND", kind),)
        dropped = self.library.config.dropped
        new = new_subtree(work, growth.document, dropped, extra)
        growth.add_below(shelf.parent, new)
        names = file_keywords(growth.document, dropped)
        if work.state is State.READING and names.reading == names.unread:
            yield "you are reading", f"{names.reading}: {shelf.document.file} has no READING"
        if work.state is State.DROPPED and names.dropped == names.done:
            yield "you gave up", f"{names.done}: {shelf.document.file} has no DROPPED"

    def _shelf(self, kind: str) -> Shelf:
        if kind not in self.shelves:
            shelf = find_shelf(self.library, kind, self.options.under)
            growth = FileGrowth(shelf.note, shelf.document)
            self.files.setdefault(shelf.document.file, growth)
            self.shelves[kind] = shelf
            self.kinds[kind] = self._kind_of(shelf.document, shelf.parent)
        return self.shelves[kind]

    def _kind_of(self, document: Document, parent: int | None) -> str:
        """The kind that works there are of without saying so."""
        if parent is None:
            given = file_kind(document, self.library.config.kinds)
            return given.kind if given else ""
        return classify(document, self.library.config)[parent].kind


def _unclear(count: int, words: str, keyword: str) -> str:
    return f"{plural(count, 'work')} {words} became {keyword}."
