"""XML that cannot do harm: no entities of its own, no endless depth."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import decode

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)


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
        raise ImportFormatError(what, f"it is no XML ({error})") from error


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def named(element: Element, *names: str) -> Iterator[Element]:
    """All elements below, at any depth, that have one of these names."""
    return (each for each in element.iter() if local(each) in names)
