"""Text as Markdown that shows it letter by letter, in GitHub's dialect and in pandoc's."""

import re

from orgshelf.export.encodable import one_line
from orgshelf.export.link_targets import split_links, web_links
from orgshelf.export.titles_and_dates import title_words
from orgshelf.model import Link
from orgshelf.shelf.entries import Entry

# "#" ends a heading, "!" makes a picture of a link, "://" and "www." make a link by themselves.
_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>&|~^$@]|(?<![^ ])#|!$"
    r"|:(?=//|[\w+-]+:)|(?<=\bwww)\.|(?<=\bmailto):|(?<=\bxmpp):",
    re.IGNORECASE,
)
_START = re.compile(r"[-+=:](?=[ =:-]|$)|\(?(?:\d{1,9}|[a-z]|[ivxlcdm]+)[.)](?= |$)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?=#?\w+;)")


def escape(text: str) -> str:
    """Text for the middle of a line: one line, nothing in it is markup."""
    return _SPECIAL.sub(lambda sign: "\\" + sign[0], one_line(text))


def escape_start(text: str) -> str:
    """The same for the start of a line, where a list, a rule or a heading could begin."""
    return _guard(escape(text))


def link(of: Link) -> str:
    """A link whose target is already safe, by its words or its address."""
    target = _ENTITY.sub("&amp;", of.target)
    return f"[{escape(of.description or of.target)}]({target})"


def title(entry: Entry) -> str:
    """An entry's title, as a link where it has one to follow."""
    words = title_words(entry)
    targets = web_links(entry)
    return link(Link(targets[0].target, words)) if targets else escape(words)


def prose(text: str) -> str:
    """A line of Org text with its links, for the start of a line."""
    pieces = (
        link(piece) if isinstance(piece, Link) else _SPECIAL.sub(lambda sign: "\\" + sign[0], piece)
        for piece in split_links(one_line(text))
    )
    return _guard("".join(pieces))


def _guard(escaped: str) -> str:
    """A backslash before the sign that would make a list or a rule of the line."""
    match = _START.match(escaped)
    if not match:
        return escaped
    sign = match.end() - 1
    return f"{escaped[:sign]}\\{escaped[sign:]}"
