"""BibTeX and biblatex, as LaTeX, Zotero, Mendeley and JabRef have them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.scanner import PybtexSyntaxError

from orgshelf.errors import ImportFormatError
from orgshelf.importers import publication_types
from orgshelf.importers.decoding import beginning, decode
from orgshelf.importers.foreign_fields import arxiv, doi, read_year, web, written_isbn
from orgshelf.importers.imported import Imported, ImportedLink, ImportedWork, Pair, Skipped, State

if TYPE_CHECKING:
    from pybtex.database import Person


_WHAT = "a BibTeX file"
_ENTRY = re.compile(
    r"^[ \t]*@(?!comment|string|preamble)[a-z]+[ \t]*[{(]\s*(?:[^,={}\s\"]*\s*,|\w+\s*=)",
    re.MULTILINE | re.IGNORECASE,
)
_DETAILS = {
    "publisher": "PUBLISHER",
    "journal": "JOURNAL",
    "journaltitle": "JOURNAL",
    "booktitle": "BOOKTITLE",
    "address": "ADDRESS",
    "location": "ADDRESS",
    "edition": "EDITION",
    "volume": "VOLUME",
    "number": "NUMBER",
    "issue": "NUMBER",
    "school": "SCHOOL",
    "institution": "INSTITUTION",
    "langid": "LANGUAGE",
    "language": "LANGUAGE",
}
# What is said of the whole, and not of what is in it.
_NOT_GIVEN = (*("title", "subtitle", "author", "doi", "url"), *("pages", "pagetotal", "file"))
_STATES = {"read": State.DONE, "skimmed": State.READING}
_STARS = re.compile(r"(?:rank)?([1-5])")
_FILE_PARTS = re.compile(r"(?<!\\):")
_NAMES_APART = re.compile(r"\s+and\s+", re.IGNORECASE)
_START = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_COMMENT = re.compile(r"\s*@(?:comment|preamble)\b", re.IGNORECASE)
# An entry without a key, as Scholar and JabRef have some: `@book{,` and `@book{title = …`.
_NO_KEY = re.compile(
    r"([ \t]*@(?!string|preamble|comment)[a-z]+[ \t]*[{(])\s*(,|(?=\w+\s*=))", re.IGNORECASE
)
_NO_NAME = "nokey:"
# Macros that use each other could grow without end.
_LONGEST_MACRO = 10_000
_SPECIAL = {
    "textbackslash": "\ue000",
    "textbraceleft": "\ue001",
    "textbraceright": "\ue002",
    "textasciitilde": "\ue003",
    "textasciicircum": "\ue004",
}
# Signs that TeX would not print so, or that would be taken for markup.
_KEPT = {"{": "\ue001", "}": "\ue002", "$": "\ue005", ",": "\ue006"}
_BACK = dict(zip(_SPECIAL.values(), "\\{}~^", strict=True)) | {"\ue005": "$", "\ue006": ","}
_NAMED = re.compile(rf"\{{\\({'|'.join(_SPECIAL)})\}}|\\({'|'.join(_SPECIAL)})(?:\{{\}}|\b ?)")
_ESCAPED = re.compile(r"\\([{}$])|,(?=,)")
_STYLE = re.compile(
    r"\\(?:emph|text(?:it|bf|sc|tt|rm|sf|sl|up|normal|superscript|subscript)?|mkbib[a-z]+|enquote"
    r"|url|href|mbox|underline|relax)\b *|\\-"
)
_SAME_NAME = re.compile(r" \d{4}\Z")  # by which DBLP tells people of one name apart
_MARKS = re.compile("[\ue000-\ue006]")
_TEX = re.compile(r"[\\{}~]|,,|--|``|''|\?`|!`|<<|>>|---")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with its fields by their names in lower case."""

    type: str
    key: str
    fields: Mapping[str, str]


class _Macros(dict[str, str]):
    """Macros that cannot grow without end, nor be missing."""

    def __setitem__(self, name: str, value: str) -> None:
        super().__setitem__(name, value[:_LONGEST_MACRO])

    def __missing__(self, name: str) -> str:
        return name


