"""Items as rows of a table, for the formats that have no lists in a cell."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from orgshelf.export.fields import items
from orgshelf.export.report import Report
from orgshelf.export.shape import Item
from orgshelf.export.text import printable

Cell = str | int | None

#: Fields whose members have a column each.
_MEMBERS = {
    "planning": ("scheduled", "deadline", "closed"),
    "progress": ("done", "total", "percent", "dropped", "unit"),
}
_NOTES = ("text", "quotes")


def rows(report: Report) -> Iterator[Sequence[Cell]]:
    """The names of the columns, then a row of the same length for each item.

    The members of ``planning`` and ``progress`` have columns of their own. Lists are joined
    by ``; ``, links are their targets, properties ``KEY=value``.
    """
    names = [name for name in Item.__annotations__ if report.notes_text or name not in _NOTES]
    yield list(chain.from_iterable(_columns(name) for name in names))
    for item in items(report):
        values: Mapping[str, object] = {**item}
        yield list(chain.from_iterable(_cells(name, values[name]) for name in names))


def _columns(name: str) -> list[str]:
    return [f"{name}_{member}" for member in _MEMBERS[name]] if name in _MEMBERS else [name]


def _cells(name: str, value: object) -> list[Cell]:
    if isinstance(value, dict):
        if name == "properties":
            return [printable("; ".join(f"{key}={text}" for key, text in value.items()))]
        return [_cell(value.get(member)) for member in _MEMBERS[name]]
    if isinstance(value, list):
        return [printable("; ".join(map(_word, value)))]
    return [_cell(value)]


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, int) or value is None else printable(str(value))


def _word(value: object) -> str:
    """A member of a list: a tag, a title, a link, a quote."""
    if not isinstance(value, dict):
        return str(value)
    if "target" in value:
        return str(value["target"])
    return f"p. {value['page']}: {value['text']}" if value["page"] else str(value["text"])
