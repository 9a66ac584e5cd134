"""OPML, the outline that outliners and feed readers exchange."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import beginning
from orgshelf.importers.foreign_fields import read_date, web
from orgshelf.importers.foreign_markup import local, named, plain_text, read_xml
from orgshelf.importers.imported import Imported, ImportedWork, Reading, State
from orgshelf.importers.outlines import Outline

_WHAT = "an OPML file"
_START = re.compile(r"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<opml\b", re.DOTALL)
# An outliner can have a link in the words of a row.
_LINKED = re.compile(r"<a [^<>]*href=[\"']([^\"'<>]+)", re.IGNORECASE)
_STATES = {
    **dict.fromkeys(("true", "checked"), State.DONE),
    **dict.fromkeys(("false", "unchecked"), State.UNREAD),
    "indeterminate": State.READING,
}


def recognize(data: bytes, name: str) -> bool:
    """Whether its first element is ``opml``."""
    return _START.match(beginning(data)) is not None


def read(data: bytes) -> Imported:
    """The outline; what has rows below it is a work with parts.

    Raises:
        ImportFormatError: it is no XML, or no OPML.
    """
    root = read_xml(data, _WHAT)
    if local(root) != "opml":
        raise ImportFormatError(_WHAT, f"its first element is `{local(root)}`")
    outline = Outline()
    for body in named(root, "body"):
        for depth, element in _rows(body):
            outline.add(depth, _work(element.attrib))
    return Imported(outline.works())


def _rows(body: Element) -> Iterator[tuple[int, Element]]:
    """Each row with its depth, in the order of the file."""
    waiting = [(0, element) for element in reversed(body)]
    while waiting:
        depth, element = waiting.pop()
        if local(element) == "outline":
            yield depth, element
            waiting += [(depth + 1, below) for below in reversed(element)]


def _work(row: dict[str, str]) -> ImportedWork:
    words = row.get("text") or row.get("title") or ""
    linked = _LINKED.search(words)
    addresses = (*(row.get(name, "") for name in _ADDRESSES), linked[1] if linked else "")
    address = next(filter(None, map(web, addresses)), "")
    states = (_STATES[row[name].lower()] for name in _BOXES if row.get(name, "").lower() in _STATES)
    finished = read_date(row.get("_closed", ""))
    return ImportedWork(
        title=plain_text(words) or address,
        state=next(states, State.NONE),
        identifiers=(("URL", address),),
        readings=(Reading(finished=finished),) if finished else (),
        deadline=read_date(row.get("_due", "")),
        scheduled=read_date(row.get("_start", "")),
        priority=row.get("_priority", ""),
        tags=tuple(row.get("category", "").split(",")),
        text=plain_text(row.get("_note", "") or row.get("description", "")),
    )


_ADDRESSES = ("url", "htmlUrl", "xmlUrl")
#: The boxes of OmniOutliner and WorkFlowy.
_BOXES = ("_status", "_complete", "complete")
