"""Quotes on the screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from orgshelf.render.text import clean, one_line
from orgshelf.shelf.quotations import Quotation

if TYPE_CHECKING:
    from rich.text import Text


def plain(found: Sequence[Quotation]) -> str:
    """Each quote as it stands, below it where it is from; a blank line between two."""
    return "\n".join(f"{clean(quotation.text)}\n  — {_origin(quotation)}\n" for quotation in found)


def fancy(found: Sequence[Quotation]) -> "Text":
    """The same with a bar beside the quote."""
    from rich.text import Text

    whole = Text()
    for number, quotation in enumerate(found):
        whole.append("\n" if number else "")
        for line in clean(quotation.text).split("\n"):
            whole.append("▌ ", "blue")
            whole.append(f"{line}\n")
        whole.append(f"  {_origin(quotation)}\n", "dim")
    whole.rstrip()
    return whole


def _origin(quotation: Quotation) -> str:
    place = f"{one_line(quotation.entry.file)}:{quotation.line}"
    return f"{one_line(quotation.origin)}  {place}"
