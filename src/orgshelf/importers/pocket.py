"""The list that Pocket exported before it ended."""

from orgshelf.importers.delimited import Row, has_columns, read_table, works_of
from orgshelf.importers.foreign_dates import read_epoch
from orgshelf.importers.imported import Imported, ImportedWork, State
from orgshelf.importers.saved_pages import page_work

_WHAT = "a Pocket export"
_COLUMNS = ("title", "url", "time_added", "tags")


def recognize(data: bytes, name: str) -> bool:
    """Whether the first row names Pocket's own columns."""
    return has_columns(data, _COLUMNS)


def read(data: bytes) -> Imported:
    """The pages; what was put into the archive was read.

    Raises:
        ImportFormatError: a column is missing.
    """
    return works_of(read_table(data, _WHAT, _COLUMNS), _work)


def _work(row: Row) -> ImportedWork:
    return page_work(
        row.get("title"),
        row.get("url"),
        state=State.DONE if row.get("status") == "archive" else State.UNREAD,
        tags=tuple(row.get("tags").split("|")),
        added=read_epoch(row.get("time_added")),
    )
