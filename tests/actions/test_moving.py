"""Whatever is moved in whatever notes: no heading is lost, and undo gives every byte back."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from emacs.random_moves import random_archiving
from orgshelf.actions import history
from orgshelf.actions.refiling import archive, refile
from orgshelf.actions.transaction import Change, Transaction
from orgshelf.errors import MoveError
from orgshelf.shelf.entries import Entry
from orgshelf.store.config import Config
from orgshelf.store.library import Library
from orgshelf.store.opening import library_in_memory

NOW = datetime(2026, 11, 23, 1, 25)
CASES = range(40)
_COUNTED = re.compile(r"\[\d*/\d*\]|\[\d*%\]| :\S+:$")


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def titles(folder: Path) -> Counter[str]:
    """The headings' words, without what a move may count or align anew."""
    lines = (line for data in content(folder).values() for line in data.decode().splitlines())
    words = (" ".join(line.lstrip("*").split()) for line in lines if line.startswith("*"))
    return Counter(_COUNTED.sub("", text) for text in words)


def prepared(library: Library, rng: Random, targets: Sequence[Entry]) -> list[Change]:
    if rng.random() < 0.5:
        return archive(library, targets).prepare()
    return refile(library, targets, rng.choice(library.entries)).prepare()


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_lost_and_all_can_be_taken_back(case: int, notes: Path) -> None:
    rng = Random(case)
    for name in ("a.org", "b.org"):
        (notes / name).write_bytes(random_archiving(case, ord(name[0])).data)
    before, headings = content(notes), titles(notes)
    library = library_in_memory(notes, Config(), NOW)
    targets = rng.sample(library.entries, rng.randint(1, min(4, len(library.entries))))
    try:
        changes = prepared(library, rng, targets)
    except MoveError:
        assert content(notes) == before
        return
    Transaction(notes, NOW, "move").commit(lambda: changes)
    assert titles(notes) >= headings
    changed = library_in_memory(notes, Config(), NOW)
    if done := history.changes(changed):
        history.take_back(changed, done[0], "undo")
    assert content(notes) == before
