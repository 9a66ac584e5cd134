"""The JSON document with its items, written as one document or as JSON Lines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from orgshelf.errors import UsageError
from orgshelf.export.encodable import array, encodable, encode, in_texts
from orgshelf.export.field_table import DATE, ITEM, PROGRESS, STATUS, iso, property_field
from orgshelf.export.record import (
    COUNT,
    DAY,
    ID,
    TEXT,
    Data,
    Field,
    ListOf,
    Record,
    ShortIds,
    Type,
)
from orgshelf.export.report import Report
from orgshelf.export.summary import KindRow, Summary, Tally, WorkRow, summarise
from orgshelf.progress.counts import finished_at
from orgshelf.shelf.entries import Entry
from orgshelf.store.file_access import spool

SCHEMA = "orgshelf/1"
_BYTES_AT_ONCE = 1 << 20

KIND = Record[KindRow](
    "kind",
    "One kind of work.",
    (
        Field("kind", TEXT, "The kind.", lambda row: row.kind),
        Field("works", COUNT, "The number of its works in the report.", lambda row: row.works),
        Field(
            "progress",
            PROGRESS,
            "The progress of its items in the report.",
            lambda row: row.counted,
        ),
    ),
)

WORK = Record[WorkRow](
    "work",
    "One work.",
    (
        Field("id", ID, "Its short id.", lambda row: row.work.id),
        Field("kind", TEXT, "Its kind.", lambda row: row.work.kind),
        Field("title", TEXT, "Its title.", lambda row: row.work.heading.title),
        Field("status", STATUS, "Its status, by keyword, parts or pages.",
              lambda row: row.status.value),
        Field("progress", PROGRESS, "The progress of its items in the report, or of its pages.",
              lambda row: row.counted),
    ),
)  # fmt: skip


def _finished(entry: Entry) -> str | None:
    """When it was finished; a day if no time is known."""
    moment, closed = finished_at(entry), entry.heading.planning.closed
    if moment is None:
        return None
    return iso(closed) if closed else moment.date().isoformat()


FINISHED = Record[Entry](
    "finished",
    "A finished or dropped item.",
    (
        Field("id", ID, "Its short id.", lambda entry: entry.id),
        Field("title", TEXT, "Its title.", lambda entry: entry.heading.title),
        Field("closed", DATE, "When it was closed; null if unknown.",
              _finished),
    ),
)  # fmt: skip

SUMMARY = Record[Summary](
    "summary",
    "The progress of all items in the report.",
    (
        Field("totals", PROGRESS, "All items.", lambda summary: summary.totals),
        Field("by_kind", ListOf(KIND), "The same by kind.", lambda summary: summary.kinds),
        Field("by_work", ListOf(WORK), "The same by work.", lambda summary: summary.works),
        Field("finished", ListOf(FINISHED), "Finished items, newest first.",
              lambda summary: summary.finished),
        Field("dropped", ListOf(FINISHED), "Items given up, newest first.",
              lambda summary: summary.dropped),
    ),
)  # fmt: skip
T = TypeVar("T")


class DocumentSource(NamedTuple):
    """The source of the document; a listing has no summary."""

    report: Report
    summary: Summary | None


def _edge(report: Report, edge: str) -> str | None:
    return str(getattr(report.period, edge)) if report.period else None


#: The document without its items: there may be very many, which each format writes one by one.
DOCUMENT = Record[DocumentSource](
    "document",
    "What `orgshelf export json` prints, and the commands that list something with "
    "`--format json`; a line of jsonl is one item of it.",
    (
        Field("schema", Type({"const": SCHEMA}), "The version of this format.", lambda _: SCHEMA),
        Field("generated", TEXT, "When it was created, ISO 8601.",
              lambda source: source.report.generated.isoformat(timespec="seconds")),
        Field("notes", TEXT, "The folder of the notes.",
              lambda source: encodable(source.report.notes)),
        Field("progress", SUMMARY, "The progress; not in a listing.",
              lambda source: source.summary, optional=True),
        Field("first", DAY, "The first day of an agenda.",
              lambda source: _edge(source.report, "first"), optional=True),
        Field("last", DAY, "The last day of an agenda.",
              lambda source: _edge(source.report, "last"), optional=True),
    ),
)  # fmt: skip


def render(report: Report) -> Iterator[str | bytes]:
    """The document of ``schema``, with one line per member and per item, which keeps diffs short.

    The progress comes first and is known last: until then the items are spooled as text, so that
    the entries need not be kept.
    """
    if report.listing:
        yield _opening(report, None)
        yield from array(items(report))
    else:
        tally = Tally()
        pieces = array(items(report, tally.counting(report.entries)))
        with spool(piece.encode("utf-8", "replace") for piece in pieces) as texts:
            yield _opening(report, tally.summary())
            while data := texts.read(_BYTES_AT_ONCE):
                yield data
    yield "\n}\n"


def _opening(report: Report, summary: Summary | None) -> str:
    members = head(report, summary).items()
    lines = (f'"{name}": {encode(value)},\n' for name, value in members)
    return encodable("".join(("{\n", *lines, f'"{member(report)}": ')))


def render_lines(report: Report) -> Iterator[str]:
    """One item a line, as ``$defs/item`` of the schema describes it."""
    return (encode(item) + "\n" for item in items(report))


def envelope(report: Report) -> Data:
    """The document without its items."""
    if report.listing:
        return head(report, None)
    made = head(report, summarise(report))
    return in_texts(encodable, made) if any(map(_stray_bytes(), report.entries)) else made


def head(report: Report, summary: Summary | None) -> Data:
    """The document without its items, with a given summary; it may contain surrogates."""
    return DOCUMENT.maker(report.short_ids)(DocumentSource(report, summary))


def items(report: Report, entries: Iterable[Entry] | None = None) -> Iterator[Data]:
    """The items as plain data: the rows of a listing, else the entries.

    ``entries`` are those of the report, if the caller iterates over them itself.
    """
    make = replace(ITEM, fields=item_fields(report)).maker(report.short_ids)
    if report.rows:
        yield from (in_texts(encodable, make(source)) for source in report.rows.sources)
        return
    is_broken = _stray_bytes()
    for entry in report.entries if entries is None else entries:
        yield in_texts(encodable, make(entry)) if is_broken(entry) else make(entry)


def _stray_bytes() -> Callable[[Entry], bool]:
    """A function that tells whether an entry's file is not UTF-8; checks each file once."""
    known: dict[str, bool] = {}

    def is_broken(entry: Entry) -> bool:
        if entry.file not in known:
            known[entry.file] = entry.document.has_stray_bytes
        return known[entry.file]

    return is_broken


