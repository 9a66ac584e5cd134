"""The columns of ``parquet``, each with its type in the words of SQL and its meaning."""

from typing import Any

from orgshelf.export.encodable import printable
from orgshelf.export.field_table import ITEM
from orgshelf.export.record import TEXT, WORD, Field, Type
from orgshelf.export.report import Report

#: The columns that no item has of itself.
ABOUT = (
    Field[Report]("generated", Type(TEXT.schema, "timestamp"), "When the file was made.",
                  lambda report: report.generated),
    Field[Report]("notes_root", WORD,
                  "Whose notes they are: the folder's name, or what --root-name says.",
                  lambda report: printable(report.options.root_name or report.notes)),
)  # fmt: skip


def about(report: Report) -> tuple[Field[Report], ...]:
    """Those of a report: a folder with the name of the notes root says it for its file."""
    return ABOUT[:1] if report.options.partitioned else ABOUT


def render(report: Report) -> str:
    """A line for each column: name, type, meaning, tabs between them; ever the same."""
    columns: tuple[Field[Any], ...] = (*ITEM.fields, *ABOUT)
    return "".join(f"{of.name}\t{of.type.sql}\t{of.meaning}\n" for of in columns)
