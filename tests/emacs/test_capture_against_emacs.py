"""What is captured into random inboxes is what org-capture writes, byte for byte."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from emacs.comparing import differences
from emacs.oracle import DEFAULT_NOW, Job, Outcome
from emacs.test_state_against_emacs import diff
from orgshelf.actions.capturing import Tree, capture
from orgshelf.store.config import Config

pytestmark = pytest.mark.emacs

TEXTS = ("Buy a rope", "TODO read it", "https://example.org/a?b=1", "* a star", "Knöten :tag:")
LINES = ("", "", "", "  ", "* A", "* B :x:", "** C", "text", "#+TITLE: In", "[2026-01-01 Thu]")


@dataclass(frozen=True, slots=True)
class Inbox:
    """An inbox as it was, and what is captured one after the other."""

    data: bytes
    texts: tuple[str, ...]


def random_inbox(index: int) -> Inbox:
    rng = Random(f"capture-{index}")
    lines = "\n".join(rng.choice(LINES) for _ in range(rng.randint(0, 7)))
    ending = rng.choice(("", "\n", "\n", "\n\n"))
    return Inbox(f"{lines}{ending}".encode(), tuple(rng.choices(TEXTS, k=rng.randint(1, 3))))


def test_what_is_captured_is_what_emacs_writes(emacs_cases: int, tmp_path: Path) -> None:
    inboxes = [Inbox(b"", TEXTS), *map(random_inbox, range(4 * emacs_cases))]
    notes = tmp_path / "notes"
    notes.mkdir()

    def difference(inbox: Inbox, theirs: Outcome) -> str | None:
        assert theirs.data is not None, theirs.error
        ours = captured(inbox, notes)
        return None if ours == theirs.data else diff(theirs.data, ours)

    assert differences(inboxes, job, difference, tmp_path) == []


def job(inbox: Inbox) -> Job:
    commands = [{"op": "capture", "line": 1, "text": text} for text in inbox.texts]
    return Job(inbox.data, commands, newer=True)


def captured(inbox: Inbox, notes: Path) -> bytes:
    """The bytes that we write, each text on what the one before has left."""
    file = notes / "inbox.org"
    file.write_bytes(inbox.data)
    tree = Tree(notes, Config(), datetime.fromisoformat(DEFAULT_NOW))
    for text in inbox.texts:
        (change,) = capture(tree, text).prepare()
        assert change.data is not None
        file.write_bytes(change.data)
    return file.read_bytes()
