"""When things were finished, against logs counted by hand."""

from datetime import datetime

import pytest

from orgshelf.progress.facts import Finish, finishes
from shelf.shelved import DROPPED, shelve

TODO = "#+TODO: TODO NEXT | DONE READ CANCELLED\n"


def times(item: str) -> list[Finish]:
    return list(finishes(shelve(f"{TODO}{item}")[0], DROPPED))


def at(text: str, *, completed: bool = True, final: bool = False) -> Finish:
    return Finish(datetime.fromisoformat(text), completed, final)


def logged(state: str, stamp: str) -> str:
    return f'- State "{state}"       from "TODO"       [{stamp}]\n'


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("* TODO A\n", []),
        ("* A\n" + logged("DONE", "2026-11-20 Fri 10:00"), []),
        ("* DONE A\n", []),
        (
            "* DONE A\nCLOSED: [2026-11-20 Fri 10:00]\n",
            [at("2026-11-20T10:00", final=True)],
        ),
        ("* TODO A\nCLOSED: [2026-11-20 Fri 10:00]\n", []),
        (
            "* CANCELLED A\nCLOSED: [2026-11-20 Fri]\n",
            [at("2026-11-20", completed=False, final=True)],
        ),
    ],
)
def test_closed_counts_once_the_item_is_done(item: str, found: list[Finish]) -> None:
    assert times(item) == found


def test_an_item_that_repeats_counts_each_time() -> None:
    item = (
        "* TODO A\nSCHEDULED: <2026-11-24 Tue +1d>\n"
        + logged("DONE", "2026-11-22 Sun 08:00")
        + logged("READ", "2026-11-21 Sat 08:00")
        + logged("NEXT", "2026-11-20 Fri 09:00")
        + logged("CANCELLED", "2026-11-20 Fri 08:00")
        + logged("OTHER", "2026-11-19 Thu 08:00")
    )
    assert times(item) == [at("2026-11-21T08:00"), at("2026-11-22T08:00")]


@pytest.mark.parametrize(
    "stamp", ["2026-11-20 Fri 10:00", "2026-11-20 Fri 00:01", "2026-11-20 Fri"]
)
def test_closed_and_its_log_line_are_one_time(stamp: str) -> None:
    item = "* DONE A\nCLOSED: [2026-11-20 Fri 10:00]\n"
    assert times(item + logged("DONE", stamp)) == [at("2026-11-20T10:00", final=True)]


def test_a_minute_over_midnight_is_one_time_and_two_are_not() -> None:
    item = "* DONE A\nCLOSED: [2026-11-20 Fri 00:00]\n"
    assert len(times(item + logged("DONE", "2026-11-19 Thu 23:59"))) == 1
    assert len(times(item + logged("DONE", "2026-11-19 Thu 23:58"))) == 2


def test_only_the_nearest_log_line_is_that_time() -> None:
    item = "* DONE A\nCLOSED: [2026-11-20 Fri 10:00]\n"
    log = logged("DONE", "2026-11-20 Fri 10:00") + logged("DONE", "2026-11-20 Fri 08:00")
    assert times(item + log) == [at("2026-11-20T08:00"), at("2026-11-20T10:00", final=True)]


def test_without_closed_the_last_log_line_says_since_when_it_is_done() -> None:
    log = logged("DONE", "2026-11-20 Fri 10:00") + logged("DONE", "2026-11-18 Wed 10:00")
    assert times(f"* DONE A\n{log}") == [at("2026-11-18T10:00"), at("2026-11-20T10:00", final=True)]


def test_what_was_finished_and_then_given_up_was_finished_once() -> None:
    log = logged("CANCELLED", "2026-11-20 Fri 12:00") + logged("DONE", "2026-11-20 Fri 10:00")
    assert times(f"* CANCELLED A\n{log}") == [
        at("2026-11-20T10:00"),
        at("2026-11-20T12:00", completed=False, final=True),
    ]


def test_the_minute_that_stands_twice_counts_once() -> None:
    log = logged("DONE", "2026-11-20 Fri 10:00") * 2
    assert times(f"* TODO A\n{log}") == [at("2026-11-20T10:00")]


def test_a_stamp_that_no_calendar_has_is_none() -> None:
    assert times("* DONE A\nCLOSED: [9999-99-99 Fri]\n") == []
