"""The table of contents of an EPUB, as EPUB 3 has it or as EPUB 2 had."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from orgshelf.errors import ImportFormatError
from orgshelf.importers.imported import ImportedWork
from orgshelf.importers.outlines import Outline
from orgshelf.importers.xml_trees import local, named, read_xml

_WHAT = "an EPUB"
_NCX = "application/x-dtbncx+xml"
# A package or a table of contents is a few hundred kilobytes at most.
_LARGEST = 8_000_000


def epub_member(archive: ZipFile, name: str) -> Element:
    """A document in an EPUB.

    Raises:
        ImportFormatError: it is not there, is no XML, or larger than that of any book.
    """
    try:
        with archive.open(name) as member:
            data = member.read(_LARGEST + 1)
    except KeyError as error:
        raise ImportFormatError(_WHAT, f"it has no {name}") from error
    if len(data) > _LARGEST:
        raise ImportFormatError(_WHAT, f"its {name} is larger than that of any book")
    return read_xml(data, _WHAT)


def contents(
    archive: ZipFile, package: Element, folder: str
) -> tuple[tuple[ImportedWork, ...], str]:
    """The chapters, and the last page of a printed edition."""
    for item in named(package, "item"):
        path = posixpath.join(folder, unquote(item.get("href", "")))
        if "nav" in item.get("properties", "").split():
            return _of_navigation(epub_member(archive, path))
        if item.get("media-type") == _NCX and "nav" not in _properties(package):
            return _of_ncx(epub_member(archive, path))
    return (), ""


def _properties(package: Element) -> set[str]:
    return {word for item in named(package, "item") for word in item.get("properties", "").split()}


def _of_navigation(page: Element) -> tuple[tuple[ImportedWork, ...], str]:
    chapters, last = Outline(), ""
    for nav in named(page, "nav"):
        kind = next((value for key, value in nav.items() if key.endswith("type")), "")
        for depth, words in _items(nav, "ol", "a"):
            if kind == "toc":
                chapters.add(depth, ImportedWork(words))
            elif kind == "page-list" and words.isdigit():
                last = words
    return chapters.works(), last


def _of_ncx(page: Element) -> tuple[tuple[ImportedWork, ...], str]:
    chapters = Outline()
    for contents in named(page, "navMap"):
        for depth, words in _items(contents, "navPoint", "navLabel"):
            chapters.add(depth, ImportedWork(words))
    pages = [words for each in named(page, "pageTarget") for words in _labels(each)]
    return chapters.works(), next((words for words in reversed(pages) if words.isdigit()), "")


def _items(top: Element, level: str, label: str) -> Iterator[tuple[int, str]]:
    """The labels below, each with the number of ``level`` elements about it."""
    waiting = [(0, top)]
    while waiting:
        depth, element = waiting.pop()
        depth += local(element) == level
        if local(element) == label:
            yield depth, " ".join("".join(element.itertext()).split())
        else:
            waiting += [(depth, below) for below in reversed(element)]


def _labels(element: Element) -> Iterator[str]:
    return (" ".join("".join(each.itertext()).split()) for each in named(element, "text"))
