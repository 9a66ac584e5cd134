"""The user's editor, opened at a line."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePath

from orgshelf.errors import OrgshelfError

_AT_PLUS_LINE = frozenset(
    ("ed", "emacs", "emacsclient", "ex", "kak", "mg", "micro", "nano", "nvim", "vi", "view", "vim")
)
_AT_GOTO = frozenset(("code", "code-insiders", "codium", "cursor"))
_AT_COLON = frozenset(("hx", "helix", "subl", "zed"))
_USUAL = ("sensible-editor", "vim", "nano")


def edit_file(path: Path, line: int) -> None:
    """Open a file at a line (from 1) and wait until the editor is closed.

    Raises:
        OrgshelfError: there is no such editor, or it failed.
    """
    command = editor_command(find_editor(), path.absolute(), line)  # which is no option
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise OrgshelfError(
            f"{command[0]} cannot be started ({error.strerror}): set EDITOR to your editor."
        ) from error
    if code:
        raise OrgshelfError(f"{command[0]} ended with exit code {code}.")


def find_editor() -> str:
    """The editor's command as click finds it: VISUAL, EDITOR, what is installed, else vi."""
    named = (os.environ.get(name) for name in ("VISUAL", "EDITOR"))
    installed = (name for name in _USUAL if shutil.which(name))
    return next(filter(None, named), next(installed, "vi"))


def editor_command(editor: str, path: Path, line: int) -> Sequence[str]:
    """The words that open a file at a line; an editor that we do not know opens it at its top.

    Raises:
        OrgshelfError: the editor's command has a quote that is not closed.
    """
    try:
        words = shlex.split(editor)
    except ValueError as error:
        raise OrgshelfError(f"EDITOR is {editor!r}, which is not a command: correct it.") from error
    name = PurePath(words[0]).stem.casefold() if words else ""
    if name in _AT_PLUS_LINE or name == "sensible-editor":
        return [*words, f"+{line}", str(path)]
    if name in _AT_GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    return [*words, f"{path}:{line}" if name in _AT_COLON else str(path)]
