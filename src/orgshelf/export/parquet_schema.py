"""The columns of ``parquet``, each with its SQL type and its meaning."""

from typing import Any

from orgshelf.export.encodable import printable
from orgshelf.export.field_table import ITEM
from orgshelf.export.record import TEXT, WORD, Field, Type
from orgshelf.export.report import Report

#: The columns about the whole file.
ABOUT = (
    Field[Report]("generated", Type(TEXT.schema, "timestamp"), "When the file was made.",
                  lambda report: report.generated),
    Field[Report]("notes_root", WORD,
                  "Whose notes they are: the folder's name, or what --root-name says.",
                  lambda report: printable(report.options.root_name or report.notes)),
)  # fmt: skip


def about(report: Report) -> tuple[Field[Report], ...]:
    """The columns about the file of a report; a partitioned folder replaces ``notes_root``."""
    return ABOUT[:1] if report.options.partitioned else ABOUT


def render(report: Report) -> str:
    """A line for each column: name, type and meaning, separated by tabs; always the same."""
    columns: tuple[Field[Any], ...] = (*ITEM.fields, *ABOUT)
    return "".join(f"{of.name}\t{of.type.sql}\t{of.meaning}\n" for of in columns)
