"""Works as entries of a bibliography, for the formats of reference managers.

They do not contain whether a work was read, how far, or how it was rated.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from orgshelf.export.citekeys import cite_keys
from orgshelf.export.encodable import one_line
from orgshelf.export.entry_types import Type, type_of_work
from orgshelf.export.link_targets import web_address
from orgshelf.export.report import Report
from orgshelf.export.titles_and_dates import title_words
from orgshelf.model import Link
from orgshelf.org.elements.spans import without_verbatim
from orgshelf.org.syntax.link_finder import find_links
from orgshelf.progress.counts import works_of
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.identifiers import (
    SCHEMES,
    identify,
    parse_arxiv,
    parse_doi,
    parse_issn,
    parse_pmid,
)
from orgshelf.shelf.isbn import parse_isbn, written_isbn
from orgshelf.shelf.people import NOBODY, People, read_people
from orgshelf.shelf.person import Person
from orgshelf.shelf.roam_refs import roam_refs
from orgshelf.shelf.titles import Credits, credits_of
from orgshelf.shelf.years import Issued, month_number

#: The kinds that bibliographies always include.
ALWAYS = frozenset({"article", "book", "paper"})

_LINK = re.compile(r"\[\[[^\[\]]+\](?:\[[^\[\]]*\])?\]|https?://\S+")
_DASH = re.compile(" ?[-–—]+ ?")
_COUNT = re.compile(r"[0-9]+")
#: Properties that are BibTeX fields, under the same names in lower case.
_DETAILS = (
    "JOURNAL",
    "BOOKTITLE",
    "PUBLISHER",
    "ADDRESS",
    "EDITION",
    "SERIES",
    "VOLUME",
    "NUMBER",
    "CHAPTER",
    "SCHOOL",
    "INSTITUTION",
    "ORGANIZATION",
    "HOWPUBLISHED",
    "EVENTTITLE",
    "TYPE",
    "LANGUAGE",
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A work in a bibliography; texts are single lines, "" if unknown.

    ``pages`` are its first and, if any, last page in the journal, ``length`` is its number of
    pages. ``month`` is 0 if unknown. ``eprint`` is its arXiv number. ``details`` are BibTeX fields.
    """

    type: Type
    key: str
    title: str
    people: People
    editors: People
    translators: People
    issued: Issued | None
    month: int
    doi: str
    isbn: str
    issn: str
    eprint: str
    pmid: str
    url: str
    keywords: tuple[str, ...]
    pages: tuple[str, ...]
    length: str
    details: Mapping[str, str]

    @property
    def authors(self) -> tuple[Person, ...]:
        """The named authors."""
        return self.people.persons

    @property
    def others(self) -> bool:
        """Whether there are authors who are not named."""
        return self.people.others

    @property
    def year(self) -> int | None:
        """The first year of publication; None if unknown."""
        return self.issued.year if self.issued else None

    @property
    def address(self) -> str:
        """Its web address, else that on arXiv."""
        return self.url or (SCHEMES["arxiv"].link(self.eprint) if self.eprint else "")


def references(report: Report) -> Iterator[Reference]:
    """The report's books, papers and articles, and its works of kinds that the query names."""
    return (reference for _, reference in works_with_references(report))


def works_with_references(report: Report) -> Iterator[tuple[Entry, Reference]]:
    """The works with their references, of the same kinds."""
    kinds = ALWAYS | report.options.kinds
    keys = cite_keys(works_of(report.library))
    for work in works_of(report.entries):
        if work.kind in kinds:
            yield work, _reference(work, keys[work.id])


def _reference(work: Entry, key: str) -> Reference:
    credit, found = credits_of(work.heading), _identified(work)
    pages = _property(work, "PAGES")
    counted = bool(_COUNT.fullmatch(pages))
    return Reference(
        type=_type(work, credit),
        key=key,
        title=one_line(credit.title) or title_words(work),
        people=_printable(credit.people),
        editors=_people(work, "EDITOR"),
        translators=_people(work, "TRANSLATOR"),
        issued=_issued(credit),
        month=month_number(_property(work, "MONTH")) or 0,
        doi=found.get("doi", ""),
        isbn=parse_isbn(written_isbn(_property(work, "ISBN"))) or "",
        issn=parse_issn(_property(work, "ISSN")) or "",
        eprint=found.get("arxiv", ""),
        pmid=parse_pmid(_property(work, "PMID")) or found.get("pmid", ""),
        url=_url(work),
        keywords=tuple(_keywords(work)),
        pages=() if counted else tuple(filter(None, _DASH.split(pages, maxsplit=1))),
        length=pages if counted else "",
        details=_details(work),
    )


