"""EndNote's references as XML, which Mendeley and others write too."""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import beginning
from orgshelf.importers.foreign_markup import local, named, read_xml
from orgshelf.importers.imported import Imported, Skipped
from orgshelf.importers.reference_lines import ENDNOTE, Record
from orgshelf.importers.ris_records import has_title, work_of

_WHAT = "EndNote's XML"
_START = re.compile(r"\s*(?:<\?xml[^>]*>)?\s*<(?:xml>\s*<)?records>\s*<record>")
#: RIS's names for the elements that hold a text, by the element about them where it tells.
_TAGS: Mapping[tuple[str, str], str] = {
    ("authors", "author"): "AU",
    ("secondary-authors", "author"): "ED",
    ("translated-authors", "author"): "A4",
    ("titles", "title"): "TI",
    ("titles", "secondary-title"): "T2",
    ("periodical", "full-title"): "JF",
    ("titles", "tertiary-title"): "T3",
    ("dates", "year"): "PY",
    ("keywords", "keyword"): "KW",
    ("related-urls", "url"): "UR",
    ("record", "pages"): "SP",
    ("record", "volume"): "VL",
    ("record", "number"): "IS",
    ("record", "publisher"): "PB",
    ("record", "pub-location"): "CY",
    ("record", "edition"): "ET",
    ("record", "isbn"): "SN",
    ("record", "electronic-resource-num"): "DO",
    ("record", "abstract"): "AB",
    ("record", "notes"): "N1",
    ("record", "research-notes"): "N1",
    ("record", "language"): "LA",
    ("record", "label"): "ID",
}


def recognize(data: bytes, name: str) -> bool:
    """Whether it begins with records."""
    return _START.match(beginning(data)) is not None


def read(data: bytes) -> Imported:
    """The works, in their order.

    Raises:
        ImportFormatError: it is no XML, or has no records.
    """
    root = read_xml(data, _WHAT)
    records = [_record(element) for element in named(root, "record")]
    if not records:
        raise ImportFormatError(_WHAT, "it has no `record`")
    skipped = (
        Skipped(number, "no title", "entry")
        for number, record in enumerate(records, 1)
        if not has_title(record)
    )
    works = tuple(work_of(record) for record in records if has_title(record))
    return Imported(works, tuple(skipped))


def _record(element: Element) -> Record:
    record: Record = {}
    for kind in named(element, "ref-type"):
        record["TY"] = [ENDNOTE.types.get(kind.get("name", "").casefold(), "")]
    for tag, text in _texts(element):
        record.setdefault(tag, []).append(text)
    return record


def _texts(top: Element) -> Iterator[tuple[str, str]]:
    """What the elements say that have a name in RIS; each stands in styles of its own."""
    for above in top.iter():
        for element in above:
            tag = _TAGS.get((local(above), local(element)))
            if tag and (text := "".join(element.itertext()).strip()):
                yield tag, text
