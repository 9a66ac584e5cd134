"""The priority of a heading (Org manual: Priorities; org-priority)."""

import re

from orgshelf.errors import PriorityError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer
from orgshelf.org.edit.headline_text import with_priority
from orgshelf.org.edit.tags import aligned
from orgshelf.org.lines import Splice

#: What is above is a letter's code point, not a number.
_HIGHEST_NUMBER = 64


def change_priority(
    document: Document, heading: Heading, priority: str | None
) -> tuple[Splice, ...]:
    """Give a heading another priority, or none; its tags are aligned.

    A letter may be lower case where the file's range is upper case. Only the cookie in its
    place counts, before the title: Emacs also takes one for it that is part of the title.

    Raises:
        PriorityError: the file's range, A to C by default, has no such priority.
    """
    cookie = None if priority is None else _in_range(document, priority)
    buffer, known = EditBuffer.of(document.lines, heading), document.settings.keywords.all
    line = with_priority(buffer.heading, cookie, known)
    if line == buffer.heading and priority is None:
        return ()
    return buffer.replace(buffer.at, aligned(line, document)).splices(document.lines.texts)


def _in_range(document: Document, text: str) -> str:
    """The priority as it stands in a cookie."""
    highest, lowest = document.settings.priorities
    wanted = _value(text, numbers=lowest <= _HIGHEST_NUMBER)
    if _is_upper(highest) and _is_upper(lowest):
        wanted = wanted and _upper(wanted)
    if wanted is None or not highest <= wanted <= lowest:
        raise PriorityError(text, _shown(highest), _shown(lowest), document.file)
    return _shown(wanted)


def _value(text: str, *, numbers: bool) -> int | None:
    if numbers:
        match = re.fullmatch("0*([0-9]{1,3})", text)
        return int(match[1]) if match else None
    return ord(text) if len(text) == 1 else None


def _is_upper(value: int) -> bool:
    return _upper(value) == value


def _upper(value: int) -> int:
    return ord(chr(value).upper()[0])


def _shown(value: int) -> str:
    return chr(value) if value > _HIGHEST_NUMBER else str(value)
