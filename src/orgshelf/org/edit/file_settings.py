"""Changing file settings: tags and TODO keywords (Org manual: In-buffer Settings)."""

from collections.abc import Sequence

from orgshelf.errors import TagError, UsageError
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer
from orgshelf.org.file_heading import head_end
from orgshelf.org.lines import Splice
from orgshelf.org.preamble import file_tags, keyword_lines
from orgshelf.org.syntax.drawers import drawer_name
from orgshelf.org.syntax.headline import is_tag

_KEY = "FILETAGS"


def change_file_tags(document: Document, tags: Sequence[str]) -> tuple[Splice, ...]:
    """Set the tags of a file, in its first ``#+filetags`` line or in a new one.

    Raises:
        TagError: one has a letter that no tag may have.
        UsageError: a tag to be removed is set elsewhere: below a heading, or in a setup file.
    """
    for tag in tags:
        if not is_tag(tag):
            raise TagError(tag)
    if tuple(tags) == document.settings.tags:
        return ()
    buffer = EditBuffer.of(document.lines, document.top)
    lines = [line for line, key, _ in _keywords(document) if key == _KEY and line < buffer.stop]
    elsewhere = _tags_elsewhere(document, lines)
    if missing := [tag for tag in elsewhere if tag not in tags]:
        raise UsageError(
            f"{document.file} has the tag {missing[0]} from a setup file or from a line below"
            " its headings: take it off there."
        )
    own = [tag for tag in tags if tag not in elsewhere]
    for line in reversed(lines[1:] if own else lines):
        buffer = buffer.remove(line, line + 1)
    if own:
        buffer = _with_line(buffer, lines, f":{':'.join(own)}:")
    return buffer.splices(document.lines.texts)


def _keywords(document: Document) -> list[tuple[int, str, str]]:
    return list(keyword_lines(document.lines.texts, document.spans.starts))


def _tags_elsewhere(document: Document, lines: Sequence[int]) -> Sequence[str]:
    """The tags of a file that are set outside of some lines."""
    mine = [value for line, key, value in _keywords(document) if key == _KEY and line in lines]
    every = [value for key, value in document.settings.pairs if key == _KEY]
    for value in mine:
        every.remove(value)
    return file_tags(every)


def _with_line(buffer: EditBuffer, lines: Sequence[int], tags: str) -> EditBuffer:
    """The splice for the tags, in the line that has them, or in a new one below the keywords."""
    if not lines:
        return buffer.insert(head_end(buffer.lines, buffer.stop), f"#+filetags: {tags}")
    text = buffer.lines[lines[0]]
    start = text.index(":") + 1
    blanks = len(text[start:]) - len(text[start:].lstrip(" \t"))
    return buffer.replace(lines[0], f"{text[:start]}{text[start : start + blanks] or ' '}{tags}")


def add_keyword_lines(document: Document, sequences: Sequence[str]) -> tuple[Splice, ...]:
    """Insert ``#+TODO`` lines after the keywords and the drawer at the file's top."""
    texts = document.lines.texts
    place = _after_head(texts)
    lines = tuple(f"#+TODO: {sequence}" for sequence in sequences)
    return (Splice(place, place, lines),)


def _after_head(texts: Sequence[str]) -> int:
    """The line after the drawer at the file's top and the ``#`` lines around it."""
    place = _after_hashes(texts, 0)
    if place < len(texts) and drawer_name(texts[place]) == "PROPERTIES":
        ends = (i for i in range(place, len(texts)) if drawer_name(texts[i]) == "END")
        place = _after_hashes(texts, next(ends, place - 1) + 1)
    return place


def _after_hashes(texts: Sequence[str], place: int) -> int:
    while place < len(texts) and texts[place].startswith("#"):
        place += 1
    return place
