"""The calendar, read back by the icalendar library."""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component, vRecur

from export.trees import HOSTILE, NOW, SHIPPED, items_only, report_on, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.ics import moment, period, rule
from orgshelf.export.report import Report
from orgshelf.export.titles_and_dates import title_words
from orgshelf.org.syntax.timestamps import parse_timestamp


def components(report: Report, kind: str) -> list[Component]:
    calendar = Calendar.from_ical(EXPORTERS["ics"].render(report))
    assert isinstance(calendar, Calendar)
    return calendar.walk(kind)


def only(folder: Path, text: str, kind: str) -> Component:
    (found,) = components(written(folder, {"x.org": text}), kind)
    return found


def value(component: Component, name: str) -> object:
    """A property as a Python value; None where it is not there."""
    found: object = component.decoded(name, None)
    return found


def moment_of(component: Component, name: str) -> datetime:
    found = value(component, name)
    assert isinstance(found, datetime)
    return found


def repeats(component: Component) -> dict[str, list[object]]:
    found = component["rrule"]
    assert isinstance(found, vRecur)
    return dict(found)


def text(component: Component, name: str) -> str | None:
    found = component.get(name)
    return None if found is None else str(found)


def categories(component: Component) -> list[str]:
    found = component.get("categories")
    return [str(category) for category in found.cats] if found is not None else []


@pytest.mark.parametrize("tree", SHIPPED)
def test_every_item_is_a_task_and_what_is_planned_an_event(tree: str) -> None:
    report = shipped(tree)
    shown = [entry for entry in report.entries if not entry.hidden]
    items = [entry.heading for entry in shown if entry.is_item]
    tasks = components(report, "VTODO")
    assert [text(task, "summary") for task in tasks] == [item.title for item in items]
    assert sum(text(task, "status") == "COMPLETED" for task in tasks) == sum(
        item.done and item.keyword not in report.dropped for item in items
    )
    planned = [
        stamp.start
        for entry in shown
        for stamp in (entry.heading.planning.scheduled, entry.heading.planning.deadline)
        if stamp
    ]
    starts = [value(event, "dtstart") for event in components(report, "VEVENT")]
    assert [str(start)[:10] for start in starts] == [str(day)[:10] for day in planned if day]


@pytest.mark.parametrize("tree", SHIPPED)
def test_names_are_each_there_once_and_stay(tree: str) -> None:
    report = shipped(tree)
    found = [*components(report, "VTODO"), *components(report, "VEVENT")]
    names = [text(component, "uid") for component in found]
    assert len(set(names)) == len(names)
    some = components(items_only(report), "VTODO")[5:]
    assert {text(task, "uid") for task in some} <= set(names)


@pytest.mark.parametrize("tree", SHIPPED)
def test_each_component_has_what_the_standard_demands(tree: str) -> None:
    report = shipped(tree)
    for component in (*components(report, "VTODO"), *components(report, "VEVENT")):
        assert text(component, "uid")
        written_at = moment_of(component, "dtstamp")
        assert written_at.utcoffset() == timedelta(0)
        assert written_at.astimezone().replace(tzinfo=None) == NOW
        start, due = value(component, "dtstart"), value(component, "due")
        assert None in (start, due) or (type(start) is type(due) and str(start) < str(due))
        assert start is not None or "rrule" not in component


def test_lines_are_folded_and_end_as_the_standard_wants() -> None:
    lines = EXPORTERS["ics"].data(shipped("examples/notes", notes_text=True)).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)


def test_a_task_says_all_that_its_item_says(tmp_path: Path) -> None:
    task = only(
        tmp_path,
        "#+TODO: TODO READING | DONE\n* Books\n"
        "** READING [#A] One, two; three \\ four - Ada Lovelace 1843 :maths:gpu:\n"
        "SCHEDULED: <2026-11-25 Wed> DEADLINE: <2026-12-01 Tue>\n"
        ":PROPERTIES:\n:ID: abc-1\n:URL: https://example.org/a?b=c,d;e\n:END:\nWords.\n",
        "VTODO",
    )
    assert text(task, "summary") == "One, two; three \\ four - Ada Lovelace 1843"
    assert text(task, "uid") == "abc-1"
    assert (value(task, "dtstart"), value(task, "due")) == (date(2026, 11, 25), date(2026, 12, 1))
    assert (text(task, "status"), text(task, "priority")) == ("IN-PROCESS", "1")
    assert categories(task) == ["maths", "gpu"]
    assert text(task, "url") == "https://example.org/a?b=c,d;e"
    assert "description" not in task


