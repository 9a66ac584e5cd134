"""The list that Pocket exported before it ended.

What was put into the archive was read.
"""

from orgshelf.importers.delimited import Row, TableFormat
from orgshelf.importers.foreign_fields import page_work, read_epoch
from orgshelf.importers.imported import ImportedWork, State


def _work(row: Row) -> ImportedWork:
    return page_work(
        row.get("title"),
        row.get("url"),
        state=State.DONE if row.get("status") == "archive" else State.UNREAD,
        tags=tuple(row.get("tags").split("|")),
        added=read_epoch(row.get("time_added")),
    )


_FORMAT = TableFormat("a Pocket export", ("title", "url", "time_added", "tags"), _work)
recognize, read = _FORMAT.recognize, _FORMAT.read
