"""OPML, the exchange format of outliners, with their attributes for done items."""

from collections.abc import Iterator
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from orgshelf.export.encodable import one_line, printable
from orgshelf.export.link_targets import web_links
from orgshelf.export.report import Report
from orgshelf.export.summary import nested
from orgshelf.export.titles_and_dates import title_words
from orgshelf.progress.counts import in_progress
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry

# ElementTree recurses once per level.
_DEEPEST = 100


def render(report: Report) -> str:
    """The report's entries as nested outlines."""
    top = Element("opml", version="2.0")
    head, body = SubElement(top, "head"), SubElement(top, "body")
    SubElement(head, "title").text = one_line(report.notes)
    SubElement(head, "dateModified").text = format_datetime(report.generated)
    above = [body]
    for depth, entry in nested(report.entries):
        del above[min(depth, _DEEPEST) + 1 :]
        above.append(SubElement(above[-1], "outline", dict(_attributes(entry, report))))
    # One outline per line keeps diffs short; it adds white space between elements only.
    lines = tostring(top, "unicode").replace("><", ">\n<")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{lines}\n'


def _attributes(entry: Entry, report: Report) -> Iterator[tuple[str, str]]:
    """The attributes of an outline; those with an underscore are OmniOutliner's and WorkFlowy's."""
    heading = entry.heading
    yield "text", title_words(entry)
    if entry.is_item:
        yield from (("_status", _status(entry)), ("_complete", str(heading.done).lower()))
        yield "_state", one_line(heading.keyword or "")
    if heading.priority:
        yield "_priority", heading.priority
    planning = heading.planning
    stamps = {"_start": planning.scheduled, "_due": planning.deadline, "_closed": planning.closed}
    yield from ((name, stamp.iso) for name, stamp in stamps.items() if stamp and stamp.iso)
    if heading.local_tags:
        yield "category", ",".join(map(one_line, heading.local_tags))
    if links := web_links(entry):
        yield from (("type", "link"), ("url", links[0].target))
    if report.notes_text and (note := contents.prose(entry)):
        yield "_note", printable(note)


def _status(entry: Entry) -> str:
    """The state of the row's checkbox."""
    if entry.heading.done:
        return "checked"
    return "indeterminate" if in_progress(entry) else "unchecked"
