"""The list that Pocket exported before it ended: as CSV, and as HTML until 2024.

What was put into the archive was read.
"""

import re
from html.parser import HTMLParser

from orgshelf.importers.decoding import beginning, decode
from orgshelf.importers.delimited import Row, TableFormat
from orgshelf.importers.foreign_fields import page_work, read_date
from orgshelf.importers.foreign_markup import feed
from orgshelf.importers.imported import Imported, ImportedWork, State

_PAGE = re.compile(r"\s*<!DOCTYPE html>[\s\S]{,200}<title>Pocket Export</title>", re.IGNORECASE)


def _work(row: Row) -> ImportedWork:
    return page_work(
        row.get("title"),
        row.get("url"),
        state=_state(row.get("status")),
        tags=tuple(row.get("tags").split("|")),
        added=read_date(row.get("time_added")),
    )


def _state(status: str) -> State:
    """By the column of the table, or by the title above the list."""
    return State.DONE if status in ("archive", "Read Archive") else State.UNREAD


_FORMAT = TableFormat("a Pocket export", ("title", "url", "time_added", "tags"), _work)


def recognize(data: bytes, name: str) -> bool:
    """Whether it has the columns of the table, or is the page."""
    return _FORMAT.recognize(data, name) or _PAGE.match(beginning(data)) is not None


def read(data: bytes) -> Imported:
    """The pages, in their order.

    Raises:
        ImportFormatError: it is neither.
    """
    if not _PAGE.match(beginning(data)):
        return _FORMAT.read(data)
    reader = _Page()
    feed(reader, decode(data))
    return Imported(tuple(reader.works))


class _Page(HTMLParser):
    """Gathers the links of the lists, each below the title of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.works: list[ImportedWork] = []
        self.status = ""
        self.link: dict[str, str] = {}
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("a", "h1"):
            self.link = {name: value or "" for name, value in attrs}
            self.words = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        words = "".join(self.words).strip()
        if tag == "h1":
            self.status = words
        elif tag == "a" and self.link.get("href"):
            self.works.append(
                page_work(
                    words,
                    self.link["href"],
                    state=_state(self.status),
                    tags=tuple(self.link.get("tags", "").split(",")),
                    added=read_date(self.link.get("time_added", "")),
                )
            )
            self.link = {}
