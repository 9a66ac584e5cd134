"""Text as Org that shows it letter by letter, and tables aligned as Emacs aligns them.

What would be markup is disarmed by zero width spaces (Org manual: Escape Character).
"""

import re
from collections.abc import Iterator, Sequence

from orgshelf.export.encodable import one_line
from orgshelf.export.link_targets import split_links, web_links
from orgshelf.export.titles_and_dates import title_words
from orgshelf.model import Link
from orgshelf.shelf.entries import Entry
from orgshelf.text import width

GUARD = "\u200b"
# Characters begin markup here only if they are not parted from what follows.
_SPECIAL = re.compile(
    r"\[(?=[\[\d%/X# -]|fn:|cite|@)|\](?=\])|<|\\|@(?=@)|\{(?=\{)|:(?=:)"
    r"|(?<![a-z0-9])(?:(?:src|call)(?=_)|(?:attachment|bbdb|docview|elisp|eww|file(?:\+\w+)?"
    r"|ftp|gnus|help|id|info|irc|mhe|news|rmail|shell|w3m)(?=:))",
    re.IGNORECASE,
)
_LINE_START = re.compile(
    r"[*#|:%-]|[+](?= )|\d+[.)](?= )|(?:CLOCK|CLOSED|DEADLINE|SCHEDULED):", re.IGNORECASE
)
_HEADING_START = re.compile(r"[A-Z_-]{2,}(?![A-Za-z0-9])|\[#")
_FOOTNOTES = "Footnotes"  # a heading of which Org exports nothing
_TAGS = re.compile(r":[\w@#%:]+:$")
_CODE = re.compile(r"^[ \t]*(?=,*(?:\*|#\+))")
_DATE = re.compile("<(?=[0-9]{4}-)")
_NUMBER = re.compile(
    r"[<>]?[-+^.0-9]*[0-9][-+^.0-9eEdDx()%:]*|[<>]?[-+]?0x[0-9a-f.]+"
    r"|[<>]?[-+]?[0-9]+#[0-9a-z.]+|nan|[-+u]?inf",
    re.IGNORECASE,
)


def escape(text: str) -> str:
    """Text for the middle of a line: no link, date, macro or code begins in it."""
    return _SPECIAL.sub(_disarm, one_line(text))


def escape_start(text: str) -> str:
    """The same for the start of a line, where it is no heading, list, keyword or planning."""
    return _guard(escape(text))


def escape_heading(text: str) -> str:
    """The same for a heading, where it has no keyword, priority or tags."""
    text = escape(text)
    start = GUARD if _HEADING_START.match(text) or text == _FOOTNOTES else ""
    return f"{start}{text}{GUARD}" if _TAGS.search(text) else start + text


def link(of: Link) -> str:
    """A link whose target is already safe, by its words or its address."""
    words = escape(of.description or of.target)
    return f"[[{of.target}][{words}{GUARD if words.endswith(']') else ''}]]"


def title(entry: Entry) -> str:
    """An entry's title, as a link where it has one to follow."""
    words = title_words(entry)
    targets = web_links(entry)
    return link(Link(targets[0].target, words)) if targets else escape(words)


def prose(text: str) -> str:
    """A line of Org text with its links, for the start of a line."""
    pieces = (
        link(piece) if isinstance(piece, Link) else _SPECIAL.sub(_disarm, piece)
        for piece in split_links(one_line(text))
    )
    return _guard("".join(pieces))


def code(line: str) -> str:
    """A line of an example block that neither ends it nor is a date of the agenda.

    A comma guards it as in ``org-escape-code-in-string``.
    """
    line = _DATE.sub(_disarm, line)
    return _CODE.sub(lambda blanks: f"{blanks[0]},", line, count=1)


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table with a rule below its first row, aligned as by ``org-table-align``."""
    cells = [[escape(cell).replace("|", r"\vert{}") for cell in row] for row in rows]
    columns = list(zip(*cells, strict=True))
    widths = [max(1, *map(width, column)) for column in columns]
    right = [_is_numeric(column) for column in columns]
    for place, row in enumerate(cells):
        padded = map(_pad, row, widths, right)
        yield f"| {' | '.join(padded)} |"
        if place == 0:
            yield f"|{'+'.join('-' * (size + 2) for size in widths)}|"


def _is_numeric(column: Sequence[str]) -> bool:
    """Whether half of the cells that are not empty are numbers (org-table-number-fraction)."""
    filled = [cell for cell in column if cell]
    return 2 * sum(bool(_NUMBER.fullmatch(cell)) for cell in filled) >= len(filled)


def _pad(cell: str, size: int, right: bool) -> str:
    blanks = " " * (size - width(cell))
    return blanks + cell if right else cell + blanks


def _disarm(sign: re.Match[str]) -> str:
    return sign[0] + GUARD


def _guard(text: str) -> str:
    return GUARD + text if _LINE_START.match(text) else text
