"""Which of the libraries that extras add are installed."""

import re
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution, requires

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
