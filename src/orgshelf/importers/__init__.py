"""Ways in: what other programs write, one module here for each source.

A module has two functions: ``recognize(data, name)`` says from a file's first part whether it is
of its format, and ``read(data)`` gives what it says. Neither touches the disk or the network,
and no data make them raise anything but ``ImportFormatError``. To add a source, write its module
and add its row to ``IMPORTERS``: the command line takes its choices and its help from there.
"""

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from orgshelf.errors import MissingExtraError
from orgshelf.importers.cleaning import cleaned
from orgshelf.importers.imported import Imported


class Importer(NamedTuple):
    """One source; its ``module`` is imported when it is asked for.

    ``suffixes`` are what its files mostly end in, ``extra`` what must be installed for it.
    """

    name: str
    help: str
    module: str
    suffixes: tuple[str, ...]
    extra: str | None = None

    def recognize(self, data: bytes, name: str) -> bool:
        """Whether a file is of this source; ``name`` is the file's, which says little."""
        return bool(self._module().recognize(data, name))

    def read(self, data: bytes) -> Imported:
        """What a file says, its texts fit to be written.

        Raises:
            ImportFormatError: it is not of this source.
            MissingExtraError: a library that it needs is not installed.
        """
        try:
            imported: Imported = self._module().read(data)
        except ModuleNotFoundError as error:
            if self.extra is None or (error.name or "").startswith("orgshelf"):
                raise
            raise MissingExtraError(f"import --from {self.name}", self.extra) from error
        return cleaned(imported)

    def _module(self) -> ModuleType:
        return import_module(f"{__name__}.{self.module}")


#: All sources by name, in the order a help page shows them and files are tried.
IMPORTERS: Mapping[str, Importer] = {
    importer.name: importer
    for importer in (
        Importer("page", "Notes that Org exported as Markdown.", "org_page", (".md",)),
        Importer("goodreads", "Your Goodreads library.", "goodreads", (".csv",)),
        Importer("storygraph", "Your StoryGraph library.", "storygraph", (".csv",)),
        Importer("librarything", "Your LibraryThing library.", "librarything", (".tsv",)),
    )
}  # fmt: skip


def recognized(data: bytes, name: str) -> Importer | None:
    """The source that a file is from, None if no one knows it."""
    return next((each for each in IMPORTERS.values() if each.recognize(data, name)), None)
