"""BibTeX for LaTeX and reference managers: UTF-8, with the special characters of LaTeX escaped."""

import re
from collections.abc import Iterator, Mapping

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from orgshelf.export.references import Reference, date_fields, references
from orgshelf.export.report import Report
from orgshelf.shelf.people import People
from orgshelf.shelf.person import Person as Name

_SPECIAL = {
    "\\": "{\\textbackslash}",
    "{": "{\\textbraceleft}",
    "}": "{\\textbraceright}",
    "~": "{\\textasciitilde}",
    "^": "{\\textasciicircum}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
# Between characters that TeX would join to a ligature.
_LIGATURE = re.compile(
    r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)"
)
# The fields that a type lacks in biblatex's default data model.
_MONOGRAPH = ("booktitle", "eventtitle", "howpublished", "institution", "issn", "journal",
              "organization", "school", "type")  # fmt: skip
_PART = ("eventtitle", "howpublished", "institution", "issn", "journal", "organization",
         "pagetotal", "school", "type")  # fmt: skip
_THESIS = ("booktitle", "edition", "eventtitle", "howpublished", "isbn", "issn", "journal",
           "number", "organization", "publisher", "series", "volume")  # fmt: skip
_LOOSE = ("booktitle", "chapter", "edition", "eventtitle", "institution", "isbn", "issn",
          "journal", "number", "pages", "pagetotal", "publisher", "school", "series",
          "volume")  # fmt: skip
_LACKING: Mapping[str, tuple[str, ...]] = {
    "article": ("booktitle", "chapter", "edition", "eventtitle", "howpublished", "institution",
                "isbn", "address", "organization", "pagetotal", "publisher", "school", "type"),
    "book": _MONOGRAPH,
    "collection": _MONOGRAPH,
    "proceedings": ("booktitle", "edition", "howpublished", "institution", "issn", "journal",
                    "school", "type"),
    "inbook": _PART,
    "incollection": _PART,
    "inproceedings": ("edition", "howpublished", "institution", "issn", "journal", "pagetotal",
                      "school", "type"),
    "phdthesis": _THESIS,
    "mastersthesis": _THESIS,
    "techreport": ("booktitle", "edition", "eventtitle", "howpublished", "isbn", "issn",
                   "journal", "organization", "publisher", "school", "series", "volume"),
    "manual": ("booktitle", "eventtitle", "howpublished", "institution", "issn", "journal",
               "school", "volume"),
    "booklet": ("booktitle", "edition", "eventtitle", "institution", "isbn", "issn", "journal",
                "number", "organization", "publisher", "school", "series", "volume"),
    "unpublished": ("booktitle", "chapter", "edition", "institution", "isbn", "issn", "journal",
                    "number", "organization", "pages", "pagetotal", "publisher", "school",
                    "series", "volume"),
    "misc": _LOOSE,
    "online": (*_LOOSE, "howpublished", "address", "type"),
}  # fmt: skip
_WITHOUT_EDITOR = frozenset(("phdthesis", "mastersthesis", "unpublished", "techreport"))
_WITHOUT_TRANSLATOR = _WITHOUT_EDITOR | frozenset(
    ("misc", "online", "inproceedings", "proceedings", "manual", "booklet")
)
_LABELS = {"isbn": "ISBN", "issn": "ISSN", "booktitle": "In", "eventtitle": "Event"}
_ESCAPED = re.compile(r"[\\{}~^&%$#_]")
_LETTERS = re.compile(r"[^\W_]+")


class _Writer(Writer):  # type: ignore[misc] # the library has no types
    """Writes text as it is: this module escapes it, except for addresses."""

    def _encode(self, text: str) -> str:
        return text


def render(report: Report) -> str:
    """One entry for each work of the report."""
    entries = [(reference.key, _entry(reference)) for reference in references(report)]
    return str(_Writer(encoding="UTF-8").to_string(BibliographyData(entries)))


def escape(text: str) -> str:
    """Text that LaTeX typesets literally."""
    apart = _LIGATURE.sub("\0", text)
    return _ESCAPED.sub(lambda char: _SPECIAL[char[0]], apart).replace("\0", "{}")


