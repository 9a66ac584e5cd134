"""Parsing files: from lines to headings, as Emacs reads them.

orgparse gets only masked headlines, and only determines their levels: its parsing of titles, tags,
dates and drawers differs from Org's, and fails or hangs on some inputs. Every field is parsed from
our lines by ``org.syntax``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from orgshelf.model import Heading
from orgshelf.org.entry_spans import FILE, Nesting, Spans
from orgshelf.org.file_heading import file_drawer, file_heading
from orgshelf.org.headings import FileLevel, Headings
from orgshelf.org.inheritance import inherit_properties
from orgshelf.org.lines import Lines, Splice, is_plain
from orgshelf.org.preamble import (
    FileSettings,
    SetupLoader,
    headline_indexes,
    may_have_keyword_lines,
    read_settings,
)
from orgshelf.org.settings import OrgSettings, with_startup
from orgshelf.org.syntax.headline import is_headline


@dataclass(frozen=True, eq=False)
class ReadDocument:
    """A document parsed from lines; its headings are parsed on demand."""

    file: str
    lines: Lines
    settings: FileSettings
    org: OrgSettings
    properties: Mapping[str, str]
    headings: Headings

    @property
    def spans(self) -> Spans:
        """The lines of its entries."""
        return self.headings.spans

    @cached_property
    def top(self) -> Heading:
        """The file itself as a heading of level 0, above all others."""
        return file_heading(
            self.file, self.lines.texts, self._first, self.settings, self.properties
        )

    @property
    def _first(self) -> int:
        """The line (from 0) of the first headline; without one the line after the last."""
        texts = self.lines.texts
        return self.spans.starts[0] if self.spans.starts else len(texts) - (texts[-1] == "")

    def title(self, place: int) -> str:
        """The title of a heading, without parsing the whole heading."""
        return self.headings.title(place)

    def places_titled(self, title: str) -> Iterator[int]:
        """The indexes of the headings with a title, in order."""
        return self.headings.titled(title)

    def entry_lines(self, place: int) -> tuple[str, ...]:
        """The lines of a heading's entry, from its headline up to the next."""
        spans = self.spans
        if place == FILE:
            return self.lines.texts[: self._first]
        return self.lines.texts[spans.starts[place] : spans.stops[place]]

    def entry_text(self, place: int, start: int) -> str:
        """The text of an entry from a line on, counted from the headline."""
        return "\n".join(self.entry_lines(place)[start:])

    @property
    def has_stray_bytes(self) -> bool:
        """Whether it contains bytes that are not UTF-8."""
        try:
            "".join((self.file, *chain(*self.settings.pairs), *self.lines.raw)).encode()
        except UnicodeEncodeError:
            return True
        return False


def read(
    lines: Lines,
    file: str = "",
    *,
    org: OrgSettings | None = None,
    setup: SetupLoader | None = None,
    known: Collection[int] = (),
) -> ReadDocument:
    """Parse a file's settings and outline; never fails.

    ``setup`` returns the text of a ``#+SETUPFILE`` by its path, relative to the same root as
    ``file``. ``known`` are numbers of stars whose level is known to be that number.
    """
    org = org or OrgSettings()
    headlines = headline_indexes(lines.texts)
    settings = read_settings(lines, headlines, file, org, setup)
    inherited = _file_properties(lines.texts, headlines, settings)
    top = FileLevel(settings.keywords, settings.tags, inherited)
    spans = _spans_of(lines.texts, headlines, Nesting(_levels_of(lines.texts, headlines, known)))
    headings = Headings(lines.texts, spans, top)
    return ReadDocument(
        file, lines, settings, with_startup(org, settings.startup), inherited, headings
    )


def _spans_of(texts: Sequence[str], headlines: Sequence[int], nesting: Nesting) -> Spans:
    """The lines of the entries."""
    stops = [*headlines[1:], len(texts) - (texts[-1] == "")] if headlines else []
    return Spans(headlines, stops, nesting)


