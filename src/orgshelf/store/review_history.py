"""The file in which org-fc keeps each review: a line for each, the newest last.

It lies outside the notes. A line goes in with the change that it tells of, and out again with
that change, so the journal has it too.
"""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from orgshelf.errors import OrgshelfError
from orgshelf.store import files
from orgshelf.store.file_access import open_regular
from orgshelf.store.paths import home, state_dir

_NAME = "org-fc-reviews.tsv"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line that a change puts at the end of a file, or takes out of it."""

    path: str
    text: str
    added: bool = True

    def reversed(self) -> "HistoryLine":
        """What takes it back."""
        return replace(self, added=not self.added)

    def carry_out(self) -> None:
        """Put it in, or take it out.

        Raises:
            OrgshelfError: the disk refuses.
        """
        if self.added:
            _append(Path(self.path), self.text)
        else:
            _remove(Path(self.path), self.text)

    def settle(self, *, took_effect: bool) -> None:
        """Make sure that the file is as its change has left it, after that was interrupted.

        Raises:
            OrgshelfError: the disk refuses.
        """
        wanted = self if took_effect else self.reversed()
        there = self.text in _lines(Path(self.path))
        if there is not wanted.added:
            wanted.carry_out()


def default_path() -> Path:
    """Where org-fc has it: in the folder of Emacs, where there is one, else with our state."""
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home() / ".config")
    for folder in (home() / ".emacs.d", config / "emacs"):  # as user-emacs-directory is found
        if folder.is_dir():
            return folder / _NAME
    return state_dir() / _NAME


def read_history(path: Path) -> list[str]:
    """The lines of a history; none where there is no file.

    Raises:
        OrgshelfError: it is there and cannot be read.
    """
    return _lines(path)


def _lines(path: Path) -> list[str]:
    return (files.read_if_there(path) or b"").decode("utf-8", "surrogateescape").split("\n")


def _append(path: Path, text: str) -> None:
    data = f"{text}\n".encode("utf-8", "surrogateescape")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = open_regular(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
        with os.fdopen(handle, "ab") as stream:
            size = stream.seek(0, os.SEEK_END)
            # A line that somebody has cut short stays one of its own.
            cut = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
            stream.write(b"\n" + data if cut else data)
            stream.flush()
            os.fsync(handle)
    except OSError as error:
        raise OrgshelfError(f"{path} cannot be written: {error.strerror or error}.") from error


def _remove(path: Path, text: str) -> None:
    """Take the last such line out; nothing happens where somebody has done so already."""
    lines = _lines(path)
    if text in lines:
        del lines[len(lines) - 1 - lines[::-1].index(text)]
        files.write_report(path, "\n".join(lines).encode("utf-8", "surrogateescape"))


def to_json(line: HistoryLine) -> dict[str, Any]:
    """As the journal keeps it."""
    return {"path": line.path, "text": line.text, "added": line.added}


def from_json(fields: dict[str, Any]) -> HistoryLine:
    """As the journal has kept it.

    Raises:
        KeyError, TypeError: it is damaged.
    """
    path, text = fields["path"], fields["text"]
    if not isinstance(path, str) or not isinstance(text, str):
        raise TypeError(fields)
    return HistoryLine(path, text, bool(fields["added"]))
