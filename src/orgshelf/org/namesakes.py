"""Headings of a title, found without making all the others."""

import re
from collections.abc import Iterable, Iterator

from orgshelf.org.document import Document
from orgshelf.org.syntax.headline import parse_headline
from orgshelf.org.syntax.plain_words import readable_title

#: Signs that a headline may be read otherwise than it is written.
_MARKED = re.compile(r"[\[/_+=~\\]|[^*]\*")


def places_titled(
    document: Document, title: str, among: Iterable[int] | None = None
) -> Iterator[int]:
    """The places of the headings with a title; most others are told by the headline alone."""
    texts, starts = document.lines.texts, document.spans.starts
    known = document.settings.keywords.all
    for place in range(len(starts)) if among is None else among:
        line = texts[starts[place]]
        if (title in line or _MARKED.search(line)) and title == readable_title(
            parse_headline(line, known).text
        ):
            yield place
