"""Ways in: what other programs write, one module here for each source.

A module has two functions: ``recognize(data, name)`` says from a file's first part whether it is
of its format, and ``read(data)`` gives what it says. Neither touches the disk or the network,
and no data make them raise anything but ``ImportFormatError``. To add a source, write its module
and add its row to ``IMPORTERS``: the command line takes its choices and its help from there.
"""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from types import ModuleType
from typing import NamedTuple

from orgshelf.errors import MissingExtraError, UsageError
from orgshelf.importers.imported import Imported, cleaned

#: So much text is read within a gigabyte of memory; books and data bases are not text.
_MOST_BYTES = 128 << 20


class Importer(NamedTuple):
    """One source; its ``module`` is imported when it is asked for.

    ``suffixes`` are what its files mostly end in, ``extra`` what must be installed for it.
    ``document`` says that a file is itself the work, which is called as the file where it does
    not say.
    """

    name: str
    help: str
    module: str
    suffixes: tuple[str, ...]
    extra: str | None = None
    document: bool = False

    def recognize(self, data: bytes, name: str) -> bool:
        """Whether a file is of this source; ``name`` is the file's, which says little."""
        return bool(self._module().recognize(data, name))

    def read(self, data: bytes, name: str = "") -> Imported:
        """What a file says, its texts fit to be written; ``name`` is the file's.

        Raises:
            ImportFormatError: it is not of this source.
            UsageError: it is larger than what one import takes.
            MissingExtraError: a library that it needs is not installed.
        """
        if len(data) > _MOST_BYTES and not (self.document or data.startswith(b"SQLite")):
            raise UsageError(
                f"{name} has {len(data) >> 20} MiB, and one import takes {_MOST_BYTES >> 20}: split"
                " it, and import one part after the other."
            )
        try:
            imported: Imported = self._module().read(data)
        except ModuleNotFoundError as error:
            if self.extra is None or (error.name or "").startswith("orgshelf"):
                raise
            raise MissingExtraError(f"import --from {self.name}", self.extra) from error
        if self.document:
            stem = PurePath(name).stem or "Untitled"
            works = (replace(w, title=w.title.strip() or stem) for w in imported.works)
            imported = replace(imported, works=tuple(works))
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
        Importer("bibtex", "BibTeX of Zotero, Mendeley, JabRef.", "bibtex_entries", (".bib",),
                 extra="bib"),
        Importer("ris", "RIS, EndNote's, PubMed's, Web of Science's lines.", "ris_records",
                 (".ris", ".enw", ".nbib", ".ciw")),
        Importer("endnote-xml", "EndNote's or Mendeley's XML.", "endnote_xml", (".xml",)),
        Importer("csl-json", "CSL JSON of any reference manager.", "csl_items", (".json",)),
        Importer("zotero", "Items with annotations, as JSON.", "zotero", (".json",)),
        Importer("kindle", "A Kindle's `My Clippings.txt`.", "kindle", (".txt",)),
        Importer("kindle-app", "A notebook that Kindle's app exports.", "kindle_notebook",
                 (".html",)),
        Importer("readwise", "Readwise's highlights as CSV.", "readwise", (".csv",)),
        Importer("koreader", "KOReader's notes on a book.", "koreader", (".lua", ".json")),
        Importer("kobo", "A Kobo's `KoboReader.sqlite`.", "kobo", (".sqlite",)),
        Importer("calibre", "Calibre's catalogue, list or `metadata.db`.", "calibre",
                 (".csv", ".json", ".db")),
        Importer("hypothesis", "Annotations of Hypothes.is.", "hypothes_is", (".json", ".csv")),
        Importer("pdf", "A PDF and what is marked in it.", "pdf", (".pdf",), extra="pdf",
                 document=True),
        Importer("epub", "An EPUB, with its chapters.", "epub", (".epub",), document=True),
        Importer("youtube", "Playlist or video, by `yt-dlp -J`.", "youtube", (".json",)),
        Importer("takeout", "YouTube's playlists and history of Google Takeout.", "youtube_takeout",
                 (".csv", ".json")),
        Importer("bookmarks", "Bookmarks of any browser, as HTML.", "netscape", (".html",)),
        Importer("pocket", "Pocket's list as CSV or HTML.", "pocket", (".csv", ".html")),
        Importer("instapaper", "Instapaper's list as CSV.", "instapaper", (".csv",)),
        Importer("raindrop", "Raindrop.io's bookmarks as CSV.", "raindrop", (".csv",)),
        Importer("checklist", "A list in Markdown.", "checklist", (".md",)),
        Importer("opml", "An outline.", "opml_outline", (".opml",)),
        Importer("taskwarrior", "Tasks, by `task export`.", "taskwarrior", (".json",)),
        Importer("table", "Any table, or JSON, of works or pages.", "records", (".csv", ".json")),
        Importer("todo.txt", "Tasks, one a line.", "todo_txt", (".txt",)),
    )
}  # fmt: skip


def recognized(data: bytes, name: str) -> Importer | None:
    """The source that a file is from, None if no one knows it."""
    return next((each for each in IMPORTERS.values() if each.recognize(data, name)), None)
