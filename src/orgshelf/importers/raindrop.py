"""The bookmarks that Raindrop.io exports as a table."""

import re

from orgshelf.importers.delimited import Row, has_columns, read_table, works_of
from orgshelf.importers.foreign_dates import read_date
from orgshelf.importers.imported import Imported, ImportedQuote, ImportedWork
from orgshelf.importers.saved_pages import page_work

_WHAT = "a Raindrop.io export"
_COLUMNS = ("id", "title", "note", "excerpt", "url", "folder", "created")
_HIGHLIGHT = re.compile(r"(?:\A|\n)Highlight: *")
_NOTE = re.compile(r"\nNote: *")


def recognize(data: bytes, name: str) -> bool:
    """Whether the first row names Raindrop's own columns."""
    return has_columns(data, _COLUMNS)


def read(data: bytes) -> Imported:
    """The pages; each folder that one is in is a tag.

    Raises:
        ImportFormatError: a column is missing.
    """
    return works_of(read_table(data, _WHAT, _COLUMNS), _work)


def _work(row: Row) -> ImportedWork:
    folders = (name for name in row.get("folder").split("/") if name.strip() != "Unsorted")
    texts = (row.get("note"), row.get("excerpt"))
    return page_work(
        row.get("title"),
        row.get("url"),
        tags=(*row.get("tags").split(","), *folders),
        added=read_date(row.get("created")),
        text="\n\n".join(filter(None, texts)),
        quotes=_quotes(row.get("highlights")),
        identifiers=(("RAINDROP_ID", row.get("id")),),
    )


def _quotes(text: str) -> tuple[ImportedQuote, ...]:
    """What was marked: blocks that begin with ``Highlight:`` and may have a ``Note:``."""
    found = []
    for block in _HIGHLIGHT.split(text):
        marked, *note = _NOTE.split(block, maxsplit=1)
        found.append(ImportedQuote(marked, note=note[0] if note else ""))
    return tuple(quote for quote in found if quote.text.strip())
