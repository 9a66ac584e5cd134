"""Sort orders of entries: the keys of a listing, and urgency."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from orgshelf.errors import UsageError
from orgshelf.model import Status, Timestamp
from orgshelf.org.syntax.headline import priority_value
from orgshelf.progress.counts import status
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import credits_of

_NO_PRIORITY = "B"  # org-priority-default


def priority_of(entry: Entry) -> int:
    """The numeric priority of an entry, by default that of B; the number of A is the lowest."""
    return priority_value(entry.heading.priority or _NO_PRIORITY)


def urgency(entry: Entry, today: date | None = None) -> tuple[date, int, bool]:
    """The sort key of urgency: the due date, then the priority, then whether it is begun.

    Given ``today``, a schedule counts as due today once it has been reached, and not before.
    """
    planning = entry.heading.planning
    due, begins = _day(planning.deadline) or date.max, _day(planning.scheduled) or date.max
    if today is None or begins <= today:
        due = min(due, today or begins)
    return due, priority_of(entry), status(entry) is not Status.IN_PROGRESS


def _day(stamp: Timestamp | None) -> date | None:
    return stamp.day if stamp and stamp.active else None


def _moment(stamp: Timestamp | None) -> datetime:
    """The moment to sort by; the latest possible without one."""
    return (stamp.start if stamp else None) or datetime.max


def _planned(entry: Entry) -> datetime:
    """The deadline, else the scheduled moment."""
    planning = entry.heading.planning
    return _moment(planning.deadline or planning.scheduled)


def _priority(entry: Entry) -> tuple[bool, int]:
    """The sort key of priorities: numbers before letters, as in Org; entries without one last."""
    return entry.heading.priority is None, priority_of(entry)


def _todo(entry: Entry) -> int:
    """The index of the keyword in its file's sequences; headings without one come last."""
    names = entry.document.settings.keywords.names
    keyword = entry.heading.keyword
    return names.index(keyword) if keyword in names else len(names)


def _year(entry: Entry) -> int:
    year = credits_of(entry.work.heading).year if entry.work else None
    return 9999 if year is None else year


class SortKey(NamedTuple):
    """The meaning of a key for the reference, and the value to sort by, ascending."""

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
#: Words that may be given among the keys, with their meanings.
SORT_WORDS = {
    "random": "shuffled, for one moment in one way",
    "reverse": "turns round the key before it; first of all, the whole order",
}


def sorted_indexes(entries: Collection[Entry], order: str, seed: str) -> list[int]:
    """The indexes of the entries in sorted order; each entry is visited once and not kept.

    ``order`` has keys separated by commas, the most significant first; or it is a list in
    parentheses as in org-ql, with the most significant key last. The sort is stable; ``random``
    shuffles by ``seed``.

    Raises:
        UsageError: a key is unknown.
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
    """The values of each key, one for each entry."""
    values: dict[str, list[Any]] = {key: [] for key in keys}
    for entry in entries if keys else ():
        for key, column in values.items():
            column.append(SORT_KEYS[key].value(entry))
    return values


def _steps(order: str) -> list[str]:
    """The keys to sort by, one after the other."""
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
