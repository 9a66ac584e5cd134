"""The journal: what is kept, for how long, and what damage does to it."""

import json
import random
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgshelf.store.hunks import apply, compare
from orgshelf.store.journal import FileRecord, Journal, Limits, Mark, Record
from program import Program

DAY = 86_400


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


def record(number: int, recorded: int = 0, text: str = "x") -> Record:
    hunks = compare(b"old\n", f"{text}\n".encode("utf-8", "surrogateescape"))
    part = FileRecord("a.org", "1", "2", hunks, (f"line {number}",))
    return Record(number, "2026-11-23T09:00:00", "done a", recorded, (part,))


def numbers(journal: Journal) -> list[int]:
    return [line.number for line in journal.newest_first() if isinstance(line, Record)]


def fill(journal: Journal, count: int, recorded: int = 0, text: str = "x") -> None:
    first = journal.last_number() + 1
    for number in range(first, first + count):
        journal.begin(record(number, recorded, text))
        journal.end(number, took_effect=True)


def test_what_was_written_is_read_again(root: Path) -> None:
    journal = Journal(root)
    wanted = record(1, 5, "\udcff ä \x00 日本\r")
    journal.begin(wanted)
    assert journal.unfinished() == wanted
    journal.end(1, took_effect=False)
    assert [*journal.newest_first()] == [Mark(1, took_effect=False), wanted]
    assert journal.unfinished() is None


def test_it_is_bounded_by_its_size(root: Path) -> None:
    journal = Journal(root, Limits(size=100_000))
    fill(journal, 1_000, text="y" * 100)
    assert journal.path.stat().st_size <= 110_000
    kept = numbers(journal)
    assert kept[0] == 1_000
    assert kept == [*range(1_000, 1_000 - len(kept), -1)]
    assert len(kept) > 100


def test_a_change_that_is_larger_than_the_bound_can_be_undone_all_the_same(root: Path) -> None:
    journal = Journal(root, Limits(size=1_000))
    fill(journal, 3, text="y" * 10_000)
    assert numbers(journal) == [3]


def test_it_is_bounded_by_age(root: Path) -> None:
    journal = Journal(root, Limits(days=10))
    fill(journal, 3, recorded=100 * DAY)
    fill(journal, 2, recorded=105 * DAY)
    assert numbers(journal) == [5, 4, 3, 2, 1]
    fill(journal, 1, recorded=111 * DAY)
    assert numbers(journal) == [6, 5, 4]


def test_a_line_of_any_length_is_read_from_the_end(root: Path) -> None:
    journal = Journal(root)
    for number, length in enumerate((10, 70_000, 3, 200_000, 65_536), 1):
        journal.begin(record(number, text="z" * length))
        journal.end(number, took_effect=True)
    assert numbers(journal) == [5, 4, 3, 2, 1]


TEXTS = st.binary(max_size=60) | st.lists(
    st.sampled_from([b"* TODO A", b"", b"text", b"\xff", "ä".encode(), b"\r"]), max_size=30
).map(b"\n".join)


@given(st.none() | TEXTS, st.none() | TEXTS)
def test_hunks_lead_from_any_version_to_any_other_and_back(
    before: bytes | None, after: bytes | None
) -> None:
    hunks = compare(before, after)
    assert apply(before, hunks) == after
    assert apply(after, [hunk.reversed() for hunk in hunks]) == before


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    """Where in a piece of JSON there is something."""
    if not isinstance(value, dict | list):
        return [path]
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    return [path, *(p for key, inner in inside for p in paths(inner, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], new: object) -> Any:  # noqa: ANN401
    if not path:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = replaced(value[path[0]], path[1:], new)
    return copied


@pytest.mark.parametrize(
    "new", [None, True, -1, 10**30, 1.5, "", "x", [], [1], {}, {"a": 1}], ids=repr
)
def test_no_wrong_value_in_a_record_ends_in_a_traceback(run: Program, new: object) -> None:
    run.note("a.org", "* TODO A\n* TODO B\n")
    run("done", "A")
    (path,) = (run.home / "state" / "orgshelf" / "journal").iterdir()
    whole = path.read_bytes()
    lines = [json.loads(line) for line in whole.split(b"\n") if line]
    others = cycle((["undo", "--dry-run"], ["undo", "1", "--dry-run"], ["list"]))
    for number, line in enumerate(lines):
        for spot in paths(line):
            damaged = replaced(line, spot, new)
            texts = [json.dumps(damaged if n == number else one) for n, one in enumerate(lines)]
            path.write_text("\n".join(texts) + "\n")
            before = run.note("a.org", "* DONE A\nCLOSED: [2026-11-23 Mon 09:00]\n* TODO B\n")
            for command in (["log"], next(others)):
                ran = run(*command)
                assert ran.code in (0, 1, 3, 5), (spot, command, ran.err)
            assert b"TODO B" in before.read_bytes()


def test_no_flipped_bytes_stop_a_change_or_end_in_a_traceback(run: Program) -> None:
    chance = random.Random(7)
    books = run.note("a.org", "* TODO A\n* TODO B\n* TODO C\n")
    run("done", "A")
    run("deadline", "B", "2026-12-01")
    run("undo")
    (path,) = (run.home / "state" / "orgshelf" / "journal").iterdir()
    whole, text = path.read_bytes(), books.read_bytes()
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        cut = chance.choice([len(damaged), chance.randrange(len(damaged))])
        path.write_bytes(damaged[:cut])
        books.write_bytes(text)
        assert run("log").code == 0
        assert run("undo").code in (0, 3, 5)
        assert run("done", "C").code == 0
        assert b"DONE C" in books.read_bytes()


def test_fields_that_a_later_version_has_added_are_passed_over(run: Program) -> None:
    books = run.note("a.org", "* TODO A\n")
    run("done", "A")
    (path,) = (run.home / "state" / "orgshelf" / "journal").iterdir()
    first, second = (json.loads(line) for line in path.read_bytes().split(b"\n") if line)
    first["change"]["mood"] = first["change"]["files"][0]["mood"] = "good"
    path.write_text(f"{json.dumps(first)}\n{json.dumps(second | {'mood': 1})}\n")
    assert "Done A" not in run("log").out
    assert run("undo").code == 0
    assert books.read_text() == "* TODO A\n"


@pytest.mark.parametrize("key", ["journal_days", "journal_megabytes"])
def test_the_bounds_are_set_in_the_configuration(run: Program, key: str) -> None:
    run.note("a.org", "* TODO A\n")
    (run.folder / ".orgshelf.yaml").write_text(f"{key}: 0\n")
    refused = run("done", "A")
    assert refused.code == 2
    assert key in refused.err
    (run.folder / ".orgshelf.yaml").write_text(f"{key}: 1\n")
    assert run("done", "A").code == 0


def test_undo_says_that_a_change_is_too_old(run: Program) -> None:
    run.note("a.org", "* TODO A\n* TODO B\n")
    (run.folder / ".orgshelf.yaml").write_text("journal_days: 1\n")
    run("done", "A")
    (path,) = (run.home / "state" / "orgshelf" / "journal").iterdir()
    lines = [json.loads(line) for line in path.read_bytes().split(b"\n") if line]
    lines[0]["change"]["recorded"] -= 3 * DAY
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    run("done", "B")
    ran = run("undo", "1")
    assert ran.code == 3
    assert "too old" in ran.err
    assert [line.split()[0] for line in run("log").lines] == ["2"]
