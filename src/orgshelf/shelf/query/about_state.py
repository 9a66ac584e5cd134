"""Predicates about how far an entry is: keywords, priority, level, effort, progress."""

import re

from orgshelf.model import Status
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.progress.counts import done_of, status
from orgshelf.shelf.query.compare import COMPARATORS, FORMS, comparing, whole
from orgshelf.shelf.query.spec import Call, Spec, Test, nearest

#: A priority's cookie, wherever in the heading it stands (org-priority-regexp).
_COOKIE = re.compile(r"\[#([A-Za-z]|[0-9]{1,2})\]")

_STATUSES = {str(status_).replace(" ", "-"): status_ for status_ in Status}


def _todo(call: Call) -> Test:
    keywords = frozenset(call.values)
    if not keywords:
        return lambda entry: entry.pending
    return lambda entry: entry.heading.keyword in keywords


def _done(_call: Call) -> Test:
    return lambda entry: entry.heading.done


def _blocked(_call: Call) -> Test:
    from orgshelf.shelf.blocked import is_blocked  # which most queries have no use for

    return is_blocked


def _habit(_call: Call) -> Test:
    return lambda entry: entry.heading.get("STYLE") == "habit"


def _priority(call: Call) -> Test:
    """A is the highest, so ``>=B`` is A and B; no cookie is no priority."""
    args = call.node.args
    if not args:
        return lambda entry: _rank_of(entry) is not None
    if args[0].value not in COMPARATORS:
        wanted = frozenset(_rank(call, number) for number in range(len(args)))
        return lambda entry: _rank_of(entry) in wanted
    if len(args) != 2:
        raise call.wrong(f"After {args[0].value} goes one priority, like A.", args[0].span)
    compare, limit = COMPARATORS[args[0].value], _rank(call, 1)
    return lambda entry: (rank := _rank_of(entry)) is not None and compare(rank, limit)


def _rank(call: Call, number: int) -> int:
    """The rank of an argument; a small letter stands for its capital."""
    arg = call.node.args[number]
    rank = _rank_of_text(arg.value.upper())
    if rank is None:
        raise call.wrong(f"{arg.value!r} is no priority: use a letter, like A.", arg.span)
    return rank


def _rank_of(entry: Entry) -> int | None:
    """That of the first cookie, as ``org-get-priority`` has it: also amid the heading's words."""
    heading = entry.heading
    own = "" if heading.priority is None else f"[#{heading.priority}] "
    match = _COOKIE.search(f"{own}{heading.text}")
    return _rank_of_text(match[1]) if match else None


def _rank_of_text(priority: str) -> int | None:
    """The higher the priority, the higher: numbers below letters, as their codes are."""
    if (value := whole(priority)) is not None:
        return -value
    return -ord(priority) if len(priority) == 1 and priority.isalpha() else None


def _level(call: Call) -> Test:
    fits = comparing(call, whole, "a level, like 2")
    return lambda entry: fits(entry.heading.level)


def _effort(call: Call) -> Test:
    from orgshelf.org.syntax import durations

    fits = comparing(call, durations.minutes, "a duration, like 0:30 or 2h")

    def test(entry: Entry) -> bool:
        effort = entry.heading.get("EFFORT")
        return effort is not None and fits(durations.minutes(effort) if effort else 0)

    return test


def _status(call: Call) -> Test:
    wanted = wanted_statuses(call)
    return lambda entry: (entry.is_item or entry.role is Role.WORK) and status(entry) in wanted


def wanted_statuses(call: Call) -> set[Status]:
    """The statuses that a call names.

    Raises:
        QueryError: one of them is none.
    """
    wanted = set()
    for arg in call.node.args:
        name = "-".join(arg.value.casefold().replace("-", " ").split())
        if name not in _STATUSES:
            near = nearest(name, _STATUSES)
            hint = f"did you mean {near}?" if near else f"use one of {', '.join(_STATUSES)}."
            raise call.wrong(f"There is no status {arg.value!r}: {hint}", arg.span)
        wanted.add(_STATUSES[name])
    return wanted


def _progress(call: Call) -> Test:
    fits = comparing(call, percent, "a percentage, like 50%")
    return lambda entry: fits(done_of(entry))


def percent(text: str) -> int | None:
    """A percentage, with its sign or without."""
    return whole(text.removesuffix("%"))


SPECS = (
    Spec(
        "todo",
        ("", "KEYWORD,..."),
        "Its keyword is one of these; without one: it is still to do.",
        "todo:READING,WAITING",
        _todo,
        state=True,
    ),
    Spec("done", ("",), "Its keyword is a done one.", "done:", _done, most=0, state=True),
    Spec("blocked", ("",), "Org's TODO dependencies hold it back.", "blocked:", _blocked, most=0),
    Spec("habit", ("",), "It is a habit (STYLE is habit).", "habit:", _habit, most=0),
    Spec(
        "priority",
        ("", "A,...", ">=B"),
        "Its cookie is one of these priorities; A is above B, and no cookie is none.",
        "priority:>=B",
        _priority,
        compares=True,
    ),
    Spec(
        "level",
        FORMS,
        "Its number of stars.",
        "level:<=3",
        _level,
        least=1,
        most=2,
        compares=True,
    ),
    Spec(
        "effort",
        ("", "0:30", "10..1:00", ">0:30"),
        "Its EFFORT.",
        "effort:<=1:30",
        _effort,
        most=2,
        compares=True,
    ),
    Spec(
        "status",
        (", ".join(_STATUSES),),
        "How far a work or an item is.",
        "status:in-progress",
        _status,
        least=1,
        state=True,
    ),
    Spec(
        "progress",
        ("", "50%", "10%..50%", "<50%"),
        "How much of what is at and below it is done; a work's pages where it has them.",
        "progress:<50%",
        _progress,
        most=2,
        compares=True,
        state=True,
    ),
)
