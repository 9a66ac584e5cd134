"""Lists too long to be laid out at once, as data that the page's script draws from."""

import json
from collections.abc import Iterator, Sequence

from orgshelf.export.html.view import View
from orgshelf.export.html.work_tree import Row

#: What would end the script element, or begin a comment in it.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def rows_as_json(view: View) -> str:
    """The kinds, and each list as (id of its element, rows); safe inside a script element.

    A row is (depth, place of its kind, state, title, address, more words, tags, short id), cut
    off after the last cell that says something.
    """
    kinds = {kind: place for place, kind in enumerate(view.choices.kinds)}
    lists = [(name, [_cells(row, kinds) for row in rows]) for name, rows in _lists(view)]
    data = {"kinds": list(kinds), "lists": lists}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _ESCAPES.items():
        text = text.replace(sign, escaped)
    return text


def _lists(view: View) -> Iterator[tuple[str, Sequence[Row]]]:
    for number, branch in enumerate(view.branches, 1):
        yield f"pending-{number}", branch.rows
    for key, months in (("finished", view.finished), ("dropped", view.dropped)):
        for month in months:
            yield f"{key}-{month.first or 'undated'}", month.rows


def _cells(row: Row, kinds: dict[str, int]) -> list[object]:
    pressing = (row.priority or "", *row.due)
    done = (str(row.day or ""), row.above or "")
    cells = [
        row.depth,
        kinds.get(row.kind, 0),
        row.state or "",
        row.title,
        row.target or "",
        " · ".join(filter(None, done if row.done else pressing)),
        list(row.tags),
        "" if row.done or not row.state else row.short_id,
    ]
    while not cells[-1]:
        cells.pop()
    return cells
