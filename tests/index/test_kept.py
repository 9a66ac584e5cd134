"""What a report has said of each heading is kept, and never outlives what it was made from."""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bench import trees
from index.both import both
from index.odd import written
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.kept import Texts
from orgshelf.shelf.query import Query
from program import ROOT, Program

HEADINGS = "SELECT count(*) FROM heading"
KEPT = "SELECT count(*) FROM kept"


class Shelf(Program):
    """Notes that a test may change, and their index."""

    @property
    def notes(self) -> Path:
        """The notes."""
        return self.folder / "notes"

    def export(self, *words: str) -> str:
        """A report, which must be the one without the index."""
        report = self("--notes", "notes", "export", *words)
        assert report == self("--no-index", "--notes", "notes", "export", *words)
        assert report.code == 0
        return report.out

    def index(self) -> Path:
        """The one file of the index."""
        (file,) = self.home.rglob("*.sqlite")
        return file

    def count(self, query: str) -> int:
        """A number from the index."""
        with closing(sqlite3.connect(self.index())) as connection:
            (number,) = connection.execute(query).fetchone()
        return int(number)

    def titles(self) -> list[str]:
        """The titles in a report."""
        return [item["title"] for item in json.loads(self.export("json"))["items"]]


@contextmanager
def _changing(shelf: Shelf) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(shelf.index())) as connection:
        yield connection
        connection.commit()


@pytest.fixture(params=["notes", "examples/notes", "odd", "many"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    notes = tmp_path / "notes"
    if request.param == "odd":
        written(notes)
    elif request.param == "many":
        trees.write(notes, 1_000)
    else:
        shutil.copytree(ROOT / request.param, notes)
    return Shelf(tmp_path, tmp_path / "home")


@pytest.fixture
def odd(tmp_path: Path) -> Shelf:
    written(tmp_path / "notes")
    return Shelf(tmp_path, tmp_path / "home")


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_a_report_is_the_same_each_time(shelf: Shelf, format_: str) -> None:
    assert shelf.export(format_) == shelf.export(format_)
    assert shelf.count(KEPT) == shelf.count(HEADINGS)
    shelf.export("json", "--notes-text")
    shelf.export("json", "kind:book")
    shelf.export("jsonl", "tags:nothing")


def test_notes_without_headings_have_a_report(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "empty.org").write_text("no heading")
    shelf = Shelf(tmp_path, tmp_path / "home")
    assert json.loads(shelf.export("json"))["items"] == []
    assert shelf.export("jsonl") == ""


def test_what_is_kept_is_not_made_again(odd: Shelf) -> None:
    first = odd.export("json")
    with _changing(odd) as connection:
        connection.execute("UPDATE kept SET item = replace(item, 'Videos', 'Oedivs')")
    again = odd("--notes", "notes", "export", "json").out
    assert again != first
    assert again.count("Oedivs") > 0


def test_only_the_headings_of_a_changed_file_are_told_again(odd: Shelf) -> None:
    odd.export("json")
    note = odd.notes / "a.org"
    note.write_text("#+FILETAGS: :new:\n" + note.read_text(encoding="utf-8"), encoding="utf-8")
    odd("--notes", "notes", "list")
    gone = odd.count(HEADINGS) - odd.count(KEPT)
    assert gone == note.read_text(encoding="utf-8").count("\n*")
    assert '"new"' in odd.export("json")
    (odd.notes / "b.org").rename(odd.notes / "c.org")
    (odd.notes / "mac.org").unlink()
    odd.export("json")
    assert odd.count(KEPT) == odd.count(HEADINGS)
    assert odd.count("SELECT count(*) FROM kept WHERE id NOT IN (SELECT id FROM heading)") == 0


def test_a_new_heading_lengthens_the_ids_of_others(odd: Shelf) -> None:
    odd.export("json")
    many = "".join(f"* TODO number {number}\n" for number in range(2_000))
    (odd.notes / "many.org").write_text(many)
    odd.export("json")
    (odd.notes / "many.org").unlink()
    odd.export("json")


def test_a_setup_file_and_the_configuration_are_part_of_it(odd: Shelf) -> None:
    setup, config = odd.notes / "setup.inc", odd.notes / ".orgshelf.yaml"
    setup.write_text("#+TODO: OPEN | SHUT\n")
    (odd.notes / "own.org").write_text("#+SETUPFILE: setup.inc\n* OPEN one\n* LATER two\n")
    assert "LATER two" in odd.titles()
    setup.write_bytes(b"#+TODO: LATER | SHUT\n#+PROPERTY: KIND \xff\n")
    assert "OPEN one" in odd.titles()
    setup.unlink()
    odd.export("json")
    config.write_text("kinds: {course: {titles: [Papers]}}\ndropped: [DONE]\n")
    odd.export("json")
    config.write_text('todo_keywords: ["LATER | DONE"]\n')
    assert "two" in odd.titles()


def test_an_index_that_another_holds_is_read_all_the_same(tmp_path: Path) -> None:
    shelf = Program(tmp_path, tmp_path / "home")
    notes = ["--notes", str(ROOT / "examples" / "notes")]
    shelf(*notes, "list")
    (index,) = shelf.home.rglob("*.sqlite")
    wanted = shelf("--no-index", *notes, "export", "json")
    with closing(sqlite3.connect(index, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert shelf(*notes, "export", "json") == wanted
        assert other.execute(KEPT).fetchone() == (0,)
        other.execute("ROLLBACK")
    assert shelf(*notes, "export", "json") == wanted


def test_several_reports_at_once(odd: Shelf) -> None:
    script = "for i in 1 2 3 4; do orgshelf --notes notes export json -o $i.json & done; wait"
    assert odd.shell(script).code == 0
    reports = {(odd.folder / f"{number}.json").read_bytes() for number in range(1, 5)}
    assert reports == {odd.export("json").encode()}
    assert odd.count(KEPT) == odd.count(HEADINGS)


def test_what_another_process_made_old_meanwhile_is_not_kept(tmp_path: Path) -> None:
    root = written(tmp_path / "notes")
    indexed = both(root, tmp_path).indexed
    made = Texts(b"", None, "", None, None)

    def tell(entries: Sequence[Entry]) -> list[Texts]:
        (root / "a.org").write_text("* TODO quite another\n")
        both(root, tmp_path)
        return [made for _ in entries]

    found = indexed.briefs(Query(), tell)
    assert found is not None
    assert {brief.item for brief in found} == {made.item}
    (index,) = tmp_path.glob("orgshelf/*.sqlite")
    with closing(sqlite3.connect(index)) as connection:
        assert connection.execute(KEPT).fetchone() == (0,)


def test_without_an_index_nothing_is_kept(odd: Shelf) -> None:
    assert odd("--no-index", "--notes", "notes", "export", "json").code == 0
    assert not list(odd.home.rglob("*.sqlite"))
