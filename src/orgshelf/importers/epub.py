"""An EPUB: what its package says, its chapters, and how many pages its printed edition has."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from orgshelf.errors import ImportFormatError
from orgshelf.importers.foreign_fields import doi, isbn, people, read_year
from orgshelf.importers.foreign_markup import local, named, plain_text, read_xml
from orgshelf.importers.imported import Imported, ImportedWork, Pair
from orgshelf.importers.outlines import Outline

_WHAT = "an EPUB"
_MIME = b"application/epub+zip"
_CONTAINER = "META-INF/container.xml"
_ROLES = {"edt": "editor", "trl": "translator", "aut": "author"}
_NCX = "application/x-dtbncx+xml"
# A package or a table of contents is a few hundred kilobytes at most.
_LARGEST = 8_000_000


def recognize(data: bytes, name: str) -> bool:
    """Whether it is a zip file with EPUB's type as its first member, or its container."""
    return data.startswith(b"PK\x03\x04") and (
        _MIME in data[:100] or _CONTAINER.encode() in data[:65536] + data[-65536:]
    )


def read(data: bytes) -> Imported:
    """The book as one work; its chapters are parts.

    Raises:
        ImportFormatError: it is no EPUB, is damaged, or unpacks to more than a book holds.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Imported((_work(archive),))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise ImportFormatError(_WHAT, f"it cannot be unpacked ({error})") from error


def _work(archive: zipfile.ZipFile) -> ImportedWork:
    root = next(named(epub_member(archive, _CONTAINER), "rootfile"), None)
    path = root.get("full-path", "") if root is not None else ""
    package = epub_member(archive, path)
    chapters, pages = contents(archive, package, posixpath.dirname(path))
    credits, (series, volume) = list(_people(package)), _series(package)
    return ImportedWork(
        title=_title(package),
        kind="book",
        authors=tuple(name for role, name in credits if role == "author"),
        editors=tuple(name for role, name in credits if role == "editor"),
        translators=tuple(name for role, name in credits if role == "translator"),
        year=read_year(next(_dates(package), "")),
        identifiers=tuple(_identifiers(package)),
        pages=pages,
        series=series,
        volume=volume.removesuffix(".0") if series else "",
        tags=tuple(_texts(package, "subject")),
        text=plain_text(next(_texts(package, "description"), "")),
        properties=(
            ("PUBLISHER", next(_texts(package, "publisher"), "")),
            ("LANGUAGE", next(_texts(package, "language"), "")),
        ),
        parts=chapters,
    )


def _title(package: Element) -> str:
    """The title, and behind it the subtitle, which EPUB 3 has in an element of its own."""
    kinds = _refined(package, "title-type")
    titles = [
        (kinds.get(each.get("id", ""), "main"), "".join(each.itertext()))
        for each in named(package, "title")
    ]
    main = next((text for kind, text in titles if kind == "main"), titles[0][1] if titles else "")
    return ": ".join(
        (main, *(text for kind, text in titles if kind == "subtitle" and main != text))
    )


def _refined(package: Element, name: str) -> dict[str, str]:
    """What elements of EPUB 3 say more of others, by the ids of those."""
    return {
        each.get("refines", "").removeprefix("#"): (each.text or "").strip()
        for each in named(package, "meta")
        if each.get("property") == name
    }


def _texts(package: Element, name: str) -> Iterator[str]:
    """The words of the elements of a name, those that have some."""
    return filter(None, ("".join(each.itertext()).strip() for each in named(package, name)))


def _dates(package: Element) -> Iterator[str]:
    """When it was published; in EPUB 2 a date can be that of a change."""
    for each in named(package, "date"):
        event = next((value for key, value in each.items() if key.endswith("event")), "")
        if event in ("", "publication", "original-publication", "issued"):
            yield (each.text or "").strip()


def _series(package: Element) -> tuple[str, str]:
    """The series and the volume, as Calibre has them in EPUB 2 and as EPUB 3 has them."""
    metas = list(named(package, "meta"))
    said = {each.get("name", ""): each.get("content", "") for each in metas}
    kinds, places = (_refined(package, name) for name in ("collection-type", "group-position"))
    for each in metas:
        whole = each.get("id", "")
        if each.get("property") == "belongs-to-collection" and (
            kinds.get(whole, "series") == "series"
        ):
            return (each.text or "").strip(), places.get(whole, "")
    return said.get("calibre:series", ""), said.get("calibre:series_index", "")


def _identifiers(package: Element) -> Iterator[Pair]:
    for text in _texts(package, "identifier"):
        number = text.lower().removeprefix("urn:").removeprefix("isbn:").removeprefix("doi:")
        yield "ISBN", isbn(number)
        yield "DOI", doi(number)


def _people(package: Element) -> Iterator[tuple[str, str]]:
    """Each person with the role: an attribute in EPUB 2, an element that refines it in 3."""
    refined = _refined(package, "role")
    for each in named(package, "creator", "contributor"):
        given = next((value for key, value in each.items() if key.endswith("role")), "")
        role = given or refined.get(each.get("id", ""), "")
        if role or local(each) == "creator":
            for name in people("".join(each.itertext())):
                yield _ROLES.get(role or "aut", ""), name


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
    """The chapters, and the last page of a printed edition; none where their list is damaged."""
    with suppress(ImportFormatError):
        return _contents(archive, package, folder)
    return (), ""


def _contents(
    archive: ZipFile, package: Element, folder: str
) -> tuple[tuple[ImportedWork, ...], str]:
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
