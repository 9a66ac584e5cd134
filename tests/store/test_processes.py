"""An index that several processes use at once: none is misled, none spoils it for the others."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from time import sleep

import pytest

from faults.processes import run, start
from orgshelf.query import Query
from orgshelf.store.config import Config
from orgshelf.store.opening import open_library, reopened

NOW = datetime(2026, 11, 23, 10)
BEFORE = "* TODO One\n* TODO Two\n"
AFTER = "* TODO Zero\n* TODO One\n* TODO Two\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.org").write_text(BEFORE)
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process keeps its indexes."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def index_of(notes: Path) -> Path:
    """The file of the index, which a first run makes."""
    assert run(notes, "list").returncode == 0
    (file,) = notes.parent.glob(".cache/orgshelf/*.sqlite")
    return file


@contextmanager
def held(index: Path) -> Iterator[None]:
    """Let nobody else read or write the index."""
    with closing(sqlite3.connect(index, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


def test_who_waits_for_an_index_reads_the_notes_as_they_are_then(notes: Path) -> None:
    index = index_of(notes)
    (notes / "b.org").write_text("* TODO Seen before the wait\n")
    with closing(sqlite3.connect(index, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        waiting = start(notes, "list")
        sleep(1)
        (notes / "c.org").write_text("* TODO Written during the wait\n")
        connection.execute("ROLLBACK")
        out, _ = waiting.communicate(timeout=60)
    assert "Written during the wait" in out


@pytest.mark.parametrize("words", [["done", "One"], ["add", "book", "New"], ["clock", "in", "One"]])
def test_an_index_that_others_hold_hinders_no_change_and_stays(
    notes: Path, words: list[str]
) -> None:
    index = index_of(notes)
    inode = index.stat().st_ino
    with held(index):
        ended = run(notes, *words)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(run(notes, "log").stdout.splitlines()) == 1
    assert index.stat().st_ino == inode


def test_who_holds_the_lock_reads_the_notes_again_whatever_others_do_to_the_index(
    notes: Path, cache: Path
) -> None:
    mine = open_library(notes, Config(), NOW)
    (notes / "a.org").write_text(AFTER)
    (index,) = cache.glob("orgshelf/*.sqlite")
    with held(index):
        assert [entry.heading.title for entry in reopened(mine).entries] == ["Zero", "One", "Two"]
    index.unlink()
    (notes / "a.org").write_text(BEFORE)
    assert [entry.heading.title for entry in reopened(mine).entries] == ["One", "Two"]


def test_headings_are_not_mistaken_where_the_index_changes_while_they_are_looked_for(
    notes: Path, cache: Path
) -> None:
    mine = open_library(notes, Config(), NOW)
    found = mine.select(Query())
    (notes / "a.org").write_text(AFTER)
    open_library(notes, Config(), NOW)
    with pytest.raises(sqlite3.OperationalError):
        mine.load_full(found)
