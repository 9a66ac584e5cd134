"""All about one heading, for its own page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from orgshelf.export.html.phrases import plain
from orgshelf.export.html.remarks_list import passages
from orgshelf.export.link_targets import web_links
from orgshelf.export.titles_and_dates import title_words
from orgshelf.model import Status
from orgshelf.progress.counts import counted, status
from orgshelf.progress.reading import reading
from orgshelf.serve.desk import Desk
from orgshelf.serve.listed import all_listed, listed, path_of
from orgshelf.shelf.contents import LINKING, clocked_minutes, history
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.property_names import value_of
from orgshelf.shelf.property_values import star_signs, stars
from orgshelf.terminal.relative_days import relative_day
from orgshelf.text import hours, one_line

#: Parts, and notes, that are shown of an item.
_MOST = 200
#: What stands elsewhere on the page, or is Org's own business.
_ELSEWHERE = frozenset(
    (*("AUTHOR", "YEAR", "RATING", "PAGE", "PAGES", "ID", "CUSTOM_ID", "COOKIE_DATA"), *LINKING)
)


def item_view(desk: Desk, entry: Entry) -> Mapping[str, Any]:
    """What the template shows of a heading."""
    library, below = desk.library, desk.visible(desk.library.below(entry))
    above = reversed([*entry.ancestors])
    parts = [part for part in below if part.is_item or part.progress.total]
    notes = [note for note in below if note.role is Role.NOTE]
    read, given = reading(entry), stars(value_of(entry.heading, "RATING") or "")
    return {
        "row_": listed(desk, entry),
        "name": plain(title_words(entry)),
        "short_id": library.short_ids[entry.id],
        "above": [(path_of(one.id), plain(title_words(one))) for one in above],
        "stars": given or 0,
        "star_row": star_signs(given).ljust(5, "☆") if given else "",
        "progress": counted(entry),
        "unit": read.unit if read else "items",
        "facts": [*_facts(desk, entry)],
        "links": web_links(entry),
        "passages": passages(entry),
        "history": _history(entry),
        "parts": all_listed(desk, parts[:_MOST]),
        "depths": [part.heading.level - entry.heading.level - 1 for part in parts[:_MOST]],
        "parts_left_out": max(len(parts) - _MOST, 0),
        "said_below": [(path_of(n.id), plain(title_words(n)), passages(n)) for n in notes[:_MOST]],
        "fitting": _fitting(entry),
    }


def _facts(desk: Desk, entry: Entry) -> Iterator[tuple[str, str]]:
    """The name and words of each fact that there is."""
    heading = entry.heading
    yield "Kind", plain(entry.kind)
    for name in ("scheduled", "deadline", "closed"):
        if stamp := getattr(heading.planning, name):
            near = f" ({relative_day(stamp.day, desk.today)})" if stamp.day else ""
            yield name.capitalize(), plain(stamp.raw.strip("<>[]")) + near
    if heading.priority:
        yield "Priority", plain(heading.priority)
    if heading.tags:
        yield "Tags", ", ".join(map(plain, heading.tags))
    if minutes := clocked_minutes(entry):
        yield "Clocked", hours(minutes)
    for name, value in heading.properties.items():
        if name not in _ELSEWHERE and value != "nil":
            yield plain(name.replace("_", " ").capitalize()), plain(value)
    yield "Where", plain(f"{entry.file}:{heading.line}")


def _history(entry: Entry) -> Sequence[str]:
    return [
        plain(
            one_line(f"{c.when.raw[1:-1]}  {c.previous or 'none'} → {c.state or 'none'} {c.note}")
        )
        for c in history(entry)
    ]


def _fitting(entry: Entry) -> list[str]:
    """The verbs that make sense for a heading, by their names."""
    of_item = ["again"] if entry.is_item else []
    if entry.pending:
        begun = status(entry) is Status.IN_PROGRESS
        of_item = [*([] if begun else ["start"]), "done", "drop"]
    of_work = ["page", "rate"] if entry.role is Role.WORK else []
    return [*of_item, *of_work, "note", "quote"]
