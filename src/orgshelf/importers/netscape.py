"""Bookmarks as every browser exports them: ``<DT><A HREF=…>`` in folders."""

import re
from html.parser import HTMLParser

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import beginning, decode
from orgshelf.importers.foreign_fields import page_work, read_date, web
from orgshelf.importers.foreign_markup import feed
from orgshelf.importers.imported import Imported, ImportedWork, Skipped, State

_WHAT = "a browser's file of bookmarks"
_MARK = re.compile(r"\s*<!DOCTYPE NETSCAPE-Bookmark-file-1>", re.IGNORECASE)
# So many of the folders that a page is in are its tags, the innermost ones.
_FOLDERS = 10
#: Folders that a browser made, by an attribute of their title.
_OWN = frozenset(("personal_toolbar_folder", "unfiled_bookmarks_folder"))


def recognize(data: bytes, name: str) -> bool:
    """Whether it begins with the mark that all of them have."""
    return _MARK.match(beginning(data)) is not None


def read(data: bytes) -> Imported:
    """The pages; each folder that one is in is a tag, but for those the browser made.

    Raises:
        ImportFormatError: the mark is missing.
    """
    if not recognize(data, ""):
        raise ImportFormatError(_WHAT, "it does not begin with NETSCAPE-Bookmark-file-1")
    reader = _Bookmarks()
    feed(reader, decode(data))
    reader.finish()
    return Imported(tuple(reader.works), tuple(reader.skipped))


class _Bookmarks(HTMLParser):
    """Gathers the pages as their tags pass."""

    def __init__(self) -> None:
        super().__init__()
        self.works: list[ImportedWork] = []
        self.skipped: list[Skipped] = []
        self.folders: list[str] = []
        self.title: dict[str, str] | None = None
        self.line = 0
        self.within = ""
        self.words: list[str] = []
        self.next_folder = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag in ("dt", "dd", "dl", "h3", "a") and self.within in ("a", "dd"):
            self._end(self.within)
        if tag == "dl":
            self.folders.append(self.next_folder)
            self.next_folder = ""
        elif tag == "a":
            self.finish()
            self.title, self.line = named, self.getpos()[0]
        if tag in ("a", "h3", "dd"):
            self.within, self.words = tag, []
        if tag == "h3" and _OWN & named.keys():
            self.within = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "dl" and self.folders:
            self._end(self.within)
            self.finish()
            self.folders.pop()
        elif tag == self.within:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if self.within:
            self.words.append(data)

    def _end(self, tag: str) -> None:
        """What the words were that stood in a tag."""
        text = "".join(self.words).strip()
        if tag == "h3":
            self.next_folder = text
        elif self.title is not None and tag:
            self.title["_words" if tag == "a" else "_text"] = text
        self.within, self.words = "", []

    def finish(self) -> None:
        """Write down the page that was read, if it is one of the web."""
        found, self.title = self.title, None
        if found is None:
            return
        if not web(found.get("href", "")):
            self.skipped.append(Skipped(self.line, "not a web address"))
            return
        self.works.append(
            page_work(
                found.get("_words", ""),
                found["href"],
                state=State.DONE if found.get("toread") == "0" else State.UNREAD,
                tags=(*found.get("tags", "").split(","), *self.folders[-_FOLDERS:]),
                added=read_date(found.get("add_date", "")),
                text=found.get("_text", ""),
            )
        )
