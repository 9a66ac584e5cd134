"""Adding a quote block to an entry (Org manual: Paragraphs)."""

from collections.abc import Iterator, Sequence

from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer
from orgshelf.org.edit.elements import is_blank, text_lines
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import is_headline

_BEGIN, _END = "#+BEGIN_QUOTE", "#+END_QUOTE"


def add_quote(
    document: Document, heading: Heading, text: str, page: str | None, note: str | None
) -> tuple[Splice, ...]:
    """Append a quote to an entry, with its page above and a remark below.

    Raises:
        UsageError: a line would begin or end another element.
    """
    buffer = EditBuffer.of(document.lines, heading)
    place = buffer.stop
    while place > buffer.body and is_blank(buffer.lines[place - 1]):
        place -= 1
    gap = ("",) if place > buffer.body else ()
    lines = (*gap, *_block(text, page), *_remark(note))
    return buffer.insert(place, *lines).splices(document.lines.texts)


def _block(text: str, page: str | None) -> Iterator[str]:
    if page:
        yield f"{page}:"
    yield from (_BEGIN, *_lines(text), _END)


def _remark(note: str | None) -> Sequence[str]:
    return ("", *_lines(note)) if note else ()


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, with those indented that would be headlines."""
    for line in text_lines(text.strip("\r\n"), "#+BEGIN", "#+END"):
        yield f" {line}" if is_headline(f"{line} ") else line.rstrip()
