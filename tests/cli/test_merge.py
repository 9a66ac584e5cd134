"""Merging as a user asks for it, as git does, and of the copies that programs leave behind."""

import os
import subprocess
from pathlib import Path

import pytest

from program import Program

BASE = """\
#+TODO: TODO READING | DONE
* Books
** TODO Cosmos
:PROPERTIES:
:PAGE:     10
:END:
** TODO Sapiens
"""
OURS = BASE.replace("TODO Sapiens", "DONE Sapiens").replace("10", "50")
THEIRS = BASE.replace("TODO Cosmos", "READING Cosmos") + "** TODO Walden\n"
BOTH = THEIRS.replace("TODO Sapiens", "DONE Sapiens").replace("10", "50")
OTHER = OURS.replace("* Books", "* Livres").replace(":PAGE:     50", ":RATING:   2")
SYNCTHING = "books.sync-conflict-20990131-101010-ABCDEF7.org"


@pytest.fixture
def files(run: Program) -> Program:
    """Three versions of a file, in a folder without notes."""
    for name, text in (("base", BASE), ("ours", OURS), ("theirs", THEIRS)):
        (run.folder / f"{name}.org").write_text(text)
    return run


def git(run: Program, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run git with this program on its path, and nothing of the user's own."""
    who = {
        f"GIT_{role}_{what}": "ada@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    environment = run.environment(**who, GIT_CONFIG_NOSYSTEM="1")
    return subprocess.run(
        ["git", *words], cwd=run.folder, env=environment, capture_output=True, check=False
    )


def test_the_result_is_printed_or_written(files: Program) -> None:
    printed = files("merge", "base.org", "ours.org", "theirs.org")
    assert (printed.code, printed.out) == (0, BOTH)
    assert files("merge", "base.org", "ours.org", "theirs.org", "-o", "all.txt").code == 0
    assert (files.folder / "all.txt").read_text() == BOTH


def test_a_conflict_is_exit_code_1_and_told_by_its_line(files: Program) -> None:
    files.folder.joinpath("ours.org").write_text(OURS.replace("50", "x"))
    files.folder.joinpath("theirs.org").write_text(OURS.replace("50", "y"))
    ran = files("merge", "base.org", "ours.org", "theirs.org", "-o", "all.txt")
    assert ran.code == 1
    assert "all.txt has 1 conflict to decide, at line 5." in ran.err
    assert (
        "<<<<<<< ours\n:PAGE:     x\n=======\n:PAGE:     y\n>>>>>>> theirs\n"
        in (files.folder / "all.txt").read_text()
    )


def test_two_files_are_merged_without_a_base(files: Program) -> None:
    (files.folder / "theirs.org").write_text(OURS + "** TODO Walden\n")
    assert files("merge", "ours.org", "theirs.org").out == OURS + "** TODO Walden\n"


def test_what_is_merged_into_a_note_can_be_undone(files: Program) -> None:
    note = files.note("books.org", OURS)
    files.folder.joinpath("base.org").write_text(BASE)
    arguments = ("merge", "base.org", "notes/books.org", "theirs.org", "-o", "notes/books.org")
    assert "+** TODO Walden" in files(*arguments, "--dry-run").out
    assert note.read_text() == OURS
    assert files(*arguments).out == "books.org merged\n"
    assert note.read_text() == BOTH
    assert files("undo").code == 0
    assert note.read_text() == OURS


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("a.org",), "Name three files"),
        (("no.org", "ours.org", "theirs.org"), "There is no file no.org."),
        (("--conflicts", "ours.org"), "name none"),
        (("--driver", "ours.org"), "%O %A %B"),
    ],
)
def test_what_cannot_be_meant_is_told(files: Program, words: tuple[str, ...], told: str) -> None:
    ran = files("merge", *words)
    assert ran.code == 2
    assert told in ran.err


