"""Where the journal of a notes tree is, and a glance at its end that costs next to nothing."""

import os
from contextlib import suppress
from pathlib import Path

from orgshelf.store.paths import state_dir, tree_name
from orgshelf.store.regular import open_regular

#: How the line begins that ends a change.
END = b'{"end": '
_LONGEST_END = 200  # bytes


def journal_path(root: Path) -> Path:
    """The journal of the notes below a folder."""
    return state_dir() / "journal" / f"{tree_name(root)}.jsonl"


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
