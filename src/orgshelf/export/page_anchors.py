"""What links of the notes can lead to on a page: headings, targets, named elements."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from orgshelf.export.affiliated import affiliated
from orgshelf.export.page_sections import Section, targets_among
from orgshelf.export.page_text import Anchor
from orgshelf.org.elements.node import walk
from orgshelf.org.elements.section import read_section
from orgshelf.org.elements.spans import object_texts
from orgshelf.org.entry_spans import FILE
from orgshelf.org.syntax.inline import parse
from orgshelf.org.syntax.objects import Literal, Mark
from orgshelf.org.syntax.plain_words import words_of
from orgshelf.shelf.entries import Entry

#: A place of the notes: its file, nothing where any will do, and what a link there calls it.
Key = tuple[str, str]

_SIGN = re.compile(r"<<|^[ \t]*#\+(?:name|label|tblname|srcname):", re.IGNORECASE)


def anchors(sections: Callable[[], Iterable[Section]]) -> Mapping[Key, Anchor]:
    """The anchor for each thing that a link can call by a name; of two alike the first."""
    found: dict[Key, Anchor] = {}
    counts = Counter[str]()
    for section in sections():
        if section.number:
            number = ".".join(map(str, section.number)) if section.counted else ""
            for key in _heading_keys(section.entry):
                found.setdefault(key, Anchor(section.anchor, number))
        for name, number in _named(section, counts):
            key = section.entry.file, f"<<{link_key(name)}>>"
            found.setdefault(key, Anchor(f"target-{len(found)}", number))
    return found


def link_key(title: str) -> str:
    """A title as links compare it: blanks run together, in any case."""
    return " ".join(title.split()).casefold()


def _heading_keys(entry: Entry) -> Iterator[Key]:
    """What a link can call a heading, with the file that it must stand in."""
    heading = entry.heading
    if id_ := heading.properties.get("ID"):
        yield "", f"id:{id_}"
    if id_ := heading.properties.get("CUSTOM_ID"):
        yield entry.file, f"#{id_}"
    yield entry.file, link_key(heading.text)
    if entry.index in (FILE, 0):
        yield entry.file, ""
        if id_ := entry.document.properties.get("ID"):
            yield "", f"id:{id_}"


def _named(section: Section, counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """The targets and the named elements of a heading, each with the number it is called."""
    number = ".".join(map(str, section.number)) if section.counted else ""
    for node in _targets(section):
        yield words_of(node) if isinstance(node, Mark) else node.text, number
    for lines in _texts(section):
        for element in walk(read_section(lines)):
            counts[f"{section.entry.file} {element.kind}"] += 1
            if name := affiliated(lines, element).name:
                yield name, str(counts[f"{section.entry.file} {element.kind}"])


def _texts(section: Section) -> Iterator[Sequence[str]]:
    """What stands above and below its headline, as far as anything has a name there."""
    for lines in (section.preamble, section.body):
        if lines and any(map(_SIGN.search, lines)):
            yield lines


def _targets(section: Section) -> Iterator[Literal | Mark]:
    """The targets in a heading's title and text."""
    if "<<" in section.entry.heading.text:
        yield from targets_among(section.title)
    for lines in _texts(section):
        for text in object_texts(lines):
            if "<<" in text:
                yield from targets_among(parse(text))
