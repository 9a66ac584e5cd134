"""Which of the files that notes name are there."""

from functools import cache
from pathlib import Path


@cache
def is_there(root: Path, file: str, path: str) -> bool:
    """Whether there is what a file of the notes calls by a path, relative to its own folder."""
    try:
        return (root / file).parent.joinpath(Path(path).expanduser()).exists()
    except (OSError, ValueError, RuntimeError):  # no path that a system could have
        return False
