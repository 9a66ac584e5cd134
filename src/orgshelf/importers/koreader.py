"""What KOReader keeps of a book: ``metadata.epub.lua``, or its export as JSON."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import cast

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import (
    Member,
    beginning,
    decode,
    looks_like_json,
    member_of,
    members_of,
    read_json,
    text_of,
)
from orgshelf.importers.foreign_fields import numbered_series, read_date
from orgshelf.importers.foreign_markup import plain_text
from orgshelf.importers.imported import Imported, ImportedQuote, ImportedWork, State

_WHAT = "a KOReader file"
_LUA = re.compile(r"\s*(?:--[^\n]*\n\s*)*return\s*\{")
_OWN = re.compile(r'\["(?:doc_props|annotations|summary|stats|highlight|doc_pages)"\] = ')
_STATES = {
    "reading": State.READING,
    "complete": State.DONE,
    "abandoned": State.DROPPED,
    "new": State.UNREAD,
}
_OWN_WORDS = re.compile(r"Page [\d.]+ ")
_TOKEN = re.compile(
    r"\s*(?:(?P<comment>--(?:\[(?P<level>=*)\[.*?\](?P=level)\]|[^\n]*))"
    r'|"(?P<string>(?:[^"\\]|\\.)*+)"'
    r"|(?P<number>-?(?:0x[0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?))"
    r"|(?P<name>[A-Za-z_][\w.]*)|(?P<sign>[{}\[\]=,;]))",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:(\d{1,3})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "a": "", "b": "", "f": "", "v": "", "0": ""}
_NAMED = {"true": True, "false": False, "nil": None, "inf": None, "nan": None, "math.huge": None}
_DEEPEST = 100


def recognize(data: bytes, name: str) -> bool:
    """Whether it is KOReader's table of a book, or its export."""
    if looks_like_json(data, "entries"):
        return any(looks_like_json(data, own) for own in ("created_on", "documents", "drawer"))
    start = beginning(data)
    return bool(_LUA.match(start)) and bool(_OWN.search(start))


def read(data: bytes) -> Imported:
    """The book, or the books of an export.

    Raises:
        ImportFormatError: it is neither.
    """
    text = decode(data)
    if text.lstrip().startswith(("{", "[")):
        value = read_json(data, _WHAT)
        documents = list(members_of(member_of(value).get("documents"))) or [member_of(value)]
        if "_type" in documents[0] or not any("entries" in document for document in documents):
            raise ImportFormatError(_WHAT, "it has no entries")
        return Imported(tuple(map(_exported, documents)))
    return Imported((_kept(read_lua(text, _WHAT)),))


def _exported(document: Member) -> ImportedWork:
    entries = document.members("entries")
    quotes = (_exported_quote(entry) for entry in entries if entry.get("sort") != "bookmark")
    return ImportedWork(
        title=document.text("title"),
        kind="book",
        authors=tuple(document.text("author").split("\n")),
        pages=document.text("number_of_pages"),
        quotes=tuple(quotes),
    )


def _exported_quote(entry: Member) -> ImportedQuote:
    return ImportedQuote(
        text=entry.text("text"),
        page=entry.text("page"),
        note=entry.text("note"),
        made=read_date(entry.text("time")),
    )


def _kept(book: Member) -> ImportedWork:
    about = book.member("doc_props")
    stats, summary = book.member("stats"), book.member("summary")
    names = about.text("authors") or stats.text("authors")
    state = _STATES.get(summary.text("status"), State.NONE)
    pages = book.text("doc_pages") or stats.text("pages")
    series, volume = numbered_series(about.text("series"))
    return ImportedWork(
        title=about.text("title") or stats.text("title") or _file_title(book),
        kind="book",
        state=state,
        authors=tuple(names.split("\n")),
        rating=summary.text("rating"),
        pages=pages,
        page=_page(book, pages) if state is State.READING else "",
        series=series,
        volume=about.text("series_index") or volume,
        identifiers=(("KOREADER_ID", book.text("partial_md5_checksum")),),
        properties=(("LANGUAGE", about.text("language")),),
        tags=tuple(about.text("keywords").split("\n")),
        text=plain_text(summary.text("note")),
        quotes=tuple(_quotes(book)),
    )


def _file_title(book: Member) -> str:
    """What a book without a title is called by the program: its file."""
    return PurePosixPath(book.text("doc_path")).stem


