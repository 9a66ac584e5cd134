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
    items = [row.member("data") or row for row in members_of(rows)]
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
        return self.found.get(work.text("key"), []) + list(_inside(work))


def _below(items: list[Member]) -> _Below:
    keyed = {key: item for item in items if (key := item.text("key"))}
    found: dict[str, list[Member]] = {}
    for item in items:
        parent, steps = keyed.get(item.text("parentItem")), 0
        while parent is not None and _type(parent) in _BELOW and steps < len(_BELOW):
            parent, steps = keyed.get(parent.text("parentItem")), steps + 1
        if parent is not None:
            found.setdefault(parent.text("key"), []).append(item)
    return _Below(keyed, found)


def _inside(work: Member) -> Iterator[Member]:
    """Notes and annotations that stand within an item, as Better BibTeX has them."""
    yield from work.members("notes")
    for attachment in work.members("attachments"):
        yield from attachment.members("annotations")


def _type(item: Member) -> str:
    return item.text("itemType") or ("annotation" if "annotationType" in item else "")


def _work(item: Member, below: list[Member]) -> ImportedWork:
    marks = sorted(
        (each for each in below if "annotationType" in each),
        key=lambda each: each.text("annotationSortIndex"),
    )
    notes = (plain_text(each.text("note")) for each in below if "note" in each)
    return ImportedWork(
        title=item.text("title"),
        kind=_KINDS.get(_type(item), "paper"),
        authors=_people(item, "author"),
        editors=_people(item, "editor"),
        translators=_people(item, "translator"),
        year=read_year(item.text("date")),
        identifiers=_identifiers(item),
        added=read_date(item.text("dateAdded")),
        pages=item.text("numPages"),
        series=item.text("series"),
        volume=item.text("volume"),
        tags=tuple(tag.text("tag") for tag in item.members("tags")),
        properties=tuple((name, item.text(field)) for field, name in _DETAILS.items()),
        text="\n\n".join(filter(None, notes)),
        quotes=tuple(map(_quote, marks)),
    )


def _identifiers(item: Member) -> tuple[Pair, ...]:
    address = item.text("url")
    return (
        ("DOI", doi(item.text("DOI"))),
        ("ISBN", isbn(item.text("ISBN").split(" ")[0])),
        ("ISSN", item.text("ISSN")),
        ("ARXIV", arxiv(address)),
        ("URL", web(address)),
        ("ZOTERO_KEY", item.text("key") or item.text("itemKey")),
        ("CUSTOM_ID", item.text("citationKey") or item.text("citekey")),
    )


def _people(item: Member, role: str) -> tuple[str, ...]:
    people = (each for each in item.members("creators") if each.get("creatorType") == role)
    return tuple(
        each.text("name") or f"{text_of(each.get('firstName'))} {text_of(each.get('lastName'))}"
        for each in people
    )


def _quote(mark: Member) -> ImportedQuote:
    return ImportedQuote(
        text=plain_text(mark.text("annotationText")),
        page=mark.text("annotationPageLabel"),
        note=plain_text(mark.text("annotationComment")),
        made=read_date(mark.text("dateAdded")),
    )
