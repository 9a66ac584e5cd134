"""Expansion of ``#+INCLUDE`` (Org manual: Include Files).

Files come from the loader, which only reads the notes folder; private headings are left out.
"""

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from orgshelf.org import reader
from orgshelf.org.elements.section import read_section
from orgshelf.org.elements.spans import verbatim_lines
from orgshelf.org.export_options import EXCLUDE_TAGS, PRIVATE, export_options
from orgshelf.org.include_keyword import Wanted, read_include
from orgshelf.org.lines import Lines
from orgshelf.org.link_search import search
from orgshelf.org.preamble import headline_indexes, keyword_lines
from orgshelf.org.reader import ReadDocument
from orgshelf.org.syntax.drawers import PropertyDrawer, property_drawer
from orgshelf.org.syntax.timestamps import is_planning

_DEPTH = 10
_MOST_FILES = 100
_MOST_LINES = 200_000
_FILE_LINK = re.compile(r"\[\[(?:file:(?![/~])|(?=\.{1,2}/))([^\]\[]+)")
_GUARDED = re.compile(r"[ \t]*,*(?:\*|#\+)")
_FOOTNOTE = re.compile(r"\[fn:([-\w]+)")

#: A line, and its number (from 0) in the including file; None for an included line.
Placed = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a keyword: its file, the files that include it, and its headline's level.

    ``numbers`` counts the included files; ``file`` is the exported one.
    """

    above: tuple[str, ...]
    level: int = 0
    margin: int = 0
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def file(self) -> str:
        return self.above[-1]


@dataclass
class Inclusion:
    """Expands inclusions, with limits on the number of files and lines.

    ``read`` returns the text of a file by its path in the notes, ``tell`` receives remarks on what
    was refused.
    """

    read: Callable[[str], Lines | None]
    tell: Callable[[str], None]
    files: int = 0
    lines: int = 0
    _notes: dict[str, list[str]] = field(default_factory=dict)

    def expanded(self, texts: Sequence[str], file: str) -> list[Placed]:
        """A file's lines with included ones, followed by the footnotes of included files."""
        self._notes.clear()
        numbered = [(text, number) for number, text in enumerate(texts)]
        made = list(self._expanded(numbered, _Place((file,))))
        return made + [(line, None) for note in self._notes.values() for line in ("", *note, "")]

    def _expanded(self, placed: Sequence[Placed], place: _Place) -> Iterator[Placed]:
        """The lines of a file, or of a part of one."""
        found = dict(_keywords([text for text, _ in placed]))
        for number, (text, line) in enumerate(placed):
            place = replace(place, level=_stars(text) or place.level)
            if number not in found:
                yield text, line
            else:
                here = replace(place, margin=len(text) - len(text.lstrip(" \t")))
                yield from ((taken, None) for taken in self._included(found[number], here))

    def _included(self, value: str, place: _Place) -> Sequence[str]:
        """The lines that a keyword includes; empty if it is refused."""
        wanted = read_include(value)
        if wanted is None:
            return ()
        path = posixpath.normpath(posixpath.join(posixpath.dirname(place.file), wanted.file))
        lines = self._allowed(wanted.file, path, place.above)
        if lines is None:
            return ()
        document = reader.read(lines, path)
        chosen = self._chosen(document, wanted, place)
        texts = [
            lines.texts[at] for at in _without_private(document, _trimmed(lines.texts, chosen))
        ]
        if wanted.block:
            return _as_block(texts, wanted, " " * place.margin)
        taken = self._of_org(texts, document, chosen, wanted, place)
        self.lines += len(taken)
        return taken

    def _allowed(self, name: str, path: str, above: tuple[str, ...]) -> Lines | None:
        """The text of a file that may be included; None if it is refused."""
        self.files += 1
        if "://" in name or path.startswith(("/", "..", "~")):
            reason = "is not in the notes folder"
        elif path in above:
            reason = "includes itself"
        elif len(above) > _DEPTH or self.files > _MOST_FILES or self.lines > _MOST_LINES:
            reason = "is too much"
        elif (lines := self.read(path)) is None:
            reason = "is not there, or not in the notes folder"
        elif not PRIVATE.isdisjoint(reader.read(lines, path).settings.tags):
            reason = "is private"
        else:
            return lines
        self._refuse(above[-1], name, reason)
        return None

    def _refuse(self, file: str, name: str, reason: str) -> None:
        self.tell(f"{file}: #+INCLUDE: {name} {reason}; it is left out.")

    def _chosen(self, document: ReadDocument, wanted: Wanted, place: _Place) -> range:
        """The included part of a file: the result of a search, or a range of lines."""
        texts = document.lines.texts
        whole = range(len(texts) - (texts[-1:] == ("",)))
        if not wanted.search or wanted.block:
            return _lines_of(whole, wanted.lines, relative=False)
        found = search(document, wanted.search)
        if found is None:
            named = f"{wanted.file}::{wanted.search}"
            self._refuse(place.file, named, "leads nowhere")
            return range(0)
        part = range(found.begin, found.end)
        if wanted.only_contents and found.contents_begin < found.contents_end:
            begin = _below_properties(texts, found.begin, found.end) if found.is_heading else None
            part = range(found.contents_begin if begin is None else begin, found.contents_end)
        return _lines_of(part, wanted.lines, relative=True)

    def _of_org(
        self,
        texts: Sequence[str],
        document: ReadDocument,
        chosen: range,
        wanted: Wanted,
        place: _Place,
    ) -> list[str]:
        """Included Org lines, adapted to the including file, with their own inclusions expanded."""
        path = document.file
        level = place.level + 1 if wanted.level is None else wanted.level
        texts = _indented(_shifted(texts, level), " " * place.margin)
        number = place.numbers.setdefault(path, len(place.numbers))
        self._keep_notes(texts, document, chosen, number)
        texts = _with_labels(texts, number)
        inner = [(_linked(text, path, place.above[0]), None) for text in texts]
        return [text for text, _ in self._expanded(inner, _Place((*place.above, path)))]

    def _keep_notes(
        self, texts: Sequence[str], document: ReadDocument, chosen: range, number: int
    ) -> None:
        """Keep the footnote definitions that an included part refers to and does not contain."""
        labels = {label for text in texts for label in _FOOTNOTE.findall(text)}
        known = document.lines.texts
        for at, text in enumerate(known):
            match = re.match(r"\[fn:([-\w]+)\]", text)
            if match and match[1] in labels and at not in chosen:
                note = _with_labels([text, *_goes_on(known, at + 1)], number)
                self._notes.setdefault(f"{number} {match[1]}", note)


