"""Orders: what is next, and the sort keys of a listing."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgshelf.errors import UsageError
from orgshelf.progress.counts import in_progress
from orgshelf.query import Query
from orgshelf.query.order import SORT_KEYS, sorted_indexes
from orgshelf.shelf.entries import Entry, Role
from shelf.shelved import library_of, shelve, titles

TODAY = date(2026, 11, 23)
MIXED = """\
    #+TODO: TODO READING | DONE
    * Books
    ** TODO None
    ** TODO Low
    ** TODO [#A] High
    ** READING Begun
    ** TODO Later
    DEADLINE: <2026-12-24 Thu>
    ** TODO Soon
    DEADLINE: <2026-11-24 Tue>
    ** TODO Today
    DEADLINE: <2026-11-23 Mon>
    ** TODO Late
    DEADLINE: <2026-11-22 Sun>
    ** TODO Latest
    DEADLINE: <2026-01-01 Thu>
    ** TODO [#A] Soon and high
    DEADLINE: <2026-11-24 Tue>
    ** TODO [#C] Lowest
    """


def test_what_is_next() -> None:
    found = library_of(MIXED, datetime(2026, 11, 23)).next_up(Query(), 99)
    assert titles(found) == [
        *("Latest", "Late", "Today", "Soon and high", "Soon", "Later"),
        *("High", "Begun", "None", "Low", "Lowest"),
    ]


def test_what_is_scheduled_up_to_today_is_next_as_if_it_were_due() -> None:
    text = """\
        * Books
        ** TODO No date
        ** TODO Tomorrow
        SCHEDULED: <2026-11-24 Tue>
        ** TODO Due tomorrow
        DEADLINE: <2026-11-24 Tue>
        ** TODO Begun long ago
        SCHEDULED: <2026-01-01 Thu>
        ** TODO [#A] For today
        SCHEDULED: <2026-11-23 Mon 10:00>
        ** TODO Overdue
        DEADLINE: <2026-11-22 Sun>
        """
    found = library_of(text, datetime(2026, 11, 23)).next_up(Query(), 99)
    assert titles(found) == [
        *("Overdue", "For today", "Begun long ago", "Due tomorrow", "No date", "Tomorrow"),
    ]


def test_begun_is_a_later_keyword_or_a_part_done() -> None:
    entries = shelve(
        """\
        #+TODO: TODO READING | DONE
        * TODO First
        * READING Second
        * TODO Third
        ** DONE Part
        * DONE Fourth
        ** DONE Part
        * Fifth
        ** DONE Part
        """
    )
    begun = [entry.heading.title for entry in entries if in_progress(entry)]
    assert begun == ["Second", "Third"]


FOUR = """\
    #+TODO: TODO READING | DONE
    * Videos
    ** TODO d
    :PROPERTIES:
    :KIND: paper
    :END:
    * Books
    ** DONE [#C] b - Ann Author 2001
    CLOSED: [2026-11-01 Sun 10:00]
    * Videos
    ** TODO [#A] C - Bob Writer 1984
    DEADLINE: <2026-12-02 Wed>
    *** DONE part
    * Books
    ** READING a - Eve Third (1999)
    SCHEDULED: <2026-10-01 Thu>
    """


ORDERS = [
    ("file", "dbCa"),
    ("reverse", "aCbd"),
    ("()", "dbCa"),
    ("(reverse)", "aCbd"),
    ("title", "abCd"),
    ("title,reverse", "dCba"),
    ("priority", "Cbda"),
    ("priority,title", "Cbad"),
    ("priority,title,reverse", "Cbda"),
    ("priority,reverse,title", "dabC"),
    ("reverse,priority,title", "dabC"),
    ("(title priority)", "Cbad"),
    ("(title reverse priority)", "Cbda"),
    ("(title priority reverse)", "dabC"),
    ("deadline", "Cdba"),
    ("scheduled", "adbC"),
    ("closed", "bdCa"),
    ("date", "aCdb"),
    ("todo", "dCab"),
    ("year", "Cabd"),
    ("progress", "daCb"),
    ("kind", "badC"),
    ("kind,title", "abdC"),
    ("urgency", "aCdb"),
    ("urgency,reverse", "bdCa"),
]


def sort_entries(entries: Sequence[Entry], order: str, seed: str) -> list[Entry]:
    return [entries[index] for index in sorted_indexes(entries, order, seed)]


@pytest.mark.parametrize(("keys", "order"), ORDERS)
def test_each_sort_key(keys: str, order: str) -> None:
    works = [entry for entry in shelve(FOUR) if entry.role is Role.WORK]
    found = sort_entries(works, keys, seed="x")
    assert "".join(entry.heading.title[0] for entry in found) == order


def test_what_has_a_deadline_goes_by_it_and_not_by_its_schedule() -> None:
    notes = shelve(
        """\
        * Late
        SCHEDULED: <2026-11-01 Sun> DEADLINE: <2026-12-01 Tue>
        * Closed
        CLOSED: [2026-01-01 Thu]
        * Soon
        SCHEDULED: <2026-11-02 Mon>
        """
    )
    assert titles(sort_entries(notes, "date", seed="x")) == ["Soon", "Late", "Closed"]


def test_priorities_are_in_the_order_that_org_ranks_them() -> None:
    notes = shelve("* None\n* [#C] C\n* [#5] Five\n* [#A] A\n* [#2] Two\n")
    found = titles(sort_entries(notes, "priority", seed="x"))
    assert found == ["Two", "Five", "A", "C", "None"]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*SORT_KEYS]), min_size=1, max_size=3), st.data())
def test_sorting_is_stable_and_loses_nothing(keys: list[str], draw: st.DataObject) -> None:
    entries = draw.draw(st.permutations(shelve(FOUR)))
    found = sort_entries(entries, ",".join(keys), seed="x")
    assert set(found) == set(entries)
    values = [tuple(SORT_KEYS[key].value(entry) for key in keys) for entry in found]
    assert values == sorted(values)
    places = {entry: place for place, entry in enumerate(entries)}
    for (value, entry), (next_value, next_entry) in pairwise(zip(values, found, strict=True)):
        assert value < next_value or places[entry] < places[next_entry]
    assert sort_entries(found, ",".join(keys), seed="x") == found


def test_random_is_the_same_for_one_seed() -> None:
    entries = shelve(MIXED)
    once = sort_entries(entries, "random", seed="a")
    assert set(once) == set(entries)
    assert once == sort_entries(entries, "random", seed="a")
    assert once != sort_entries(entries, "random", seed="b")


@pytest.mark.parametrize("keys", ["size", "", "title,Title", "(title,year)"])
def test_an_unknown_key_is_refused(keys: str) -> None:
    with pytest.raises(UsageError, match="There is no sort key"):
        sort_entries(shelve(MIXED), keys, seed="x")
