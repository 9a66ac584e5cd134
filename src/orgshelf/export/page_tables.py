"""Tables as HTML (ox-html)."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from orgshelf.export.page_context import PageContext, page_words
from orgshelf.export.page_text import html
from orgshelf.org.syntax.aligned_tables import cells
from orgshelf.org.syntax.inline import parse

_ATTRIBUTES = 'border="2" cellspacing="0" cellpadding="6" rules="groups" frame="hsides"'
_MARKS = re.compile(r"(?:<[lcr]?\d*>)?")
_COLUMN_MARKS = frozenset("/#!$*_^")
_ROW_MARKS = frozenset("/^_$!")

#: The cells of a row; empty for a rule.
_Row = list[str]


def table(
    lines: Sequence[str], context: PageContext, attributes: Sequence[str] = (), caption: str = ""
) -> list[str]:
    """The HTML of a table; the rows above its first rule are its head."""
    rows = [[] if line.lstrip().startswith("|-") else cells(line) for line in lines]
    is_marked = _has_marking_column(rows)
    columns = [row[is_marked:] for row in rows if row[:1] == ["/"]]
    shown = [f"<table {' '.join((*attributes, _ATTRIBUTES))}>", *_caption(caption, context)]
    groups = [group for group in _groups(rows, is_marked=is_marked) if group]
    if columns and groups:
        shown += _column_groups(columns[-1], len(groups[0][0]))
    for number, group in enumerate(groups):
        part, cell = ("thead", "th") if number == 0 and len(groups) > 1 else ("tbody", "td")
        shown.append(f"<{part}>")
        for row in group:
            data = (f"<{cell}>{html(parse(text, breaks=False), context)}</{cell}>" for text in row)
            shown.append(f"<tr>{''.join(data)}</tr>")
        shown.append(f"</{part}>")
    return [*shown, "</table>"]


def _caption(caption: str, context: PageContext) -> Iterator[str]:
    if caption:
        called = f"{page_words(context.options.language).table} {context.next_table()}:"
        number = f'<span class="table-number">{called}</span>'
        words = html(parse(caption, breaks=False), context)
        yield f'<caption class="t-above">{number} {words}</caption>'


def _has_marking_column(rows: Sequence[_Row]) -> bool:
    """Whether the first column is special (org-export-table-has-special-column-p)."""
    first = [row[0] for row in rows if row]
    return any(first) and all(cell in _COLUMN_MARKS for cell in first if cell)


def _column_groups(marks: _Row, number: int) -> Iterator[str]:
    """The column groups of a row of ``<`` and ``>`` (Org manual: Column Groups)."""
    padded = [*marks, *[""] * number][:number]
    sizes, size = list[int](), 0
    for mark, following in pairwise((*padded, "<")):
        size += 1
        if mark in (">", "<>") or following in ("<", "<>"):
            sizes.append(size)
            size = 0
    if len(sizes) > 1:
        yield from (f"<colgroup>{'<col />' * size}</colgroup>" for size in sizes)


def _groups(rows: Sequence[_Row], *, is_marked: bool) -> Iterator[list[_Row]]:
    """The rows grouped by rules, without special ones."""
    group: list[_Row] = []
    for row in rows:
        if not row:
            yield group
            group = []
        elif not _is_special(row, is_marked=is_marked):
            group.append(row[is_marked:])
    yield group


def _is_special(row: _Row, *, is_marked: bool) -> bool:
    """Whether a row is special (org-export-table-row-is-special-p)."""
    if row[0] == "/" or (is_marked and row[0] in _ROW_MARKS and row[0]):
        return True
    return any(row) and all(map(_MARKS.fullmatch, row))
