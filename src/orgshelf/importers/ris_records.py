"""RIS, which every reference manager exports: lines such as ``TI  - Title``."""

import re
from collections.abc import Iterator

from orgshelf.errors import ImportFormatError
from orgshelf.importers import publication_types
from orgshelf.importers.decoding import beginning, decode, lines_of
from orgshelf.importers.foreign_fields import arxiv, doi, read_year, web, written_isbn
from orgshelf.importers.foreign_markup import plain_text
from orgshelf.importers.imported import Imported, ImportedLink, ImportedWork, Pair, Skipped

_WHAT = "a RIS file"
_LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?")
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
_RECORD = dict[str, list[str]]


def recognize(data: bytes, name: str) -> bool:
    """Whether it begins with a type, or a data base has a few words of its own above it."""
    lines = lines_of(beginning(data))
    start = next((number for number, line in enumerate(lines) if _tag(line) == "TY"), None)
    if start is None:
        return False
    return not any(map(str.strip, lines[:start])) or any(_tag(line) == "ER" for line in lines)


def read(data: bytes) -> Imported:
    """The works, in their order.

    Raises:
        ImportFormatError: it has no line ``TY  -``.
    """
    lines = lines_of(decode(data))
    if not any(_tag(line) == "TY" for line in lines):
        raise ImportFormatError(_WHAT, "it has no line `TY  - `")
    works, skipped = list[ImportedWork](), list[Skipped]()
    for start, record, whole in _records(lines):
        if not whole:
            skipped.append(Skipped(start, "the entry has no end (`ER  -`)"))
        elif not _first(record, "TI", "T1", "CT", "BT"):
            skipped.append(Skipped(start, "no title"))
        else:
            works.append(_work(record))
    return Imported(tuple(works), tuple(skipped))


def _tag(line: str) -> str:
    match = _LINE.fullmatch(line)
    return match[1] if match else ""


def _tagged(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Each line's number, its tag and its value; a value can go on for several lines."""
    found: tuple[int, str, str] | None = None
    for number, line in enumerate(lines, 1):
        if match := _LINE.fullmatch(line):
            if found:
                yield found
            found = number, match[1], (match[2] or "").strip()
        elif found and line.strip():
            found = (*found[:2], f"{found[2]}\n{line.strip()}")
    if found:
        yield found


def _records(lines: list[str]) -> Iterator[tuple[int, _RECORD, bool]]:
    """Each entry with its first line, and whether it has its end."""
    record: _RECORD = {}
    start = 0
    for number, tag, value in _tagged(lines):
        if tag in ("TY", "ER"):
            if record:
                yield start, record, tag == "ER"
            record, start = {}, number
        if tag != "ER":
            record.setdefault(tag, []).append(value)
    if record:
        yield start, record, False


def _first(record: _RECORD, *tags: str) -> str:
    return next((value for tag in tags for value in record.get(tag, ()) if value), "")


def _all(record: _RECORD, *tags: str) -> tuple[str, ...]:
    return tuple(value for tag in tags for value in record.get(tag, ()) if value)


def _work(record: _RECORD) -> ImportedWork:
    kind, btype = publication_types.of_ris(_first(record, "TY"))
    is_paper = kind == "paper"
    return ImportedWork(
        title=_first(record, "TI", "T1", "CT", "BT"),
        kind=kind,
        authors=tuple(map(_spoken, _all(record, "AU", "A1"))),
        editors=tuple(map(_spoken, _all(record, "ED", *(("A2",) if is_paper else ())))),
        translators=() if is_paper else tuple(map(_spoken, _all(record, "A4"))),
        year=read_year(_first(record, "PY", "Y1", "DA")),
        identifiers=_identifiers(record, kind),
        pages="" if is_paper else _first(record, "SP"),
        series=_first(record, "T3"),
        tags=_all(record, "KW"),
        properties=(*_properties(record, kind), ("BTYPE", btype)),
        links=tuple(ImportedLink(link) for link in _all(record, "L1", "L2") if web(link)),
        text="\n\n".join(_texts(record)),
    )


def _texts(record: _RECORD) -> Iterator[str]:
    """The notes and the abstract, each once; one that is only the DOI over again says nothing."""
    for text in dict.fromkeys(map(plain_text, _all(record, "N1", "AB", "N2"))):
        if not _ONLY_DOI.fullmatch(text):
            yield text


def _identifiers(record: _RECORD, kind: str) -> tuple[Pair, ...]:
    numbers, address = _all(record, "SN"), _first(record, "UR", "L2")
    number = written_isbn(" ".join(numbers))
    issn = _ISSN.search(" ".join(numbers))
    return (
        ("DOI", doi(_first(record, "DO"))),
        ("ISBN", number),
        ("ISSN", issn[0] if issn and not number and kind == "paper" else ""),
        ("ARXIV", arxiv(address)),
        ("URL", web(address)),
        ("CUSTOM_ID", "" if (key := _first(record, "ID")).isdecimal() else key),
    )


def _properties(record: _RECORD, kind: str) -> list[Pair]:
    journal = kind == "paper" and _first(record, "TY").upper() in ("JOUR", "EJOUR", "MGZN", "NEWS")
    title = _first(record, "JF", "JO", "T2", "JA", "J2")
    found = [("JOURNAL" if journal else "BOOKTITLE", title)]
    found += [(name, _first(record, tag)) for tag, name in _DETAILS.items()]
    if _NUMBER.fullmatch(number := _first(record, "M1")):
        found.append(("NUMBER", number))
    pages = "--".join(filter(None, (_first(record, "SP"), _first(record, "EP"))))
    return [*found, ("PAGES", pages if kind == "paper" or "--" in pages else "")]


def _spoken(name: str) -> str:
    """``Family, Given, Jr.`` as it is spoken; without a comma it is a whole, such as a company."""
    if "," not in name:
        return f"{{{name}}}" if " " in name else name
    family, *rest = [part.strip() for part in name.split(",")]
    return " ".join(filter(None, (*rest[:1], family, *rest[1:])))
