"""RIS, the interchange format of reference managers."""

import rispy

from orgshelf.export.references import Reference, references
from orgshelf.export.report import Report
from orgshelf.shelf.person import Person
from orgshelf.shelf.years import FIRST_SEASON, Issued

_PUBLISHERS = ("publisher", "school", "institution", "organization")


class _Writer(rispy.RisWriter):  # type: ignore[misc] # the library has no types
    """Omits the number before each entry, which some programs cannot skip."""

    def set_header(self, count: int) -> str:
        return ""


def render(report: Report) -> str:
    """One entry for each work of the report; lines end in LF."""
    entries = [_entry(reference) for reference in references(report)]
    return str(rispy.dumps(entries, implementation=_Writer)).rstrip("\n") + "\n" * bool(entries)


def _entry(reference: Reference) -> dict[str, str | list[str]]:
    details = reference.details
    year, date = _dates(reference.issued, reference.month)
    first, last = (*reference.pages, "", "")[:2]
    fields: dict[str, str | list[str]] = {
        "type_of_reference": reference.type.ris,
        "id": reference.key,
        "title": reference.title,
        "authors": [_name(name) for name in reference.authors],
        "secondary_authors": [_name(name) for name in reference.editors.persons],
        "subsidiary_authors": [_name(name) for name in reference.translators.persons],
        "year": year,
        "date": date,
        "secondary_title": details.get("journal") or details.get("booktitle", ""),
        "publisher": next(
            (details[name] for name in _PUBLISHERS if name in details),
            "",
        ),
        "place_published": details.get("address", ""),
        "tertiary_title": details.get("series", ""),
        "edition": details.get("edition", ""),
        "volume": details.get("volume", ""),
        "number": details.get("number", ""),
        "start_page": first,
        "end_page": last,
        "doi": reference.doi,
        "issn": reference.isbn or reference.issn,
        "language": details.get("language", ""),
        "accession_number": f"arXiv:{reference.eprint}" if reference.eprint else reference.pmid,
        "urls": [reference.address] if reference.address else [],
        "keywords": list(reference.keywords),
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: Person) -> str:
    """The name with its family first, as in ``von Berg, Ada, Jr.``."""
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(filter(None, (family, name.given, name.suffix)))


def _dates(issued: Issued | None, month: int) -> tuple[str, str]:
    """The values of PY, a year, and of DA, ``YYYY/MM/DD/words``, if more than the year is known."""
    if issued is None:
        return "", ""
    year = str(issued.year) if issued.year is not None and issued.year > 0 else ""
    date = issued.dates[0] if issued.dates else ()
    months = [f"{part:02}" for part in date[1:] if part < FIRST_SEASON or len(date) > 2]
    if month and not months:
        months = [f"{month:02}"]
    words = "" if year and len(issued.dates) == 1 and _says_all(issued, date) else issued.text
    if not months and not words:
        return year, ""
    return year, "/".join((year, *(*months, "", "")[:2], words))


def _says_all(issued: Issued, date: tuple[int, ...]) -> bool:
    return not issued.circa and (len(date) != 2 or date[1] < FIRST_SEASON)
