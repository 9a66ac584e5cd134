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
    "CLOCK: [2026-03-08 Sun 01:30]",
    "CLOCK: [2026-10-25 Sun 00:10]",
)
BOX = re.compile(r"[ \t]*(?:[-+]|\d+[.)])[ \t]+(?:\[@\d\][ \t]*)?\[[ xX-]\](?:[ \t]|$)")
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
    if op == "clock-out":
        _fill_drawers(lines, _end(lines, line))
    note = rng.choice((None, None, base.note)) if op == "clock-out" else None
    command = {"op": op, "line": line, "note": note, "at": rng.choice((None, base.now))}
    return RandomCommand(_joined(base, lines), base.now, command, settings)


def _lines(base: RandomChange) -> list[str]:
    return base.data.decode().replace("\r\n", "\n").split("\n")


def _joined(base: RandomChange, lines: list[str]) -> bytes:
    ending = "\r\n" if b"\r\n" in base.data else "\n"
    return ending.join(lines).encode()


def _place(rng: Random, lines: list[str], line: int) -> int:
    """Where more lines can be put in: not within drawers and blocks."""
    places, inside = [], False
    for place in range(_body(lines, line), _end(lines, line) + 1):
        if not inside:
            places.append(place)
        text = lines[place].strip() if place < len(lines) else ""
        if re.fullmatch(r":[\w-]+:|#\+(begin|end)_.*", text):
            inside = text != ":END:" and not text.startswith("#+end_")
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


def _fill_drawers(lines: list[str], start: int) -> None:
    """Let no drawer below be empty: Emacs takes those of the headings below away as well."""
    for place in reversed(range(start + 1, len(lines))):
        above = lines[place - 1].strip()
        drawer = re.fullmatch(r":[\w-]+:", above) and above not in (":PROPERTIES:", ":END:")
        if drawer and lines[place].strip() == ":END:":
            lines.insert(place, "kept")


def _set_property(rng: Random, lines: list[str], line: int) -> None:
    """Say in the entry's property drawer, if it has one, where clocks go."""
    place = _body(lines, line) - 1
    if rng.random() < 0.5 and lines[place].strip() == ":END:" and place > line:
        value = rng.choice(("t", "nil", "2", "CLOCKS", "NOTES"))
        lines.insert(place, f":CLOCK_INTO_DRAWER: {value}")


def _clocks(rng: Random) -> list[str]:
    clocks = rng.choices(CLOSED, k=rng.choice((1, 1, 2, 3)))
    if rng.random() < 0.3:
        clocks.insert(rng.randint(1, len(clocks)), "")
    return _wrapped(rng, clocks)


def _wrapped(rng: Random, clocks: list[str]) -> list[str]:
    """Lines as they are, or in a drawer, both perhaps indented."""
    indent = rng.choice(("", "", "", "", "  ", "   "))
    if rng.random() < 0.6:
        notes = rng.choice(([], [], ["- a note", "  of two lines"]))
        clocks = [f":{rng.choice(DRAWERS)}:", *rng.choice((clocks, [])), *clocks, *notes, ":END:"]
    return [indent + text if text else text for text in clocks]


def random_checkbox(seed: int, index: int) -> RandomCommand:
    """The toggling of a checkbox with that number."""
    rng = Random(f"checkbox-{seed}-{index}")
    base = random_change(seed, index)
    lines = _lines(base)
    place = _place(rng, lines, base.line)
    parts = [line for _ in range(rng.randint(1, 3)) for line in _part(rng)]
    parts = ["text", *parts, "- [ ] the last one", "text"]
    lines[place:place] = parts
    if rng.random() < 0.3:
        lines[base.line - 1] = rng.choice(("* TODO [/] h", "** h [%] :foo:", "* [1/2] [3%]"))
    boxes = [place + i for i, line in enumerate(parts) if BOX.match(line)]
    command = {"op": "checkbox", "line": rng.choice(boxes) + 1, "heading": base.line}
    return RandomCommand(_joined(base, lines), base.now, command, base.settings)


def _part(rng: Random) -> list[str]:
    """A list, perhaps in a block or a drawer, or what parts lists."""
    kind = rng.random()
    if kind < 0.2:
        return rng.choice(
            (
                [""],
                ["", ""],
                ["text [/]"],
                ["text [%]"],
                ["#+begin_src", "- s", "#+end_src"],
                ["#+begin_verse", "[/]", "#+end_verse"],
            )
        )
    lines = _list(rng, rng.choice(("", "", "", " ", "   ")), rng.randint(1, 3))
    if kind < 0.3:
        name = rng.choice(("quote", "center", "note"))
        flat = [line for line in lines if "_inner" not in line]
        return [f"#+begin_{name}", *flat, "in [/]", f"#+end_{name}"]
    return [":BOXES:", *lines, ":END:"] if kind < 0.4 else ["text [1/2]", *lines]


def _list(rng: Random, indent: str, depth: int) -> list[str]:
    lines = []
    for _ in range(rng.randint(1, 4)):
        bullet = rng.choice(("-", "-", "-", "+", "1.", "12)", "- [@3]" if depth else "3. [@3]"))
        gap = rng.choice((" ", " ", " ", "  ", "	"))
        box = rng.choice(("[ ] ", "[ ] ", "[X] ", "[X] ", "[-] ", "[x] ", "", "[ ]	", "[ ]"))
        text = rng.choice(("one", "two [/]", "[%] three", "tag :: [0/0] x", "=[/]= [1/3]", ""))
        lines.append(f"{indent}{bullet}{gap}{box}{text if box != '[ ]' else ''}")
        inner = indent + rng.choice(("  ", "  ", "  ", "    ", "	"))
        if rng.random() < 0.3:
            lines.append(
                rng.choice((f"{inner}more [/]", "", f"{inner}- not at once", f"{inner}| [/] |"))
            )
        if depth > 1 and rng.random() < 0.5:
            lines += _list(rng, inner, depth - 1)
        elif rng.random() < 0.1:
            lines += [
                f"{inner}#+begin_inner",
                f"{inner}- [ ] q [/]",
                f"{inner}- [X] r",
                f"{inner}#+end_inner",
            ]
    return lines


RANDOM: Mapping[str, Callable[[int, int], RandomCommand]] = {
    "note": random_note,
    "clock": random_clock,
    "checkbox": random_checkbox,
}
