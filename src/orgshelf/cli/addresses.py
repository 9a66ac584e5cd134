"""What a link's target is to a browser or a viewer."""

import re
from contextlib import suppress
from pathlib import Path

from orgshelf.errors import UsageError

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", re.DOTALL)
_OPENED = frozenset(("http", "https", "mailto"))
#: What Org looks for inside a file: a line, a heading, words.
_SEARCH = re.compile(r"::.*", re.DOTALL)


def address(target: str, note: Path) -> str:
    """The web or mail address, or the whole path of the file, that a link in a note means.

    Only those are opened: a note may be from somebody else.

    Raises:
        UsageError: it is something else, or there is no such file.
    """
    match = _SCHEME.fullmatch(target)
    scheme, rest = (match[1].lower(), match[2]) if match else ("file", target)
    if "\0" in target:
        raise UsageError(f"{target!r} is not opened: no address has a NUL.")
    if scheme in _OPENED:
        return target
    if scheme == "doi":
        return f"https://doi.org/{rest.strip()}"
    is_path = match is not None or target.startswith(("/", "./", "../", "~/"))
    if scheme != "file" or not is_path:
        raise UsageError(f"{target!r} is not opened: only web, mail, DOI and file links are.")
    return _file(rest, note)


def _file(name: str, note: Path) -> str:
    name = _SEARCH.sub("", name.removeprefix("//"))
    with suppress(RuntimeError):  # nobody has that name
        path = Path(note).absolute().parent / Path(name).expanduser()
        if path.exists():
            return str(path)
    raise UsageError(f"There is no file {name}.")
