"""The heading that the last command was about, kept beside the journal, so that ``-`` names it."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from orgshelf.errors import OrgshelfError
from orgshelf.store import private
from orgshelf.store.paths import state_dir, tree_name
from orgshelf.store.regular import read_regular

_MOST = 1 << 16  # bytes


class LastHeading(NamedTuple):
    """What is known of it: its id, FILE:LINE where a change has given it another, its title."""

    id: str = ""
    place: str = ""
    title: str = ""


def last_heading(root: Path) -> LastHeading | None:
    """The heading of the last command on these notes, if that is known."""
    with suppress(OSError, ValueError, TypeError, OrgshelfError):
        return LastHeading(*map(str, json.loads(read_regular(_path(root), _MOST))))
    return None


def remember(root: Path, heading: LastHeading) -> None:
    """Keep the heading of this command; where the system refuses there is none to go back to."""
    path = _path(root)
    with suppress(OSError, ValueError, OrgshelfError):
        private.make_folder(path.parent)
        handle = private.open_file(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        with os.fdopen(handle, "wb") as file:
            file.write(json.dumps(heading).encode())


def _path(root: Path) -> Path:
    return state_dir() / "last" / f"{tree_name(root)}.json"
