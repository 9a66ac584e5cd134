"""Items with their annotations that Zotero, or Better BibTeX for it, writes as JSON."""

from collections.abc import Iterator, Mapping

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import (
    Member,
    list_of,
    looks_like_json,
    member_of,
    members_of,
    read_json,
    text_of,
)
from orgshelf.importers.foreign_fields import arxiv, doi, isbn, read_date, read_year, web
from orgshelf.importers.foreign_markup import plain_text
from orgshelf.importers.imported import Imported, ImportedQuote, ImportedWork, Pair, Skipped

_WHAT = "Zotero's JSON"
_BELOW = ("attachment", "note", "annotation")
_KINDS = {
    **dict.fromkeys(("book", "bookSection", "thesis"), "book"),
    **dict.fromkeys(("webpage", "blogPost", "forumPost"), "tutorial"),
    **dict.fromkeys(("videoRecording", "film", "tvBroadcast"), "video"),
}
_DETAILS = {
    "publicationTitle": "JOURNAL",
    "proceedingsTitle": "BOOKTITLE",
    "bookTitle": "BOOKTITLE",
    "publisher": "PUBLISHER",
    "place": "ADDRESS",
    "edition": "EDITION",
    "issue": "NUMBER",
    "pages": "PAGES",
    "language": "LANGUAGE",
}


def recognize(data: bytes, name: str) -> bool:
    """Whether it has items with Zotero's types."""
    return looks_like_json(data) and (b'"itemType"' in data or b'"annotationType"' in data)


def read(data: bytes) -> Imported:
    """The works with their notes and annotations, in their order.

    Raises:
        ImportFormatError: it has no items.
    """
    value = read_json(data, _WHAT)
    rows = list_of(value) or list_of(member_of(value).get("items"))
    items = [member_of(row.get("data")) or row for row in members_of(rows)]
    if not any("itemType" in item or "annotationType" in item for item in items):
        raise ImportFormatError(_WHAT, "it has no items with an `itemType`")
    works = [item for item in items if _type(item) not in _BELOW]
    below = _below(items)
    lost = [
        Skipped(number, "the work that it belongs to is not in the file", "entry")
        for number, item in enumerate(items, 1)
        if _type(item) == "annotation" and id(item) not in below.reached
    ]
    return Imported(tuple(_work(item, below.of(item)) for item in works), tuple(lost))


class _Below:
    """What belongs to each work, also by way of an attachment."""

    def __init__(self, items: Mapping[str, Member], found: Mapping[str, list[Member]]) -> None:
        self.items = items
        self.found = found
        self.reached = {id(item) for each in found.values() for item in each}

    def of(self, work: Member) -> list[Member]:
        return self.found.get(text_of(work.get("key")), []) + list(_inside(work))


def _below(items: list[Member]) -> _Below:
    keyed = {key: item for item in items if (key := text_of(item.get("key")))}
    found: dict[str, list[Member]] = {}
    for item in items:
        parent, steps = keyed.get(text_of(item.get("parentItem"))), 0
        while parent is not None and _type(parent) in _BELOW and steps < len(_BELOW):
            parent, steps = keyed.get(text_of(parent.get("parentItem"))), steps + 1
        if parent is not None:
            found.setdefault(text_of(parent.get("key")), []).append(item)
    return _Below(keyed, found)


def _inside(work: Member) -> Iterator[Member]:
    """Notes and annotations that stand within an item, as Better BibTeX has them."""
    yield from members_of(work.get("notes"))
    for attachment in members_of(work.get("attachments")):
        yield from members_of(attachment.get("annotations"))


def _type(item: Member) -> str:
    return text_of(item.get("itemType")) or ("annotation" if "annotationType" in item else "")


def _work(item: Member, below: list[Member]) -> ImportedWork:
    marks = sorted(
        (each for each in below if "annotationType" in each),
        key=lambda each: text_of(each.get("annotationSortIndex")),
    )
    notes = (plain_text(text_of(each.get("note"))) for each in below if "note" in each)
    return ImportedWork(
        title=text_of(item.get("title")),
        kind=_KINDS.get(_type(item), "paper"),
        authors=_people(item, "author"),
        editors=_people(item, "editor"),
        translators=_people(item, "translator"),
        year=read_year(text_of(item.get("date"))),
        identifiers=_identifiers(item),
        added=read_date(text_of(item.get("dateAdded"))),
        pages=text_of(item.get("numPages")),
        series=text_of(item.get("series")),
        volume=text_of(item.get("volume")),
        tags=tuple(text_of(tag.get("tag")) for tag in members_of(item.get("tags"))),
        properties=tuple((name, text_of(item.get(field))) for field, name in _DETAILS.items()),
        text="\n\n".join(filter(None, notes)),
        quotes=tuple(map(_quote, marks)),
    )


def _identifiers(item: Member) -> tuple[Pair, ...]:
    address = text_of(item.get("url"))
    return (
        ("DOI", doi(text_of(item.get("DOI")))),
        ("ISBN", isbn(text_of(item.get("ISBN")).split(" ")[0])),
        ("ISSN", text_of(item.get("ISSN"))),
        ("ARXIV", arxiv(address)),
        ("URL", web(address)),
        ("ZOTERO_KEY", text_of(item.get("key")) or text_of(item.get("itemKey"))),
        ("CUSTOM_ID", text_of(item.get("citationKey")) or text_of(item.get("citekey"))),
    )


def _people(item: Member, role: str) -> tuple[str, ...]:
    people = (each for each in members_of(item.get("creators")) if each.get("creatorType") == role)
    return tuple(
        text_of(each.get("name"))
        or f"{text_of(each.get('firstName'))} {text_of(each.get('lastName'))}"
        for each in people
    )


def _quote(mark: Member) -> ImportedQuote:
    return ImportedQuote(
        text=plain_text(text_of(mark.get("annotationText"))),
        page=text_of(mark.get("annotationPageLabel")),
        note=plain_text(text_of(mark.get("annotationComment"))),
        made=read_date(text_of(mark.get("dateAdded"))),
    )
