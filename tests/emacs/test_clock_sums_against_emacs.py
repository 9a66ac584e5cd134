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


@pytest.mark.parametrize("zone", ZONES)
def test_minutes_are_those_that_org_sums(zone: str, emacs_cases: int, tmp_path: Path) -> None:
    rng = Random(f"clock-sums-{zone}")
    entries = [[random_clock(rng) for _ in range(rng.randint(1, 3))] for _ in range(emacs_cases)]
    file = tmp_path / "clocks.org"
    file.write_text("".join("* A\n" + "".join(f"{line}\n" for line in e) for e in entries))
    with in_zone(zone):
        said = subprocess.run(
            emacs_command(LISP, str(file)), capture_output=True, text=True, check=True
        )
        document = read(Lines.from_bytes(file.read_bytes()), "clocks.org")
        ours = [
            sum(clock.minutes for clock in clocks(document.lines.texts[h.line : h.end]))
            for h in document.headings
        ]
    theirs = json.loads(said.stdout)
    assert [(e, o, t) for e, o, t in zip(entries, ours, theirs, strict=True) if o != t] == []
