"""`log` and `undo`, and changing by a query."""

import pytest

from program import Program

SHELF = "* Books [0/3]\n** TODO Alpha :maths:\n** TODO Beta\n** TODO Gamma :maths:\n"


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", SHELF.encode().replace(b"Beta\n", b"Beta \t\r\n"))
    return run


def data(program: Program) -> bytes:
    return (program.folder / "notes" / "books.org").read_bytes()


def test_undo_gives_the_exact_bytes_back(shelf: Program) -> None:
    before = data(shelf)
    shelf("done", "alpha", "beta", "--note", "both")
    assert data(shelf) != before
    ran = shelf("undo")
    assert ran.code == 0
    assert "Alpha" in ran.out
    assert "Beta" in ran.out
    assert data(shelf) == before


def test_undo_twice_goes_back_twice(shelf: Program) -> None:
    before = data(shelf)
    shelf("done", "alpha")
    shelf("done", "beta")
    assert shelf("undo").code == shelf("undo").code == 0
    assert data(shelf) == before


def test_a_clock_that_jumps_back_loses_nothing(shelf: Program) -> None:
    before = data(shelf)
    assert shelf("done", "alpha", ORGSHELF_NOW="2026-12-24T18:00").code == 0
    assert shelf("done", "beta", ORGSHELF_NOW="1999-01-01T00:00").code == 0
    assert [line.split()[:2] for line in shelf("log").lines] == [
        ["2", "1999-01-01"],
        ["1", "2026-12-24"],
    ]
    assert shelf("undo").code == shelf("undo").code == 0
    assert data(shelf) == before


def test_undo_in_several_files(shelf: Program) -> None:
    papers = shelf.note("papers.org", "* TODO Shannon\n")
    before = data(shelf)
    shelf("done", "alpha", "shannon")
    assert shelf("undo").code == 0
    assert (data(shelf), papers.read_text()) == (before, "* TODO Shannon\n")


def test_undo_leaves_what_others_wrote_elsewhere_in_the_file(shelf: Program) -> None:
    shelf("done", "alpha")
    path = shelf.folder / "notes" / "books.org"
    path.write_bytes(path.read_bytes() + b"** TODO Delta\n")
    assert shelf("undo").code == 0
    assert b"** TODO Alpha :maths:\n" in data(shelf)
    assert b"** TODO Delta\n" in data(shelf)


def test_undo_refuses_where_the_lines_were_changed_since(shelf: Program) -> None:
    shelf("done", "alpha")
    path = shelf.folder / "notes" / "books.org"
    path.write_bytes(path.read_bytes().replace(b"DONE Alpha", b"DONE Alphabet"))
    changed = data(shelf)
    ran = shelf("undo")
    assert ran.code in (1, 5)
    assert ran.err.startswith("orgshelf: ")
    assert data(shelf) == changed


def test_undo_with_nothing_to_undo(shelf: Program) -> None:
    ran = shelf("undo")
    assert ran.code in (1, 3)
    assert ran.out == ""
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("number", ["x", "0", "-1", "99"])
def test_undo_of_no_such_change(shelf: Program, number: str) -> None:
    shelf("done", "alpha")
    changed = data(shelf)
    ran = shelf("undo", number)
    assert ran.code in (2, 3)
    assert "Traceback" not in ran.err
    assert data(shelf) == changed


def test_undo_can_be_rehearsed(shelf: Program) -> None:
    shelf("done", "beta")
    changed = data(shelf)
    ran = shelf("undo", "--dry-run")
    assert "+** TODO Beta" in ran.out
    assert data(shelf) == changed


def test_log_has_the_newest_first(shelf: Program) -> None:
    shelf("done", "alpha")
    shelf("--now", "2026-11-24T10:00", "state", "beta", "none")
    lines = shelf("log").lines
    assert "TODO → none  Beta" in lines[0]
    assert "2026-11-24 10:00" in lines[0]
    assert "TODO → DONE  Alpha" in lines[1]
    assert shelf("log", "-n", "1").lines == lines[:1]


def test_log_of_nothing(shelf: Program) -> None:
    ran = shelf("log")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.count("\n") == 1


def test_a_dry_run_is_not_in_the_log(shelf: Program) -> None:
    shelf("done", "alpha", "--dry-run")
    shelf("state", "beta", "TODO")
    assert shelf("log").out == ""


def test_each_tree_has_its_own_log(shelf: Program) -> None:
    shelf.note("a.org", "* TODO One\n", "other")
    shelf("--notes", "other", "done", "one")
    assert shelf("log").out == ""
    assert "One" in shelf("--notes", "other", "log").out


def test_changing_all_that_match(shelf: Program) -> None:
    ran = shelf("done", "--query", "alpha")
    assert ran.code == 0
    assert ran.lines == ["books.org:2 TODO → DONE  Alpha"]


def test_changing_many_that_match_asks(shelf: Program) -> None:
    for name in "DEF":
        (shelf.folder / "notes" / f"{name}.org").write_text(f"* TODO {name} book\n")
    before = data(shelf)
    ran = shelf("done", "--query", "book")
    assert ran.code == 2
    assert "6 headings" in ran.err
    assert "--yes" in ran.err
    assert data(shelf) == before
    assert len(shelf("done", "--query", "book", "-y").lines) == 6


def test_a_query_that_matches_nothing_changes_nothing(shelf: Program) -> None:
    before = data(shelf)
    ran = shelf("done", "--query", "zzzz")
    assert (ran.code, ran.out) == (3, "")
    assert "'zzzz'" in ran.err
    assert data(shelf) == before


def test_either_names_or_a_query(shelf: Program) -> None:
    assert shelf("done", "alpha", "--query", "beta").code == 2
    assert shelf("done").code == 2


def test_an_undo_that_removed_a_file_can_be_taken_back(shelf: Program) -> None:
    shelf("archive", "beta")
    archive = shelf.folder / "notes" / "books.org_archive"
    after = data(shelf), archive.read_bytes()
    assert shelf("undo").code == 0
    assert not archive.exists()
    ran = shelf("undo", "2")
    assert (ran.code, ran.err) == (0, "")
    assert (data(shelf), archive.read_bytes()) == after
