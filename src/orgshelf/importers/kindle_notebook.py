"""The notebook of one book that Kindle's app exports: a page with its highlights and notes."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import beginning, decode
from orgshelf.importers.foreign_fields import people
from orgshelf.importers.foreign_markup import feed
from orgshelf.importers.imported import Imported, ImportedQuote, ImportedWork, Skipped
from orgshelf.importers.kindle import ClippingLine, Kind, read_clipping_line

_WHAT = "a notebook of Kindle's app"
_MARK = re.compile(r'class=["\']bookTitle["\']')
_NEAR = 20  # so many locations after its highlight a note can stand
_CLASSES = ("bookTitle", "authors", "sectionHeading", "noteHeading", "noteText")


def recognize(data: bytes, name: str) -> bool:
    """Whether a part of the page is called as the title of a book is there."""
    return _MARK.search(beginning(data)) is not None


def read(data: bytes) -> Imported:
    """The book with its quotes; a note is joined with the highlight before it on its page.

    Raises:
        ImportFormatError: it has no title of a book.
    """
    reader = _Notebook()
    feed(reader, decode(data))
    reader.end()
    if not reader.said.get("bookTitle"):
        raise ImportFormatError(_WHAT, "it has no `bookTitle`")
    work = ImportedWork(
        reader.said["bookTitle"],
        "book",
        authors=people(reader.said.get("authors", "")),
        quotes=tuple(reader.quotes),
    )
    return Imported((work,), tuple(reader.skipped))


class _Notebook(HTMLParser):
    """Gathers the words of each part as its tags pass, which the app does not always close."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.quotes: list[ImportedQuote] = []
        self.skipped: list[Skipped] = []
        self.part = ""
        self.words: list[str] = []
        self.about: ClippingLine | None = None
        self.above: ClippingLine | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        part = dict(attrs).get("class") or ""
        if tag in ("div", "h1", "h2", "h3", "hr"):
            self.end()
            self.part = part if part in _CLASSES else ""
        elif tag == "br":
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("div", "h1", "h2", "h3"):
            self.end()

    def handle_data(self, data: str) -> None:
        if self.part:
            self.words.append(data)

    def end(self) -> None:
        """Take down the part that was read."""
        text, part = "".join(self.words).strip(), self.part
        self.words, self.part = [], ""
        if part == "noteHeading":
            kind, _, place = " ".join(text.split()).partition(" - ")
            # A chapter stands before the place, and can be called as anything.
            self.about = read_clipping_line(f"- {kind} {place.rpartition('>')[2]}")
        elif part == "noteText":
            self._note(text)
        elif text:
            self.said.setdefault(part, " ".join(text.split()))

    def _note(self, text: str) -> None:
        about, self.about = self.about, None
        if about is None:
            self.skipped.append(Skipped(self.getpos()[0], "no line says what was marked"))
        elif about.kind is Kind.NOTE and self.quotes and _is_of(about, self.above):
            self.quotes[-1] = replace(self.quotes[-1], note=text)
            self.above = None
        elif about.kind is not Kind.BOOKMARK and text:
            place = f"loc. {about.start}" if about.start is not None and not about.page else ""
            words = ("", text) if about.kind is Kind.NOTE else (text, "")
            self.quotes.append(ImportedQuote(words[0], about.page, place, words[1]))
            self.above = about


def _is_of(note: ClippingLine, mark: ClippingLine | None) -> bool:
    """Whether a note stands where the mark does, whose end alone it may say."""
    if mark is None or mark.kind is not Kind.HIGHLIGHT:
        return False
    if note.start is None or mark.start is None:
        return note.page == mark.page
    return abs(note.start - mark.start) <= _NEAR
