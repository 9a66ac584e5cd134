"""Tables of values with commas or tabs between them, and a first row of names."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import beginning, decode
from orgshelf.importers.imported import Imported, ImportedWork, Skipped, bounded, cleaned_work

if TYPE_CHECKING:
    from _csv import Reader


_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
# A value between marks with a tab, a line's end or a doubled mark in it.
_QUOTED = re.compile(r'\t"(?=[^"]*(?:[\t\n]|""))(?:[^"]|"")*+"(?=[\t\r\n])')


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line it begins on, counted from 1, and its values by column."""

    line: int
    values: dict[str, str]

    def get(self, *names: str) -> str:
        """The value of the first of these columns that has one; empty if none has."""
        for name in names:
            if value := self.values.get(name.casefold()):
                return value
        return ""


@dataclass(slots=True)
class Table:
    """The rows of a file that can be read; ``skipped`` grows with the others as they pass."""

    columns: tuple[str, ...]
    lines: "Reader"
    title: str | None
    skipped: list[Skipped] = field(default_factory=list)

    def __iter__(self) -> Iterator[Row]:
        while True:
            line = self.lines.line_num + 1
            try:
                cells = next(self.lines)
            except StopIteration:
                return
            except csv.Error as error:
                self.skipped.append(Skipped(line, str(error)))
                continue
            if not any(map(str.strip, cells)):
                continue
            if len(cells) == len(self.columns):
                values = (cell.strip() for cell in cells)
                row = Row(line, dict(zip(self.columns, values, strict=True)))
                if self.title is None or row.get(self.title):
                    yield row
                else:
                    self.skipped.append(Skipped(line, "no title"))
            else:
                reason = f"{len(cells)} values for {len(self.columns)} columns"
                self.skipped.append(Skipped(line, reason))


def read_table(
    data: bytes, what: str, wanted: Sequence[str], title: str | None, delimiter: str = ","
) -> Table:
    """The table in a file that must have the ``wanted`` columns; ``what`` names the format.

    A row without a value in the column ``title`` is skipped.

    Raises:
        ImportFormatError: it has not.
    """
    text = decode(data)
    columns = tuple(name.casefold() for name in column_names(text, delimiter))
    lacking = [name for name in wanted if name.casefold() not in columns]
    if lacking:
        names = ", ".join(repr(name) for name in lacking)
        raise ImportFormatError(what, f"it has no column {names}")
    source = _lines(text)
    if delimiter != "\t" or _is_quoted(text):
        lines = csv.reader(source, delimiter=delimiter)
    else:
        lines = csv.reader(source, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    next(lines, None)
    return Table(columns, lines, title)


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, one after the other: all at once they take much memory."""
    return (match[0] for match in _LINE.finditer(text))


def _is_quoted(text: str) -> bool:
    """Whether marks are about the values between tabs; some programs have them within only."""
    return text.startswith('"') or _QUOTED.search(text) is not None


def has_columns(data: bytes, names: Sequence[str], delimiter: str = ",") -> bool:
    """Whether the first row of a file names all these columns."""
    columns = {name.casefold() for name in column_names(beginning(data), delimiter)}
    return columns.issuperset(name.casefold() for name in names)


def column_names(text: str, delimiter: str) -> list[str]:
    """The values of the first row; none if it cannot be read."""
    try:
        first = next(csv.reader(_lines(text), delimiter=delimiter), [])
    except csv.Error:
        return []
    return [name.strip().lstrip("\ufeff") for name in first]


@dataclass(frozen=True, slots=True)
class TableFormat:
    """A source whose files are tables with a work in each row, told by its own ``columns``.

    ``what`` names the format; a row without a value in the column ``title`` is skipped.
    """

    what: str
    columns: Sequence[str]
    work: Callable[[Row], ImportedWork]
    title: str | None = None
    delimiter: str = ","

    def recognize(self, data: bytes, _name: str) -> bool:
        """Whether the first row of a file names all the columns."""
        return has_columns(data, self.columns, self.delimiter)

    def read(self, data: bytes) -> Imported:
        """The works, in their order.

        Raises:
            ImportFormatError: a column is missing.
        """
        table = read_table(data, self.what, self.columns, self.title, self.delimiter)
        works = bounded(cleaned_work(self.work(row)) for row in table)
        return Imported(works, tuple(table.skipped), is_clean=True)