def parse(text: str, what: str) -> tuple[list[Entry], list[Skipped]]:
    """The entries of a file, and those that could not be read; ``what`` names the format.

    Raises:
        ImportFormatError: its braces are nested too deeply.
    """
    macros = _Macros(month_names)
    found, skipped = list[Entry](), list[Skipped]()
    for line, entry in _chunks(text):
        errors: list[PybtexSyntaxError] = []
        parser = LowLevelParser(entry, macros=macros, handle_error=errors.append)
        try:
            read = [_entry(kind, *body) for kind, body in parser if _is_entry(kind)]
        except RecursionError as error:
            raise ImportFormatError(what, "its braces are nested too deeply") from error
        if errors and not _COMMENT.match(entry):
            skipped.append(Skipped(line, f"the entry is broken ({errors[0].args[0]})"))
        else:
            found += read
    return found, skipped


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Each entry with its first line: a broken one must not take the next ones with it."""
    starts = [match.start() for match in _START.finditer(text)]
    line = 1
    for start, stop in pairwise((0, *starts, len(text))):
        yield line, _NO_KEY.sub(rf"\1{_NO_NAME},", text[start:stop], count=1)
        line += text.count("\n", start, stop)


def _is_entry(kind: str) -> bool:
    return kind.lower() not in ("string", "preamble", "comment")


def _entry(kind: str, key: str, fields: list[tuple[str, list[str]]]) -> Entry:
    values: dict[str, str] = {}
    for name, parts in fields:
        values.setdefault(name.lower(), "".join(parts))
    return Entry(kind, key, values)


def recognize(data: bytes, name: str) -> bool:
    """Whether a line begins an entry with a key."""
    return _ENTRY.search(beginning(data)) is not None


def read(data: bytes) -> Imported:
    """The works, in their order.

    Raises:
        ImportFormatError: it has no entry.
    """
    text = decode(data)
    if not _ENTRY.search(text):
        raise ImportFormatError(_WHAT, "no line of it begins an entry, like `@book{key,`")
    entries, skipped = parse(text, _WHAT)
    keyed = {entry.key.lower(): entry for entry in entries}
    works = (_work(_with_parent(entry, keyed)) for entry in entries)
    return Imported(tuple(works), tuple(skipped))


def _with_parent(entry: Entry, keyed: Mapping[str, Entry]) -> Entry:
    """An entry with the fields that it has from the one that it refers to (btxdoc, 4.2)."""
    parent = keyed.get(entry.fields.get("crossref", "").lower())
    if parent is None or parent is entry:
        return entry
    given = {name: value for name, value in parent.fields.items() if name not in _NOT_GIVEN}
    given |= {"booktitle": title} if (title := parent.fields.get("title")) else {}
    return replace(entry, fields={**given, **entry.fields})


def _work(entry: Entry) -> ImportedWork:
    fields = entry.fields
    kind, btype = publication_types.of_bibtex(entry.type)
    title = ": ".join(filter(None, (_text(fields, "title"), _text(fields, "subtitle"))))
    texts = (
        _text(fields, name) for name in ("annote", "annotation", "comment", "note", "abstract")
    )
    stars = _STARS.fullmatch(fields.get("ranking") or fields.get("rating", ""))
    return ImportedWork(
        title=title,
        kind=kind,
        state=_STATES.get(fields.get("readstatus", ""), State.NONE),
        rating=stars[1] if stars else "",
        authors=tuple(_people(entry, "author")),
        editors=tuple(_people(entry, "editor")),
        translators=tuple(_people(entry, "translator")),
        year=read_year(fields.get("year") or fields.get("date", "")),
        identifiers=tuple(_identifiers(entry)),
        pages=_text(fields, "pagetotal"),
        series=_text(fields, "series"),
        tags=tuple(re.split("[,;]", f"{_text(fields, 'keywords')};{_text(fields, 'groups')}")),
        properties=(*_properties(fields), ("BTYPE", btype)),
        links=tuple(_files(fields.get("file", ""))),
        text="\n\n".join(filter(None, texts)),
    )


def _text(fields: Mapping[str, str], name: str) -> str:
    return plain_tex(fields.get(name, ""))


def _properties(fields: Mapping[str, str]) -> Iterator[Pair]:
    for field, name in _DETAILS.items():
        yield name, _text(fields, field)
    if pages := fields.get("pages"):
        yield "PAGES", re.sub(r"\s*(?:-+|–)\s*", "--", plain_tex(pages.replace("--", "–")))


def _identifiers(entry: Entry) -> Iterator[Pair]:
    fields = entry.fields
    address = plain_address(fields.get("url") or _published(fields.get("howpublished", "")))
    yield "DOI", doi(plain_address(fields.get("doi", "")))
    yield "ISBN", written_isbn(_text(fields, "isbn"))
    yield "ISSN", _text(fields, "issn")
    archive = (fields.get("eprinttype") or fields.get("archiveprefix", "")).lower()
    yield "ARXIV", arxiv(plain_address(fields.get("eprint", "")) if archive == "arxiv" else address)
    yield "PMID", fields.get("pmid", "")
    yield "URL", web(address)
    yield "CUSTOM_ID", "" if entry.key == _NO_NAME else entry.key


def _published(text: str) -> str:
    r"""The address in ``\url{…}``, by which pages of the web are published."""
    return text.strip().removeprefix("\\url")


def _people(entry: Entry, role: str) -> Iterator[str]:
    from pybtex.bibtex.exceptions import BibTeXError
    from pybtex.database import InvalidNameString, Person

    for name in _names(entry.fields.get(role, "")):
        try:
            yield _spoken(name, Person(name))
        except (InvalidNameString, BibTeXError):
            yield plain_tex(name)


def _names(text: str) -> list[str]:
    from pybtex.bibtex.utils import split_name_list

    try:
        return list(split_name_list(" ".join(text.split())))
    except (ValueError, RecursionError):
        return _NAMES_APART.split(text)


def _spoken(name: str, person: "Person") -> str:
    """A name as it is spoken; one in braces, such as a company's, keeps them."""
    if name.startswith("{") and name.endswith("}") and "}" not in name[1:-1]:
        words = plain_tex(name)
        return f"{{{words}}}" if " " in words else words
    if name.lower() == "others":
        return "et al."
    parts = (
        *(*person.first_names, *person.middle_names, *person.prelast_names),
        *(*person.last_names, *person.lineage_names),
    )
    return _SAME_NAME.sub("", " ".join(filter(None, map(plain_tex, parts))))


