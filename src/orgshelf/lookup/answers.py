"""What services of the web answer of an identifier, read as works."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from orgshelf.errors import ImportFormatError
from orgshelf.importers.csl_items import read_item
from orgshelf.importers.decoding import (
    Member,
    decode,
    member_of,
    read_json,
)
from orgshelf.importers.foreign_fields import doi, isbn, people, read_year
from orgshelf.importers.foreign_markup import feed, local, named, plain_text, read_xml
from orgshelf.importers.imported import ImportedWork
from orgshelf.lookup.network import Reply
from orgshelf.shelf.identifiers import parse_arxiv, same_key

_CSL = "CSL JSON"
_OPEN_LIBRARY = "an answer of Open Library"
_FEED = "a feed of arXiv"
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
#: Python knows other encodings, some of which take very long.
_OF_LETTERS = re.compile(r"(?:iso-?8859|windows|cp\d|koi8|gb|big5|euc|shift|utf-16)", re.IGNORECASE)
_HEAD = 1 << 14  # bytes in which a page says what letters it has
_TITLES = ("citation_title", "og:title", "dc.title", "twitter:title")
_PEOPLE = ("citation_author", "citation_authors", "dc.creator", "author", "article:author")
_DATES = (
    *("citation_publication_date", "citation_date", "citation_online_date", "citation_year"),
    *("article:published_time", "dc.date", "date"),
)
# Markup that some write into a title that is told in an attribute.
_STYLE = re.compile(r"</?(?:i|b|em|strong|sup|sub|span)(?: [^<>]*)?>", re.IGNORECASE)
_PAGE_OF = re.compile(r"https?:", re.IGNORECASE)


def read_csl(reply: Reply) -> ImportedWork | None:
    """The work; of a registrar that has no CSL, what the page says that the DOI leads to.

    Raises:
        ImportFormatError: it is neither.
    """
    if "html" in reply.kind:
        return read_page(reply)
    item = member_of(read_json(reply.data, _CSL))
    if not item:
        return None
    work = read_item(item)
    own = tuple(pair for pair in work.identifiers if pair[0] in ("ISBN", "ISSN"))
    title = plain_text(work.title)
    more = plain_text(next(iter(item.texts("subtitle")), ""))
    whole = title if more.casefold() in title.casefold() else f"{title}: {more}"
    return replace(work, title=whole, identifiers=own, tags=(), text="")


# What Open Library answers of books, asked for by ISBN (Open Library, Books API).


def read_books(reply: Reply) -> Mapping[str, ImportedWork]:
    """The books by the keys of their ISBNs; what it does not know is not there.

    Raises:
        ImportFormatError: it is no JSON.
    """
    books = member_of(read_json(reply.data, _OPEN_LIBRARY))
    isbns = ((key.partition(":")[2], member_of(book)) for key, book in books.items())
    return {same_key("isbn", isbn)[1]: _book(book) for isbn, book in isbns if book}


def _book(book: Member) -> ImportedWork:
    words = (book.text("title"), book.text("subtitle"))
    return ImportedWork(
        title=": ".join(filter(None, words)),
        kind="book",
        authors=_names(book, "authors"),
        year=read_year(book.text("publish_date")),
        pages=book.text("number_of_pages") or _pages(book.text("pagination")),
        properties=(("PUBLISHER", next(iter(_names(book, "publishers")), "")),),
    )


def _pages(pagination: str) -> str:
    """The largest number of what a library writes, ``xii, 312 p.``."""
    return max(re.findall(r"(?<!\d)\d{1,5}(?!\d)", pagination), key=int, default="")


def _names(book: Member, member: str) -> tuple[str, ...]:
    return tuple(filter(None, (each.text("name") for each in book.members(member))))


# What arXiv answers: an Atom feed with an entry for each paper (arXiv API User's Manual).


def read_feed(reply: Reply) -> Mapping[str, ImportedWork]:
    """The papers by their numbers without versions; what arXiv does not know is not there.

    Raises:
        ImportFormatError: it is no feed.
    """
    entries = named(read_xml(reply.data, _FEED), "entry")
    papers = ((parse_arxiv(_text(entry, "id")), entry) for entry in entries)
    return {same_key("arxiv", number)[1]: _paper(entry) for number, entry in papers if number}


def _paper(entry: Element) -> ImportedWork:
    people = (_text(author, "name") for author in named(entry, "author"))
    return ImportedWork(
        title=_text(entry, "title"),
        kind="paper",
        authors=tuple(filter(None, people)),
        year=read_year(_text(entry, "published")),
        identifiers=(("DOI", doi(_text(entry, "doi"))),),
        properties=(("BTYPE", "preprint"),),
    )


def _text(element: Element, name: str) -> str:
    """The words of the first child of a name."""
    found = next((child for child in element if local(child) == name), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


# What YouTube answers of a video (oEmbed 1.0, section 2.3.4).


def read_video(reply: Reply) -> ImportedWork | None:
    """The video, by its channel.

    Raises:
        ImportFormatError: it is no JSON.
    """
    video = member_of(read_json(reply.data, "an answer of oEmbed"))
    title = video.text("title")
    if not title:
        return None
    return ImportedWork(title, kind="video", authors=(video.text("author_name"),))


# What a page of the web says of itself: for citations, for sharing, or in its title.
#
# The names of the first are ``citation_*`` (Google Scholar's), of the second ``og:*`` (Open Graph).


class _Head(HTMLParser):
    """Reads the ``meta`` elements and the first title."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self.title: list[str] = []
        self._in_title = False
        self._drawing = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._drawing += tag == "svg"  # which has titles of its own
        self._in_title = tag == "title" and not self.title and not self._drawing
        if tag == "meta":
            given = dict(attrs)
            name = given.get("name") or given.get("property") or ""
            self.said.append((name.lower(), (given.get("content") or "").strip()))

    def handle_endtag(self, tag: str) -> None:
        self._drawing -= tag == "svg" and self._drawing > 0
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)


