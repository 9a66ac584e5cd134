"""Tables as HTML (ox-html)."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.export.page_text import Places, html
from orgshelf.org.syntax.inline import parse

_START = '<table border="2" cellspacing="0" cellpadding="6" rules="groups" frame="hsides">'
_MARKS = re.compile(r"(?:<[lcr]?\d*>)?")


def table(lines: Sequence[str], places: Places) -> list[str]:
    """The lines of a table; those above its first rule are its head."""
    groups = [group for group in _groups(lines) if group]
    shown = [_START]
    for number, group in enumerate(groups):
        part, cell = ("thead", "th") if number == 0 and len(groups) > 1 else ("tbody", "td")
        shown.append(f"<{part}>")
        for row in group:
            cells = (f"<{cell}>{html(parse(text, breaks=False), places)}</{cell}>" for text in row)
            shown.append(f"<tr>{''.join(cells)}</tr>")
        shown.append(f"</{part}>")
    return [*shown, "</table>"]


def _groups(lines: Sequence[str]) -> Iterator[list[list[str]]]:
    """The rows between rules, without those that only align columns."""
    group: list[list[str]] = []
    for line in lines:
        if line.lstrip().startswith("|-"):
            yield group
            group = []
            continue
        cells = [cell.strip() for cell in line.strip()[1:].removesuffix("|").split("|")]
        if not all(map(_MARKS.fullmatch, cells)) or not any(cells):
            group.append(cells)
    yield group
