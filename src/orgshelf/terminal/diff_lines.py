"""A diff on the screen."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

#: The colour of a line by what it begins with; the first that fits counts.
_STYLES: Mapping[str, str] = {
    "+++": "bold",
    "---": "bold",
    "@@": "cyan",
    "+": "green",
    "-": "red",
}


def plain(lines: Iterable[str]) -> Iterator[str]:
    """The lines as they are; a name with a line end in it stays on its line."""
    return (f"{_on_one_line(line)}\n" for line in lines)


def coloured(lines: Iterable[str]) -> "Text":
    """What is new is green, what goes is red."""
    from rich.text import Text

    return Text("\n").join(Text(_on_one_line(line), _style(line)) for line in lines)


def _on_one_line(line: str) -> str:
    return line.replace("\n", " ")


def _style(line: str) -> str:
    return next((style for start, style in _STYLES.items() if line.startswith(start)), "")
