"""The drawer and the tag that make a heading a flashcard (org-fc--init-card)."""

from collections.abc import Iterable, Sequence

from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, Layout
from orgshelf.org.edit.elements import find_drawer
from orgshelf.org.edit.properties import check_property, metadata_column, put_property
from orgshelf.org.edit.tags import aligned, with_tags
from orgshelf.org.lines import Splice


def make_card(
    document: Document,
    heading: Heading,
    tag: str,
    properties: Iterable[tuple[str, str]],
    drawer: Sequence[str],
) -> tuple[Splice, ...]:
    """Add a tag, properties and a drawer to a heading.

    ``drawer`` includes its first and last line.

    Raises:
        PropertyError: Org would not read one as such.
    """
    buffer, layout = EditBuffer.of(document.lines, heading), Layout.of(document)
    tags = (tag, *(other for other in heading.local_tags if other != tag))
    buffer = buffer.replace(buffer.at, aligned(with_tags(buffer.heading, tags), document))
    for name, value in properties:
        check_property(name, value)
        buffer = put_property(buffer, name, value, layout)
    indent = layout.blanks(metadata_column(buffer, layout))
    first, *inside, last = drawer
    lines = (indent + first, *inside, indent + last)
    return buffer.insert(buffer.body, *lines).splices(document.lines.texts)


def drawer_text(lines: Sequence[str], name: str) -> tuple[str, ...] | None:
    """The contents of the first drawer with a name among an entry's lines; None without one."""
    found = find_drawer(lines, name, 0, len(lines))
    return tuple(lines[found[0] + 1 : found[1]]) if found else None


def replace_drawer_text(
    document: Document, heading: Heading, name: str, lines: Iterable[str]
) -> tuple[Splice, ...]:
    """Replace the contents of the first drawer with a name, if there is one."""
    buffer = EditBuffer.of(document.lines, heading)
    found = find_drawer(buffer.lines, name, buffer.body, buffer.stop)
    if found is None:
        return ()
    return buffer.splice(found[0] + 1, found[1], *lines).splices(document.lines.texts)
