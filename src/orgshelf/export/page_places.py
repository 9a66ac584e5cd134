"""Where links and footnotes of the notes lead to on a page."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from orgshelf.export.page_blocks import joined, pieces
from orgshelf.export.page_sections import Section
from orgshelf.export.page_text import Places, markdown
from orgshelf.org.elements.node import of_kind
from orgshelf.org.elements.section import read_section
from orgshelf.org.entry_spans import FILE
from orgshelf.org.syntax.objects import Footnote
from orgshelf.shelf.entries import Entry

_FILE = re.compile(r"(?:file:)?([^:]+\.org)(?:::(.*))?", re.DOTALL)


@dataclass
class Targets:
    """The anchors of a page's headings, and the footnotes that its text has used so far."""

    sections: Callable[[], Iterable[Section]]
    library: Sequence[Entry]
    used: dict[tuple[str, str], int] = field(default_factory=dict)
    texts: list[tuple[str, Footnote]] = field(default_factory=list)

    def places(self, file: str) -> Places:
        """What the text of a file can lead to."""
        return Places(
            lambda target: self._anchor(file, target), lambda note: self._reference(file, note)
        )

    def footnotes(self) -> Iterator[str]:
        """The lines of the footnotes that were used; their own text can use more."""
        if self.texts:
            yield from ("", "# Footnotes")
        for number, (file, note) in enumerate(self.texts, 1):
            places = self.places(file)
            sign = f'<sup><a id="fn.{number}" href="#fnr.{number}">{number}</a></sup>'
            if note.children is None:
                lines = joined(pieces(self._definitions[file, note.label], places))
            else:
                lines = markdown(note.children, places).strip().split("\n")
            yield from ("", f"{sign} {lines[0] if lines else ''}".rstrip(), *lines[1:])

    def _anchor(self, file: str, target: str) -> str | None:
        """The anchor of the heading that a link means, as a link in that file."""
        if target.startswith("id:"):
            return self._anchors.get(("", target))
        if match := _FILE.fullmatch(target):
            file = posixpath.normpath(posixpath.join(posixpath.dirname(file), match[1]))
            target = match[2] or ""
        key = target if target.startswith("#") else _key(target.removeprefix("*"))
        return self._anchors.get((file, key))

    @cached_property
    def _anchors(self) -> Mapping[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for section in self.sections():
            if section.number:
                for key in _keys(section.entry):
                    found.setdefault(key, section.anchor)
        return found

    def _reference(self, file: str, note: Footnote) -> str | None:
        """A footnote's number as a link to its text, which must be somewhere in the file."""
        key = file, note.label
        if note.children is None and key not in self._definitions and key not in self.used:
            return None
        is_new = not note.label or key not in self.used
        if is_new:
            self.texts.append((file, note))
            self.used[key] = len(self.texts)
        number = self.used[key]
        id_ = f' id="fnr.{number}"' if is_new else ""
        return f'<sup><a{id_} class="footref" href="#fn.{number}">{number}</a></sup>'

    @cached_property
    def _definitions(self) -> Mapping[tuple[str, str], list[str]]:
        """The text of each footnote by its file and its label."""
        found: dict[tuple[str, str], list[str]] = {}
        for entry in self.library:
            for label, lines in _definitions(entry.body):
                found.setdefault((entry.file, label), lines)
        return found


def _keys(entry: Entry) -> Iterator[tuple[str, str]]:
    """What a link can call a heading, with the file that it must stand in."""
    heading = entry.heading
    if id_ := heading.properties.get("ID"):
        yield "", f"id:{id_}"
    if id_ := heading.properties.get("CUSTOM_ID"):
        yield entry.file, f"#{id_}"
    yield entry.file, _key(heading.text)
    if entry.index in (FILE, 0):
        yield entry.file, ""


def _key(title: str) -> str:
    """A title as links compare it: blanks run together, in any case."""
    return " ".join(title.split()).casefold()


def _definitions(lines: Sequence[str]) -> Iterable[tuple[str, list[str]]]:
    if not any(line.startswith("[fn:") for line in lines):
        return
    for note in of_kind(read_section(lines), "footnote-definition"):
        text = list(lines[note.contents_begin : note.contents_end])
        yield note.name, [text[0][note.offset :], *text[1:]] if text else []
