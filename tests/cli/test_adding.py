"""`add`: where a work goes, what it says, and what is there already."""

import pytest

from program import Program

SHELVES = """\
* Books

** DONE Alpha - Ada 1999

** TODO Beta

* Papers [1/1]
** DONE [[https://www.example.org/gamma/][Gamma]]
:PROPERTIES:
:DOI:      10.1000/GAMMA
:ISBN:     0-465-02656-7
:END:
https://example.org/lone.pdf
See https://example.org/aside.pdf for more.
*** TODO Introduction
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("all.org", SHELVES)
    return run


def text(program: Program, name: str = "all.org") -> str:
    return (program.folder / "notes" / name).read_bytes().decode()


def test_a_work_comes_last_on_its_shelf(shelf: Program) -> None:
    ran = shelf("add", "book", "Gödel, Escher, Bach")
    assert (ran.code, ran.out, ran.err) == (0, "all.org:7 added  Gödel, Escher, Bach\n", "")
    assert text(shelf) == SHELVES.replace(
        "** TODO Beta\n", "** TODO Beta\n\n** TODO Gödel, Escher, Bach\n"
    )


def test_all_that_can_be_said_of_a_work(shelf: Program) -> None:
    ran = shelf(
        *("add", "paper", "Delta", "--author", "Ada; Bob", "--year", "1948", "--tag", "gpu"),
        *("--url", "https://e.org", "--doi", "10.1/x", "--isbn", "080442957X", "--set", "PAGES=7"),
        *("--deadline", "fri 10:00 -3d", "--note", "read\nslowly", "--state", "TODO"),
    )
    assert ran.code == 0, ran.err
    assert "* Papers [1/2]\n" in text(shelf)
    assert text(shelf).endswith(
        "*** TODO Introduction\n"
        "** TODO Delta" + " " * 59 + ":gpu:\n"
        "DEADLINE: <2026-11-27 Fri 10:00 -3d>\n"
        ":PROPERTIES:\n"
        ":AUTHOR:   Ada; Bob\n"
        ":YEAR:     1948\n"
        ":URL:      https://e.org\n"
        ":DOI:      10.1/x\n"
        ":ISBN:     080442957X\n"
        ":PAGES:    7\n"
        ":END:\n"
        "- Note taken on [2026-11-23 Mon 09:00] \\\\\n"
        "  read\n"
        "  slowly\n"
    )
    assert "Ada, Bob, 1948" in shelf("show", "delta").out


def test_the_state_is_the_files_first_unless_named(run: Program) -> None:
    run.note("books.org", "#+TODO: READING WAIT | READ\n")
    assert run("add", "book", "A").code == 0
    assert run("add", "book", "B", "--state", "none").code == 0
    assert run("add", "book", "C", "--state", "READ").code == 0
    assert text(run, "books.org") == (
        "#+TODO: READING WAIT | READ\n* READING A\n* B\n* READ C\nCLOSED: [2026-11-23 Mon 09:00]\n"
    )
    ran = run("add", "book", "D", "--state", "TODO")
    assert (ran.code, "has no keyword 'TODO'" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("files", "name", "added"),
    [
        ({"reading/papers/a.org": "* A\n"}, "reading/papers/a.org", "* TODO New\n"),
        ({"a.org": "* A\n", "papers.org": ""}, "papers.org", "* TODO New\n"),
        ({"papers/x.org": "* A\n", "x/papers.org": "* B\n"}, "x/papers.org", "* TODO New\n"),
        ({"a.org": "#+PROPERTY: KIND paper\n"}, "a.org", "* TODO New\n"),
        (
            {"a.org": "* Reading\n:PROPERTIES:\n:KIND: paper\n:END:\n** A\n"},
            "a.org",
            "** TODO New\n",
        ),
        ({"a.org": "* COMMENT Papers\n* A\n"}, "papers.org", "* Papers\n** TODO New\n"),
        ({"a.org": "* A\n"}, "papers.org", "* Papers\n** TODO New\n"),
    ],
)
def test_the_shelf_is_a_heading_or_a_file_or_a_folder_or_new(
    run: Program, files: dict[str, str], name: str, added: str
) -> None:
    for file, content in files.items():
        run.note(file, content)
    assert run("add", "paper", "New").code == 0
    assert text(run, name) == files.get(name, "") + added
    assert name in run("list", "--kind", "paper", "new").out


def test_undo_takes_a_file_away_that_was_made(run: Program) -> None:
    run.note("a.org", "* A\n")
    assert run("add", "paper", "New").code == 0
    assert run("undo").code == 0
    assert [path.name for path in (run.folder / "notes").iterdir()] == ["a.org"]


def test_under_another_heading_it_keeps_its_kind(shelf: Program) -> None:
    assert shelf("add", "book", "Chapter 1", "--under", "beta").code == 0
    assert "** TODO Beta\n*** TODO Chapter 1\n" in text(shelf)
    assert shelf("add", "video", "Talk", "--under", "beta").code == 0
    assert "*** TODO Talk\n:PROPERTIES:\n:KIND:     video\n:END:\n" in text(shelf)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("book", "alpha"), "Alpha - Ada 1999"),
        (("book", "ALPHA - Someone Else 2001"), "Alpha - Ada 1999"),
        (("paper", "x", "--url", "http://example.org/gamma#page=2"), "Gamma"),
        (("video", "x", "--url", "https://EXAMPLE.org/lone.pdf"), "Gamma"),
        (("paper", "x", "--doi", "https://doi.org/10.1000/gamma"), "Gamma"),
        (("paper", "x", "--url", "http://dx.doi.org/10.1000/gamma"), "Gamma"),
        (("book", "x", "--isbn", "978 0 465 02656 2"), "Gamma"),
    ],
)
def test_what_is_there_already_is_not_added(
    shelf: Program, words: tuple[str, ...], title: str
) -> None:
    line = 3 if title.startswith("Alpha") else 8
    short = shelf.ids()[title]
    ran = shelf("add", *words)
    assert (ran.code, ran.out) == (1, "")
    assert f"{title!r} is already there, as {short} (all.org:{line}): add --force" in ran.err
    assert text(shelf) == SHELVES
    assert shelf("add", *words, "--force").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("paper", "Alpha"),
        ("book", "Introduction"),
        ("paper", "x", "--url", "https://example.org/aside.pdf"),
        ("paper", "x", "--isbn", "978-0-262-04630-5"),
    ],
)
def test_what_only_looks_alike_is_added(shelf: Program, words: tuple[str, ...]) -> None:
    assert shelf("add", *words).code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("podcast", "x"), 2, "There is no kind 'podcast': use article, book, course, paper"),
        (("paper", " "), 2, "A work needs a title"),
        (("paper", "TODO x", "--state", "none"), 2, "Org would not read 'TODO x' as a title"),
        (("paper", "x", "--tag", "a-b"), 2, "'a-b' is not a tag"),
        (("paper", "x", "--set", "PAGES"), 2, "'PAGES' is not KEY=VALUE"),
        (("paper", "x", "--set", "TODO=1"), 2, "TODO is not set as a property"),
        (("paper", "x", "--deadline", "someday"), 2, "'someday' is not a date"),
        (("paper", "x", "--under", "nowhere"), 3, "nowhere"),
    ],
)
def test_add_refuses(shelf: Program, words: tuple[str, ...], code: int, said: str) -> None:
    ran = shelf("add", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert text(shelf) == SHELVES


def test_kinds_go_by_the_names_of_their_shelves_too(shelf: Program) -> None:
    (shelf.folder / ".orgshelf.yaml").write_text("kinds: {course: {titles: [MOOCs]}}\n")
    assert shelf("add", "Books", "x").out == "all.org:7 added  x\n"
    assert shelf("add", "mooc", "y").code == 2
    assert shelf("add", "MOOCs", "y").out == "courses.org:2 added  y\n"


def test_several_at_a_time_lose_nothing_and_add_nothing_twice(shelf: Program) -> None:
    ran = shelf.shell(
        "for n in 1 2 3 4; do orgshelf add tutorial $n & orgshelf add tutorial same & done; wait"
    )
    assert ran.err.count("'same' is already there") == 3
    titles = sorted(line[8:] for line in text(shelf, "tutorials.org").splitlines()[1:])
    assert titles == ["1", "2", "3", "4", "same"]


def test_dry_run_writes_nothing(shelf: Program) -> None:
    ran = shelf("add", "tutorial", "New", "--dry-run")
    assert "+++ b/tutorials.org" in ran.out
    assert "+* Tutorials\n+** TODO New\n" in ran.out
    assert [path.name for path in (shelf.folder / "notes").iterdir()] == ["all.org"]


def test_edit_opens_the_new_heading(shelf: Program) -> None:
    ran = shelf.process("add", "book", "New", "--edit", EDITOR="echo vi")
    assert ran.lines == ["all.org:7 added  New", f"vi {shelf.folder / 'notes' / 'all.org'}"]
