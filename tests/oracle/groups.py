"""Groups counted over entries, one by one."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta

from orgshelf.model import Progress
from orgshelf.progress.counts import NO_GROUP, RECENT_DAYS, Group, is_counted, one_spelling, tally
from orgshelf.progress.facts import finishes
from orgshelf.progress.reading import progress_read
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import credits_of
from orgshelf.shelf.years import year_words


def recently_finished(
    entries: Iterable[Entry], now: datetime, dropped: frozenset[str]
) -> list[Entry]:
    """The items that are done since some moment of the last RECENT_DAYS days, none given up."""
    recent = timedelta(days=RECENT_DAYS)
    return [
        entry
        for entry in entries
        if (moment := done_since(entry, dropped)) and moment <= now and now - moment < recent
    ]


def done_since(entry: Entry, dropped: frozenset[str]) -> datetime | None:
    """When an item was finished that is done now and was not given up."""
    times = finishes(entry, dropped) if entry.heading.done else ()
    return next((time.moment for time in times if time.final and time.completed), None)


def _by_work(entry: Entry) -> tuple[tuple[str, str | None], ...]:
    return ((entry.work.heading.title, entry.kind),) if entry.work else ()


def _by_year(entry: Entry) -> tuple[tuple[str, None], ...]:
    year = credits_of(entry.work.heading).year if entry.work else None
    return ((NO_GROUP if year is None else year_words(year), None),)


def _by_author(entry: Entry) -> Iterable[tuple[str, None]]:
    authors = credits_of(entry.work.heading).authors if entry.work else ()
    return ((author, None) for author in authors or (NO_GROUP,))


Key = tuple[str, str | None]
#: An item to the (name, kind) of each group it counts in.
KEYS: Mapping[str, Callable[[Entry], Iterable[Key]]] = {
    "kind": lambda entry: ((entry.kind, entry.kind),),
    "work": _by_work,
    "tag": lambda entry: ((tag, None) for tag in entry.heading.tags or (NO_GROUP,)),
    "file": lambda entry: ((entry.file, None),),
    "author": _by_author,
    "year": _by_year,
}
_UNSORTED = ("kind", "work", "file")


def group(entries: Iterable[Entry], by: str, dropped: frozenset[str], now: datetime) -> list[Group]:
    """Progress per group, by one of KEYS or the name of a property, own or inherited.

    Kinds, works and files come in the order in which they first appear, others by their names.
    """
    keys = KEYS.get(by) or _by_property(by)
    items: dict[Key, Progress] = {}
    recent: Counter[Key] = Counter()
    read: dict[Key, Progress | None] = {}
    counted = list(filter(is_counted, entries))
    spelling = one_spelling(key[0] for entry in counted for key in keys(entry))
    for entry in counted:
        own = tally([entry])
        lately = len(recently_finished([entry], now, dropped))
        for key in keys(entry):
            if by == "author":
                key = spelling[key[0]], key[1]
            if key not in items:
                read[key] = progress_read(entry) if by == "work" else None
            items[key] = items.get(key, Progress()) + own
            recent[key] += lately
    names = list(items) if by in _UNSORTED else sorted(items, key=lambda key: key[0])
    return [Group(*name, read[name] or items[name], recent[name]) for name in names]


def _by_property(name: str) -> Callable[[Entry], Iterable[Key]]:
    return lambda entry: ((entry.heading.get(name, inherit=True) or NO_GROUP, None),)
