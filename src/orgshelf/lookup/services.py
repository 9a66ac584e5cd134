"""Who is asked for which identifier, and how."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from orgshelf.importers.imported import ImportedWork
from orgshelf.lookup.answers import read_books, read_csl, read_feed, read_page, read_video
from orgshelf.lookup.network import Reply, Request
from orgshelf.shelf.identifiers import Identifier, same_key
from orgshelf.shelf.isbn import isbn_digits

#: The works of an answer by the keys of their identifiers.
Works = Mapping[str, ImportedWork]
_CSL = "application/vnd.citationstyles.csl+json, application/json;q=0.5, text/html;q=0.1"
_PAGE = "text/html, application/xhtml+xml"
_HEAD = 1 << 19  # bytes of a page in which its head is


@dataclass(frozen=True, slots=True)
class Service:
    """One service: where it is, what is asked of it, and what its answer means.

    ``base`` is its address, which the configuration may change; empty where an identifier has
    one of its own. ``most`` works are asked for at once, ``pause`` seconds after the last time.
    """

    name: str
    base: str
    ask: Callable[[str, Sequence[Identifier]], Request]
    read: Callable[[Reply, Sequence[Identifier]], Works]
    most: int = 1
    pause: float = 0.0


def key_of(identifier: Identifier) -> str:
    """What is one for all ways to write an identifier."""
    return same_key(*identifier)[1]


def service_for(identifier: Identifier) -> Service:
    """The service that knows such identifiers; else the page that it leads to says what it is."""
    return SERVICES.get(identifier.scheme, SERVICES["page"])


def _single(read: Callable[[Reply], ImportedWork | None]) -> Callable[..., Works]:
    """A reader of answers about one work alone."""

    def read_one(reply: Reply, identifiers: Sequence[Identifier]) -> Works:
        work = read(reply)
        return {key_of(identifiers[0]): work} if work else {}

    return read_one


def _of_doi(base: str, identifiers: Sequence[Identifier]) -> Request:
    return Request(f"{base}/{quote(identifiers[0].value, safe='/:;()._-')}", _CSL)


def _of_arxiv(base: str, identifiers: Sequence[Identifier]) -> Request:
    numbers = ",".join(each.value for each in identifiers)
    return Request(f"{base}?{urlencode({'id_list': numbers, 'max_results': len(identifiers)})}")


def _of_isbn(base: str, identifiers: Sequence[Identifier]) -> Request:
    books = ",".join(f"ISBN:{isbn_digits(each.value)}" for each in identifiers)
    return Request(f"{base}?{urlencode({'bibkeys': books, 'jscmd': 'data', 'format': 'json'})}")


def _of_video(base: str, identifiers: Sequence[Identifier]) -> Request:
    return Request(f"{base}?{urlencode({'url': identifiers[0].link, 'format': 'json'})}")


def _of_page(_base: str, identifiers: Sequence[Identifier]) -> Request:
    return Request(identifiers[0].link, _PAGE, _HEAD, cut=True)


SERVICES: Mapping[str, Service] = {
    service.name: service
    for service in (
        # Crossref and DataCite allow for many more; nobody waits for these.
        Service("doi", "https://doi.org", _of_doi, _single(read_csl), pause=0.1),
        Service("arxiv", "https://export.arxiv.org/api/query", _of_arxiv,
                lambda reply, _: read_feed(reply), most=50, pause=3.0),
        Service("isbn", "https://openlibrary.org/api/books", _of_isbn,
                lambda reply, _: read_books(reply), most=20, pause=1.0),
        Service("youtube", "https://www.youtube.com/oembed", _of_video, _single(read_video),
                pause=0.1),
        Service("page", "", _of_page, _single(read_page), pause=0.5),
    )
}  # fmt: skip
