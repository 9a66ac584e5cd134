"""Text as Markdown that shows it letter by letter, in GitHub's dialect and in pandoc's."""

import re

from orgshelf.export.encodable import one_line, printable
from orgshelf.export.link_targets import split_links, web_links
from orgshelf.export.source_text import written_title
from orgshelf.export.titles_and_dates import title_words
from orgshelf.model import Link
from orgshelf.org.syntax.links import display
from orgshelf.org.syntax.objects import Literal, Mark, Node
from orgshelf.org.syntax.plain_words import objects, without_break, words_of
from orgshelf.shelf.entries import Entry

# "#" ends a heading, "!" makes a picture of a link, "://" and "www." make a link by themselves.
_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>&|~^$@]|(?<![^ ])#|!$"
    r"|:(?=//|[\w+-]+:)|(?<=\bwww)\.|(?<=\bmailto):|(?<=\bxmpp):",
    re.IGNORECASE,
)
_START = re.compile(r"[-+=:](?=[ =:-]|$)|\(?(?:\d{1,9}|[a-z]|[ivxlcdm]+)[.)](?= |$)", re.IGNORECASE)
_TICKS = re.compile("`+")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def escape(text: str) -> str:
    """Text for the middle of a line: one line, nothing in it is markup."""
    return _SPECIAL.sub(lambda sign: "\\" + sign[0], one_line(text))


def link(of: Link) -> str:
    """A link whose target is already safe, by its words or its address."""
    return f"[{escape(of.description or of.target)}]({_target(of.target)})"


def _target(address: str) -> str:
    return _ENTITY.sub("&amp;", address)


def title(entry: Entry) -> str:
    """An entry's title with its markup, as a link where it has one to follow."""
    words = inline(one_line(display(written_title(entry)))) or escape(title_words(entry))
    targets = web_links(entry)
    return f"[{words}]({_target(targets[0].target)})" if targets else words


_SIGNS = {"bold": "**", "italic": "*", "strike": "~~"}


def inline(text: str) -> str:
    """A line of Org text without links as Markdown with the same emphasis."""
    return "".join(map(_object, objects(without_break(text))))


def _object(node: Node) -> str:
    match node:
        case str():
            return _escaped(node)
        case Mark() if sign := _SIGNS.get(node.kind):
            return f"{sign}{''.join(map(_object, node.children))}{sign}"
        case Mark() if node.kind == "underline":
            return "".join(map(_object, node.children))
        case Literal() if node.kind == "code":
            return code(node.text)
        case _:
            return _escaped(words_of(node))


def code(text: str) -> str:
    """Letters as they are, between as many backticks as they need."""
    fence = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{gap}{printable(text)}{gap}{fence}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda sign: "\\" + sign[0], printable(text))


def prose(text: str) -> str:
    """A line of Org text with its links, for the start of a line."""
    pieces = (
        link(piece) if isinstance(piece, Link) else inline(piece)
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
