"""Dates, priorities, tags and properties: exactly what the golden files hold, and refusals."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from emacs.field_edits import field_edited
from emacs.random_fields import RandomField, random_field
from orgshelf.errors import DateError, PriorityError, PropertyError, TagError
from orgshelf.model import Heading
from orgshelf.org.dates import read_when
from orgshelf.org.document import Document
from orgshelf.org.edit.headline_text import change_priority
from orgshelf.org.edit.planning import change_date, wants_note
from orgshelf.org.edit.properties import delete_property, set_property
from orgshelf.org.edit.state import wants_note as state_wants_note
from orgshelf.org.edit.tags import change_tags, toggled
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings

PAIRS = Path(__file__).with_name("fields")
CASES: dict[str, dict[str, Any]] = yaml.safe_load((PAIRS / "cases.yaml").read_text("utf-8"))
NOW = datetime(2026, 11, 23, 1, 25)
SEED = 5
RANDOM_CASES = 150


def load(text: str) -> tuple[Document, Heading]:
    document = read(Lines.from_bytes(text.encode()), "a.org")
    return document, document.headings[0]


@pytest.mark.parametrize("name", CASES)
def test_pair(name: str) -> None:
    case = CASES[name]
    org = OrgSettings(**case.get("settings", {}))
    document = read(Lines.from_bytes((PAIRS / f"{name}.org").read_bytes()), "a.org", org=org)
    now = datetime.fromisoformat(case["now"]) if "now" in case else NOW
    assert field_edited(document, case, now) == (PAIRS / f"{name}.org.want").read_bytes()


def test_every_pair_is_described_and_every_description_has_its_pair() -> None:
    assert {f.name for f in PAIRS.glob("*.org")} == {f"{name}.org" for name in CASES}
    assert {f.name for f in PAIRS.glob("*.want")} == {f"{name}.org.want" for name in CASES}


def test_repeater_and_warning_are_written_as_given() -> None:
    document, heading = load("* A\nDEADLINE: <2026-11-30 Mon ++1m --2d>\n")
    when = read_when("fri 10:00-11:30 .+2d/4d -1w", date(2026, 11, 23))
    (splice,) = change_date(document, heading, "DEADLINE", when, now=NOW)
    assert splice.new == ("DEADLINE: <2026-11-27 Fri 10:00-11:30 .+2d/4d -1w>",)


def test_weekdays_are_the_users() -> None:
    weekdays = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
    document = read(Lines.from_bytes(b"* A\n"), org=OrgSettings(weekdays=weekdays))
    when = read_when("fri", NOW.date())
    (splice,) = change_date(document, document.headings[0], "SCHEDULED", when, now=NOW)
    assert splice.new == ("SCHEDULED: <2026-11-27 Fr>",)


def test_a_shift_out_of_the_calendar_is_no_date() -> None:
    document, heading = load("* A\nDEADLINE: <9999-12-31 Fri>\n")
    when = read_when("++1y", NOW.date())
    with pytest.raises(DateError):
        change_date(document, heading, "DEADLINE", when, now=NOW)


@pytest.mark.parametrize(
    ("startup", "planning", "wanted"),
    [
        ("lognotereschedule", "SCHEDULED: <2026-11-30 Mon>", True),
        ("lognotereschedule", "SCHEDULED: <2026-11-27 Fri>", False),
        ("lognotereschedule", "DEADLINE: <2026-11-30 Mon>", False),
        ("logreschedule", "SCHEDULED: <2026-11-30 Mon>", False),
        ("lognoteredeadline", "SCHEDULED: <2026-11-30 Mon>", False),
    ],
)
def test_a_note_is_wanted_where_org_would_ask(startup: str, planning: str, wanted: bool) -> None:
    document, heading = load(f"#+STARTUP: {startup}\n* A\n{planning}\n")
    when = read_when("fri", NOW.date())
    assert wants_note(document, heading, "SCHEDULED", when, now=NOW) is wanted


@pytest.mark.parametrize(
    ("header", "keyword", "wanted"),
    [
        ("#+TODO: TODO | DONE(@)", "DONE", True),
        ("#+TODO: TODO | DONE(!)", "DONE", False),
        ("#+TODO: TODO(/@) | DONE", "DONE", True),
        ("#+TODO: TODO(@) | DONE(@)", None, False),
        ("#+STARTUP: lognotedone", "DONE", True),
        ("#+STARTUP: logdone", "DONE", False),
    ],
)
def test_a_change_of_state_wants_a_note_where_org_would_ask(
    header: str, keyword: str | None, wanted: bool
) -> None:
    document, heading = load(f"{header}\n* TODO A\n")
    assert state_wants_note(document, heading, keyword, now=NOW) is wanted


def test_a_repeater_wants_a_note_with_lognoterepeat() -> None:
    document, heading = load(
        "#+STARTUP: lognoterepeat\n* TODO A\nSCHEDULED: <2026-11-20 Fri +1w>\n"
    )
    assert state_wants_note(document, heading, "DONE", now=NOW)
    assert not state_wants_note(document, heading, "DONE", now=NOW, final=True)


@pytest.mark.parametrize("priority", ["D", "1", "AB", "", "é"])
def test_a_priority_out_of_range_is_refused(priority: str) -> None:
    document, heading = load("* A\n")
    with pytest.raises(PriorityError, match=r"a\.org has no priority .*from A to C"):
        change_priority(document, heading, priority)


@pytest.mark.parametrize("priority", ["0", "A", "21", "٣", "-1"])
def test_a_number_out_of_range_is_refused(priority: str) -> None:
    document, heading = load("#+PRIORITIES: 1 20 5\n* A\n")
    with pytest.raises(PriorityError, match="from 1 to 20"):
        change_priority(document, heading, priority)


@pytest.mark.parametrize("tag", ["a-b", "a b", "", "a:b", "x\u00a0", "²"])
def test_a_tag_of_other_letters_is_refused(tag: str) -> None:
    document, heading = load("* A\n")
    with pytest.raises(TagError):
        change_tags(document, heading, [tag])


def test_tags_are_changed_in_the_order_given() -> None:
    changes = [("c", True), ("a", False), ("a", True), ("b", True)]
    assert toggled(("a", "b"), changes) == ("b", "c", "a")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TODO", "DONE", "orgshelf state"),
        ("priority", "A", "orgshelf priority"),
        ("Deadline", "fri", "orgshelf deadline"),
        ("SCHEDULED", "fri", "orgshelf schedule"),
        ("TAGS", "x", "orgshelf tag"),
        ("CLOSED", "x", "by itself"),
        ("a b", "x", "one word"),
        ("", "x", "one word"),
        ("END", "", "one word"),
        ("a\n", "x", "one word"),
        ("X", "a\n* TODO b", "one line"),
        ("X", "a\r", "one line"),
    ],
)
def test_what_is_no_property_is_refused(name: str, value: str, said: str) -> None:
    document, heading = load("* A\n")
    with pytest.raises(PropertyError, match=said):
        set_property(document, heading, name, value)


def test_a_special_name_in_a_drawer_can_be_deleted() -> None:
    document, heading = load("* A\n:PROPERTIES:\n:TODO: x\n:END:\n")
    assert document.lines.apply(delete_property(document, heading, "TODO")).to_bytes() == b"* A\n"


def test_no_change_is_no_splice() -> None:
    document, heading = load("* [#A] A :x:\nSCHEDULED: <2026-11-27 Fri>\n")
    when = read_when("fri", NOW.date())
    assert change_date(document, heading, "SCHEDULED", when, now=NOW) == ()
    assert change_date(document, heading, "DEADLINE", None, now=NOW) == ()
    assert delete_property(document, heading, "X") == ()
    bare, plain = load("* A\n")
    assert change_priority(bare, plain, None) == change_tags(bare, plain, []) == ()


@pytest.mark.parametrize("family", ["dates", "priority", "tags", "properties"])
def test_lines_outside_the_entry_stay(family: str) -> None:
    for index in range(RANDOM_CASES):
        field = random_field(SEED, index, family)
        document = read_field(field, field.change.data)
        heading = next(h for h in document.headings if h.line == field.change.line)
        after = Lines.from_bytes(edited(field, field.change.data)).raw
        raw = document.lines.raw
        assert after[: heading.line - 1] == raw[: heading.line - 1]
        rest = len(raw) - heading.end
        assert rest == 0 or after[-rest:] == raw[-rest:]


@pytest.mark.parametrize("family", ["priority", "tags", "properties"])
def test_doing_it_twice_is_doing_it_once(family: str) -> None:
    for index in range(RANDOM_CASES):
        field = random_field(SEED, index, family)
        once = edited(field, field.change.data)
        assert edited(field, once) == once


def edited(field: RandomField, data: bytes) -> bytes:
    """The data after the command, or as it was where the command is refused."""
    try:
        return field_edited(read_field(field, data), field.command, NOW)
    except PriorityError:
        return data


def read_field(field: RandomField, data: bytes) -> Document:
    org = OrgSettings(**field.change.settings)
    return read(Lines.from_bytes(data), "a.org", org=org)
