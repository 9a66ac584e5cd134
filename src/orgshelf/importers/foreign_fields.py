"""What fields of other programs say: identifiers, addresses, dates, the series in a title."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from orgshelf.importers.imported import ImportedQuote, ImportedWork, Pair, State
from orgshelf.shelf.identifiers import (
    PROPERTIES,
    Identifier,
    identify,
    parse_arxiv,
    parse_doi,
    urlsplit_safely,
)
from orgshelf.shelf.isbn import has_check_digit, isbn_digits
from orgshelf.shelf.people import read_people

_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com", "letterboxd.com", "boxd.it")
_DATE = re.compile(r"\[?(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_EPOCH = re.compile(r"\d{9,17}(?:\.\d*)?")
_MILLISECONDS = 10**11
_OF_1601, _FROM_1601_TO_1970 = 10**16, 11_644_473_600_000_000
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}), (?P<year>\d{4})\b")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})\b")
_NEXT_ADDRESS = re.compile(r"[;,]\s*(?=https?://)|\s+(?=https?://)")
_NAMED = 8  # so many fields that were not read are named
_NUMBERED = re.compile(r"(?P<series>.*[^\s,]),? *#(?P<volume>\d[\d.,–-]*)")
_SERIES = re.compile(
    r"(?P<title>.*\S) *\((?P<series>[^()]+?),? *#(?P<volume>\d[\d.,–-]*)(?:;[^()]*)?\)"
)


def isbn(text: str) -> str:
    """An ISBN of ten or thirteen digits whose last one is right, without hyphens; else empty."""
    digits = isbn_digits(text)
    return digits if has_check_digit(digits) else ""


def written_isbn(text: str) -> str:
    """The first ISBN of a text as it is written there, with its hyphens; else empty."""
    return next((word for word in text.replace(",", " ").split() if isbn(word)), "")


def people(text: str) -> tuple[str, ...]:
    """The names of a line, as they are spoken: ``Doe, Jane; Roe, Sam`` are two."""
    return tuple(map(str, read_people(text).persons))


def doi(text: str) -> str:
    """A DOI without what resolves it; else empty."""
    return parse_doi(text.strip().rstrip(".")) or ""


def arxiv(text: str) -> str:
    """The number of a paper on arXiv, with its version if it has one; else empty."""
    return parse_arxiv(text) or ""


def web(text: str) -> str:
    """An address of the web, the first of several; anything else, such as a script, is none."""
    text = _NEXT_ADDRESS.split(text.strip(), maxsplit=1)[0]
    return text if re.match(r"https?://[^\s]", text, re.IGNORECASE) else ""


_KINDS: Mapping[str, str] = {
    "isbn": "book",
    "doi": "paper",
    "arxiv": "paper",
    "pmid": "paper",
    "hdl": "paper",
    "youtube": "video",
}
#: The schemes that have a property of their own; what an address stands for has that.
_PROPERTIES: Mapping[str, str] = {scheme: name for name, scheme in PROPERTIES.items()}
_NO_ADDRESS = ("isbn", "doi")


def identified_work(identifier: Identifier) -> ImportedWork:
    """The work, called as its identifier; its kind is what mostly has such a one."""
    return ImportedWork(
        title=str(identifier),
        kind=_KINDS.get(identifier.scheme) or kind_of_address(identifier.link),
        identifiers=identifying_pairs(identifier),
    )


def identifying_pairs(identifier: Identifier) -> tuple[Pair, ...]:
    """The properties that hold an identifier: its own, and its address where DOIs have none."""
    scheme = identifier.scheme
    own = ((_PROPERTIES[scheme], identifier.value),) if scheme in _PROPERTIES else ()
    return own if scheme in _NO_ADDRESS else (*own, ("URL", identifier.link))


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
    names = (("DOI", doi(url)), ("ARXIV", arxiv(url)), ("URL", "" if "doi.org/" in url else url))
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


def read_date(text: str) -> date | None:
    """``2026-01-02``, ``2026/1/2``, ``20260102``, ``[2026-01-02]``, with any time; a number.

    A month can be written out: ``January 2, 2026``. Nothing is guessed of ``01/02/2026``.
    """
    text = text.strip()
    if _EPOCH.fullmatch(text):
        return _of_epoch(int(text.partition(".")[0]))
    match = _DATE.match(text)
    if match and match[1].startswith("0"):
        return None
    words = None if match else _MONTH_FIRST.match(text) or _DAY_FIRST.match(text)
    try:
        if match:
            return date(int(match[1]), int(match[3]), int(match[4]))
        month = _MONTHS.index(words["month"][:3].lower()) + 1 if words else 0
        return date(int(words["year"]), month, int(words["day"])) if words else None
    except ValueError:
        return None


def _of_epoch(number: int) -> date | None:
    """The day of so many seconds since 1970 in UTC, or of such a number in finer units.

    Chrome counts its microseconds from 1601.
    """
    if number >= _OF_1601:
        number -= _FROM_1601_TO_1970
    while number >= _MILLISECONDS:
        number //= 1000
    return datetime.fromtimestamp(number, UTC).date()


def read_year(text: str) -> int | None:
    """The first four digits that can be a year."""
    match = re.search(r"(?<!\d)[12]\d{3}(?!\d)", text)
    return int(match[0]) if match else None


class InSeries(NamedTuple):
    """A title, the series it is in and its volume, both empty if it is in none."""

    title: str
    series: str
    volume: str


def split_series(title: str) -> InSeries:
    """``Title (Series, #2)`` in its parts, as Goodreads writes it."""
    match = _SERIES.fullmatch(title.strip())
    if not match:
        return InSeries(title.strip(), "", "")
    return InSeries(match["title"], match["series"], match["volume"])


def numbered_series(text: str) -> tuple[str, str]:
    """The series and the volume in one field, ``Series #2``; one without a number is whole."""
    match = _NUMBERED.fullmatch(text.strip())
    return (match["series"], match["volume"]) if match else (text.strip(), "")


def left_out(names: Sequence[str]) -> tuple[str, ...]:
    """The remark that these fields of a file stay behind; none where there are none."""
    if not names:
        return ()
    more = [f"and {len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return (f"left out, as notes have no place for it: {', '.join((*names[:_NAMED], *more))}",)
