"""The library that The StoryGraph exports."""

from collections.abc import Iterator
from datetime import date

from orgshelf.importers.delimited import Row, TableFormat
from orgshelf.importers.foreign_fields import isbn, read_date
from orgshelf.importers.foreign_markup import plain_text
from orgshelf.importers.imported import ImportedWork, Pair, Reading, State

_STATES = {
    "to-read": State.UNREAD,
    "currently-reading": State.READING,
    "paused": State.READING,
    "read": State.DONE,
    "did-not-finish": State.DROPPED,
}


def _work(row: Row) -> ImportedWork:
    return ImportedWork(
        title=row.get("Title"),
        kind="book",
        state=_STATES.get(row.get("Read Status"), State.NONE),
        authors=tuple(row.get("Authors", "Author").split(",")),
        identifiers=tuple(_identifiers(row.get("ISBN/UID", "ISBN"))),
        added=read_date(row.get("Date Added")),
        readings=tuple(_readings(row)),
        rating=_rating(row.get("Star Rating")),
        tags=tuple(row.get("Tags").split(",")),
        translators=tuple(_with_role(row, "translator")),
        editors=tuple(_with_role(row, "editor")),
        properties=(("CONTRIBUTORS", ",".join(_with_role(row, None))),),
        text=plain_text(row.get("Review")),
    )


def _identifiers(text: str) -> Iterator[Pair]:
    """The ISBN, or the number that StoryGraph gives to what has none."""
    if text:
        yield ("ISBN", number) if (number := isbn(text)) else ("STORYGRAPH_ID", text)


def _with_role(row: Row, role: str | None) -> Iterator[str]:
    """The contributors who have a role, ``Jo Fisk (Translator)``; None for any that is no other."""
    for text in row.get("Contributors").split(","):
        name, _, said = text.strip().removesuffix(")").partition(" (")
        said = said.casefold()
        if said == role or (role is None and said not in ("translator", "editor")):
            yield name if role else text


def _readings(row: Row) -> list[Reading]:
    """Each time it was read, the oldest first."""
    found = []
    for part in (row.get("Dates Read") or row.get("Last Date Read")).split(","):
        first, sign, last = part.partition("-")
        started = read_date(first) if sign else None
        finished = read_date(last if sign else first)
        if started or finished:
            found.append(Reading(started, finished))
    return sorted(found, key=lambda reading: reading.finished or reading.started or date.min)


def _rating(text: str) -> str:
    """Stars without the zero that says nothing: ``4.0`` is ``4``."""
    return text.removesuffix("0").removesuffix(".") if "." in text else text


_FORMAT = TableFormat(
    "a StoryGraph export", ("Title", "Read Status", "Star Rating"), _work, title="Title"
)
recognize, read = _FORMAT.recognize, _FORMAT.read
