"""Quotes on the screen, and the quotes and notes of a day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from orgshelf.org.syntax.plain_words import readable_line
from orgshelf.review.daily import Highlight
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.quotations import Quotation
from orgshelf.text import clean, one_line

if TYPE_CHECKING:
    from rich.console import Group


def plain(found: Sequence[Quotation]) -> str:
    """Each quote as it is, below it where it is from; a blank line between two."""
    return "\n".join(f"{_words(each.words)}\n  {_origin_of(each)}\n" for each in found)


def table(found: Sequence[Quotation]) -> "Group":
    """The same, the quotes indented."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts = list[Padding]()
    for number, quotation in enumerate(found):
        parts.append(Padding(Text(_words(quotation.words)), (1 if number else 0, 0, 0, 2)))
        parts.append(Padding(Text(_origin_of(quotation), "dim"), (0, 0, 0, 4)))
    return Group(*parts)


def numbered(shown: Sequence[Highlight], first: int = 1) -> str:
    """Quotes and notes with their numbers, below each where it is from."""
    return "\n".join(_numbered(number, each) for number, each in enumerate(shown, first))


def _numbered(number: int, shown: Highlight) -> str:
    first, *rest = _words(shown.text).split("\n")
    lines = (f"{number}. {first}", *(f"   {line}".rstrip() for line in rest))
    return "".join(f"{line}\n" for line in (*lines, f"   {_source_of(shown)}"))


def styled(number: int, shown: Highlight) -> "Group":
    """One of them, set off from what is above."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    return Group(
        Text(f"{number}.", "bold"),
        Padding(Text(_words(shown.text)), (0, 0, 0, 2)),
        Padding(Text(_source_of(shown), "dim"), (0, 0, 1, 4)),
    )


def _words(text: str) -> str:
    return clean(readable_line(text))


def _origin_of(quotation: Quotation) -> str:
    return _from(quotation.origin, quotation.entry, quotation.line)


def _source_of(shown: Highlight) -> str:
    return _from(shown.source, shown.entry, shown.line)


def _from(origin: str, entry: Entry, line: int) -> str:
    return f"— {one_line(origin)}  {one_line(entry.file)}:{line}"
