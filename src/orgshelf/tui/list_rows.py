"""What a list shows: rows that are made when they are seen, however many there are."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from rich.text import Text

from orgshelf.model import Progress
from orgshelf.query import Query
from orgshelf.query.expression import understand
from orgshelf.shelf.entries import Entry
from orgshelf.store.entry_list import EntryList
from orgshelf.store.folding import Outline
from orgshelf.store.library import Library
from orgshelf.store.ranking import read_request
from orgshelf.terminal.columns import marks
from orgshelf.terminal.entry_table import due, meter, state, styled, titled
from orgshelf.tui.keyed import pointing

#: The sign before a row that has others below it.
_FOLDS = pointing("fold", "dim")


class Row(NamedTuple):
    """A line: what stands at the left and gives way, what at the right, and what it is about.

    A head is about nothing; ``page`` is what is shown beside it in the place of its entry.
    """

    left: Text
    right: Text = Text()
    entry: Entry | None = None
    page: Text | None = None


class Rows(Protocol):
    """The rows of a list; ``key`` names one so that it is found again after a change."""

    def __len__(self) -> int: ...

    def some(self, start: int, stop: int, *, wide: bool = True) -> Sequence[Row]:
        """The rows from one place up to another; ``wide`` says that there is room for bars."""

    def key(self, place: int) -> Hashable:
        """What names the row at a place."""

    def place(self, key: Hashable) -> int | None:
        """Where the row of that name is; None where it is not."""


@dataclass(frozen=True, slots=True)
class ListedRows:
    """A few rows that are all made."""

    rows: Sequence[Row]

    def __len__(self) -> int:
        return len(self.rows)

    def some(self, start: int, stop: int, *, wide: bool = True) -> Sequence[Row]:
        """The rows from one place up to another."""
        return self.rows[start:stop]

    def key(self, place: int) -> Hashable:
        """The id of the heading, and what is said of it."""
        row = self.rows[place]
        return (row.entry.id if row.entry else "", row.left.plain)

    def place(self, key: Hashable) -> int | None:
        """Where that is, or where the same heading is."""
        keys = [self.key(place) for place in range(len(self))]
        if key in keys:
            return keys.index(key)
        id_ = key[0] if isinstance(key, tuple) else key
        return next(
            (n for n, row in enumerate(self.rows) if row.entry and row.entry.id == id_), None
        )


@dataclass(frozen=True, slots=True)
class FoundRows:
    """What a search has found, the heading with where it stands."""

    library: Library
    found: EntryList

    def __len__(self) -> int:
        return len(self.found)

    def some(self, start: int, stop: int, *, wide: bool = True) -> Sequence[Row]:
        """The rows from one place up to another."""
        return [self._row(entry) for entry in self.found[start:stop]]

    def _row(self, entry: Entry) -> Row:
        work = entry.work
        above = styled(f"  {work.heading.title}", "dim") if work and work is not entry else Text()
        left = Text.assemble(_keyword(entry), titled(entry), above)
        return Row(left, due(self.library, entry), entry)

    def key(self, place: int) -> Hashable:
        """The id in the index."""
        return self.found.ids[place]

    def place(self, key: Hashable) -> int | None:
        """Where it is."""
        return next((place for place, id_ in enumerate(self.found.ids) if id_ == key), None)


@dataclass(frozen=True, slots=True)
class TreeRows:
    """The outline of the notes, as far as it is unfolded."""

    library: Library
    outline: Outline
    plain: bool

    def __len__(self) -> int:
        return len(self.outline.ids)

    def some(self, start: int, stop: int, *, wide: bool = True) -> Sequence[Row]:
        """The rows from one place up to another."""
        entries = list(self.outline.entries(self.library.stored, start, stop + 1))
        after = [*entries[1:], None][: len(entries)]
        pairs = list(zip(entries, after, strict=True))[: stop - start]
        return [self._row(entry, follows, wide=wide) for entry, follows in pairs]

    def _row(self, entry: Entry, follows: Entry | None, *, wide: bool) -> Row:
        has_parts = entry.end - entry.index > 1
        is_open = follows is not None and len(follows.path) > len(entry.path)
        sign = self._sign(has_parts=has_parts, is_open=is_open)
        left = Text.assemble("  " * len(entry.path), (sign, _FOLDS), " ", _keyword(entry))
        left.append_text(titled(entry))
        if shown := marks(entry):
            left.append(f"  {shown}", "dim")
        parts = [due(self.library, entry)]
        if entry.has_parts:
            parts.append(_far(entry.progress, wide=wide and not self.plain))
        return Row(left, Text("  ").join(part for part in parts if part), entry)

    def _sign(self, *, has_parts: bool, is_open: bool) -> str:
        signs = " +-" if self.plain else " ▸▾"
        return signs[0 if not has_parts else 2 if is_open else 1]

    def key(self, place: int) -> Hashable:
        """The id in the index."""
        return self.outline.ids[place]

    def place(self, key: Hashable) -> int | None:
        """Where it is."""
        return self.outline.place(key) if isinstance(key, int) else None


def _far(progress: Progress, *, wide: bool) -> Text:
    """How far it is, with a bar and what was given up where there is room."""
    return meter(progress, bars=True) if wide else Text(f"{progress.done}/{progress.total}")


def _keyword(entry: Entry) -> Text:
    return Text.assemble(state(entry), " ") if entry.is_item else Text()


def found_rows(library: Library, words: str) -> Rows:
    """What `search` finds for words, the last of which may go on, or `list --all` for a query.

    Raises:
        QueryError: the query cannot be understood.
    """
    words = words.strip()
    if not words:
        return ListedRows(())
    if ":" in words or words.startswith("("):
        found = library.matching(Query(understand(words, library.scope()), all=True))
    else:
        open_ended = f"{words}*" if words[-1].isalnum() else words
        found = library.search(read_request(open_ended), Query(all=True))
    return FoundRows(library, found) if found else ListedRows((Row(styled("Nothing is found.")),))
