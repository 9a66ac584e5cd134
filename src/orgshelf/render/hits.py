"""What a search found: a line each for a pipe, two for a screen."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from orgshelf.library import Library
from orgshelf.render.text import columns, one_line
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.hits import Hit, marks
from orgshelf.shelf.spelling import Term

if TYPE_CHECKING:
    from rich.console import Group
    from rich.text import Text


def plain(library: Library, hits: Sequence[Hit]) -> str:
    """One line a hit: id, FILE:LINE, where it stands, the line, its page."""
    return columns([_cells(library, hit) for hit in hits])


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


def fancy(library: Library, hits: Sequence[Hit], terms: Sequence[Term]) -> "Group":
    """The place of each hit, and below it the line with what was found marked."""
    from rich.console import Group
    from rich.padding import Padding

    parts = list[Padding]()
    for hit in hits:
        parts.append(Padding(_head(library, hit, terms), 0))
        if shown := _shown(hit):
            parts.append(Padding(_marked(shown, terms), (0, 0, 0, 6)))
    return Group(*parts)


def _head(library: Library, hit: Hit, terms: Sequence[Term]) -> "Text":
    from rich.text import Text

    place = f"  {one_line(hit.entry.file)}:{hit.line}  {_page(hit)}".rstrip()
    short_id = library.short_ids[hit.entry.id]
    return Text.assemble(
        (f"{short_id}  ", "cyan"), _marked(_where(hit.entry), terms), (place, "dim")
    )


def _marked(line: str, terms: Sequence[Term]) -> "Text":
    from rich.text import Text

    text = Text(line)
    for start, stop in marks(line, terms):
        text.stylize("bold magenta", start, stop)
    return text


def as_json(items: Sequence[Mapping[str, object]], hits: Sequence[Hit], head: object) -> str:
    """The items of ``list --format json``, each with the line that was found."""
    found = [
        {**item, "match": {"line": hit.line, "text": hit.text, "page": hit.page}}
        for item, hit in zip(items, hits, strict=True)
    ]
    return json.dumps({**cast(dict[str, object], head), "items": found}, indent=1) + "\n"
