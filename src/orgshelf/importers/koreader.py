"""What KOReader keeps of a book: ``metadata.epub.lua``, or its export as JSON."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import beginning, decode, looks_like_json, read_json
from orgshelf.importers.foreign_dates import read_date, read_epoch
from orgshelf.importers.html_text import plain_text
from orgshelf.importers.imported import Imported, ImportedQuote, ImportedWork, State
from orgshelf.importers.json_values import Member, member_of, members_of, text_of
from orgshelf.importers.lua_table import read_lua

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
    return Imported((_kept(member_of(read_lua(text, _WHAT))),))


def _exported(document: Member) -> ImportedWork:
    quotes = (_exported_quote(entry) for entry in members_of(document.get("entries")))
    return ImportedWork(
        title=text_of(document.get("title")),
        kind="book",
        authors=tuple(text_of(document.get("author")).split("\n")),
        pages=text_of(document.get("number_of_pages")),
        quotes=tuple(quotes),
    )


def _exported_quote(entry: Member) -> ImportedQuote:
    return ImportedQuote(
        text=text_of(entry.get("text")),
        page=text_of(entry.get("page")),
        note=text_of(entry.get("note")),
        made=read_epoch(text_of(entry.get("time"))),
    )


def _kept(book: Member) -> ImportedWork:
    about = member_of(book.get("doc_props"))
    stats, summary = member_of(book.get("stats")), member_of(book.get("summary"))
    names = text_of(about.get("authors")) or text_of(stats.get("authors"))
    return ImportedWork(
        title=text_of(about.get("title")) or text_of(stats.get("title")),
        kind="book",
        state=_STATES.get(text_of(summary.get("status")), State.NONE),
        authors=tuple(names.split("\n")),
        rating=text_of(summary.get("rating")),
        pages=text_of(book.get("doc_pages")) or text_of(stats.get("pages")),
        series=text_of(about.get("series")),
        volume=text_of(about.get("series_index")),
        properties=(("LANGUAGE", text_of(about.get("language"))),),
        tags=tuple(text_of(about.get("keywords")).split("\n")),
        text=plain_text(text_of(summary.get("note"))),
        quotes=tuple(_quotes(book)),
    )


def _quotes(book: Member) -> Iterator[ImportedQuote]:
    """What was marked, in the file's order; what is no highlight is only a bookmark."""
    if "annotations" in book:
        for mark in _array(book["annotations"]):
            if mark.get("drawer"):
                page = text_of(mark.get("pageref")) or text_of(mark.get("pageno"))
                yield _quote(mark, page, text_of(mark.get("note")))
        return
    notes = {text_of(mark.get("datetime")): mark for mark in _array(book.get("bookmarks"))}
    for number, marks in sorted(_numbered(book.get("highlight")), key=lambda pair: pair[0]):
        for mark in _array(marks):
            note = text_of(notes.get(text_of(mark.get("datetime")), {}).get("text"))
            # KOReader wrote words of its own where the reader had written none.
            yield _quote(mark, text_of(number), "" if _OWN_WORDS.match(note) else note)


def _quote(mark: Member, page: str, note: str) -> ImportedQuote:
    made = read_date(text_of(mark.get("datetime")))
    return ImportedQuote(text_of(mark.get("text")), page, note=note, made=made)


def _array(value: object) -> Sequence[Member]:
    """The tables under 1, 2, 3 … in a table."""
    return [member_of(item) for _, item in sorted(_numbered(value), key=lambda pair: pair[0])]


def _numbered(value: object) -> Iterator[tuple[float, object]]:
    table = cast("Mapping[object, object]", member_of(value))
    return ((key, item) for key, item in table.items() if isinstance(key, float))
