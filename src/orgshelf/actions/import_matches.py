"""Which of the notes an imported work is, by identifiers, else by title and authors."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from orgshelf.importers.imported import ImportedWork, State, folded_text, unguarded
from orgshelf.shelf.contents import quotes
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.identity import (
    Key,
    entry_credits,
    entry_keys,
    is_number,
    link_key,
    property_key,
    shared_identifiers,
    surnames,
    title_key,
)

T = TypeVar("T")
#: Kinds of keys that two works can have in common.
_LOOSE = ("CUSTOM_ID", "url")
# One author has many works, and the names are held once.
_people = lru_cache(maxsize=1024)(surnames)
# So many letters of a quote tell what it is from.
_TELLING = 30
# So many works of one key are told apart: no library has more for one address.
_MOST = 1000


def work_keys(work: ImportedWork) -> Iterator[Key]:
    """What a work is known by beside its title, the program's own number first.

    What it shares with others of a journal, or of a book that it is a part of, names none.
    """
    shared = shared_identifiers(dict(work.properties))
    pairs = [pair for pair in work.identifiers if pair[1] and pair[0] not in shared]
    own = [pair for pair in pairs if is_number(pair[0])]
    yield from (property_key(*pair) for pair in (*own, *(p for p in pairs if p not in own)))
    yield from (link_key(link.target) for link in work.links if link.target.startswith("file:"))


class Named(NamedTuple, Generic[T]):
    """A thing with a title, its authors and its other identifying keys."""

    people: frozenset[str]
    keys: Sequence[Key]
    thing: T

    def may_be(self, people: frozenset[str], keys: Sequence[Key]) -> bool:
        """Whether a work of the same title can be it.

        People who wrote both decide, but for two numbers of one program; where they are not
        known, no identifier of one kind may differ.
        """
        if self.people and people:
            own = {key for key in keys if key[0].isupper()}
            return not self.people.isdisjoint(people) and not _differ(self.keys, own)
        return not _differ(self.keys, keys)

    def may_have(self, key: Key, people: frozenset[str], keys: Sequence[Key]) -> bool:
        """Whether a work that has this key too, under any title, can be it.

        Others' papers have the same citation key, and one address is given for many.
        """
        if key[0] not in _LOOSE:
            return True
        if self.people and people and self.people.isdisjoint(people):
            return False
        return not _differ(*({k for k in some if k[0] not in _LOOSE} for some in (self.keys, keys)))


def _differ(some: Iterable[Key], others: Iterable[Key]) -> bool:
    """Whether both have an identifier of one kind, and none in common."""
    mine, theirs = dict(some), dict(others)
    return any(mine[kind] != theirs[kind] for kind in mine.keys() & theirs.keys())


@dataclass(slots=True)
class Known(Generic[T]):
    """Things by the names of works; of two with one name the first counts."""

    by_key: dict[Key, list[Named[T]]] = field(default_factory=dict)
    by_title: dict[str, list[Named[T]]] = field(default_factory=dict)

    def add(
        self, thing: T, keys: Iterable[Key], titles: Iterable[str], authors: Sequence[str]
    ) -> None:
        """Add a thing under all its names; without a title only under its identifiers."""
        named = Named(_people(tuple(authors)), tuple(dict.fromkeys(keys)), thing)
        for key in named.keys:
            others = self.by_key.setdefault(key, [])
            if len(others) < _MOST:
                others.append(named)
        for title in dict.fromkeys(map(title_key, dict.fromkeys(titles))):
            self.by_title.setdefault(title, []).append(named)

    def find(self, work: ImportedWork, keys: Sequence[Key] = ()) -> T | None:
        """What has one of the work's identifiers, which ``keys`` can be already, else its title."""
        keys, people = keys or tuple(work_keys(work)), _people(work.authors)
        for key in keys:
            for named in self.by_key.get(key, ()):
                if named.may_have(key, people, keys):
                    return named.thing
        for named in self.by_title.get(title_key(work.title), ()):
            if named.may_be(people, keys):
                return named.thing
        return None


def known_parts(entries: Iterable[Entry]) -> Known[Entry]:
    """The headings below a work, each by its title and its identifiers."""
    known = Known[Entry]()
    for entry in entries:
        known.add(entry, entry_keys(entry), (unguarded(entry.heading.title),), ())
    return known


def known_entries(entries: Iterable[Entry]) -> Known[Entry]:
    """The entries of the notes by what they are known by."""
    known = Known[Entry]()
    for entry in entries:
        credit = entry_credits(entry)
        # What looks like people in a title, `Bends - A Survey`, can be words of it.
        titles = (unguarded(credit.title), unguarded(entry.heading.title)) if credit else ()
        known.add(entry, entry_keys(entry), titles, credit.authors if credit else ())
    return known


#: Where a group is: its file, the heading above it, and its title, folded.
GroupPlace = tuple[str, int | None, str]


def known_groups(entries: Iterable[Entry]) -> Mapping[GroupPlace, Entry]:
    """The headings that only hold works together, such as ``Books``, by where they are."""
    found: dict[GroupPlace, Entry] = {}
    for entry in entries:
        if entry.role in (Role.SHELF, Role.GROUP):
            title = title_key(unguarded(entry.heading.title))
            found.setdefault((entry.file, entry.heading.parent, title), entry)
    return found


class Folded(NamedTuple):
    """A work with all that several rows say of it, and the place of the file of the first."""

    work: ImportedWork
    owner: int


def folded(files: Sequence[Sequence[ImportedWork]]) -> tuple[list[Folded], Counter[int]]:
    """Each work of some files once, and how many rows of each file were a work over again."""
    known, found, again = Known[int](), list[Folded](), Counter[int]()
    for owner, works in enumerate(files):
        for work in works:
            keys = tuple(work_keys(work))
            place = known.find(work, keys)
            if place is None:
                place = len(found)
                found.append(Folded(work, owner))
            else:
                found[place] = found[place]._replace(work=_merged(found[place].work, work))
                again[owner] += 1
            known.add(place, keys, (work.title,), work.authors)
    return found, again


def _merged(first: ImportedWork, second: ImportedWork) -> ImportedWork:
    """The first work with what only the second says; its quotes and parts are added."""
    changes: dict[str, object] = {}
    for each in fields(first):
        mine, other = getattr(first, each.name), getattr(second, each.name)
        if each.name in ("identifiers", "properties"):
            changes[each.name] = tuple({**dict(mine), **dict(other), **dict(mine)}.items())
        elif each.name in ("quotes", "parts", "tags"):
            changes[each.name] = tuple(dict.fromkeys((*mine, *other)))
        elif not mine or mine is State.NONE:
            changes[each.name] = other
    return replace(first, **changes)  # type: ignore[arg-type] # each value has its field's type


def works_by_quote(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """The works of the notes by the long texts that are quoted in them."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.work and "#+begin_quote" in entry.text.casefold():
            for quote in quotes(entry):
                if (text := folded_text(quote.text)) and len(text) >= _TELLING:
                    found.setdefault(text, entry.work)
    return found


def find_quoted(work: ImportedWork, known: Mapping[str, Entry]) -> Entry | None:
    """The work of the notes that has most of the marked texts, whatever it is called there.

    What has no number of its own, such as a book on a Kindle, is found so once it is renamed.
    """
    texts = [text for each in work.quotes if len(text := folded_text(each.text)) >= _TELLING]
    there = Counter(known[text].id for text in texts if text in known)
    for name, count in there.most_common(1):
        if 2 * count >= len(texts):
            return next(known[text] for text in texts if text in known and known[text].id == name)
    return None
