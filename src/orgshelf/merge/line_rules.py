"""One line that both sides have changed: a list item by its parts, prose by its words."""

import re
from collections.abc import Iterator

from orgshelf.differences import differences
from orgshelf.merge.three import Three
from orgshelf.org.edit.checkbox import ItemParts, item_parts
from orgshelf.org.elements.line_types import line_type
from orgshelf.org.syntax.headline import COOKIE

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]+")
#: So many words or blanks must stay as they were between a change of ours and one of theirs.
_APART = 4

_Change = tuple[int, int, tuple[str, ...]]


def merge_line(versions: Three[str]) -> str | None:
    """A line of an entry's text, or None where it cannot be decided."""
    if all(line_type(line).type == "item" for line in versions):
        return _merge_item(versions.map(item_parts))
    return merge_words(versions)


def _merge_item(parts: Three[ItemParts]) -> str | None:
    """Bullet, counter, box and text, each by itself."""
    fields = [Three(*field) for field in zip(*parts, strict=True)]
    sides = [field.side() for field in fields[:3]]
    text = merge_words(fields[3])
    if None in sides or text is None:
        return None
    bullet, counter, mark = (f.of(s) for f, s in zip(fields[:3], sides, strict=True) if s)
    return f"{bullet} {counter}{mark}{text}"


def merge_words(versions: Three[str]) -> str | None:
    """A text in which both sides changed words far from each other; counts do not matter."""
    if side := versions.map(without_counts).side():
        return versions.of(side)
    base, ours, theirs = (tuple(_TOKENS.findall(text)) for text in versions)
    mine, other = list(_changes(base, ours)), list(_changes(base, theirs))
    if any(a[0] < b[1] + _APART and b[0] < a[1] + _APART for a in mine for b in other):
        return None
    merged = list(base)
    for start, stop, new in sorted(mine + other, reverse=True):
        merged[start:stop] = new
    return "".join(merged)


def _changes(base: tuple[str, ...], made: tuple[str, ...]) -> Iterator[_Change]:
    for start, stop, other_start, other_stop in differences(base, made):
        yield start, stop, made[other_start:other_stop]


def without_counts(text: str) -> str:
    """The text with statistics cookies that say nothing: they are counted anew."""
    return COOKIE.sub(lambda match: "[%]" if "%" in match[0] else "[/]", text)
