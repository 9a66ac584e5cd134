"""What a file of another program says, in one form for all of them.

Every text is as the program wrote it, but for its encoding and the escapes of its format.
A date that the program does not say is None: none is made up.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice

from orgshelf.errors import UsageError
from orgshelf.importers.decoding import clean_line, clean_text
from orgshelf.org.syntax.headline import is_commented, parse_headline, split_tags

#: A property's name and its value.
Pair = tuple[str, str]
#: So many works are put on their shelves within a gigabyte of memory.
MOST_WORKS = 100_000
#: What Org itself recommends to keep signs from being read as syntax.
GUARD = "\u200b"

_LINE = re.compile(
    r"\*+ |[ \t]*(?:#\+|#(?: |$)|[-+](?:[ \t]|$)|[ \t]\*[ \t]|\d+[.)](?:[ \t]|$)|\||:|CLOCK:|-{5,}"
    r"|\\begin\{|%%\(|(?:CLOSED|DEADLINE|SCHEDULED):)",
    re.IGNORECASE,
)
_CODE = re.compile(r"([ \t]*)(?=,*(?:\*|#\+))")
# Links, cookies, footnotes, targets, active dates, macros, snippets, source and calls.
_SIGNS = re.compile(
    r"\[(?=\[|\d*(?:/\d*|%)\]|fn:)|<(?=<[^<>\n]+>>|\d{4}-\d)|\{(?=\{\{)|@(?=@[-\w]+:)|\b(?:src|call)(?=_)"
)
_PAGE = re.compile(r"[ \t]*(?:pp?\.[ \t]*)?\d+(?:[-–]\d+)?[ \t]*:?[ \t]*$")
_PRIORITY = re.compile(r"\[#[^\]]{1,3}\]")


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
    sentences about what the file cannot say. ``is_clean`` says that each work was made by
    ``cleaned_work`` already, where a million of them must not be held twice.
    """

    works: tuple[ImportedWork, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    outline: str = ""
    remarks: tuple[str, ...] = ()
    is_clean: bool = False


# Foreign text as Org text that says the same and does nothing (Org manual: Escape Character).
#
# A zero-width space stands where a sign would be read as Org syntax; ``unguarded`` takes it away.


def title(text: str, keywords: Container[str]) -> str:
    """A headline's text that Org reads as nothing else: no keyword, priority, tags or link."""
    return headline_text(_guarded(clean_line(text)), keywords)


def headline_text(line: str, keywords: Container[str]) -> str:
    """A headline's Org text of which no part is read as a keyword, a priority or tags."""
    read = parse_headline(f"* {line}", keywords)
    if read.keyword or is_commented(line) or _PRIORITY.match(line):
        line = GUARD + line
    return f"{line}{GUARD}" if split_tags(f" {line}")[1] else line


def text_line(line: str) -> str:
    """A line of a paragraph that Org reads as nothing else."""
    # A number alone would be read as the page of a quote below it.
    return GUARD + line if _PAGE.match(line) else line_start(_guarded(line))


def line_start(line: str) -> str:
    """A line whose beginning Org reads as nothing but text."""
    return GUARD + line if _LINE.match(line) else line


def code_line(line: str) -> str:
    """A line of an example block: a comma guards stars and ``#+`` (org-escape-code-in-string)."""
    return _CODE.sub(r"\1,", line, count=1) if _CODE.match(line) else line


def _guarded(text: str) -> str:
    return _SIGNS.sub(rf"\g<0>{GUARD}", text)


def unguarded(text: str) -> str:
    """The text as it was before: without the guards."""
    return text.replace(GUARD, "")


def folded_text(text: str) -> str:
    """A text without guards and blanks, to see whether another one holds it."""
    return "".join(unguarded(text).split())


def bounded(works: Iterable[ImportedWork]) -> tuple[ImportedWork, ...]:
    """The works, of which no more are made than one import takes.

    Raises:
        UsageError: there are more.
    """
    found = tuple(islice(works, MOST_WORKS + 1))
    if len(found) > MOST_WORKS:
        raise UsageError(
            f"One import takes {MOST_WORKS:,} works, and here are more: split the file, and import"
            " one part after the other."
        )
    return found


def cleaned(imported: Imported) -> Imported:
    """The same without what a screen acts on, and without works that have no title."""
    works = bounded(imported.works if imported.is_clean else map(cleaned_work, imported.works))
    lost = tuple(
        Skipped(number, "no title", "entry")
        for number, work in enumerate(works, 1)
        if not work.title
    )
    return replace(
        imported,
        works=tuple(work for work in works if work.title),
        skipped=(*imported.skipped, *lost),
        is_clean=False,
    )


def cleaned_work(work: ImportedWork) -> ImportedWork:
    """The same without what a screen acts on, and without people, tags and parts that are empty."""
    return replace(
        work,
        title=clean_line(work.title),
        authors=_names(work.authors),
        editors=_names(work.editors),
        translators=_names(work.translators),
        identifiers=_pairs(work.identifiers),
        rating=clean_line(work.rating),
        pages=clean_line(work.pages),
        page=clean_line(work.page),
        series=clean_line(work.series),
        volume=clean_line(work.volume),
        priority=clean_line(work.priority),
        tags=_lines(work.tags),
        properties=_pairs(work.properties),
        links=tuple(map(_link, work.links)),
        text=clean_text(work.text),
        quotes=tuple(quote for quote in map(_quote, work.quotes) if quote.text or quote.note),
        parts=tuple(part for part in map(cleaned_work, work.parts) if part.title),
    )


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Each as one line, once; none that is empty."""
    return tuple(dict.fromkeys(filter(None, map(clean_line, texts))))


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same of people, of whom some programs have several at semicolons in one name."""
    return _lines(tuple(part for name in names for part in name.split(";")))


def _pairs(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """The properties that have a value; of two with one name the first."""
    found: dict[str, str] = {}
    for name, value in pairs:
        if line := clean_line(value):
            found.setdefault(name, line)
    return tuple(found.items())


def _link(link: ImportedLink) -> ImportedLink:
    return ImportedLink(clean_line(link.target), clean_line(link.words))


def _quote(quote: ImportedQuote) -> ImportedQuote:
    return replace(
        quote,
        text=clean_text(quote.text),
        page=clean_line(quote.page),
        location=clean_line(quote.location),
        note=clean_text(quote.note),
    )
