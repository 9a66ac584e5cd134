"""A file as it is read after an edit: only the entries that the edit touches are read again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from orgshelf.org.entry_spans import Nesting, Spans
from orgshelf.org.headings import FileLevel, Headings
from orgshelf.org.lines import Lines, Splice, is_plain
from orgshelf.org.preamble import may_have_keyword_lines
from orgshelf.org.reader import ReadDocument, file_properties, levels_of, spans_of
from orgshelf.org.syntax.headline import is_headline


def revised(document: ReadDocument, splices: Sequence[Splice]) -> ReadDocument | None:
    """A file as ``reader.read`` would read it with the splices made.

    None where they can have touched more than their own entries, so that the whole file must be
    read again: what it says of itself, or how its bytes are to be understood.
    """
    ordered = sorted(splices, key=lambda splice: (splice.start, splice.stop))
    if not _keeps_lines(document.lines, ordered):
        return None
    lines = replace(document.lines.apply(ordered), known_plain=True)
    after = _with_lines(document, lines, ordered)
    touched = chain(_before(document, ordered), _after(after, ordered))
    return None if any(map(may_have_keyword_lines, touched)) else after


def _keeps_lines(lines: Lines, splices: Iterable[Splice]) -> bool:
    """Whether the bytes of the new version are read as the very lines that were put there."""
    new = "".join(chain.from_iterable(splice.new for splice in splices))
    return lines.is_plain and "\n" not in new and is_plain(new)


def _spans(document: ReadDocument, texts: Sequence[str], splices: Iterable[Splice]) -> Spans:
    """Where the entries are with the splices made, which are in order."""
    spans, known = document.spans, set(document.spans.levels)
    starts, levels = list[int](), list[int]()
    place, shift = 0, 0
    for start, stop, new in splices:
        above = bisect_left(spans.starts, start, place)
        added = [start + shift + i for i, text in enumerate(new) if is_headline(text)]
        starts += [*_moved(spans.starts[place:above], shift), *added]
        levels += [*spans.levels[place:above], *levels_of(texts, added, known)]
        place, shift = bisect_left(spans.starts, stop, above), shift + len(new) - (stop - start)
    starts += _moved(spans.starts[place:], shift)
    levels += spans.levels[place:]
    return spans_of(texts, starts, spans.nesting if levels == spans.levels else Nesting(levels))


def _moved(lines: Sequence[int], shift: int) -> Sequence[int]:
    return [line + shift for line in lines] if shift else lines


def _with_lines(document: ReadDocument, lines: Lines, splices: Sequence[Splice]) -> ReadDocument:
    """The file with other lines, its settings left as they are."""
    spans, settings = _spans(document, lines.texts, splices), document.settings
    properties = file_properties(lines.texts, spans.starts, settings)
    top = FileLevel(settings.keywords, settings.tags, properties)
    headings = Headings(lines.texts, spans, top)
    return replace(document, lines=lines, properties=properties, headings=headings)


def _before(document: ReadDocument, splices: Iterable[Splice]) -> Iterator[Sequence[str]]:
    """The entries that splices touch, as they were."""
    return (_entries(document, start, stop) for start, stop, _ in splices)


def _after(document: ReadDocument, splices: Iterable[Splice]) -> Iterator[Sequence[str]]:
    """The same as they have become."""
    shift = 0
    for start, stop, new in splices:
        yield _entries(document, start + shift, start + shift + len(new))
        shift += len(new) - (stop - start)


def _entries(document: ReadDocument, start: int, stop: int) -> Sequence[str]:
    """The lines of the entries that some lines are in, and of the one above an empty stretch."""
    starts = document.spans.starts
    first, after = bisect_right(starts, start) - 1, bisect_left(starts, stop)
    first = bisect_left(starts, start) - 1 if first >= 0 and starts[first] == start else first
    return document.lines.texts[
        starts[first] if first >= 0 else 0 : starts[after] if after < len(starts) else None
    ]
