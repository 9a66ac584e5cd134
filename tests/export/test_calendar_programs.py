"""The calendar in programs that people keep theirs in: khal and vdirsyncer."""

from pathlib import Path

from icalendar import Calendar

from export.trees import HOSTILE
from program import Program, Ran

KHAL = """\
[calendars]
[[notes]]
path = calendar
[sqlite]
path = ./khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
timeformat = %H:%M
"""
VDIRSYNCER = """\
[general]
status_path = "status"
[pair notes]
a = "file"
b = "folder"
collections = null
[storage file]
type = "singlefile"
path = "notes.ics"
[storage folder]
type = "filesystem"
path = "synced"
fileext = ".ics"
"""


def khal(program: Program, first: str, days: int) -> Ran:
    """What khal lists from ``first`` on after it has imported the calendar."""
    program.note("khal.conf", KHAL, root=".")
    (program.folder / "calendar").mkdir()
    ran = program.shell(
        f"orgshelf export ics -o notes.ics"
        " && khal -c khal.conf import --batch -a notes notes.ics"
        f" && khal -c khal.conf list --day-format '{{date}}' {first} {days}d"
    )
    assert ran.code == 0, ran.err
    return ran


def test_khal_lists_what_is_planned_on_its_days(year: Program) -> None:
    days: dict[str, list[str]] = {}
    for line in khal(year, "2026-11-25", 7).lines:
        if line.startswith("2026-"):
            days[line] = []
        else:
            days[list(days)[-1]].append(line.strip())
    assert [line.split(" :: ")[0] for line in days["2026-11-25"]] == [
        "PostgreSQL Exercises, ten minutes ⟳",
        "19:00-20:30 2.2 Hierarchical Data and the Closure Property",
    ]
    assert "Deadline: Deep Learning with PyTorch: A 60 Minute Blitz" in days["2026-12-01"]
    every_other_day = [day for day in days if any("PostgreSQL" in line for line in days[day])]
    assert every_other_day == ["2026-11-25", "2026-11-27", "2026-11-29", "2026-12-01"]


def test_khal_repeats_by_weeks_and_months(run: Program) -> None:
    run.note("x.org", "* TODO Club :paper:\nDEADLINE: <2026-12-05 Sat +1m>\n")
    run.note("hostile.org", HOSTILE)
    found = [line for line in khal(run, "2026-12-01", 90).lines if line.startswith("20")]
    assert found == ["2026-12-05", "2027-01-05", "2027-02-05"]


def test_vdirsyncer_takes_every_task_and_every_event_apart(year: Program) -> None:
    year.note("vdirsyncer.conf", VDIRSYNCER, root=".")
    ran = year.shell(
        "orgshelf export ics -o notes.ics && mkdir synced"
        " && vdirsyncer -c vdirsyncer.conf discover && vdirsyncer -c vdirsyncer.conf sync"
    )
    assert ran.code == 0, ran.err
    files = (year.folder / "synced").iterdir()
    wanted = names(year.folder / "notes.ics")
    assert sorted(name for file in files for name in names(file)) == sorted(wanted)
    assert len(set(wanted)) == len(wanted)
    again = year.shell("vdirsyncer -c vdirsyncer.conf sync")
    assert "Copying" not in again.err + again.out


def names(file: Path) -> list[str]:
    calendar = Calendar.from_ical(file.read_bytes())
    assert isinstance(calendar, Calendar)
    return [str(item["uid"]) for item in calendar.subcomponents]
