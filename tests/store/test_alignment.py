"""Whatever became of a file's entries, those that stay are known again, and keep their numbers."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from orgshelf.store.affected import fresh_ordinals, kept_ordinals
from orgshelf.store.versions import aligned

TEXTS = st.lists(st.sampled_from("abcdefghABCDEFGH"), max_size=30)


def _is_version(old: str, new: str) -> bool:
    """Here a letter can become the same one in another case."""
    return old.casefold() == new.casefold()


@given(TEXTS, TEXTS)
def test_places_rise_and_each_leads_to_the_same_text_or_a_version_of_it(
    old: Sequence[str], new: Sequence[str]
) -> None:
    origins = aligned(old, new, _is_version)
    found = [place for place in origins if place is not None]
    assert len(origins) == len(new)
    assert all(a < b for a, b in pairwise(found))
    assert all(
        place is None or _is_version(old[place], text)
        for place, text in zip(origins, new, strict=True)
    )


@given(st.lists(st.integers(), unique=True, max_size=60), st.data())
def test_all_but_the_texts_that_were_moved_are_known_again(
    numbers: Sequence[int], data: st.DataObject
) -> None:
    old = list(map(str, numbers))
    start, stop = sorted(data.draw(st.integers(0, len(old))) for _ in range(2))
    rest = [*old[:start], *old[stop:]]
    at = data.draw(st.integers(0, len(rest)))
    new = [*rest[:at], *old[start:stop], *rest[at:]]
    known = [place for place in aligned(old, new, _is_version) if place is not None]
    passed = abs(at - start)
    assert len(known) == len(old) - min(stop - start, passed)


def test_many_texts_that_are_all_the_same_take_no_longer() -> None:
    old = ["* a", *["* b"] * 50_000, "* c"]
    new = ["* A", *["* b"] * 49_999, "* d", "* C"]
    found = aligned(old, new, _is_version)
    assert found == [0, *range(1, 50_000), None, 50_001]


@given(st.integers(0, 20), st.lists(st.integers(0, 10**6), max_size=200))
def test_numbers_rise_until_there_is_no_room(count: int, places: Sequence[int]) -> None:
    known = list(fresh_ordinals(count))
    for place in places:
        at = place % (len(known) + 1)
        origins = [*range(at), None, *range(at, len(known))]
        ordinals = kept_ordinals(origins, known)
        if ordinals is None:
            # Then all are numbered anew.
            assert known[at] - (known[at - 1] if at else 0) == 1
            ordinals = list(fresh_ordinals(len(origins)))
        else:
            assert [*ordinals[:at], *ordinals[at + 1 :]] == known
        assert ordinals[0] > 0
        assert all(a < b for a, b in pairwise(ordinals))
        known = ordinals


def test_more_is_added_behind_the_same_heading_many_times_before_all_are_numbered_anew() -> None:
    known = list(fresh_ordinals(2))
    for at in range(1, 25):
        ordinals = kept_ordinals([*range(at), None, *range(at, len(known))], known)
        assert ordinals is not None
        known = ordinals
