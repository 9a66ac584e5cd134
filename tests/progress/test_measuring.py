"""All numbers of one small year, each of them counted by hand."""

from datetime import date, datetime, timedelta

import pytest

from orgshelf.model import Progress, Status
from orgshelf.progress.facts import days_in, touched
from orgshelf.progress.numbers import (
    Forecast,
    ForecastState,
    Measure,
    Numbers,
    Pace,
    Stale,
    Streaks,
)
from orgshelf.query import Query
from progress.small_year import TREE
from shelf.shelved import library_of, named, shelve

NOW = datetime(2026, 11, 23, 12)
UNKNOWN = Forecast(ForecastState.UNKNOWN)


def numbers(text: str, now: datetime = NOW, works: int | None = None) -> Numbers:
    """The numbers of one file with this text."""
    return library_of(text, now).numbers(Query(), works)


@pytest.fixture(scope="module")
def found() -> Numbers:
    return numbers(TREE)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def test_what_was_finished_when(found: Numbers) -> None:
    assert found.finished == {
        day(10, 1): 1,
        day(11, 9): 1,
        day(11, 20): 1,
        day(11, 21): 1,
        day(11, 22): 1,
    }
    assert found.streaks == Streaks(days_now=3, days_longest=3, weeks_now=2, weeks_longest=2)


def test_the_burn_up_ends_with_what_is_done_until_now(found: Numbers) -> None:
    assert found.undated == 1
    assert found.burn_up == [(day(10, 1), 2), (day(11, 20), 3), (day(11, 21), 4)]
    assert found.total.progress == Progress(5, 9, 1)


def test_time_and_pages_per_day(found: Numbers) -> None:
    assert found.clocked == {day(9, 1): 20, day(11, 19): 10, day(11, 22): 30, day(11, 23): 30}
    assert found.pages == {day(11, 20): 40, day(11, 22): 60}


def test_all_together(found: Numbers) -> None:
    assert found.total == Measure(
        "all",
        None,
        Progress(5, 9, 1),
        recent=1,
        clocked_minutes=90,
        effort_minutes=20 * 60 + 60 + 30,
        effort_left_minutes=20 * 60 + 30,
        pace=Pace(1 / 4, 2 / 12),
        forecast=UNKNOWN,
    )


def test_each_kind(found: Numbers) -> None:
    assert found.kinds == [
        Measure(
            "book",
            "book",
            Progress(5, 8, 1),
            recent=1,
            clocked_minutes=90,
            effort_minutes=1290,
            effort_left_minutes=1230,
            pace=Pace(1 / 4, 2 / 12),
        ),
        Measure("video", "video", Progress(0, 1)),  # what repeats comes no nearer
    ]


def test_each_work_those_in_progress_first(found: Numbers) -> None:
    ids = {e.heading.title: e.id for e in shelve(TREE)}
    assert found.works == [
        Measure(
            "Parts",
            "book",
            Progress(5, 6, 1),
            recent=1,
            id=ids["Parts"],
            status=Status.IN_PROGRESS,
            clocked_minutes=10,
            effort_minutes=90,
            effort_left_minutes=30,
            pace=Pace(1 / 4, 2 / 12),
        ),
        Measure(
            "Long",
            "book",
            Progress(100, 700),
            unit="pages",
            id=ids["Long"],
            status=Status.IN_PROGRESS,
            clocked_minutes=60,
            effort_minutes=1200,
            effort_left_minutes=1200,
            pace=Pace(100 / 4, 100 / 12),
        ),
        Measure(
            "Old",
            "book",
            Progress(0, 1),
            id=ids["Old"],
            status=Status.IN_PROGRESS,
            clocked_minutes=20,
        ),
        Measure(
            "Daily",
            "video",
            Progress(0, 1),
            id=ids["Daily"],
            status=Status.NOT_STARTED,
        ),
        Measure("Unseen", "video", Progress(), id=ids["Unseen"], status=Status.UNTRACKED),
    ]


