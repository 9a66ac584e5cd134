"""The command that puts a line into the inbox; it imports little, since it must be quick."""

import sys

import click

from orgshelf.actions.capturing import Tree, capture
from orgshelf.cli.app import App
from orgshelf.cli.selection import carry_out, dry_run_option
from orgshelf.errors import OrgshelfError, UsageError

_STDIN = "-"
_PROGRAMS = (
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-out"),
    ("xsel", "--clipboard", "--output"),
    ("pbpaste",),
)
_PATIENCE = 5  # seconds
_MOST = 1 << 20  # letters


@click.command("capture")
@click.argument("words", metavar="[TEXT|URL|-]...", nargs=-1)
@click.option("--clipboard", is_flag=True, help="What the clipboard holds.")
@dry_run_option
@click.pass_obj
def capture_command(app: App, words: tuple[str, ...], clipboard: bool, dry_run: bool) -> None:
    """Put a line into the inbox, with the time.

    The inbox is the file inbox.org of the notes, or another that the configuration names;
    `orgshelf inbox` goes through it. `-` reads stdin, whose other lines go below the time.

    \b
    Examples:
      orgshelf capture Look up gradient descent
      orgshelf capture https://example.org/a.html
      orgshelf capture --clipboard
    """
    text = _text(words, clipboard=clipboard)
    carry_out(app, capture(Tree(app.notes_root, app.config, app.now), text), dry_run=dry_run)


def _text(words: tuple[str, ...], *, clipboard: bool) -> str:
    """What is to be captured.

    Raises:
        UsageError: nothing is named, or two things.
    """
    if bool(words) == clipboard:
        raise UsageError("Write what to capture, or `-` for stdin, or --clipboard.")
    if clipboard:
        return pasted()
    if words == (_STDIN,):
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    return " ".join(words)


def pasted() -> str:
    """The text that the clipboard holds.

    Raises:
        OrgshelfError: there is no program for it, or it fails on this desktop.
    """
    import shutil
    import subprocess  # slow to import

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