def _property(work: Entry, name: str) -> str:
    return one_line(work.heading.get(name) or "")


def _details(work: Entry) -> dict[str, str]:
    return {name.lower(): value for name in _DETAILS if (value := _property(work, name))}


def _people(work: Entry, name: str) -> People:
    text = _property(work, name)
    return read_people(text) if text else NOBODY


def _printable(people: People) -> People:
    """The people with printable names."""
    if all(str(person).isprintable() for person in people.persons):
        return people
    cleaned = (
        person._replace(family=one_line(person.family), given=one_line(person.given))
        for person in people.persons
    )
    return People(tuple(person for person in cleaned if person.family), people.others)


def _issued(credit: Credits) -> Issued | None:
    issued = credit.issued
    if issued is None or (issued.year is None and not issued.text.strip()):
        return None
    return issued._replace(text=one_line(issued.text))


def type_of(work: Entry) -> Type:
    """The type of a work in bibliographies."""
    return _type(work, credits_of(work.heading))


def _type(work: Entry, credit: Credits) -> Type:
    names = ("BTYPE", "JOURNAL", "BOOKTITLE", "SCHOOL", "INSTITUTION", "EDITOR", "TYPE")
    details = {name.lower(): value for name in names if (value := _property(work, name))}
    if credit.people.persons:
        details["author"] = str(credit.people)
    return type_of_work(work.kind, details, is_preprint="arxiv" in _identified(work))


def _identified(work: Entry) -> dict[str, str]:
    """The work's identifiers by scheme; those in properties precede those in links."""
    found: dict[str, str] = {}
    for name in ("ARXIV", "EPRINT"):
        if value := parse_arxiv(_property(work, name)):
            found.setdefault("arxiv", value)
    if doi := parse_doi(_property(work, "DOI")):
        found["doi"] = doi
        if number := parse_arxiv(doi):
            found.setdefault("arxiv", number)
    for link in _own_links(work):
        scheme, value = identify(link)
        found.setdefault(scheme, value)
    return found


def _url(work: Entry) -> str:
    """The first web address that is not a DOI: that of URL, else of another link."""
    others = [link for link in _own_links(work) if identify(link).scheme != "doi"]
    others = [link for link in others if parse_doi(link) is None]
    named = web_address(_property(work, "URL"))
    return named if named in others else next(iter(others), "")


def _own_links(work: Entry) -> Iterator[str]:
    """The addresses of the work itself: in its title, in properties, and in lines of only links.

    Links in sentences lead to something else.
    """
    found = [*find_links(work.heading.text), Link(work.heading.get("URL") or "")]
    found += map(Link, roam_refs(work.heading).addresses)
    for line in without_verbatim(work.text).split("\n"):
        if "/" in line and not _LINK.sub("", line).strip(" \t-+,;|"):
            found += find_links(line)
    addresses = (web_address(link.target) for link in found)
    return (address for address in addresses if address and not address.startswith("mailto:"))


def _keywords(work: Entry) -> Iterable[str]:
    """The work's tags, without those that are states."""
    states = {name.casefold() for name in work.document.settings.keywords.names}
    return (
        one_line(tag)
        for tag in work.heading.tags
        if tag != "ARCHIVE" and tag.casefold() not in states
    )


def date_fields(issued: Issued | None, month: int) -> Iterator[tuple[str, str]]:
    """The fields ``year`` and ``month``, or ``date`` in EDTF (biblatex) for other dates."""
    if issued is None:
        return
    if issued.is_plain:
        yield "year", str(issued.year)
        if month:
            yield "month", str(month)
    elif issued.edtf:
        yield "date", issued.edtf
    elif issued.year is not None and issued.year > 0:
        yield "year", str(issued.year)
