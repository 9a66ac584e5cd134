"""Resolving a REF: FILE:LINE, a short id, id:UUID, #custom-id, or words of a title."""

import heapq
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from orgshelf.org.entry_spans import FILE
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.spelling import folded

FILE_LINE = re.compile(r"(.+\.org(?:_archive)?):([0-9]{1,9})(?::.*)?")
SHORT_ID = re.compile(r"[0-9a-f]{4,16}")
_FILE = re.compile(r".+\.org")
_WORD = re.compile(r"[^\W_]+")


def resolve(
    entries: Sequence[Entry], ref: str, names: Callable[[str], Sequence[str]]
) -> list[Entry]:
    """The headings that a REF denotes; several if it is ambiguous.

    ``names`` returns the note files that a FILE on the command line can denote.
    """
    ref = ref.strip()
    if match := FILE_LINE.fullmatch(ref):
        return [e for file in names(match[1]) for e in _at_line(entries, file, int(match[2]))]
    if ref.startswith("id:"):
        return _with_property(entries, "ID", ref[3:])
    if ref.startswith("#"):
        return _with_property(entries, "CUSTOM_ID", ref[1:])
    return (
        (_files(entries, names(ref)) if is_file(ref) else [])
        or _by_short_id(entries, ref)
        or _with_title(entries, ref)
        or _with_property(entries, "ID", ref)
        or _with_property(entries, "CUSTOM_ID", ref)
        or _by_words(entries, ref)
    )


def is_file(ref: str) -> bool:
    """Whether a REF has the form of a file name, which a title may have too."""
    return _FILE.fullmatch(ref) is not None


def _files(entries: Sequence[Entry], names: Sequence[str]) -> list[Entry]:
    """The entry of the first of these files that is one work."""
    found = (e for name in names for e in entries if e.index == FILE and e.file == name)
    return list(islice(found, 1))


def is_exact(ref: str) -> bool:
    """Whether a REF is an id or a line of a file, and not words of a title."""
    marked = ref.startswith(("id:", "#"))
    return marked or bool(FILE_LINE.fullmatch(ref) or SHORT_ID.fullmatch(ref))


def is_titled(entry: Entry, words: str) -> bool:
    """Whether the title contains all words."""
    title = folded(entry.heading.title)
    return all(word in title for word in folded(words).split())


def in_use(found: list[Entry]) -> list[Entry]:
    """The entries that are not hidden; all if every one is."""
    return [entry for entry in found if not entry.hidden] or found


def topmost(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without an ancestor among them."""
    ids = {entry.id for entry in entries}
    return [entry for entry in entries if ids.isdisjoint(above.id for above in entry.ancestors)]


def _at_line(entries: Sequence[Entry], file: str, line: int) -> list[Entry]:
    inside = [entry for entry in entries if entry.file == file]
    place = bisect_right([entry.heading.line for entry in inside], line) - 1
    return inside[place : place + 1] if place >= 0 and line <= inside[-1].heading.end else []


def _with_property(entries: Sequence[Entry], name: str, value: str) -> list[Entry]:
    value = value.strip().casefold()
    if not value:
        return []
    return [entry for entry in entries if (entry.heading.get(name) or "").casefold() == value]


def _by_short_id(entries: Sequence[Entry], ref: str) -> list[Entry]:
    if not SHORT_ID.fullmatch(ref):
        return []
    return [entry for entry in entries if entry.id.startswith(ref)]


def _with_title(entries: Sequence[Entry], ref: str) -> list[Entry]:
    wanted = folded(ref)
    return [e for e in entries if wanted and folded(e.heading.title) == wanted]


def _by_words(entries: Sequence[Entry], ref: str) -> list[Entry]:
    """The entries with all words in the title; if there are none, in title and path."""
    words = folded(ref).split()
    if not words:
        return []
    titles = [(entry, folded(entry.heading.title)) for entry in entries]
    own = [entry for entry, title in titles if all(word in title for word in words)]
    if own:
        return own
    return [entry for entry, title in titles if _on_path(entry, title, words)]


def _on_path(entry: Entry, title: str, words: Sequence[str]) -> bool:
    where = folded(" ".join((*entry.path, ""))) + title
    return all(word in where for word in words)


def nearest_titles(titles: Iterable[str], ref: str) -> list[str]:
    """The three titles that share the most trigrams with a REF."""
    wanted = _trigrams(ref)
    scored = ((len(wanted & _trigrams(title)), title) for title in titles)
    best = heapq.nlargest(3, {pair for pair in scored if pair[0] > len(wanted) // 3})
    return [title for _, title in best]


def _trigrams(text: str) -> set[str]:
    text = f" {' '.join(_WORD.findall(folded(text)))} "
    return {text[i : i + 3] for i in range(len(text) - 2)}
