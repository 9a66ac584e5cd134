"""Which folder holds the notes, and which configuration goes with it."""
# What the system refuses or hides is nothing for functions of os.path; those of Path raise.
# ruff: noqa: PTH112, PTH113

from collections.abc import Iterator
from os.path import isdir, isfile
from pathlib import Path

from orgshelf.errors import NoNotesError
from orgshelf.shelf.kinds import make_kinds
from orgshelf.store.config import Config
from orgshelf.store.config_file import read_config
from orgshelf.store.paths import user_config_file

FILE_NAME = ".orgshelf.yaml"
_DEFAULT = "notes"
_MOST_BYTES = 1 << 24  # of a file that is looked into for shelves


def find_root(notes: str | None, config: str | None, folder: Path) -> tuple[Path, Config]:
    """The notes root and its configuration, seen from the working directory ``folder``.

    ``notes`` and ``config`` are what the command line or the environment names. The root is
    that, else the configuration's ``notes``, else ``notes`` beside the configuration, else
    ``./notes``, else the folder itself where it holds shelves, else the user's own.

    Raises:
        NoNotesError: there is none.
        ConfigError: a configuration file is wrong.
    """
    own_file = user_config_file()
    user = read_config(own_file, own=True) if isfile(own_file) else Config()
    named = Path(config) if config else None
    if notes is not None:
        root = folder / _expanded(notes)
        where = f"at {notes}"
    else:
        near = named or nearest_config_file(folder)
        said = read_config(near, own=near is named).notes if near else None
        root = said or _unnamed(folder, near if near is not named else None, user)
        where = f"at {said}" if said else f"in {folder}"
    if not isdir(root):
        here = notes is None and next(_org_files(folder), None) is not None
        raise NoNotesError(where, has_org_files=here)
    source = named or nearest_config_file(root) or nearest_config_file(folder)
    own = named is not None and not named.resolve().is_relative_to(root.resolve())
    return root, read_config(source, user, own=own) if source else user


def config_to_write(root: Path, config: Config, folder: Path) -> Path:
    """The file that a change of the configuration goes to: the nearest, or a new one.

    A new one is made in ``folder`` where the notes are below it, else with the notes.

    Raises:
        NotEditableError: it is a link to where the user does not let links lead to.
    """
    below = root.resolve().is_relative_to(folder.resolve())
    path = (folder if below else root) / FILE_NAME
    if config.source is not None and config.source != user_config_file():
        path = config.source
    if path.name == FILE_NAME:  # another was named by the user
        from orgshelf.store.permissions import real_place  # few commands write one

        real_place(path.parent, path.name, config.writable)
    return path


def nearest_config_file(folder: Path) -> Path | None:
    """The closest ``.orgshelf.yaml`` in the folder or above it."""
    folder = folder.absolute()
    candidates = (parent / FILE_NAME for parent in (folder, *folder.parents))
    return next((path for path in candidates if isfile(path)), None)


def _expanded(notes: str) -> Path:
    """The folder, ``~`` read as a home folder where there is one of that name."""
    try:
        return Path(notes).expanduser()
    except RuntimeError:
        return Path(notes)


def _unnamed(folder: Path, near: Path | None, user: Config) -> Path:
    """The root where nothing names one; ``near`` is the configuration file of the folder."""
    places = [folder / _DEFAULT, *([near.parent / _DEFAULT, near.parent] if near else [])]
    for place in places:
        if isdir(place) and (place.name == _DEFAULT or next(_org_files(place), None)):
            return place
    inside = user.notes and folder.absolute().is_relative_to(user.notes)
    if not inside and (around := _around(folder.absolute())):
        return around
    return user.notes or places[0]


def _around(folder: Path) -> Path | None:
    """The folder itself where it holds shelves, or the nearest called ``notes`` that it is in."""
    if any(map(_holds_shelf, _org_files(folder))):
        return folder
    named = (path for path in (folder, *folder.parents) if path.name == _DEFAULT)
    return next((path for path in named if next(_org_files(path), None)), None)


def _org_files(folder: Path) -> Iterator[Path]:
    """The Org files in a folder itself."""
    try:
        yield from (path for path in folder.iterdir() if _is_note(path.name))
    except OSError:
        return


def _is_note(name: str) -> bool:
    return name.endswith(".org") and not name.startswith(".")


def _holds_shelf(path: Path) -> bool:
    """Whether a file is a shelf by its name, or has a headline that is one."""
    kinds = make_kinds({})
    if kinds.of_title(path.stem):
        return True
    from orgshelf.store.file_access import read_regular  # most folders are told by a name

    try:
        text = read_regular(path, _MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return False
    titles = (line.lstrip("*").strip() for line in text.splitlines() if line.startswith("*"))
    return any(map(kinds.of_title, titles))
