"""A property drawer that both sides changed: each property by itself."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from orgshelf.merge.latest import PROPERTY_RULES
from orgshelf.merge.line_merge import merge_lines
from orgshelf.merge.sequences import merge_order
from orgshelf.merge.three import Conflict, Piece, Side, Three, named
from orgshelf.org.syntax.drawers import property_key

#: A property by its name; a line that adds to one by what it adds.
_Lines = Mapping[Hashable, str]


def merge_properties(drawers: Three[tuple[str, ...]]) -> list[Piece]:
    """The lines of the drawer, the first and the last one too; none where there is no drawer."""
    if side := drawers.side():
        return list(drawers.of(side))
    if not all(map(_is_plain, drawers)):
        return merge_lines(drawers)
    lines = drawers.map(_by_name)
    names = merge_order(map(tuple, lines), {*lines.ours, *lines.theirs})
    inside: list[Piece] = []
    for name in names:
        inside += _property(name, named(lines, name))
    edge = drawers.ours or drawers.theirs
    return [edge[0], *inside, edge[-1]] if inside or all(drawers) else []


def _is_plain(drawer: Sequence[str]) -> bool:
    """Whether no property stands twice, so that each has one value."""
    names = Counter(map(_name, drawer[1:-1]))
    return None not in names and all(number == 1 for number in names.values())


def _by_name(drawer: Sequence[str]) -> _Lines:
    return {_name(line): line for line in drawer[1:-1]}


def _name(line: str) -> Hashable:
    key = property_key(line)
    return (key, _value(line)) if key and key.endswith("+") else key


def _value(line: str) -> str:
    return line.strip().partition(" ")[2].strip()


def _property(name: Hashable, lines: Three[str | None]) -> Sequence[Piece]:
    side = lines.map(lambda line: None if line is None else _value(line)).side()
    if side is None and lines.ours is not None and lines.theirs is not None:
        side = _by_rule(name, lines.ours, lines.theirs)
    if side is not None:
        line = lines.of(side)
        return () if line is None else (line,)
    return (Conflict(*((line,) if line is not None else () for line in lines[1:])),)


def _by_rule(name: Hashable, ours: str, theirs: str) -> Side | None:
    rule = PROPERTY_RULES.get(name) if isinstance(name, str) else None
    return rule(_value(ours), _value(theirs)) if rule else None
