"""Commands that hand an item over to another program."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePath

import click

from orgshelf.cli.app import App
from orgshelf.cli.output import can_ask, print_text
from orgshelf.cli.pick import ref_argument
from orgshelf.errors import NoLinkError, OrgshelfError, UsageError
from orgshelf.export.link_targets import web_address
from orgshelf.model import Link
from orgshelf.shelf import contents
from orgshelf.text import clean, one_line

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", re.DOTALL)
#: What Org looks for inside a file: a line, a heading, words.
_SEARCH = re.compile(r"::.*", re.DOTALL)
#: Headers of a mail link by which some mail programs attach a file.
_ATTACHING = frozenset(("attach", "attachment", "insert"))
#: Endings of files that desktops run, install or mount in the place of showing them.
_PROGRAM = re.compile(
    r"\.(?:"
    r"desktop|directory|sh|bash|zsh|fish|ksh|csh|run|bin|py|pyw|pyc|pyz|pl|rb|js|jse|mjs|lua|"
    r"tcl|php|jar|jnlp|class|appimage|flatpakref|flatpak|snap|deb|rpm|app|command|tool|"
    r"action|workflow|scpt|applescript|terminal|pkg|mpkg|dmg|iso|inetloc|fileloc|webloc|url|"
    r"lnk|exe|com|scr|pif|msi|msix|bat|cmd|ps1|psm1|cpl|vb|vbs|vbe|ws|wsf|wsh|hta|reg|chm|"
    r"settingcontent-ms"
    r")"
)
_AT_PLUS_LINE = frozenset(
    ("ed", "emacs", "emacsclient", "ex", "kak", "mg", "micro", "nano", "nvim", "vi", "view", "vim")
)
_AT_GOTO = frozenset(("code", "code-insiders", "codium", "cursor"))
_AT_COLON = frozenset(("hx", "helix", "subl", "zed"))
_USUAL = ("sensible-editor", "vim", "nano")


@click.command("edit")
@ref_argument("words", several_words=True)
@click.pass_obj
def edit_command(app: App, words: tuple[str, ...]) -> None:
    """Open an item in your editor, at its line.

    The editor is what VISUAL or EDITOR says.

    \b
    Examples:
      orgshelf edit 2a07
      EDITOR=nano orgshelf edit "dynamical systems"
    """
    entry = app.find_target(" ".join(words))
    edit_file(app.library.root / entry.file, entry.heading.line)


@click.command("open")
@ref_argument("words", several_words=True, behind=" [N]")
@click.option("--print", "only_print", is_flag=True, help="Only print the address.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before a file is opened that may run.")
@click.pass_obj
def open_command(app: App, words: tuple[str, ...], only_print: bool, yes: bool) -> None:
    """Open a link of an item in your browser or viewer.

    N is the link's number as `orgshelf show` has it; of several links without N there is
    only a list. Web and mail addresses, DOIs and files are opened; before a file that may run
    a program you are asked.

    \b
    Examples:
      orgshelf open 2a07
      orgshelf open 2a07 2
      orgshelf open 2a07 --print | xclip
    """
    entry, last = app.find_before(words)
    number = None if last is None else _number(last)
    links = contents.links(entry)
    if number is None and len(links) > 1:
        print_text("".join(f"{n}  {_described(link)}\n" for n, link in enumerate(links, 1)))
        return
    where = address(_chosen(links, number), app.library.root / entry.file)
    if only_print:
        print_text(f"{one_line(where)}\n")
        return
    if may_run(where) and not yes:
        _confirm(where)
    if click.launch(where) != 0:
        raise OrgshelfError(f"{where} was not opened: no program for it was found.")


def _number(word: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", word):
        raise UsageError(f"{word!r} is not the number of a link: `orgshelf show` lists them.")
    return int(word)


def _confirm(where: str) -> None:
    """Ask before something is opened that may run: a note may be from somebody else."""
    if not can_ask():
        raise UsageError(f"{where} may run a program: add --yes to open it.")
    click.confirm(f"{one_line(where)} may run a program. Open it?", abort=True, err=True)


def _chosen(links: tuple[Link, ...], number: int | None) -> str:
    if not links:
        raise NoLinkError
    if (number or 1) > len(links):
        raise UsageError(f"There is no link {number}: the last one is {len(links)}.")
    return links[(number or 1) - 1].target


def _described(link: Link) -> str:
    name = f"{one_line(link.description)}  " if link.description else ""
    return name + one_line(link.target)


def address(target: str, note: Path) -> str:
    """The web or mail address, or the whole path of the file, that a link in a note means.

    Only those are opened: a note may be from somebody else.

    Raises:
        UsageError: it is something else, or there is no such file.
    """
    if clean(target) != target:
        raise UsageError(f"{target!r} is not opened: it has control characters in it.")
    if web := web_address(target):
        _refuse_attachment(web)
        return web
    match = _SCHEME.fullmatch(target)
    scheme, rest = (match[1].lower(), match[2]) if match else ("file", target)
    is_path = match is not None or target.startswith(("/", "./", "../", "~/"))
    if scheme != "file" or not is_path:
        raise UsageError(f"{target!r} is not opened: only web, mail, DOI and file links are.")
    return _file(rest, note)


def may_run(where: str) -> bool:
    """Whether to open this address or path may start a program that it names itself."""
    path = Path(where)
    if not path.is_absolute():
        return False
    endings = (path.suffix.casefold(), path.resolve().suffix.casefold())
    if any(map(_PROGRAM.fullmatch, endings)):
        return True
    return path.is_file() and bool(path.stat().st_mode & 0o111)


def _refuse_attachment(web: str) -> None:
    from urllib.parse import parse_qsl, urlsplit

    if web.lower().startswith("mailto:"):
        headers = parse_qsl(urlsplit(web).query.replace(";", "&"), keep_blank_values=True)
        if any(name.casefold() in _ATTACHING for name, _ in headers):
            raise UsageError(f"{web!r} is not opened: it would attach a file to the mail.")


def _file(name: str, note: Path) -> str:
    name = _SEARCH.sub("", name.removeprefix("//"))
    with suppress(RuntimeError):  # nobody has that name
        path = Path(note).absolute().parent / Path(name).expanduser()
        if path.is_file() or path.is_dir():  # a viewer would wait for a pipe
            return str(path)
    raise UsageError(f"There is no file {name}.")


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
