"""The list that Instapaper exports.

What was put into the archive was read; other folders are tags.
"""

import json

from orgshelf.importers.delimited import Row, TableFormat
from orgshelf.importers.foreign_fields import page_work, read_date
from orgshelf.importers.imported import ImportedQuote, ImportedWork, State

_ARCHIVE, _OWN_FOLDERS = "Archive", ("Archive", "Unread", "Starred")


def _work(row: Row) -> ImportedWork:
    folder, selection = row.get("Folder"), row.get("Selection")
    return page_work(
        row.get("Title"),
        row.get("URL"),
        state=State.DONE if folder == _ARCHIVE else State.UNREAD,
        tags=(*_tags(row.get("Tags")), *((folder,) if folder not in _OWN_FOLDERS else ())),
        added=read_date(row.get("Timestamp")),
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


_FORMAT = TableFormat("an Instapaper export", ("URL", "Title", "Selection", "Folder"), _work)
recognize, read = _FORMAT.recognize, _FORMAT.read
