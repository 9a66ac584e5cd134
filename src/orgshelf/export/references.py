"""Works as entries of a bibliography, for the formats of reference managers.

Whether a work was read, how far and how it was liked is nowhere in them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from orgshelf.export.citekeys import cite_keys
from orgshelf.export.encodable import one_line
from orgshelf.export.link_targets import web_address
from orgshelf.export.names import Name, read_names
from orgshelf.export.report import Report
from orgshelf.export.titles_and_dates import title_words
from orgshelf.model import Link
from orgshelf.org.elements.spans import without_verbatim
from orgshelf.org.syntax.links import find_links
from orgshelf.progress.counts import works_of
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import credits_of

#: The kinds that are in a bibliography unasked.
ALWAYS = frozenset({"book", "paper"})

_RESOLVER = r"https?://(?:dx\.)?doi\.org/"
_DOI = re.compile(rf"(?:doi:\s*|{_RESOLVER})?(10\.\S+)", re.IGNORECASE)
_DOI_LINK = re.compile(rf"{_RESOLVER}(.*)", re.IGNORECASE)
_LINK = re.compile(r"\[\[[^\[\]]+\](?:\[[^\[\]]*\])?\]|https?://\S+")
_ISBN = re.compile(r"[0-9][0-9 -]{8,}[0-9Xx]")
_DASH = re.compile(" ?[-–—]+ ?")
_COUNT = re.compile(r"[0-9]+")
#: Properties that say the same in BibTeX, where they have these names in lower case.
_DETAILS = (
    "JOURNAL",
    "BOOKTITLE",
    "PUBLISHER",
    "ADDRESS",
    "EDITION",
    "SERIES",
    "VOLUME",
    "NUMBER",
    "SCHOOL",
    "INSTITUTION",
)


@dataclass(frozen=True, slots=True)
class Type:
    """What a work is in BibTeX, in CSL and in RIS."""

    bibtex: str
    csl: str
    ris: str


_OF_KIND: Mapping[str, Type] = {
    "book": Type("book", "book", "BOOK"),
    "paper": Type("article", "article-journal", "JOUR"),
    "tutorial": Type("online", "webpage", "ELEC"),
    "video": Type("misc", "motion_picture", "VIDEO"),
}
_OTHER = Type("misc", "document", "GEN")
_CONFERENCE = Type("inproceedings", "paper-conference", "CPAPER")
#: What the BTYPE property can say, as Org's ol-bibtex has it.
_OF_BTYPE: Mapping[str, Type] = {
    type_.bibtex: type_
    for type_ in (
        *_OF_KIND.values(),
        _CONFERENCE,
        _OTHER,
        Type("booklet", "pamphlet", "PAMP"),
        Type("inbook", "chapter", "CHAP"),
        Type("incollection", "chapter", "CHAP"),
        Type("manual", "book", "BOOK"),
        Type("mastersthesis", "thesis", "THES"),
        Type("phdthesis", "thesis", "THES"),
        Type("proceedings", "book", "CONF"),
        Type("techreport", "report", "RPRT"),
        Type("unpublished", "manuscript", "UNPB"),
    )
}


@dataclass(frozen=True, slots=True)
class Reference:
    """One work; texts are single lines, empty where there is nothing.

    ``others`` says that not all authors are named. ``pages`` are the first and, where it has
    several, the last in its journal, ``length`` is how many it has. ``details`` are named as in
    BibTeX.
    """

    type: Type
    key: str
    title: str
    authors: tuple[Name, ...]
    others: bool
    year: int | None
    doi: str
    isbn: str
    url: str
    keywords: tuple[str, ...]
    pages: tuple[str, ...]
    length: str
    details: Mapping[str, str]


def references(report: Report) -> Iterator[Reference]:
    """The report's books and papers, and its works of those kinds that were asked for by name."""
    kinds = ALWAYS | report.options.kinds
    keys = cite_keys(works_of(report.library))
    for work in works_of(report.entries):
        if work.kind in kinds:
            yield _reference(work, keys[work.id])


def _reference(work: Entry, key: str) -> Reference:
    credit = credits_of(work.heading)
    authors, others = read_names(credit.authors)
    pages = _property(work, "PAGES")
    counted = bool(_COUNT.fullmatch(pages))
    details = {name.lower(): value for name in _DETAILS if (value := _property(work, name))}
    doi, url = _addresses(work)
    return Reference(
        type=type_of(work),
        key=key,
        title=one_line(credit.title) or title_words(work),
        authors=authors,
        others=others,
        year=credit.year,
        doi=doi,
        isbn=_isbn(_property(work, "ISBN")),
        url=url,
        keywords=tuple(_keywords(work)),
        pages=() if counted else tuple(filter(None, _DASH.split(pages, maxsplit=1))),
        length=pages if counted else "",
        details=details,
    )


def _property(work: Entry, name: str) -> str:
    return one_line(work.heading.get(name) or "")


def type_of(work: Entry) -> Type:
    """What BTYPE says, else what its kind is; a paper in a volume is a conference's."""
    if named := _OF_BTYPE.get(_property(work, "BTYPE").casefold()):
        return named
    if work.kind == "paper" and _property(work, "BOOKTITLE") and not _property(work, "JOURNAL"):
        return _CONFERENCE
    return _OF_KIND.get(work.kind, _OTHER)


def _addresses(work: Entry) -> tuple[str, str]:
    """Its DOI, and the address of the web that is none: the URL property before other links."""
    links = list(_own_links(work))
    resolved = [match[1] for link in links if (match := _DOI_LINK.fullmatch(link))]
    others = [link for link in links if not _DOI_LINK.fullmatch(link)]
    dois = map(_DOI.fullmatch, (_property(work, "DOI"), *resolved))
    named = web_address(_property(work, "URL"))
    url = named if named in others else next(iter(others), "")
    return next((match[1] for match in dois if match), ""), url or ""


def _own_links(work: Entry) -> Iterator[str]:
    """Addresses of the work itself, in its title, its properties and lines that are only links.

    What a sentence links to is something else.
    """
    found = [*find_links(work.heading.text), Link(work.heading.get("URL") or "")]
    for line in without_verbatim(work.text).split("\n"):
        if "/" in line and not _LINK.sub("", line).strip(" \t-+,;|"):
            found += find_links(line)
    addresses = (web_address(link.target) for link in found)
    return (address for address in addresses if address and not address.startswith("mailto:"))


def _isbn(text: str) -> str:
    match = _ISBN.search(text)
    return match[0] if match else ""


def _keywords(work: Entry) -> Iterable[str]:
    """Its tags, without what they may say of its state."""
    states = {name.casefold() for name in work.document.settings.keywords.names}
    return (
        one_line(tag)
        for tag in work.heading.tags
        if tag != "ARCHIVE" and tag.casefold() not in states
    )