def _levels_of(
    texts: Sequence[str], headlines: Sequence[int], known: Collection[int]
) -> Sequence[int]:
    """The level of each headline; orgparse is called once for each number of stars."""
    stars = [len(texts[i]) - len(texts[i].lstrip("*")) for i in headlines]
    new = sorted(set(stars).difference(known))
    if not new:
        return stars
    import orgparse  # slow, and most importers of this module parse no file

    nodes = orgparse.loadi(["*" * number + " h" for number in new]).env.nodes
    levels = {number: number for number in known}
    levels |= {number: node.level for number, node in zip(new, nodes[1:], strict=True)}
    nodes.clear()  # breaks reference cycles, so that they are freed without a garbage collection
    return [levels[number] for number in stars]


def _file_properties(
    texts: Sequence[str], headlines: Sequence[int], settings: FileSettings
) -> Mapping[str, str]:
    """The properties of ``#+PROPERTY`` lines and of the drawer at the file's top."""
    drawer = file_drawer(texts, headlines[0] if headlines else len(texts))
    return inherit_properties(settings.properties, drawer.pairs if drawer else ())[1]


# Parsing after an edit.


def revised(document: ReadDocument, splices: Sequence[Splice]) -> ReadDocument | None:
    """The document with splices applied, equal to parsing the new text, but faster.

    None if the splices may affect more than their own entries, namely the settings or the encoding
    of the file, so that all of it must be parsed again.
    """
    ordered = sorted(splices, key=lambda splice: (splice.start, splice.stop))
    if not _keeps_lines(document.lines, ordered):
        return None
    lines = replace(document.lines.apply(ordered), known_plain=True)
    after = _with_lines(document, lines, ordered)
    touched = chain(_touched_before(document, ordered), _touched_after(after, ordered))
    return None if any(map(may_have_keyword_lines, touched)) else after


def _keeps_lines(lines: Lines, splices: Iterable[Splice]) -> bool:
    """Whether decoding the new bytes gives the same lines."""
    new = "".join(chain.from_iterable(splice.new for splice in splices))
    return lines.is_plain and "\n" not in new and is_plain(new)


def _spans_after(document: ReadDocument, texts: Sequence[str], splices: Iterable[Splice]) -> Spans:
    """The lines of the entries after the splices, which are in order."""
    spans, known = document.spans, set(document.spans.levels)
    starts, levels = list[int](), list[int]()
    place, shift = 0, 0
    for start, stop, new in splices:
        above = bisect_left(spans.starts, start, place)
        added = [start + shift + i for i, text in enumerate(new) if is_headline(text)]
        starts += [*_moved(spans.starts[place:above], shift), *added]
        levels += [*spans.levels[place:above], *_levels_of(texts, added, known)]
        place, shift = bisect_left(spans.starts, stop, above), shift + len(new) - (stop - start)
    starts += _moved(spans.starts[place:], shift)
    levels += spans.levels[place:]
    return _spans_of(texts, starts, spans.nesting if levels == spans.levels else Nesting(levels))


def _moved(lines: Sequence[int], shift: int) -> Sequence[int]:
    return [line + shift for line in lines] if shift else lines


def _with_lines(document: ReadDocument, lines: Lines, splices: Sequence[Splice]) -> ReadDocument:
    """The document with other lines and the same settings."""
    spans, settings = _spans_after(document, lines.texts, splices), document.settings
    properties = _file_properties(lines.texts, spans.starts, settings)
    top = FileLevel(settings.keywords, settings.tags, properties)
    headings = Headings(lines.texts, spans, top)
    return replace(document, lines=lines, properties=properties, headings=headings)


def _touched_before(document: ReadDocument, splices: Iterable[Splice]) -> Iterator[Sequence[str]]:
    """The entries that splices touch, before the edit."""
    return (_entries_around(document, start, stop) for start, stop, _ in splices)


def _touched_after(document: ReadDocument, splices: Iterable[Splice]) -> Iterator[Sequence[str]]:
    """The entries that splices touch, after the edit."""
    shift = 0
    for start, stop, new in splices:
        yield _entries_around(document, start + shift, start + shift + len(new))
        shift += len(new) - (stop - start)


def _entries_around(document: ReadDocument, start: int, stop: int) -> Sequence[str]:
    """The lines of the entries that contain a range of lines."""
    starts = document.spans.starts
    first, after = bisect_right(starts, start) - 1, bisect_left(starts, stop)
    first = bisect_left(starts, start) - 1 if first >= 0 and starts[first] == start else first
    return document.lines.texts[
        starts[first] if first >= 0 else 0 : starts[after] if after < len(starts) else None
    ]
