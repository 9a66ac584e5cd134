"""What a link's target is to a browser or a viewer."""

import re
from contextlib import suppress
from pathlib import Path

from orgshelf.errors import UsageError
from orgshelf.export.link_targets import web_address
from orgshelf.text import clean

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", re.DOTALL)
#: What Org looks for inside a file: a line, a heading, words.
_SEARCH = re.compile(r"::.*", re.DOTALL)
#: Headers of a mail link by which some mail programs attach a file.
_ATTACHING = frozenset(("attach", "attachment", "insert"))
#: Endings of files that desktops run, install or mount in the place of showing them.
_PROGRAMS = frozenset(
    (
        *(
            ".desktop",
            ".directory",
            ".sh",
            ".bash",
            ".zsh",
            ".fish",
            ".ksh",
            ".csh",
            ".run",
            ".bin",
        ),
        *(
            ".py",
            ".pyw",
            ".pyc",
            ".pyz",
            ".pl",
            ".rb",
            ".js",
            ".jse",
            ".mjs",
            ".lua",
            ".tcl",
            ".php",
        ),
        *(
            ".jar",
            ".jnlp",
            ".class",
            ".appimage",
            ".flatpakref",
            ".flatpak",
            ".snap",
            ".deb",
            ".rpm",
        ),
        *(
            ".app",
            ".command",
            ".tool",
            ".action",
            ".workflow",
            ".scpt",
            ".applescript",
            ".terminal",
        ),
        *(".pkg", ".mpkg", ".dmg", ".iso", ".inetloc", ".fileloc", ".webloc", ".url", ".lnk"),
        *(".exe", ".com", ".scr", ".pif", ".msi", ".msix", ".bat", ".cmd", ".ps1", ".psm1", ".cpl"),
        *(
            ".vb",
            ".vbs",
            ".vbe",
            ".ws",
            ".wsf",
            ".wsh",
            ".hta",
            ".reg",
            ".chm",
            ".settingcontent-ms",
        ),
    )
)


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
    endings = {path.suffix.casefold(), path.resolve().suffix.casefold()}
    return bool(endings & _PROGRAMS) or (path.is_file() and bool(path.stat().st_mode & 0o111))


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
