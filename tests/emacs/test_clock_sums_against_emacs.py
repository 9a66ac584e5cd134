"""Minutes clocked are those of org-clock-sum, also over a change between winter and summer time."""

import json
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from emacs.oracle import emacs_command
from orgshelf.org.elements.logbook import clocks
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from zones import ZONES, in_zone

pytestmark = pytest.mark.emacs

LISP = Path(__file__).with_name("clock-sums.el")
#: Hours at which clocks are changed in one of the zones, and one at which they are not.
CHANGES = (
    *(datetime(2026, 3, 8, 2), datetime(2026, 11, 1, 1), datetime(2026, 3, 29, 2)),
    *(datetime(2026, 10, 25, 2), datetime(2026, 4, 5, 1, 30), datetime(2026, 10, 4, 2)),
    datetime(2026, 6, 30, 23),
)


def random_clock(rng: Random) -> str:
    """A finished clock around a change, or one that only notes how long it was."""
    if rng.random() < 0.1:
        return f"CLOCK: =>  {rng.randint(0, 120)}:{rng.randint(0, 59):02}"
    start = rng.choice(CHANGES) + timedelta(minutes=rng.randint(-180, 180))
    end = start + timedelta(minutes=rng.choice((-30, 0, 20, 59, 60, 90, 200, 1440)))
    stamps = "--".join(f"[{moment:%Y-%m-%d %a %H:%M}]" for moment in (start, end))
    return f"CLOCK: {stamps} =>  0:00"


def test_minutes_are_those_that_org_sums(emacs_cases: int, tmp_path: Path) -> None:
    entries = {zone: random_entries(zone, emacs_cases) for zone in ZONES}
    files = {zone: tmp_path / f"{number}.org" for number, zone in enumerate(ZONES)}
    for zone, file in files.items():
        file.write_text("".join("* A\n" + "".join(f"{c}\n" for c in e) for e in entries[zone]))
    words = [word for zone, file in files.items() for word in (zone, str(file))]
    said = subprocess.run(emacs_command(LISP, *words), capture_output=True, text=True, check=True)
    theirs = dict(zip(ZONES, json.loads(said.stdout), strict=True))
    ours = {zone: sums(zone, file) for zone, file in files.items()}
    assert [
        (zone, *found)
        for zone in ZONES
        for found in zip(entries[zone], ours[zone], theirs[zone], strict=True)
        if found[1] != found[2]
    ] == []


def random_entries(zone: str, count: int) -> list[list[str]]:
    """The clocks of so many headings."""
    rng = Random(f"clock-sums-{zone}")
    return [[random_clock(rng) for _ in range(rng.randint(1, 3))] for _ in range(count)]


def sums(zone: str, file: Path) -> list[int]:
    """Our minutes of each heading, there."""
    with in_zone(zone):
        document = read(Lines.from_bytes(file.read_bytes()), "clocks.org")
        return [
            sum(clock.minutes for clock in clocks(document.lines.texts[h.line : h.end]))
            for h in document.headings
        ]
