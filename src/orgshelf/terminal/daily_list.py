"""The quotes and notes of the day on the screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from orgshelf.org.syntax.plain_words import readable_line
from orgshelf.review.daily import Highlight
from orgshelf.text import clean, one_line

if TYPE_CHECKING:
    from rich.console import Group


def plain(shown: Sequence[Highlight], first: int = 1) -> str:
    """Each with its number, below it where it is from; a blank line between two."""
    return "\n".join(_plain(number, each) for number, each in enumerate(shown, first))


def _plain(number: int, shown: Highlight) -> str:
    first, *rest = _words(shown).split("\n")
    lines = (f"{number}. {first}", *(f"   {line}".rstrip() for line in rest))
    return "".join(f"{line}\n" for line in (*lines, f"   — {_origin(shown)}"))


def styled(number: int, shown: Highlight) -> "Group":
    """One of them, set off from what is above."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    return Group(
        Text(f"{number}.", "bold"),
        Padding(Text(_words(shown)), (0, 0, 0, 2)),
        Padding(Text(f"— {_origin(shown)}", "dim"), (0, 0, 1, 4)),
    )


def _words(shown: Highlight) -> str:
    return clean("\n".join(map(readable_line, shown.text.split("\n"))))


def _origin(shown: Highlight) -> str:
    return f"{one_line(shown.source)}  {one_line(shown.entry.file)}:{shown.line}"
