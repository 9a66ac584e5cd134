"""Headings as an outline, each below its parent."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from orgshelf.index.library import Library
from orgshelf.render.listing import meter, state
from orgshelf.render.text import count, one_line
from orgshelf.shelf.entries import Entry

if TYPE_CHECKING:
    from rich.tree import Tree


def plain(library: Library, entries: Iterable[Entry]) -> Iterator[str]:
    """Two blanks a level, the state before the title, the progress after it; line by line."""
    for entry in entries:
        words = [
            library.short_ids[entry.id],
            "  " * len(entry.path) + (entry.heading.keyword or "-"),
        ]
        words.append(one_line(entry.heading.title))
        if _has_parts(entry):
            words.append(f"[{' '.join(count(entry.progress).split())}]")
        yield f"{' '.join(words)}\n"


def fancy(library: Library, entries: Iterable[Entry]) -> "Tree":
    """The same with guides and colours; ``entries`` hold the ancestors of each of them."""
    from rich.text import Text
    from rich.tree import Tree

    root = Tree(Text(one_line(library.root.name), "bold"), guide_style="dim")
    branches: dict[Entry | None, Tree] = {None: root}
    for entry in entries:
        label = Text.assemble(state(entry), " " if entry.is_item else "")
        label.append(one_line(entry.heading.title), "dim" if entry.heading.done else "")
        label.append(f"  {library.short_ids[entry.id]}", "cyan")
        if _has_parts(entry):
            label = Text.assemble(label, "  ", meter(entry.progress, bars=False))
        branches[entry] = branches[entry.parent].add(label)
    return root


def with_ancestors(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, which stand in order, and all above them, each once before what is below it."""
    last: list[Entry] = []
    for entry in entries:
        path = [*[*entry.ancestors][::-1], entry]
        yield from (step for step in path if step not in last)
        last = path


def _has_parts(entry: Entry) -> bool:
    return entry.progress.total > entry.is_item
