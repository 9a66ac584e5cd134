"""Plain tests of the predicates about how far an entry is."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from oracle.question import Build, Question, Test
from orgshelf.model import Status
from orgshelf.org.syntax import timestamps
from orgshelf.progress.counts import done_of, status
from orgshelf.query.compare import COMPARATORS, whole
from orgshelf.shelf.entries import Entry, Role

#: A priority's cookie, wherever in the heading it stands (org-priority-regexp).
_COOKIE = re.compile(r"\[#([A-Za-z]|[0-9]{1,2})\]")


def compares(asked: Question, read: Callable[[str], Any]) -> Callable[[Any], bool]:
    """A test of a value: none at all never passes, and without arguments any other does."""
    args = asked.values
    if not args:
        return lambda value: value is not None
    if args[0] in COMPARATORS:
        compare, limit = COMPARATORS[args[0]], read(args[1])
        return lambda value: value is not None and compare(value, limit)
    least, most = read(args[0]), read(args[-1])
    return lambda value: value is not None and least <= value <= most


def _todo(asked: Question) -> Test:
    keywords = frozenset(asked.values)
    if not keywords:
        return lambda entry: entry.pending
    return lambda entry: entry.heading.keyword in keywords


def _priority(asked: Question) -> Test:
    """A is the highest, so ``>=B`` is A and B; no cookie is no priority."""
    args = asked.values
    if not args or args[0] in COMPARATORS:
        fits = compares(asked, lambda text: _rank(text.upper()))
        return lambda entry: fits(_rank_of(entry))
    wanted = frozenset(_rank(value.upper()) for value in args)
    return lambda entry: (rank := _rank_of(entry)) is not None and rank in wanted


def _rank_of(entry: Entry) -> int | None:
    """That of the first cookie, as ``org-get-priority`` has it: also amid the heading's words."""
    heading = entry.heading
    own = "" if heading.priority is None else f"[#{heading.priority}] "
    match = _COOKIE.search(f"{own}{heading.text}")
    return _rank(match[1]) if match else None


def _rank(priority: str) -> int | None:
    """The higher the priority, the higher: numbers below letters, as their codes are."""
    if (value := whole(priority)) is not None:
        return -value
    return -ord(priority) if len(priority) == 1 and priority.isalpha() else None


def _level(asked: Question) -> Test:
    fits = compares(asked, whole)
    return lambda entry: fits(entry.heading.level)


def _effort(asked: Question) -> Test:
    fits = compares(asked, timestamps.minutes)

    def test(entry: Entry) -> bool:
        effort = entry.heading.get("EFFORT")
        return effort is not None and fits(timestamps.minutes(effort) if effort else 0)

    return test


def _status(asked: Question) -> Test:
    names = {" ".join(value.casefold().replace("-", " ").split()) for value in asked.values}
    wanted = {status_ for status_ in Status if str(status_) in names}
    return lambda entry: (entry.is_item or entry.role is Role.WORK) and status(entry) in wanted


def _progress(asked: Question) -> Test:
    fits = compares(asked, lambda text: whole(text.removesuffix("%")))
    return lambda entry: fits(done_of(entry))


TESTS: Mapping[str, Build] = {
    "todo": _todo,
    "done": lambda _: lambda entry: entry.heading.done,
    "blocked": lambda _: lambda entry: entry.blocked,
    "habit": lambda _: lambda entry: entry.heading.get("STYLE") == "habit",
    "priority": _priority,
    "level": _level,
    "effort": _effort,
    "status": _status,
    "progress": _progress,
}
