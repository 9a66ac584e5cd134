"""Reports: a format is one module here with one function that returns text.

``EXPORTERS`` is the only list of them: the command line takes its choices and its help from
it, and a format's module is imported when it is asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from orgshelf.export.report import Report


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format; ``module`` has its ``render``, ``listing`` says whether ``list`` offers it."""

    name: str
    help: str
    module: str
    listing: bool = False

    def render(self, report: Report) -> str:
        """The report as text that ends in a line end."""
        module = import_module(f"{__name__}.{self.module}")
        return cast(Callable[[Report], str], module.render)(report)


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
    )
}
