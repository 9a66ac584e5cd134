"""The ROAM_REFS property, which identifies the subject of a note (org-roam manual: Refs)."""

import re
from typing import NamedTuple

from orgshelf.model import Heading
from orgshelf.org.syntax.link_finder import find_links, is_link
from orgshelf.shelf.identifiers import identify

_WORD = re.compile(r'"([^"]*)"|(\[\[[^\]]*\](?:\[[^\]]*\])?\])|(\S+)')
_CITATION = re.compile(r"(?:\[cite[^:\]]*:)?(?:cite:&?|@|&)([^\s\[\];,@&]+)")
#: The kind that an address of a scheme usually refers to.
_KINDS = {"youtube": "video", "url": "article"}
_VIDEO = re.compile(r"https?://(?:www\.)?vimeo\.com/", re.IGNORECASE)


class RoamRefs(NamedTuple):
    """Citation keys without their ``@``, and addresses."""

    keys: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def kind(self) -> str | None:
        """The kind that such references usually refer to; a citation key means a paper."""
        if self.keys:
            return "paper"
        if not self.addresses:
            return None
        if _VIDEO.match(self.addresses[0]):
            return "video"
        return _KINDS.get(identify(self.addresses[0]).scheme, "paper")


_NONE = RoamRefs()


def roam_refs(heading: Heading) -> RoamRefs:
    """The references of a heading or a file; empty without ROAM_REFS."""
    value = heading.get("ROAM_REFS")
    return read_refs(value) if value else _NONE


def read_refs(value: str) -> RoamRefs:
    """Parse a value of ROAM_REFS: ``@key``, ``cite:key``, addresses and links."""
    keys, addresses = dict[str, None](), dict[str, None]()
    for quoted, link, bare in _WORD.findall(value):
        word = quoted or link or bare
        if found := _CITATION.match(word):
            keys[found[1]] = None
        elif target := next((each.target for each in find_links(word)), None):
            addresses[target] = None
        elif is_link(word):
            addresses[word] = None
    return RoamRefs(tuple(keys), tuple(addresses))
