"""`review`: what is due, what an answer changes, and taking it back."""

import json
import sys
from pathlib import Path

import pytest

from program import Program
from review.cards import card, configure, history

DOUBLE = (
    "| front | 1 | 0 | nil | nil | 2026-11-22T08:00:00Z | nil |\n"
    "| back | 1 | 0 | nil | nil | 2026-11-21T08:00:00Z | nil |"
)
FUTURE = "| front | 2 | nil | 3.5 | 4.8 | 2026-12-01T08:00:00Z | 2026-11-20T08:00:00Z |"
LEFT_HOLE = "| 0 | 1 | 0 | nil | nil | 2026-11-22T08:00:00Z | nil |"
NOW = ("--now", "2026-11-23T09:00:00Z")


def due(run: Program, *args: str) -> list[dict[str, object]]:
    found = json.loads(run(*NOW, "review", "--format", "json", *args).out)["due"]
    assert isinstance(found, list)
    return found


def test_what_is_longest_overdue_is_asked_first(run: Program) -> None:
    run.note(
        "a.org", card("Later", FUTURE, id_="a") + card("Both", DOUBLE, id_="b", type_="double")
    )
    asked = [(each["title"], each["position"], each["front"], each["back"]) for each in due(run)]
    assert asked == [
        ("Both", "back", "The answer.", "Both"),
        ("Both", "front", "Both", "The answer."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        card("One", tags=":fc:suspended:"),
        f"#+FILETAGS: :suspended:\n{card('One')}",
        card("One", type_="another"),
        card("One", type_="cloze", text="No {{type}@0}."),
        card("One").replace(":FC_ALGO:  fsrs6", ":FC_ALGO:  another"),
        card("One").replace(":fc:", ":other:"),
        card("One").replace(":ID:       one\n", ""),
        card("One", "| front | 1 | 0 | nil | nil | soon | nil |"),
        card("One").replace("|-+-+-+-+-+-+-|\n", ""),
        card("One", tags=":fc:ARCHIVE:"),
    ],
)
def test_what_is_no_card_or_rests_or_is_for_emacs_is_not_asked(run: Program, text: str) -> None:
    run.note("a.org", text)
    assert due(run) == []


def test_a_heading_called_back_is_the_answer(run: Program) -> None:
    run.note("a.org", card("Ask", text="The question.\n** Back\nThe answer.\n"))
    (asked,) = due(run)
    assert (asked["front"], asked["back"]) == ("Ask\nThe question.", "The answer.")


HOLES = "The {{capital}@0} of {{Peru}{country}@1} is {{Lima}@2}; {{this}} is text."


def cloze(type_: str, *positions: int) -> str:
    rows = "\n".join(
        f"| {each} | 1 | 0 | nil | nil | 2026-11-2{each}T08:00:00Z | nil |" for each in positions
    )
    made = card("Peru", rows, type_="cloze", text=HOLES)
    return made.replace(":FC_TYPE:", f":FC_CLOZE_TYPE: {type_}\n:FC_TYPE:", 1)


@pytest.mark.parametrize(
    ("type_", "capital", "lima"),
    [
        ("deletion", "The capital of [...country] is Lima", "capital of Peru is [...]"),
        ("single", "The ... of [...country] is ...", "The ... of ... is [...]"),
        ("enumeration", "The capital of [...country] is ...", "The capital of Peru is [...]"),
        ("context", "The capital of [...country] is Lima", "The ... of Peru is [...]"),
    ],
)
def test_each_hole_of_a_text_is_asked_as_org_fc_asks_it(
    run: Program, type_: str, capital: str, lima: str
) -> None:
    run.note("a.org", cloze(type_, 1, 2))
    first, last = due(run)
    assert capital in str(first["front"])
    assert capital.replace("[...country]", "Peru") in str(first["back"])
    assert lima in str(last["front"])
    assert "{{this}} is text." in str(last["front"])


def test_a_hole_is_answered_in_its_own_row(run: Program) -> None:
    note = run.note("a.org", cloze("deletion", 1, 2))
    assert run(*NOW, "review", "grade", "one", "good", "--side", "2").code == 0
    rows = [line.split("|") for line in note.read_text().splitlines() if line.startswith("| ")]
    answered = [row[1].strip() for row in rows if row[-2].strip().startswith("2026-11-23")]
    assert answered == ["2"]


@pytest.mark.parametrize(("type_", "sides"), [("vocab", 2), ("text-input", 1)])
def test_words_to_type_are_asked_without_typing(run: Program, type_: str, sides: int) -> None:
    run.note("a.org", card("Both", DOUBLE, type_=type_))
    assert len(due(run)) == sides


def test_a_formula_may_have_braces_and_what_never_closes_is_text(run: Program) -> None:
    text = "{{$\\sqrt{x}$}@0} and {{" + "$a" * 3000
    made = card("One", LEFT_HOLE, type_="cloze", text=text)
    run.note("a.org", made.replace(":FC_TYPE:", ":FC_CLOZE_TYPE: single\n:FC_TYPE:", 1))
    (asked,) = due(run)
    assert str(asked["back"]).startswith("One\n$\\sqrt{x}$ and {{$a$a")


