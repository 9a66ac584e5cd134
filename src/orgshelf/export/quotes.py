"""Quotes in the formats of other programs; a format is one function here."""

import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from orgshelf.export.md_text import escape
from orgshelf.export.shape import SCHEMA
from orgshelf.export.text import encodable
from orgshelf.hashing import sha1_hex
from orgshelf.render.text import clean
from orgshelf.shelf.quotations import Quotation
from orgshelf.shelf.titles import Credits

_TEX = {
    **{char: f"\\{char}" for char in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}
_WORD = re.compile(r"[^\W_]+")


def as_markdown(found: Sequence[Quotation]) -> str:
    """Block quotes, each with its source below."""
    return "\n".join(
        "".join(f"> {escape(line)}\n" for line in _lines(quotation))
        + f">\n> — {escape(_plain(quotation.origin))}\n"
        for quotation in found
    )


def as_json(found: Sequence[Quotation]) -> str:
    """A document of ``orgshelf/1`` with the quotes."""
    quotes = [
        {
            "text": encodable(quotation.text),
            "page": quotation.page and encodable(quotation.page),
            "work": encodable(quotation.source.title),
            "authors": [encodable(author) for author in quotation.source.authors],
            "year": quotation.source.year,
            "kind": encodable(quotation.entry.kind),
            "file": encodable(quotation.entry.file),
            "line": quotation.line,
        }
        for quotation in found
    ]
    return json.dumps({"schema": SCHEMA, "quotes": quotes}, indent=1) + "\n"


def as_anki(found: Sequence[Quotation]) -> str:
    """A text file for Anki: the source in front, the quote behind; the kind is the tag.

    The first column tells Anki which note a line is, so that a second import adds nothing twice.
    """
    head = "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n"
    return head + "".join(
        "\t".join((_guid(q), _html(q.origin), _html("\n".join(_lines(q))), _tag(q))) + "\n"
        for q in found
    )


def as_bibtex_note(found: Sequence[Quotation]) -> str:
    """An entry for each work, its quotes in the field ``annote``."""
    entries, keys = list[str](), dict[str, int]()
    for source, quotes in groupby(found, key=lambda quotation: quotation.source):
        key = _key(source)
        keys[key] = keys.get(key, 0) + 1
        unique = key if keys[key] == 1 else f"{key}-{keys[key]}"
        entries.append(_bibtex(unique, source, list(quotes)))
    return "\n".join(entries)


def _bibtex(key: str, source: Credits, found: Sequence[Quotation]) -> str:
    noted = (" ".join(_lines(q)) + (f" (p. {_plain(q.page)})" if q.page else "") for q in found)
    fields = {
        "title": _tex(source.title),
        "author": " and ".join(map(_tex, source.authors)),
        "year": str(source.year or ""),
        "annote": "\n\n    ".join(map(_tex, noted)),
    }
    kind = "book" if found[0].entry.kind == "book" else "misc"
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _key(source: Credits) -> str:
    """``turing1936on``: the first author's last name, the year, the title's first word."""
    author = source.authors[0].split(",")[0].split() if source.authors else []
    words = (author[-1] if author else "", str(source.year or ""), source.title)
    found = [_WORD.findall(word) for word in words]
    key = "".join(parts[0] for parts in found if parts)
    return key.casefold().encode("ascii", "ignore").decode() or "quote"


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in _plain(text))


def _plain(text: str) -> str:
    """Text on one line, without control characters and stray bytes."""
    return " ".join(clean(encodable(text)).split())


def _lines(quotation: Quotation) -> list[str]:
    return [_plain(line) for line in quotation.text.split("\n")]


def _html(text: str) -> str:
    return "<br>".join(html.escape(_plain(line)) for line in text.split("\n"))


def _guid(quotation: Quotation) -> str:
    text = f"{quotation.entry.id}\0{quotation.text}".encode("utf-8", "surrogatepass")
    return sha1_hex(text)[:16]


def _tag(quotation: Quotation) -> str:
    return "-".join(_plain(quotation.entry.kind).split())


#: The formats by name, in the order a help page shows them.
FORMATS: Mapping[str, Callable[[Sequence[Quotation]], str]] = {
    "markdown": as_markdown,
    "json": as_json,
    "anki": as_anki,
    "bibtex-note": as_bibtex_note,
}
