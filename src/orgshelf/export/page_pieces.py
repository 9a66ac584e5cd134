"""Pieces of Markdown: joining them, planning lines and clocks, and sanitising the user's own."""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from typing import NamedTuple

from orgshelf.export.encodable import printable
from orgshelf.export.link_targets import web_address
from orgshelf.org.syntax.timestamps import parse_planning

#: Separates two lists, or a list and code.
APART = "<!-- -->"
_SUM = re.compile(r"(.*?)[ \t]*=>[ \t]*([0-9]+:[0-9]{2})")
_HTML = re.compile(r"<(?=[A-Za-z/!?])")
# The destination of an inline link, or of a link reference definition.
_DESTINATION = re.compile(r"\](?:\(|:)(?=[ \t\n]*<?(?P<target>[^\s)>]*))")
_SCHEME = re.compile(r"[^/?#]*:")
_NOISE = re.compile(r"[\x00-\x20\\]")


class Piece(NamedTuple):
    """A block of Markdown; ``kind`` determines the space between blocks."""

    kind: str
    lines: list[str]


def joined(found: Sequence[Piece]) -> list[str]:
    """The lines of the pieces, with blank lines between them."""
    lines: list[str] = []
    before = None
    for piece in found:
        if before is not None:
            lines += ("", APART, "") if _must_stand_apart(before, piece) else ("",)
        lines += piece.lines
        before = piece
    return lines


def _must_stand_apart(before: Piece, piece: Piece) -> bool:
    return before.kind in ("list", "numbered") and piece.kind in ("list", "numbered", "code")


# Planning lines and clocks as HTML (org-html-planning, org-html-clock).


def planning(line: str) -> str:
    """The timestamps of a planning line; "" without any."""
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
    """A CLOCK line, by its value."""
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


# Sanitising Markdown in the notes: HTML is escaped, and links lead only to the web, to mail
# addresses and to relative paths.


def harmless(text: str) -> str:
    """Markdown with HTML tags escaped and unsafe links disabled."""
    text = _HTML.sub("&lt;", printable(text))
    return _DESTINATION.sub(_checked, text)


def _checked(match: re.Match[str]) -> str:
    target = _NOISE.sub("", unescape(match["target"]))
    is_safe = not _SCHEME.match(target) or web_address(target) is not None
    return match[0] if is_safe else f"\\{match[0]}"
