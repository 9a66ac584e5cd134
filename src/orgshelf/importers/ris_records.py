"""RIS, which every reference manager exports, and the other lists of tagged lines."""

import re
from collections.abc import Iterator

from orgshelf.errors import ImportFormatError
from orgshelf.importers import publication_types
from orgshelf.importers.decoding import beginning, decode, lines_of
from orgshelf.importers.foreign_fields import arxiv, doi, read_year, web, written_isbn
from orgshelf.importers.foreign_markup import plain_text
from orgshelf.importers.imported import Imported, ImportedLink, ImportedWork, Pair, Skipped
from orgshelf.importers.reference_lines import Record, dialect_of

_WHAT = "a RIS file"
_TITLES = ("TI", "T1", "CT", "BT", "TT")
_DETAILS = {
    "PB": "PUBLISHER",
    "CY": "ADDRESS",
    "ET": "EDITION",
    "VL": "VOLUME",
    "IS": "NUMBER",
    "LA": "LANGUAGE",
}
_ISSN = re.compile(r"\b\d{4}-?\d{3}[\dXx]\b")
_ONLY_DOI = re.compile(r"(?:doi:? *)?10\.\d{4,9}/\S+", re.IGNORECASE)
# Some put words, such as a copyright, where others have the number of an issue.
_NUMBER = re.compile(r"\S*\d\S*")
_INITIALS = re.compile(r"(?P<family>[^\d,]+?) (?P<given>(?:[A-Z]\.[- ]?)+)")


def recognize(data: bytes, name: str) -> bool:
    """Whether its lines have the tags of references."""
    return dialect_of(lines_of(beginning(data))) is not None


def read(data: bytes) -> Imported:
    """The works, in their order.

    Raises:
        ImportFormatError: no line has the tag that begins a reference.
    """
    lines = lines_of(decode(data))
    dialect = dialect_of(lines)
    if dialect is None:
        raise ImportFormatError(_WHAT, "it has no line `TY  - `")
    works, skipped = list[ImportedWork](), list[Skipped]()
    for start, record, whole in dialect.records(lines):
        if not whole:
            skipped.append(Skipped(start, "the entry has no end (`ER  -`)"))
        elif not has_title(record):
            skipped.append(Skipped(start, "no title"))
        else:
            works.append(work_of(record))
    return Imported(tuple(works), tuple(skipped))


def _first(record: Record, *tags: str) -> str:
    return next((value for tag in tags for value in record.get(tag, ()) if value), "")


def _all(record: Record, *tags: str) -> tuple[str, ...]:
    return tuple(value for tag in tags for value in record.get(tag, ()) if value)


def _type(record: Record) -> str:
    return _first(record, "TY").upper() or "JOUR"


def _authors(record: Record) -> Iterator[str]:
    """The authors; by family and initials where nothing says more."""
    for name in _all(record, "AU", "A1"):
        yield _spoken(name)
    if not _all(record, "AU", "A1"):
        for name in _all(record, "SHORT"):
            family, _, initials = name.replace(",", "").rpartition(" ")
            yield f"{initials} {family}".strip()


def has_title(record: Record) -> bool:
    """Whether a reference says what it is called."""
    return bool(_first(record, *_TITLES))


def work_of(record: Record) -> ImportedWork:
    """The work that a reference is, by RIS's tags."""
    kind, btype = publication_types.of_ris(_type(record))
    is_paper = kind == "paper"
    return ImportedWork(
        title=_first(record, *_TITLES),
        kind=kind,
        authors=tuple(_authors(record)),
        editors=tuple(map(_spoken, _all(record, "ED", *(("A2",) if is_paper else ())))),
        translators=() if is_paper else tuple(map(_spoken, _all(record, "A4"))),
        year=read_year(_first(record, "PY", "Y1", "DA")),
        identifiers=_identifiers(record, kind),
        pages="" if is_paper else _first(record, "SP"),
        series=_first(record, "T3"),
        tags=tuple(tag for text in _all(record, "KW") for tag in text.split(";")),
        properties=(*_properties(record, kind), ("BTYPE", btype)),
        links=tuple(ImportedLink(link) for link in _all(record, "L1", "L2") if web(link)),
        text="\n\n".join(_texts(record)),
    )


def _texts(record: Record) -> Iterator[str]:
    """The notes and the abstract, each once; one that is only the DOI over again says nothing."""
    for text in dict.fromkeys(map(plain_text, _all(record, "N1", "AB", "N2"))):
        if not _ONLY_DOI.fullmatch(text):
            yield text


def _identifiers(record: Record, kind: str) -> tuple[Pair, ...]:
    numbers, address = _all(record, "SN"), _first(record, "UR", "L2")
    number = written_isbn(" ".join(numbers))
    issn = _ISSN.search(" ".join(numbers))
    return (
        ("DOI", next(filter(None, map(_doi, _all(record, "DO"))), "")),
        ("ISBN", number),
        ("ISSN", issn[0] if issn and not number and kind == "paper" else ""),
        ("ARXIV", arxiv(address)),
        ("PMID", _first(record, "PMID").split(" ")[0]),
        ("URL", web(address)),
        ("CUSTOM_ID", "" if (key := _first(record, "ID")).isdecimal() else key),
    )


def _doi(text: str) -> str:
    """A DOI, behind which PubMed says that it is one; its other numbers are none."""
    return doi(text.removesuffix("[doi]"))


def _properties(record: Record, kind: str) -> list[Pair]:
    journal = kind == "paper" and _type(record) in ("JOUR", "EJOUR", "MGZN", "NEWS")
    title = _first(record, "JF", "JO", "T2", "JA", "J2")
    found = [("JOURNAL" if journal else "BOOKTITLE", title)]
    found += [(name, _first(record, tag)) for tag, name in _DETAILS.items()]
    if _NUMBER.fullmatch(number := _first(record, "M1")):
        found.append(("NUMBER", number))
    pages = "--".join(filter(None, (_first(record, "SP"), _first(record, "EP"))))
    pages = re.sub(r"\A(\w+)[-–](\w+)\Z", r"\1--\2", pages)
    return [*found, ("PAGES", pages if kind == "paper" or "--" in pages else "")]


def _spoken(name: str) -> str:
    """``Family, Given, Jr.`` and ``Family G.`` as they are spoken.

    All else without a comma is a whole, such as a company.
    """
    if initials := _INITIALS.fullmatch(name):
        return f"{initials['given'].strip()} {initials['family']}"
    if "," not in name:
        return f"{{{name}}}" if " " in name else name
    family, *rest = [part.strip() for part in name.split(",")]
    return " ".join(filter(None, (*rest[:1], family, *rest[1:])))