def member(report: Report) -> str:
    """The name of the member that contains the items."""
    return report.rows.name if report.rows else "items"


def item_fields(report: Report) -> tuple[Field[Any], ...]:
    """The fields of the report's items.

    Raises:
        UsageError: a requested field is unknown.
    """
    if report.rows:
        return chosen(report.rows.record, report.fields, notes=report.notes_text)
    return chosen(ITEM, report.fields, notes=report.notes_text, more=property_field)


def document_of(
    record: Record[T], source: T, short_ids: ShortIds, names: Sequence[str] = ()
) -> Data:
    """A document as plain data, or only some of its members.

    Raises:
        UsageError: a member is unknown.
    """
    record = replace(record, fields=chosen(record, names, notes=True))
    return in_texts(encodable, record.maker(short_ids)(source))


def chosen(
    record: Record[T],
    names: Sequence[str],
    *,
    notes: bool,
    more: Callable[[str], Field[T] | None] = lambda _: None,
) -> tuple[Field[T], ...]:
    """The fields with these names, in this order; all fields if there are no names.

    With ``notes``, all fields include those with the texts of the notes. ``more`` returns fields
    that are not in the record. A member of a record is named like its column in a table:
    ``progress_percent``.

    Raises:
        UsageError: a field is unknown.
    """
    if not names:
        return tuple(field for field in record.fields if notes or not field.notes)
    known = {field.name: field for field in _with_members(record.fields)}
    found = {name: known.get(name) or more(name) for name in dict.fromkeys(names)}
    if unknown := [name for name, field in found.items() if field is None]:
        all_names = ", ".join(field.name for field in record.fields)
        raise UsageError(f"There is no field {unknown[0]!r}: use {all_names}.")
    return tuple(filter(None, found.values()))


def _with_members(fields: Sequence[Field[T]]) -> Iterator[Field[T]]:
    """Each field, followed by its members if it is a record."""
    for field in fields:
        yield field
        if isinstance(field.type, Record):
            for member in field.type.fields:
                yield replace(member.of(field.make), name=f"{field.name}_{member.name}")
