"""Which of the notes an imported work is, by identifiers, else by title and authors."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Generic, NamedTuple, TypeVar

from orgshelf.importers.imported import ImportedWork, State, unguarded
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.identity import (
    Key,
    entry_credits,
    entry_keys,
    link_key,
    property_key,
    surnames,
    title_key,
)

T = TypeVar("T")


def work_keys(work: ImportedWork) -> Iterator[Key]:
    """What a work is known by beside its title, the program's own number first."""
    own = [pair for pair in work.identifiers if pair[0].endswith(("_ID", "_KEY", "_UUID"))]
    others = [pair for pair in work.identifiers if pair not in own]
    yield from (property_key(*pair) for pair in (*own, *others) if pair[1])
    yield from (link_key(link.target) for link in work.links if link.target.startswith("file:"))


class Named(NamedTuple, Generic[T]):
    """A thing with a title, its authors and its other identifying keys."""

    people: frozenset[str]
    keys: frozenset[Key]
    thing: T

    def may_be(self, people: frozenset[str], keys: frozenset[Key]) -> bool:
        """Whether a work of the same title can be it.

        People who wrote both decide, but for two numbers of one program; where they are not
        known, no identifier of one kind may differ.
        """
        if self.people and people:
            own = {key for key in keys if key[0].isupper()}
            return not self.people.isdisjoint(people) and not _differ(self.keys, own)
        return not _differ(self.keys, keys)


def _differ(some: Iterable[Key], others: Iterable[Key]) -> bool:
    """Whether both have an identifier of one kind, and none in common."""
    mine, theirs = dict(some), dict(others)
    return any(mine[kind] != theirs[kind] for kind in mine.keys() & theirs.keys())


@dataclass(slots=True)
class Known(Generic[T]):
    """Things by the names of works; of two with one name the first counts."""

    by_key: dict[Key, T] = field(default_factory=dict)
    by_title: dict[str, list[Named[T]]] = field(default_factory=dict)

    def add(self, thing: T, keys: Iterable[Key], title: str | None, authors: Sequence[str]) -> None:
        """Add a thing under all its names; without a title only under its identifiers."""
        keys = frozenset(keys)
        for key in keys:
            self.by_key.setdefault(key, thing)
        if title:
            named = Named(surnames(authors), keys, thing)
            self.by_title.setdefault(title_key(title), []).append(named)

    def find(self, work: ImportedWork) -> T | None:
        """What has one of the work's identifiers, else its title."""
        keys = list(work_keys(work))
        for key in keys:
            if key in self.by_key:
                return self.by_key[key]
        people, known = surnames(work.authors), frozenset(keys)
        for named in self.by_title.get(title_key(work.title), ()):
            if named.may_be(people, known):
                return named.thing
        return None


def known_parts(entries: Iterable[Entry]) -> Known[Entry]:
    """The headings below a work, each by its title and its identifiers."""
    known = Known[Entry]()
    for entry in entries:
        known.add(entry, entry_keys(entry), unguarded(entry.heading.title), ())
    return known


def known_entries(entries: Iterable[Entry]) -> Known[Entry]:
    """The entries of the notes by what they are known by."""
    known = Known[Entry]()
    for entry in entries:
        credit = entry_credits(entry)
        title = unguarded(credit.title) if credit else None
        known.add(entry, entry_keys(entry), title, credit.authors if credit else ())
    return known


class Folded(NamedTuple):
    """A work with all that several rows say of it, and the place of the file of the first."""

    work: ImportedWork
    owner: int


def folded(files: Sequence[Sequence[ImportedWork]]) -> tuple[list[Folded], Counter[int]]:
    """Each work of some files once, and how many rows of each file were a work over again."""
    known, found, again = Known[int](), list[Folded](), Counter[int]()
    for owner, works in enumerate(files):
        for work in works:
            place = known.find(work)
            if place is None:
                place = len(found)
                found.append(Folded(work, owner))
            else:
                found[place] = found[place]._replace(work=_merged(found[place].work, work))
                again[owner] += 1
            known.add(place, work_keys(work), work.title, work.authors)
    return found, again


def _merged(first: ImportedWork, second: ImportedWork) -> ImportedWork:
    """The first work with what only the second says; its quotes and parts are added."""
    changes: dict[str, object] = {}
    for each in fields(first):
        mine, other = getattr(first, each.name), getattr(second, each.name)
        if each.name in ("quotes", "parts", "identifiers", "properties", "tags"):
            changes[each.name] = tuple(dict.fromkeys((*mine, *other)))
        elif not mine or mine is State.NONE:
            changes[each.name] = other
    return replace(first, **changes)  # type: ignore[arg-type] # each value has its field's type