def _keywords(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines and values of the keywords outside of commented subtrees."""
    found = keyword_lines(texts, headline_indexes(texts))
    wanted = [(line, value) for line, key, value in found if key == "INCLUDE"]
    if wanted:
        document = reader.read(Lines(tuple(texts)))
        starts, headings = document.spans.starts, document.headings
        for line, value in wanted:
            place = bisect_right(starts, line) - 1
            if place < 0 or not headings[place].commented:
                yield line, value


def _goes_on(texts: Sequence[str], start: int) -> Iterator[str]:
    """The lines of a footnote definition after its first."""
    for text in texts[start:]:
        if not text.strip() or text.startswith(("[fn:", "* ")):
            return
        yield text


def _stars(text: str) -> int:
    return len(text) - len(text.lstrip("*")) if headline_indexes((text,)) else 0


def _lines_of(part: range, lines: tuple[int, int] | None, *, relative: bool) -> range:
    """A range of the lines of a part; the second number is the line after the last, from 1.

    Within the result of a search Org counts it from the first line of the range.
    """
    if lines is None:
        return part
    first, last = lines
    begin = max(first - 1, 0)
    end = (begin + last - 1 if relative else last - 1) if last else len(part)
    return part[begin : max(end, 0)]


def _below_properties(texts: Sequence[str], begin: int, end: int) -> int:
    """The line below a headline, its dates and its properties."""
    below = begin + 1
    while below < end and not texts[below].strip():
        below += 1
    if below < end and is_planning(texts[below]):
        below += 1
    drawer = property_drawer(texts, below, end)
    return drawer.end + 1 if isinstance(drawer, PropertyDrawer) else below


def _trimmed(texts: Sequence[str], chosen: range) -> range:
    """The lines without leading and trailing blank ones."""
    begin, end = chosen.start, chosen.stop
    while begin < end and not texts[begin].strip():
        begin += 1
    while begin < end and not texts[end - 1].strip():
        end -= 1
    return range(begin, end)


def _without_private(document: ReadDocument, chosen: range) -> Iterator[int]:
    """The lines without the subtrees that the file excludes from export."""
    hidden = export_options(document.settings.pairs).excluded - EXCLUDE_TAGS
    spans, headings = document.spans, document.headings
    private: set[int] = set()
    for start, stop, heading in zip(spans.starts, spans.stops, headings, strict=True):
        if not hidden.isdisjoint(heading.tags):
            private.update(range(start, stop))
    return (at for at in chosen if at not in private)


def _shifted(texts: Sequence[str], level: int) -> list[str]:
    """The lines with their headlines shifted, so that the topmost is at a level."""
    places: Collection[int] = set(headline_indexes(texts))
    offset = level - min((_stars(texts[place]) for place in places), default=level)
    return [_moved(text, offset) if at in places else text for at, text in enumerate(texts)]


def _moved(headline: str, offset: int) -> str:
    return "*" * max(_stars(headline) + offset, 1) + headline.lstrip("*")


def _indented(texts: Sequence[str], margin: str) -> list[str]:
    """The lines, with those above the first headline indented like the keyword."""
    above = next(iter(headline_indexes(texts)), len(texts))
    return [
        f"{margin}{text}" if at < above and not text.startswith("[fn:") else text
        for at, text in enumerate(texts)
    ]


def _with_labels(texts: Sequence[str], number: int) -> list[str]:
    """The lines with footnote labels made unique per file."""
    if not any("[fn:" in text for text in texts):
        return list(texts)
    verbatim = verbatim_lines(read_section(texts, below="text"))
    return [
        text if at in verbatim else _FOOTNOTE.sub(rf"[fn:-{number}-\1", text)
        for at, text in enumerate(texts)
    ]


def _linked(text: str, path: str, into: str) -> str:
    """A line with its file links made relative to the including file."""

    def there(match: re.Match[str]) -> str:
        target = posixpath.join(posixpath.dirname(path), match[1])
        return f"[[file:{posixpath.relpath(target, posixpath.dirname(into) or '.')}"

    return _FILE_LINK.sub(there, text) if "[[" in text else text


def _as_block(texts: Sequence[str], wanted: Wanted, margin: str) -> list[str]:
    if wanted.literal:
        texts = [f",{text}" if _GUARDED.match(text) else text for text in texts]
    head = f"{margin}#+BEGIN_{wanted.block} {wanted.arguments}".rstrip()
    return [head, *texts, f"{margin}#+END_{wanted.block}"]