@pytest.mark.parametrize(
    ("headline", "status", "percent"),
    [
        ("TODO x", "NEEDS-ACTION", None),
        ("READING x", "IN-PROCESS", None),
        ("DONE x", "COMPLETED", "100"),
        ("DROPPED x", "CANCELLED", None),
    ],
)
def test_states(headline: str, status: str, percent: str | None, tmp_path: Path) -> None:
    note = f"#+TODO: TODO READING | DONE DROPPED\n* {headline}\n"
    task = only(tmp_path, note, "VTODO")
    assert (text(task, "status"), text(task, "percent-complete")) == (status, percent)


def test_a_finished_task_has_its_moment_in_utc(tmp_path: Path) -> None:
    task = only(tmp_path, "* DONE x\nCLOSED: [2026-11-22 Sun 18:05]\n", "VTODO")
    completed = moment_of(task, "completed")
    assert completed.astimezone().replace(tzinfo=None) == datetime(2026, 11, 22, 18, 5)
    assert completed.utcoffset() == timedelta(0)


def test_parts_name_the_task_above_them_and_their_work(tmp_path: Path) -> None:
    note = "* Books\n** TODO Work\n*** Chapters\n**** TODO Part\n***** DONE Exercise\n"
    tasks = components(written(tmp_path, {"x.org": note}), "VTODO")
    work, part, exercise = tasks
    assert text(work, "related-to") is None
    assert text(part, "related-to") == text(work, "uid")
    assert text(exercise, "related-to") == text(part, "uid")
    assert text(exercise, "description") == "Work"
    assert text(work, "percent-complete") == "33"


def test_a_parent_that_is_not_exported_is_not_named() -> None:
    report = shipped("examples/notes")
    parts = [entry for entry in report.entries if entry.owning_work and entry.is_item]
    some = Report(NOW, "x", parts[:1], report.library, report.short_ids, report.dropped)
    (task,) = components(some, "VTODO")
    assert "related-to" not in task


@pytest.mark.parametrize(
    ("cookie", "line", "wanted"),
    [
        ("A", "", "1"), ("B", "", "5"), ("C", "", "9"), ("Z", "", "9"),
        ("1", "#+PRIORITIES: 1 9 5\n", "1"), ("5", "#+PRIORITIES: 1 9 5\n", "5"),
        ("C", "#+PRIORITIES: A E C\n", "5"), ("A", "#+PRIORITIES: A A A\n", "1"),
    ],
)  # fmt: skip
def test_priorities_fill_the_range(cookie: str, line: str, wanted: str, tmp_path: Path) -> None:
    assert text(only(tmp_path, f"{line}* TODO [#{cookie}] x\n", "VTODO"), "priority") == wanted


def test_an_event_has_the_time_and_the_end_of_its_stamp(tmp_path: Path) -> None:
    event = only(tmp_path, "* TODO x\nSCHEDULED: <2026-11-25 Wed 19:00-20:30>\n", "VEVENT")
    assert value(event, "dtstart") == datetime(2026, 11, 25, 19)
    assert value(event, "dtend") == datetime(2026, 11, 25, 20, 30)
    assert text(event, "summary") == "x"


def test_a_heading_without_a_keyword_has_events_too(tmp_path: Path) -> None:
    event = only(tmp_path, "* Talk\nDEADLINE: <2026-12-01 Tue>\n", "VEVENT")
    assert text(event, "summary") == "Deadline: Talk"
    assert value(event, "dtstart") == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("repeater", "wanted"),
    [
        ("+1w", {"FREQ": ["WEEKLY"], "INTERVAL": [1]}),
        ("+2d", {"FREQ": ["DAILY"], "INTERVAL": [2]}),
        ("+1m", {"FREQ": ["MONTHLY"], "INTERVAL": [1]}),
        ("++1y", {"FREQ": ["YEARLY"], "INTERVAL": [1]}),
        (".+3d/5d", {"FREQ": ["DAILY"], "INTERVAL": [3]}),
    ],
)
def test_a_repeater_is_a_rule_and_is_kept(
    repeater: str, wanted: dict[str, list[object]], tmp_path: Path
) -> None:
    stamp = f"<2026-12-01 Tue {repeater}>"
    event = only(tmp_path, f"* TODO x\nDEADLINE: {stamp}\n", "VEVENT")
    assert repeats(event) == wanted
    assert text(event, "x-org-stamp") == stamp


