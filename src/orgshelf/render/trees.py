"""Headings as an outline, each below its parent."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from orgshelf.library import Library
from orgshelf.render.listing import meter, state
from orgshelf.render.text import count, one_line
from orgshelf.shelf.entries import Entry

if TYPE_CHECKING:
    from rich.tree import Tree


def plain(library: Library, entries: Sequence[Entry]) -> str:
    """Two blanks a level, the state before the title, the progress after it."""
    return "".join(f"{line}\n" for line in _plain_lines(library, entries))


def _plain_lines(library: Library, entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        words = [
            library.short_ids[entry.id],
            "  " * len(entry.path) + (entry.heading.keyword or "-"),
        ]
        words.append(one_line(entry.heading.title))
        if _has_parts(entry):
            words.append(f"[{' '.join(count(entry.progress).split())}]")
        yield " ".join(words)


def fancy(library: Library, entries: Sequence[Entry]) -> "Tree":
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


def with_ancestors(entries: Sequence[Entry]) -> list[Entry]:
    """The entries and all above them, each once and before what is below it."""
    ordered: dict[Entry, None] = {}
    for entry in entries:
        chain = []
        step: Entry | None = entry
        while step is not None and step not in ordered:
            chain.append(step)
            step = step.parent
        ordered.update(dict.fromkeys(reversed(chain)))
    return list(ordered)


def _has_parts(entry: Entry) -> bool:
    return entry.progress.total > entry.is_item
