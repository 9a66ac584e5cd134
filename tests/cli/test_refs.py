"""Naming a heading on the command line."""

import pytest

from program import Program

NOTES = """\
* Books
** TODO Alpha - Ann 1999
:PROPERTIES:
:ID: 8D0E6A52-6f0b
:CUSTOM_ID: alpha-book
:END:
Words.
*** TODO Exercises
** TODO Beta - Bob 2001
*** TODO Exercises
** TODO The beta of Alpha
"""


@pytest.fixture
def notes(run: Program) -> Program:
    run.note("books.org", NOTES)
    run.note("more/papers.org", "* TODO Shannon\n* TODO Café noir\n* TODO Café au lait\n")
    return run


def shown(program: Program, *ref: str) -> str:
    ran = program("show", *ref)
    assert ran.code == 0, ran.err
    return ran.lines[0]


@pytest.mark.parametrize(
    ("ref", "title"),
    [
        ("books.org:2", "Alpha - Ann 1999"),
        ("books.org:7", "Alpha - Ann 1999"),
        ("books.org:8", "Exercises"),
        ("notes/books.org:2", "Alpha - Ann 1999"),
        ("./notes/books.org:2", "Alpha - Ann 1999"),
        ("more/papers.org:1", "Shannon"),
        ("books.org:2:5: note", "Alpha - Ann 1999"),
        ("id:8d0e6a52-6f0b", "Alpha - Ann 1999"),
        ("#alpha-book", "Alpha - Ann 1999"),
        ("ann 1999", "Alpha - Ann 1999"),
        ("ANN 1999", "Alpha - Ann 1999"),
        ("alpha exercises", "Exercises"),
        ("shannon", "Shannon"),
        ("CAFÉ NOIR", "Café noir"),
        ("the beta of alpha", "The beta of Alpha"),
    ],
)
def test_ref(notes: Program, ref: str, title: str) -> None:
    assert shown(notes, ref) == title


def test_an_absolute_path_is_a_file_too(notes: Program) -> None:
    assert shown(notes, f"{notes.folder}/notes/books.org:2") == "Alpha - Ann 1999"


def test_words_need_no_quotes_where_one_heading_is_meant(notes: Program) -> None:
    assert shown(notes, "beta", "bob") == "Beta - Bob 2001"


def test_every_id_that_list_prints_names_its_heading(shipped: Program) -> None:
    for title, id_ in list(shipped.ids().items())[:12]:
        assert shown(shipped, id_) == title


def test_a_longer_id_still_names_it(notes: Program) -> None:
    id_ = notes.ids()["Shannon"]
    assert len(id_) == 4
    assert shown(notes, id_) == "Shannon"


def test_ids_outlive_a_change_of_state(notes: Program) -> None:
    id_ = notes.ids()["Shannon"]
    notes("done", id_)
    assert shown(notes, id_) == "Shannon"


def test_ambiguous_words_give_the_candidates_with_their_ids(notes: Program) -> None:
    ran = notes("show", "exercises")
    assert (ran.code, ran.out) == (4, "")
    first, *candidates = ran.err.splitlines()
    assert first.startswith("orgshelf: 2 headings match 'exercises'")
    assert [line.split()[1:4] for line in candidates] == [
        ["books.org:8", "TODO", "Exercises"],
        ["books.org:10", "TODO", "Exercises"],
    ]
    places = [notes("show", line.split()[0]).out for line in candidates]
    assert ["books.org:8" in places[0], "books.org:10" in places[1]] == [True, True]


def test_an_ambiguous_name_changes_nothing(notes: Program) -> None:
    before = (notes.folder / "notes" / "books.org").read_bytes()
    assert notes("done", "exercises").code == 4
    assert (notes.folder / "notes" / "books.org").read_bytes() == before


def test_not_found_names_the_nearest_titles(notes: Program) -> None:
    ran = notes("show", "shanon")
    assert (ran.code, ran.out) == (3, "")
    assert "'shanon'" in ran.err
    assert "Shannon" in ran.err


@pytest.mark.parametrize("ref", ["books.org:99", "gone.org:1", "id:gone", "#gone", "", "ffff"])
def test_not_found(notes: Program, ref: str) -> None:
    ran = notes("show", ref)
    assert (ran.code, ran.out) == (3, "")
    nothing = ("orgshelf: No title contains ", "orgshelf: There is no heading ")
    assert ran.err.startswith(nothing)
    assert ran.err.count("\n") == 1


def test_a_line_above_the_first_heading_names_nothing(run: Program) -> None:
    run.note("a.org", "Words.\n\n* TODO One\n")
    assert run("show", "a.org:1").code == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["done", "week", "3"], "Week 3"),
        (["clock", "in", "week", "3"], "Week 3"),
        (["check", "week", "3"], "[ ] box of week 3"),
        (["check", "week", "3", "1"], "box of week 3"),
        (["open", "week", "3", "--print"], "https://three.example"),
        (["open", "week", "3", "1", "--print"], "https://three.example"),
        (["quote", "week", "3", "words"], "Week 3"),
        (["schedule", "week", "3", "next", "friday"], "Week 3"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_title_of_words_and_a_number_is_one_ref(
    run: Program, words: list[str], said: str
) -> None:
    weeks = (("one", 1), ("two", 2), ("three", 3))
    run.note(
        "c.org",
        "* Courses\n** ML\n"
        + "".join(
            f"*** TODO Week {number}\nhttps://{name}.example\n- [ ] box of week {number}\n"
            for name, number in weeks
        ),
    )
    ran = run(*words)
    assert (ran.code, said in ran.out) == (0, True)


@pytest.mark.parametrize("path", [[], ["--no-index"]])
def test_a_name_with_a_stray_byte_is_looked_for(notes: Program, path: list[str]) -> None:
    ran = notes(*path, "show", "noir \udce9")
    assert (ran.code, ran.out) == (3, "")
    assert "No title contains" in ran.err
