"""Links that a report may offer for clicking."""

import re
from collections.abc import Iterator

from orgshelf.export.encodable import one_line
from orgshelf.model import Link
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.identifiers import link_of

_WEB = re.compile(r"(?:https?|mailto):[^\s]", re.IGNORECASE)
_PREFIXED = re.compile(r"(?:doi|arxiv|hdl|pmid):", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"'()\\`|^{}\[\]]")
_BARE = r"(?P<bare>\bhttps?://(?:[^\s()<>\[\]]++|\([^\s()<>]*+\))++)"
_BRACKET = r"\[\[(?P<target>[^\[\]]++)\](?:\[(?P<description>(?:[^\]]++|\](?!\]))++)\])?\]"
_LINK = re.compile(f"{_BRACKET}|{_BARE}")
_BARE_LINK = re.compile(_BARE)


def web_address(target: str) -> str | None:
    """An address that is safe to click and to write anywhere: http(s), mailto; else None.

    ``doi:``, ``arxiv:``, ``hdl:`` and ``pmid:`` become the addresses that resolve them. Blanks,
    brackets and quotes are percent-encoded.
    """
    target = one_line(target)
    if (match := _PREFIXED.match(target)) and (link := link_of(match[0][:-1], target)):
        target = link
    if not _WEB.match(target):
        return None
    return _UNSAFE.sub(lambda char: f"%{ord(char[0]):02X}", target)


def web_links(entry: Entry) -> list[Link]:
    """The entry's links that a person can follow, their addresses made safe."""
    found = ((web_address(link.target), link.description) for link in contents.links(entry))
    return [Link(target, description) for target, description in found if target]


def split_links(text: str) -> Iterator[str | Link]:
    """A line of Org text as plain pieces, and between them the links that are safe to click.

    A bracket link that is not leaves its words.
    """
    # To look for a bracket link past the last "]]" would take quadratic time.
    end = text.rfind("]]") + 2 if "]]" in text else 0
    place = 0
    for match in (*_LINK.finditer(text, 0, end), *_BARE_LINK.finditer(text, end)):
        yield text[place : match.start()]
        parts = match.groupdict()
        written = parts["bare"].rstrip(".,;:!?'\"") if parts["bare"] else match[0]
        words = parts.get("description") or parts.get("target") or written
        target = web_address(parts.get("target") or written)
        yield Link(target, words) if target else words
        place = match.start() + len(written)
    yield text[place:]
