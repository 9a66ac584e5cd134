"""The database of a Kobo: ``KoboReader.sqlite``."""

import re
import sqlite3
from collections.abc import Iterator

from orgshelf.importers.foreign_database import is_database, opened_database
from orgshelf.importers.foreign_fields import isbn, people, read_date
from orgshelf.importers.imported import Imported, ImportedQuote, ImportedWork, Reading, State

_WHAT = "a Kobo's database"
_STATES = {0: State.UNREAD, 1: State.READING, 2: State.DONE}
_BOOKS = """
    SELECT ContentID, Title, Attribution, ISBN, ReadStatus, {Series}, {SeriesNumber}, {Publisher},
        {LastTimeFinishedReading}
    FROM content WHERE ContentType = 6
    AND (ContentID IN (SELECT VolumeID FROM Bookmark) OR ReadStatus > 0 OR {Accessibility} = 1)
    ORDER BY rowid
"""
_MARKS = """
    SELECT b.VolumeID, b.Text, b.Annotation, b.DateCreated, b.ChapterProgress, c.Title
    FROM Bookmark AS b LEFT JOIN content AS c ON c.ContentID = b.ContentID AND c.ContentType != 6
    WHERE (b.Hidden = 'false' OR b.Hidden = 0 OR b.Hidden IS NULL) AND {Type} IS NOT 'dogear'
    ORDER BY b.VolumeID, {VolumeIndex}, b.ChapterProgress, b.rowid
"""
#: What stands for columns that older devices do not have.
_LACKING = {
    "Accessibility": "1",
    "Type": "NULL",
    **dict.fromkeys(("Series", "SeriesNumber", "Publisher"), "NULL"),
    **dict.fromkeys(("LastTimeFinishedReading", "VolumeIndex"), "NULL"),
}
_OF_FILE = re.compile(r"\S*/\S*|\S+\.x?html?")


def recognize(data: bytes, name: str) -> bool:
    """Whether it is an SQLite database that has a Kobo's tables."""
    return is_database(data, b"VolumeID", b"ContentType")


def read(data: bytes) -> Imported:
    """The books that were begun, marked or bought, with their quotes; nothing is written.

    Raises:
        ImportFormatError: it is no database, is damaged, or has not a Kobo's tables.
    """
    with opened_database(data, _WHAT) as database:
        return Imported(tuple(_works(database)))


def _works(database: sqlite3.Connection) -> Iterator[ImportedWork]:
    marks: dict[object, list[ImportedQuote]] = {}
    for volume, *mark in database.execute(_MARKS.format_map(_columns(database))):
        quote = _quote(*mark)
        if quote.text or quote.note:
            marks.setdefault(volume, []).append(quote)
    for row in database.execute(_BOOKS.format_map(_columns(database))):
        yield _work(row, tuple(marks.get(row[0], ())))


def _columns(database: sqlite3.Connection) -> dict[str, str]:
    """Each column that some devices lack, or what stands for it."""
    tables = (database.execute(f"PRAGMA table_info({name})") for name in ("content", "Bookmark"))
    there = {row[1] for table in tables for row in table}
    return {name: name if name in there else other for name, other in _LACKING.items()}


def _work(row: tuple[object, ...], quotes: tuple[ImportedQuote, ...]) -> ImportedWork:
    number, title, names, isbn_text, status, series, volume, publisher, ended = row
    state = _STATES.get(status, State.NONE) if isinstance(status, int) else State.NONE
    finished = read_date(_text(ended)) if state is State.DONE else None
    return ImportedWork(
        title=_text(title),
        kind="book",
        state=state,
        authors=people(_text(names)),
        readings=(Reading(finished=finished),) if finished else (),
        identifiers=(("ISBN", isbn(_text(isbn_text))), ("KOBO_ID", _number(_text(number)))),
        series=_text(series),
        volume=_text(volume),
        properties=(("PUBLISHER", _text(publisher)),),
        quotes=quotes,
    )


def _quote(
    text: object, note: object, made: object, part: object, chapter: object
) -> ImportedQuote:
    # A chapter without a title is called as the file that it is in.
    places = [_OF_FILE.sub("", _text(chapter))]
    if isinstance(part, int | float) and 0 <= part <= 1:
        places.append(f"{round(part * 100)} %")
    location = ", ".join(filter(None, places))
    return ImportedQuote(
        _text(text), location=location, note=_text(note), made=read_date(_text(made))
    )


def _number(content: str) -> str:
    """The number of a book from the shop; a file's path says nothing elsewhere."""
    return "" if "/" in content else content


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""
