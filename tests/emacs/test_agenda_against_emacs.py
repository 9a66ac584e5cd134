"""The agenda of random trees has on each day what Org's has."""

import json
import subprocess
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from emacs.oracle import emacs_command
from orgshelf.org.dates import Period
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.shelf.classification import classify
from orgshelf.shelf.day_plan import Span, agenda
from orgshelf.shelf.kinds import make_kinds

pytestmark = pytest.mark.emacs

TODAY = date(2026, 11, 23)
LISP = Path(__file__).with_name("agenda.el")
#: What Org calls what we do, whatever it adds of the day.
TYPES = {
    "upcoming-deadline": "deadline",
    "past-scheduled": "scheduled",
    "block": "range",
}

Shown = list[tuple[int, str]]


def random_notes(seed: int, index: int) -> str:
    """A file with that number: plannings and timestamps of all kinds around today."""
    rng = Random(f"agenda-{seed}-{index}")
    return "".join(_heading(rng) for _ in range(rng.randint(3, 12)))


def _heading(rng: Random) -> str:
    stars = "*" * rng.randint(1, 3)
    keyword = rng.choice(("", "TODO ", "TODO ", "DONE "))
    title = rng.choice(("A", "B " + _stamp(rng), "COMMENT C", "D =" + _stamp(rng) + "="))
    tags = rng.choice(("", "", "", " :ARCHIVE:", " :x:"))
    planning = "".join(
        f"{name}: {_stamp(rng)} " for name in ("SCHEDULED", "DEADLINE") if rng.random() < 0.5
    )
    body = "".join(f"{_line(rng)}\n" for _ in range(rng.randint(0, 2)))
    return f"{stars} {keyword}{title}{tags}\n{planning.rstrip()}" + (
        f"\n{body}" if planning else body
    )


def _line(rng: Random) -> str:
    stamp = _stamp(rng)
    return rng.choice(
        (
            *(f"text {stamp} more", f"- {stamp}", f"{stamp} {_stamp(rng)}", "text"),
            *(f"{_stamp(rng, bare=True)}--{_stamp(rng, bare=True)}", f"# {stamp}"),
            *(f"~{stamp}~", f"#+begin_example\n{stamp}\n#+end_example", f"[{stamp[1:-1]}]"),
        )
    )


def _stamp(rng: Random, *, bare: bool = False) -> str:
    day = TODAY + timedelta(days=rng.choice((*range(-40, 20), -400, -366)))
    text = f"{day} {day:%a}"
    if rng.random() < 0.3:
        text += f" {rng.randint(0, 23):02}:00"
    if not bare and rng.random() < 0.5:
        sign, unit = rng.choice(("+", "++", ".+")), rng.choice("dwmyh")
        text += f" {sign}{rng.choice((0, 1, 2, 3, 10))}{unit}"
    if not bare and rng.random() < 0.3:
        text += f" -{rng.randint(0, 20)}{rng.choice('ddwm')}"
    return f"<{text}>"


def days_of(index: int) -> list[date]:
    """The days that are compared: a week about today, today always among them."""
    start = TODAY + timedelta(days=Random(index).randint(-6, 0))
    return [start + timedelta(days=n) for n in range(40 if index % 10 == 0 else 7)]


def ours(text: str, days: Sequence[date]) -> list[Shown]:
    """What we show on each day."""
    document = read(Lines.from_bytes(text.encode()), "a.org")
    entries = classify(document, make_kinds({}), frozenset())
    items = agenda(entries, Span.of(Period(days[0], days[-1]), TODAY, 14))
    return [
        sorted((item.entry.heading.line, str(item.why)) for item in items if item.day == day)
        for day in days
    ]


def theirs(texts: Sequence[str], folder: Path) -> list[list[Shown]]:
    """What Org shows on each day of each file."""
    jobs = []
    for index, text in enumerate(texts):
        (folder / f"{index}.org").write_text(text)
        days = [day.isoformat() for day in days_of(index)]
        jobs.append({"file": str(folder / f"{index}.org"), "today": str(TODAY), "days": days})
    (folder / "jobs").write_text(json.dumps(jobs))
    command = emacs_command(LISP, "-f", "agenda-jobs", "jobs", "report")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads((folder / "report").read_text())
    return [[sorted((line, TYPES.get(t, t)) for line, t in day) for day in job] for job in report]


def test_each_day_has_what_org_shows(emacs_cases: int, tmp_path: Path) -> None:
    texts = [random_notes(1, index) for index in range(emacs_cases)]
    found = []
    for index, (text, wanted) in enumerate(zip(texts, theirs(texts, tmp_path), strict=True)):
        days = days_of(index)
        for day, we, they in zip(days, ours(text, days), wanted, strict=True):
            if we != they:
                more = sorted((Counter(we) - Counter(they)).elements())
                less = sorted((Counter(they) - Counter(we)).elements())
                found.append(f"{index} {day}: more {more}, less {less}\n{text}")
    assert found == []
