"""Facts of org-ql, which differ from what one would guess."""

import pytest

from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings
from orgshelf.shelf.classification import classify
from orgshelf.shelf.kinds import make_kinds
from query.asking import ask, find
from shelf.shelved import DROPPED, shelve


def test_only_what_is_still_to_do_is_blocked() -> None:
    text = b"* DONE Closed\n** TODO a\n* Plain\n** TODO b\n* TODO Open\n** TODO c\n** DONE d\n"
    org = OrgSettings(enforce_todo_dependencies=True)
    document = read(Lines.from_bytes(text), "notes.org", org=org)
    assert ask(classify(document, make_kinds({}), DROPPED), "blocked:") == "Open"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("property:OWNER", "Empty Set"),
        ("(property OWNER)", "Empty Set"),
        ('(property OWNER "")', "Empty"),
        ("owner:", "Empty Set"),
        ("owner:ann", "Set"),
        ("owner:<bob", "Set"),
    ],
)
def test_a_property_without_a_value_is_one(query: str, titles: str) -> None:
    notes = shelve(
        """\
        * Empty
        :PROPERTIES:
        :OWNER:
        :END:
        * Set
        :PROPERTIES:
        :OWNER: ann
        :END:
        * Unset
        :PROPERTIES:
        :OWNER: nil
        :END:
        """
    )
    assert ask(notes, query) == titles


def test_a_warning_begins_at_the_time_of_the_deadline() -> None:
    notes = shelve(
        """\
        * Begun
        DEADLINE: <2026-11-26 Thu 08:00 -3d>
        * Later
        DEADLINE: <2026-11-26 Thu 10:00 -3d>
        * Whole
        DEADLINE: <2026-11-26 Thu -3d>
        """
    )
    assert ask(notes, "deadline:auto") == "Begun Whole"


@pytest.mark.parametrize(
    ("preamble", "category"),
    [
        ("#+CATEGORY: first\n#+CATEGORY: last\n", "last"),
        ("#+PROPERTY: CATEGORY other\n", "notes"),
        ("#+CATEGORY: first\n#+CATEGORY:\n", '""'),
        ("#+PROPERTY: CATEGORY other\n#+CATEGORY: kept\n", "kept"),
        (":PROPERTIES:\n:CATEGORY: drawer\n:END:\n#+CATEGORY: line\n", "drawer"),
    ],
)
def test_the_category_of_a_file(preamble: str, category: str) -> None:
    notes = shelve(f"{preamble}* One\n** Two\n:PROPERTIES:\n:CATEGORY: own\n:END:\n*** Three\n")
    assert ask(notes, f"category:{category}") == "One"
    assert ask(notes, "category:own") == "Two Three"


def test_the_category_nil_is_one_like_any_other() -> None:
    notes = shelve("* One\n:PROPERTIES:\n:CATEGORY: nil\n:END:\n** Two\n* Three\n")
    assert ask(notes, "category:nil") == "One Two"


def test_headings_below_a_skipped_level_are_children() -> None:
    notes = shelve("* Top\n*** TODO Deep\n** Next\n*** TODO Last\n")
    assert ask(notes, "children:(todo:)") == "Top Next"
    assert ask(notes, "descendants:(todo:)") == "Top Next"


def test_the_path_of_what_is_below_begins_at_the_top() -> None:
    notes = shelve("* Top\n** Middle\n*** Leaf\n* Other\n** Leaf\n")
    assert ask(notes, "descendants:(olp:top)") == "Top Middle"


def test_a_word_ends_where_a_quotation_begins() -> None:
    notes = shelve("* Deep learning gpu\n* Deep water\n* Learning gpu\n")
    assert ask(notes, 'deep"learning gpu"') == "Deep learning gpu"
    assert ask(notes, 'deep""!gpu') == "Deep water"


@pytest.mark.parametrize(
    "moment",
    ["2026-11-30 10:00", "<2026-11-30 Mon 10:00>", "2026-11-30T10:00:00", "Mon, 30 Nov 2026 10:00"],
)
def test_a_moment_in_any_usual_form(moment: str) -> None:
    notes = shelve(
        """\
        * Before
        <2026-11-30 Mon 09:59>
        * At
        <2026-11-30 Mon 10:00>
        * After
        <2026-11-30 Mon 10:01>
        """
    )
    assert ask(notes, f'(ts :on "{moment}")') == "At"
    assert ask(notes, f'ts:to="{moment}"') == "Before At"
    assert ask(notes, f'ts:from="{moment}"') == "At After"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("priority:", "Undefined Off Twice Small"),
        ("priority:A", "Undefined"),
        ("priority:B", "Off"),
        ("priority:c", "Twice"),
        ("priority:<C", "Small"),
    ],
)
def test_the_first_cookie_counts_wherever_it_stands(query: str, titles: str) -> None:
    notes = shelve(
        """\
        #+TODO: READING | DONE
        * TODO [#A] Undefined
        * COMMENT [#B] Off
        * Read [#C] this [#A] Twice
        * Of [#b] Small
        * None [#]
        """
    )
    found = [entry.heading.title.split()[-1] for entry in find(notes, query)]
    assert " ".join(found) == titles


def test_a_clock_that_runs_is_time_clocked() -> None:
    notes = shelve(
        """\
        * Runs
        CLOCK: [2026-11-23 Mon 08:00]
        * Ran
        :LOGBOOK:
        CLOCK: [2026-11-20 Fri 08:00]--[2026-11-23 Mon 09:00] => 73:00
        :END:
        * Never
        [2026-11-23 Mon 08:00]
        """
    )
    assert ask(notes, "clocked:") == "Runs Ran"
    assert ask(notes, "clocked:on=today") == "Runs"
    assert ask(notes, "clocked:on=-3") == "Ran"


def test_an_effort_without_a_value_is_none_at_all() -> None:
    notes = shelve(
        """\
        * Empty
        :PROPERTIES:
        :EFFORT:
        :END:
        * Long
        :PROPERTIES:
        :EFFORT: long
        :END:
        * Five
        :PROPERTIES:
        :EFFORT: 5.
        :END:
        """
    )
    assert ask(notes, "effort:") == "Empty Five"
    assert ask(notes, "effort:<5") == "Empty"
    assert ask(notes, "effort:5") == "Five"


def test_a_stamp_ends_with_the_bracket_it_begins_with() -> None:
    notes = shelve(
        """\
        * Mixed
        <2026-11-23 Mon] [2026-11-23 Mon>
        * Open
        <2026-11-23 then [2026-11-24 Tue]
        * Active
        <2026-11-23 Mon 10:00-11:00>
        """
    )
    assert ask(notes, "ts:") == "Open Active"
    assert ask(notes, "ts-inactive:") == "Open"
    assert ask(notes, "ts-active:") == "Active"
