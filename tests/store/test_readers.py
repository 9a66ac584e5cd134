"""Reading files that were there when the folder was looked through."""

from pathlib import Path

from orgshelf.store.config import Config
from orgshelf.store.readers import Job, read_all
from orgshelf.store.walk import walk


def test_a_file_that_is_gone_when_its_turn_comes_is_no_error(tmp_path: Path) -> None:
    for name in ("a.org", "b.org"):
        (tmp_path / name).write_text("* A\n")
    jobs = [Job(number, note) for number, note in enumerate(walk(tmp_path, lambda _: None))]
    (tmp_path / "a.org").unlink()
    gone, there = read_all(tmp_path, Config(), jobs, lambda _: None)
    assert (gone.rows, gone.error) == (None, "")
    assert there.rows is not None


def test_a_file_too_large_for_memory_is_refused_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.org").write_text("* A\n")
    with (tmp_path / "huge.org").open("wb") as file:
        file.truncate((64 << 20) + 1)
    jobs = [Job(number, note) for number, note in enumerate(walk(tmp_path, lambda _: None))]
    small, huge = read_all(tmp_path, Config(), jobs, lambda _: None)
    assert small.rows is not None
    assert (huge.rows, huge.error) == (None, "it has more than 64 MiB")


def test_a_link_that_leads_nowhere_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.org").symlink_to(tmp_path / "nowhere.org")
    jobs = [Job(number, note) for number, note in enumerate(walk(tmp_path, lambda _: None))]
    (found,) = read_all(tmp_path, Config(), jobs, lambda _: None)
    assert found.error == "No such file or directory"
