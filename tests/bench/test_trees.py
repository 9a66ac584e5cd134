"""The trees that are measured: always the same, and like what a person keeps."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench import trees
from orgshelf.actions.linting import lint, of_files_alone
from orgshelf.store.config import Config, LintChoice
from orgshelf.store.opening import library_in_memory

SIZE = 3_000
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_the_same_size_and_seed_give_the_same_tree() -> None:
    assert list(trees.files(SIZE, 7)) == list(trees.files(SIZE, 7))


def test_another_seed_gives_another_tree() -> None:
    assert dict(trees.files(SIZE, 7)) != dict(trees.files(SIZE, 8))


def test_a_smaller_tree_is_the_beginning_of_a_larger() -> None:
    assert list(trees.files(SIZE))[:5] == list(trees.files(500))


def test_a_size_that_fills_no_whole_file_is_refused() -> None:
    with pytest.raises(ValueError, match="multiple of 100"):
        list(trees.files(150))


def test_a_tree_is_read_whole_and_has_all_that_notes_have(tmp_path: Path) -> None:
    found = library_in_memory(trees.write(tmp_path, SIZE), Config(), NOW)
    headings = [entry.heading for entry in found.entries]
    kinds = Counter(entry.kind for entry in found.entries)
    assert len(headings) == SIZE
    assert set(kinds) == {"book", "paper", "tutorial", "video"}
    assert {heading.level for heading in headings} == {1, 2, 3, 4}
    assert {"TODO", "DONE", None} < {heading.keyword for heading in headings}
    assert all(
        (
            any(heading.priority for heading in headings),
            any(heading.tags for heading in headings),
            any(heading.properties for heading in headings),
            any(heading.planning.closed for heading in headings),
            any(heading.planning.scheduled for heading in headings),
            any("[[https://" in entry.text for entry in found.entries),
        )
    )


def test_every_line_of_a_tree_is_valid_org(tmp_path: Path) -> None:
    found = library_in_memory(trees.write(tmp_path, SIZE), Config(), NOW)
    # What the cookies of a tree say is chance.
    checks = of_files_alone(LintChoice(off=frozenset({"statistics-cookie"})))
    assert lint(found, checks) == []
