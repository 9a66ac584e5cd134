"""The JSON of a report on all the notes, from texts that are kept of each heading.

It is byte for byte what ``fields`` makes of the entries.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from orgshelf.export import fields
from orgshelf.export.json_text import encode
from orgshelf.export.report import Report
from orgshelf.export.summary import Counted, KindRow, grouped
from orgshelf.export.text import encodable, in_texts
from orgshelf.model import Progress
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.kept import Brief, Texts
from orgshelf.shelf.progress.counts import finished_at, pages, status

#: Texts are kept without the id, whose length depends on all the others.
_BEFORE = '{"id": ""'
_IN_LINES = b"[\n", b",\n", b"\n]"
_IN_A_LINE = b"[", b", ", b"]"

Ids = Mapping[int, bytes]
Member = tuple[bytes, bytes]


def briefs(report: Report) -> Sequence[Brief] | None:
    """The headings of a report with their texts; None where entries must be looked at."""
    return report.briefs(_texts) if report.briefs else None


def document(report: Report, headings: Sequence[Brief]) -> bytes:
    """The document of ``schema``."""
    ids = _ids(report, headings)
    head = [f'"{name}": {encode(value)},\n' for name, value in fields.preamble(report).items()]
    members = ((ids[brief.number], brief.item) for brief in headings)
    pieces = [
        *map(_bytes, ("{\n", *head, '"progress": ')),
        *_summary(headings, ids),
        b',\n"items": ',
        *_array(members, _IN_LINES),
        b"\n}\n",
    ]
    return b"".join(pieces)


def lines(report: Report, headings: Sequence[Brief]) -> bytes:
    """One item a line."""
    ids = _ids(report, headings)
    return b"".join(b'{"id": "%b"%b\n' % (ids[brief.number], brief.item) for brief in headings)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _ids(report: Report, headings: Iterable[Brief]) -> Ids:
    return {brief.number: report.short_ids[brief.id].encode() for brief in headings}


def _array(members: Iterable[Member], marks: tuple[bytes, bytes, bytes]) -> list[bytes]:
    """The pieces of an array of objects, each of which is an id and what follows it."""
    start, between, end = marks
    between += b'{"id": "'
    pieces = [piece for id_, rest in members for piece in (between, id_, b'"', rest)]
    if not pieces:
        return [b"[]"]
    pieces[0] = start + b'{"id": "'
    return [*pieces, end]


def _summary(headings: Sequence[Brief], ids: Ids) -> list[bytes]:
    items = [brief for brief in headings if brief.is_item]
    works = [brief for brief in headings if brief.of_work is not None]
    kinds = [fields.kind_fields(row) for row in _kind_rows(items, works)]
    done = sorted((b for b in items if b.done), key=lambda brief: brief.moment, reverse=True)
    finished = ((ids[b.number], b.finished or b"") for b in done if not b.dropped)
    dropped = ((ids[b.number], b.finished or b"") for b in done if b.dropped)
    return [
        b'{"totals": ',
        _progress(_tally(items)),
        b', "by_kind": ',
        _bytes(encode(in_texts(encodable, kinds))),
        b', "by_work": ',
        *_array(_works(items, works, ids), _IN_A_LINE),
        b', "finished": ',
        *_array(finished, _IN_A_LINE),
        b', "dropped": ',
        *_array(dropped, _IN_A_LINE),
        b"}",
    ]


def _kind_rows(items: Sequence[Brief], works: Sequence[Brief]) -> Iterator[KindRow]:
    of_works = Counter(brief.kind for brief in works)
    of_items = dict(grouped(items, lambda brief: brief.kind))
    for kind in dict.fromkeys((*of_works, *of_items)):
        yield KindRow(kind, of_works[kind], Counted(_tally(of_items.get(kind, ()))))


def _works(items: Sequence[Brief], works: Sequence[Brief], ids: Ids) -> Iterator[Member]:
    members = dict(grouped(items, lambda brief: brief.work))
    for _, same in grouped(works, lambda brief: brief.kind):
        for brief in same:
            progress = brief.pages or _progress(_tally(members.get(brief.number, ())))
            yield ids[brief.number], b'%b, "progress": %b}' % (brief.of_work or b"", progress)


def _tally(items: Sequence[Brief]) -> Progress:
    return Progress(sum(b.done for b in items), len(items), sum(b.dropped for b in items))


@lru_cache(maxsize=10_000)
def _progress(progress: Progress, unit: str = "items") -> bytes:
    return _bytes(encode(fields.progress_fields(Counted(progress, unit))))


def _texts(entries: Sequence[Entry]) -> list[Texts]:
    return [_of_entry(entry) for entry in entries]


def _of_entry(entry: Entry) -> Texts:
    moment, read = finished_at(entry), pages(entry)
    is_work = entry.role is Role.WORK
    return Texts(
        _after_id(entry, fields.item_of(entry, "")),
        _after_id(entry, fields.finished_fields(entry, "")) if entry.heading.done else None,
        moment.isoformat() if moment else "",
        _after_id(entry, fields.work_head(entry, "", status(entry)))[:-1] if is_work else None,
        _progress(read, "pages") if read else None,
    )


def _after_id(entry: Entry, value: object) -> bytes:
    stray = entry.document.has_stray_bytes
    text = encode(in_texts(encodable, value) if stray else value)
    return _bytes(text.removeprefix(_BEFORE))
