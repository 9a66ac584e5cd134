"""Outlines that nobody would write by hand: each heading is shown, and soon."""

import time

import pytest

from program import Program

LEVELS = 5_000


def deep(levels: int) -> str:
    """A heading in a heading in a heading."""
    return "".join(f"{'*' * level} TODO h{level}\n" for level in range(1, levels + 1))


def seconds(run: Program, *words: str) -> float:
    """The time of a processor that a command takes."""
    begun = time.process_time()
    assert run(*words).code == 0
    return time.process_time() - begun


@pytest.mark.parametrize("path", [(), ("--no-index",)])
def test_an_outline_of_thousands_of_levels(run: Program, path: tuple[str, ...]) -> None:
    run.note("a.org", deep(LEVELS))
    ran = run.process(*path, "tree")
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.lines) == LEVELS
    assert ran.lines[-1].endswith(f"{'  ' * (LEVELS - 1)}TODO h{LEVELS}")


@pytest.mark.bench
@pytest.mark.parametrize("words", [("tree",), ("--no-index", "tree")])
def test_twice_as_many_levels_take_not_much_longer_than_the_blanks_before_them(
    run: Program, words: tuple[str, ...]
) -> None:
    run.note("a.org", deep(LEVELS // 4))
    seconds(run, *words)
    half = seconds(run, *words)
    run.note("a.org", deep(LEVELS // 2))
    seconds(run, *words)
    assert seconds(run, *words) < 6 * half  # there are four times as many blanks


def test_what_is_deeper_than_the_screen_is_wide_is_shown_all_the_same(run: Program) -> None:
    run.note("a.org", deep(100) + "* Last\n")
    shown = run.screen("tree")
    assert all(f" h{level} " in shown for level in range(1, 101))
    assert shown.index(" h1 ") < shown.index(" h100 ") < shown.index(" Last ")
