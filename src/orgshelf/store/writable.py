"""Where notes may be written: in their folder, and where the user lets links in it lead to."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from orgshelf.errors import NotEditableError
from orgshelf.store.paths import user_config_file


def real_place(root: Path, name: str, writable: Iterable[Path]) -> Path:
    """The file that is written when a file in the folder ``root`` is, links followed.

    ``name`` is relative to the folder. ``writable`` are the folders outside it that links may
    lead to. What a link leads to inside the folder must not be hidden there, as ``.git`` is.

    Raises:
        NotEditableError: it may not be written.
    """
    check_name(name)
    whole, target = _real(root), _real(root / name)
    if target == whole / name or any(target.is_relative_to(_real(path)) for path in writable):
        return target
    if not target.is_relative_to(whole):
        raise NotEditableError(name, _outside(target))
    if any(part.startswith(".") for part in target.relative_to(whole).parts):
        raise NotEditableError(name, f"it leads to {target}, which is hidden among the notes")
    return target


def check_name(name: str) -> None:
    """Refuse the name of a file that could not be below the folder of the notes.

    Raises:
        NotEditableError: it is one.
    """
    named = PurePosixPath(name)
    if named.is_absolute() or ".." in named.parts or "\0" in name:
        raise NotEditableError(name, "it is not among the notes")


def _real(path: Path) -> Path:
    """The path without links, as far as there is one."""
    return Path(os.path.realpath(path))


def _outside(target: Path) -> str:
    import json

    folder = json.dumps(str(target.parent), ensure_ascii=False)
    return (
        f"it leads to {target}, outside the notes (if that is your link, "
        f"allow it by `writable: [{folder}]` in {user_config_file()})"
    )
