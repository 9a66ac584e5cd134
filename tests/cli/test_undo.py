"""`undo` after other things happened: the exact bytes, or a refusal; never another heading."""

from pathlib import Path

import pytest

from program import Program


def write(run: Program, text: str | bytes, name: str = "books.org") -> Path:
    return run.note(name, text)


def test_undoing_the_undo_of_an_archive_makes_the_same_file_again(run: Program) -> None:
    books = write(run, "* Books\n** TODO One\n   text\n** TODO Two\n")
    assert run("archive", "One").code == 0
    archive = books.with_name("books.org_archive")
    archived = (books.read_bytes(), archive.read_bytes())
    assert run("undo").code == 0
    assert not archive.exists()
    ran = run("undo", "2")
    assert (ran.code, ran.err) == (0, "")
    assert (books.read_bytes(), archive.read_bytes()) == archived
    assert run("undo", "3").code == 0
    assert not archive.exists()


def test_a_bare_line_is_only_looked_for_in_its_own_heading(run: Program) -> None:
    write(run, "* TODO A\n* TODO B\n  SCHEDULED: <2026-12-01 Tue>\n")
    books = write(run, "* TODO A\n* TODO B\nDEADLINE: <2026-12-01 Tue>\n")
    assert run("deadline", "A", "2026-12-01").code == 0
    text = books.read_text()
    assert text.count("DEADLINE: <2026-12-01 Tue>") == 2
    by_hand = text.replace(
        "* TODO A\nDEADLINE: <2026-12-01 Tue>", "* TODO A\nDEADLINE: <2027-01-01 Fri>"
    )
    books.write_text(by_hand)
    ran = run("undo", "1")
    assert ran.code == 5
    assert "2027-01-01" in ran.err
    assert books.read_text() == by_hand


def test_a_heading_that_moved_within_its_file_is_found_again(run: Program) -> None:
    books = write(run, "* TODO A\ntext\n* TODO B\n")
    run("deadline", "A", "2026-12-01")
    first, second = books.read_text().split("* TODO B\n")
    books.write_text(f"* TODO New\n* TODO B\n{first}{second}")
    assert run("undo").code == 0
    assert books.read_text() == "* TODO New\n* TODO B\n* TODO A\ntext\n"


def test_a_heading_that_is_in_another_state_since_keeps_that_state(run: Program) -> None:
    books = write(run, "* TODO A\n* TODO B\n")
    run("deadline", "A", "2026-12-01")
    run("done", "A")
    assert run("undo", "1").code == 5
    run("undo", "2")
    assert run("undo", "1").code == 0
    assert books.read_text() == "* TODO A\n* TODO B\n"


@pytest.mark.parametrize("title", ["A", "A :tag:", "A [1/2]"])
def test_of_headings_of_one_name_none_is_taken_for_the_other(run: Program, title: str) -> None:
    books = write(run, f"* TODO {title}\none\n* TODO {title}\ntwo\n")
    assert run("deadline", "books.org:3", "2026-12-01").code == 0
    second = books.read_text()
    books.write_text(f"* TODO {title}\nDEADLINE: <2026-12-01 Tue>\nnew\n{second}")
    changed = books.read_text()
    ran = run("undo")
    assert ran.code == 5
    assert books.read_text() == changed


def test_a_file_that_is_gone_is_said_to_be_gone(run: Program) -> None:
    books = write(run, "* TODO A\n")
    run("done", "A")
    books.unlink()
    write(run, "* TODO B\n", "papers.org")
    ran = run("undo")
    assert ran.code == 5
    assert "books.org is gone" in ran.err
    assert not books.exists()


@pytest.mark.parametrize(
    ("moved", "other"),
    [("Größe", "plain"), ("plain", "Größe"), ("Größe", "Ärger"), ("Größe", "日本")],
)
@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
@pytest.mark.parametrize("target_encoding", ["latin-1", "utf-8"])
def test_moving_letters_into_files_of_other_encodings_is_undone_exactly(
    run: Program, moved: str, other: str, encoding: str, target_encoding: str
) -> None:
    source = write(run, f"* Books\n** TODO {moved}\n** TODO rest\n".encode(encoding))
    text = f"* Papers\n** TODO {other}\n"
    target = write(run, text.encode(target_encoding, "ignore"), "papers.org")
    before = source.read_bytes(), target.read_bytes()
    ran = run("refile", "books.org:2", "--to", "papers.org:1")
    assert ran.code in (0, 1)
    after = source.read_bytes(), target.read_bytes()
    assert (after == before) == (ran.code == 1)
    if ran.code == 0:
        undone = run("undo")
        assert (undone.code, undone.err) == (0, "")
        assert (source.read_bytes(), target.read_bytes()) == before
        assert run("undo", "2").code == 0
        assert (source.read_bytes(), target.read_bytes()) == after


def test_every_change_has_a_line_in_the_log(run: Program) -> None:
    write(run, "* Books [0/1]\n** TODO A\n- [ ] box\n* TODO B\n")
    write(run, "* Papers\n", "papers.org")
    commands = [
        ["done", "A"],
        ["state", "A", "none"],
        ["check", "A", "1"],
        ["refile", "A", "--to", "papers.org:1"],
        ["tag", "A", "+x"],
        ["archive", "A"],
        ["undo"],
        ["undo", "5"],
        ["add", "paper", "New one"],
    ]
    for number, command in enumerate(commands, 1):
        assert run(*command).code == 0, command
        assert {line.split()[0] for line in run("log").lines} == {
            str(n) for n in range(1, number + 1)
        }


def test_the_log_shows_the_newest_hundred_and_says_how_to_see_more(run: Program) -> None:
    write(run, "* TODO A\n")
    for number in range(101):
        run("note", "A", f"note {number}")
    ran = run("log")
    assert len(ran.lines) == 100
    assert "log -n" in ran.err
    assert len(run("log", "-n", "1000").lines) == 101
    assert run("log", "-n", "1000").err == ""


def test_what_is_forgotten_is_nowhere_on_disk_and_cannot_be_undone(run: Program) -> None:
    books = write(run, "* TODO A\n* TODO B\n")
    run("note", "A", "the secret word")
    run("undo")
    run("done", "B")
    state = run.home / "state"
    assert any(b"secret" in path.read_bytes() for path in state.rglob("*") if path.is_file())
    ran = run("log", "--forget", "1")
    assert ran.code == 0
    assert not any(b"secret" in path.read_bytes() for path in state.rglob("*") if path.is_file())
    assert {line.split()[0] for line in run("log").lines} == {"3"}
    ran = run("undo", "1")
    assert ran.code == 3
    assert "forgotten" in ran.err
    assert run("undo", "3").code == 0
    assert books.read_text() == "* TODO A\n* TODO B\n"


def test_all_is_forgotten_only_after_a_yes_and_numbers_go_on(run: Program) -> None:
    write(run, "* TODO A\n* TODO B\n")
    run("done", "A")
    refused = run("log", "--forget", "all")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert run("log").out != ""
    assert run("log", "--forget", "all", "--yes").code == 0
    assert run("log").out == ""
    assert run("undo").code == 3
    run("done", "B")
    assert [line.split()[0] for line in run("log").lines] == ["2"]


@pytest.mark.parametrize("which", ["7", "all"])
def test_forgetting_what_is_not_there_is_said(run: Program, which: str) -> None:
    write(run, "* TODO A\n")
    assert run("log", "--forget", which, "--yes").code == 3
    assert run("log", "--forget", "x").code == 2
