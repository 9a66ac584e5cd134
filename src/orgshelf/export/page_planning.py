"""Planning lines and clocks as HTML (org-html-planning, org-html-clock)."""

import re
from collections.abc import Iterator
from html import escape

from orgshelf.export.encodable import printable
from orgshelf.org.syntax.timestamps import parse_planning

_SUM = re.compile(r"(.*?)[ \t]*=>[ \t]*([0-9]+:[0-9]{2})")


def planning(line: str) -> str:
    """The dates of a planning line; nothing where it has none."""
    dates = " ".join(_dates(line))
    return f'<p><span class="timestamp-wrapper">{dates}</span></p>' if dates else ""


def _dates(line: str) -> Iterator[str]:
    found = parse_planning(line)
    for name, stamp in (
        ("CLOSED", found.closed),
        ("DEADLINE", found.deadline),
        ("SCHEDULED", found.scheduled),
    ):
        if stamp:
            yield f"{_keyword(name)} {_stamp(stamp.raw)}"


def clock(value: str) -> str:
    """A CLOCK line by what follows the word."""
    match = _SUM.fullmatch(value)
    when, length = match.groups() if match else (value, "")
    lengths = [_stamp(f"({length})")] if length else []
    shown = " ".join((_keyword("CLOCK"), _stamp(when), *lengths))
    return f'<p><span class="timestamp-wrapper">{shown}</span></p>'


def _keyword(name: str) -> str:
    return f'<span class="timestamp-kwd">{name}:</span>'


def _stamp(text: str) -> str:
    escaped = escape(printable(text), quote=False).replace("--", "&#x2013;")
    return f'<span class="timestamp">{escaped}</span>'
