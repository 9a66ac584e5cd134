"""An entry as plain data, the same for JSON, YAML and the tables."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast

from orgshelf.export.report import Report
from orgshelf.export.shape import (
    SCHEMA,
    Document,
    Envelope,
    FinishedFields,
    Item,
    KindFields,
    LinkFields,
    ProgressFields,
    QuoteFields,
    SummaryFields,
    WorkHead,
)
from orgshelf.export.summary import Counted, KindRow, Summary, count, summarise
from orgshelf.export.text import encodable, in_texts
from orgshelf.model import Heading, Status, Timestamp
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.progress.counts import finished_at
from orgshelf.shelf.titles import Credits, credits_of


def envelope(report: Report) -> Envelope:
    """All of the document but its items."""
    fields = preamble(report)
    if not report.listing:
        broken = any(e.document.has_stray_bytes for e in _first_of_files(report.entries))
        summary = _summary(report, summarise(report))
        if broken:
            summary = cast(SummaryFields, in_texts(encodable, summary))
        fields["progress"] = summary
    return fields


def preamble(report: Report) -> Envelope:
    """What a document says of itself."""
    return {
        "schema": SCHEMA,
        "generated": report.generated.isoformat(timespec="seconds"),
        "notes": encodable(report.notes),
    }


def _first_of_files(entries: Iterable[Entry]) -> Iterable[Entry]:
    return {entry.file: entry for entry in entries}.values()


def document(report: Report) -> Document:
    """The whole document as one mapping."""
    return {**envelope(report), "items": list(items(report))}


def items(report: Report) -> Iterator[Item]:
    """Each entry of the report as plain data."""
    broken: dict[str, bool] = {}
    for entry in report.entries:
        item = item_of(entry, report.short_ids[entry.id])
        if report.notes_text:
            item["text"] = contents.prose(entry)
            item["quotes"] = _quotes(entry)
        if entry.file not in broken:
            broken[entry.file] = entry.document.has_stray_bytes
        yield cast(Item, in_texts(encodable, item)) if broken[entry.file] else item


def item_of(entry: Entry, short_id: str) -> Item:
    """One entry as plain data."""
    heading, credit = entry.heading, _credits(entry)
    planning = heading.planning
    return {
        "id": short_id,
        "kind": entry.kind,
        "work": entry.work.heading.title if entry.work else None,
        "title": heading.title,
        "heading": heading.text,
        "state": heading.keyword,
        "done": heading.done,
        "priority": heading.priority,
        "tags": list(heading.tags),
        "local_tags": list(heading.local_tags),
        "level": heading.level,
        "path": list(entry.path),
        "file": entry.file,
        "line": heading.line,
        "scheduled": _iso(planning.scheduled),
        "deadline": _iso(planning.deadline),
        "closed": _iso(planning.closed),
        "planning": _planning(heading),
        "links": _links(entry),
        "authors": list(credit.authors),
        "year": credit.year,
        "properties": _properties(heading),
        "effort_minutes": contents.effort_minutes(entry),
        "clocked_minutes": _clocked(entry),
        "progress": progress_fields(count(entry)),
    }


def _credits(entry: Entry) -> Credits:
    """The entry's own AUTHOR and YEAR over its work's."""
    if entry.work is None:
        return Credits("", (), None)
    credit, properties = _of_work(entry.work), entry.heading.properties
    if entry.above is None or not ("AUTHOR" in properties or "YEAR" in properties):
        return credit
    own = credits_of(entry.heading)
    return Credits(
        own.title,
        own.authors if entry.heading.get("AUTHOR") else credit.authors,
        own.year if entry.heading.get("YEAR") else credit.year,
    )


@lru_cache(maxsize=1_000)
def _of_work(work: Entry) -> Credits:
    """A work is read once for all parts that follow one another."""
    return credits_of(work.heading)


def _iso(stamp: Timestamp | None) -> str | None:
    return stamp.iso if stamp else None


def _planning(heading: Heading) -> dict[str, str]:
    planning = heading.planning
    stamps = {
        "scheduled": planning.scheduled,
        "deadline": planning.deadline,
        "closed": planning.closed,
    }
    return {name: stamp.raw for name, stamp in stamps.items() if stamp}


def _links(entry: Entry) -> list[LinkFields]:
    heading = entry.heading
    alone = heading.body > heading.end and not heading.properties
    if alone and ":" not in heading.text and "[" not in heading.text:
        return []  # most headings of a long list
    return [
        {"target": link.target, "description": link.description} for link in contents.links(entry)
    ]


def _properties(heading: Heading) -> dict[str, str]:
    return {name: value for name, value in heading.properties.items() if value != "nil"}


def _clocked(entry: Entry) -> int:
    """Most entries have no clock, and to look for one line by line takes long."""
    bare = entry.heading.body > entry.heading.end or "CLOCK:" not in entry.text.upper()
    return 0 if bare else contents.clocked_minutes(entry)


def _quotes(entry: Entry) -> list[QuoteFields]:
    return [
        {"text": quote.text, "page": quote.page, "line": quote.line}
        for quote in contents.quotes(entry)
    ]


def progress_fields(counted: Counted) -> ProgressFields:
    """Progress and what it is counted in."""
    progress = counted.progress
    return {
        "done": progress.done,
        "total": progress.total,
        "percent": progress.percent,
        "dropped": progress.dropped,
        "unit": counted.unit,
    }


def _summary(report: Report, summary: Summary) -> SummaryFields:
    return {
        "totals": progress_fields(summary.totals),
        "by_kind": [kind_fields(row) for row in summary.kinds],
        "by_work": [
            {
                **work_head(row.work, report.short_ids[row.work.id], row.status),
                "progress": progress_fields(row.counted),
            }
            for row in summary.works
        ],
        "finished": [finished_fields(e, report.short_ids[e.id]) for e in summary.finished],
        "dropped": [finished_fields(e, report.short_ids[e.id]) for e in summary.dropped],
    }


def kind_fields(row: KindRow) -> KindFields:
    """One kind and its progress."""
    return {"kind": row.kind, "works": row.works, "progress": progress_fields(row.counted)}


def work_head(work: Entry, short_id: str, status: Status) -> WorkHead:
    """A work without its progress."""
    return {
        "id": short_id,
        "kind": work.kind,
        "title": work.heading.title,
        "status": status.value,
    }


def finished_fields(entry: Entry, short_id: str) -> FinishedFields:
    """An item that is done with, and when."""
    closed = entry.heading.planning.closed
    return {
        "id": short_id,
        "title": entry.heading.title,
        "closed": _iso(closed) if finished_at(entry) else None,
    }
