"""The clipboard, by the programs that desktops have for it."""

import shutil
import subprocess

from orgshelf.errors import OrgshelfError

_PROGRAMS = (
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-out"),
    ("xsel", "--clipboard", "--output"),
    ("pbpaste",),
)
_PATIENCE = 5  # seconds
_MOST = 1 << 20  # letters


def pasted() -> str:
    """The text that the clipboard holds.

    Raises:
        OrgshelfError: there is no program for it, or it fails on this desktop.
    """
    found = [command for command in _PROGRAMS if shutil.which(command[0])]
    if not found:
        names = ", ".join(command[0] for command in _PROGRAMS)
        raise OrgshelfError(f"The clipboard cannot be read: install one of {names}.")
    for command in found:
        try:
            ran = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=True)
        except (OSError, subprocess.SubprocessError):
            continue  # one for another kind of desktop
        return ran.stdout.decode("utf-8", "replace")[:_MOST]
    raise OrgshelfError(
        f"The clipboard cannot be read: {found[0][0]} found none, or nothing in it."
    )
