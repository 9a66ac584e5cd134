"""Which folder holds the notes, and which configuration goes with it."""

from pathlib import Path

from orgshelf.errors import NoNotesError
from orgshelf.store.config import Config
from orgshelf.store.config_file import FILE_NAME, is_file, nearest_config_file, read_config
from orgshelf.store.paths import user_config_file

_DEFAULT = "notes"


def find_root(notes: str | None, config: str | None, folder: Path) -> tuple[Path, Config]:
    """The notes root and its configuration, seen from the working directory ``folder``.

    ``notes`` and ``config`` are what the command line or the environment names. The root is
    that, else the configuration's ``notes``, else ``./notes``, else the user's own.

    Raises:
        NoNotesError: there is none.
        ConfigError: a configuration file is wrong.
    """
    own_file = user_config_file()
    user = read_config(own_file, own=True) if is_file(own_file) else Config()
    named = Path(config) if config else None
    if notes is not None:
        root = folder / _expanded(notes)
        where = f"at {notes}"
    else:
        near = named or nearest_config_file(folder)
        said = read_config(near, own=near is named).notes if near else None
        root = said or _default(folder, user)
        where = f"at {said}" if said else f"in {folder}"
    if not _is_folder(root):
        raise NoNotesError(where)
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
        from orgshelf.store.writable import real_place  # few commands write one

        real_place(path.parent, path.name, config.writable)
    return path


def _is_folder(path: Path) -> bool:
    """Whether there is such a folder; a path the system refuses is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _expanded(notes: str) -> Path:
    """The folder, ``~`` read as a home folder where there is one of that name."""
    try:
        return Path(notes).expanduser()
    except RuntimeError:
        return Path(notes)


def _default(folder: Path, user: Config) -> Path:
    local = folder / _DEFAULT
    return user.notes if user.notes and not _is_folder(local) else local
