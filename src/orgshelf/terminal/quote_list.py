"""Quotes on the screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from orgshelf.org.syntax.plain_words import readable_line
from orgshelf.shelf.quotations import Quotation
from orgshelf.text import clean, one_line

if TYPE_CHECKING:
    from rich.console import Group


def plain(found: Sequence[Quotation]) -> str:
    """Each quote as it stands, below it where it is from; a blank line between two."""
    return "\n".join(f"{_words(quotation)}\n  — {_origin(quotation)}\n" for quotation in found)


def table(found: Sequence[Quotation]) -> "Group":
    """The same, the quotes indented."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts = list[Padding]()
    for number, quotation in enumerate(found):
        parts.append(Padding(Text(_words(quotation)), (1 if number else 0, 0, 0, 2)))
        parts.append(Padding(Text(f"— {_origin(quotation)}", "dim"), (0, 0, 0, 4)))
    return Group(*parts)


def _words(quotation: Quotation) -> str:
    return clean(readable_line(quotation.words))


def _origin(quotation: Quotation) -> str:
    place = f"{one_line(quotation.entry.file)}:{quotation.line}"
    return f"{one_line(quotation.origin)}  {place}"
