"""Org text made readable: link marks off, quotes and examples set apart."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.org.syntax.text import display_links

_BLOCK = re.compile(r"[ \t]*#\+(begin|end)_(\w+)", re.IGNORECASE | re.ASCII)
_KEYWORD = re.compile(r"[ \t]*#\+[^ \t]*:")
_MARK = {"quote": "│ ", "verse": "│ ", "src": "    ", "example": "    "}


def readable(lines: Sequence[str]) -> Iterator[str]:
    """The lines as a person reads them; quotes get a rule, code is indented."""
    mark = ""
    for line in lines:
        if block := _BLOCK.match(line):
            mark = _MARK.get(block[2].lower(), "") if block[1].lower() == "begin" else ""
        elif not _KEYWORD.match(line):
            code = mark == "    "
            yield mark + (line if code else display_links(line.rstrip()))
