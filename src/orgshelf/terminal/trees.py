"""Headings as an outline, each below its parent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library
from orgshelf.terminal.columns import count, own_title
from orgshelf.terminal.entry_table import state, titled
from orgshelf.terminal.grid import fitted
from orgshelf.text import one_line

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.text import Text
    from rich.tree import Tree


#: The cells that a level is indented.
_GUIDE = 4
#: Levels that a screen of 80 columns has room for, with a title after the guides.
_DEEPEST = 12


def plain(library: Library, entries: Iterable[Entry]) -> Iterator[str]:
    """Two blanks a level, the state before the title, the progress after it; line by line."""
    for entry in entries:
        words = [
            library.short_ids[entry.id],
            "  " * len(entry.path) + (entry.heading.keyword or "-"),
        ]
        words.append(own_title(entry))
        if entry.has_parts:
            words.append(f"[{' '.join(count(entry.progress).split())}]")
        yield f"{' '.join(words)}\n"


@dataclass(frozen=True, slots=True)
class RichTree:
    """The same with guides and colours; ``entries`` hold the ancestors of each of them.

    What is deeper than a screen is wide stands on the last level that has room; titles are cut.
    """

    library: Library
    entries: Sequence[Entry]

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Tree]":
        """What rich prints."""
        from rich.text import Text
        from rich.tree import Tree

        root = Tree(Text(one_line(self.library.root.name), "bold"), guide_style="dim")
        branches = [root]  # the one that was added last, level by level
        for entry in self.entries:
            level = min(len(entry.path), _DEEPEST, options.max_width // (2 * _GUIDE))
            room = options.max_width - _GUIDE * (level + 1)
            branches[level + 1 :] = [branches[level].add(_label(self.library, entry, room))]
        yield root


def _label(library: Library, entry: Entry, room: int) -> "Text":
    """State, title, id and progress in ``room`` cells; the title is cut first."""
    from rich.text import Text

    before = state(entry).append(" ") if entry.is_item else Text()
    behind = Text.assemble("  ", (library.short_ids[entry.id], "cyan"))
    if entry.has_parts:
        behind.append("  ").append(f"{entry.progress.done}/{entry.progress.total}")
    title = fitted(titled(entry), max(room - before.cell_len - behind.cell_len, 1))
    label = Text.assemble(before, title, behind)
    label.truncate(max(room, 1), overflow="ellipsis")
    return label


def with_ancestors(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, which are in order, and their ancestors, each once before what is below."""
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