def test_hours_repeat_what_has_a_time(tmp_path: Path) -> None:
    timed = only(tmp_path, "* TODO x\nSCHEDULED: <2026-12-01 Tue 08:00 +3h>\n", "VEVENT")
    assert repeats(timed) == {"FREQ": ["HOURLY"], "INTERVAL": [3]}
    day = only(tmp_path, "* TODO x\nSCHEDULED: <2026-12-01 Tue +3h>\n", "VEVENT")
    assert "rrule" not in day


def test_what_is_done_is_a_task_and_no_event(tmp_path: Path) -> None:
    note = "* DONE x\nSCHEDULED: <2026-11-20 Fri> DEADLINE: <2026-12-01 Tue +1w -3d>\n"
    report = written(tmp_path, {"a.org": note})
    assert components(report, "VEVENT") == []
    (task,) = components(report, "VTODO")
    assert (text(task, "status"), "rrule" in task) == ("COMPLETED", False)


def test_a_warning_period_is_an_alarm(tmp_path: Path) -> None:
    event = only(tmp_path, "* TODO x\nDEADLINE: <2026-12-01 Tue -3d>\n", "VEVENT")
    (alarm,) = event.walk("VALARM")
    assert value(alarm, "trigger") == timedelta(days=-3)


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [
        ("<2026-12-01 Tue 24:00>", datetime(2026, 12, 2)),
        ("<2026-12-01 Tue 25:30>", datetime(2026, 12, 2, 1, 30)),
        ("<2026-12-31 Thu 12:75>", datetime(2026, 12, 31, 13, 15)),
        ("<2027-02-30 Tue>", date(2027, 3, 2)),
        ("<2026-13-01>", date(2027, 1, 1)),
    ],
)
def test_beyond_the_clock_and_the_calendar_is_one_moment_in_every_face(
    stamp: str, moment: date, tmp_path: Path
) -> None:
    report = written(tmp_path, {"x.org": f"* TODO x\nDEADLINE: {stamp}\n"})
    (task,) = components(report, "VTODO")
    assert value(task, "due") == moment
    (item,) = json.loads(EXPORTERS["json"].render(report))["items"]
    assert item["deadline"] == moment.isoformat()[:16]


@pytest.mark.parametrize(
    "stamp",
    [
        "<0000-00-00>",
        "[2026-12-01 Tue]",
        "<%%(diary-float t 4 2)>",
    ],
)
def test_dates_that_there_are_not_are_left_out(stamp: str, tmp_path: Path) -> None:
    note = f"* TODO x\nSCHEDULED: {stamp} DEADLINE: {stamp}\n"
    report = written(tmp_path, {"x.org": note})
    assert components(report, "VEVENT") == []
    (task,) = components(report, "VTODO")
    assert "due" not in task
    assert "dtstart" not in task


@pytest.mark.parametrize(
    ("stamp", "wanted"),
    [
        ("<2026-12-01 Tue 23:00-24:00>", datetime(2026, 12, 2)),
        ("<2026-12-01 Tue 23:00-22:00>", None),
        ("<9999-12-31 Fri 23:00-24:00>", None),
    ],
)
def test_an_end_comes_after_its_beginning(
    stamp: str, wanted: datetime | None, tmp_path: Path
) -> None:
    event = only(tmp_path, f"* TODO x\nSCHEDULED: {stamp}\n", "VEVENT")
    assert value(event, "dtend") == wanted


