"""Logs, clocks and other drawers that both sides changed."""

from collections.abc import Hashable, Iterable, Mapping, Sequence

from orgshelf.merge.line_merge import join_lines, merge_lines
from orgshelf.merge.log_units import LogEntry, LogUnit
from orgshelf.merge.sequences import merge_order
from orgshelf.merge.three import Conflict, Piece, Three, named

_Units = Sequence[LogUnit]
_Named = Mapping[Hashable, LogEntry]


def merge_logs(units: Three[_Units], *, newest_first: bool) -> list[Piece]:
    """All drawers and log lines; ``newest_first`` is Org's own order of a log."""
    by_name = units.map(lambda some: {unit.name: unit for unit in some})
    order = merge_order(map(tuple, by_name), {*by_name.ours, *by_name.theirs})
    merged: list[Piece] = []
    for name in order:
        merged += _merge_unit(named(by_name, name), newest_first=newest_first)
    return merged


def _merge_unit(units: Three[LogUnit | None], *, newest_first: bool) -> Sequence[Piece]:
    lines = units.map(lambda unit: unit.lines if unit else None)
    if side := lines.side():
        return lines.of(side) or ()
    base, ours, theirs = units
    there = [unit for unit in units if unit]
    if all(unit.entries is not None for unit in there):
        entries = units.map(lambda unit: unit.entries or () if unit else ())
        inside = _merge_entries(entries, rows=there[-1].rows, newest_first=newest_first)
        return _around(ours or there[-1], inside) if inside or (ours and theirs) else ()
    if ours is None or theirs is None:
        return [Conflict(lines.ours or (), lines.theirs or ())]
    if base is None:
        return _around(ours, join_lines(ours.inside, theirs.inside))
    return _around(ours, merge_lines(Three(base.inside, ours.inside, theirs.inside)))


def _around(unit: LogUnit, inside: Sequence[Piece]) -> Sequence[Piece]:
    first, last = unit.edges
    return [*unit.blanks, *first, *inside, *last]


def _merge_entries(
    entries: Three[tuple[LogEntry, ...]], *, rows: bool, newest_first: bool
) -> list[Piece]:
    """What either side has put in and what none took away; what one changed stays with it."""
    by_name = entries.map(lambda some: {entry.name: entry for entry in some})
    made = {
        name: _merge_entry(named(by_name, name), rows=rows)
        for name in (*by_name.ours, *by_name.theirs)
    }
    order = merge_order(map(tuple, by_name), {name for name in made if made[name]})
    if not rows:
        new = [name for name in order if name not in by_name.base and name not in by_name.ours]
        times = by_name.theirs | by_name.ours
        order = _by_time(order, new, times, newest_first=newest_first)
    return [piece for name in order for piece in made[name]]


def _merge_entry(entry: Three[LogEntry | None], *, rows: bool) -> Sequence[Piece]:
    lines = entry.map(lambda one: one.lines if one else None)
    if side := lines.side():
        return lines.of(side) or ()
    if lines.ours is None or lines.theirs is None:
        return lines.ours or lines.theirs or ()
    if rows and (row := _latest(filter(None, entry[1:]))):
        return row.lines
    return [Conflict(lines.ours, lines.theirs)]


def _latest(rows: Iterable[LogEntry]) -> LogEntry | None:
    """The row of the last review; None where that cannot be told."""
    times = {row.when: row for row in rows if row.when}
    return times[max(times)] if len(times) > 1 else None


def _by_time(
    order: Sequence[Hashable], new: Sequence[Hashable], entries: _Named, *, newest_first: bool
) -> list[Hashable]:
    """The order with each of the new entries that has a time put where that belongs."""
    timed = [name for name in new if entries[name].when]
    known = set(timed)
    placed = [name for name in order if name not in known]
    for name in timed:
        placed.insert(_place(placed, name, entries, newest_first=newest_first), name)
    return placed


def _place(
    placed: Sequence[Hashable], name: Hashable, entries: _Named, *, newest_first: bool
) -> int:
    when = entries[name].when
    for place, other in enumerate(placed):
        there = entries[other].when
        if when and there and (there < when if newest_first else there > when):
            return place
    return len(placed)
