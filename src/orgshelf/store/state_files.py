"""What is kept beside the notes: journal and lock, a glance at each, and the last heading."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from orgshelf.errors import OrgshelfError
from orgshelf.store.file_access import make_folder, open_file, open_regular, read_regular
from orgshelf.store.paths import state_dir, tree_name

#: What the lock of all writers is called.
LOCK = "lock"
_MOST = 1 << 16  # bytes
#: How the line begins that ends a change.
END = b'{"end": '
_LONGEST_END = 200  # bytes


class LastHeading(NamedTuple):
    """What is known of it: its id, FILE:LINE where a change has given it another, its title."""

    id: str = ""
    place: str = ""
    title: str = ""


def last_heading(root: Path) -> LastHeading | None:
    """The heading of the last command on these notes, if that is known."""
    import json  # most runs only look whether the journal ends well

    with suppress(OSError, ValueError, TypeError, OrgshelfError):
        return LastHeading(*map(str, json.loads(read_regular(_path(root), _MOST))))
    return None


def remember(root: Path, heading: LastHeading) -> None:
    """Keep the heading of this command; where the system refuses there is none to go back to."""
    import json

    path = _path(root)
    with suppress(OSError, ValueError, OrgshelfError):
        make_folder(path.parent)
        handle = open_file(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        with os.fdopen(handle, "wb") as file:
            file.write(json.dumps(heading).encode())


def _path(root: Path) -> Path:
    return state_dir() / "last" / f"{tree_name(root)}.json"


def journal_path(root: Path) -> Path:
    """The journal of the notes below a folder."""
    return state_dir() / "journal" / f"{tree_name(root)}.jsonl"


def is_written() -> bool:
    """Whether a writer is at work, or one has died: it has said where in the lock's file."""
    try:
        return (state_dir() / LOCK).stat().st_size > 0
    except OSError:
        return False


def ends_well(root: Path) -> bool:
    """Whether the journal ends with the end of a change; one that is not there does too.

    Where it does not, it must be read to know more.
    """
    with suppress(OSError):
        handle = open_regular(journal_path(root), os.O_RDONLY)
        try:
            size = os.fstat(handle).st_size
            tail = os.pread(handle, _LONGEST_END, max(size - _LONGEST_END, 0))
        finally:
            os.close(handle)
        return not size or tail.rstrip().rpartition(b"\n")[2].startswith(END)
    return True
