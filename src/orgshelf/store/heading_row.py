"""A heading made again from its row of the index."""

from collections.abc import Mapping, Sequence
from typing import Any

from orgshelf.model import NO_PLANNING, Heading, Planning
from orgshelf.org.inheritance import NO_PROPERTIES, chained, inherit_tags
from orgshelf.store.tables import decoded, parted


def heading_of(
    row: Sequence[Any],
    parent: int | None,
    inherited_tags: tuple[str, ...],
    inherited: Mapping[str, str],
) -> Heading:
    """A heading of its columns, with what the one above it, or its file, hands down."""
    (level, line, lines, above_body, keyword, done, commented, priority, text, title,
     tags, planning, properties, merged) = row  # fmt: skip
    text = decoded(text)
    own = NO_PROPERTIES
    if properties:
        own = dict(parted(properties))
        inherited = chained(own if merged is None else dict(parted(merged)), inherited)
    local = words_of(tags)
    return Heading(
        line,
        line + lines,
        line + above_body,
        level,
        parent,
        None if keyword is None else decoded(keyword),
        bool(done),
        None if priority is None else decoded(priority),
        text,
        text if title is None else decoded(title),
        local,
        inherit_tags(inherited_tags, local) if local else inherited_tags,
        planning_of(planning),
        own,
        inherited,
        bool(commented),
    )


def planning_of(line: str | bytes | None) -> Planning:
    """The stamps of a planning line."""
    if line is None:
        return NO_PLANNING
    from orgshelf.org.syntax.timestamps import parse_planning

    return parse_planning(decoded(line))


def words_of(value: str | bytes | None) -> tuple[str, ...]:
    """Tags, as a row has them."""
    return tuple(decoded(value).split(" ")) if value else ()
