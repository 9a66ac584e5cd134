"""What makes one version of a file of the other is found wherever it is, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from orgshelf.store.hunks import Hunk, apply, compare, split

LINES = st.lists(st.sampled_from((b"", b"a", b"ab", b"* h", b"\xff", b"\r")), max_size=20)


@st.composite
def versions(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """A file, and the same with some of its lines replaced."""
    before = draw(LINES)
    after = list(before)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(after)))
        after[start : start + draw(st.integers(0, 3))] = draw(LINES)
    return b"\n".join(before), b"\n".join(after)


@given(versions())
def test_hunks_make_the_new_version_and_back_the_old(pair: tuple[bytes, bytes]) -> None:
    before, after = pair
    hunks = compare(before, after)
    assert apply(before, hunks) == (after or b"")
    assert apply(after, [hunk.reversed() for hunk in hunks]) == before


@given(versions())
def test_a_hunk_has_the_lines_that_differ_and_those_beside_them(pair: tuple[bytes, bytes]) -> None:
    old, new = map(split, pair)
    hunks = compare(*pair)
    assert (not hunks) is (old == new)
    for hunk in hunks:
        start, stop = hunk.new.start, hunk.new.start + len(hunk.new.lines)
        assert old[hunk.old.start : hunk.old.start + len(hunk.old.lines)] == hunk.old.lines
        assert new[start:stop] == hunk.new.lines
        assert (hunk.above, hunk.below) == (new[max(start - 3, 0) : start], new[stop : stop + 3])


@given(versions(), st.integers(1, 400))
def test_much_that_is_the_same_around_them_makes_no_difference(
    pair: tuple[bytes, bytes], size: int
) -> None:
    above, below = b"same\n" * size, b"\nalike" * size
    old, new = pair
    longer = compare(above + old + below, above + new + below)
    found = compare(b"same\n" + old + b"\nalike", b"same\n" + new + b"\nalike")
    assert [_moved(hunk, size - 1) for hunk in found] == [_lines(hunk) for hunk in longer]


def _lines(hunk: Hunk) -> tuple[object, ...]:
    return hunk.old.start, hunk.old.lines, hunk.new.start, hunk.new.lines


def _moved(hunk: Hunk, by: int) -> tuple[object, ...]:
    return hunk.old.start + by, hunk.old.lines, hunk.new.start + by, hunk.new.lines


@st.composite
def long_versions(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """A long file, and the same with lines moved, replaced, taken away and put in."""
    before = [b"* line %d of this file" % (n // 2 if n % 5 else n) for n in range(4_000)]
    after = list(before)
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(after)))
        moved = after[start : start + draw(st.integers(0, 9))]
        del after[start : start + len(moved)]
        at = draw(st.integers(0, len(after)))
        after[at:at] = draw(st.sampled_from((moved, [], [b"other", b""], moved * 2)))
    return b"\n".join(before), b"\n".join(after)


@given(long_versions())
def test_a_few_lines_that_move_far_are_all_that_differs(pair: tuple[bytes, bytes]) -> None:
    before, after = pair
    hunks = compare(before, after)
    assert apply(before, hunks) == after
    assert apply(after, [hunk.reversed() for hunk in hunks]) == before
    assert sum(len(hunk.old.lines) + len(hunk.new.lines) for hunk in hunks) <= 5 * 27
    assert [hunk.old.start for hunk in hunks] == sorted({hunk.old.start for hunk in hunks})
    new = split(after)
    for hunk in hunks:
        start, stop = hunk.new.start, hunk.new.start + len(hunk.new.lines)
        assert (hunk.above, hunk.below) == (new[max(start - 3, 0) : start], new[stop : stop + 3])
