"""Plain lists, as far as a log note must know where one is (org-list)."""

from collections.abc import Sequence

from orgshelf.org.elements.node import of_kind
from orgshelf.org.elements.section import read_section
from orgshelf.text import indentation


def is_blank(line: str) -> bool:
    """Whether nothing but blanks is on the line."""
    return not line.strip(" \t")


def list_column(lines: Sequence[str], place: int, top: int) -> int | None:
    """The indentation of the list that goes on at line ``place``; None where none does.

    ``top`` is the first line that may belong to it (org-in-item-p, org-list-get-top-point).
    """
    above = read_section(lines, top, place).children[-1:]
    if not above or above[0].kind != "plain-list" or place - above[0].text_end > 1:
        return None
    return indentation(lines[above[0].post_affiliated])


def item_ends(lines: Sequence[str], start: int, stop: int) -> dict[int, int]:
    """For the line of each item the one after its text (org-list-get-item-end-before-blank)."""
    items = of_kind(read_section(lines, start, stop), "item")
    return {item.begin: item.text_end for item in items}
