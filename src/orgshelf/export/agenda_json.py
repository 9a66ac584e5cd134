"""The agenda as a JSON document."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from orgshelf.export.json_document import envelope
from orgshelf.export.json_text import encode
from orgshelf.export.report import Report
from orgshelf.org.dates import Period
from orgshelf.shelf.day_plan import AgendaItem


def render(report: Report, items: Sequence[AgendaItem], period: Period) -> Iterator[str]:
    """The document: the period, and each day that has anything.

    An item has ``why`` (deadline, scheduled, timestamp, range), ``late`` (days past its date,
    negative where it is to come), ``time`` (``HH:MM`` or null), ``part`` and ``parts`` of a range.
    """
    head = {**envelope(report), "first": str(period.first), "last": str(period.last)}
    days = [
        {"date": str(day), "items": [_item(report, item) for item in of_day]}
        for day, of_day in groupby(items, key=lambda item: item.day)
    ]
    yield json.dumps(head, indent=1).removesuffix("\n}")
    yield f',\n "days": {encode(days)}\n}}\n'


def _item(report: Report, item: AgendaItem) -> dict[str, object]:
    entry, minutes = item.entry, item.minutes
    return {
        "id": report.short_ids[entry.id],
        "why": str(item.why),
        "late": item.late,
        "time": None if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}",
        "part": item.part,
        "parts": item.parts,
        "state": entry.heading.keyword,
        "done": entry.heading.done,
        "kind": entry.kind,
        "work": entry.work.heading.title if entry.work else None,
        "title": entry.heading.title,
        "file": entry.file,
        "line": entry.heading.line,
    }
