"""The merge of an entry: headline, planning, properties, logs and text, each by its own rules."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from orgshelf.merge.headlines import merge_headline, merge_planning, planning_line
from orgshelf.merge.latest import PROPERTY_RULES, choose_state
from orgshelf.merge.line_merge import join_lines, merge_line, merge_lines
from orgshelf.merge.log_merge import merge_logs, split_log
from orgshelf.merge.sequences import merge_order
from orgshelf.merge.three import Conflict, Piece, Side, Three, as_pieces, named
from orgshelf.merge.version import VersionEntry, without_tail
from orgshelf.org.elements.node import Kind, of_kind
from orgshelf.org.elements.section import read_body
from orgshelf.org.syntax.drawers import property_key

#: Blocks in which insertions of both sides at the same place are a conflict.
_BLOCKS: tuple[Kind, ...] = (
    "comment-block",
    "dynamic-block",
    "example-block",
    "export-block",
    "latex-environment",
    "quote-block",
    "special-block",
    "src-block",
    "verse-block",
)

Lines = tuple[str, ...]
_Entries = Three[VersionEntry | None]


@dataclass(frozen=True, slots=True)
class EntryRules:
    """Whether entries are merged as ``plain`` lines, and the order of their logs."""

    plain: bool
    newest_first: bool


def merge_entry(entries: _Entries, level: int, rules: EntryRules) -> list[Piece]:
    """The merged entry, with its headline at a level."""
    stars = "*" * level
    if entries.ours is None or entries.theirs is None:
        found = entries.ours or entries.theirs
        assert found is not None  # one side has it
        return _with_stars(stars, found.lines)
    whole = entries.map(lambda entry: entry.at_any_level() if entry else None)
    normalized = entries.map(lambda entry: entry.normalized() if entry else None)
    if side := whole.side() or normalized.side():
        found = entries.of(side)
        return _with_stars(stars, found.lines if found else ())
    pieces = _plainly(entries) if rules.plain else _by_parts(entries, rules, stars)
    return _with_stars(stars, pieces)


def _with_stars(stars: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, of which the first is the headline, with the headline at a level."""
    first, *rest = pieces
    if isinstance(first, str):
        return [stars + first.lstrip("*"), *rest]
    sides = [
        tuple(stars + line.lstrip("*") for line in lines) for lines in (first.ours, first.theirs)
    ]
    return [Conflict(*sides), *rest]


def _plainly(entries: _Entries) -> list[Piece]:
    """Merge an entry as lines, without parsing it."""
    lines = entries.map(lambda entry: entry.lines if entry else ())
    first = lines.map(lambda some: some[0].lstrip("*") if some else None)
    side = first.side()
    headline = (
        as_pieces((first.ours or "",), (first.theirs or "",))
        if side is None
        else [first.of(side) or ""]
    )
    return [*headline, *_merge_text(entries, lines.map(lambda some: some[1:]))]


def _by_parts(entries: _Entries, rules: EntryRules, stars: str) -> list[Piece]:
    state = choose_state(entries)
    split = entries.map(lambda entry: split_log(without_tail(entry.text)) if entry else ((), ()))
    return [
        *merge_headline(entries, state, stars),
        *merge_planning(entries, state),
        *merge_properties(entries.map(_properties)),
        *merge_logs(split.map(lambda parts: parts[0]), newest_first=rules.newest_first),
        *_merge_text(entries, split.map(lambda parts: parts[1])),
        *_tail(entries),
    ]


def _properties(entry: VersionEntry | None) -> Lines:
    """The lines of the property drawer."""
    if entry is None:
        return ()
    above = 1 if planning_line(entry) is None else 2
    return entry.lines[above : entry.heading.body - entry.heading.line]


def _tail(entries: _Entries) -> Lines:
    """The blank lines at the end of the entry; the longer run if both sides changed them."""
    tails = entries.map(lambda entry: entry.text[len(without_tail(entry.text)) :] if entry else ())
    side = tails.side()
    return tails.of(side) if side else max(tails.ours, tails.theirs, key=len)


def _merge_text(entries: _Entries, texts: Three[Lines]) -> list[Piece]:
    if entries.base is None:
        return join_lines(texts.ours, texts.theirs)
    return merge_lines(texts, merge_line, frozenset(_inside_blocks(texts.base)))


def _inside_blocks(text: Lines) -> Iterator[int]:
    """The lines of blocks, without their first lines."""
    for block in of_kind(read_body(text), *_BLOCKS):
        yield from range(block.post_affiliated + 1, block.text_end)


#: The lines of a drawer by property name; for ``KEY+`` by name and value.
_Lines = Mapping[Hashable, str]


def merge_properties(drawers: Three[tuple[str, ...]]) -> list[Piece]:
    """The merged drawer with its first and last line; empty without a drawer."""
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
    """Whether no property occurs twice."""
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
