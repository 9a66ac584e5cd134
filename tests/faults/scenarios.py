"""Notes before a command and after it, to be had again as often as a command is to fail."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from faults.forks import Forks

Words = tuple[str, ...]
Contents = Mapping[str, bytes]

NOTES = {
    "books.org": "* Books\n** TODO Alpha\n   text of Alpha\n** TODO Beta\n   text of Beta\n",
    "papers.org": "* Papers\n** TODO Gamma\n   text of Gamma\n",
    "videos.org": "* Videos\n** TODO Weekly\nDEADLINE: <2026-11-20 Fri +1w>\n   text of Weekly\n",
}
REFILE = ("refile", "Alpha", "--to", "papers.org:1")
ARCHIVE = ("archive", "Alpha")
ADD = ("add", "book", "Delta")
DONE = ("done", "Alpha", "Gamma", "Weekly")
UNDO = ("undo",)

#: What is done, each with what is done before so that it can be.
COMMANDS: Mapping[str, tuple[Sequence[Words], Words]] = {
    "refile": ((), REFILE),
    "archive": ((), ARCHIVE),
    "archive to a file that is there": ((("archive", "Beta"),), ARCHIVE),
    "add": ((), ADD),
    "done in three files": ((), DONE),
    "done and repeated": ((), ("done", "Weekly")),
    "undo of a refile": ((REFILE,), UNDO),
    "undo of an archive": ((ARCHIVE,), UNDO),
    "undo of an add": ((ADD,), UNDO),
    "undo of done in three files": ((DONE,), UNDO),
    "undo of an undo": ((REFILE, UNDO), ("undo", "2")),
}


@dataclass(frozen=True, slots=True)
class State:
    """The bytes of every file of the notes, and what `log` tells of each change."""

    files: Contents
    log: Sequence[tuple[str, Words]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A command that is to fail, and the states that its notes are in with and without it.

    ``undone`` is the state after an undo of the command.
    """

    forks: Forks
    words: Words
    stored: Path
    before: State
    after: State
    undone: State

    def restore(self) -> None:
        """Lay the notes, the journal and the index as they were before the command."""
        home = self.forks.notes.parent
        shutil.rmtree(home)
        shutil.copytree(self.stored, home, symlinks=True)


def make_scenario(
    forks: Forks,
    stored: Path,
    first: Sequence[Words],
    words: Words,
    notes: Mapping[str, str] = NOTES,
) -> Scenario:
    """Lay the notes, do what comes first and keep that; then see what the command makes of it."""
    home = forks.notes.parent
    shutil.rmtree(home, ignore_errors=True)
    forks.notes.mkdir(parents=True)
    for name, text in notes.items():
        (forks.notes / name).write_text(text)
    succeed(forks, ("list",), *first)
    shutil.copytree(home, stored, symlinks=True)
    states = [state(forks)]
    for command in (words, ("undo", str(len(first) + 1))):
        succeed(forks, command)
        states.append(state(forks))
    assert states[0].files == states[2].files != states[1].files
    return Scenario(forks, words, stored, *states)


def succeed(forks: Forks, *commands: Words) -> None:
    """Run commands, one after the other, of which none may fail."""
    for words in commands:
        ended = forks(*words)
        assert (ended.code, ended.err) == (0, ""), (words, ended)


def state(forks: Forks) -> State:
    """What is in the notes now, hidden files too, and what `log` tells."""
    return State(files(forks.notes), [(change.kind, change.lines) for change in forks.log()])


def files(notes: Path) -> Contents:
    """Every file of the notes, hidden ones too."""
    return {path.name: path.read_bytes() for path in sorted(notes.iterdir())}
