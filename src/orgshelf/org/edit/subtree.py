"""Moving subtrees (Org manual: Refile and Copy; Structure Editing).

Follows org-copy-subtree and org-paste-subtree.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise, takewhile
from typing import NamedTuple

from orgshelf.errors import MoveError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, EditContext, Layout
from orgshelf.org.edit.headline_text import with_title
from orgshelf.org.edit.indentation import follow
from orgshelf.org.edit.log import LogNote, store_note
from orgshelf.org.edit.statistics import subtree
from orgshelf.org.edit.tags import aligned
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import is_headline


class Paste(NamedTuple):
    """The splices that paste a subtree, and the line (from 1) of its headline after that."""

    splices: tuple[Splice, ...]
    line: int


def extent(document: Document, heading: Heading) -> range:
    """The lines (from 0) of a subtree, with the blank lines that follow it."""
    places = document.spans.subtree(document.headings.index(heading))
    return range(heading.line - 1, document.spans.stops[places[-1]])


def subtree_lines(document: Document, heading: Heading) -> tuple[str, ...]:
    """The lines of text of a subtree."""
    lines = extent(document, heading)
    return document.lines.texts[lines.start : lines.stop]


def cut(document: Document, first: Heading, last: Heading) -> tuple[Splice, ...]:
    """Remove subtrees; the new last line of the file ends in a newline (org-cut-subtree)."""
    ends_file = last.end == len(document.lines.texts)
    return (Splice(first.line - 1, last.end, ("",) if ends_file else ()),)


def paste_below(document: Document, target: Heading, lines: Sequence[str]) -> Paste:
    """Append a subtree to the children of a heading, or to a file (org-refile)."""
    texts = document.lines.texts
    place = extent(document, target).stop if target.level else len(texts) - (texts[-1] == "")
    moved = at_level(lines, valid_level(document, target.level, 1), document)
    return insert(document, place, (aligned(moved[0], document), *moved[1:]))


def insert(document: Document, place: int, lines: Sequence[str], above: int = 0) -> Paste:
    """Insert lines before line ``place``, of which ``above`` precede the headline.

    At the end of the file they end in a newline.
    """
    at_end = place == len(document.lines.texts)
    new = (*lines, "") if at_end else tuple(lines)
    return Paste((Splice(place, place, new),), place + above + 1)


def at_level(lines: Sequence[str], level: int, document: Document) -> tuple[str, ...]:
    """A subtree promoted or demoted to a level, with its tags aligned.

    It is changed level by level, as in Org (org-promote, org-demote).
    """
    shift, layout = level - _level(lines[0]), Layout.of(document)
    step = 1 if shift > 0 else -1
    for _ in range(abs(shift)):
        entries = ((entry, _level(entry[0]) + step) for entry in _entries(lines))
        lines = [line for entry in entries for line in _entry_at(*entry, layout, document)]
    return tuple(lines)


def _entry_at(
    entry: Sequence[str], level: int, layout: Layout, document: Document
) -> Iterator[str]:
    """An entry at another level (org-demote, org-promote)."""
    headline, *text = entry
    before = _level(headline)
    yield aligned(f"{'*' * level}{headline[before:]}", document)
    yield from follow(text, level, level - before, layout) if layout.adapt else text


def _entries(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """The entries of a subtree, each beginning with its headline."""
    starts = [at for at, line in enumerate(lines) if is_headline(line)]
    return (lines[start:stop] for start, stop in pairwise((*starts, len(lines))))


def log_refile(
    document: Document, heading: Heading, *, now: datetime, note: str | None = None
) -> tuple[Splice, ...]:
    """Log that a heading was refiled, if org-log-refile wants it.

    ``note`` is the text of the log note, and makes for one where the file asks for none;
    ``now`` is local time.
    """
    context = EditContext(document, heading, now)
    if not (context.org.log_refile or note):
        return ()
    buffer = EditBuffer.of(document.lines, heading)
    log = LogNote("refile", None, None, context.org.log_refile or "note")
    return store_note(buffer, context, log, note).splices(document.lines.texts)


def _level(line: str) -> int:
    return len(line) - len(line.lstrip("*"))


def siblings(document: Document, place: int) -> list[int]:
    """The indexes of a heading and of its siblings, as Org finds them.

    A heading of a lower level ends them (org-get-next-sibling, org-get-previous-sibling).
    """
    levels = document.spans.levels
    own = levels[place]

    def is_beside(other: int) -> bool:
        return levels[other] >= own

    before = [*takewhile(is_beside, range(place - 1, -1, -1))]
    after = takewhile(is_beside, range(place + 1, len(levels)))
    return [other for other in (*reversed(before), place, *after) if levels[other] == own]


def move_subtree(document: Document, heading: Heading, steps: int) -> tuple[Splice, ...]:
    """Move a subtree past a number of siblings, up if it is negative.

    What then ends the file ends in a newline (org-move-subtree-down).
    """
    place = document.headings.index(heading)
    found = siblings(document, place)
    goal = document.headings[found[found.index(place) + steps]]
    own, lines = extent(document, heading), subtree_lines(document, heading)
    end = len(document.lines.texts)
    leave = Splice(own.start, own.stop, ("",) if own.stop == end else ())
    if steps < 0:
        return (Splice(goal.line - 1, goal.line - 1, lines), leave)
    behind = extent(document, goal).stop
    return (leave, Splice(behind, behind, (*lines, "") if behind == end else lines))


def shift_subtree(document: Document, heading: Heading, change: int) -> tuple[Splice, ...]:
    """Demote a subtree, or promote it with -1 (org-demote-subtree, org-promote-subtree).

    Raises:
        MoveError: it is at the top level already.
    """
    if heading.level == 1 and change < 0:
        raise MoveError(f"{heading.title!r} is at the top level: nothing is above it.")
    moved = (heading, *subtree(document.headings, heading))
    return tuple(_shift(document, each, change) for each in moved)


def _shift(document: Document, heading: Heading, change: int) -> Splice:
    layout, start = Layout.of(document), heading.line - 1
    stop = heading.end if layout.adapt else start + 1
    level = valid_level(document, heading.level, change)
    entry = document.lines.texts[start:stop]
    return Splice(start, stop, tuple(_entry_at(entry, level, layout, document)))


def valid_level(document: Document, level: int, change: int) -> int:
    """The level below or above another one; ``#+STARTUP: odd`` skips even levels.

    ``change`` is 1 or -1. Follows org-get-valid-level.
    """
    if document.settings.startup_choice("odd", "oddeven") != "odd":
        return max(1, level + change)
    below = level - 1 if change > 0 else level
    return max(1, 1 + 2 * ((below + 2 * change) // 2))


def set_title(document: Document, heading: Heading, text: str) -> tuple[Splice, ...]:
    """Replace the text of a heading between priority and tags (org-edit-headline)."""
    known = document.settings.keywords.all
    buffer = EditBuffer.of(document.lines, heading)
    line = with_title(buffer.heading, heading.text, text, known)
    return buffer.replace(buffer.at, aligned(line, document)).splices(document.lines.texts)


def moved_order(count: int, block: range, place: int) -> Sequence[int]:
    """The indexes below ``count`` after moving a block of them before ``place``."""
    rest = [number for number in range(count) if number not in block]
    cut = sum(number < place for number in rest)
    return [*rest[:cut], *block, *rest[cut:]]
