"""Predicates about state: keywords, priority, level, effort, progress."""

import re

from orgshelf.model import Status
from orgshelf.org.syntax.headline import PRIORITY as PRIORITY_VALUE
from orgshelf.org.syntax.headline import priority_value
from orgshelf.query.compare import (
    COMPARATORS,
    USAGE,
    compared,
    limits_of,
    whole,
    within,
)
from orgshelf.query.predicates.words import headline
from orgshelf.query.spec import Call, Spec, nearest
from orgshelf.query.sql import PENDING, Condition, among, both, having, passing

TODO = Spec(
    "todo",
    usage=("", "KEYWORD,..."),
    help="Its keyword is one of these; without one: it is still to do.",
    example="todo:READING,WAITING",
    sql=lambda call: among("h.keyword", call.values) if call.values else Condition(PENDING),
    state=True,
)

DONE = Spec(
    "done",
    usage=("",),
    help="Its keyword is a done one.",
    example="done:",
    sql=lambda _call: Condition("h.done"),
    max_args=0,
    state=True,
)

BLOCKED = Spec(
    "blocked",
    usage=("",),
    help="Org's TODO dependencies hold it back.",
    example="blocked:",
    sql=lambda _call: Condition("h.blocked"),
    max_args=0,
)

HABIT = Spec(
    "habit",
    usage=("",),
    help="It is a habit (STYLE is habit).",
    example="habit:",
    sql=lambda _call: having("STYLE", lambda value: value == "habit"),
    max_args=0,
)

#: A priority cookie anywhere in the heading (org-priority-regexp).
_COOKIE = re.compile(rf"\[#({PRIORITY_VALUE})\]", re.ASCII | re.IGNORECASE)


def _priority(call: Call) -> Condition:
    """Match the first cookie, as ``org-get-priority``; A is the highest: ``>=B`` is A and B."""
    args = call.node.args
    if args and args[0].value in COMPARATORS:
        if len(args) != 2:
            raise call.wrong(f"After {args[0].value} put one priority, like A.", args[0].span)
        limits, wanted = [(args[0].value, _rank(call, 1))], None
    else:
        limits, wanted = [], {_rank(call, number) for number in range(len(args))}

    def test(priority: str | None, text: str) -> bool:
        cookie = _COOKIE.search(headline(priority, text))
        rank = _rank_of(cookie[1]) if cookie else None
        return within(rank, limits) and (not wanted or rank in wanted)

    near = Condition("h.priority NOT NULL OR instr(h.text, '[#')")
    return both((near, passing(test, "h.priority", "h.text")))


def _rank(call: Call, number: int) -> int:
    """The rank of an argument in either case."""
    arg = call.node.args[number]
    rank = _rank_of(arg.value.upper())
    if rank is None:
        raise call.wrong(f"{arg.value!r} is not a priority: use a letter, like A.", arg.span)
    return rank


def _rank_of(priority: str) -> int | None:
    """The rank of a priority: numbers are higher than letters, and 1 is higher than 2."""
    is_one = whole(priority) is not None or (len(priority) == 1 and priority.isalpha())
    return -priority_value(priority) if is_one else None


PRIORITY = Spec(
    "priority",
    usage=("", "A,...", ">=B"),
    help="Its cookie is one of these priorities; A is above B, and no cookie is none.",
    example="priority:>=B",
    sql=_priority,
    compares=True,
)

LEVEL = Spec(
    "level",
    usage=USAGE,
    help="Its number of stars.",
    example="level:<=3",
    sql=lambda call: compared("h.level", limits_of(call, whole, "a level, like 2")),
    min_args=1,
    max_args=2,
    compares=True,
)


def _effort(call: Call) -> Condition:
    """Match an effort; an empty property counts as 0."""
    from orgshelf.org.syntax.timestamps import minutes

    limits = limits_of(call, minutes, "a duration, like 0:30 or 2h")

    def test(value: str | None) -> bool:
        return value is not None and within(minutes(value) if value else 0, limits)

    return having("EFFORT", test)


EFFORT = Spec(
    "effort",
    usage=("", "0:30", "10..1:00", ">0:30"),
    help="Its EFFORT.",
    example="effort:<=1:30",
    sql=_effort,
    max_args=2,
    compares=True,
)

_STATUSES = {str(status).replace(" ", "-"): status for status in Status}


def _status(call: Call) -> Condition:
    from orgshelf.progress.counts import rank  # which most queries have no use for

    ranks = []
    for arg in call.node.args:
        name = "-".join(arg.value.casefold().replace("-", " ").split())
        if name not in _STATUSES:
            near = nearest(name, _STATUSES)
            hint = f"did you mean {near}?" if near else f"use one of {', '.join(_STATUSES)}."
            raise call.wrong(f"There is no status {arg.value!r}: {hint}", arg.span)
        ranks.append(str(rank(_STATUSES[name])))
    return Condition(f"h.status IN ({', '.join(dict.fromkeys(ranks))})")


STATUS = Spec(
    "status",
    usage=(", ".join(_STATUSES),),
    help="How far a work or an item is.",
    example="status:in-progress",
    sql=_status,
    min_args=1,
    state=True,
)


def _progress(call: Call) -> Condition:
    limits = limits_of(call, lambda text: whole(text.removesuffix("%")), "a percentage, like 50%")
    return compared("h.percent", limits)


PROGRESS = Spec(
    "progress",
    usage=("", "50%", "10%..50%", "<50%"),
    help="How much of what is at and below it is done; a work's pages where it has them.",
    example="progress:<50%",
    sql=_progress,
    max_args=2,
    compares=True,
    state=True,
)
