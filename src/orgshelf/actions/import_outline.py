"""Putting notes that were exported back among the notes: each heading where its like stands."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from orgshelf.actions.current import reread
from orgshelf.actions.file_growth import FileGrowth
from orgshelf.actions.import_updates import Update
from orgshelf.errors import UnknownKeywordError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.compose import NewHeading, NewSubtree
from orgshelf.org.entry_spans import FILE
from orgshelf.org.lines import Lines
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.keyword_meanings import keyword_rank
from orgshelf.store import files
from orgshelf.store.library import Library

#: Opens the file of an entry that is to be changed.
OpenFile = Callable[[Entry], FileGrowth]


@dataclass(slots=True)
class Tally:
    """How many items of an outline are new, have news, are there as they are."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass
class OutlineImport:
    """An outline on its way into the notes.

    ``name`` is the file that it came in, which a new file of the notes is called after.
    ``under`` is the heading that all of it goes below; ``update`` lets the outline win.
    """

    library: Library
    name: str
    outline: str
    under: Entry | None
    update: bool
    growths: dict[str, FileGrowth]
    tally: Tally = field(default_factory=Tally)

    @cached_property
    def document(self) -> Document:
        """The outline, read."""
        return reread(self.library, Lines.from_bytes(self.outline.encode()), self.file)

    @property
    def file(self) -> str:
        """The file of the notes that it makes where no heading of it is there yet."""
        return f"{PurePath(self.name).stem or 'imported'}.org"

    def place(self, entries: Iterable[Entry], open_file: OpenFile) -> Tally:
        """Put each heading where its like stands, else below its parent's, else into the file."""
        known = self.library.below(self.under) if self.under else list(entries)
        top = [entry for entry in known if self._is_topmost(entry)]
        self._place_all(self._children(None), top, self.under, open_file)
        return self.tally

    def _is_topmost(self, entry: Entry) -> bool:
        """Whether a heading stands right below ``under``, or else below none but its file."""
        above = entry.parent
        if self.under is None and above and above.index == FILE:
            return True
        return _is(above, self.under) and entry.index != FILE

    def _children(self, parent: int | None) -> list[int]:
        return self._below[parent]

    @cached_property
    def _below(self) -> dict[int | None, list[int]]:
        found: dict[int | None, list[int]] = defaultdict(list)
        for index, heading in enumerate(self.document.headings):
            found[heading.parent].append(index)
        return found

    def _place_all(
        self,
        places: Sequence[int],
        there: Sequence[Entry],
        above: Entry | None,
        open_file: OpenFile,
    ) -> None:
        """Place the headings below one; ``there`` are those that stand there already."""
        waiting: dict[str, list[Entry]] = defaultdict(list)
        for entry in there:
            waiting[entry.heading.title].append(entry)
        for place in places:
            like = waiting[self.document.headings[place].title]
            if like:
                self._compare(place, like.pop(0), open_file)
            else:
                self._add(place, above, open_file)

    def _compare(self, place: int, entry: Entry, open_file: OpenFile) -> None:
        heading = self.document.headings[place]
        update = self._update(heading, self._body(place), entry)
        if update:
            open_file(entry).note_news(entry.index, update)
        if heading.keyword:
            self.tally.changed += bool(update)
            self.tally.same += not update
        below = self.library.below(entry)
        inside = [each for each in below if _is(each.parent, entry)]
        self._place_all(self._children(place), inside, entry, open_file)

    def _update(self, heading: Heading, body: Sequence[str], entry: Entry) -> Update:
        keywords = entry.document.settings.keywords.all
        mine, there = heading.keyword, entry.heading.keyword
        forward = keyword_rank(mine, entry.document) > keyword_rank(there, entry.document)
        known = mine if mine in keywords and mine != there else None
        fill = any(map(str.strip, body)) and not entry.text.strip()
        return Update(
            keyword=known if forward or self.update else None,
            body=tuple(_trimmed(body)) if fill else (),
        )

    def _add(self, place: int, above: Entry | None, open_file: OpenFile) -> None:
        growth = open_file(above) if above else self._new_file()
        new = self._subtree(place, growth.document, self.document.headings[place].level - 1)
        growth.add_below(above.index if above else None, new)
        self.tally.new += sum(1 for each in new.flat() if each.heading.keyword)

    def _new_file(self) -> FileGrowth:
        """The file for what has no like in the notes, with what stands above its headings."""
        if self.file not in self.growths:
            note = files.find(self.library.root, self.file, self.library.config.writable)
            headings = self.document.headings
            top = self.document.lines.texts[: headings[0].line - 1] if headings else ()
            data = "\n".join((*top, "")).encode() if any(top) else b""
            lines = Lines.from_bytes(data if note.data is None else note.data)
            self.growths[self.file] = FileGrowth(note, reread(self.library, lines, self.file))
        return self.growths[self.file]

    def _subtree(self, place: int, document: Document, above: int) -> NewSubtree:
        heading, known = self.document.headings[place], document.settings.keywords
        if heading.keyword and heading.keyword not in known.all:
            raise UnknownKeywordError(heading.keyword, known.names, document.file)
        return NewSubtree(
            NewHeading(heading.text, heading.keyword, heading.local_tags),
            priority=heading.priority,
            body=self._body(place),
            below=tuple(
                self._subtree(each, document, heading.level) for each in self._children(place)
            ),
            deeper=heading.level - above,
        )

    def _body(self, place: int) -> tuple[str, ...]:
        """The text of a heading, with the blank line that parts it from the next one."""
        lines = self.document.entry_lines(place)[1:]
        return lines if place + 1 < len(self.document.headings) else tuple(_trimmed(lines))


def _is(entry: Entry | None, other: Entry | None) -> bool:
    """Whether both are the same heading, or none."""
    return (entry and entry.id) == (other and other.id)


def _trimmed(lines: Sequence[str]) -> Iterator[str]:
    """The lines without blank ones at their ends."""
    stop = max((i for i, line in enumerate(lines, 1) if line.strip()), default=0)
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    return iter(lines[start:stop])
