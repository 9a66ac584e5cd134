"""Random notes, clocks and checkboxes: the same ones for the same seed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from emacs.random_edits import RandomChange, random_change

CLOSED = (
    "CLOCK: [2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:00] =>  1:00",
    "CLOCK: [2026-11-21 Sat 09:05]--[2026-11-21 Sat 23:15] => 14:10",
    "CLOCK: [2026-11-19 Thu 23:50]--[2026-11-20 Fri 00:10] =>  0:20",
)
RUNNING = (
    "CLOCK: [2026-11-22 Sun 10:00]",
    "CLOCK: [2026-11-23 Mon 01:25]",
    "CLOCK:  [2026-11-20 Fri 23:59]  ",
    "CLOCK: [2024-02-29 Thu 12:00]",
)
DRAWERS = ("LOGBOOK", "LOGBOOK", "LOGBOOK", "logbook", "NOTES", "MYLOG", "CLOCKS")


@dataclass(frozen=True, slots=True)
class RandomCommand:
    """A file and one command for it; ``settings`` are those that are not the default."""

    data: bytes
    now: str
    command: Mapping[str, Any]
    settings: Mapping[str, Any]


def random_note(seed: int, index: int) -> RandomCommand:
    """The note with that number, in a file that a change of state is made for as well."""
    base = random_change(seed, index)
    command = {"op": "note", "line": base.line, "note": base.note or "a note"}
    return RandomCommand(base.data, base.now, command, base.settings)


def random_clock(seed: int, index: int) -> RandomCommand:
    """The clock command with that number; what is to be stopped runs."""
    rng = Random(f"clock-{seed}-{index}")
    base = random_change(seed, index)
    op = rng.choice(("clock-in", "clock-in", "clock-out", "clock-out", "clock-cancel"))
    lines, line = _lines(base), base.line
    for _ in range(rng.choice((0, 1, 1, 2))):
        place = _place(rng, lines, line)
        lines[place:place] = _clocks(rng)
    if op != "clock-in":
        place = _place(rng, lines, line)
        lines[place:place] = _wrapped(rng, [rng.choice(RUNNING)])
    _set_property(rng, lines, line)
    settings = dict(base.settings)
    if rng.random() < 0.3:
        settings["clock_into_drawer"] = rng.choice((False, 2, 3, "CLOCKS", "NOTES"))
    note = rng.choice((None, None, base.note)) if op == "clock-out" else None
    command = {"op": op, "line": line, "note": note, "at": rng.choice((None, base.now))}
    return RandomCommand(_joined(base, lines), base.now, command, settings)


def _lines(base: RandomChange) -> list[str]:
    return base.data.decode().replace("\r\n", "\n").split("\n")


def _joined(base: RandomChange, lines: list[str]) -> bytes:
    ending = "\r\n" if b"\r\n" in base.data else "\n"
    return ending.join(lines).encode()


def _place(rng: Random, lines: list[str], line: int) -> int:
    """Where in the entry clocks can be put in: not within drawers, which do not nest."""
    places, inside = [], False
    for place in range(_body(lines, line), _end(lines, line) + 1):
        if not inside:
            places.append(place)
        text = lines[place].strip() if place < len(lines) else ""
        if re.fullmatch(r":[\w-]+:", text):
            inside = text != ":END:"
    return rng.choice(places)


def _end(lines: list[str], line: int) -> int:
    """Where more lines of the entry may be put in at its end, from 0."""
    following = range(line, len(lines) - (lines[-1] == ""))
    return next((i for i in following if lines[i].startswith("*")), len(following) + line)


def _body(lines: list[str], line: int) -> int:
    """The line after the entry's planning line and property drawer, from 0."""
    place, end = line, _end(lines, line)
    if place < end and lines[place].lstrip().startswith(("SCHEDULED:", "DEADLINE:", "CLOSED:")):
        place += 1
    if place < end and lines[place].strip() == ":PROPERTIES:":
        while lines[place].strip() != ":END:":
            place += 1
        place += 1
    return place


def _set_property(rng: Random, lines: list[str], line: int) -> None:
    """Say in the entry's property drawer, if it has one, where clocks go."""
    place = _body(lines, line) - 1
    if rng.random() < 0.5 and lines[place].strip() == ":END:" and place > line:
        value = rng.choice(("t", "nil", "2", "CLOCKS", "NOTES"))
        lines.insert(place, f":CLOCK_INTO_DRAWER: {value}")


def _clocks(rng: Random) -> list[str]:
    clocks = rng.choices(CLOSED, k=rng.choice((1, 1, 2, 3)))
    if rng.random() < 0.3:
        clocks.insert(rng.randint(0, len(clocks)), "")
    return _wrapped(rng, clocks)


def _wrapped(rng: Random, clocks: list[str]) -> list[str]:
    """Lines as they are, or in a drawer, both perhaps indented."""
    indent = rng.choice(("", "", "", "", "  ", "   "))
    if rng.random() < 0.6:
        notes = rng.choice(([], [], ["- a note", "  of two lines"]))
        clocks = [f":{rng.choice(DRAWERS)}:", *rng.choice((clocks, [])), *clocks, *notes, ":END:"]
    return [indent + text if text else text for text in clocks]


RANDOM: Mapping[str, Callable[[int, int], RandomCommand]] = {
    "note": random_note,
    "clock": random_clock,
}
