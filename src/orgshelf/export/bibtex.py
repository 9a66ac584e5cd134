"""BibTeX, for LaTeX and reference managers: UTF-8, what LaTeX would run escaped."""

import re
from collections.abc import Iterator

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from orgshelf.export.names import Name
from orgshelf.export.references import Reference, references
from orgshelf.export.report import Report

_SPECIAL = {
    "\\": "{\\textbackslash}",
    "{": "{\\textbraceleft}",
    "}": "{\\textbraceright}",
    "~": "{\\textasciitilde}",
    "^": "{\\textasciicircum}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
# Characters that TeX draws as one where they meet, each with what goes between.
_LIGATURE = re.compile(
    r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)"
)
_ESCAPED = re.compile(r"[\\{}~^&%$#_]")
_LETTERS = re.compile(r"[^\W_]+")


class _Writer(Writer):  # type: ignore[misc] # the library has no types
    """Writes what is given: all of it is escaped here, addresses must not be."""

    def _encode(self, text: str) -> str:
        return text


def render(report: Report) -> str:
    """The report's works, an entry each."""
    entries = [(reference.key, _entry(reference)) for reference in references(report)]
    return str(_Writer(encoding="UTF-8").to_string(BibliographyData(entries)))


def escape(text: str) -> str:
    """Text as LaTeX sets it again."""
    apart = _LIGATURE.sub("\0", text)
    return _ESCAPED.sub(lambda char: _SPECIAL[char[0]], apart).replace("\0", "{}")


def title(text: str) -> str:
    """A title in which braces keep the capitals that a style would make small."""
    pieces, place = [], 0
    for match in _LETTERS.finditer(text):
        pieces.append(escape(text[place : match.start()]))
        # The first letter of all stays as it is.
        word = match[0][1:] if match.start() == 0 else match[0]
        kept = word != word.lower()
        pieces.append(f"{{{match[0]}}}" if kept else match[0])
        place = match.end()
    return "".join((*pieces, escape(text[place:])))


def _entry(reference: Reference) -> Entry:
    people = [_person(name) for name in reference.authors]
    if people and reference.others:
        people.append(Person(last="others"))
    return Entry(reference.type.bibtex, list(_fields(reference)), {"author": people})


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """What has a value, in the order it is written."""
    texts = {**reference.details, "isbn": reference.isbn}
    fields = {
        "title": title(reference.title),
        "year": str(reference.year or ""),
        **{name: escape(text) for name, text in texts.items()},
        "pages": "--".join(map(escape, reference.pages)),
        "pagetotal": reference.length,
        "doi": _address(reference.doi),
        "url": reference.url,
        "keywords": escape(", ".join(reference.keywords)),
    }
    return ((name, text) for name, text in fields.items() if text)


def _address(text: str) -> str:
    """A DOI as it is, but for what would end the field."""
    return re.sub(r"[{}\\%]", lambda char: f"%{ord(char[0]):02X}", text)


def _person(name: Name) -> Person:
    """The name in its parts; one that is all family is held together."""
    given, suffix = _part(name.given), _part(name.suffix)
    if name.whole or not given:
        return Person(last=_held(f"{name.particle} {name.family}".strip()))
    family = _held(name.family) if _has_particle(name.family) else _part(name.family)
    return Person(first=given, prelast=_part(name.particle), last=family, lineage=suffix)


def _has_particle(family: str) -> bool:
    """Whether readers would take some of it for a particle: ``García y Vega``."""
    initials = (next(filter(str.isalpha, word), "") for word in family.split()[:-1])
    return any(map(str.islower, initials))


def _part(text: str) -> str:
    """Part of a name; one that readers would take apart is held together."""
    escaped, words = escape(text), text.lower().split()
    macro = any(word.startswith(("\\", "{")) for word in escaped.split())
    apart = macro or "," in text or "and" in words or words == ["others"]
    return f"{{{escaped}}}" if apart else escaped


def _held(text: str) -> str:
    """A name that is one, of however many words."""
    return f"{{{escape(text)}}}" if " " in text else _part(text)
