"""Archiving subtrees (Org manual: Moving subtrees; org-archive-subtree)."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import NamedTuple

from orgshelf.errors import ArchiveError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer, EditContext, Layout
from orgshelf.org.edit.properties import put_property
from orgshelf.org.edit.statistics import ancestors
from orgshelf.org.edit.subtree import Paste, at_level, extent, insert, valid_level
from orgshelf.org.inheritance import category_of
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import is_commented, is_headline, split_tags
from orgshelf.org.syntax.links import display_links

_FORMAT = re.compile(r"%(.?)")
_COUNTED = re.compile(r"\[[0-9]+%\]|\[[0-9]+/[0-9]+\]")
_BLANKS = " \t"
_MODE_LINE = "#    -*- mode: org -*-\n\n"


class Location(NamedTuple):
    """The target of archiving: a file, as written in the notes, and a headline in it.

    With ``file`` "" it is the file itself; with ``heading`` None it is the end of the archive.
    """

    file: str
    heading: str | None


def archive_location(document: Document, heading: Heading) -> Location:
    """The location in the ARCHIVE property, else ``#+ARCHIVE``, else org-archive-location.

    Raises:
        ArchiveError: it is no such place, or one by date.
    """
    text = heading.get("ARCHIVE", inherit=True) or document.settings.archive
    text = text or document.org.archive_location
    file, colons, title = text.partition("::")
    if not colons:
        raise ArchiveError(f"{text!r} is no archive location: write it like %s_archive::* Done")
    if title.startswith("datetree/"):
        raise ArchiveError(f"{text!r} asks for a date tree, which only Emacs can write")
    name = PurePath(document.file).name
    title = _formatted(title, name)
    return Location(_formatted(file, name).strip(), title if is_headline(title) else None)


def new_archive(file: str, source: str | None) -> str:
    """The first lines of a new archive; ``source`` is the full path of the archived file.

    It is None for an existing, empty file.
    """
    mode = "" if file.endswith(".org") else _MODE_LINE
    return mode if source is None else f"{mode}\nArchived entries from file {source}\n\n"


def make_heading(document: Document, title: str) -> Paste:
    """Append the archive's headline, after a blank line."""
    lines = ("", title.rstrip(_BLANKS))
    return insert(document, _end(document), lines, above=1)


def paste_archived(document: Document, below: Heading | None, lines: Sequence[str]) -> Paste:
    """Append a subtree to the children of a heading, or without one to the archive.

    A blank line comes before it.
    """
    if below is None:
        return _at_end(document, at_level(lines, valid_level(document, 0, 1), document))
    tree = at_level(lines, valid_level(document, below.level, 1), document)
    return _after_text(document, below, tree)


def archive_heading(document: Document, title: str) -> Heading | None:
    """The first heading that matches the archive's headline, ignoring case and tags."""
    wanted = title.rstrip(_BLANKS).casefold()
    for place, start in enumerate(document.spans.starts):
        line = document.lines.texts[start].casefold()
        if wanted in (line.rstrip(_BLANKS), split_tags(line)[0]):
            return document.headings[place]
    return None


def archive_properties(
    document: Document, heading: Heading, path: str, now: datetime
) -> tuple[tuple[str, str], ...]:
    """The context that a heading loses, as properties; ``path`` is the full path of its file.

    Follows the default of org-archive-save-context-info.
    """
    inherited = (tag for tag in heading.tags if tag not in heading.local_tags)
    context = {
        "TIME": EditContext(document, heading, now).stamp()[1:-1],
        "FILE": path,
        "OLPATH": "/".join(_outline_path(document, heading)),
        "CATEGORY": category_of(document, (heading, *ancestors(document.headings, heading))),
        "TODO": heading.keyword or "",
        "ITAGS": " ".join(inherited),
    }
    return tuple((f"ARCHIVE_{name}", text) for name, text in context.items() if text.strip())


def put_properties(
    document: Document, heading: Heading, properties: Sequence[tuple[str, str]]
) -> tuple[Splice, ...]:
    """Set several properties of a heading, one after the other (org-entry-put)."""
    buffer, layout = EditBuffer.of(document.lines, heading), Layout.of(document)
    for name, value in properties:
        buffer = put_property(buffer, name, value, layout)
    return buffer.splices(document.lines.texts)


def _formatted(text: str, name: str) -> str:
    """The text with ``%s`` replaced by the file's name."""

    def filled(match: re.Match[str]) -> str:
        if match[1] not in ("s", "%"):
            raise ArchiveError(f"{text!r} is no archive location: only %s may stand in it")
        return name if match[1] == "s" else "%"

    return _FORMAT.sub(filled, text)


def _at_end(document: Document, lines: Sequence[str]) -> Paste:
    """Append lines to a file, after a blank one, unless it lacks the final newline."""
    place = _end(document)
    blank = ("",) if place < len(document.lines.texts) else ()
    return insert(document, place, (*blank, *lines), above=len(blank))


def _end(document: Document) -> int:
    """The line after the last one that has text or a line end."""
    texts = document.lines.texts
    return len(texts) - (texts[-1] == "")


def _after_text(document: Document, heading: Heading, tree: Sequence[str]) -> Paste:
    """Append a subtree to the children of a heading, after a single blank line."""
    texts, stop = document.lines.texts, extent(document, heading).stop
    last = max(i for i in range(heading.line - 1, stop) if texts[i].strip(_BLANKS))
    at_end = stop == _end(document)
    new = (texts[last].rstrip(_BLANKS), "", *tree, *([""] if at_end else ()))
    return Paste((Splice(last, len(texts) if at_end else stop, new),), last + 3)


def _outline_path(document: Document, heading: Heading) -> list[str]:
    """The titles above a heading, without COMMENT (org-get-outline-path)."""
    above = [*ancestors(document.headings, heading)][::-1]
    return [_title(parent.text) for parent in above]


def _title(text: str) -> str:
    title = display_links(_COUNTED.sub("", text)).strip(_BLANKS)
    return title.removeprefix("COMMENT").lstrip(_BLANKS) if is_commented(text) else title
