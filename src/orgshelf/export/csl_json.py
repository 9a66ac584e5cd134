"""CSL-JSON, which citation processors, pandoc and Zotero read."""

from collections.abc import Mapping

from orgshelf.export.json_text import array
from orgshelf.export.names import Name
from orgshelf.export.references import Reference, references
from orgshelf.export.report import Report

_NAMED = {
    "publisher": "publisher",
    "school": "publisher",
    "institution": "publisher",
    "address": "publisher-place",
    "edition": "edition",
    "series": "collection-title",
    "volume": "volume",
    "booktitle": "container-title",
    "journal": "container-title",
}


def render(report: Report) -> str:
    """An array with an object for each of the report's works, each on a line of its own."""
    return "".join([*array(map(_item, references(report))), "\n"])


def _item(reference: Reference) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": reference.key,
        "type": reference.type.csl,
        "title": reference.title,
        "author": [_name(name) for name in reference.authors],
        "issued": {"date-parts": [[reference.year]]} if reference.year else None,
        **_details(reference.type.csl, reference.details),
        "page": "-".join(reference.pages),
        "number-of-pages": reference.length,
        "DOI": reference.doi,
        "ISBN": reference.isbn,
        "URL": reference.url,
        "keyword": ", ".join(reference.keywords),
    }
    return {name: value for name, value in fields.items() if value}


def _details(type_: str, details: Mapping[str, str]) -> dict[str, object]:
    number = "issue" if type_ == "article-journal" else "number"
    names = {**_NAMED, "number": number}
    return {names[name]: text for name, text in details.items()}


def _name(name: Name) -> dict[str, str]:
    if name.whole:
        return {"literal": name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}
