"""Whatever becomes of the index, the answers are those of the notes."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import zygote
from orgshelf.query import Query
from program import COMMAND, PATIENCE, ROOT
from store.both import both

NOTES = ROOT / "notes"


class Shelf:
    """Notes with a cache of their own, and the program as a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.notes = folder / "notes"
        self.cache = folder / "cache"
        self.home = folder / "home"
        self.home.mkdir()
        shutil.copytree(NOTES, self.notes)

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start the program."""
        command, pipe = [*COMMAND, *self._words(arguments)], subprocess.PIPE
        return subprocess.Popen(
            command, env=self._environment(), stdout=pipe, stderr=pipe, text=True
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Its exit code and what it said."""
        return zygote.run(self._words(arguments), self.home, self._environment(), PATIENCE)

    def _words(self, arguments: Sequence[str]) -> list[str]:
        return ["--notes", str(self.notes), *arguments]

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.cache),
            "ORGSHELF_NOW": "2026-11-23T09:00",
        }

    def right(self) -> None:
        """The index and the notes give the same answer, and no word is said of it."""
        with_index = self.run("list", "--all", "--format", "json")
        assert with_index == self.run("--no-index", "list", "--all", "--format", "json")
        assert with_index[0] == 0
        assert with_index[2] == ""

    @property
    def index(self) -> Path:
        """The one file of the index."""
        (file,) = self.cache.glob("orgshelf/*.sqlite")
        return file


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path)
    made.right()
    return made


def test_the_index_is_in_the_cache_and_only_its_owner_reads_it(shelf: Shelf) -> None:
    assert shelf.index.stat().st_mode & 0o077 == 0
    assert [path.name for path in shelf.notes.iterdir() if path.suffix != ".org"] == []


def test_without_index_none_is_made(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert shelf.run("--no-index", "list")[0] == 0
    assert not shelf.cache.exists()


def _remove(file: Path) -> None:
    file.unlink()


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _garbage(file: Path) -> None:
    file.write_bytes(os.urandom(50_000))


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _zeros(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    file.write_bytes(data)


def _other_program(file: Path) -> None:
    file.unlink()
    _sql(file, "CREATE TABLE heading (x)")


def _other_version(file: Path) -> None:
    _sql(file, "UPDATE meta SET value = 'of another version'; UPDATE heading SET text = 'old'")


def _lost_table(file: Path) -> None:
    _sql(file, "DROP TABLE entry")


def _headings(file: Path) -> int:
    import sqlite3

    connection = sqlite3.connect(file)
    (count,) = connection.execute("SELECT count(*) FROM heading JOIN entry USING (id)").fetchone()
    connection.close()
    return int(count)


def _sql(file: Path, statements: str) -> None:
    import sqlite3

    connection = sqlite3.connect(file)
    connection.executescript(statements)
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [_remove, _empty, _garbage, _cut, _zeros, _other_program, _other_version, _lost_table],
)
def test_a_damaged_index_gives_right_answers(shelf: Shelf, damage: Callable[[Path], None]) -> None:
    before = _headings(shelf.index)
    damage(shelf.index)
    shelf.right()
    shelf.right()
    assert _headings(shelf.index) == before  # it is whole again


def test_flipped_bytes_are_never_a_traceback(shelf: Shelf, sqlite_faults: int) -> None:
    from random import Random

    shelf.run("export", "json")
    whole = shelf.index.read_bytes()
    for seed in range(3 * sqlite_faults):
        chance, data = Random(seed), bytearray(whole)
        for _ in range(2_000):
            data[chance.randrange(100, len(data))] = chance.randrange(256)
        shelf.index.write_bytes(data)
        for command in ("list", "progress", "search theano", "show 2a07", "export json"):
            assert "Traceback" not in shelf.run(*command.split())[2], seed


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE work SET rank = 99",
        "UPDATE work SET touched = 'x'",
        "UPDATE fact SET day = day - 1000000",
        "UPDATE fact SET sort = 77",
        "UPDATE kind SET first = first + (77 << 32)",
        "UPDATE heading SET kind = x'ff'; UPDATE kind SET name = x'ff'",
    ],
)
def test_numbers_that_nobody_wrote_are_known_for_that(tmp_path: Path, statement: str) -> None:
    import sqlite3

    indexed = both(ROOT / "examples" / "notes", tmp_path).indexed
    _sql(next(tmp_path.glob("orgshelf/*")), statement)
    with pytest.raises(sqlite3.DatabaseError, match="makes no sense"):
        indexed.numbers(Query())