def _page(book: Member, pages: str) -> str:
    """How far it was read, as the program shows it."""
    part = book.get("percent_finished")
    is_part = isinstance(part, float) and 0 < part <= 1 and pages.isdecimal()
    return str(max(1, round(cast("float", part) * int(pages)))) if is_part else ""


def _quotes(book: Member) -> Iterator[ImportedQuote]:
    """What was marked, in the file's order; what is no highlight is only a bookmark."""
    if "annotations" in book:
        for mark in _array(book["annotations"]):
            if mark.get("drawer"):
                page = mark.text("pageref") or mark.text("pageno")
                yield _quote(mark, page, mark.text("note"))
        return
    notes = {mark.text("datetime"): mark for mark in _array(book.get("bookmarks"))}
    for number, marks in sorted(_numbered(book.get("highlight")), key=lambda pair: pair[0]):
        for mark in _array(marks):
            note = notes.get(mark.text("datetime"), Member()).text("text")
            # KOReader wrote words of its own where the reader had written none.
            yield _quote(mark, text_of(number), "" if _OWN_WORDS.match(note) else note)


def _quote(mark: Member, page: str, note: str) -> ImportedQuote:
    made = read_date(mark.text("datetime"))
    return ImportedQuote(mark.text("text"), page, note=note, made=made)


def _array(value: object) -> Sequence[Member]:
    """The tables under 1, 2, 3 … in a table."""
    return [member_of(item) for _, item in sorted(_numbered(value), key=lambda pair: pair[0])]


def _numbered(value: object) -> Iterator[tuple[float, object]]:
    table = cast("Mapping[object, object]", member_of(value))
    return ((key, item) for key, item in table.items() if isinstance(key, float))


# A table that a Lua program saved, read without running it (Lua manual: Table Constructors).


def read_lua(text: str, what: str) -> Member:
    """The table that the text returns; ``what`` names the format for the error.

    Raises:
        ImportFormatError: it does anything but return one table of plain values.
    """
    reader = _Reader(text, what)
    if reader.take() == ("name", "return"):
        value = reader.value(0)
        if isinstance(value, Member) and reader.take() == ("", ""):
            return value
    raise ImportFormatError(what, "it is not one saved Lua table")


@dataclass(slots=True)
class _Reader:
    text: str
    what: str
    place: int = 0

    def take(self) -> tuple[str, str]:
        """The kind of the next token and its text; both empty at the end."""
        while match := _TOKEN.match(self.text, self.place):
            self.place = match.end()
            kind = match.lastgroup or ""
            if match["comment"] is None:
                return kind, match[kind]
        if self.text[self.place :].strip():
            line = self.text.count("\n", 0, self.place) + 1
            raise ImportFormatError(self.what, f"line {line} is not a saved Lua table")
        return "", ""

    def expect(self, sign: str) -> None:
        if self.take() != ("sign", sign):
            line = self.text.count("\n", 0, self.place) + 1
            raise ImportFormatError(self.what, f"line {line} lacks {sign!r}")

    def value(self, depth: int) -> object:
        kind, text = self.take()
        if kind == "string":
            return _ESCAPE.sub(_unescaped, text)
        if kind == "number":
            return float(int(text, 16)) if "x" in text else float(text)
        if kind == "name" and text in _NAMED:
            return _NAMED[text]
        if (kind, text) == ("sign", "{") and depth < _DEEPEST:
            return self.table(depth + 1)
        line = self.text.count("\n", 0, self.place) + 1
        raise ImportFormatError(self.what, f"line {line} has no plain value")

    def table(self, depth: int) -> Member:
        """A table; what has no name in it is under its number, counted from 1."""
        found = Member()
        number = 1.0
        while True:
            key: object
            start = self.place
            kind, text = self.take()
            if (kind, text) == ("sign", "}"):
                return found
            if (kind, text) == ("sign", "["):
                key = self.value(depth)
                self.expect("]")
                self.expect("=")
            elif kind == "name" and text not in _NAMED:
                key = text
                self.expect("=")
            else:
                self.place, key, number = start, number, number + 1
            if isinstance(key, str | float):
                found[cast("str", key)] = self.value(depth)
            start = self.place
            if self.take()[1] not in (",", ";"):
                self.place = start


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1]:
        return chr(int(escape[1]) % 256)
    return _ESCAPES.get(escape[2], escape[2])
