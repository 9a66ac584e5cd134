"""Facts of org-ql, which differ from what one would guess."""

import pytest

from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings
from orgshelf.shelf.entries import place
from orgshelf.shelf.kinds import make_kinds
from shelf.query.asking import ask
from shelf.shelved import DROPPED, shelve


def test_only_what_is_still_to_do_is_blocked() -> None:
    text = b"* DONE Closed\n** TODO a\n* Plain\n** TODO b\n* TODO Open\n** TODO c\n** DONE d\n"
    org = OrgSettings(enforce_todo_dependencies=True)
    document = read(Lines.from_bytes(text), "notes.org", org=org)
    assert ask(place(document, make_kinds({}), DROPPED), "blocked:") == "Open"


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
