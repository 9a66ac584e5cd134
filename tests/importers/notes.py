"""A folder of notes that works are imported into."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from orgshelf.actions.importing import ForeignFile, ImportOptions, Outcome, import_works
from orgshelf.importers.imported import Imported, ImportedWork, cleaned
from orgshelf.store.library import Library
from orgshelf.store.opening import library_in_memory
from orgshelf.store.root import find_root

NOW = datetime(2026, 11, 23, 9, 0)
PLAIN = ImportOptions()


class Notes:
    """A folder of notes, in which nothing is cached."""

    def __init__(self, folder: Path, files: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        for name, text in (files or {}).items():
            (folder / name).write_text(text, encoding="utf-8")

    @property
    def library(self) -> Library:
        root, config = find_root(str(self.folder), None, self.folder)
        return library_in_memory(root, config, NOW)

    def take(self, *works: ImportedWork, options: ImportOptions = PLAIN) -> Outcome:
        """Import works; what became of them."""
        imported = cleaned(Imported(works))
        plan, outcomes = import_works(self.library, [ForeignFile("x", imported)], options)
        plan.commit("import x")
        return outcomes[0]

    def texts(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.folder.glob("*.org"))}

    def text(self, name: str = "books.org") -> str:
        return (self.folder / name).read_text(encoding="utf-8")
