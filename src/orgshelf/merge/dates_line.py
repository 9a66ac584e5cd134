"""A planning line that both sides changed: each date by itself."""

import re
from collections.abc import Mapping

from orgshelf.merge.latest import StateChoice, later_stamp
from orgshelf.merge.three import Piece, Side, Three, as_pieces, named
from orgshelf.merge.version import VersionEntry
from orgshelf.org.syntax.timestamps import is_planning, parse_timestamp

_STAMPED = re.compile(r"(CLOSED|SCHEDULED|DEADLINE):[ \t]*([<\[][^>\]]*[>\]])[ \t]*")
_Stamps = Mapping[str, str]


def planning_line(entry: VersionEntry | None) -> str | None:
    """The line below a headline, if it is one of dates."""
    below = entry.lines[1:2] if entry else ()
    return below[0] if below and is_planning(below[0]) else None


def merge_planning(entries: Three[VersionEntry | None], state: StateChoice) -> list[Piece]:
    """The line, or none; CLOSED goes with the keyword."""
    lines = entries.map(planning_line)
    if (side := lines.side()) and not state.contested:
        return [*_lines(lines.of(side))]
    stamps = lines.map(_stamps)
    if stamps.ours is None or stamps.theirs is None or stamps.base is None:
        return as_pieces(_lines(lines.ours), _lines(lines.theirs))
    found = Three[_Stamps](stamps.base, stamps.ours, stamps.theirs)
    first = lines.ours or lines.theirs or ""
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    mine, other = (_written(indent, found, side, state) for side in ("ours", "theirs"))
    return as_pieces(mine, other)


def _lines(line: str | None) -> tuple[str, ...]:
    return () if line is None else (line,)


def _stamps(line: str | None) -> _Stamps | None:
    """The date of each keyword; None where the line has anything else."""
    text = (line or "").strip(" \t")
    found = {match[1]: match[2] for match in _STAMPED.finditer(text)}
    return None if _STAMPED.sub("", text) else found


def _written(
    indent: str, stamps: Three[_Stamps], side: Side, state: StateChoice
) -> tuple[str, ...]:
    """The line where a side decides all that nothing else does; CLOSED is first, as in Org."""
    names = dict.fromkeys(("CLOSED", *stamps.ours, *stamps.theirs))
    values = {name: _value(name, named(stamps, name), state) for name in names}
    parts = [
        f"{name}: {stamp}"
        for name, chosen in values.items()
        if (stamp := stamps.of(chosen or side).get(name))
    ]
    return (indent + " ".join(parts),) if parts else ()


def _value(name: str, stamps: Three[str | None], state: StateChoice) -> Side | None:
    """The side whose date is taken.

    Of two that repeat in the same way the later one counts: the task was done more often there.
    """
    if name == "CLOSED" and (state.contested or not stamps.side()) and state.side:
        return state.side
    if side := stamps.side():
        return side
    ours, theirs = (parse_timestamp(text or "") for text in stamps[1:])
    repeats = ours and theirs and ours.repeater and ours.repeater == theirs.repeater
    return later_stamp(ours, theirs) if repeats or name == "CLOSED" else None
