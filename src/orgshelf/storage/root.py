"""Which folder holds the notes, and which configuration goes with it."""

from pathlib import Path

from orgshelf.errors import NoNotesError
from orgshelf.storage.config import Config, nearest_config_file, read_config, user_config_file

_DEFAULT = "notes"


def find_root(notes: str | None, config: str | None, folder: Path) -> tuple[Path, Config]:
    """The notes root and its configuration, seen from the working directory ``folder``.

    ``notes`` and ``config`` are what the command line or the environment names. The root is
    that, else the configuration's ``notes``, else ``./notes``, else the user's own.

    Raises:
        NoNotesError: there is none.
        ConfigError: a configuration file is wrong.
    """
    user = read_config(user_config_file()) if user_config_file().is_file() else Config()
    named = Path(config) if config else None
    if notes is not None:
        root = folder / Path(notes).expanduser()
        where = f"at {notes}"
    else:
        near = named or nearest_config_file(folder)
        own = read_config(near).notes if near else None
        root = own or _default(folder, user)
        where = f"at {own}" if own else f"in {folder}"
    if not root.is_dir():
        raise NoNotesError(where)
    source = named or nearest_config_file(root) or nearest_config_file(folder)
    return root, read_config(source, user) if source else user


def _default(folder: Path, user: Config) -> Path:
    local = folder / _DEFAULT
    return user.notes if user.notes and not local.is_dir() else local
