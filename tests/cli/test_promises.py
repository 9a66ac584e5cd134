"""What is said on the way in is shown on the way out, in the same words for all commands."""

import json

import pytest

from program import Program

NOTES = """\
* Books
** TODO [#A] Deep Work                                          :focus:
SCHEDULED: <2026-11-23 Mon>
*** TODO Week 1
*** TODO Week 3
** TODO Structure and Interpretation
DEADLINE: <2026-12-01 Tue>
*** TODO Week 2
* Papers
** TODO On Structure
"""


@pytest.fixture
def notes(run: Program) -> Program:
    run.note("a.org", NOTES)
    return run


def test_words_are_one_ref_in_every_command(notes: Program) -> None:
    assert "Deep Work" in notes("show", "deep", "work").out
    assert notes("done", "week", "3").out == "a.org:5 TODO → DONE  Week 3\n"
    assert "Structure and Interpretation" in notes("done", "structure", "and", "interpretation").out
    assert "Deep Work" in notes("clock", "in", "deep", "work").out
    both = notes("done", "week 1", "on structure").out
    assert "Week 1" in both
    assert "On Structure" in both


def test_a_note_is_shown_with_its_day(notes: Program) -> None:
    assert notes("note", "deep work", "worth *it*").code == 0
    shown = notes("show", "deep work").out
    assert "Notes\n  2026-11-23 Mon 09:00  worth it" in shown
    (item, *_) = json.loads(notes("export", "json", "--notes-text", 'h:"deep work"').out)["items"]
    assert item["notes"] == [{"taken": "2026-11-23T09:00", "text": "worth *it*"}]
    for name in ("markdown", "html", "org"):
        out = notes("export", name, "--notes-text").out
        assert "2026-11-23: worth" in out


def test_day_priority_and_tags_are_in_the_lists(notes: Program) -> None:
    line = next(line for line in notes("list").lines if "  Deep Work  " in line)
    assert "scheduled 2026-11-23  !A #focus" in line
    shown = " ".join(notes.screen("list", columns=120).split())
    assert "from today !A #focus" in shown
    assert "Deep Work" in notes("next").lines[0]


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("kind:papr", "paper"),
        ("tags:focsu", "focus"),
        ("tags:FOCUS", "focus"),
        ("todo:DNOE", "DONE"),
        ("todo:Todo", "TODO"),
        ('(todo "TOOD")', "TODO"),
        ("file:a.orgg", "a.org"),
        ("property:RATNG", "RATING"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_near_one(
    notes: Program, query: str, near: str
) -> None:
    assert notes("set", "deep work", "RATING", "5").code == 0
    ran = notes("list", query)
    assert ran.code == 2
    assert f"did you mean {near}?" in ran.err
    assert "^^^^" in ran.err


@pytest.mark.parametrize(
    "words", [("goal", "add", "g", "3", "kind:papr"), ("config", "context", "kind:papr")]
)
def test_what_is_kept_names_only_what_there_is(notes: Program, words: tuple[str, ...]) -> None:
    ran = notes(*words)
    assert (ran.code, "did you mean paper?" in ran.err) == (2, True)


def test_a_report_has_the_name_of_the_folder(notes: Program) -> None:
    whole = str(notes.folder / "notes")
    out = notes("--notes", whole, "export", "markdown").out
    assert whole not in out
    assert "2026-11-23 · notes\n" in out


def test_a_terminal_of_no_width_has_eighty_columns(notes: Program) -> None:
    assert "Deep Work" in notes.screen("list", columns=0)
    assert notes.screen("list", columns=0) == notes.screen("list", columns=80)


@pytest.mark.parametrize("day", ["2026-02-30", '"2026-02-30"'])
def test_a_day_that_is_none_is_named(notes: Program, day: str) -> None:
    goal = f'goals: {{g: {{query: "kind:book", count: 3, by: {day}}}}}\n'
    notes.note("c.yaml", goal, root=".")
    ran = notes("--config", "c.yaml", "progress")
    assert ran.code == 2
    assert "2026-02-30" in ran.err


def test_one_file_is_one_file(notes: Program) -> None:
    assert "headings in 1 file." in notes("-v", "list").err


def test_undo_says_that_a_file_is_gone(notes: Program) -> None:
    notes("done", "week", "3")
    (notes.folder / "notes" / "a.org").unlink()
    ran = notes("undo")
    assert ran.code != 0
    assert "a.org is gone" in ran.err
