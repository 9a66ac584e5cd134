"""Reports: a format is a function of a module here, which gives text, bytes or pieces of them.

``EXPORTERS`` is the only list of them: the command line takes its choices and its help from it.
The module of a format is imported when the format is used.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from orgshelf.errors import MissingExtraError

if TYPE_CHECKING:
    from orgshelf.export.report import Report

#: The result of a format's function.
Made = str | bytes | Iterable[str | bytes]


class Category(StrEnum):
    """The purpose of a format; in the order of the headings in the help."""

    READ = "To read"
    PROGRAMS = "For programs"
    TABLES = "Tables"
    REFERENCES = "References"


class Exporter(NamedTuple):
    """One format, made by ``function`` in ``module``; ``listing``: the listing commands offer it.

    ``extra`` names the optional dependencies that it needs. ``partition`` is the name of its file
    in a Hive-partitioned folder. ``binary`` output must not reach a terminal. A ``streamed``
    format visits the entries one by one and keeps none. ``is_of_notes`` is False for a format
    whose output is the same for all notes.
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
    function: str = "render"

    def render(self, report: "Report") -> str:
        """The report as text; not for a ``binary`` format."""
        return self.data(report).decode()

    def data(self, report: "Report") -> bytes:
        """The report as the bytes of a file; text is UTF-8 and ends in a line end.

        Raises:
            MissingExtraError: an optional dependency is not installed.
        """
        return b"".join(self.pieces(report))

    def pieces(self, report: "Report") -> Iterator[bytes]:
        """The same in pieces, each yielded as soon as it is made.

        Raises:
            MissingExtraError: as ``data``.
        """
        try:
            module = import_module(f"{__name__}.{self.module}")
            render = cast("Callable[[Report], Made]", getattr(module, self.function))
            yield from _encoded(render(report))
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
        Exporter("json", "Everything, for programs; see schema.", "json_document", listing=True,
                 streamed=True),
        Exporter("jsonl", "One JSON item a line.", "json_document", listing=True, streamed=True,
                 function="render_lines"),
        Exporter("yaml", "The same as json, in YAML.", "yaml_", listing=True),
        Exporter("csv", "A table for a spreadsheet.", "table", listing=True, streamed=True,
                 category=Category.TABLES, function="render_csv"),
        Exporter("tsv", "A table for scripts, with tabs.", "table", listing=True, streamed=True,
                 category=Category.TABLES, function="render_tsv"),
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
        Exporter("annotated-org", "The same as an Org file with citations.", "annotated",
                 category=Category.REFERENCES, function="render_org"),
        Exporter("schema", "The JSON Schema of json.", "schema", is_of_notes=False),
        Exporter("progress-schema", "That of `progress --format json`.", "schema",
                 is_of_notes=False, function="render_progress"),
        Exporter("parquet", "Typed columns for DuckDB, Spark and Trino.", "parquet", extra="data",
                 category=Category.TABLES, partition="items.parquet", binary=True),
        Exporter("parquet-schema", "The columns of parquet, their types and meaning.",
                 "schema", is_of_notes=False, function="render_parquet"),
    )
}  # fmt: skip

#: Formats by file name extension.
ENDINGS: Mapping[str, str] = {
    **{name: name for name in ("html", "json", "jsonl", "yaml", "csv", "tsv", "ics", "opml")},
    **{name: name for name in ("xlsx", "ris", "parquet")},
    "md": "markdown", "org": "org", "bib": "bibtex", "htm": "html", "yml": "yaml",
}  # fmt: skip

#: The user's own template, used in place of a format.
TEMPLATE = Exporter(
    "--template", "Your own Jinja2 template.", "template", extra="html", category=Category.READ
)
