"""Formats of quotes for other programs; each is a function here."""

import html
from collections.abc import Callable, Iterable, Mapping, Sequence

from orgshelf.digest import sha1_hex
from orgshelf.export.citekeys import cite_keys
from orgshelf.export.encodable import printable
from orgshelf.export.markdown import escape, inline
from orgshelf.export.references import date_fields, type_of
from orgshelf.export.report import Report
from orgshelf.org.syntax.links import display_links
from orgshelf.org.syntax.plain_words import without_markup
from orgshelf.progress.counts import works_of
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.person import Person
from orgshelf.shelf.quotations import Quotation, fronts

_TEX = {
    **{char: f"\\{char}" for char in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}


def as_markdown(report: Report) -> str:
    """Markdown block quotes, each followed by its source."""
    return "\n".join(
        "".join(f"> {inline(line)}\n" for line in _lines(quotation))
        + f">\n> — {escape(_plain(quotation.origin))}\n"
        for quotation in _quotations(report)
    )


def as_anki(report: Report) -> str:
    """A text file for Anki: the source is the front, the quote the back, the kind the tag.

    Fronts are unique. The first column is Anki's guid, so that importing twice adds no duplicates.
    """
    head = "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n"
    found = [*_quotations(report)]
    front_texts = fronts(found, lambda quotation: quotation.origin)
    return head + "".join(
        "\t".join((_guid(q), _html(front), _marked_up(q), _tag(q))) + "\n"
        for q, front in zip(found, front_texts, strict=True)
    )


def as_bibtex_note(report: Report) -> str:
    """A BibTeX entry for each work, with its quotes in the field ``annote``.

    The citation keys are those of ``export bibtex``.
    """
    groups: dict[str, list[Quotation]] = {}
    for quotation in _quotations(report):
        groups.setdefault(_cited(quotation).id, []).append(quotation)
    works = {work.id: work for work in works_of(report.library)}
    sources = {id_: _cited(quotes[0]) for id_, quotes in groups.items()}
    keys = cite_keys((works | sources).values())
    return "\n".join(_bibtex(keys[id_], sources[id_], quotes) for id_, quotes in groups.items())


def _quotations(report: Report) -> Iterable[Quotation]:
    """The quotes of the listing."""
    return report.rows.sources if report.rows else ()


def _cited(quotation: Quotation) -> Entry:
    return quotation.entry.work or quotation.entry


def _bibtex(key: str, source: Entry, found: Sequence[Quotation]) -> str:
    credit = found[0].source
    authors, others = credit.people
    fields = {
        "title": _tex(credit.title),
        "author": " and ".join([*map(_name, authors), *(["others"] if authors and others else [])]),
        **dict(date_fields(credit.issued, 0)),
        "annote": "\n\n    ".join(map(_annotation, found)),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{type_of(source).bibtex}{{{key},\n{''.join(lines)}}}\n"


def _name(name: Person) -> str:
    """A name with its family first; a name that is all family is braced."""
    family = _tex(" ".join(filter(None, (name.particle, name.family))))
    if name.whole or not name.given:
        return f"{{{family}}}" if " " in family else family
    return ", ".join(filter(None, (family, _tex(name.suffix), _tex(name.given))))


def _annotation(quotation: Quotation) -> str:
    """A quote on one line, followed by its page unless it ends with it."""
    text = without_markup(" ".join(_lines(quotation)))
    page = f"(p. {_plain(quotation.page)})" if quotation.page else ""
    return _tex(text if text.endswith(page) else f"{text} {page}")


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in _plain(text))


def _plain(text: str) -> str:
    """Printable text on one line."""
    return " ".join(printable(text).split())


def _lines(quotation: Quotation) -> list[str]:
    return [_plain(display_links(line)) for line in quotation.words.split("\n")]


def _html(text: str) -> str:
    return "<br>".join(html.escape(_plain(line)) for line in text.split("\n"))


def _marked_up(quotation: Quotation) -> str:
    """The quote as HTML with its emphasis and links."""
    from orgshelf.export.simple_html import simple_html

    lines = (_plain(line).removesuffix("\\\\").rstrip() for line in quotation.words.split("\n"))
    return "<br>".join(simple_html(line, links=True) for line in lines)


def _guid(quotation: Quotation) -> str:
    text = f"{quotation.entry.id}\0{quotation.text}".encode("utf-8", "surrogatepass")
    return sha1_hex(text)[:16]


def _tag(quotation: Quotation) -> str:
    return "-".join(_plain(quotation.entry.kind).split())


#: The formats by name, in the order a help page shows them.
FORMATS: Mapping[str, Callable[[Report], str]] = {
    "markdown": as_markdown,
    "anki": as_anki,
    "bibtex-note": as_bibtex_note,
}
