"""Reports: a format is one module here with one function, ``render``.

It gives a text, bytes, or the pieces of a text as they are made.

``EXPORTERS`` is the only list of them: the command line takes its choices and its help from
it, and a format's module is imported when it is asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from orgshelf.errors import MissingExtraError

if TYPE_CHECKING:
    from orgshelf.export.report import Report

#: What a format makes.
Made = str | bytes | Iterable[str | bytes]


class Category(StrEnum):
    """What formats are for; the headings of the help, in this order."""

    READ = "To read"
    PROGRAMS = "For programs"
    TABLES = "Tables"
    REFERENCES = "References"


class Exporter(NamedTuple):
    """One format; ``module`` has its ``render``, ``listing`` says whether ``list`` offers it.

    ``extra`` is what must be installed beside the program for it, None for nothing.
    ``partition`` is how its file is named in a folder that holds many people's. ``binary`` says
    that a report is no text, which must not reach a terminal. ``streamed``: it looks at one entry
    after the other, and keeps none. ``is_of_notes``: it tells of the notes.
    """

    name: str
    help: str
    module: str
    listing: bool = False
    extra: str | None = None
    category: Category = Category.PROGRAMS
    partition: str | None = None
    binary: bool = False
    streamed: bool = False
    is_of_notes: bool = True

    def render(self, report: "Report") -> str:
        """The report as text; only for a format that is one."""
        return self.data(report).decode()

    def data(self, report: "Report") -> bytes:
        """The report as a file's bytes; a text is UTF-8 and ends in a line end.

        Raises:
            MissingExtraError: a library that it needs is not installed.
        """
        return b"".join(self.pieces(report))

    def pieces(self, report: "Report") -> Iterator[bytes]:
        """The same bit by bit, as far as the format can be made so.

        Raises:
            MissingExtraError: as ``data``.
        """
        try:
            module = import_module(f"{__name__}.{self.module}")
            yield from _encoded(cast("Callable[[Report], Made]", module.render)(report))
        except ModuleNotFoundError as error:
            if self.extra is None or (error.name or "").startswith("orgshelf"):
                raise
            raise MissingExtraError(self.name, self.extra) from error


def _encoded(made: Made) -> Iterator[bytes]:
    pieces = [made] if isinstance(made, str | bytes) else made
    return (p if isinstance(p, bytes) else p.encode("utf-8", "replace") for p in pieces)


#: All formats by name, in the order a help page shows them.
EXPORTERS: Mapping[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter("markdown", "A report to read, for GitHub and pandoc.", "markdown",
                 category=Category.READ),
        Exporter("org", "The same report as an Org file.", "org", category=Category.READ),
        Exporter("page", "The notes themselves, as Markdown.", "page", category=Category.READ,
                 streamed=True),
        Exporter("html", "A page to look at, in one file.", "html", extra="html",
                 category=Category.READ),
        Exporter("json", "Everything, for programs; see schema.", "json_", listing=True,
                 streamed=True),
        Exporter("jsonl", "One JSON item a line.", "jsonl", listing=True, streamed=True),
        Exporter("yaml", "The same as json, in YAML.", "yaml_", listing=True),
        Exporter("csv", "A table for a spreadsheet.", "csv_", listing=True, streamed=True,
                 category=Category.TABLES),
        Exporter("tsv", "A table for scripts, with tabs.", "tsv", listing=True, streamed=True,
                 category=Category.TABLES),
        Exporter("ics", "Deadlines, schedules and tasks for a calendar.", "ics", extra="ics"),
        Exporter("opml", "The outline, for outliners.", "opml"),
        Exporter("xlsx", "A workbook for Excel and LibreOffice.", "xlsx", extra="xlsx",
                 category=Category.TABLES, binary=True),
        Exporter("bibtex", "Books and papers for LaTeX.", "bibtex", extra="bib",
                 category=Category.REFERENCES),
        Exporter("csl-json", "The same for citation processors.", "csl_json",
                 category=Category.REFERENCES),
        Exporter("ris", "The same for reference managers.", "ris", extra="bib",
                 category=Category.REFERENCES),
        Exporter("annotated", "Each work with its notes and quotes, for pandoc.", "annotated",
                 category=Category.REFERENCES),
        Exporter("annotated-org", "The same as an Org file with citations.", "annotated_org",
                 category=Category.REFERENCES),
        Exporter("schema", "The JSON Schema of json.", "schema", is_of_notes=False),
        Exporter("progress-schema", "That of `progress --format json`.", "progress_schema",
                 is_of_notes=False),
        Exporter("parquet", "Typed columns for DuckDB, Spark and Trino.", "parquet", extra="data",
                 category=Category.TABLES, partition="items.parquet", binary=True),
        Exporter("parquet-schema", "The columns of parquet, their types and meaning.",
                 "parquet_schema", is_of_notes=False),
    )
}  # fmt: skip

#: The formats that the ending of a file's name says.
ENDINGS: Mapping[str, str] = {
    **{name: name for name in ("html", "json", "jsonl", "yaml", "csv", "tsv", "ics", "opml")},
    **{name: name for name in ("xlsx", "ris", "parquet")},
    "md": "markdown", "org": "org", "bib": "bibtex", "htm": "html", "yml": "yaml",
}  # fmt: skip

#: A report in the words of the user's own template, which takes the place of a format.
TEMPLATE = Exporter(
    "--template", "Your own Jinja2 template.", "template", extra="html", category=Category.READ
)
