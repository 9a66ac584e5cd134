"""The merge of the text above the first headline: comments, drawer, settings, text."""

from collections.abc import Callable, Mapping

from orgshelf.merge.entry_merge import merge_properties
from orgshelf.merge.headlines import merge_sets
from orgshelf.merge.line_merge import join_lines, merge_line, merge_lines
from orgshelf.merge.sequences import merge_order
from orgshelf.merge.three import Piece, Three
from orgshelf.org.elements.line_types import line_type
from orgshelf.org.syntax.case import upcase
from orgshelf.org.syntax.drawers import PropertyDrawer, property_drawer

Lines = tuple[str, ...]
_Merge = Callable[[Three[str]], str]


def merge_tops(tops: Three[Lines | None]) -> list[Piece]:
    """Merge the lines; the base is None if it is unknown."""
    parts = tops.map(lambda lines: _split(lines or ()))
    merge = merge_lines if tops.base is not None else _join
    return [
        *merge(parts.map(lambda part: part[0])),
        *merge_properties(parts.map(lambda part: part[1])),
        *merge(parts.map(lambda part: part[2]), _merge_setting),
    ]


def _join(lines: Three[Lines], _rule: object = None) -> list[Piece]:
    return join_lines(lines.ours, lines.theirs)


def _split(lines: Lines) -> tuple[Lines, Lines, Lines]:
    """The lines above the property drawer, the drawer, and the lines below it."""
    start = 0
    while start < len(lines) and line_type(lines[start]).type in ("blank", "comment"):
        start += 1
    drawer = property_drawer(lines, start, len(lines))
    if not isinstance(drawer, PropertyDrawer):
        return (), (), lines
    return lines[:start], lines[start : drawer.end + 1], lines[drawer.end + 1 :]


def _merge_setting(lines: Three[str]) -> str | None:
    """Merge a setting by its words, any other line as text."""
    settings = [(line_type(line), line) for line in lines]
    names = {upcase(kind.name) if kind.type == "keyword" else None for kind, _ in settings}
    merge = _SETTINGS.get(next(iter(names)) or "") if len(names) == 1 else None
    if merge is None:
        return merge_line(lines)
    values = Three(*(kind.value for kind, _ in settings))
    head = lines.ours[: len(lines.ours.rstrip()) - len(values.ours)]
    return f"{head}{merge(values)}"


def _words(values: Three[str]) -> str:
    """Merge words as a set."""
    return " ".join(merge_sets(values.map(str.split)))


def _tags(values: Three[str]) -> str:
    """Merge tags between colons as a set."""
    tags = [*merge_sets(values.map(lambda value: value.replace(":", " ").split()))]
    return f":{':'.join(tags)}:" if tags else ""


def _keywords(values: Three[str]) -> str:
    """Merge TODO keywords, which have an order."""
    words = values.map(str.split)
    kept = {*merge_sets(words)}
    return " ".join(merge_order(words, kept))


_SETTINGS: Mapping[str, _Merge] = {
    "FILETAGS": _tags,
    "STARTUP": _words,
    "TODO": _keywords,
    "SEQ_TODO": _keywords,
    "TYP_TODO": _keywords,
}
