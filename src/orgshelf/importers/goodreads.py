"""The library that Goodreads exports: ``goodreads_library_export.csv``."""

from datetime import date

from orgshelf.importers.book_titles import split_series
from orgshelf.importers.delimited import Row, has_columns, read_table, works_of
from orgshelf.importers.foreign_dates import read_date, read_year
from orgshelf.importers.foreign_ids import isbn
from orgshelf.importers.html_text import plain_text
from orgshelf.importers.imported import Imported, ImportedWork, Reading, State

_WHAT = "a Goodreads export"
_COLUMNS = ("Book Id", "Title", "Author", "Exclusive Shelf")
_STATES = {
    "to-read": State.UNREAD,
    "currently-reading": State.READING,
    "read": State.DONE,
    **dict.fromkeys(("did-not-finish", "dnf", "abandoned", "gave-up"), State.DROPPED),
}


def recognize(data: bytes, name: str) -> bool:
    """Whether the first row names Goodreads' own columns."""
    return has_columns(data, _COLUMNS)


def read(data: bytes) -> Imported:
    """The books, in their order.

    Raises:
        ImportFormatError: a column is missing.
    """
    return works_of(read_table(data, _WHAT, _COLUMNS, title="Title"), _work)


def _work(row: Row) -> ImportedWork:
    title, series, volume = split_series(row.get("Title"))
    shelf = row.get("Exclusive Shelf")
    finished = read_date(row.get("Date Read"))
    number = isbn(row.get("ISBN13")) or isbn(row.get("ISBN"))
    texts = (plain_text(row.get(name)) for name in ("My Review", "Private Notes"))
    return ImportedWork(
        title=title,
        kind="book",
        state=_state(shelf, finished),
        authors=(row.get("Author"), *row.get("Additional Authors").split(",")),
        year=read_year(row.get("Original Publication Year", "Year Published")),
        identifiers=(("GOODREADS_ID", row.get("Book Id")), ("ISBN", number)),
        added=read_date(row.get("Date Added")),
        readings=(Reading(finished=finished),) if finished else (),
        rating=row.get("My Rating").removeprefix("0"),
        pages=row.get("Number of Pages"),
        series=series,
        volume=volume,
        tags=tuple(_tags(row, shelf)),
        properties=(("PUBLISHER", row.get("Publisher")),),
        text="\n\n".join(filter(None, texts)),
    )


def _state(shelf: str, finished: date | None) -> State:
    """What the exclusive shelf means; one that the reader made himself says nothing."""
    return _STATES.get(shelf, State.DONE if finished else State.UNREAD if shelf else State.NONE)


def _tags(row: Row, shelf: str) -> list[str]:
    shelves = [name.strip() for name in row.get("Bookshelves").split(",")]
    if shelf not in _STATES:
        shelves.append(shelf)
    return [name for name in shelves if name not in _STATES]