def test_only_cards_of_the_query_are_asked(run: Program) -> None:
    run.note("a.org", card("One", id_="a") + card("Two", id_="b", tags=":fc:gpu:"))
    assert [each["title"] for each in due(run, "--query", "tags:gpu")] == ["Two"]
    assert len(due(run, "-n", "1")) == 1


def test_an_answer_changes_the_row_and_the_history(run: Program) -> None:
    note = run.note("a.org", card("One"))
    ran = run(*NOW, "review", "grade", "one", "good")
    assert ran.lines == ["a.org:1 good, due 2026-11-23T09:10:00Z  One"]
    table = (
        "| position | state | step | stability | difficulty | due                  "
        "| last-review          |\n"
        "|----------+-------+------+-----------+------------+----------------------"
        "+----------------------|\n"
        "| front    |     1 |    1 |  3.260200 |   4.884632 | 2026-11-23T09:10:00Z "
        "| 2026-11-23T09:00:00Z |\n"
    )
    before = card("One")
    head, _, rest = before.partition("| position")
    assert note.read_text() == head + table + rest.partition("nil |\n")[2]
    path = run.folder / "notes" / "a.org"
    assert history(run) == [f"2026-11-23T09:00:00Z\t{path}\tone\tfront\t\t\t\tgood\t0.00\tfsrs6"]


def test_undo_takes_the_line_of_the_history_out_too(run: Program) -> None:
    note = run.note("a.org", card("One") + card("Two", id_="two"))
    before = note.read_bytes()
    run(*NOW, "review", "grade", "one", "good")
    run(*NOW, "review", "grade", "two", "easy")
    assert run("undo", "1").code == 0
    assert [line.split("\t")[2] for line in history(run)] == ["two"]
    assert run("undo", "2").code == 0
    assert (note.read_bytes(), history(run)) == (before, [])
    assert run("undo", "4").code == 0  # which brings the second one back
    assert [line.split("\t")[2] for line in history(run)] == ["two"]


def test_a_dry_run_writes_nothing_at_all(run: Program) -> None:
    note = run.note("a.org", card("One"))
    assert "+| front    |     1 |    1 |" in run("review", "grade", "one", "good", "--dry-run").out
    assert (note.read_text(), history(run)) == (card("One"), [])


def test_a_history_that_cannot_be_written_leaves_the_card(run: Program) -> None:
    (run.home / "folder").mkdir()
    configure(run, f"review_history: {run.home / 'folder'}")
    note = run.note("a.org", card("One"))
    ran = run("review", "grade", "one", "good")
    assert ran.code == 1
    assert ran.err == f"orgshelf: {run.home / 'folder'} cannot be written: it is no regular file.\n"
    assert note.read_text() == card("One")
    assert run("log").out == ""


def test_the_folder_of_emacs_has_the_history_where_there_is_one(run: Program) -> None:
    (run.home / ".emacs.d").mkdir()
    run.note("a.org", card("One"))
    run("review", "grade", "one", "good")
    assert len((run.home / ".emacs.d" / "org-fc-reviews.tsv").read_text().splitlines()) == 1


def test_notes_of_others_do_not_say_where_the_history_is(run: Program) -> None:
    run.note("a.org", card("One"))
    run.note(".orgshelf.yaml", "review_history: a.org\n")
    ran = run("review", "grade", "one", "good")
    assert ran.code == 2
    assert "for your own configuration" in ran.err


@pytest.mark.parametrize(
    "row",
    [
        "| front | 9 | 0 | nil | nil | 2026-11-22T08:00:00Z | nil |",
        "| front | 2 | nil | 1e999 | inf | 2026-11-22T08:00:00Z | 2026-11-20T08:00:00Z |",
        "| front | 2 | nil | nan | nan | 2026-11-22T08:00:00Z | 2026-11-20T08:00:00Z |",
        "| front | 1 | x | nil | nil | 2026-11-22T08:00:00Z | nil |",
    ],
)
def test_a_damaged_row_is_said_to_be_so(run: Program, row: str) -> None:
    note = run.note("a.org", card("One", row))
    ran = run("review", "grade", "one", "good")
    assert ran.code == 1
    assert "REVIEW_DATA of 'One' is damaged" in ran.err
    assert note.read_text() == card("One", row)
    assert history(run) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (card("One").replace("  fsrs6", "  noop"), "its FC_ALGO is noop"),
        (card("One", type_="topic"), "its FC_TYPE is topic"),
        (card("One", type_="cloze"), "its FC_TYPE is cloze without holes"),
        (card("One").replace("| stability |", "| mine |"), "its REVIEW_DATA has no stability"),
        (
            card("One").replace(":FC_ALGO:  fsrs6", ":FC_SM2_CHANGES: (1 2 3 4)"),
            "its REVIEW_DATA has no ease",
        ),
    ],
)
def test_why_emacs_alone_can_ask_a_card_is_said(run: Program, text: str, why: str) -> None:
    note = run.note("a.org", text)
    ran = run("review", "grade", "one", "good")
    assert (ran.code, ran.err) == (1, f"orgshelf: Only Emacs can ask 'One': {why}.\n")
    assert due(run) == []
    assert note.read_text() == text


