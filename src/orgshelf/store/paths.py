"""Where this platform keeps a program's configuration and state."""

import os
import posixpath
import sys
import zlib
from contextlib import suppress
from pathlib import Path

_NAME = "orgshelf"


def config_dir() -> Path:
    """The folder of the user's own configuration."""
    return _place("XDG_CONFIG_HOME", ".config", "Library/Application Support", "APPDATA")


def state_dir() -> Path:
    """The folder of what must outlive a run but is no configuration: locks and journals."""
    return _place("XDG_STATE_HOME", ".local/state", "Library/Application Support", "LOCALAPPDATA")


def cache_dir() -> Path:
    """The folder of what can be made again from the notes."""
    return _place("XDG_CACHE_HOME", ".cache", "Library/Caches", "LOCALAPPDATA")


def tree_name(root: Path) -> str:
    """What files about the notes below a folder are called: after it, and unlike others."""
    whole = root.resolve()
    return f"{whole.name[:40]}-{zlib.crc32(os.fsencode(whole)):08x}"


def names_of(file: str, root: Path) -> list[str]:
    """A file as seen from the working directory, then as seen from the notes root."""
    names = [posixpath.normpath(file)]
    with suppress(ValueError, OSError):
        # The note itself may be a symlink out of the tree.
        folder = Path(file).parent.resolve().relative_to(root.resolve())
        names.insert(0, (folder / Path(file).name).as_posix())
    return list(dict.fromkeys(names))


def _place(xdg: str, default: str, mac: str, windows: str) -> Path:
    """The XDG base directory where it is set or where the platform has no way of its own.

    One that is relative is to be ignored, as its specification says.
    """
    if (base := Path(os.environ.get(xdg, ""))).is_absolute():
        return base / _NAME
    if sys.platform == "darwin":
        return home() / mac / _NAME
    if sys.platform == "win32" and (base := os.environ.get(windows)):
        return Path(base) / _NAME
    return home() / default / _NAME


def home() -> Path:
    """The user's home; the root folder, as containers have it, for one whom nobody knows."""
    try:
        found = Path.home()
    except RuntimeError:
        return Path("/")
    return found if found.is_absolute() else Path("/")


def user_config_file() -> Path:
    """Where the user's own configuration is, whether it exists or not."""
    return config_dir() / "config.yaml"
