"""The library that LibraryThing exports, with tabs between its values."""

import re
from itertools import zip_longest

from orgshelf.importers.delimited import Row, TableFormat
from orgshelf.importers.foreign_fields import isbn, people, read_date, read_year
from orgshelf.importers.foreign_markup import plain_text
from orgshelf.importers.imported import ImportedWork, Reading, State

_AUTHORS = ("", "author")
# Behind the publisher stand the year, the edition and the binding.
_PUBLISHER = re.compile(r"([^,(]*?)(?:,? \(|, Edition:|\Z)")
_COUNT = re.compile(r"\d+")
_COLLECTIONS = {
    "to read": State.UNREAD,
    "wishlist": State.UNREAD,
    "currently reading": State.READING,
    "read but unowned": State.DONE,
}


def _work(row: Row) -> ImportedWork:
    started, finished = read_date(row.get("Date Started")), read_date(row.get("Date Read"))
    reading = Reading(started, finished)
    numbers = (row.get("ISBNs").split(",")[-1], row.get("ISBN"))
    pages = _COUNT.match(row.get("Page Count"))
    publisher = _PUBLISHER.match(row.get("Publication"))
    texts = (plain_text(row.get(name)) for name in ("Review", "Comment", "Private Comment"))
    return ImportedWork(
        title=row.get("Title"),
        kind="book",
        state=_state(row.get("Collections"), reading),
        authors=_people(row, *_AUTHORS),
        editors=_people(row, "editor"),
        translators=_people(row, "translator"),
        year=read_year(row.get("Date")),
        identifiers=(
            ("LIBRARYTHING_ID", row.get("Book Id")),
            ("ISBN", next(filter(None, map(isbn, numbers)), "")),
        ),
        added=read_date(row.get("Entry Date")),
        readings=(reading,) if started or finished else (),
        rating=row.get("Rating").removesuffix(".0"),
        pages=pages[0] if pages else "",
        tags=tuple(row.get("Tags").split(",")),
        properties=(
            ("PUBLISHER", publisher[1] if publisher else row.get("Publication")),
            ("LANGUAGE", row.get("Languages")),
        ),
        text="\n\n".join(filter(None, texts)),
    )


def _people(row: Row, *roles: str) -> tuple[str, ...]:
    """Who has one of the roles; a person without one is an author."""
    names = (row.get("Primary Author"), *row.get("Secondary Author").split("|"))
    said = (row.get("Primary Author Role"), *row.get("Secondary Author Roles").split("|"))
    pairs = zip_longest(names, said[: len(names)], fillvalue="")
    return tuple(
        n for name, role in pairs if role.strip().casefold() in roles for n in people(name)
    )


def _state(collections: str, reading: Reading) -> State:
    """By its days, else by the collections that mean a state; others say nothing."""
    if reading.finished:
        return State.DONE
    if reading.started:
        return State.READING
    names = (name.strip().casefold() for name in collections.split(","))
    return next((_COLLECTIONS[name] for name in names if name in _COLLECTIONS), State.NONE)


_FORMAT = TableFormat(
    "a LibraryThing export",
    ("Book Id", "Title", "Primary Author", "Collections", "Entry Date"),
    _work,
    title="Title",
    delimiter="\t",
)
recognize, read = _FORMAT.recognize, _FORMAT.read