def test_a_damaged_card_keeps_no_other_from_being_asked(run: Program) -> None:
    damaged = card("One", "| front | 9 | 0 | nil | nil | 2026-11-21T08:00:00Z | nil |")
    run.note("a.org", damaged + card("Two", id_="two"))
    ran = run(*NOW, "review", "--format", "json")
    assert [each["title"] for each in json.loads(ran.out)["due"]] == ["Two"]
    assert "REVIEW_DATA of 'One' is damaged" in ran.err


def test_columns_and_rows_that_nobody_knows_stay(run: Program) -> None:
    text = card("One", f"{DOUBLE}\n| extra | 1 | 0 | nil | nil | nil | nil |", type_="double")
    text = text.replace("| last-review |", "| last-review | mine |").replace(
        " nil |\n", " nil | 7 |\n"
    )
    note = run.note("a.org", text)
    assert run(*NOW, "review", "grade", "one", "good").code == 0
    table = [line for line in note.read_text().splitlines() if line.startswith("| ")]
    ends = [(line.split("|")[1].strip(), line.split("|")[-2].strip()) for line in table]
    assert ends == [("position", "mine"), ("front", "7"), ("back", "7"), ("extra", "7")]


def test_intervals_vary_but_a_shown_one_is_kept(run: Program) -> None:
    learnt = "| front | 2 | nil | 30.0 | 5.0 | 2026-11-22T08:00:00Z | 2026-10-20T08:00:00Z |"
    text = "".join(card(f"C{n}", learnt, id_=f"c{n}") for n in range(12))
    note = run.note("a.org", text)
    shown = {each["card"]: each["again_at"]["good"] for each in due(run)}  # type: ignore[index]
    assert len(set(shown.values())) > 3
    for number in range(12):
        run(*NOW, "review", "grade", f"id:c{number}", "good")
    assert [line.split("|")[6].strip() for line in note.read_text().splitlines()
            if line.startswith("| front")] == [shown[f"c{n}"] for n in range(12)]  # fmt: skip


def test_without_the_library_it_says_what_to_install(
    run: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs", None)
    run.note("a.org", card("One"))
    ran = run("review", "grade", "one", "good")
    assert ran.code == 1
    assert ran.err.startswith("orgshelf: `review` needs more libraries: ")
    assert "[review]" in ran.err


def test_the_numbers_are_of_the_history_and_of_the_cards(run: Program) -> None:
    run.note("a.org", card("One") + card("Two", FUTURE, id_="two") + card("Three", type_="another"))
    path = run.home / "state" / "orgshelf" / "org-fc-reviews.tsv"
    path.parent.mkdir(parents=True)
    path.write_text(
        "2026-11-23T08:00:00Z\t/a.org\tone\tfront\t\t\t\tgood\t2.00\tfsrs6\n"
        "2026-11-20T08:00:00Z\t/a.org\tone\tfront\t\t\t\tagain\t2.00\tfsrs6\n"
        "2020-11-20T08:00:00Z\t/a.org\tone\tfront\t2.50\t0\t0.00\teasy\n"
        "no review\n"
    )
    found = json.loads(run(*NOW, "review", "--stats", "--format", "json").out)["review"]
    percents = {each["period"]: (each["answers"], each["percent"]) for each in found["retention"]}
    assert percents == {"day": (1, 100.0), "week": (2, 50.0), "month": (2, 50.0), "all": (3, 66.7)}
    assert (found["cards"], found["due"], found["elsewhere"]) == (3, 1, 1)
    assert {each["date"]: each["count"] for each in found["load"] if each["count"]} == {
        "2026-11-23": 1,
        "2026-12-01": 1,
    }


def test_another_program_may_have_cut_a_line_short(run: Program) -> None:
    run.note("a.org", card("One"))
    path = run.home / "state" / "orgshelf" / "org-fc-reviews.tsv"
    path.parent.mkdir(parents=True)
    path.write_text("cut")
    run("review", "grade", "one", "good")
    run("undo")
    assert path.read_text() == "cut\n"


def test_the_history_is_a_link_that_stays_one(run: Program) -> None:
    real, link = run.home / "real.tsv", run.home / "link.tsv"
    real.touch()
    Path(link).symlink_to(real)
    configure(run, f"review_history: {link}")
    run.note("a.org", card("One"))
    run("review", "grade", "one", "good")
    run("undo")
    assert (link.is_symlink(), real.read_text()) == (True, "")
