"""CSL-JSON, which citation processors, pandoc and Zotero read."""

from collections.abc import Mapping

from orgshelf.export.encodable import array
from orgshelf.export.references import Reference, references
from orgshelf.export.report import Report
from orgshelf.shelf.people import People
from orgshelf.shelf.person import Person
from orgshelf.shelf.years import FIRST_SEASON, Issued

_NAMED = {
    "publisher": "publisher",
    "school": "publisher",
    "institution": "publisher",
    "address": "publisher-place",
    "organization": "publisher",
    "howpublished": "medium",
    "eventtitle": "event-title",
    "type": "genre",
    "language": "language",
    "chapter": "chapter-number",
    "edition": "edition",
    "series": "collection-title",
    "volume": "volume",
    "booktitle": "container-title",
    "journal": "container-title",
}


def render(report: Report) -> str:
    """An array with one object for each work of the report, one per line."""
    return "".join([*array(map(_item, references(report))), "\n"])


def _item(reference: Reference) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": reference.key,
        "type": reference.type.csl,
        "title": reference.title,
        "author": _names(reference.people),
        "editor": _names(reference.editors),
        "translator": _names(reference.translators),
        "issued": _date(reference.issued, reference.month),
        **_details(reference.type.csl, reference.details),
        "note": f"arXiv: {reference.eprint}" if reference.eprint else "",
        "page": "-".join(reference.pages),
        "number-of-pages": reference.length,
        "DOI": reference.doi,
        "ISBN": reference.isbn,
        "ISSN": reference.issn,
        "PMID": reference.pmid,
        "URL": reference.address,
        "keyword": ", ".join(reference.keywords),
    }
    return {name: value for name, value in fields.items() if value}


def _details(type_: str, details: Mapping[str, str]) -> dict[str, object]:
    number = "issue" if type_ == "article-journal" else "number"
    if type_ in ("book", "chapter", "paper-conference") and "series" in details:
        number = "collection-number"
    names = {**_NAMED, "number": number}
    found: dict[str, object] = {}
    for name, text in details.items():
        found.setdefault(names[name], text)
    return found


def _names(people: People) -> list[dict[str, str]]:
    """The names; CSL has no ``et al.``, which a last name ``others`` stands in for."""
    others = [{"literal": "others"}] if people.others and people.persons else []
    return [*map(_name, people.persons), *others]


def _name(name: Person) -> dict[str, str]:
    if name.whole:
        return {"literal": name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def _date(issued: Issued | None, month: int) -> dict[str, object] | None:
    """A date variable of CSL-JSON; a date that cannot be parsed becomes a literal."""
    if issued is None:
        return None
    if not issued.dates:
        return {"literal": issued.text}
    dates = [[*date] for date in issued.dates]
    found: dict[str, object] = {"date-parts": dates}
    first = dates[0]
    if len(first) > 1 and first[1] >= FIRST_SEASON:
        found = {"date-parts": [date[:1] for date in dates], "season": first[1] - FIRST_SEASON + 1}
    elif month and dates == [first[:1]]:
        found = {"date-parts": [[first[0], month]]}
    return {**found, "circa": True} if issued.circa else found
