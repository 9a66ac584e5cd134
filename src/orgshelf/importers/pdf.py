"""A PDF file: what it is called, how long it is and what was marked in it."""

import io
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from orgshelf.errors import ImportFormatError
from orgshelf.importers.foreign_fields import people
from orgshelf.importers.imported import Imported, ImportedQuote, ImportedWork

if TYPE_CHECKING:
    from pdfannots.types import Document
    from pypdf import PdfReader

_WHAT = "a PDF file"
_MARK = b"%PDF-"
# What programs make of a file's name where its author gave no title.
_OF_PROGRAM = re.compile(
    r"\AMicrosoft (?:Word|PowerPoint|Excel) - |\A(?:untitled|slide 1|powerpoint presentation)\Z"
    r"|\.(?:docx?|pptx?|odt|tex|dvi|indd|qxd|pdf|ps)\Z",
    re.IGNORECASE,
)
_ROOM = 1024  # the mark may stand behind other bytes, as far as readers look


def recognize(data: bytes, name: str) -> bool:
    """Whether it begins with a PDF's mark."""
    return _MARK in data[:_ROOM]


def read(data: bytes) -> Imported:
    """The document as one work, its title empty if the file has none.

    Raises:
        ImportFormatError: it is no PDF, is damaged, or is locked with a password.
    """
    if not recognize(data, ""):
        raise ImportFormatError(_WHAT, "it does not begin with %PDF-")
    import pdfannots
    import pypdf

    for library in ("pypdf", "pdfminer", "pdfannots"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        quotes = tuple(_quotes(pdfannots.process_file(_Named(data))))
        return Imported((_work(pypdf.PdfReader(io.BytesIO(data)), quotes),))
    # Damaged files make these libraries raise errors of every kind.
    except Exception as error:
        if type(error).__name__ == "PDFPasswordIncorrect":
            raise ImportFormatError(
                "a PDF file that can be opened", "it is locked with a password"
            ) from error
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ImportFormatError(_WHAT, f"it cannot be read ({reason})") from error


class _Named(io.BytesIO):
    """Bytes that have the name which pdfannots asks a file for."""

    name = ""


def _work(reader: "PdfReader", quotes: tuple[ImportedQuote, ...]) -> ImportedWork:
    about = reader.metadata
    return ImportedWork(
        title=_OF_PROGRAM.sub("", (about and about.title) or ""),
        kind="paper",
        authors=people((about and about.author) or ""),
        pages=str(len(reader.pages)),
        quotes=quotes,
    )


def _quotes(document: "Document") -> Iterator[ImportedQuote]:
    """What was marked or noted, page by page."""
    for mark in document.iter_annots():
        page = mark.pos.page if mark.pos else None
        label = (page.label or str(page.pageno + 1)) if page else ""
        made = mark.created.date() if isinstance(mark.created, datetime) else None
        yield ImportedQuote(mark.gettext() or "", label, note=mark.contents or "", made=made)
