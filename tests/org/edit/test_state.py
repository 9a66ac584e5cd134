"""Changes of state write exactly what the golden files hold."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from orgshelf.errors import BlockedError, RepeaterError, UnknownKeywordError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.state import change_state, done_keyword
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings
from zones import in_zone

PAIRS = Path(__file__).with_name("state")
CASES: dict[str, dict[str, Any]] = yaml.safe_load((PAIRS / "cases.yaml").read_text("utf-8"))
NOW = datetime(2026, 11, 23, 1, 25)


def load(data: bytes, settings: Mapping[str, Any] | None = None) -> Document:
    return read(Lines.from_bytes(data), "a.org", org=OrgSettings(**settings or {}))


def heading_at(document: Document, line: int) -> Heading:
    return next(heading for heading in document.headings if heading.line == line)


def change(
    document: Document,
    line: int,
    to: str | None,
    *,
    now: datetime = NOW,
    note: str | None = None,
    final: bool = False,
    force: bool = False,
) -> bytes:
    heading = heading_at(document, line)
    splices = change_state(document, heading, to, now=now, note=note, final=final, force=force)
    return document.lines.apply(splices).to_bytes()


def run(name: str) -> bytes:
    case = CASES[name]
    settings = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in case.get("settings", {}).items()
    }
    return change(
        load((PAIRS / f"{name}.org").read_bytes(), settings),
        case["line"],
        case["to"] or None,
        now=datetime.fromisoformat(case["now"]) if "now" in case else NOW,
        note=case.get("note"),
        final=case.get("final", False),
    )


@pytest.mark.parametrize("name", [name for name in CASES if not CASES[name].get("blocked")])
def test_pair(name: str) -> None:
    assert run(name) == (PAIRS / f"{name}.org.want").read_bytes()


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].get("blocked")])
def test_blocked(name: str) -> None:
    with pytest.raises(BlockedError):
        run(name)


def test_every_pair_is_described_and_every_description_has_its_pair() -> None:
    assert {f.name for f in PAIRS.glob("*.org")} == {f"{name}.org" for name in CASES}
    assert {f.name for f in PAIRS.glob("*.want")} == {f"{name}.org.want" for name in CASES}


def test_force_overrides_blocking() -> None:
    settings = {"enforce_todo_dependencies": True, "log_done": ""}
    document = load(b"* TODO P\n** TODO A\n", settings)
    assert change(document, 1, "DONE", force=True) == b"* DONE P\n** TODO A\n"


def test_unknown_keyword_names_those_of_the_file() -> None:
    with pytest.raises(UnknownKeywordError, match=r"a\.org has no keyword 'DONE'.*READ, FINISHED"):
        change(load(b"#+TODO: READ | FINISHED\n* READ h\n"), 2, "DONE")


def test_repeater_by_hours_needs_a_time() -> None:
    with pytest.raises(RepeaterError, match=r"<2026-11-02 Mon \+2h>"):
        change(load(b"* TODO A\nSCHEDULED: <2026-11-02 Mon +2h>\n"), 1, "DONE")


def test_no_change_is_no_splice() -> None:
    document = load(b"* DONE A\nCLOSED: [2026-11-20 Fri 10:00]\n")
    assert change_state(document, document.headings[0], "DONE", now=NOW) == ()


def test_lines_that_stay_are_in_no_splice() -> None:
    document = load(b"* P [/]\ntext\n** TODO A\nSCHEDULED: <2026-11-02 Mon +1w>\nbody\n")
    splices = change_state(document, document.headings[1], "DONE", now=NOW)
    assert [(s.start, s.stop) for s in splices] == [(0, 1), (3, 4)]


@pytest.mark.parametrize(
    ("line", "keyword"), [(3, "READ"), (4, "WATCHED"), (5, "READ"), (6, "WATCHED")]
)
def test_done_keyword_is_of_the_own_sequence(line: int, keyword: str) -> None:
    document = load(
        b"#+TODO: TOREAD | READ DROPPED\n#+TODO: TOWATCH | WATCHED\n"
        b"* TOREAD a\n* TOWATCH b\n* c\n* WATCHED d\n"
    )
    assert done_keyword(document, heading_at(document, line)) == keyword


@pytest.mark.parametrize(
    ("now", "stamp", "moved"),
    [
        # The hour that is left out comes an hour later.
        ("2026-03-08T12:00", "<2026-03-07 Sat 02:30 +1d>", "<2026-03-08 Sun 03:30 +1d>"),
        ("2026-03-08T00:00", "<2026-03-08 Sun 01:30 +1h>", "<2026-03-08 Sun 03:30 +1h>"),
        ("2026-03-08T00:00", "<2026-02-08 Sun 02:30 ++1m>", "<2026-04-08 Wed 03:30 ++1m>"),
        # Org counts the hours that have passed, and adds them to the hour of the stamp.
        ("2026-12-07T09:00", "<2026-06-07 Sun 10:30 .+5h>", "<2026-12-07 Mon 15:00 .+5h>"),
        ("2026-06-07T09:00", "<2026-02-07 Sat 10:30 .+5h>", "<2026-06-07 Sun 13:00 .+5h>"),
    ],
)
def test_clocks_that_are_changed_count_as_org_counts_them(now: str, stamp: str, moved: str) -> None:
    """As Org 9.8.9 writes it."""
    with in_zone("America/New_York"):
        data = f"* TODO A\nSCHEDULED: {stamp}\n".encode()
        found = change(load(data, {"log_repeat": ""}), 1, "DONE", now=datetime.fromisoformat(now))
    assert f"SCHEDULED: {moved}\n".encode() in found
