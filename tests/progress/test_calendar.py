"""Days in steps of how much there was."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from orgshelf.progress.days import STEPS, between, step_of, steps

NUMBERS = st.lists(st.integers(0, 50))


def test_few_finished_a_day_are_steps_of_one() -> None:
    assert steps([1, 1, 2, 4, 1]) == (1, 2, 3, 4)
    assert steps([1, 1]) == (1,)
    assert steps([0]) == steps([]) == ()


def test_many_a_day_are_steps_of_a_quarter_of_the_days() -> None:
    assert steps([1, 2, 3, 4, 5, 6, 7, 8]) == (1, 3, 5, 7)


@given(NUMBERS)
def test_every_day_with_something_has_a_step_and_more_is_never_lower(numbers: list[int]) -> None:
    starts = steps(numbers)
    assert list(starts) == sorted(set(starts))
    found = [step_of(number, starts) for number in sorted(numbers)]
    assert found == sorted(found)
    assert all((step > 0) == (n > 0) for n, step in zip(sorted(numbers), found, strict=True))
    assert max(found, default=0) == len(starts) <= STEPS


def test_both_ends_are_between() -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    days = {date(2025, 12, 31): 1, first: 2, last: 3, date(2027, 1, 1): 4}
    assert between(days, first, last) == {first: 2, last: 3}
