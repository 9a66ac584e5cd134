"""RIS, which every reference manager imports."""

import rispy

from orgshelf.export.names import Name
from orgshelf.export.references import Reference, references
from orgshelf.export.report import Report


class _Writer(rispy.RisWriter):  # type: ignore[misc] # the library has no types
    """Writes no line with a number before each entry, which not all programs skip."""

    def set_header(self, count: int) -> str:
        return ""


def render(report: Report) -> str:
    """The report's works, an entry each; lines end in LF."""
    entries = [_entry(reference) for reference in references(report)]
    return str(rispy.dumps(entries, implementation=_Writer)).rstrip("\n") + "\n" * bool(entries)


def _entry(reference: Reference) -> dict[str, str | list[str]]:
    details = reference.details
    first, last = (*reference.pages, "", "")[:2]
    fields: dict[str, str | list[str]] = {
        "type_of_reference": reference.type.ris,
        "id": reference.key,
        "title": reference.title,
        "authors": [_name(name) for name in reference.authors],
        "year": str(reference.year or ""),
        "secondary_title": details.get("journal") or details.get("booktitle", ""),
        "publisher": next(
            (details[name] for name in ("publisher", "school", "institution") if name in details),
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
        "issn": reference.isbn,
        "urls": [reference.url] if reference.url else [],
        "keywords": list(reference.keywords),
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: Name) -> str:
    """``von Family, Given, Jr.``; the comma of a name that is one whole would be read as that."""
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(filter(None, (family, name.given, name.suffix)))