def read_page(reply: Reply) -> ImportedWork | None:
    """What the page is; None where it has no title.

    Raises:
        ImportFormatError: it is no page, but a picture or the like.
    """
    if reply.kind and not any(form in reply.kind for form in ("html", "xml")):
        form = reply.kind.partition(";")[0]
        raise ImportFormatError("a page", f"it is {form}, and `orgshelf add FILE` reads documents")
    head = _Head()
    feed(head, _letters(reply))
    named = _STYLE.sub("", next(_values(head, *_TITLES), ""))
    title = named or " ".join("".join(head.title).split())
    return _work(head, title) if title else None


def _work(head: _Head, title: str) -> ImportedWork:
    journal = next(_values(head, "citation_journal_title"), "")
    meeting = next(_values(head, "citation_conference_title", "citation_inbook_title"), "")
    number = doi(next(_values(head, "citation_doi", "dc.identifier"), ""))
    book = isbn(next(_values(head, "citation_isbn"), ""))
    video = next(_values(head, "og:type"), "").startswith("video")
    kinds = {"paper": journal or meeting or number, "book": book, "video": video}
    return ImportedWork(
        title=title,
        kind=next((kind for kind, is_one in kinds.items() if is_one), ""),
        authors=tuple(_people(head)),
        year=next(filter(None, map(read_year, _values(head, *_DATES))), None),
        identifiers=(("DOI", number), ("ISBN", book)),
        properties=(("JOURNAL", journal), ("BOOKTITLE", meeting)),
    )


def _values(head: _Head, *names: str) -> Iterator[str]:
    """What is said under these names, that of the first one first; nothing that is empty."""
    return (value for name in names for key, value in head.said if key == name and value)


def _people(head: _Head) -> Iterator[str]:
    """Who made it, by the first name that says so; an address names nobody."""
    for name in _PEOPLE:
        found = [value for value in _values(head, name) if not _PAGE_OF.match(value)]
        if found:
            yield from (name for value in found for name in people(value))
            return


def _letters(reply: Reply) -> str:
    """The page as text, by the encoding that it names, else as it looks."""
    named = _CHARSET.search(reply.kind.encode()) or _CHARSET.search(reply.data[:_HEAD])
    encoding = named[1].decode() if named else ""
    if not _OF_LETTERS.match(encoding):
        return decode(reply.data)
    try:
        return reply.data.decode(encoding, "replace")
    except LookupError:
        return decode(reply.data)
