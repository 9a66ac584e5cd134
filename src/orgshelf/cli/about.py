"""Facts about the program itself: versions, paths, extras."""

import platform
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from orgshelf import __version__, distribution
from orgshelf.cli.app import App
from orgshelf.errors import OrgshelfError
from orgshelf.store import paths
from orgshelf.terminal.columns import columns

_LIBRARIES = ("click", "orgparse", "PyYAML", "rich")


def about(app: App) -> str:
    """A line each; what a report of a fault should have."""
    return f"orgshelf {__version__}\n{columns(list(_facts(app)))}"


def _facts(app: App) -> Iterator[tuple[str, str]]:
    yield "Python", f"{platform.python_version()} ({sys.executable})"
    yield "System", platform.platform()
    yield "SQLite", sqlite3.sqlite_version
    yield from ((name, _version(name)) for name in _LIBRARIES)
    names = distribution.extras()
    there = [name for name in names if distribution.installed(name)]
    yield "Extras", ", ".join(there) or "none"
    yield "Missing", ", ".join(name for name in names if name not in there) or "none"
    yield "Package", str(Path(__file__).parents[1])
    yield "Notes", _notes(app)
    yield "Own configuration", str(paths.user_config_file())
    yield "Index", str(paths.cache_dir())
    yield "Journal", str(paths.state_dir())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed as a package"


def _notes(app: App) -> str:
    try:
        return str(app.notes_root)
    except OrgshelfError as error:
        return f"none: {error}"
