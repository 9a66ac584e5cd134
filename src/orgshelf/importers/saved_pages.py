"""Pages of the web as works."""

from datetime import date

from orgshelf.importers.foreign_ids import arxiv, doi, web
from orgshelf.importers.imported import ImportedQuote, ImportedWork, Pair, State
from orgshelf.shelf.identifiers import identify, urlsplit_safely

_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com")
_OF_PAPERS = ("doi", "arxiv", "pmid", "hdl")


def page_work(
    title: str,
    address: str,
    *,
    state: State = State.UNREAD,
    tags: tuple[str, ...] = (),
    added: date | None = None,
    text: str = "",
    quotes: tuple[ImportedQuote, ...] = (),
    identifiers: tuple[Pair, ...] = (),
) -> ImportedWork:
    """A page that was saved to be read; without a title it is called as its address."""
    url = web(address)
    names = (("DOI", doi(url)), ("ARXIV", arxiv(url)), ("URL", "" if doi(url) else url))
    return ImportedWork(
        title=title.strip() or url,
        kind=kind_of_address(url),
        state=state,
        identifiers=(*identifiers, *names),
        added=added,
        tags=tags,
        text=text,
        quotes=quotes,
    )


def kind_of_address(address: str) -> str:
    """``video`` where films are shown, ``paper`` for a PDF and what has a DOI, else ``article``."""
    place = urlsplit_safely(address)
    host = place.netloc.casefold()
    if any(host == name or host.endswith(f".{name}") for name in _VIDEO_HOSTS):
        return "video"
    is_paper = place.path.casefold().endswith(".pdf") or identify(address).scheme in _OF_PAPERS
    return "paper" if is_paper else "article"
