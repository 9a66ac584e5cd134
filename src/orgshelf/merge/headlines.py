"""The merge of a headline and its planning line, part by part."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from orgshelf.merge.latest import StateChoice, later_stamp
from orgshelf.merge.line_merge import merge_words, without_counts
from orgshelf.merge.three import Piece, Side, Three, as_pieces, named
from orgshelf.merge.version import VersionEntry
from orgshelf.model import Heading
from orgshelf.org.edit.headline_text import with_keyword, with_priority, with_title
from orgshelf.org.edit.tags import aligned, with_tags
from orgshelf.org.syntax.timestamps import is_planning, parse_timestamp

_SIDES: tuple[Side, Side] = ("ours", "theirs")


@dataclass(frozen=True, slots=True)
class _Words:
    """The parts of a headline."""

    keyword: str | None
    priority: str | None
    text: str
    tags: tuple[str, ...]

    @classmethod
    def of(cls, heading: Heading) -> "_Words":
        """The parts of a heading."""
        return cls(heading.keyword, heading.priority, heading.text, heading.local_tags)


def merge_headline(
    entries: Three[VersionEntry | None], state: StateChoice, stars: str
) -> list[Piece]:
    """The merged headline with these stars, or a conflict."""
    words = entries.map(lambda entry: _Words.of(entry.heading) if entry else None)
    wanted = {side: _wanted(words, side, state.side) for side in _SIDES}
    lines = {side: _written(entries.of(side), wanted[side], stars) for side in _SIDES}
    if wanted["ours"] == wanted["theirs"]:
        return [lines[_closest(words, wanted["ours"])]]
    return as_pieces((lines["ours"],), (lines["theirs"],))


def _closest(words: Three[_Words | None], wanted: _Words) -> Side:
    """The side whose line is used: theirs if it alone has the wanted parts already."""
    return "theirs" if words.theirs == wanted != words.ours else "ours"


def _wanted(words: Three[_Words | None], side: Side, state: Side | None) -> _Words:
    """The merged parts, with those that cannot be merged taken from a side."""
    own = words.of(side)
    assert own is not None  # both sides have the heading
    priority = words.map(lambda w: w.priority if w else None)
    keyword = words.map(lambda w: w.keyword if w else None)
    return _Words(
        keyword.of(state or side),
        priority.of(priority.side() or side),
        _text(words.map(lambda w: w.text if w else None), side),
        _tags(words.map(lambda w: w.tags if w else ())),
    )


def _text(texts: Three[str | None], side: Side) -> str:
    own = texts.of(side)
    base, ours, theirs = texts
    assert own is not None  # both sides have the heading
    if ours is None or theirs is None:
        return own
    same = without_counts(ours) == without_counts(theirs)
    merged = merge_words(Three(ours if base is None and same else base or "", ours, theirs))
    return own if merged is None else merged


def _tags(tags: Three[tuple[str, ...]]) -> tuple[str, ...]:
    """The tags merged as a set, in the order of ours."""
    return tuple(merge_sets(tags))


def merge_sets(words: Iterable[Sequence[str]]) -> Iterator[str]:
    """A set merge: the words of ours that theirs did not remove, then those that theirs added."""
    base, ours, theirs = words
    yield from (word for word in ours if word in theirs or word not in base)
    yield from (word for word in theirs if word not in ours and word not in base)


def _written(entry: VersionEntry | None, wanted: _Words, stars: str) -> str:
    """A side's headline with its parts replaced by the wanted ones."""
    assert entry is not None  # both sides have the heading
    known = entry.version.document.settings.keywords.all
    line, own = entry.lines[0], _Words.of(entry.heading)
    if wanted.text != own.text:
        line = with_title(line, own.text, wanted.text, known)
    if wanted.priority != own.priority:
        line = with_priority(line, wanted.priority, known)
    if wanted.keyword != own.keyword:
        line = with_keyword(line, wanted.keyword, known)
    if wanted.tags != own.tags:
        line = with_tags(line, wanted.tags)
    moved = stars + line.lstrip("*")
    return moved if line == entry.lines[0] else aligned(moved, entry.version.document)


_STAMPED = re.compile(r"(CLOSED|SCHEDULED|DEADLINE):[ \t]*([<\[][^>\]]*[>\]])[ \t]*")
_Stamps = Mapping[str, str]


def planning_line(entry: VersionEntry | None) -> str | None:
    """The planning line of an entry; None without one."""
    below = entry.lines[1:2] if entry else ()
    return below[0] if below and is_planning(below[0]) else None


def merge_planning(entries: Three[VersionEntry | None], state: StateChoice) -> list[Piece]:
    """The merged planning line, if any; CLOSED follows the keyword."""
    lines = entries.map(planning_line)
    if (side := lines.side()) and not state.contested:
        return [*_lines(lines.of(side))]
    stamps = lines.map(_stamps)
    if stamps.ours is None or stamps.theirs is None or stamps.base is None:
        return as_pieces(_lines(lines.ours), _lines(lines.theirs))
    found = Three[_Stamps](stamps.base, stamps.ours, stamps.theirs)
    first = lines.ours or lines.theirs or ""
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    mine, other = (_written_line(indent, found, side, state) for side in ("ours", "theirs"))
    return as_pieces(mine, other)


def _lines(line: str | None) -> tuple[str, ...]:
    return () if line is None else (line,)


def _stamps(line: str | None) -> _Stamps | None:
    """The timestamp of each keyword; None if the line has any other text."""
    text = (line or "").strip(" \t")
    found = {match[1]: match[2] for match in _STAMPED.finditer(text)}
    return None if _STAMPED.sub("", text) else found


def _written_line(
    indent: str, stamps: Three[_Stamps], side: Side, state: StateChoice
) -> tuple[str, ...]:
    """The planning line, with open decisions taken from a side; CLOSED first, as in Org."""
    names = dict.fromkeys(("CLOSED", *stamps.ours, *stamps.theirs))
    values = {name: _value(name, named(stamps, name), state) for name in names}
    parts = [
        f"{name}: {stamp}"
        for name, chosen in values.items()
        if (stamp := stamps.of(chosen or side).get(name))
    ]
    return (indent + " ".join(parts),) if parts else ()


def _value(name: str, stamps: Three[str | None], state: StateChoice) -> Side | None:
    """The side whose timestamp is taken.

    Of two with the same repeater it is the later one: the task was done more often there.
    """
    if name == "CLOSED" and (state.contested or not stamps.side()) and state.side:
        return state.side
    if side := stamps.side():
        return side
    ours, theirs = (parse_timestamp(text or "") for text in stamps[1:])
    repeats = ours and theirs and ours.repeater and ours.repeater == theirs.repeater
    return later_stamp(ours, theirs) if repeats or name == "CLOSED" else None
