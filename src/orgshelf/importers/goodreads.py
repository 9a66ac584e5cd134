"""The library that Goodreads exports: ``goodreads_library_export.csv``."""

from datetime import date

from orgshelf.importers.delimited import Row, TableFormat
from orgshelf.importers.foreign_fields import isbn, read_date, read_year, split_series
from orgshelf.importers.foreign_markup import plain_text
from orgshelf.importers.imported import ImportedWork, Reading, State

_STATES = {
    "to-read": State.UNREAD,
    "currently-reading": State.READING,
    "read": State.DONE,
    **dict.fromkeys(("did-not-finish", "dnf", "abandoned", "gave-up"), State.DROPPED),
}


def _work(row: Row) -> ImportedWork:
    title, series, volume = split_series(row.get("Title"))
    shelf = row.get("Exclusive Shelf")
    finished = read_date(row.get("Date Read"))
    number = isbn(row.get("ISBN13")) or isbn(row.get("ISBN"))
    texts = (plain_text(row.get(name)) for name in ("My Review", "Private Notes"))
    return ImportedWork(
        title=title,
        kind="book",
        state=_state(row, shelf, finished),
        authors=(row.get("Author"), *row.get("Additional Authors").split(",")),
        year=_year(row),
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


def _year(row: Row) -> int | None:
    """When it came out; what is older than our years with four digits has that of its edition."""
    years = (read_year(row.get(name)) for name in ("Original Publication Year", "Year Published"))
    return next(filter(None, years), None)


def _state(row: Row, shelf: str, finished: date | None) -> State:
    """What the exclusive shelf means; one that the reader made himself says nothing.

    Who has no such shelf for what was given up has a plain one, beside that of what was read.
    """
    state = _STATES.get(shelf, State.DONE if finished else State.UNREAD if shelf else State.NONE)
    given_up = any(_STATES.get(name) is State.DROPPED for name in _shelves(row))
    return State.DROPPED if given_up and state is State.DONE else state


def _shelves(row: Row) -> list[str]:
    return [name.strip() for name in row.get("Bookshelves").split(",")]


def _tags(row: Row, shelf: str) -> list[str]:
    shelves = _shelves(row)
    if shelf not in _STATES:
        shelves.append(shelf)
    return [name for name in shelves if name not in _STATES]


_FORMAT = TableFormat(
    "a Goodreads export", ("Book Id", "Title", "Author", "Exclusive Shelf"), _work, title="Title"
)
recognize, read = _FORMAT.recognize, _FORMAT.read
