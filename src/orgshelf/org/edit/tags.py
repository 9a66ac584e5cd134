"""Where the tags of a headline stand (Org manual: Setting Tags; org-align-tags)."""

from orgshelf.org.edit.columns import width
from orgshelf.org.edit.layout import Layout
from orgshelf.org.reader import Document
from orgshelf.org.syntax.headline import split_tags


def aligned(line: str, document: Document) -> str:
    """The headline as Org leaves it after any change to it, by org-tags-column.

    ``#+STARTUP: indent`` moves the column by one for each level; nothing moves where
    org-auto-align-tags is off.
    """
    org = document.org
    if not org.auto_align_tags:
        return line
    level = len(line) - len(line.lstrip("*"))
    offset = level - 1 if Layout.of(document).virtual else 0
    return align(line, org.tags_column + (-offset if org.tags_column > 0 else offset))


def align(line: str, column: int) -> str:
    """The headline with its tags at ``column``, or ending at ``-column`` where it is negative.

    At least one blank stays before them (org--align-tags-here).
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
