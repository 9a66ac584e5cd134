"""Telling git that Org files are merged by this program (gitattributes, git config)."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from orgshelf.errors import UsageError
from orgshelf.store.files import read_if_there, write_report

#: What `.gitattributes` says of the files, and what the configuration says of the driver.
ATTRIBUTES = ("*.org merge=orgshelf", "*.org_archive merge=orgshelf")
SETTINGS = {
    "merge.orgshelf.name": "Org files, heading by heading",
    "merge.orgshelf.driver": "orgshelf merge --driver %O %A %B %L %P",
}


def set_merge_driver(folder: Path) -> Path:
    """Make both, for the repository that a folder is in; gives the file of the attributes.

    What stands there already stays.

    Raises:
        UsageError: there is no repository, or no git.
        OrgshelfError: the disk refuses.
    """
    for name, value in SETTINGS.items():
        _git(folder, ("config", "--local", name, value))
    path = folder / ".gitattributes"
    text = (read_if_there(path) or b"").decode("utf-8", "surrogateescape")
    missing = [line for line in ATTRIBUTES if line not in text.splitlines()]
    if missing:
        start = text if not text or text.endswith("\n") else f"{text}\n"
        whole = start + "".join(f"{line}\n" for line in missing)
        write_report(path, whole.encode("utf-8", "surrogateescape"))
    return path


def _git(folder: Path, arguments: Sequence[str]) -> None:
    try:
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, timeout=60)
    except FileNotFoundError as error:
        raise UsageError("git is not installed: install it first.") from error
    except subprocess.SubprocessError as error:
        raise UsageError(f"{folder} is in no git repository: make one with `git init`.") from error
