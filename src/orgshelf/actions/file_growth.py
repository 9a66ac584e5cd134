"""Many headings added to a file and many changed in it at once, proved by reading it again."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import NamedTuple

from orgshelf.actions.current import reread
from orgshelf.actions.import_updates import Update, updated
from orgshelf.actions.proofs import only_adds
from orgshelf.actions.transaction import Change
from orgshelf.actions.working import FileEdit
from orgshelf.errors import NotEditableError, UsageError
from orgshelf.importers.imported import unguarded
from orgshelf.model import Heading
from orgshelf.org.document import Document, heading_at
from orgshelf.org.edit.buffer import EditBuffer, EditContext
from orgshelf.org.edit.compose import NewSubtree, place_below, says_all, subtree_text
from orgshelf.org.edit.statistics import subtree, update_parents
from orgshelf.org.entry_spans import FILE
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import COOKIE
from orgshelf.store.files import FileSnapshot
from orgshelf.store.library import Library
from orgshelf.text import plural


@dataclass(slots=True)
class FileGrowth:
    """A file with what is to be added below its headings, and the news of them.

    ``added`` has the new subtrees by the index of their parent, None for the top of the file;
    ``changed`` the news by the index of their heading.
    """

    note: FileSnapshot
    document: Document
    added: dict[int | None, list[NewSubtree]] = field(default_factory=dict)
    changed: dict[int, Update] = field(default_factory=dict)

    def add_below(self, index: int | None, new: NewSubtree) -> None:
        """Add a subtree below the heading at a place; what a file is above goes to its top."""
        self.added.setdefault(None if index == FILE else index, []).append(new)

    def note_news(self, index: int, update: Update) -> None:
        """Add to the news of a heading."""
        known = self.changed.get(index)
        self.changed[index] = known.with_more(update) if known else update

    def change(self, library: Library) -> Change:
        """What the file becomes.

        Raises:
            NotEditableError: something else would change with it, or the file must not be written.
            UsageError: Org would not read a new heading as it is meant.
        """
        places = sorted(map(self._placed, self.added), key=lambda place: place.order)
        after = self._written(library, places)
        counts = Counter[int]()
        for place in places:
            counts[place.place] += sum(1 for new in place.subtrees for _ in new.flat())
        if not only_adds(self.document, after, counts, self.changed.keys()):
            raise NotEditableError(
                self.document.file, "the import would change more than was asked for"
            )
        self._check(after, places)
        after = _with_cookies(library, self._retitled(library, after, counts), library.now)
        return Change.of(self.note, self.document, after, (self._summary(),))

    def _retitled(self, library: Library, after: Document, counts: Counter[int]) -> Document:
        """The file with the new titles, each proved by itself."""
        edit = FileEdit.of(after, partial(reread, library))
        for index, update in self.changed.items():
            if update.title is not None:
                added = sum(count for place, count in counts.items() if place <= index)
                edit = edit.renamed(index + added, update.title)
        return edit.document

    def _placed(self, parent: int | None) -> "_Placed":
        headings = self.document.headings
        above = None if parent is None else headings[parent]
        below = len(headings) if above is None else sum(1 for _ in subtree(headings, above))
        index = below if parent is None else parent + below + 1
        return _Placed(index, above, tuple(self.added[parent]))

    def _written(self, library: Library, places: "list[_Placed]") -> Document:
        splices = [
            updated(self.document, heading_at(self.document, index), update)
            for index, update in self.changed.items()
        ]
        splices += [self._inserted(place) for place in places]
        return FileEdit.of(self.document, partial(reread, library)).applied(splices)

    def _inserted(self, placed: "_Placed") -> Splice:
        place = place_below(self.document, placed.parent)
        lines = list[str]()
        for new in placed.subtrees:
            lines += (*place.blanks, *subtree_text(self.document, place.level, new))
        at_end = place.line == len(self.document.lines.texts)
        return Splice(place.line, place.line, (*lines, *([""] if at_end else [])))

    def _check(self, after: Document, places: "list[_Placed]") -> None:
        shift = 0
        for place in places:
            for new in (each for top in place.subtrees for each in top.flat()):
                if not says_all(after.headings[place.place + shift], new):
                    title = unguarded(new.heading.title)
                    raise UsageError(f"Org would not read {title!r} as it is meant: leave it out.")
                shift += 1

    def _summary(self) -> str:
        added = sum(1 for news in self.added.values() for new in news for _ in new.flat())
        words = [f"added {plural(added, 'heading')}"] if added else []
        words += [f"changed {plural(len(self.changed), 'heading')}"] if self.changed else []
        return f"{self.document.file}: {', '.join(words)}"


class _Placed(NamedTuple):
    """New subtrees, the index among the headings where they go, and what they go below."""

    place: int
    parent: Heading | None
    subtrees: tuple[NewSubtree, ...]

    @property
    def order(self) -> tuple[int, int]:
        """By place; what goes deeper comes first."""
        return self.place, -(self.parent.level if self.parent else 0)


def _with_cookies(library: Library, document: Document, now: datetime) -> Document:
    """The file with all statistics cookies counted again."""
    edit = FileEdit.of(document, partial(reread, library))
    for index in _first_children(document).values():
        step = partial(_settled, now=now)
        edit = edit.edited(index, step)
    return edit.document


def _settled(document: Document, heading: Heading, *, now: datetime) -> tuple[Splice, ...]:
    buffer = EditBuffer.of(document.lines, heading)
    context = EditContext(document, heading, now)
    return update_parents(buffer, context, heading.keyword).splices(document.lines.texts)


def _first_children(document: Document) -> Mapping[int, int]:
    """For each heading with a cookie the first one below it."""
    return dict(_with_parent(document))


def _with_parent(document: Document) -> Iterator[tuple[int, int]]:
    for index, heading in reversed(tuple(enumerate(document.headings))):
        parent = heading.parent
        if parent is not None and COOKIE.search(document.headings[parent].text):
            yield parent, index
