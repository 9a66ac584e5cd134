"""Which headings of the outline are seen: all but those below one that is folded.

There may be very many, so that what is seen is an array of ids, and no entry is made for it.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from orgshelf.query import Query
from orgshelf.query.sql import EVERYTHING, Condition, among, both
from orgshelf.shelf.entries import Entry
from orgshelf.store.conditions import conditions_of
from orgshelf.store.entry_list import EntryList, matching_ids
from orgshelf.store.library import Library
from orgshelf.store.stored import Stored
from orgshelf.store.tables import span
from orgshelf.store.watch import index_state

#: What is above works, and works: their parts are folded away.
_DOWN_TO_WORKS = Condition("(h.work IS NULL OR h.work = h.id)")
#: After a change of more files all are looked at.
_MOST_CHANGED = 20


@dataclass(frozen=True, slots=True)
class Outline:
    """The ids of the headings that are seen, in the order of the notes.

    ``whole`` says that nothing is folded of itself; else works are. ``turned`` are the headings
    of which it is not as that says: they are folded, or one level below them is seen.
    """

    ids: "array[int]"
    whole: bool = False
    turned: frozenset[int] = frozenset()

    @classmethod
    def of(cls, stored: Stored, *, whole: bool = False) -> "Outline":
        """The outline of the notes as they are, folded so."""
        return cls(array("q", matching_ids(stored, _seen(whole=whole))), whole)

    def with_turned(self, stored: Stored, turned: Iterable[int]) -> "Outline":
        """The same with some headings folded, or one level below them seen."""
        outline = self
        for id_ in sorted(turned):
            place = outline.place(id_)
            outline = outline if place is None else outline.turned_at(stored, place)
        return outline

    def with_file(self, stored: Stored, number: int) -> "Outline":
        """The same with what is in one file as it is now; the ids must ascend."""
        first, last = span(number)
        seen = both((Condition(f"h.id BETWEEN {first} AND {last}"), _seen(whole=self.whole)))
        start, stop = bisect_left(self.ids, first), bisect_left(self.ids, last)
        within = array("q", matching_ids(stored, seen))
        return replace(self, ids=self.ids[:start] + within + self.ids[stop:])

    def place(self, id_: int) -> int | None:
        """Where a heading is seen; None where it is not."""
        try:
            return self.ids.index(id_)
        except ValueError:
            return None

    def is_open(self, stored: Stored, place: int) -> bool:
        """Whether anything below the heading at a place is seen."""
        return self._end(stored, place) > place + 1

    def turned_at(self, stored: Stored, place: int) -> "Outline":
        """The same with the heading there folded, or with one level below it seen."""
        id_, end = self.ids[place], self._end(stored, place)
        below = array("q") if end > place + 1 else self._below(stored, id_)
        ids = self.ids[: place + 1] + below + self.ids[end:]
        last = _last(stored, id_)
        inner = {other for other in self.turned if id_ < other < last}
        return replace(self, ids=ids, turned=(self.turned - inner) ^ {id_})

    def entries(self, stored: Stored, start: int, stop: int) -> EntryList:
        """The entries that are seen from one place up to another."""
        return EntryList(stored, lambda: self.ids[start:stop])

    def above(self, stored: Stored, place: int) -> int | None:
        """The place of the nearest heading above one that is seen."""
        places = (self.place(id_) for id_ in reversed(_ancestors(stored, self.ids[place])))
        return next((place for place in places if place is not None), None)

    def revealing(self, stored: Stored, id_: int) -> "Outline":
        """The same with all above a heading unfolded, so that it is seen."""
        outline = self
        for above in _ancestors(stored, id_):
            place = outline.place(above)
            if place is not None and not outline.is_open(stored, place):
                outline = outline.turned_at(stored, place)
        return outline

    def _end(self, stored: Stored, place: int) -> int:
        """The place behind all that is seen below the heading at one."""
        id_, ids = self.ids[place], self.ids
        last = _last(stored, id_)
        after = range(place + 1, len(ids))
        return place + 1 + bisect_left(after, True, key=lambda other: not id_ < ids[other] < last)

    def _below(self, stored: Stored, id_: int) -> "array[int]":
        """What is seen below a heading when it is unfolded."""
        if self.whole:
            wanted = "1"
        else:
            query = "SELECT work IS NULL FROM heading WHERE id = ?"
            above_works = stored.connection.execute(query, (id_,)).fetchone()[0]
            wanted = _DOWN_TO_WORKS.sql if above_works else f"h.parent = {id_:d}"
        query = f"SELECT id FROM heading h WHERE id > ? AND id < ? AND ({wanted}) ORDER BY id"
        rows = stored.connection.execute(query, (id_, _last(stored, id_)))
        return array("q", (row[0] for row in rows))


class Outlines:
    """The outlines where no heading is turned, each made once for a state of the notes."""

    def __init__(self, library: Library, known: Mapping[bool, Outline] | None = None) -> None:
        self._stored = library.stored
        self.state = index_state(library)
        self._known = dict(known or {})

    def outline(self, *, whole: bool, turned: Iterable[int] = ()) -> Outline:
        """The outline with some headings turned."""
        if whole not in self._known:
            self._known[whole] = Outline.of(self._stored, whole=whole)
        return self._known[whole].with_turned(self._stored, turned)

    def renewed(self, library: Library) -> "Outlines":
        """Those of the notes as they are in a library; only files that changed are looked at."""
        state, numbers = index_state(library), library.stored.numbers()
        changed = state.changed_since(self.state)
        if changed is None or len(changed) > _MOST_CHANGED or numbers != sorted(numbers):
            return Outlines(library)
        known = self._known
        for number in changed:
            known = {w: outline.with_file(library.stored, number) for w, outline in known.items()}
        return Outlines(library, known)


def _seen(*, whole: bool) -> Condition:
    return EVERYTHING if whole else _DOWN_TO_WORKS


def _last(stored: Stored, id_: int) -> int:
    query = "SELECT last FROM heading WHERE id = ?"
    row = stored.connection.execute(query, (id_,)).fetchone()
    return int(row[0]) if row else id_


def _ancestors(stored: Stored, id_: int) -> list[int]:
    """What is above a heading, the outermost first."""
    found = list[int]()
    query = "SELECT parent FROM heading WHERE id = ?"
    while (row := stored.connection.execute(query, (id_,)).fetchone()) and row[0] is not None:
        found.append(id_ := row[0])
    return found[::-1]


def visible(library: Library, ids: Iterable[str], query: Query) -> Sequence[Entry]:
    """The headings with these whole ids that the query does not leave out, as in the notes."""
    asked = conditions_of(query, library.connection, listing=False)
    condition = both((among("h.hash", ids), asked))
    return EntryList(library.stored, lambda: matching_ids(library.stored, condition))
