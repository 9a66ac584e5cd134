"""What a file of another program says, in one form for all of them.

Every text is as the program wrote it, but for its encoding and the escapes of its format.
A date that the program does not say is None: none is made up.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: A property's name and its value.
Pair = tuple[str, str]


class State(StrEnum):
    """How far a work is, whatever keyword a file has for it; ``NONE`` where nothing is said."""

    NONE = "none"
    UNREAD = "unread"
    READING = "reading"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Reading:
    """One time that a work was read, as far as its days are known."""

    started: date | None = None
    finished: date | None = None


@dataclass(frozen=True, slots=True)
class ImportedQuote:
    """A marked text.

    ``page`` is the page's label. ``location`` says where it is in a book without pages, such as
    ``loc. 2030``. ``note`` is what the reader wrote about it.
    """

    text: str
    page: str = ""
    location: str = ""
    note: str = ""
    made: date | None = None


@dataclass(frozen=True, slots=True)
class ImportedLink:
    """An address that belongs to a work, and the words for it, if it has any."""

    target: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ImportedWork:
    """A work, or with ``parts`` below it a work and its chapters, videos or tasks.

    ``kind`` is a built-in kind of work, empty where the format does not say. ``identifiers`` are
    what a work is found again by: DOI, ARXIV, ISBN, ISSN, URL, and the number that the program
    itself gave it, such as GOODREADS_ID. ``properties`` are all others; ``PAGES`` counts pages,
    ``PAGE`` is how far it was read. ``rating`` is as the program counts stars, ``4.5``.
    ``text`` is a review or a note of several lines.
    """

    title: str
    kind: str = ""
    state: State = State.NONE
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    year: int | None = None
    identifiers: tuple[Pair, ...] = ()
    added: date | None = None
    deadline: date | None = None
    scheduled: date | None = None
    readings: tuple[Reading, ...] = ()
    rating: str = ""
    pages: str = ""
    page: str = ""
    series: str = ""
    volume: str = ""
    priority: str = ""
    tags: tuple[str, ...] = ()
    properties: tuple[Pair, ...] = ()
    links: tuple[ImportedLink, ...] = ()
    text: str = ""
    quotes: tuple[ImportedQuote, ...] = ()
    parts: "tuple[ImportedWork, ...]" = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """What could not be read: its number, counted from 1, and why.

    ``unit`` is what is counted: lines of a file, or entries of one that has none.
    """

    number: int
    reason: str
    unit: str = "line"


@dataclass(frozen=True, slots=True)
class Imported:
    """All that a file says.

    ``outline`` is Org text, for a source that holds notes rather than works. ``remarks`` are
    sentences about what the file cannot say.
    """

    works: tuple[ImportedWork, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    outline: str = ""
    remarks: tuple[str, ...] = ()
