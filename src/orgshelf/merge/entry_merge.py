"""One entry of three versions: headline, dates, properties, logs, text, each by its rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orgshelf.merge.dates_line import merge_planning, planning_line
from orgshelf.merge.headlines import merge_headline
from orgshelf.merge.latest import choose_state
from orgshelf.merge.line_merge import join_lines, merge_lines
from orgshelf.merge.line_rules import merge_line
from orgshelf.merge.log_merge import merge_logs
from orgshelf.merge.log_units import split_log
from orgshelf.merge.property_lines import merge_properties
from orgshelf.merge.three import Conflict, Piece, Three, as_pieces
from orgshelf.merge.version import VersionEntry, without_tail
from orgshelf.org.elements.node import Kind, of_kind
from orgshelf.org.elements.section import read_body

#: In these, lines of both sides that stand in the same place do not go together.
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
    """How entries are merged: as ``plain`` lines or not; the order of their logs."""

    plain: bool
    newest_first: bool


def merge_entry(entries: _Entries, level: int, rules: EntryRules) -> list[Piece]:
    """The lines of an entry that one side has or both, at a level."""
    stars = "*" * level
    if entries.ours is None or entries.theirs is None:
        found = entries.ours or entries.theirs
        assert found is not None  # one side has it
        return _with_stars(stars, found.lines)
    said = entries.map(lambda entry: entry.said() if entry else None)
    if side := said.side():
        found = entries.of(side)
        return _with_stars(stars, found.lines if found else ())
    pieces = _plainly(entries) if rules.plain else _by_parts(entries, rules)
    return _with_stars(stars, pieces)


def _with_stars(stars: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the headline at its level; it is the first piece."""
    first, *rest = pieces
    if isinstance(first, str):
        return [stars + first.lstrip("*"), *rest]
    sides = [tuple(stars + line for line in lines) for lines in (first.ours, first.theirs)]
    return [Conflict(*sides), *rest]


def _plainly(entries: _Entries) -> list[Piece]:
    """Merge an entry as lines of which nothing is known."""
    lines = entries.map(lambda entry: entry.lines if entry else ())
    first = lines.map(lambda some: some[0].lstrip("*") if some else None)
    side = first.side()
    headline = (
        as_pieces((first.ours or "",), (first.theirs or "",))
        if side is None
        else [first.of(side) or ""]
    )
    return [*headline, *_merge_text(entries, lines.map(lambda some: some[1:]))]


def _by_parts(entries: _Entries, rules: EntryRules) -> list[Piece]:
    state = choose_state(entries)
    split = entries.map(lambda entry: split_log(without_tail(entry.text)) if entry else ((), ()))
    return [
        *merge_headline(entries, state),
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
    """The blank lines at the end of the entry: where both sides changed them, the more."""
    tails = entries.map(lambda entry: entry.text[len(without_tail(entry.text)) :] if entry else ())
    side = tails.side()
    return tails.of(side) if side else max(tails.ours, tails.theirs, key=len)


def _merge_text(entries: _Entries, texts: Three[Lines]) -> list[Piece]:
    if entries.base is None:
        return join_lines(texts.ours, texts.theirs)
    return merge_lines(texts, merge_line, frozenset(_inside_blocks(texts.base)))


def _inside_blocks(text: Lines) -> Iterator[int]:
    """The lines of blocks, but for the ones that begin them."""
    for block in of_kind(read_body(text), *_BLOCKS):
        yield from range(block.post_affiliated + 1, block.text_end)
