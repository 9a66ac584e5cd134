"""How the program was installed: which extras it has, and how it gets more."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution, metadata, requires
from urllib.parse import unquote, urlsplit

_NAME = re.compile(r"[\w.-]+")


def installed(extra: str) -> bool:
    """Whether every library of an extra is there, by what the program's own package asks for.

    A program that runs from its source without being installed says yes: it cannot know.
    """
    return all(map(_is_there, _libraries(extra)))


def _libraries(extra: str) -> Iterator[str]:
    mark = re.compile(rf"extra == ['\"]{re.escape(extra)}['\"]")
    with suppress(PackageNotFoundError):
        for line in requires("orgshelf") or ():
            if mark.search(line) and (match := _NAME.match(line)):
                yield match[0]


def _is_there(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def extras() -> list[str]:
    """The names of all extras."""
    try:
        return metadata("orgshelf").get_all("Provides-Extra") or []
    except PackageNotFoundError:
        return []


def install_command(extra: str) -> str:
    """What to type for an extra: with the installer and from the place that the program is from."""
    source, editable = _source()
    wanted = f"'{source}[{extra}]'"
    if "/pipx/" in sys.prefix:
        return f"pipx install --force {wanted}"
    if "/uv/tools/" in sys.prefix:
        return f"uv tool install --force {wanted}"
    return f"python -m pip install {'-e ' if editable else ''}{wanted}"


def _source() -> tuple[str, bool]:
    """The folder it was installed from, else its name; and whether it runs there (PEP 610)."""
    try:
        found = json.loads(distribution("orgshelf").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return "orgshelf", False
    url = urlsplit(found.get("url", ""))
    if url.scheme != "file" or "dir_info" not in found:
        return "orgshelf", False
    return unquote(url.path), bool(found["dir_info"].get("editable"))
