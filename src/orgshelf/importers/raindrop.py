"""The bookmarks that Raindrop.io exports as a table.

Each folder that a page is in is a tag.
"""

import re

from orgshelf.importers.delimited import Row, TableFormat
from orgshelf.importers.foreign_fields import page_work, read_date
from orgshelf.importers.imported import ImportedQuote, ImportedWork

_HIGHLIGHT = re.compile(r"(?:\A|\n)Highlight: *")
_NOTE = re.compile(r"\nNote: *")


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


_FORMAT = TableFormat(
    "a Raindrop.io export", ("id", "title", "note", "excerpt", "url", "folder", "created"), _work
)
recognize, read = _FORMAT.recognize, _FORMAT.read