@pytest.mark.parametrize(
    ("scheduled", "deadline", "start", "due"),
    [
        ("<2026-12-01 Tue 08:00>", "<2026-12-02 Wed>",
         datetime(2026, 12, 1, 8), datetime(2026, 12, 2, 23, 59)),
        ("<2026-12-01 Tue>", "<2026-12-01 Tue 12:00>",
         datetime(2026, 12, 1), datetime(2026, 12, 1, 12)),
        ("<2026-12-01 Tue>", "<2026-12-01 Tue>", None, date(2026, 12, 1)),
        ("<2026-12-03 Thu>", "<2026-12-01 Tue>", None, date(2026, 12, 1)),
    ],
)  # fmt: skip
def test_a_task_begins_before_it_is_due(
    scheduled: str, deadline: str, start: object, due: object, tmp_path: Path
) -> None:
    task = only(tmp_path, f"* TODO x\nSCHEDULED: {scheduled} DEADLINE: {deadline}\n", "VTODO")
    assert (value(task, "dtstart"), value(task, "due")) == (start, due)


def test_an_id_that_stands_twice_names_one(tmp_path: Path) -> None:
    drawer = ":PROPERTIES:\n:ID: same\n:END:\n"
    report = written(tmp_path, {"x.org": f"* TODO a\n{drawer}* TODO b\n{drawer}"})
    first, second = [text(task, "uid") for task in components(report, "VTODO")]
    assert first == "same"
    assert second
    assert second.endswith("@orgshelf")


def test_what_no_agenda_shows_is_left_out(tmp_path: Path) -> None:
    plan = "SCHEDULED: <2026-12-01 Tue>\n"
    note = f"* TODO a :ARCHIVE:\n{plan}** TODO b\n{plan}* TODO COMMENT c\n{plan}* TODO d\n{plan}"
    report = written(tmp_path, {"x.org": note})
    assert [text(task, "summary") for task in components(report, "VTODO")] == ["d"]
    assert [text(event, "summary") for event in components(report, "VEVENT")] == ["d"]


def test_notes_are_the_description_where_they_are_asked_for(tmp_path: Path) -> None:
    note = "* TODO x\nOne; two,\nthree.\n"
    (task,) = components(written(tmp_path, {"x.org": note}, notes_text=True), "VTODO")
    assert text(task, "description") == "One; two,\nthree."


def test_hostile_titles_come_back_as_they_are(tmp_path: Path) -> None:
    report = written(tmp_path, {"x.org": HOSTILE}, notes_text=True)
    tasks = components(report, "VTODO")
    assert {"=1+1|<script>alert(1)</script> `code` b u [x](javascript:alert(1)) # x"} <= {
        text(task, "summary") for task in tasks
    }
    assert not any((text(task, "url") or "").startswith("javascript:") for task in tasks)


def test_a_title_cannot_begin_a_line_of_its_own(tmp_path: Path) -> None:
    note = "* TODO a\rEND:VTODO\rBEGIN:VEVENT \\n \\nEND:VCALENDAR\x85\u2028ATTACH:x\n"
    report = written(tmp_path, {"x.org": note}, notes_text=True)
    (task,) = components(report, "VTODO")
    assert components(report, "VEVENT") == []
    assert "attach" not in task


def titles() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80)


@settings(deadline=None)
@given(titles(), st.lists(st.sampled_from(["é", ",", ";", "\\", "\\n", '"', "🙂", "x" * 70])))
def test_any_title_comes_back(
    tmp_path_factory: pytest.TempPathFactory, title: str, more: Iterable[str]
) -> None:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "x.org").write_text(f"* TODO a {title}{''.join(more)} z\n", newline="")
    report = report_on(folder)
    (task,) = components(report, "VTODO")
    assert text(task, "summary") == title_words(report.entries[0])


@given(st.from_regex(r"<\d{4}-\d{2}-\d{2}( \d{1,2}:\d\d(-\d{1,2}:\d\d)?)?( [.+]?\+\d[hdwmy])?>"))
def test_any_stamp_is_left_out_or_a_time_that_there_is(stamp: str) -> None:
    found = parse_timestamp(stamp)
    if found is None:
        return
    start, end = period(found)
    assert start == moment(found)
    assert end is None or (isinstance(start, datetime) and start < end)
    repeated = rule(found)
    assert repeated is None or int(repeated["interval"]) > 0
