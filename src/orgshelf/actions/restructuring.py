"""The use cases that change the outline: titles, order, levels, and what is taken out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Literal

from orgshelf.actions.current import current, relocate, reread
from orgshelf.actions.transaction import Change, Plan
from orgshelf.actions.working import FileEdit
from orgshelf.errors import MoveError, UsageError
from orgshelf.model import Heading
from orgshelf.org.edit.subtree import siblings
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.refs import topmost
from orgshelf.store.library import Library
from orgshelf.text import plural

#: Where among its siblings a subtree can go by itself.
Direction = Literal["up", "down", "top", "bottom"]
#: Where an entry of the file stands in it by now.
_Locate = Callable[[Entry], int]
#: What is done to the heading at an index; the file after it, and the words that tell of it.
_Reshape = Callable[[FileEdit, int, _Locate], tuple[FileEdit, str]]

_LINKED = re.compile(r"\[\[([^][]+)\]\[[^][]*\]\]|\[\[([^][]+)\]\]")
_COOKIES = re.compile(r"(?:[ \t]*\[[0-9]*(?:%|/[0-9]*)\])+$")


def retitle(library: Library, entry: Entry, title: str) -> Plan:
    """Give a heading another title (org-edit-headline).

    A link stays around the new words, and a cookie behind them.

    Raises:
        UsageError: there are no words; or when it is committed Org would read more in them.
    """
    words = " ".join(title.split())
    if not words:
        raise UsageError("A heading needs a title: write it behind the REF.")

    def reshape(working: FileEdit, place: int, _: _Locate) -> tuple[FileEdit, str]:
        heading = working.document.headings[place]
        return working.renamed(place, _retitled(heading, words)), f"was {heading.title}:"

    return _plan(library, [entry], reshape)


def move(library: Library, entries: Sequence[Entry], where: Direction) -> Plan:
    """Move subtrees among their siblings (org-move-subtree-up, org-move-subtree-down).

    Several keep their order. Where one cannot move on, it stays.
    """
    backwards = where in ("down", "top")
    chosen = topmost(entries)
    ordered = sorted(chosen, key=lambda entry: (entry.file, entry.index), reverse=backwards)
    ordered = sorted(ordered, key=lambda entry: entry.file)

    def reshape(working: FileEdit, place: int, _: _Locate) -> tuple[FileEdit, str]:
        found = siblings(working.document, place)
        at = found.index(place)
        most = {"up": -min(1, at), "top": -at, "bottom": len(found) - 1 - at}
        steps = most.get(where, min(1, len(found) - 1 - at))
        return (working.moved(place, steps) if steps else working), f"moved {where}"

    return _plan(library, ordered, reshape)


def move_beside(library: Library, entries: Sequence[Entry], goal: Entry, *, before: bool) -> Plan:
    """Move subtrees just before or behind a sibling of theirs.

    Raises:
        MoveError: when it is committed and one is no sibling of it.
    """
    chosen = topmost(entries)
    ordered = chosen if before else [*reversed(chosen)]
    word = "before" if before else "after"

    def reshape(working: FileEdit, place: int, locate: _Locate) -> tuple[FileEdit, str]:
        title = working.document.headings[place].title
        found = siblings(working.document, place)
        target = locate(goal) if goal.file == working.document.file else None
        if target is None or target not in found:
            raise MoveError(
                f"{title!r} is not beside {goal.heading.title!r}: `orgshelf refile` moves it there."
            )
        steps = _steps(found.index(place), found.index(target), before=before)
        told = f"moved {word} {goal.heading.title}:"
        return (working.moved(place, steps) if steps else working), told

    return _plan(library, ordered, reshape)


def promote(library: Library, entries: Sequence[Entry]) -> Plan:
    """Move subtrees one level up (org-promote-subtree).

    Raises:
        MoveError: when it is committed and one is at the top level.
    """
    return _shifted(library, entries, -1, "promoted")


def demote(library: Library, entries: Sequence[Entry]) -> Plan:
    """Move subtrees one level down (org-demote-subtree)."""
    return _shifted(library, entries, 1, "demoted")


def remove(library: Library, entries: Sequence[Entry]) -> Plan:
    """Take subtrees out of their files (org-cut-subtree)."""

    def reshape(working: FileEdit, place: int, _: _Locate) -> tuple[FileEdit, str]:
        count = len(working.subtree(place))
        below = f" with {plural(count - 1, 'heading')} below" if count > 1 else ""
        return working.without(place, count), f"removed{below}"

    return _plan(library, topmost(entries), reshape)


def _shifted(library: Library, entries: Sequence[Entry], change: int, words: str) -> Plan:
    def reshape(working: FileEdit, place: int, _: _Locate) -> tuple[FileEdit, str]:
        return working.shifted(place, change), words

    return _plan(library, topmost(entries), reshape)


def _steps(at: int, goal: int, *, before: bool) -> int:
    """How many siblings a heading is moved past to be beside another."""
    if at == goal:
        return 0
    return goal - at - (before and at < goal) + (not before and at > goal)


def _retitled(heading: Heading, words: str) -> str:
    """A heading's new text: its only link stays around the words, its cookies behind them."""
    bare = heading.text.rstrip()
    cookies = _COOKIES.search(bare)
    links = _LINKED.findall(heading.text)
    if len(links) == 1 and not {"[", "]"} & set(words):
        target = links[0][0] or links[0][1]
        return f"[[{target}][{words}]]{cookies[0] if cookies else ''}"
    return f"{words}{cookies[0] if cookies and not _COOKIES.search(words) else ''}"


def _plan(library: Library, entries: Sequence[Entry], reshape: _Reshape) -> Plan:
    """The plan to do this to each heading, file by file, in the order given."""

    def prepare() -> list[Change]:
        groups = groupby(entries, key=lambda entry: entry.file)
        return [_change(library, list(group), reshape) for _, group in groups]

    return Plan(library, prepare)


def _change(library: Library, group: Sequence[Entry], reshape: _Reshape) -> Change:
    note, document = current(library, group[0].document)
    working = FileEdit.of(document, partial(reread, library))

    def origin_of(entry: Entry) -> int:
        return relocate(library, document, entry).index

    told: list[str] = []
    unchanged: list[str] = []
    for entry in group:
        before, origin = working, origin_of(entry)
        locate = _locator(working, origin_of)
        working, words = reshape(working, working.find(origin), locate)
        same = working.document.lines.raw == before.document.lines.raw
        (unchanged if same else told).append(_said(working, origin, entry, words, same=same))
    change = Change.of(note, document, working.document, told, unchanged)
    if len(group) > 1 or origin not in working.origins:
        return change
    return replace(change, line=working.document.headings[working.find(origin)].line)


def _locator(working: FileEdit, origin_of: _Locate) -> _Locate:
    return lambda entry: working.find(origin_of(entry))


def _said(working: FileEdit, origin: int, entry: Entry, words: str, *, same: bool) -> str:
    """``books.org:12 moved up  Title``, with the line and title that the heading has now."""
    gone = origin not in working.origins
    heading = entry.heading if gone else working.document.headings[working.find(origin)]
    words = "was already there" if same else words
    return f"{entry.file}:{heading.line} {words}  {heading.title}"
