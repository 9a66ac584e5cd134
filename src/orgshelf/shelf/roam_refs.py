"""What a note says of the thing it is about in its ROAM_REFS property (org-roam manual: Refs)."""

import re
from typing import NamedTuple

from orgshelf.model import Heading
from orgshelf.org.syntax.links import find_links, is_link
from orgshelf.shelf.identifiers import identify

_WORD = re.compile(r'"([^"]*)"|(\[\[[^\]]*\](?:\[[^\]]*\])?\])|(\S+)')
_CITATION = re.compile(r"(?:\[cite[^:\]]*:)?(?:cite:&?|@|&)([^\s\[\];,@&]+)")
#: What an address of some sort is most often about.
_KINDS = {"youtube": "video", "url": "article"}
_VIDEO = re.compile(r"https?://(?:www\.)?vimeo\.com/", re.IGNORECASE)


class RoamRefs(NamedTuple):
    """Citation keys without their ``@``, and addresses."""

    keys: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def kind(self) -> str | None:
        """What such references are most often about; a citation key is a paper's."""
        if self.keys:
            return "paper"
        if not self.addresses:
            return None
        if _VIDEO.match(self.addresses[0]):
            return "video"
        return _KINDS.get(identify(self.addresses[0]).scheme, "paper")


_NONE = RoamRefs()


def roam_refs(heading: Heading) -> RoamRefs:
    """The references of a heading or a file; nothing where it has none."""
    value = heading.get("ROAM_REFS")
    return read_refs(value) if value else _NONE


def read_refs(value: str) -> RoamRefs:
    """The same of the property's value: ``@key``, ``cite:key``, addresses and links."""
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
