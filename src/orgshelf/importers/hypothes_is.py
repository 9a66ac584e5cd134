"""Annotations of pages of the web that Hypothes.is exports as JSON or as a table."""

from collections.abc import Iterable, Iterator
from math import inf

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import (
    Member,
    list_of,
    looks_like_json,
    member_of,
    members_of,
    read_json,
    text_of,
    texts_of,
)
from orgshelf.importers.delimited import Row, has_columns, read_table
from orgshelf.importers.foreign_fields import page_work, read_date
from orgshelf.importers.imported import Imported, ImportedQuote, ImportedWork, State

_WHAT = "an export of Hypothes.is"
_MEMBERS = ("rows", "annotations")
_COLUMNS = ("Created at", "Page", "URL", "Quote", "Comment")


def recognize(data: bytes, name: str) -> bool:
    """Whether it has annotations with a target, or the columns of the table."""
    return looks_like_json(data, "uri", "target", "user") or has_columns(data, _COLUMNS)


def read(data: bytes) -> Imported:
    """The pages with what was marked on them, in the order in which they come first.

    Raises:
        ImportFormatError: it has no annotations.
    """
    if not looks_like_json(data):
        table = read_table(data, _WHAT, _COLUMNS, None)
        return Imported(_pages(map(_annotation, table)), tuple(table.skipped))
    value = read_json(data, _WHAT)
    rows = list_of(value) or [
        row for name in _MEMBERS for row in list_of(member_of(value).get(name))
    ]
    if not any("uri" in member_of(row) for row in rows):
        raise ImportFormatError(_WHAT, "it has no annotations with a `uri`")
    return Imported(_pages(members_of(rows)))


def _pages(rows: Iterable[Member]) -> tuple[ImportedWork, ...]:
    pages: dict[str, list[Member]] = {}
    for row in rows:
        pages.setdefault(row.text("uri"), []).append(row)
    return tuple(_work(address, rows) for address, rows in pages.items())


def _annotation(row: Row) -> Member:
    """A row of the table as the JSON has it."""
    return Member(
        uri=row.get("URL"),
        document=Member(title=row.get("Page")),
        created=row.get("Created at"),
        target=[Member(selector=[Member(exact=row.get("Quote"))])],
        text=row.get("Comment"),
        tags=row.get("Tags").split(","),
    )


def _work(address: str, rows: list[Member]) -> ImportedWork:
    titles = (
        title
        for row in rows
        for title in texts_of(row.member("document").get("title"))
        or (text_of(row.member("document").get("title")),)
    )
    tags = (tag for row in rows for tag in row.texts("tags"))
    return page_work(
        next(filter(None, titles), "") or address,
        address,
        state=State.NONE,
        tags=tuple(tags),
        quotes=tuple(map(_quote, sorted(rows, key=_place))),
    )


def _place(row: Member) -> tuple[float, str]:
    """Where a mark is on the page, what is said of all of it last; else when it was made."""
    starts = (selector.get("start") for selector in _selectors(row))
    numbers = (start for start in starts if isinstance(start, int | float))
    return next(numbers, inf), row.text("created")


def _selectors(row: Member) -> Iterator[Member]:
    return next(row.members("target"), Member()).members("selector")


def _quote(row: Member) -> ImportedQuote:
    """What was marked and said about it; a note on a whole page has no text."""
    exact = (each.text("exact") for each in _selectors(row))
    return ImportedQuote(
        text=next(filter(None, exact), ""),
        note=row.text("text"),
        made=read_date(row.text("created")),
    )
