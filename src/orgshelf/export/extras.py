"""Which of the libraries that extras add are installed."""

import re
from importlib.metadata import PackageNotFoundError, distribution, requires

_NAME = re.compile(r"[\w.-]+")


def installed(extra: str) -> bool:
    """Whether every library of an extra is there, by what the program's own package asks for."""
    mark = re.compile(rf"extra == ['\"]{re.escape(extra)}['\"]")
    wanted = (line for line in requires("orgshelf") or () if mark.search(line))
    names = (match[0] for line in wanted if (match := _NAME.match(line)))
    return all(map(_is_there, names))


def _is_there(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
