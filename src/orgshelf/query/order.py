"""Orders of entries: the sort keys of a listing, and what to do next."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from orgshelf.errors import UsageError
from orgshelf.model import Status, Timestamp
from orgshelf.org.syntax.headline import priority_value
from orgshelf.progress.counts import status
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import credits_of

_NO_PRIORITY = "B"  # Org's default: an entry without a cookie counts as B


def priority_of(entry: Entry) -> int:
    """The priority that counts, B where none is set (org-priority-default); A is least."""
    return priority_value(entry.heading.priority or _NO_PRIORITY)


def urgency(entry: Entry, today: date | None = None) -> tuple[date, int, bool]:
    """What is due first comes first, then by priority, then what is begun.

    Given ``today``, what is scheduled up to then is as if it were due today, and no other.
    """
    planning = entry.heading.planning
    due, begins = _day(planning.deadline) or date.max, _day(planning.scheduled) or date.max
    if today is None or begins <= today:
        due = min(due, today or begins)
    return due, priority_of(entry), status(entry) is not Status.IN_PROGRESS


def _day(stamp: Timestamp | None) -> date | None:
    return stamp.day if stamp and stamp.active else None


def _moment(stamp: Timestamp | None) -> datetime:
    """For sorting: what has no such date comes last."""
    return (stamp.start if stamp else None) or datetime.max


def _planned(entry: Entry) -> datetime:
    """Its deadline; where it has none, when it is scheduled."""
    planning = entry.heading.planning
    return _moment(planning.deadline or planning.scheduled)


def _priority(entry: Entry) -> tuple[bool, int]:
    """Numbers before letters, as Org ranks them; what has no cookie comes last."""
    return entry.heading.priority is None, priority_of(entry)


def _todo(entry: Entry) -> int:
    """The keyword's place among those of its file; headings without one come last."""
    names = entry.document.settings.keywords.names
    keyword = entry.heading.keyword
    return names.index(keyword) if keyword in names else len(names)


def _year(entry: Entry) -> int:
    year = credits_of(entry.work.heading).year if entry.work else None
    return 9999 if year is None else year


class SortKey(NamedTuple):
    """A key's meaning for the reference, and what Python sorts by, smallest first."""

    help: str
    value: Callable[[Entry], Any]


SORT_KEYS: dict[str, SortKey] = {
    "date": SortKey("deadline, or where there is none when it is scheduled", _planned),
    "deadline": SortKey(
        "what is due first", lambda entry: _moment(entry.heading.planning.deadline)
    ),
    "scheduled": SortKey(
        "what is scheduled first", lambda entry: _moment(entry.heading.planning.scheduled)
    ),
    "closed": SortKey(
        "what was closed first", lambda entry: _moment(entry.heading.planning.closed)
    ),
    "todo": SortKey("keywords as their file has them in order", _todo),
    "priority": SortKey("A first, without a cookie last", _priority),
    "urgency": SortKey("by deadline, priority (none is B), and what is begun", urgency),
    "kind": SortKey("by the name of the kind", lambda entry: entry.kind),
    "title": SortKey("from A to Z", lambda entry: entry.heading.title.casefold()),
    "year": SortKey("the oldest work first", _year),
    "progress": SortKey(
        "of its work, the least first",
        lambda entry: entry.work.progress.percent if entry.work else 0,
    ),
    "file": SortKey("by the name of the file", lambda entry: entry.file),
}
#: What stands among the keys without being one, with its meaning.
SORT_WORDS = {
    "random": "shuffled, for one moment in one way",
    "reverse": "turns round the key before it; first of all, the whole order",
}


def sorted_indexes(entries: Collection[Entry], order: str, seed: str) -> list[int]:
    """The indexes of the entries in another order; they are gone through once and not kept.

    The keys have commas between them, the first is the most important. In parentheses it is a
    list as org-ql has it: sorted by one key after the other, so that the last is the most
    important. File order where they are equal; ``random`` shuffles by ``seed``.

    Raises:
        UsageError: there is no such key.
    """
    steps = _steps(order)
    values = _values(entries, [key for key in dict.fromkeys(steps) if key in SORT_KEYS])
    ordered = list(range(len(entries)))
    for key in steps:
        if key == "reverse":
            ordered.reverse()
        elif key == "random":
            import random

            random.Random(seed).shuffle(ordered)
        elif key in SORT_KEYS:
            ordered.sort(key=values[key].__getitem__)
        else:
            known = ", ".join([*SORT_KEYS, *SORT_WORDS])
            raise UsageError(f"There is no sort key {key!r}: use {known}.")
    return ordered


def _values(entries: Iterable[Entry], keys: Sequence[str]) -> dict[str, list[Any]]:
    """For each key what each entry is sorted by."""
    values: dict[str, list[Any]] = {key: [] for key in keys}
    for entry in entries if keys else ():
        for key, column in values.items():
            column.append(SORT_KEYS[key].value(entry))
    return values


def _steps(order: str) -> list[str]:
    """What to sort by, one after the other."""
    order = order.strip()
    if order.startswith("(") and order.endswith(")"):
        return order[1:-1].split()
    steps: list[str] = []
    place = 0
    for key in order.split(","):
        place = place if key == "reverse" else 0
        steps.insert(place, key)
        place += 1
    return steps