def _files(text: str) -> Iterator[ImportedLink]:
    """Files beside the entry: ``:path:pdf`` or ``title:path:type``, several at ``;``."""
    for part in text.split(";"):
        if address := web(part.replace("\\:", ":").strip(":").removesuffix(":PDF")):
            yield ImportedLink(address)
            continue
        pieces = _FILE_PARTS.split(part)
        path = pieces[1] if len(pieces) >= 3 else pieces[0]
        if path := path.replace("\\:", ":").replace("\\\\", "\\").strip():
            yield ImportedLink(f"file:{path}")


def plain_tex(text: str) -> str:
    """What TeX would print; a formula keeps its signs."""
    text = " ".join(text.split())
    if not _TEX.search(text):
        return text
    text = _NAMED.sub(lambda name: _SPECIAL[name[1] or name[2]], text)
    text = _ESCAPED.sub(lambda sign: _KEPT[sign[0][-1]], text)
    import_module("latexcodec")  # which gives Python the codec
    decoded = (
        _STYLE.sub("", text).encode().decode("latex+utf8", "ignore")
    )  # a sign that begins nothing
    bare = decoded.replace("{", "").replace("}", "").replace("~", " ")
    return _MARKS.sub(lambda mark: _BACK[mark[0]], bare).strip()


def plain_address(text: str) -> str:
    """An address, which TeX prints as it is but for escapes that are not needed."""
    return re.sub(r"\\(?=[_%&#~$])", "", "".join(text.split())).strip("{}")
