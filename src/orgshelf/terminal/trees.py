"""Headings as an outline, each below its parent."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library
from orgshelf.terminal.columns import count
from orgshelf.terminal.entry_table import meter, state
from orgshelf.text import one_line

if TYPE_CHECKING:
    from rich.tree import Tree


#: Levels that a screen of 80 columns has room for, with a title after the guides.
_DEEPEST = 12


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


def table(library: Library, entries: Iterable[Entry]) -> "Tree":
    """The same with guides and colours; ``entries`` hold the ancestors of each of them.

    What is deeper than a screen is wide stands on the last level that has room.
    """
    from rich.text import Text
    from rich.tree import Tree

    root = Tree(Text(one_line(library.root.name), "bold"), guide_style="dim")
    branches = [root]  # the one that was added last, level by level
    for entry in entries:
        label = Text.assemble(state(entry), " " if entry.is_item else "")
        label.append(one_line(entry.heading.title), "dim" if entry.heading.done else "")
        label.append(f"  {library.short_ids[entry.id]}", "cyan")
        if _has_parts(entry):
            label = Text.assemble(label, "  ", meter(entry.progress, bars=False))
        level = min(len(entry.path), _DEEPEST)
        branches[level + 1 :] = [branches[level].add(label)]
    return root


def with_ancestors(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, which stand in order, and all above them, each once before what is below it."""
    path: list[Entry] = []  # that of the entry before
    for entry in entries:
        new = [entry]
        while (parent := new[-1].parent) and not _stands_in(path, parent):
            new.append(parent)
        path[len(new[-1].path) :] = new[::-1]
        yield from new[::-1]


def _stands_in(path: Sequence[Entry], entry: Entry) -> bool:
    """Whether a path, from the outermost heading to the innermost, leads through the entry."""
    level = len(entry.path)
    return level < len(path) and path[level] is entry


def _has_parts(entry: Entry) -> bool:
    return entry.progress.total > entry.is_item