class TestGit:
    """git merges by the driver that `init --git` sets."""

    @pytest.fixture
    def repository(self, run: Program) -> Program:
        git(run, "init", "-q", "-b", "main")
        run.note("books.org", BASE)
        self._command(run)
        assert run("init", "notes", "--git").code == 0
        git(run, "add", "-A")
        git(run, "commit", "-qm", "base")
        git(run, "checkout", "-qb", "phone")
        return run

    @staticmethod
    def _command(run: Program) -> None:
        """Put this program on git's path."""
        import sys

        command = run.home / "bin" / "orgshelf"
        command.parent.mkdir()
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m orgshelf "$@"\n')
        command.chmod(0o755)

    @staticmethod
    def _merge(run: Program, ours: str, theirs: str) -> subprocess.CompletedProcess[bytes]:
        path = f"{run.home / 'bin'}{os.pathsep}{os.environ['PATH']}"
        run = Program(run.folder, run.home, {"PATH": path})
        for branch, text in (("phone", theirs), ("main", ours)):
            git(run, "checkout", "-q", branch)
            run.note("books.org", text)
            git(run, "commit", "-qam", branch)
        return git(run, "merge", "-q", "phone", "-m", "merged")

    def test_edits_of_both_branches_are_merged(self, repository: Program) -> None:
        done = self._merge(repository, OURS, THEIRS)
        assert done.returncode == 0, done.stderr
        assert (repository.folder / "notes" / "books.org").read_text() == BOTH

    def test_what_is_to_be_decided_is_a_conflict_to_git(self, repository: Program) -> None:
        done = self._merge(repository, OURS.replace("50", "x"), THEIRS.replace("10", "y"))
        assert done.returncode == 1
        text = (repository.folder / "notes" / "books.org").read_text()
        assert ":PAGE:     x\n=======\n:PAGE:     y\n" in text
        assert "** READING Cosmos\n" in text
        assert b"UU notes/books.org" in git(repository, "status", "--short").stdout

    def test_a_wrong_configuration_is_told_and_not_in_the_way(self, repository: Program) -> None:
        (repository.folder / "notes" / ".orgshelf.yaml").write_text("kinds: 3\n")
        done = self._merge(repository, OURS, THEIRS)
        assert done.returncode == 0
        assert b".orgshelf.yaml" in done.stderr
        assert (repository.folder / "notes" / "books.org").read_text() == BOTH

    def test_a_file_that_both_branches_made_is_merged_without_a_base(
        self, repository: Program
    ) -> None:
        for branch, text in (("phone", "* A\nx\n"), ("main", "* B\ny\n")):
            git(repository, "checkout", "-q", branch)
            repository.note("new.org", text)
            git(repository, "add", "-A")
            git(repository, "commit", "-qm", branch)
        assert self._merge(repository, OURS, THEIRS).returncode == 0
        assert (repository.folder / "notes" / "new.org").read_text() == "* B\ny\n* A\nx\n"

    def test_the_settings_are_made_once(self, repository: Program) -> None:
        before = (repository.folder / "notes" / ".gitattributes").read_text()
        assert repository("init", "notes", "--git").code == 0
        assert (repository.folder / "notes" / ".gitattributes").read_text() == before
        assert before.startswith("*.org merge=orgshelf\n")

    def test_without_a_repository_it_is_told(self, run: Program) -> None:
        run.note("books.org", BASE)
        assert run("init", "notes", "--git", "--yes").code == 2


