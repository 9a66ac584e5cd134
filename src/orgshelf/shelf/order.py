"""Orders of entries: the sort keys of a listing, and what to do next."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from orgshelf.errors import UsageError
from orgshelf.model import Timestamp
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import credits_of

_NO_PRIORITY = "B"  # Org's default: an entry without a cookie counts as B


def priority_of(entry: Entry) -> str:
    """The priority that counts, B where none is set (org-priority-default)."""
    return entry.heading.priority or _NO_PRIORITY


def in_progress(entry: Entry) -> bool:
    """Whether it has been begun: a later active keyword than the first, or a part done."""
    keyword = entry.heading.keyword
    if keyword is None or entry.heading.done:
        return False
    sequence = entry.document.settings.keywords.sequence_of(keyword)
    moved_on = sequence is not None and keyword != sequence.names[0]
    return moved_on or entry.progress.done > 0


def next_up(entries: Iterable[Entry], today: date) -> list[Entry]:
    """What to do next: overdue, then by deadline, priority, begun, and place in the notes."""

    def key(entry: Entry) -> tuple[Any, ...]:
        deadline = _day(entry.heading.planning.deadline)
        overdue = deadline is not None and deadline < today
        return not overdue, *urgency(entry)

    return sorted(entries, key=key)


def urgency(entry: Entry) -> tuple[date, str, bool]:
    """What is due first comes first, then by priority, then what is begun."""
    deadline = _day(entry.heading.planning.deadline)
    return deadline or date.max, priority_of(entry), not in_progress(entry)


def _day(stamp: Timestamp | None) -> date | None:
    return stamp.day if stamp else None


def _moment(stamp: Timestamp | None) -> datetime:
    """For sorting: what has no such date comes last."""
    return (stamp.start if stamp else None) or datetime.max


def _any_date(entry: Entry) -> datetime:
    planning = entry.heading.planning
    return min(_moment(planning.scheduled), _moment(planning.deadline), _moment(planning.closed))


def _todo(entry: Entry) -> int:
    """The keyword's place among those of its file; headings without one come last."""
    names = entry.document.settings.keywords.names
    keyword = entry.heading.keyword
    return names.index(keyword) if keyword in names else len(names)


def _year(entry: Entry) -> int:
    return credits_of(entry.work.heading).year or 9999 if entry.work else 9999


#: The sort keys; each gives what Python sorts by, smallest first.
SORT_KEYS: dict[str, Callable[[Entry], Any]] = {
    "closed": lambda entry: _moment(entry.heading.planning.closed),
    "date": _any_date,
    "deadline": lambda entry: _moment(entry.heading.planning.deadline),
    "file": lambda entry: entry.file,
    "kind": lambda entry: entry.kind,
    "priority": priority_of,
    "progress": lambda entry: entry.work.progress.percent if entry.work else 0,
    "scheduled": lambda entry: _moment(entry.heading.planning.scheduled),
    "title": lambda entry: entry.heading.title.casefold(),
    "todo": _todo,
    "urgency": urgency,
    "year": _year,
}


def sort_entries(entries: Sequence[Entry], keys: Sequence[str], seed: str) -> list[Entry]:
    """Sort by several keys, the first the most important; file order where they are equal.

    ``reverse`` turns the whole order round, ``random`` shuffles by ``seed``.

    Raises:
        UsageError: there is no such key.
    """
    ordered = list(entries)
    for key in reversed(keys):
        if key == "random":
            import random

            random.Random(seed).shuffle(ordered)
        elif key in SORT_KEYS:
            ordered.sort(key=SORT_KEYS[key])
        elif key != "reverse":
            known = ", ".join([*SORT_KEYS, "random", "reverse"])
            raise UsageError(f"There is no sort key {key!r}: use some of {known}.")
    return ordered[::-1] if "reverse" in keys else ordered
