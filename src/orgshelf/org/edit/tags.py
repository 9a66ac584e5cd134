"""Setting and aligning the tags of a headline (Org manual: Setting Tags; org-align-tags)."""

from collections.abc import Iterable, Sequence

from orgshelf.errors import TagError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, Layout
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import is_headline, is_tag, split_tags
from orgshelf.text import width


def change_tags(document: Document, heading: Heading, tags: Sequence[str]) -> tuple[Splice, ...]:
    """Set the local tags of a heading (org-set-tags).

    Unchanged tags are aligned too.

    Raises:
        TagError: one has a letter that no tag may have.
    """
    for tag in tags:
        if not is_tag(tag):
            raise TagError(tag)
    buffer = EditBuffer.of(document.lines, heading)
    line = buffer.heading if tuple(tags) == heading.local_tags else with_tags(buffer.heading, tags)
    return buffer.replace(buffer.at, aligned(line, document)).splices(document.lines.texts)


def toggled(tags: Iterable[str], changes: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """The tags with each of ``changes`` appended (True) or removed (org-toggle-tag)."""
    found = list(tags)
    for tag, wanted in changes:
        if not wanted:
            found = [other for other in found if other != tag]
        elif tag not in found:
            found.append(tag)
    return tuple(found)


def aligned(line: str, document: Document) -> str:
    """The headline with its tags at org-tags-column, unless org-auto-align-tags is off.

    ``#+STARTUP: indent`` moves the column by one for each level.
    """
    if not document.org.auto_align_tags:
        return line
    column = document.org.tags_column
    level = len(line) - len(line.lstrip("*"))
    offset = level - 1 if Layout.of(document).virtual else 0
    return align(line, column + (-offset if column > 0 else offset))


def align(line: str, column: int) -> str:
    """The headline with its tags at ``column``, or ending at ``-column`` if it is negative.

    At least one blank precedes them (org--align-tags-here).
    """
    text, _ = split_tags(line)
    bare = line.rstrip(" \t")
    tags = bare[len(text) :].lstrip(" \t")
    if not tags:
        return line
    wanted = column if column >= 0 else -column - width(tags)
    wanted = max(wanted, width(text) + 1)
    if width(bare.removesuffix(tags)) == wanted:
        return line
    return text + " " * (wanted - width(text)) + tags + line[len(bare) :]


def with_tags(line: str, tags: Sequence[str]) -> str:
    """The headline with these tags after one blank; the stars keep a blank after them."""
    text, _ = split_tags(line)
    blank = "" if is_headline(text) else " "
    return text + blank + (f" :{':'.join(tags)}:" if tags else "")
