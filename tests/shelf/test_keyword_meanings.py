"""What people's keywords mean, whatever they are called and wherever they stand."""

import pytest

from program import Program

#: The sequence of a file, and what its keywords say of a work.
STATUSES = {
    "TODO READING | DONE": {"TODO": "not started", "READING": "in progress"},
    "READING NEXT TODO QUIT | READ": {
        "READING": "in progress",
        "NEXT": "not started",
        "TODO": "not started",
        "READ": "finished",
    },
    "TODO PROJ LOOP STRT WAIT HOLD IDEA | DONE KILL": {
        "TODO": "not started",
        "STRT": "in progress",
        "WAIT": "paused",
        "HOLD": "paused",
        "IDEA": "not started",
        "KILL": "given up",
    },
    "LATER NOW | DONE CANCELED": {
        "LATER": "not started",
        "NOW": "in progress",
        "CANCELED": "given up",
    },
    "To-Read Reading | Finished Abandoned": {
        "To-Read": "not started",
        "Reading": "in progress",
        "Finished": "finished",
        "Abandoned": "given up",
    },
    "LESEN ANGEFANGEN | GELESEN": {
        "LESEN": "not started",
        "ANGEFANGEN": "in progress",
        "GELESEN": "finished",
    },
}


@pytest.mark.parametrize("sequence", STATUSES)
def test_a_keyword_says_how_far_a_work_is(run: Program, sequence: str) -> None:
    expected = STATUSES[sequence]
    works = "".join(f"** {keyword} of {keyword}\n" for keyword in expected)
    run.note("books.org", f"#+TODO: {sequence}\n* Books\n{works}")
    rows = run("works", "--fields", "title,status", "--format", "tsv").lines[1:]
    assert dict(row.split("\t") for row in rows) == {
        f"of {keyword}": status for keyword, status in expected.items()
    }


@pytest.mark.parametrize(
    ("sequence", "begun"),
    [
        ("READING TODO | READ", "** READING Emma\n"),
        ("TODO NEXT STARTED | DONE", "** STARTED Emma\n"),
        ("To-Read Reading | Finished", "** Reading Emma\n"),
        ("LESEN ANGEFANGEN | GELESEN", "** ANGEFANGEN Emma\n"),
    ],
)
def test_what_is_added_is_to_be_begun_until_it_is_started(
    run: Program, sequence: str, begun: str
) -> None:
    note = run.note("books.org", f"#+TODO: {sequence}\n* Books\n")
    assert run("add", "book", "Emma").code == 0
    rows = run("works", "--fields", "status", "--format", "tsv").lines[1:]
    assert rows == ["not started"]
    assert run("start", "emma").code == 0
    assert begun in note.read_text(encoding="utf-8")


def test_keywords_of_ones_own_are_told_by_the_configuration(run: Program) -> None:
    run.note("books.org", "#+TODO: PILE LESE RUHT | FERTIG WEG\n* Books\n** RUHT Emma\n** PILE X\n")
    run.note(".orgshelf.yaml", "reading: [LESE]\npaused: [RUHT]\nunread: [PILE]\ndropped: [WEG]\n")
    rows = run("works", "--fields", "title,status", "--format", "tsv").lines[1:]
    assert sorted(rows) == ["Emma\tpaused", "X\tnot started"]
    assert run("drop", "emma").code == 0
    rows = run("works", "--fields", "title,status", "--format", "tsv").lines[1:]
    assert sorted(rows) == ["Emma\tgiven up", "X\tnot started"]
