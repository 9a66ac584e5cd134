"""The table of fields of a heading, for JSON, YAML, tables, their schemas and templates.

A row in ``ITEM`` adds a field to all of them; fields are only ever added, after the others.
"""

from functools import lru_cache

from orgshelf.export.encodable import printable
from orgshelf.export.record import (
    COUNT,
    COUNT_OR_NULL,
    FLAG,
    ID,
    TEXT,
    TEXT_OR_NULL,
    TEXTS_BY_NAME,
    WORD,
    WORD_OR_NULL,
    Field,
    ListOf,
    Record,
    Type,
)
from orgshelf.export.report import Report
from orgshelf.export.summary import Counted, count
from orgshelf.model import Heading, Link, LoggedNote, Planning, Quote, Status, Timestamp
from orgshelf.progress.counts import status
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.hits import Hit
from orgshelf.shelf.titles import Credits, credits_of

LINE = Type({"type": "integer", "minimum": 1}, "bigint")
MINUTES = Type({"type": "integer"}, "bigint")
DATE = Type(
    {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$"},
    "timestamp",
)
UNIT = Type({"enum": ["items", "pages", "minutes", "percent"]})
ROLE = Type({"enum": [*map(str, Role)]}, few=True)
STATUS = Type({"enum": [*map(str, Status)]}, few=True)
STATUS_OR_NULL = Type({"enum": [*map(str, Status), None]}, few=True)


def iso(stamp: Timestamp | None) -> str | None:
    """The date, or date and time, of a timestamp in ISO 8601."""
    return stamp.iso if stamp else None


def _raw(stamp: Timestamp | None) -> str | None:
    return stamp.raw if stamp else None


@lru_cache(maxsize=1)
def _credits(entry: Entry) -> Credits:
    """The credits of an entry: its own AUTHOR and YEAR, else those of its work."""
    if entry.work is None:
        return Credits("")
    credit, properties = _of_work(entry.work.heading), entry.heading.properties
    if entry.owning_work is None or not ("AUTHOR" in properties or "YEAR" in properties):
        return credit
    own = credits_of(entry.heading)
    return Credits(
        own.title,
        own.people if entry.heading.get("AUTHOR") else credit.people,
        own.issued if entry.heading.get("YEAR") else credit.issued,
    )


@lru_cache(maxsize=1_000)
def _of_work(work: Heading) -> Credits:
    """The credits of a work, cached for its parts."""
    return credits_of(work)


def _properties(heading: Heading) -> dict[str, str]:
    return {name: value for name, value in heading.properties.items() if value != "nil"}


def _status(entry: Entry) -> str | None:
    """The status of a work or an item; None for other headings."""
    is_tracked = entry.is_item or entry.role is Role.WORK
    return str(status(entry)) if is_tracked else None


PROGRESS = Record[Counted](
    "progress",
    "The number of done items and of all items.",
    (
        Field("done", COUNT, "The number of done items, including dropped ones.",
              lambda counted: counted.progress.done),
        Field("total", COUNT, "The number of all items.", lambda counted: counted.progress.total),
        Field("percent", Type({**COUNT.schema, "maximum": 100}, "bigint"),
              "Whole percent, rounded down.", lambda counted: counted.progress.percent),
        Field("dropped", COUNT, "The number of done items that were given up.",
              lambda counted: counted.progress.dropped),
        Field("unit", UNIT, "The unit: items, or pages, minutes or percent of a work.",
              lambda counted: counted.unit),
    ),
)  # fmt: skip

PLANNING = Record[Planning](
    "planning",
    "Timestamps as written, with repeater and warning.",
    (
        Field("scheduled", TEXT, "The stamp after SCHEDULED:",
              lambda planning: _raw(planning.scheduled), optional=True),
        Field("deadline", TEXT, "The stamp after DEADLINE:",
              lambda planning: _raw(planning.deadline), optional=True),
        Field("closed", TEXT, "The stamp after CLOSED:",
              lambda planning: _raw(planning.closed), optional=True),
    ),
)  # fmt: skip

LINK = Record[Link](
    "link",
    "A link.",
    (
        Field("target", TEXT, "Its target.", lambda link: link.target),
        Field("description", TEXT_OR_NULL, "Its description; null for a bare link.",
              lambda link: link.description),
    ),
    as_text=lambda link: str(link["target"]),
)  # fmt: skip

QUOTE = Record[Quote](
    "quote",
    "A quote block.",
    (
        Field("text", TEXT, "The quote.", lambda quote: quote.text),
        Field("page", TEXT_OR_NULL, "The page it is from.", lambda quote: quote.page),
        Field("line", LINE, "The first line of the block in the file.", lambda quote: quote.line),
    ),
    as_text=lambda quote: (
        f"p. {quote['page']}: {quote['text']}" if quote["page"] else quote["text"]
    ),
)

NOTE = Record[LoggedNote](
    "note",
    "A note in the log.",
    (
        Field("taken", DATE, "Its time, ISO 8601.", lambda note: iso(note.when)),
        Field("text", TEXT, "Its text.", lambda note: note.text),
    ),
    as_text=lambda note: f"{note['taken']}: {note['text']}",
)

ITEM = Record[Entry](
    "item",
    "One heading.",
    (
        Field("id", ID, "Its short id, for use in commands; stable as long as titles are.",
              lambda entry: entry.id),
        Field("kind", WORD, "book, paper, tutorial, video, one of the configuration's, other.",
              lambda entry: entry.kind),
        Field("work", WORD_OR_NULL, "The title of the work it is or belongs to.",
              lambda entry: entry.work.heading.title if entry.work else None, width=40),
        Field("title", TEXT, "Its title without markup, with links as their description.",
              lambda entry: entry.heading.title, width=60),
        Field("heading", TEXT, "The raw text between priority and tags.",
              lambda entry: entry.heading.text, width=60),
        Field("state", WORD_OR_NULL, "Its TODO keyword.", lambda entry: entry.heading.keyword),
        Field("done", FLAG, "Whether that keyword means done.", lambda entry: entry.heading.done),
        Field("priority", WORD_OR_NULL, "Its priority, if set: A, B, C or a number.",
              lambda entry: entry.heading.priority),
        Field("tags", ListOf(TEXT), "All tags, inherited ones first.",
              lambda entry: entry.heading.tags),
        Field("local_tags", ListOf(TEXT), "The tags on the heading itself.",
              lambda entry: entry.heading.local_tags),
        Field("level", COUNT, "The number of its stars; 0 for a file that is one work.",
              lambda entry: entry.heading.level),
        Field("path", ListOf(TEXT), "The titles of the headings above it, outermost first.",
              lambda entry: entry.path, width=40),
        Field("file", WORD, "Its file, relative to the notes root, with slashes.",
              lambda entry: entry.file, width=24),
        Field("line", LINE, "The line of the heading, from 1; 1 for a file.",
              lambda entry: entry.heading.line),
        Field("scheduled", DATE, "When it is scheduled, ISO 8601.",
              lambda entry: iso(entry.heading.planning.scheduled)),
        Field("deadline", DATE, "When it is due, ISO 8601.",
              lambda entry: iso(entry.heading.planning.deadline)),
        Field("closed", DATE, "When it was closed, ISO 8601.",
              lambda entry: iso(entry.heading.planning.closed)),
        Field("planning", PLANNING, "The same timestamps as written.",
              lambda entry: entry.heading.planning),
        Field("links", ListOf(LINK), "The links in its title, URL, DOI, ROAM_REFS and own text.",
              contents.links, width=40),
        Field("authors", ListOf(TEXT), "The authors of it, or of the work it belongs to.",
              lambda entry: _credits(entry).authors, width=30),
        Field("year", COUNT_OR_NULL, "The year of publication of it, or of the work it belongs to.",
              lambda entry: _credits(entry).year),
        Field("properties", TEXTS_BY_NAME,
              "Its own properties by upper-case name, without those set to nil.",
              lambda entry: _properties(entry.heading), width=40),
        Field("effort_minutes", COUNT_OR_NULL, "The estimate in its EFFORT property.",
              contents.effort_minutes),
        Field("clocked_minutes", MINUTES, "Time clocked on the heading itself.",
              contents.clocked_minutes),
        Field("progress", PROGRESS, "Its progress: the items at and below it, or pages.", count),
        Field("text", TEXT, "Its own text without log and drawers, if notes are requested.",
              contents.prose, notes=True, width=60),
        Field("quotes", ListOf(QUOTE), "Its quotes, if notes are requested.",
              contents.quotes, notes=True, width=60),
        Field("notes", ListOf(NOTE), "The notes in its log, if notes are requested.",
              contents.notes, notes=True, width=60),
        Field("role", ROLE, "Its role: a shelf, a group of works, a work, or a part of one.",
              lambda entry: entry.role.value),
        Field("status", STATUS_OR_NULL, "The status of a work or an item; null for other headings.",
              _status),
    ),
)  # fmt: skip


def property_field(name: str) -> Field[Entry] | None:
    """The field of a property; None unless the name is in upper case."""
    if not name.isupper():
        return None
    return Field(name, TEXT_OR_NULL, "The property.", lambda entry: entry.heading.get(name))


MATCH = Record[Hit](
    "match",
    "The line that matches most of the search terms.",
    (
        Field("line", LINE, "Its number in the file.", lambda hit: hit.line),
        Field("text", TEXT, "Its text; for a headline the title.", lambda hit: hit.text),
        Field("page", TEXT_OR_NULL, "The page of the quote it is in.", lambda hit: hit.page),
    ),
)

#: The columns about the whole file.
ABOUT = (
    Field[Report]("generated", Type(TEXT.schema, "timestamp"), "When the file was created.",
                  lambda report: report.generated),
    Field[Report]("notes_root", WORD,
                  "The name of the notes root: the folder's, or the one given by --root-name.",
                  lambda report: printable(report.options.root_name or report.notes)),
)  # fmt: skip


def about(report: Report) -> tuple[Field[Report], ...]:
    """The columns about the file of a report; a partitioned folder replaces ``notes_root``."""
    return ABOUT[:1] if report.options.partitioned else ABOUT
