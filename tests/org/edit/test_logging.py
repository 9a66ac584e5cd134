"""Notes, clocks and checkboxes write exactly what the golden files hold."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from emacs.logging_edits import logged
from orgshelf.errors import BlockedError, ClockError
from orgshelf.org.document import Document
from orgshelf.org.edit.checkbox import checkboxes, set_checkbox
from orgshelf.org.edit.clock_line import clock_cancel, clock_out, running_clock
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings

PAIRS = Path(__file__).with_name("logging")
CASES: dict[str, dict[str, Any]] = yaml.safe_load((PAIRS / "cases.yaml").read_text("utf-8"))
NOW = datetime(2026, 11, 23, 1, 25)


def load(data: bytes, settings: Mapping[str, Any] | None = None) -> Document:
    return read(Lines.from_bytes(data), "a.org", org=OrgSettings(**settings or {}))


def run(name: str) -> bytes:
    document = load((PAIRS / f"{name}.org").read_bytes(), CASES[name].get("settings"))
    return logged(document, CASES[name], NOW)


@pytest.mark.parametrize("name", [name for name in CASES if not CASES[name].get("blocked")])
def test_pair(name: str) -> None:
    assert run(name) == (PAIRS / f"{name}.org.want").read_bytes()


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].get("blocked")])
def test_blocked(name: str) -> None:
    with pytest.raises(BlockedError, match="finish that first"):
        run(name)


def test_every_pair_is_described_and_every_description_has_its_pair() -> None:
    assert {f.name for f in PAIRS.glob("*.org")} == {f"{name}.org" for name in CASES}
    assert {f.name for f in PAIRS.glob("*.want")} == {f"{name}.org.want" for name in CASES}


def boxes(text: str) -> list[tuple[int, str, str, int]]:
    document = load(text.encode())
    found = checkboxes(document, document.headings[0])
    return [(box.line, box.mark, box.text, box.depth) for box in found]


def set_box(text: str, line: int, *, on: bool | None = None, force: bool = False) -> str:
    document = load(text.encode())
    splices = set_checkbox(document, document.headings[0], line, on=on, force=force)
    return document.lines.apply(splices).to_bytes().decode()


def test_checkboxes_have_their_text_and_depth() -> None:
    text = "* A\n- [ ] one\n  - plain\n    1. [X] two\n:D:\n- [-]\n:END:\n* B\n- [ ] no\n"
    assert boxes(text) == [(2, "[ ]", "one", 0), (4, "[X]", "two", 2), (6, "[-]", "", 0)]


def test_what_only_looks_like_a_checkbox_is_none() -> None:
    text = "* A\n#+begin_src org\n- [ ] a\n#+end_src\n- [ ]b\n: - [ ] c\n* [ ] d\n"
    assert boxes(text) == []


def test_a_box_that_is_set_as_wanted_stays() -> None:
    text = "* A [1/2]\n- [X] a\n- [ ] b\n"
    assert set_box(text, 2, on=True) == text
    assert set_box(text, 3, on=False) == text
    assert set_box(text, 3, on=True) == "* A [2/2]\n- [X] a\n- [X] b\n"


def test_a_part_done_box_can_be_cleared() -> None:
    assert set_box("* A\n- [-] a\n", 2, on=False) == "* A\n- [ ] a\n"


def test_force_overrides_the_order() -> None:
    text = "* A\n:PROPERTIES:\n:ORDERED: t\n:END:\n- [ ] a\n- [ ] b\n"
    with pytest.raises(BlockedError, match="'a'"):
        set_box(text, 6)
    assert set_box(text, 6, force=True).endswith("- [ ] a\n- [X] b\n")


def test_a_toggle_touches_only_its_lines() -> None:
    document = load(b"* A [/]\ntext\n- [ ] a\n  more\n- [ ] b\n")
    splices = set_checkbox(document, document.headings[0], 3)
    assert [(splice.start, splice.stop) for splice in splices] == [(0, 1), (2, 3)]


def test_a_list_of_thousands_of_boxes() -> None:
    lines = [f"{'  ' * (n % 3)}- [ ] {n} [/]" for n in range(3000)]
    changed = set_box("\n".join(["* A [/]", *lines, ""]), 2)
    assert changed.startswith("* A [0/1000]\n- [ ] 0 [0/1]\n")


def test_a_clock_that_runs_is_found() -> None:
    document = load(
        b"* A\nCLOCK: [2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:00] =>  1:00\n"
        b"#+begin_example\nCLOCK: [2026-11-21 Sat 10:00]\n#+end_example\n"
        b"CLOCK: [2026-11-22 Sun 10:00]\n* B\n"
    )
    found = [running_clock(document, heading) for heading in document.headings]
    assert [clock.start.raw if clock else None for clock in found] == [
        "[2026-11-22 Sun 10:00]",
        None,
    ]


def test_only_a_clock_that_runs_can_be_stopped() -> None:
    document = load(b"* A\nCLOCK: [2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:00] =>  1:00\n")
    with pytest.raises(ClockError, match="No clock runs in 'A'"):
        clock_out(document, document.headings[0], now=NOW)
    with pytest.raises(ClockError, match="No clock runs in 'A'"):
        clock_cancel(document, document.headings[0])


def test_a_clock_does_not_end_before_it_begins() -> None:
    document = load(b"* A\nCLOCK: [2026-11-24 Tue 10:00]\n")
    with pytest.raises(ClockError, match=r"2026-11-24 10:00"):
        clock_out(document, document.headings[0], now=NOW)


def test_seconds_do_not_count() -> None:
    document = load(b"* A\nCLOCK: [2026-11-23 Mon 01:00]\n")
    splices = clock_out(document, document.headings[0], now=NOW.replace(second=59))
    assert b"=>  0:25\n" in document.lines.apply(splices).to_bytes()
