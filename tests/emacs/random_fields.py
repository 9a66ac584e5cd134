"""Random dates, priorities, tags and properties for the files of ``random_edits``."""

import re
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from emacs.random_edits import TAGS, RandomChange, random_change

#: Words for a date that Emacs reads as we do, whatever day it is.
DATES = (
    "2026-12-01", "2026-11-23", "2026-12-01 10:00", "2026-2-3 9:05", "2027-01-31 10:00-11:30",
    "+0", "+3", "-2", "+2w", "-1m", "+1y", "+3 10:00", "9:05", "23:59",
    "fri", "+2tue", "-mon", "2026-W47", "2026-W01-3", "w5", "12-1", "12/5", "5.12.", "14",
    "15 sep", "feb 3", "today",
)  # fmt: skip
#: Words that count from the date there is.
SHIFTS = ("++2", "--1w", "++1m", "--1y 10:00")
STAMPS = ("2026-12-01 Tue", "2026-12-01 Tue 10:00", "2026-12-01 Tue 9:05-11:30")
REPEATERS = ("+1w", "++2d", ".+1m", "+1y", ".+2d/4d", "++3h")
NOTES = (None, None, None, "a note", " two\n\n  lines\n- and a list\n", "日本")
LOGS = ("logreschedule", "lognotereschedule", "logredeadline", "lognoteredeadline logdrawer")
RANGES = (
    "#+PRIORITIES: A E C",
    "#+PRIORITIES: 1 10 5",
    "#+PRIORITIES: B C",
    "#+PRIORITIES: 2 9 5",
)
NAMES = ("RATING", "rating", "ID", "Custom_Id", "LOGGING", "PAGE+", "日本", "a:b", "STYLE", "X")
VALUES = ("5", "", " x ", "two  words", "\ttab\t", "[[https://e.org][a]]", ":a: b", "日本", "nil")


@dataclass(frozen=True, slots=True)
class RandomField:
    """A file and one command for it, as apply-fields.el reads it."""

    change: RandomChange
    command: dict[str, Any]


def random_field(seed: int, index: int, family: str) -> RandomField:
    """The command with that number: on dates, priority, tags or properties."""
    rng = Random(f"{family}-{seed}-{index}")
    change = random_change(seed, index)
    change = replace(change, data=_varied(rng, change.data))
    command = {"dates": _date, "priority": _priority, "tags": _tags, "properties": _property}
    return RandomField(change, {"line": change.line, **command[family](rng, change)})


def _varied(rng: Random, data: bytes) -> bytes:
    """The file with another first line, and now and then an odd planning line or cookie."""
    title = rng.choice(("#+TITLE: t", f"#+STARTUP: {rng.choice(LOGS)}", rng.choice(RANGES)))
    data = re.sub(rb"\A#\+TITLE:[^\r\n]*", title.encode(), data)
    swaps = (
        (rb"SCHEDULED: <([^>]*)>", rb"SCHEDULED: [\1]"),
        (rb"SCHEDULED: ", rb"scheduled: "),
        (rb"DEADLINE: ", rb"DEADLINE:"),
        (rb"DEADLINE: (<[^>]*>)", rb"DEADLINE: \1 DEADLINE: \1"),
        (rb"\[#A\]", rb"[#10]"),
        (rb"\[#C\]", rb"[#c]"),
        (rb":(ID|NOBLOCKING):", rb":RATING:"),
        (rb":(ID|COOKIE_DATA):", rb":rating+:"),
        (rb":LAST_REPEAT:", rb":TODO:"),
    )
    if rng.random() < 0.4:
        old, new = rng.choice(swaps)
        data = re.sub(old, new, data)
    return data


def _date(rng: Random, change: RandomChange) -> dict[str, Any]:
    op = rng.choice(("schedule", "deadline"))
    common: dict[str, Any] = {"op": op, "note": rng.choice(NOTES), "repeater": None, "days": None}
    roll = rng.random()
    if roll < 0.2:
        return {**common, "time": ""}
    if roll < 0.35:
        common["repeater"] = repeater = rng.choice(REPEATERS)
        return {**common, "time": f"<{rng.choice(STAMPS)} {repeater}>"}
    if roll < 0.45 and "--2d" not in _planning(change):
        common["days"] = rng.choice((0, 3, 14))
    return {**common, "time": rng.choice((*DATES, *_shifts(op, change)))}


def _shifts(op: str, change: RandomChange) -> tuple[str, ...]:
    """Shifts of a date, where the planning line has it: Emacs also takes one from the text."""
    keyword = "SCHEDULED" if op == "schedule" else "DEADLINE"
    return SHIFTS * 5 if re.match(rf"[ \t]*(\w+:.*>\s+)?{keyword}: ?<", _planning(change)) else ()


def _planning(change: RandomChange) -> str:
    """The line below the headline."""
    return (*change.data.decode().splitlines(), "")[change.line]


def _priority(rng: Random, _: RandomChange) -> dict[str, Any]:
    return {"op": "priority", "to": rng.choice(("", "", "A", "b", "C", "D", "1", "10", "64", "0"))}


def _tags(rng: Random, _: RandomChange) -> dict[str, Any]:
    some = rng.sample(TAGS, rng.randint(1, 5))
    if rng.random() < 0.3:
        return {"op": "tags", "tags": some}
    cut = rng.randint(0, len(some))
    return {"op": "tag", "add": some[:cut], "drop": some[cut:]}


def _property(rng: Random, _: RandomChange) -> dict[str, Any]:
    name = rng.choice(NAMES)
    if rng.random() < 0.3:
        return {"op": "delete", "name": name}
    return {"op": "put", "name": name, "value": rng.choice(VALUES)}
