"""A pipe or a device in the place of any file: a sentence at once, and nobody else waits."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from program import Program, Ran

NOTES = """\
* TODO One
:PROPERTIES:
:ARCHIVE: archived::
:END:
[[file:linked]]
"""


def pipe(path: Path) -> None:
    os.mkfifo(path)


def zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


KINDS = pytest.mark.parametrize("put", [pipe, zeros])
Put = Callable[[Path], None]


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("a.org", NOTES)
    return run


def put_at(put: Put, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    put(path)


def assert_refused(ran: Ran, code: int = 1) -> None:
    assert (ran.code, ran.out) == (code, "")
    assert "no regular file" in ran.err
    assert ran.err.count("\n") == 1


def assert_all_is_well(shelf: Program) -> None:
    """The next command that writes finds nobody in its way."""
    assert shelf.process("done", "one").code == 0
    assert "* DONE One" in (shelf.folder / "notes" / "a.org").read_text()


@KINDS
@pytest.mark.parametrize("words", [["archive", "one"], ["archive", "one", "--dry-run"]])
def test_an_archive(shelf: Program, put: Put, words: list[str]) -> None:
    put_at(put, shelf.folder / "notes" / "archived")
    assert_refused(shelf.process(*words))
    assert (shelf.folder / "notes" / "a.org").read_text() == NOTES
    assert_all_is_well(shelf)


@KINDS
def test_a_shelf_that_is_to_be_made(shelf: Program, put: Put) -> None:
    place = shelf.folder / "notes" / "papers.org"
    put_at(put, place)
    ran = shelf.process("add", "paper", "New")
    assert (ran.code, ran.out) == (1, "")
    assert "no regular file" in ran.err
    place.unlink()
    assert_all_is_well(shelf)


@KINDS
def test_a_configuration_that_is_named(shelf: Program, put: Put) -> None:
    put_at(put, shelf.folder / "mine.yaml")
    assert_refused(shelf.process("--config", "mine.yaml", "list"), 2)
    assert_all_is_well(shelf)


@KINDS
def test_a_configuration_that_is_to_be_written(shelf: Program, put: Put) -> None:
    put_at(put, shelf.folder / ".orgshelf.yaml")
    ran = shelf.process("config", "context", "one")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1


@KINDS
def test_a_template(shelf: Program, put: Put) -> None:
    put_at(put, shelf.folder / "mine.j2")
    assert_refused(shelf.process("export", "--template", "mine.j2"))


@KINDS
def test_the_journal(shelf: Program, put: Put) -> None:
    """Nothing is changed that could not be undone."""
    assert shelf.process("done", "one").code == 0
    (journal,) = (shelf.home / "state" / "orgshelf" / "journal").glob("*.jsonl")
    before = (shelf.folder / "notes" / "a.org").read_text()
    put_at(put, journal)
    for words in (["state", "one", "TODO"], ["undo"], ["log"]):
        assert_refused(shelf.process(*words))
    assert (shelf.folder / "notes" / "a.org").read_text() == before
    journal.unlink()
    assert shelf.process("state", "one", "TODO").code == 0


@KINDS
def test_the_lock(shelf: Program, put: Put) -> None:
    lock = shelf.home / "state" / "orgshelf" / "lock"
    put_at(put, lock)
    assert_refused(shelf.process("done", "one"))
    lock.unlink()
    assert_all_is_well(shelf)


@KINDS
def test_whatever_is_kept_in_the_cache(shelf: Program, put: Put) -> None:
    """It is only there to be quicker: without it all is done too."""
    cache = shelf.home / ".cache" / "orgshelf"
    shown = [["list"], ["export", "html"], ["search", "one"]]
    wanted = [shelf.process(*words) for words in shown]
    assert [ran.code for ran in wanted] == [0, 0, 0]
    places = [
        *cache.iterdir(),
        *(path.with_name(f"{path.name}-journal") for path in cache.iterdir()),
    ]
    assert len(places) == 2
    for path in places:
        put_at(put, path)
    assert [shelf.process(*words).out for words in shown] == [ran.out for ran in wanted]
    assert_all_is_well(shelf)


@KINDS
def test_what_a_link_leads_to(shelf: Program, put: Put) -> None:
    put_at(put, shelf.folder / "notes" / "linked")
    ran = shelf.process("open", "one", "--print")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no file linked" in ran.err
