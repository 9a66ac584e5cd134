"""Where two versions of a file can differ: what is left between long runs that both have."""

from collections.abc import Iterator
from typing import NamedTuple

#: Unchanged lines that a stretch has on either side.
CONTEXT = 3
_STEPS = (1 << 16, 1 << 8, 1)  # so many bytes are compared at once, ever fewer
_LONG = 1 << 14  # bytes; in less no runs are looked for
_PROBE = 256  # bytes that are looked for in the other version
#: Where in the one version they are taken from, in quarters.
_QUARTERS = (2, 1, 3)


class Stretch(NamedTuple):
    """Bytes ``start:stop`` of the one version, in the place of which the other has its own."""

    start: int
    stop: int
    other_start: int
    other_stop: int

    def part(self, start: int, stop: int, other_start: int, other_stop: int) -> "Stretch":
        """A part, whose ends are counted from the beginning of this one."""
        return Stretch(
            self.start + start,
            self.start + stop,
            self.other_start + other_start,
            self.other_start + other_stop,
        )


class _Run(NamedTuple):
    """So many bytes that both versions have, and where they begin in each."""

    start: int
    other_start: int
    size: int


def stretches(before: bytes, after: bytes) -> Iterator[Stretch]:
    """The stretches in order, each of whole lines without the last one's end."""
    for start, stop, other, other_stop in _parted(
        before, after, Stretch(0, len(before), 0, len(after))
    ):
        back = start - _line_above(before, start)
        ahead = _line_end(before, stop) - stop
        yield Stretch(start - back, stop + ahead, other - back, other_stop + ahead)


def _line_above(text: bytes, start: int) -> int:
    """Where the first line of the context above a place begins."""
    start = text.rfind(b"\n", 0, start) + 1
    for _ in range(CONTEXT):
        start = text.rfind(b"\n", 0, max(start - 1, 0)) + 1
    return start


def _line_end(text: bytes, stop: int) -> int:
    """Where the last line of the context below a place ends."""
    for _ in range(CONTEXT + 1):
        found = text.find(b"\n", stop + 1)
        stop = found if found >= 0 else len(text)
    return stop


def _parted(before: bytes, after: bytes, whole: Stretch) -> Iterator[Stretch]:
    """A stretch without what both have at its ends and as long runs in it."""
    first, second = (before[whole.start : whole.stop], after[whole.other_start : whole.other_stop])
    head = _common_start(first, second)
    tail = _common_end(first[head:], second[head:])
    first, second = first[head : len(first) - tail], second[head : len(second) - tail]
    inner = whole.part(head, head + len(first), head, head + len(second))
    run = _common_run(first, second) if min(len(first), len(second)) >= _LONG else None
    if run is None:
        if first or second:
            yield inner
        return
    start, other, size = run
    yield from _parted(before, after, inner.part(0, start, 0, other))
    yield from _parted(
        before, after, inner.part(start + size, len(first), other + size, len(second))
    )


def _common_run(first: bytes, second: bytes) -> _Run | None:
    """A long run of lines that both texts have, about the middle of the first one if there."""
    for quarter in _QUARTERS:
        at = len(first) * quarter // 4
        probe = first[at : at + _PROBE]
        there = second.find(probe)
        if there < 0 or second.find(probe, there + 1) >= 0:
            continue
        back = _common_end(first[:at], second[:there])
        size = back + _common_start(first[at:], second[there:])
        lines = first.count(b"\n", at - back, at - back + size)
        if size >= _LONG and lines > 2 * (CONTEXT + 1):
            return _Run(at - back, there - back, size)
    return None


def _common_start(first: bytes, second: bytes) -> int:
    """How many bytes two texts begin with alike."""
    at, longest = 0, min(len(first), len(second))
    for size in _STEPS:
        while at + size <= longest and first[at : at + size] == second[at : at + size]:
            at += size
    return at


def _common_end(first: bytes, second: bytes) -> int:
    """How many bytes two texts end with alike."""
    at, longest = 0, min(len(first), len(second))
    for size in _STEPS:
        while at + size <= longest and _piece(first, at, size) == _piece(second, at, size):
            at += size
    return at


def _piece(text: bytes, at: int, size: int) -> bytes:
    """So many bytes, counted from the end."""
    return text[len(text) - at - size : len(text) - at]
