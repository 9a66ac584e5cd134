"""What was captured is found again by its title, whatever else is in the inbox."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orgshelf.actions.capturing import Tree, capture
from orgshelf.actions.history import undo
from orgshelf.store.config import Config
from orgshelf.store.journal import Journal
from orgshelf.store.opening import library_in_memory

NOW = datetime(2026, 11, 23, 9)
TITLES = st.sampled_from(
    (
        *("plain", "*bold* and /more/", "[[https://example.org][link]]", "[#A] first", "TODO it"),
        *("half [1/2]", "x :tag:", "COMMENT no", "https://example.org/_a_b_", "\\alpha{}", "=a="),
    )
)
LINES = st.one_of(
    st.builds("{} {}".format, st.sampled_from(("*", "**", "***")), TITLES),
    st.sampled_from(("", "text", "#+TODO: LATER | GONE", "#+begin_src", ":PROPERTIES:", ":END:")),
)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """Give empty notes with a journal of their own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    notes = tmp_path / "notes"
    notes.mkdir()
    return Tree(notes, Config(), NOW)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, max_size=6), TITLES, TITLES)
def test_each_can_be_taken_back_whatever_came_after(
    tree: Tree, lines: list[str], first: str, second: str
) -> None:
    inbox = tree.root / "inbox.org"
    inbox.write_text("".join(f"{line}\n" for line in ("* start", *lines)))
    before = written(inbox)
    capture(tree, f"{first} one").commit("capture")
    capture(tree, f"{second} two").commit("capture")
    number = len(library_in_memory(tree.root, Config(), NOW).entries)
    after = written(inbox)
    undo(library_in_memory(tree.root, Config(), NOW), _last(tree) - 1).commit("undo")
    place = after.index(f"* {first} one")
    assert written(inbox) == after[:place] + after[place + 2 :]
    assert len(library_in_memory(tree.root, Config(), NOW).entries) == number - 1
    undo(library_in_memory(tree.root, Config(), NOW)).commit("undo")
    assert written(inbox) == before


def written(inbox: Path) -> list[str]:
    """The lines that are not blank: those before a heading come and go with it."""
    return [line for line in inbox.read_text().splitlines() if line]


def _last(tree: Tree) -> int:
    """The number of the newest change."""
    return Journal(tree.root).last_number()
