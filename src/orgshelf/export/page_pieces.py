"""What a page is put together from: lines that belong together, dates, Markdown of a person's."""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from typing import NamedTuple

from orgshelf.export.encodable import printable
from orgshelf.export.link_targets import web_address
from orgshelf.org.syntax.timestamps import parse_planning

#: What stands between two lists, or a list and what must not become part of it.
APART = "<!-- -->"
_SUM = re.compile(r"(.*?)[ \t]*=>[ \t]*([0-9]+:[0-9]{2})")
_HTML = re.compile(r"<(?=[A-Za-z/!?])")
# Where a link leads to: in brackets behind its words, or behind the words that define it.
_DESTINATION = re.compile(r"\](?:\(|:)(?=[ \t\n]*<?(?P<target>[^\s)>]*))")
_SCHEME = re.compile(r"[^/?#]*:")
_NOISE = re.compile(r"[\x00-\x20\\]")


class Piece(NamedTuple):
    """Lines of Markdown that belong together; ``kind`` says how they stand beside others."""

    kind: str
    lines: list[str]


def joined(found: Sequence[Piece]) -> list[str]:
    """The pieces as lines, a blank one between two of them."""
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


# Markdown that a person has written in the notes, made harmless.
#
# HTML in it is text, and no link leads to anything but the web, a mail or a place nearby.


def harmless(text: str) -> str:
    """The text with its tags escaped, and with words alone where a link is not harmless."""
    text = _HTML.sub("&lt;", printable(text))
    return _DESTINATION.sub(_checked, text)


def _checked(match: re.Match[str]) -> str:
    target = _NOISE.sub("", unescape(match["target"]))
    is_safe = not _SCHEME.match(target) or web_address(target) is not None
    return match[0] if is_safe else f"\\{match[0]}"
