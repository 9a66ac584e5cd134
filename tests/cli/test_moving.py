"""`refile` and `archive`: where things go, what is said, and what is refused."""

import pytest

from program import Program

BOOKS = """\
* Books [1/3]
** TODO Alpha :maths:
*** DONE Chapter
** TODO Beta
** DONE Gamma
"""
PAPERS = "* Papers\n** TODO Delta\n"


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", BOOKS)
    run.note("papers.org", PAPERS)
    return run


def text(program: Program, name: str) -> str:
    return (program.folder / "notes" / name).read_bytes().decode()


def notes(program: Program) -> dict[str, bytes]:
    folder = program.folder / "notes"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_refile_moves_a_heading_with_all_below_it_to_another_file(shelf: Program) -> None:
    ran = shelf("refile", "alpha", "--to", "delta")
    assert (ran.code, ran.out, ran.err) == (0, "books.org:2 → papers.org:3  Alpha\n", "")
    assert text(shelf, "books.org") == "* Books [1/3]\n** TODO Beta\n** DONE Gamma\n"
    assert text(shelf, "papers.org") == (
        "* Papers\n** TODO Delta\n*** TODO Alpha" + " " * 56 + ":maths:\n**** DONE Chapter\n"
    )


def test_refile_of_several_puts_them_below_in_their_order(shelf: Program) -> None:
    before = notes(shelf)
    ran = shelf("refile", "gamma", "chapter", "alpha", "--to", "papers")
    assert ran.lines == [
        "books.org:5 → papers.org:3  Gamma",
        "books.org:2 → papers.org:4  Alpha",
    ]
    assert text(shelf, "books.org") == "* Books [1/3]\n** TODO Beta\n"
    assert text(shelf, "papers.org").endswith("*** DONE Chapter\n")
    shelf("undo")
    assert notes(shelf) == before


def test_refile_within_a_file(shelf: Program) -> None:
    assert shelf("refile", "chapter", "--to", "gamma").out == "books.org:3 → books.org:5  Chapter\n"
    assert text(shelf, "books.org").endswith("** DONE Gamma\n*** DONE Chapter\n")


def test_refile_to_where_it_is_changes_nothing(shelf: Program) -> None:
    ran = shelf("refile", "gamma", "--to", "books")
    assert (ran.code, ran.out, ran.err) == (0, "", "books.org:5 was already there  Gamma\n")
    assert shelf("log").out == ""


def test_undo_takes_both_files_back(shelf: Program) -> None:
    before = notes(shelf)
    shelf("refile", "alpha", "--to", "delta")
    ran = shelf("undo")
    assert ran.out == "undone: books.org:2 → papers.org:3  Alpha\n"
    assert notes(shelf) == before


def test_dry_run_shows_both_files_and_writes_neither(shelf: Program) -> None:
    before = notes(shelf)
    ran = shelf("refile", "alpha", "--to", "delta", "--dry-run")
    assert ran.out.index("+++ b/papers.org") < ran.out.index("+++ b/books.org")
    assert "-** TODO Alpha :maths:\n" in ran.out
    assert notes(shelf) == before


def test_refile_logs_a_note(shelf: Program) -> None:
    shelf("refile", "beta", "--to", "papers", "--note", "it is one")
    assert text(shelf, "papers.org").endswith(
        "** TODO Beta\n- Refiled on [2026-11-23 Mon 09:00] \\\\\n  it is one\n"
    )


@pytest.mark.parametrize(
    ("to", "code", "words"),
    [
        ("chapter", 1, "'Alpha' cannot go below itself"),
        ("alpha", 1, "'Alpha' cannot go below itself"),
        ("nowhere", 3, "No title contains 'nowhere'"),
    ],
)
def test_refile_refuses(shelf: Program, to: str, code: int, words: str) -> None:
    before = notes(shelf)
    ran = shelf("refile", "alpha", "--to", to)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert notes(shelf) == before


def test_refile_writes_nothing_where_one_of_the_files_is_open_in_emacs(shelf: Program) -> None:
    (shelf.folder / "notes" / ".#books.org").symlink_to("me@here.1")
    ran = shelf("refile", "alpha", "--to", "delta")
    assert (ran.code, ran.out) == (5, "")
    assert text(shelf, "papers.org") == PAPERS


def test_refile_from_latin_1_to_utf_8_and_not_back(shelf: Program) -> None:
    shelf.note("old.org", "* TODO Café\n".encode("latin-1"))
    assert shelf("refile", "old.org:1", "--to", "papers").code == 0
    assert text(shelf, "papers.org").endswith("** TODO Café\n")
    shelf.note("old.org", "* Café\n".encode("latin-1"))
    shelf.note("new.org", "* 読む\n")
    ran = shelf("refile", "new.org:1", "--to", "old.org:1")
    assert ran.code == 1
    assert "latin-1" in ran.err
    assert text(shelf, "new.org") == "* 読む\n"


