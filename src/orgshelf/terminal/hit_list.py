"""What a search found: a line each for a pipe, two for a screen."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from orgshelf.shelf.entries import Entry
from orgshelf.shelf.hits import Hit, Span, Term, marks, marks_in_line
from orgshelf.store.library import Library
from orgshelf.terminal.columns import aligned
from orgshelf.text import one_line

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text


def plain(library: Library, hits: Iterable[Hit]) -> Iterator[str]:
    """One line a hit: id, FILE:LINE, outline path, the line, its page."""
    return aligned(_cells(library, hit) for hit in hits)


def _cells(library: Library, hit: Hit) -> tuple[str, ...]:
    place = f"{one_line(hit.entry.file)}:{hit.line}"
    return library.short_ids[hit.entry.id], place, _where(hit.entry), _shown(hit), _page(hit)


def _where(entry: Entry) -> str:
    """The work and the headings between it and the entry, the entry's own left out."""
    titles = (*entry.path, entry.heading.title)
    start = len(entry.work.path) if entry.work else 0
    return one_line(" › ".join(titles[start:]))


def _shown(hit: Hit) -> str:
    """The line; nothing where that is the heading, which is shown as such."""
    return "" if hit.line == hit.entry.heading.line else one_line(hit.text)


def _page(hit: Hit) -> str:
    return f"p. {one_line(hit.page)}" if hit.page else ""


def table(library: Library, hits: Iterable[Hit], terms: Sequence[Term]) -> "Table":
    """The place of each hit, and below it the line with what was found marked."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    for hit in hits:
        place = f"  {one_line(hit.entry.file)}:{hit.line}  {_page(hit)}".rstrip()
        where, shown = _where(hit.entry), _shown(hit)
        head = _marked(where, marks(where, terms)).append(place, "dim")
        table.add_row(Text(library.short_ids[hit.entry.id], "cyan"), head)
        if shown:
            table.add_row("", _marked(shown, marks_in_line(shown, terms)))
    return table


def _marked(line: str, spans: Sequence[Span]) -> "Text":
    from rich.text import Text

    text = Text(line)
    for start, stop in spans:
        text.stylize("bold magenta", start, stop)
    return text
