"""CSL JSON, which Zotero and citation processors write."""

import re

from orgshelf.errors import ImportFormatError
from orgshelf.importers import publication_types
from orgshelf.importers.decoding import (
    Member,
    list_of,
    looks_like_json,
    member_of,
    members_of,
    read_json,
    text_of,
    texts_of,
)
from orgshelf.importers.foreign_fields import arxiv, doi, read_year, web, written_isbn
from orgshelf.importers.foreign_markup import plain_text
from orgshelf.importers.imported import Imported, ImportedWork, Pair, Skipped

_WHAT = "a file of CSL JSON"
_TEXTS = ("note", "abstract")
# Zotero calls an item by its address there.
_OF_ZOTERO = re.compile(r"https?://zotero\.org/\S+/items/(\w+)")
# The markup that a title may have (CSL-JSON, "HTML-like formatting tags").
_STYLE = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?: [^<>]*)?>")
_DETAILS = {
    "publisher": "PUBLISHER",
    "publisher-place": "ADDRESS",
    "edition": "EDITION",
    "volume": "VOLUME",
    "issue": "NUMBER",
    "number": "NUMBER",
    "language": "LANGUAGE",
}


def recognize(data: bytes, name: str) -> bool:
    """Whether it is an array of objects with CSL's members."""
    return (
        looks_like_json(data, "id", "type")
        and any(
            looks_like_json(data, name) for name in ("issued", "DOI", "container-title", "author")
        )
        and b'"itemType"' not in data  # as Zotero's own items have, beside what CSL has
    )


def read(data: bytes) -> Imported:
    """The works, in their order.

    Raises:
        ImportFormatError: it is no array of CSL items.
    """
    value = read_json(data, _WHAT)
    items = list_of(member_of(value).get("items")) or list_of(value)
    if not items or not all(isinstance(item, dict) and "type" in item for item in items[:1]):
        raise ImportFormatError(_WHAT, "it is not an array of items with a type")
    skipped = [
        Skipped(number, "it is not an item", "entry")
        for number, item in enumerate(items, 1)
        if not isinstance(item, dict)
    ]
    return Imported(tuple(map(read_item, members_of(items))), tuple(skipped))


def read_item(item: Member) -> ImportedWork:
    """The work that one item of CSL is."""
    kind, btype = publication_types.of_csl(item.text("type"))
    return ImportedWork(
        title=_STYLE.sub("", _first_text(item.get("title"))),
        kind=kind,
        authors=_names(item, "author"),
        editors=_names(item, "editor"),
        translators=_names(item, "translator"),
        year=_year(item),
        identifiers=_identifiers(item),
        pages=item.text("number-of-pages"),
        series=item.text("collection-title"),
        tags=tuple(item.text("keyword").split(",")),
        properties=(*_properties(item, kind), ("BTYPE", btype)),
        text="\n\n".join(filter(None, (plain_text(item.text(n)) for n in _TEXTS))),
    )


def _identifiers(item: Member) -> tuple[Pair, ...]:
    names = {name: _first_text(item.get(name)) for name in ("DOI", "ISBN", "ISSN", "URL")}
    key = item.text("id")
    zotero = _OF_ZOTERO.fullmatch(key)
    return (
        ("DOI", doi(names["DOI"])),
        ("ISBN", written_isbn(names["ISBN"])),
        ("ISSN", names["ISSN"]),
        ("ARXIV", arxiv(names["URL"])),
        ("URL", web(names["URL"])),
        ("PMID", item.text("PMID")),
        ("ZOTERO_KEY", zotero[1] if zotero else ""),
        ("CUSTOM_ID", item.text("citation-key") or ("" if zotero else key)),
    )


def _first_text(value: object) -> str:
    """A text, or the first one of an array, as Crossref has numbers."""
    return text_of(value) or next(iter(texts_of(value)), "")


def _properties(item: Member, kind: str) -> list[Pair]:
    """The other fields, under the names that BibTeX has for them."""
    in_journal = kind == "paper" and "article" in item.text("type").split("-")
    found = [("JOURNAL" if in_journal else "BOOKTITLE", _first_text(item.get("container-title")))]
    found += [(name, item.text(field)) for field, name in _DETAILS.items()]
    if page := item.text("page"):
        found.append(("PAGES", page))
    return found


def _names(item: Member, role: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_name, item.members(role))))


def _name(name: Member) -> str:
    """A person's name as it is spoken; braces keep one that is a whole, as in BibTeX."""
    if whole := name.text("literal") or name.text("name"):
        return f"{{{whole}}}" if " " in whole else whole
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(filter(None, (name.text(part) for part in parts)))


_DATES = ("issued", "published", "published-print", "published-online", "original-date")


def _year(item: Member) -> int | None:
    """The first year that is told; Crossref has no ``issued`` of some."""
    years = (_year_of(item.member(name)) for name in _DATES)
    return next(filter(None, years), None)


def _year_of(date: Member) -> int | None:
    parts = list_of(next(iter(date.array("date-parts")), None))
    told = text_of(parts[0]) if parts else ""
    return read_year(told or date.text("raw") or date.text("literal"))