class TestConflictCopies:
    """`merge --conflicts`."""

    @pytest.fixture
    def shelf(self, run: Program) -> Program:
        """Notes that were changed here, with a base in the journal."""
        run.note("books.org", BASE)
        assert run("page", "cosmos", "50").code == 0
        return run

    def test_a_copy_is_merged_over_the_base_in_the_journal(self, shelf: Program) -> None:
        note, copy = shelf.folder / "notes" / "books.org", shelf.note(SYNCTHING, THEIRS)
        before = note.read_text()
        shown = shelf("merge", "--conflicts")
        assert "both come from the journal, before change 1; the copy goes" in shown.out
        assert "add --yes" in shown.err
        assert (note.read_text(), copy.exists()) == (before, True)
        assert shelf("merge", "--conflicts", "--yes").code == 0
        merged = note.read_text()
        assert "READING Cosmos" in merged
        assert ":PAGE:     50" in merged
        assert merged.endswith("** TODO Walden\n")
        assert not copy.exists()

    def test_undo_brings_the_copy_back(self, shelf: Program) -> None:
        note, copy = shelf.folder / "notes" / "books.org", shelf.note(SYNCTHING, THEIRS)
        before = note.read_bytes()
        assert shelf("merge", "--conflicts", "--yes").code == 0
        assert shelf("undo").code == 0
        assert (note.read_bytes(), copy.read_text()) == (before, THEIRS)

    def test_each_is_asked_for_on_a_terminal(self, shelf: Program) -> None:
        copy = shelf.note(SYNCTHING, THEIRS)
        assert shelf.terminal("merge", "--conflicts", answers=["n"]).code == 0
        assert copy.exists()
        assert shelf.terminal("merge", "--conflicts", answers=["y"]).code == 0
        assert not copy.exists()

    @pytest.mark.parametrize(
        "name",
        [
            SYNCTHING,
            "books (conflicted copy 2099-01-31 101010).org",
            "books (conflicted copy ada 2099-01-31 101010).org",
            "books (Ada's conflicted copy 2099-01-31).org",
            "books (Ada's conflicted copy 2099-01-31) (1).org",
            "books (case clash from Ada).org",
            "books_conflict-20990131-101010.org",
            "books.org.orig",
        ],
    )
    def test_copies_of_each_program_are_found(self, shelf: Program, name: str) -> None:
        copy = shelf.note(name, THEIRS)
        assert shelf("merge", "--conflicts", "--yes").code == 0
        assert "** TODO Walden" in (shelf.folder / "notes" / "books.org").read_text()
        assert not copy.exists()

    def test_two_copies_of_a_note_are_merged_one_after_the_other(self, shelf: Program) -> None:
        shelf.note(SYNCTHING, THEIRS)
        shelf.note("books (case clash from x).org", BASE + "** TODO Emma\n")
        assert shelf("merge", "--conflicts", "--yes").code == 0
        text = (shelf.folder / "notes" / "books.org").read_text()
        assert all(title in text for title in ("Walden", "Emma", "READING Cosmos"))
        assert [path.name for path in (shelf.folder / "notes").iterdir()] == ["books.org"]

    def test_what_is_to_be_decided_stands_in_the_note(self, shelf: Program) -> None:
        copy = shelf.note(SYNCTHING, THEIRS.replace("10", "x"))
        ran = shelf("merge", "--conflicts", "--yes")
        assert ran.code == 1
        text = (shelf.folder / "notes" / "books.org").read_text()
        assert (
            f"<<<<<<< books.org\n:PAGE:     50\n=======\n:PAGE:     x\n>>>>>>> {SYNCTHING}\n"
            in text
        )
        assert not copy.exists()
        shelf.note(SYNCTHING, THEIRS)
        again = shelf("merge", "--conflicts", "--yes")
        assert again.code == 1
        assert "marks of an earlier conflict" in again.out

    def test_the_base_can_be_in_the_versions_of_syncthing(self, run: Program) -> None:
        run.note("books.org", OURS)
        run.note("books~20260101-101010.org", BASE, "notes/.stversions")
        run.note(SYNCTHING, THEIRS)
        assert ".stversions, 2026-01-01 10:10" in run("merge", "--conflicts", "--yes").out
        assert (run.folder / "notes" / "books.org").read_text() == BOTH

    def test_the_base_can_be_in_git(self, run: Program) -> None:
        git(run, "init", "-q")
        run.note("books.org", BASE)
        git(run, "add", "-A")
        git(run, "commit", "-qm", "base")
        run.note("books.org", OURS)
        run.note(SYNCTHING, THEIRS)
        assert "git, commit " in run("merge", "--conflicts", "--yes").out
        assert (run.folder / "notes" / "books.org").read_text() == BOTH

    def test_without_a_base_nothing_is_taken_away(self, run: Program) -> None:
        run.note("books.org", BASE + "** TODO Emma\n")
        run.note(SYNCTHING, BASE + "** TODO Walden\n")
        ran = run("merge", "--conflicts", "--yes")
        assert "what both come from is unknown" in ran.out
        text = (run.folder / "notes" / "books.org").read_text()
        assert text == BASE + "** TODO Emma\n** TODO Walden\n"

    def test_a_copy_without_its_note_is_left_alone(self, run: Program) -> None:
        copy = run.note(SYNCTHING, THEIRS)
        ran = run("merge", "--conflicts", "--yes")
        assert ran.code == 1
        assert "there is no books.org" in ran.out
        assert copy.exists()

    def test_no_copies_is_said(self, run: Program) -> None:
        run.note("books.org", BASE)
        assert "There are no conflict copies." in run("merge", "--conflicts").err


def test_a_repository_of_somebody_else_runs_nothing(run: Program, tmp_path: Path) -> None:
    git(run, "init", "-q")
    run.note("books.org", BASE)
    git(run, "add", "-A")
    git(run, "commit", "-qm", "base")
    trap = tmp_path / "ran"
    for name in ("core.fsmonitor", "core.pager", "gpg.program", "diff.external", "core.sshCommand"):
        git(run, "config", name, f"touch {trap}")
    git(run, "config", "log.showSignature", "true")
    run.note("books.org", OURS)
    run.note(SYNCTHING, THEIRS)
    assert run("merge", "--conflicts", "--yes").code == 0
    assert not trap.exists()
