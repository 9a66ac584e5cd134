"""A heading made again from its row of the index."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from orgshelf.model import NO_PLANNING, Heading, Planning
from orgshelf.org.inheritance import NO_PROPERTIES, chained, inherit_tags
from orgshelf.shelf.entries import Entry
from orgshelf.store.tables import decoded, parted

if TYPE_CHECKING:
    from orgshelf.store.stored import StoredDocument


def heading_of(
    row: Sequence[Any], above: int | None, parent: Entry | None, document: "StoredDocument"
) -> Heading:
    """A heading of its columns; ``above`` is the place of its parent, an entry of the file."""
    (level, line, end, body, keyword, done, commented, priority, text, title,
     tags, planning, properties, merged) = row  # fmt: skip
    text = decoded(text)
    inherited_tags = parent.heading.tags if parent else document.tags
    inherited = parent.heading.inherited if parent else document.properties
    own = NO_PROPERTIES
    if properties:
        own = dict(parted(properties))
        inherited = chained(own if merged is None else dict(parted(merged)), inherited)
    local = words_of(tags)
    return Heading(
        line,
        end,
        body,
        level,
        above,
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
