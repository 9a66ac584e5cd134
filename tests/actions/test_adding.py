"""Adding to notes that were changed since they were read."""

from datetime import datetime
from pathlib import Path

from orgshelf.actions.adding import NewWork, add
from orgshelf.store.config import Config
from orgshelf.store.opening import library_in_memory

NOW = datetime(2026, 11, 23, 9)


def test_a_shelf_that_somebody_made_meanwhile_is_used(tmp_path: Path) -> None:
    note = tmp_path / "tutorials.org"
    note.write_text("")
    library = library_in_memory(tmp_path, Config(), NOW)
    note.write_text("* Tutorials\n** TODO Theirs\n")
    (change,) = add(library, NewWork("tutorial", "Ours")).prepare()
    assert change.data == b"* Tutorials\n** TODO Theirs\n** TODO Ours\n"
