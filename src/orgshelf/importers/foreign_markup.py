"""HTML and XML of other programs: as plain text, and as trees that can do no harm."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, ParseError, fromstring

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import decode

_BREAKS = {"br": "\n", "p": "\n\n", "div": "\n", "blockquote": "\n\n", "li": "\n- ", "tr": "\n"}
_UNSEEN = ("script", "style", "head")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
_PIECE = 1 << 15
_ROOM = re.compile(r"\n{3,}")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in _UNSEEN
        self.parts.append(_BREAKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self.unseen = max(0, self.unseen - (tag in _UNSEEN))
        if tag in ("p", "blockquote"):
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)


def feed(parser: HTMLParser, html: str) -> None:
    """Have a parser read HTML piece by piece, so that a tag without end costs its own piece."""
    html = closed(html)
    for start in range(0, len(html), _PIECE):
        parser.feed(html[start : start + _PIECE])
        if len(parser.rawdata) > _PIECE:
            parser.rawdata = ""
    parser.close()


def closed(html: str) -> str:
    """HTML without what begins at its end and is never closed: a comment, a tag.

    For each of those the parser of the standard library looks through all that follows.
    """
    comment = html.find("<!--", html.rfind("-->") + 1)
    if comment >= 0:
        html = html[:comment]
    tag = html.find("<", html.rfind(">") + 1)
    return html if tag < 0 else html[:tag] + html[tag:].replace("<", "&lt;")


def plain_text(html: str) -> str:
    """The words of HTML; text without any stays as it is."""
    if not _MARKUP.search(html):
        return html.strip()
    parser = _Text()
    feed(parser, html)
    lines = (line.strip() for line in "".join(parser.parts).split("\n"))
    return _ROOM.sub("\n\n", "\n".join(lines)).strip()


def read_xml(data: bytes, what: str) -> Element:
    """The root of a document; ``what`` names the format for the error.

    Raises:
        ImportFormatError: it is no XML, or has entities of its own.
    """
    text = decode(data)
    if _ENTITY.search(text):
        raise ImportFormatError(what, "it defines entities, which no such file needs")
    try:
        return fromstring(text.lstrip("\ufeff \t\r\n"))
    except (ParseError, ValueError) as error:
        raise ImportFormatError(what, f"it is not XML ({error})") from error


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def named(element: Element, *names: str) -> Iterator[Element]:
    """All elements below, at any depth, that have one of these names."""
    return (each for each in element.iter() if local(each) in names)