def title(text: str) -> str:
    """A title with braces around the words whose capitals a style must not change."""
    pieces, place = [], 0
    for match in _LETTERS.finditer(text):
        pieces.append(escape(text[place : match.start()]))
        # Styles leave the first letter of a title alone.
        word = match[0][1:] if match.start() == 0 else match[0]
        kept = word != word.lower()
        pieces.append(f"{{{match[0]}}}" if kept else match[0])
        place = match.end()
    return "".join((*pieces, escape(text[place:])))


def _entry(reference: Reference) -> Entry:
    roles = {
        "author": reference.people,
        "editor": reference.editors,
        "translator": reference.translators,
    }
    people = {role: list(_persons(named)) for role, named in roles.items() if named.persons}
    if reference.type.bibtex in _WITHOUT_TRANSLATOR:
        people.pop("translator", None)
    if reference.type.bibtex in _WITHOUT_EDITOR:
        people.pop("editor", None)
    return Entry(reference.type.bibtex, list(_fields(reference)), people)


def _persons(people: People) -> Iterator[Person]:
    yield from map(_person, people.persons)
    if people.others:
        yield Person(last="others")


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """The fields that have a value, in output order."""
    type_ = reference.type.bibtex
    texts = {**reference.details, "isbn": reference.isbn, "issn": reference.issn}
    fields = {
        "title": title(reference.title),
        **dict(date_fields(reference.issued, reference.month)),
        **{name: escape(text) for name, text in texts.items() if _has(type_, name)},
        "pages": "--".join(map(escape, reference.pages)) if _has(type_, "pages") else "",
        "pagetotal": reference.length if _has(type_, "pagetotal") else "",
        "doi": _address(reference.doi),
        **dict(_eprint(reference)),
        "url": reference.url,
        "keywords": escape(", ".join(reference.keywords)),
        "note": escape(". ".join(_notes(reference, texts))),
    }
    return ((name, text) for name, text in fields.items() if text)


def _eprint(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.eprint:
        yield from (("eprint", reference.eprint), ("eprinttype", "arxiv"))
    elif reference.pmid:
        yield from (("eprint", reference.pmid), ("eprinttype", "pubmed"))


def _notes(reference: Reference, texts: Mapping[str, str]) -> Iterator[str]:
    """The details of a work that its type has no field for."""
    type_, issued = reference.type.bibtex, reference.issued
    for name, text in texts.items():
        if text and not _has(type_, name):
            yield f"{_LABELS.get(name, name.capitalize())}: {text}"
    if reference.pages and not _has(type_, "pages"):
        yield f"Pages {'-'.join(reference.pages)}"
    if issued and not issued.edtf:
        yield issued.text
    if reference.translators.persons and type_ in _WITHOUT_TRANSLATOR:
        yield f"Translated by {reference.translators}"
    if reference.editors.persons and type_ in _WITHOUT_EDITOR:
        yield f"Edited by {reference.editors}"


def _has(type_: str, field: str) -> bool:
    """Whether biblatex's data model has the field for the type."""
    return field not in _LACKING.get(type_, ())


def _address(text: str) -> str:
    """A DOI with the characters percent-encoded that would end the field."""
    return re.sub(r"[{}\\%]", lambda char: f"%{ord(char[0]):02X}", text)


def _person(name: Name) -> Person:
    """The parts of the name; a name without parts is one braced group."""
    given, suffix = _part(name.given), _part(name.suffix)
    if name.whole or not given:
        return Person(last=_held(f"{name.particle} {name.family}".strip()))
    family = _held(name.family) if _has_particle(name.family) else _part(name.family)
    return Person(first=given, prelast=_part(name.particle), last=family, lineage=suffix)


def _has_particle(family: str) -> bool:
    """Whether BibTeX would read part of it as a particle: ``García y Vega``."""
    initials = (next(filter(str.isalpha, word), "") for word in family.split()[:-1])
    return any(map(str.islower, initials))


def _part(text: str) -> str:
    """Part of a name, in braces if BibTeX would split it."""
    escaped, words = escape(text), text.lower().split()
    macro = any(word.startswith(("\\", "{")) for word in escaped.split())
    apart = macro or "," in text or "and" in words or words == ["others"]
    return f"{{{escaped}}}" if apart else escaped


def _held(text: str) -> str:
    """A name of any number of words as a single part."""
    return f"{{{escape(text)}}}" if " " in text else _part(text)
