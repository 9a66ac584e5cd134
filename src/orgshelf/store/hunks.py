"""What makes one version of a file of the other, line by line, and the same backwards.

The lines are those of the bytes, whatever their encoding: UTF-8 with surrogates for stray bytes
gives any bytes back unchanged.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from orgshelf.differences import differences
from orgshelf.store.stretches import CONTEXT, stretches


class OutlinePath(NamedTuple):
    """The titles from the top down to a heading, and which of the headings with that path it is.

    ``number`` counts from 1 to ``total``.
    """

    titles: tuple[str, ...]
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Side:
    """A hunk's lines in one version: the index of the first, and the heading they stand in.

    ``heading`` is None for lines above the first heading.
    """

    start: int
    lines: tuple[str, ...]
    heading: OutlinePath | None = None


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that differ, before and after.

    ``above`` and ``below`` are unchanged lines on either side, to find its place again.
    """

    old: Side
    new: Side
    above: tuple[str, ...]
    below: tuple[str, ...]

    def reversed(self) -> "Hunk":
        """The hunk that takes this one back."""
        return Hunk(self.new, self.old, self.above, self.below)


#: The heading that a line of a version stands in, by the line's index.
HeadingAt = Callable[[int], OutlinePath | None]
#: The lines of a heading's entry, or those above the first heading; None where it is not there.
EntryLines = Callable[[OutlinePath | None], range | None]


def split(data: bytes | None) -> tuple[str, ...]:
    """The lines of a file; none where there is no file."""
    return () if data is None else tuple(data.decode("utf-8", "surrogateescape").split("\n"))


def join(lines: Sequence[str]) -> bytes | None:
    """The file of these lines; None where there are none."""
    return "\n".join(lines).encode("utf-8", "surrogateescape") if lines else None


def nowhere(_line: int) -> None:
    """The heading of any line of a file without headings."""


def compare(
    before: bytes | None,
    after: bytes | None,
    heading_before: HeadingAt = nowhere,
    heading_after: HeadingAt = nowhere,
) -> tuple[Hunk, ...]:
    """What makes ``after`` of ``before``; None stands for no file at all."""
    if before is None or after is None:
        return tuple(_hunks(before, after, (0, 0), (heading_before, heading_after)))
    return tuple(
        hunk
        for start, stop, other, other_stop in stretches(before, after)
        for hunk in _hunks(
            before[start:stop],
            after[other:other_stop],
            (before.count(b"\n", 0, start), after.count(b"\n", 0, other)),
            (heading_before, heading_after),
        )
    )


def _hunks(
    before: bytes | None,
    after: bytes | None,
    above: tuple[int, int],
    headings: tuple[HeadingAt, HeadingAt],
) -> Iterator[Hunk]:
    """What differs in two stretches, above which there are so many lines."""
    old, new = split(before), split(after)
    for a, a_end, b, b_end in differences(old, new):
        yield Hunk(
            _side(above[0], old[a:a_end], a, headings[0]),
            _side(above[1], new[b:b_end], b, headings[1]),
            new[max(b - CONTEXT, 0) : b],
            new[b_end : b_end + CONTEXT],
        )


def _side(above: int, lines: tuple[str, ...], start: int, heading_at: HeadingAt) -> Side:
    """What is taken out, or put in behind a line, belongs to the heading of that line."""
    line = above + start
    return Side(line, lines, heading_at(line if lines else line - 1))


def apply(data: bytes | None, hunks: Sequence[Hunk]) -> bytes | None:
    """The new version, given the very bytes of the old one."""
    return _replaced(split(data), hunks, [hunk.old.start for hunk in hunks])


def apply_elsewhere(data: bytes, hunks: Sequence[Hunk], entry_lines: EntryLines) -> bytes | None:
    """The new version, given one that was changed since; None where a hunk has no place in it.

    A hunk's lines are looked for within their own heading only.
    """
    lines = split(data)
    starts = []
    for hunk in hunks:
        within = entry_lines(hunk.old.heading)
        start = None if within is None else _find(lines, hunk, within)
        if start is None:
            return None
        starts.append(start)
    return _replaced(lines, hunks, starts)


def _replaced(lines: Sequence[str], hunks: Sequence[Hunk], starts: Sequence[int]) -> bytes | None:
    changed = list(lines)
    for hunk, start in sorted(zip(hunks, starts, strict=True), key=lambda pair: -pair[1]):
        changed[start : start + len(hunk.old.lines)] = hunk.new.lines
    return join(changed)


def _find(lines: Sequence[str], hunk: Hunk, within: range) -> int | None:
    """Where a hunk's old lines are now: where they stand exactly once in their entry.

    Lines beside them may have been changed since, so less and less of those is asked for; but
    lines that say nothing by themselves are only known by all that is beside them.
    """
    surroundings = [(hunk.above, hunk.below)]
    if any(line.strip() for line in hunk.old.lines):
        surroundings += [(hunk.above, ()), ((), hunk.below), ((), ())]
    for above, below in surroundings:
        wanted = (*above, *hunk.old.lines, *below)
        starts = (start - len(above) for start in _starts(hunk.old, within))
        found = [at for at in starts if at >= 0 and _stand_at(lines, wanted, at)]
        if len(found) == 1:
            return found[0] + len(above)
    return None


def _starts(side: Side, within: range) -> range:
    """Where lines can begin in an entry; no lines stand between others, or above the first."""
    if side.lines:
        return within
    return range(within.start + (side.heading is not None), within.stop + 1)


def _stand_at(lines: Sequence[str], wanted: Sequence[str], start: int) -> bool:
    return tuple(lines[start : start + len(wanted)]) == tuple(wanted)


def to_json(hunk: Hunk) -> dict[str, Any]:
    """A hunk as the journal keeps it."""
    return {
        "old": [hunk.old.start, hunk.old.lines, hunk.old.heading],
        "new": [hunk.new.start, hunk.new.lines, hunk.new.heading],
        "above": hunk.above,
        "below": hunk.below,
    }


def from_json(fields: dict[str, Any]) -> Hunk:
    """The hunk again.

    Raises:
        ValueError, TypeError, KeyError: it is damaged.
    """
    old, new = (_side_from_json(fields[name]) for name in ("old", "new"))
    return Hunk(old, new, texts(fields["above"]), texts(fields["below"]))


def _side_from_json(fields: Sequence[Any]) -> Side:
    start, lines, heading = fields
    if heading is not None:
        titles, number, count = heading
        heading = OutlinePath(texts(titles), whole(number), whole(count))
    return Side(whole(start), texts(lines), heading)


def texts(values: Iterable[Any]) -> tuple[str, ...]:
    """A list of texts.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError(values)
    return tuple(values)


def whole(value: object) -> int:
    """A whole number from 0 on.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value
