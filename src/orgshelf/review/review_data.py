"""The table of a card's REVIEW_DATA drawer: a row for each side that is asked."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from orgshelf.org.syntax.aligned_tables import aligned, cells

#: A row by the names of its columns.
Row = Mapping[str, str]

DRAWER = "REVIEW_DATA"


@dataclass(frozen=True, slots=True)
class ReviewData:
    """The names of the columns and the rows; columns that nobody knows are kept."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...] = ()

    @classmethod
    def read(cls, lines: Sequence[str]) -> "ReviewData | None":
        """Read the lines between a drawer's edges; None where they are no such table."""
        starts = [line.lstrip(" \t")[:2] for line in lines]
        rules = [number for number, start in enumerate(starts) if start == "|-"]
        if rules != [1] or not all(start.startswith("|") for start in starts):
            return None
        headers, *rows = (tuple(cells(line)) for line in (lines[0], *lines[2:]))
        whole = all(len(row) == len(headers) for row in rows)
        if not whole or "position" not in headers or len(set(headers)) < len(headers):
            return None
        return cls(headers, tuple(dict(zip(headers, row, strict=True)) for row in rows))

    def row(self, position: str) -> Row | None:
        """The row of a side."""
        return next((row for row in self.rows if row.get("position") == position), None)

    def with_row(self, position: str, news: Row) -> "ReviewData":
        """The table with other values in the row of a side; a column that is not there is left."""
        return replace(
            self,
            rows=tuple(
                {name: news.get(name, row.get(name, "nil")) for name in self.headers}
                if row.get("position") == position
                else row
                for row in self.rows
            ),
        )

    def lines(self) -> Iterator[str]:
        """The lines of the table, as Emacs aligns them (org-table-align)."""
        rows = ([row.get(name, "") for name in self.headers] for row in self.rows)
        return aligned([list(self.headers), *rows])


class Rating(StrEnum):
    """The four answers, in the words of org-fc's history."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


def written_moment(moment: datetime) -> str:
    """``2000-01-01T12:34:56Z``; a moment without a time zone is one of local time."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def read_moment(text: str) -> datetime | None:
    """The moment that was written; None where the text is none."""
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
