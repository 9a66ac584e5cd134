"""Links that are safe to click."""

import re
from collections.abc import Iterator

from orgshelf.export.encodable import one_line
from orgshelf.model import Link
from orgshelf.org.syntax.link_finder import links_in, may_have_links
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.identifiers import link_of

_WEB = re.compile(r"(?:https?|mailto):[^\s]", re.IGNORECASE)
_PREFIXED = re.compile(r"(?:doi|arxiv|hdl|pmid):", re.IGNORECASE)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"'()\\`|^{}\[\]]")


def web_address(target: str) -> str | None:
    """A target as an http(s) or mailto address that is safe in any format; else None.

    ``doi:``, ``arxiv:``, ``hdl:`` and ``pmid:`` become the addresses that resolve them. Blanks,
    brackets and quotes are percent-encoded.
    """
    target = one_line(target)
    if (match := _PREFIXED.match(target)) and (link := link_of(match[0][:-1], target)):
        target = link
    return safe_address(target) if _WEB.match(target) else None


def safe_address(address: str) -> str:
    """An address with delimiters and control characters percent-encoded."""
    return _UNSAFE.sub(lambda char: f"%{ord(char[0]):02X}", one_line(address))


def address_in_markdown(address: str) -> str:
    """An address in which Markdown reads no entity."""
    return _ENTITY.sub("&amp;", address)


def web_links(entry: Entry) -> list[Link]:
    """The entry's links to the web and to mail, with safe addresses."""
    found = ((web_address(link.target), link.description) for link in contents.links(entry))
    return [Link(target, description) for target, description in found if target]


def split_links(text: str) -> Iterator[str | Link]:
    """A line of Org text as pieces of text and safe links; of other links only the text is left."""
    if not may_have_links(text):
        yield text
        return
    place = 0
    for begin, end, link in links_in(text):
        yield text[place:begin]
        words = link.description or link.target
        target = web_address(link.target)
        yield Link(target, words) if target else words
        place = end
    yield text[place:]
