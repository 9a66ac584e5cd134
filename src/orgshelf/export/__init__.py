"""Reports: a format is one module here with one function, ``render``.

``EXPORTERS`` is the only list of them: the command line takes its choices and its help from
it, and a format's module is imported when it is asked for.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from orgshelf.errors import MissingExtraError

if TYPE_CHECKING:
    from orgshelf.export.report import Report


class Exporter(NamedTuple):
    """One format; ``module`` has its ``render``, ``listing`` says whether ``list`` offers it.

    ``extra`` is what must be installed beside the program for it, None for nothing.
    """

    name: str
    help: str
    module: str
    listing: bool = False
    extra: str | None = None

    def render(self, report: "Report") -> str:
        """The report as text; only for a format that is one."""
        return self.data(report).decode()

    def data(self, report: "Report") -> bytes:
        """The report as a file's bytes; a text is UTF-8 and ends in a line end.

        Raises:
            MissingExtraError: a library that it needs is not installed.
        """
        try:
            module = import_module(f"{__name__}.{self.module}")
            made = cast("Callable[[Report], str | bytes]", module.render)(report)
        except ModuleNotFoundError as error:
            if self.extra is None or (error.name or "").startswith("orgshelf"):
                raise
            raise MissingExtraError(self.name, self.extra) from error
        return made.encode("utf-8", "replace") if isinstance(made, str) else made


#: All formats by name, in the order a help page shows them.
EXPORTERS: Mapping[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter("markdown", "A report to read, for GitHub and pandoc.", "markdown"),
        Exporter("org", "The same report as an Org file.", "org"),
        Exporter("json", "Everything, for programs; see schema.", "json_", listing=True),
        Exporter("jsonl", "One JSON item a line.", "jsonl", listing=True),
        Exporter("yaml", "The same as json, in YAML.", "yaml_", listing=True),
        Exporter("csv", "A table for a spreadsheet.", "csv_", listing=True),
        Exporter("tsv", "A table for scripts, tabs between the cells.", "tsv", listing=True),
        Exporter("schema", "The JSON Schema of json.", "schema"),
        Exporter("progress-schema", "That of `progress --format json`.", "progress_schema"),
    )
}
