"""Putting a line into the inbox, as org-capture does.

It must be quick, since it interrupts something else: no note is read but the inbox, and of that
only the headlines.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from orgshelf.actions.transaction import Change, Plan
from orgshelf.errors import NotEditableError, UsageError
from orgshelf.org.lines import Lines, Splice
from orgshelf.org.syntax.headline import is_headline, parse_headline
from orgshelf.org.syntax.timestamps import format_stamp
from orgshelf.store import files
from orgshelf.store.hunks import HeadingAt, OutlinePath, compare

if TYPE_CHECKING:
    from orgshelf.store.config import Config

#: Lines by which a file says which words are keywords of it.
_SETS_KEYWORDS = re.compile(
    r"^[ \t]*#\+(?:seq_|typ_)?(?:todo|setupfile):", re.IGNORECASE | re.MULTILINE
)
#: What there is wherever a title has markup, a link or a cookie.
_MARKED = re.compile(r"[\[\\]|(?:^|[\s\-('\"{])[*/_+=~]")
_KEYWORDS = ("TODO", "DONE")
_BLANK = " \t\r"


class Tree(NamedTuple):
    """Notes that are not read: where they are, and the time there."""

    root: Path
    config: "Config"
    now: datetime


class _Headline(NamedTuple):
    """The line of a heading, from 0, and the titles from the top down to it."""

    line: int
    titles: tuple[str, ...]


def capture(tree: Tree, text: str) -> Plan:
    """Add a heading with the time to the inbox; other lines of the text go below the time.

    Raises:
        UsageError: there is no text.
    """
    first, *rest = [" ".join(line.split()) for line in text.strip().splitlines()] or [""]
    if not first:
        raise UsageError("Write what to capture, like `orgshelf capture 'Look it up'`.")
    return Plan(tree, lambda: [_captured(tree, first, rest)])


def _captured(tree: Tree, title: str, rest: Sequence[str]) -> Change:
    note = files.find(tree.root, tree.config.inbox, tree.config.writable)
    before = Lines.from_bytes(note.content)
    if before.uneditable:
        raise NotEditableError(note.name, before.uneditable)
    place, gap = _end(before.texts), _gap(before.texts)
    stamp = format_stamp(tree.now, tree.config.org.weekdays)
    new = (*gap, f"* {title}", stamp, *_harmless(rest), "")
    after = before.apply([Splice(place, len(before.texts), new)])
    data = after.encoded(note.name)
    paths = (_paths(tree, note.name, lines) for lines in (before, after))
    line = place + len(gap) + 1
    summary = f"{note.name}:{line} captured  {title}"
    found = compare(note.data, data, *paths)
    return Change(note, data, (summary,), hunks=found, line=line)


def _end(texts: Sequence[str]) -> int:
    """Behind the last line that is not blank; of blank lines alone behind the first.

    As org-capture-place-entry goes there (org-back-over-empty-lines).
    """
    if texts == ("",):
        return 0
    last = next((i for i in reversed(range(len(texts))) if texts[i].strip(_BLANK)), 0)
    return last + 1


def _gap(texts: Sequence[str]) -> tuple[str, ...]:
    """A blank line where the last heading has one above it, and the file ends in none.

    As org-capture-place-entry has it in Org 9.8.
    """
    lines = texts[:-1] if texts[-1] == "" else texts
    last = next((i for i in reversed(range(len(lines))) if is_headline(lines[i])), 0)
    is_apart = last > 0 and not lines[last - 1].strip(_BLANK) and lines[-1].strip(_BLANK)
    return ("",) if is_apart else ()


def _harmless(lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    from orgshelf.importers.imported import text_line  # most captures are one line

    return [text_line(line) for line in lines]


def _paths(tree: Tree, name: str, lines: Lines) -> HeadingAt:
    """The heading that a line is in; the full reader is used only if it must be."""
    text = "\n".join(lines.texts)
    if _SETS_KEYWORDS.search(text) or tree.config.org.todo_keywords != ("TODO | DONE",):
        from orgshelf.actions.current import Outline
        from orgshelf.store.notes import parse

        return Outline(parse(lines, name, tree.root, tree.config)).heading_at
    found = _headlines(lines.texts)
    return lambda line: _path(found, line)


def _path(headlines: Sequence[_Headline], line: int) -> OutlinePath | None:
    """The last heading that begins before a line or on it (``outline.Outline.heading_at``)."""
    number = bisect_right(headlines, line, key=attrgetter("line"))
    if not number:
        return None
    titles = headlines[number - 1].titles
    alike = [index for index, each in enumerate(headlines) if each.titles == titles]
    return OutlinePath(titles, alike.index(number - 1) + 1, len(alike))


def _headlines(texts: Sequence[str]) -> list[_Headline]:
    found, above = list[_Headline](), list[tuple[int, tuple[str, ...]]]()
    for line, text in enumerate(texts):
        if not is_headline(text):
            continue
        headline = parse_headline(text, _KEYWORDS)
        while above and above[-1][0] >= headline.level:
            above.pop()
        titles = (*(above[-1][1] if above else ()), _title(headline.text))
        found.append(_Headline(line, titles))
        above.append((headline.level, titles))
    return found


def _title(text: str) -> str:
    """A headline's text as it is read; most have no markup, and need no more."""
    if not _MARKED.search(text):
        return text
    from orgshelf.org.syntax.plain_words import readable_title

    return readable_title(text)