def test_no_place_for_a_cache(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.cache.write_text("a file where a folder should be")
    shelf.right()
    assert shelf.run("search", "theano")[0] == 0


def test_a_cache_that_another_user_owns(shelf: Shelf) -> None:
    """The index is a folder: it can be neither opened nor removed."""
    shelf.index.unlink()
    next(shelf.cache.glob("orgshelf")).rmdir()
    (shelf.cache / "orgshelf").write_text("")
    shelf.right()


def test_a_pipe_in_the_place_of_the_index(shelf: Shelf) -> None:
    place = shelf.index
    place.unlink()
    os.mkfifo(place)
    shelf.right()


def _same_stamp(note: Path, old: bytes, new: bytes) -> None:
    """Write other bytes of the same number, and set the file's time back."""
    before = note.stat()
    assert len(old) == len(new)
    data = note.read_bytes()
    assert old in data
    note.write_bytes(data.replace(old, new))
    os.utime(note, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_write_in_the_same_second_with_the_same_size_is_seen(shelf: Shelf) -> None:
    _same_stamp(shelf.notes / "papers.org", b"TODO", b"DONE")
    shelf.right()


def test_a_file_put_in_the_place_of_another_is_seen(shelf: Shelf) -> None:
    note = shelf.notes / "papers.org"
    before, other = note.stat(), shelf.notes / "new"
    other.write_bytes(note.read_bytes().replace(b"TODO", b"DONE"))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(note)
    shelf.right()


@pytest.mark.parametrize("shift", [-(10**9), 10**9])
def test_a_clock_that_jumps(shelf: Shelf, shift: int) -> None:
    note = shelf.notes / "papers.org"
    os.utime(note, (time.time() + shift, time.time() + shift))
    shelf.right()
    _same_stamp(note, b"TODO", b"DONE")
    shelf.right()


def test_files_come_go_and_change_their_names(shelf: Shelf) -> None:
    (shelf.notes / "papers.org").rename(shelf.notes / "articles.org")
    shelf.right()
    (shelf.notes / "sub").mkdir()
    (shelf.notes / "articles.org").rename(shelf.notes / "sub" / "papers.org")
    (shelf.notes / "new.org").write_text("* TODO new\n")
    shelf.right()
    (shelf.notes / "new.org").unlink()
    shelf.right()


def test_the_tags_of_a_file_stay_when_the_one_before_it_changes(shelf: Shelf) -> None:
    for name in ("x.org", "y.org", "z.org"):
        (shelf.notes / name).write_text(f"#+FILETAGS: :of_{name[0]}:\n* TODO {name}\n")
    shelf.right()
    for name in ("x.org", "y.org"):
        (shelf.notes / name).write_text("* TODO other\n")
        assert shelf.run("tags") == shelf.run("--no-index", "tags")
    (shelf.notes / "y.org").unlink()
    assert "of_z" in shelf.run("tags", "--everything")[1]


def test_a_setup_file_that_changes(shelf: Shelf) -> None:
    setup = shelf.notes / "setup.inc"
    note = shelf.notes / "own.org"
    setup.write_text("#+TODO: OPEN | SHUT\n")
    note.write_text("#+SETUPFILE: setup.inc\n* OPEN one\n* LATER two\n")
    shelf.right()
    setup.write_text("#+TODO: LATER | SHUT\n")
    shelf.right()
    setup.unlink()
    shelf.right()


def test_a_configuration_that_changes(shelf: Shelf) -> None:
    config = shelf.notes / ".orgshelf.yaml"
    config.write_text("kinds: {course: {titles: [Tutorials]}}\ndropped: [DONE]\n")
    shelf.right()
    config.write_text('todo_keywords: ["LATER | DONE"]\n')
    shelf.right()


def test_a_note_that_cannot_be_read_is_named_each_time(shelf: Shelf) -> None:
    (shelf.notes / "papers.org").unlink()
    (shelf.notes / "papers.org").symlink_to("nowhere")
    first, second = shelf.run("list"), shelf.run("list")
    assert first == second == shelf.run("--no-index", "list")
    assert first[0] == 6
    assert "papers.org could not be read" in first[2]


def test_several_at_once_make_and_change_the_index(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    listing = [shelf.start("list", "--format", "json") for _ in range(6)]
    printed = {process.communicate(timeout=60) for process in listing}
    assert len(printed) == 1
    titles = ["robustness", "dynamical systems", "learning color features"]
    marking = [shelf.start("done", title) for title in titles] + [shelf.start("list")]
    for process in marking:
        process.communicate(timeout=60)
    assert [process.returncode for process in marking] == [0, 0, 0, 0]
    shelf.right()


def test_a_process_that_dies_while_it_indexes_leaves_no_harm(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for number in range(200):
        (shelf.notes / f"{number}.org").write_text("* TODO one\n" * 50)
    for wait in (0.15, 0.25, 0.35, 0.5):
        process = shelf.start("list")
        time.sleep(wait)
        process.kill()
        process.communicate()
    shelf.right()
