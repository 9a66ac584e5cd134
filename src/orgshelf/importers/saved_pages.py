"""Pages of the web as works."""

from datetime import date
from urllib.parse import urlsplit

from orgshelf.importers.foreign_ids import arxiv, doi, web
from orgshelf.importers.imported import ImportedQuote, ImportedWork, Pair, State

_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com")


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
    """``video`` where films are shown, else ``paper``."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return "paper"
    is_video = any(host == name or host.endswith(f".{name}") for name in _VIDEO_HOSTS)
    return "video" if is_video else "paper"
