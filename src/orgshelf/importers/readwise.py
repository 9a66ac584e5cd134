"""The highlights that Readwise exports as a table."""

from dataclasses import dataclass, field

from orgshelf.importers.delimited import Row, has_columns, read_table
from orgshelf.importers.foreign_fields import people, read_date, split_series
from orgshelf.importers.imported import Imported, ImportedQuote, ImportedWork

_WHAT = "a Readwise export"
_COLUMNS = ("Highlight", "Book Title", "Book Author", "Location Type", "Location")
_DISCARDED = ".discard"


@dataclass(slots=True)
class _Book:
    first: Row
    quotes: list[ImportedQuote] = field(default_factory=list)


def recognize(data: bytes, name: str) -> bool:
    """Whether the first row names Readwise's own columns."""
    return has_columns(data, _COLUMNS)


def read(data: bytes) -> Imported:
    """The books and articles with their quotes, in the order in which they come first.

    Raises:
        ImportFormatError: a column is missing.
    """
    table = read_table(data, _WHAT, _COLUMNS, "Book Title")
    books: dict[tuple[str, str], _Book] = {}
    for row in table:
        if _DISCARDED in row.get("Tags").split(","):
            continue
        book = books.setdefault((row.get("Book Title"), row.get("Book Author")), _Book(row))
        book.quotes.append(_quote(row))
    return Imported(tuple(map(_work, books.values())), tuple(table.skipped))


def _work(book: _Book) -> ImportedWork:
    row = book.first
    number = row.get("Amazon Book ID")
    title, series, volume = split_series(row.get("Book Title"))
    return ImportedWork(
        title=title,
        kind="book" if number or row.get("Location Type") in ("page", "location") else "article",
        authors=people(row.get("Book Author")),
        identifiers=(("AMAZON_ID", number),),
        series=series,
        volume=volume,
        tags=tuple(row.get("Document tags").split(",")),
        quotes=tuple(book.quotes),
    )


def _quote(row: Row) -> ImportedQuote:
    place, kind = row.get("Location"), row.get("Location Type")
    return ImportedQuote(
        text=row.get("Highlight"),
        page=place if kind == "page" else "",
        location=f"loc. {place}" if kind == "location" and place else "",
        note=row.get("Note"),
        made=read_date(row.get("Highlighted at")),
    )
