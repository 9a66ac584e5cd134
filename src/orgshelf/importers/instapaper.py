"""The list that Instapaper exports."""

import json

from orgshelf.importers.delimited import Row, has_columns, read_table, works_of
from orgshelf.importers.foreign_dates import read_epoch
from orgshelf.importers.imported import Imported, ImportedQuote, ImportedWork, State
from orgshelf.importers.saved_pages import page_work

_WHAT = "an Instapaper export"
_COLUMNS = ("URL", "Title", "Selection", "Folder")
_ARCHIVE, _OWN_FOLDERS = "Archive", ("Archive", "Unread", "Starred")


def recognize(data: bytes, name: str) -> bool:
    """Whether the first row names Instapaper's own columns."""
    return has_columns(data, _COLUMNS)


def read(data: bytes) -> Imported:
    """The pages; what was put into the archive was read, other folders are tags.

    Raises:
        ImportFormatError: a column is missing.
    """
    return works_of(read_table(data, _WHAT, _COLUMNS), _work)


def _work(row: Row) -> ImportedWork:
    folder, selection = row.get("Folder"), row.get("Selection")
    return page_work(
        row.get("Title"),
        row.get("URL"),
        state=State.DONE if folder == _ARCHIVE else State.UNREAD,
        tags=(*_tags(row.get("Tags")), *((folder,) if folder not in _OWN_FOLDERS else ())),
        added=read_epoch(row.get("Timestamp")),
        quotes=(ImportedQuote(selection),) if selection else (),
    )


def _tags(text: str) -> tuple[str, ...]:
    """The tags, a JSON array in newer exports."""
    if not text.startswith("["):
        return tuple(text.split(","))
    try:
        return tuple(tag for tag in json.loads(text) if isinstance(tag, str))
    except (ValueError, RecursionError):
        return ()