def test_what_went_stale(found: Numbers) -> None:
    old = named(shelve(TREE), "Old")
    assert found.stale == [Stale(old.id, "Old", "book", day(9, 1), 83)]


@pytest.mark.parametrize(("days", "stale"), [(29, False), (30, True)])
def test_thirty_days_are_long(days: int, stale: bool) -> None:
    last = NOW - timedelta(days=days)
    pending = f"* READING A\n** Seen\n[{last:%Y-%m-%d %a}]\n".replace("READING", "NEXT")
    begun = f"#+TODO: TODO READING | DONE\n* READING A\n** Seen\n[{last:%Y-%m-%d %a}]\n"
    assert numbers(pending).stale == []
    assert [one.days for one in numbers(begun).stale] == [days] * stale


def test_without_a_stamp_nothing_is_said() -> None:
    assert numbers("#+TODO: TODO READING | DONE\n* READING A\n<2020-01-01>\n").stale == []


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("[2026-11-20 Fri 10:00]--[2026-11-21 Sat 10:00]", day(11, 21)),
        (":CREATED: [2026-11-20]", day(11, 20)),
        ("[2026-13-45 Fri] and [2026-01-02 Fri]", day(1, 2)),
        ("<2026-11-20 Fri>", None),
        ("[2026-11-20", None),
        ("[20261-11-20 Fri]", None),
        ("", None),
    ],
)
def test_signs_of_life(text: str, last: date | None) -> None:
    assert touched(days_in(f"{text}\nnothing here")) == last


def test_of_some_works_is_said_how_many_there_are_besides(found: Numbers) -> None:
    some = numbers(TREE, works=2)
    assert some.works == found.works[:2]
    assert (some.works_left_out, some.stale_left_out) == (3, 0)
    none = numbers(TREE, works=0)
    assert (none.works, none.works_left_out) == ([], 5)
    assert (none.stale, none.stale_left_out) == ([], 1)
    assert some.kinds == found.kinds


def test_of_a_part_of_the_notes_only_that_counts() -> None:
    found = library_of(TREE, NOW).numbers(Query(states=("done",)))
    assert [(work.name, work.progress) for work in found.works] == [("Parts", Progress(5, 5, 1))]
    assert found.works[0].status is Status.IN_PROGRESS
    assert found.total.progress == Progress(5, 5, 1)
    assert sum(found.finished.values()) == 2
    assert found.clocked == {}


@pytest.mark.parametrize(
    ("weeks", "outlook"), [(4, ForecastState.UNKNOWN), (5, ForecastState.DATED)]
)
def test_pages_are_forecast_by_the_days_of_reading(weeks: int, outlook: ForecastState) -> None:
    log = "".join(
        f"- Note taken on [{NOW - timedelta(weeks=week):%Y-%m-%d %a}] \\\\\n  p. {page}\n"
        for week, page in enumerate(range(10 * weeks, 0, -10))
    )
    drawer = f":PROPERTIES:\n:PAGES: 100\n:PAGE: {10 * weeks}\n:END:\n"
    (work,) = numbers(f"* Books\n** A\n{drawer}{log}").works
    assert work.pace == Pace(10, 10 * weeks / 12)
    assert work.forecast.outlook is outlook
    if outlook is ForecastState.DATED:
        assert work.forecast.likely == NOW.date() + timedelta(weeks=(100 - 10 * weeks) // 10)


def test_nothing_at_all() -> None:
    assert numbers("") == Numbers(
        NOW, Measure("all", None, Progress()), kinds=[], works=[], burn_up=[], goals=[], stale=[]
    )


@pytest.mark.parametrize("now", [datetime.min, datetime.max])
def test_time_has_no_edge(now: datetime) -> None:
    found = numbers(TREE, now)
    assert found.total.progress == Progress(5, 9, 1)
    assert (found.burn_up == []) == (now == datetime.min)


def test_works_of_the_same_title_stay_apart() -> None:
    found = numbers("* Books\n** TODO A\n** DONE A\n").works
    assert [work.name for work in found] == ["A", "A"]
    assert len({work.id for work in found}) == 2
