"""`done` and `state`: what they write, say, ask and refuse."""

import subprocess
import time
from pathlib import Path

import pytest

from program import COMMAND, Program

SHELF = """\
#+TODO: TODO READING | DONE DROPPED
* Books [0/4]
** TODO Alpha :maths:
Words of Alpha.
** TODO Beta
** READING Gamma
** TODO Delta
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", SHELF)
    return run


def text(program: Program, name: str = "books.org") -> str:
    return (program.folder / "notes" / name).read_bytes().decode()


def digest(program: Program) -> dict[str, bytes]:
    return {
        str(path.relative_to(program.folder)): path.read_bytes()
        for path in program.folder.rglob("*")
        if path.is_file()
    }


def test_done_writes_what_org_would_and_says_so_in_one_line(shelf: Program) -> None:
    ran = shelf("done", "alpha")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "books.org:3 TODO → DONE  Alpha\n"
    assert text(shelf) == (
        "#+TODO: TODO READING | DONE DROPPED\n"
        "* Books [1/4]\n"
        "** DONE Alpha" + " " * 57 + ":maths:\n"
        "CLOSED: [2026-11-23 Mon 09:00]\n"
        "Words of Alpha.\n"
        "** TODO Beta\n"
        "** READING Gamma\n"
        "** TODO Delta\n"
    )


def test_state_takes_the_files_own_keywords_or_none(shelf: Program) -> None:
    assert shelf("state", "beta", "READING").out == "books.org:5 TODO → READING  Beta\n"
    assert shelf("state", "gamma", "none").out == "books.org:6 READING → none  Gamma\n"
    assert shelf("state", "gamma", "DROPPED").out == "books.org:6 none → DROPPED  Gamma\n"
    assert "** READING Beta\n** DROPPED Gamma\nCLOSED: [2026-11-23 Mon 09:00]\n" in text(shelf)


def test_several_in_one_go_each_in_a_line_and_once(shelf: Program) -> None:
    ran = shelf("done", "alpha", "books.org:4", "delta")
    assert ran.code == 0
    assert [line.split("  ")[1] for line in ran.lines] == ["Alpha", "Delta"]
    assert "[2/4]" in text(shelf)


def test_several_files_in_one_go(shelf: Program) -> None:
    shelf.note("papers.org", "* TODO Shannon\n")
    ran = shelf("done", "alpha", "shannon")
    assert sorted(line.split(":")[0] for line in ran.lines) == ["books.org", "papers.org"]
    assert "DONE Shannon" in text(shelf, "papers.org")
    assert "DONE Alpha" in text(shelf)


def test_one_wrong_name_and_nothing_is_written(shelf: Program) -> None:
    before = digest(shelf)
    assert shelf("done", "alpha", "no such thing").code == 3
    assert shelf("state", "alpha", "beta", "NOPE").code == 2
    assert digest(shelf) == before


def test_one_wrong_file_and_nothing_is_written(shelf: Program) -> None:
    shelf.note("old.org", "* TODO Elder\r* TODO Eldest\r")
    before = digest(shelf)
    ran = shelf("done", "alpha", "old.org:1")
    assert (ran.code, ran.out) == (1, "")
    assert digest(shelf) == before


@pytest.mark.parametrize("command", [["done", "alpha", "beta"], ["state", "alpha", "DROPPED"]])
def test_dry_run_shows_a_diff_and_writes_nothing(shelf: Program, command: list[str]) -> None:
    before = digest(shelf)
    ran = shelf(*command, "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[:2] == ["--- a/books.org", "+++ b/books.org"]
    assert "-** TODO Alpha :maths:" in ran.lines
    assert digest(shelf) == before


def test_a_dry_run_is_a_patch_that_does_the_same(shelf: Program) -> None:
    patch = shelf("done", "alpha", "delta", "--dry-run").out
    again = shelf.shell("orgshelf done alpha delta --dry-run | patch -p1 -d notes -o - -s")
    assert again.code == 0, again.err
    shelf("done", "alpha", "delta")
    assert again.out == text(shelf)
    assert patch.startswith("--- a/books.org\n")


def test_a_dry_run_never_asks(shelf: Program) -> None:
    assert shelf("done", "alpha", "beta", "gamma", "delta", "--dry-run").code == 0


def test_more_than_three_are_not_changed_unasked(shelf: Program) -> None:
    before = digest(shelf)
    ran = shelf("done", "alpha", "beta", "gamma", "delta")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "orgshelf: This would change 4 headings: add --yes to do it.\n"
    assert digest(shelf) == before
    assert len(shelf("done", "alpha", "beta", "gamma", "delta", "--yes").lines) == 4
    assert "[4/4]" in text(shelf)


def test_a_note_is_logged(shelf: Program) -> None:
    shelf("done", "beta", "--note", "better than its title")
    assert (
        "** DONE Beta\nCLOSED: [2026-11-23 Mon 09:00]\n"
        '- State "DONE"       from "TODO"       [2026-11-23 Mon 09:00] \\\\\n'
        "  better than its title\n"
    ) in text(shelf)


REPEATING = "* TODO Revise\nDEADLINE: <2026-11-20 Fri ++1w>\n"


def test_a_repeater_moves_on_and_its_new_date_is_said(run: Program) -> None:
    run.note("a.org", REPEATING)
    ran = run("done", "revise")
    assert "deadline <2026-11-27 Fri ++1w>" in ran.out
    assert "* TODO Revise\nDEADLINE: <2026-11-27 Fri ++1w>\n" in text(run, "a.org")


def test_final_ends_a_repeater(run: Program) -> None:
    run.note("a.org", REPEATING)
    assert run("done", "revise", "--final").out.startswith("a.org:1 TODO → DONE  Revise")
    assert run("list").out == ""


def test_a_state_it_has_already_is_no_change(shelf: Program) -> None:
    before = digest(shelf)
    ran = shelf("state", "beta", "TODO")
    assert (ran.code, ran.out) == (0, "")
    assert "Beta" in ran.err
    assert digest(shelf) == before


@pytest.mark.parametrize(
    "setting", ["#+STARTUP: nologdone\n", "#+PROPERTY: LOGGING nil\n", "#+TODO: TODO | DONE\n"]
)
def test_the_files_settings_hold(run: Program, setting: str) -> None:
    run.note("a.org", f"{setting}* TODO One\n")
    run("done", "one")
    assert ("CLOSED" in text(run, "a.org")) is setting.startswith("#+TODO")


def test_the_configuration_holds_below_that(run: Program) -> None:
    run.note("a.org", "* TODO One\n")
    (run.folder / ".orgshelf.yaml").write_text("log_done: none\n")
    run("done", "one")
    assert text(run, "a.org") == "* DONE One\n"


def test_blocked_and_forced(run: Program) -> None:
    (run.folder / ".orgshelf.yaml").write_text("enforce_todo_dependencies: true\n")
    run.note("a.org", "* TODO Whole\n** TODO Part\n")
    ran = run("done", "whole")
    assert (ran.code, ran.out) == (1, "")
    assert "'Whole' is blocked by" in ran.err
    assert "--force" in ran.err
    assert run("done", "whole", "--force").code == 0


@pytest.mark.parametrize(
    "data",
    [
        b"* TODO One\r\nwords\r\n",
        b"\xef\xbb\xbf* TODO One\nwords\n",
        b"* TODO One\nwords",
        b"* TODO One\nw\xf6rds\n",
        b"* TODO One\nwords \t \n\n\n\x0c\n",
        b"* TODO One\nst\xff\xferay \xc3\xa9\n",
    ],
)
def test_every_other_byte_stays(run: Program, data: bytes) -> None:
    path = run.note("a.org", data)
    assert run("state", "one", "none").code == 0
    assert path.read_bytes() == data.replace(b"TODO ", b"")


def test_mode_and_symlink_stay(run: Program) -> None:
    real = run.folder / "elsewhere.org"
    real.write_text("* TODO One\n")
    real.chmod(0o640)
    link = run.note("a.org", "")
    link.unlink()
    link.symlink_to(real)
    own = run.home / "config" / "orgshelf" / "config.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(f"writable: [{run.folder}]\n")
    assert run("done", "one").code == 0
    assert link.readlink() == real
    assert "DONE One" in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in run.folder.iterdir()) == ["elsewhere.org", "notes"]


def test_unsaved_changes_in_emacs_are_respected(shelf: Program) -> None:
    before = text(shelf)
    (shelf.folder / "notes" / ".#books.org").symlink_to("me@here.1234:1")
    ran = shelf("done", "alpha")
    assert (ran.code, ran.out) == (5, "")
    assert "unsaved changes in Emacs" in ran.err
    assert text(shelf) == before


def test_writers_at_once_lose_nothing(run: Program) -> None:
    run.note("a.org", "".join(f"* TODO item{n}\n" for n in range(5)))
    running = [
        subprocess.Popen(
            [*COMMAND, "done", f"item{n}"], cwd=run.folder, env=run.environment(), stdout=-3
        )
        for n in range(5)
    ]
    assert [process.wait(30) for process in running] == [0] * 5
    assert text(run, "a.org").count("* DONE item") == 5


def test_the_clock_is_the_one_that_was_given(shelf: Program) -> None:
    shelf("--now", "2027-02-01T07:30", "done", "beta")
    assert "CLOSED: [2027-02-01 Mon 07:30]" in text(shelf)


def test_without_a_given_clock_it_is_now(shelf: Program) -> None:
    shelf("done", "beta", ORGSHELF_NOW="")
    assert time.strftime("CLOSED: [%Y-%m-%d") in text(shelf)


def test_nothing_but_the_file_itself_is_left_in_the_notes(shelf: Program) -> None:
    shelf("done", "alpha", "beta")
    assert list((shelf.folder / "notes").iterdir()) == [shelf.folder / "notes" / "books.org"]


def test_the_state_folder_is_where_the_user_wants_it(shelf: Program, tmp_path: Path) -> None:
    shelf("done", "alpha", XDG_STATE_HOME=str(tmp_path / "elsewhere"))
    assert (tmp_path / "elsewhere" / "orgshelf").is_dir()
    assert not (shelf.home / "state").exists()


def test_a_block_left_open_at_the_end_of_the_file_is_no_obstacle(run: Program) -> None:
    run.note("books.org", "* A\n- [ ] a\n  #+begin_quote")
    assert run("check", "A", "1").code == 0
    assert text(run) == "* A\n- [X] a\n  #+begin_quote"
