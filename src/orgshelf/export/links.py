"""Links that a report may offer for clicking."""

import re
from collections.abc import Iterator

from orgshelf.export.text import one_line
from orgshelf.model import Link
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry

_WEB = re.compile(r"(?:https?|mailto):[^\s]", re.IGNORECASE)
_DOI = re.compile(r"doi:(?:https?://(?:dx\.)?doi\.org/)?(10\.\S+)", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"'()\\`|^{}\[\]]")
_INLINE = re.compile(
    r"\[\[(?P<target>[^\[\]]++)\](?:\[(?P<description>(?:[^\]]++|\](?!\]))++)\])?\]"
    r"|(?P<bare>\bhttps?://(?:[^\s()<>\[\]]++|\([^\s()<>]*+\))++)"
)


def web_address(target: str) -> str | None:
    """An address that is safe to click and to write anywhere, or None: http(s), mailto, doi.

    Blanks, brackets and quotes are percent-encoded.
    """
    target = one_line(target)
    if doi := _DOI.fullmatch(target):
        target = f"https://doi.org/{doi[1]}"
    if not _WEB.match(target):
        return None
    return _UNSAFE.sub(lambda char: f"%{ord(char[0]):02X}", target)


def web_links(entry: Entry) -> list[Link]:
    """The entry's links that a person can follow, their addresses made safe."""
    found = ((web_address(link.target), link.description) for link in contents.links(entry))
    return [Link(target, description) for target, description in found if target]


def split_links(text: str) -> Iterator[str | Link]:
    """A line of Org text as plain pieces and the links between them that are safe to click."""
    end = text.rfind("]]") + 2 if "]]" in text else 0
    place = 0
    for match in (*_INLINE.finditer(text, 0, end), *_BARE.finditer(text, end)):
        ...
    yield text[place:]