def test_archive_makes_the_archive_and_counts_the_shelf_anew(shelf: Program) -> None:
    ran = shelf("archive", "gamma")
    assert (ran.code, ran.out) == (0, "books.org:5 → books.org_archive:7  Gamma\n")
    assert text(shelf, "books.org").startswith("* Books [0/2]\n")
    path = shelf.folder / "notes" / "books.org"
    assert text(shelf, "books.org_archive") == (
        "#    -*- mode: org -*-\n\n\n"
        f"Archived entries from file {path}\n\n\n"
        "* DONE Gamma\n"
        ":PROPERTIES:\n"
        ":ARCHIVE_TIME: 2026-11-23 Mon 09:00\n"
        f":ARCHIVE_FILE: {path}\n"
        ":ARCHIVE_OLPATH: Books\n"
        ":ARCHIVE_CATEGORY: books\n"
        ":ARCHIVE_TODO: DONE\n"
        ":END:\n"
    )
    assert "Gamma" not in shelf("list").out
    assert "books.org_archive:7" in shelf("list", "--all", "heading:gamma").out


def test_the_home_folder_is_a_tilde(run: Program) -> None:
    (run.home / "org").mkdir()
    (run.home / "org" / "a.org").write_bytes(b"* A\n")
    run("--notes", str(run.home / "org"), "archive", "a.org:1")
    assert ":ARCHIVE_FILE: ~/org/a.org\n" in (run.home / "org" / "a.org_archive").read_text()


def test_undo_removes_an_archive_that_was_made(shelf: Program) -> None:
    before = notes(shelf)
    shelf("archive", "gamma", "alpha")
    assert shelf("undo").code == 0
    assert notes(shelf) == before


def test_several_are_archived_at_once_and_what_is_below_one_goes_along(shelf: Program) -> None:
    ran = shelf("archive", "chapter", "alpha", "gamma", "delta", "--yes")
    assert ran.lines == [
        "books.org:2 → books.org_archive:7  Alpha",
        "books.org:5 → books.org_archive:17  Gamma",
        "papers.org:2 → papers.org_archive:7  Delta",
    ]
    assert text(shelf, "books.org") == "* Books [0/1]\n** TODO Beta\n"
    assert text(shelf, "papers.org") == "* Papers\n"


def test_all_that_match_are_archived(shelf: Program) -> None:
    ran = shelf("archive", "--query", "done:")
    assert [line.split("  ")[1] for line in ran.lines] == ["Chapter", "Gamma"]
    assert text(shelf, "books.org") == "* Books [0/2]\n** TODO Alpha :maths:\n** TODO Beta\n"


def test_archiving_several_in_the_file_itself(run: Program) -> None:
    run.note("a.org", "#+ARCHIVE: ::* Old\n* Old\n* A\n** DONE b\n** DONE c\n** DONE d\n")
    ran = run("archive", "a.org:4", "a.org:6", "a.org:5")
    assert ran.lines == [
        "a.org:4 → a.org:4  b",
        "a.org:6 → a.org:13  d",
        "a.org:5 → a.org:22  c",
    ]
    titles = [line for line in text(run, "a.org").splitlines() if line.startswith("*")]
    assert titles == ["* Old", "** DONE b", "** DONE d", "** DONE c", "* A"]


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("/tmp/x.org::", "/tmp/x.org is not among the notes"),
        ("../x.org::", "../x.org is not among the notes"),
        (".orgshelf.yaml::", ".orgshelf.yaml is hidden among the notes"),
        ("x.org", "'x.org' is no archive location"),
        ("::datetree/", "date tree"),
        ("::* A", "'A' holds the archive itself"),
    ],
)
def test_archive_refuses_places(run: Program, location: str, words: str) -> None:
    path = run.note("a.org", f"#+ARCHIVE: {location}\n* A\n")
    before = path.read_bytes()
    ran = run("archive", "a.org:2")
    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == ["a.org"]


def test_archive_into_a_folder_that_is_not_there_leaves_all_as_it_was(run: Program) -> None:
    run.note("a.org", "#+ARCHIVE: old/%s::\n* A\n")
    assert run("archive", "a.org:2").code == 1
    assert text(run, "a.org") == "#+ARCHIVE: old/%s::\n* A\n"


def test_many_are_not_archived_without_asking(run: Program) -> None:
    run.note("a.org", "* TODO A\n* TODO B\n* TODO C\n* TODO D\n")
    ran = run("archive", *(f"a.org:{line}" for line in range(1, 5)))
    assert (ran.code, "add --yes" in ran.err) == (2, True)
