"""Three-way merge of whole files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from orgshelf.merge.entry_merge import EntryRules, merge_entry
from orgshelf.merge.file_top import merge_tops
from orgshelf.merge.nodes import FILE, Nodes
from orgshelf.merge.placement import Assembly, Written, place
from orgshelf.merge.three import Conflict, Piece, Three
from orgshelf.merge.version import Version
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.checkbox import update_cookies
from orgshelf.org.edit.statistics import ancestors, subtree
from orgshelf.org.lines import Lines, Splice
from orgshelf.org.syntax.headline import COOKIE

#: Parses lines as a file of the same name and settings.
Reread = Callable[[Lines], Document]

_NEVER = datetime.min  # updating cookies needs no time


def both_changed(nodes: Nodes, written: Sequence[Written]) -> frozenset[int]:
    """The nodes in whose subtrees both sides changed something."""
    changed = [_changed(nodes, number) for number in range(len(nodes.places))]
    for number, indexes in enumerate(nodes.places):
        parents = nodes.parents(number)
        if indexes.base is not None and parents.base is not None and parents.base != FILE:
            changed[parents.base] |= changed[number]
    for heading in reversed(written):
        if heading.above != FILE:
            changed[heading.above] |= changed[heading.number]
    return frozenset(number for number, sides in enumerate(changed) if len(sides) == 2)


def _changed(nodes: Nodes, number: int) -> set[str]:
    """The sides that changed or moved an entry.

    Equal changes of both sides do not count: both have updated their statistics for them.
    """
    entries, parents = nodes.entry(number), nodes.parents(number)
    normalized = entries.map(lambda entry: entry.normalized() if entry else None)
    if normalized.ours == normalized.theirs and parents.ours == parents.theirs:
        return set()
    found = set[str]()
    for name, words, parent in zip(("ours", "theirs"), normalized[1:], parents[1:], strict=True):
        if words != normalized.base or parent != parents.base:
            found.add(name)
    return found


def count_anew(
    document: Document, reread: Reread, places: Iterable[int], conflicts: Sequence[int]
) -> Lines:
    """The file with updated statistics cookies in the headings on some lines (from 0).

    A heading with a conflict in its subtree is left unchanged.
    """
    wanted = set(places)
    splices: list[Splice] = []
    for heading in document.headings:
        if heading.line - 1 in wanted and _has_cookie(document, heading):
            stop = _stop(document, heading)
            if not any(heading.line - 1 <= line < stop for line in conflicts):
                splices += _counted(document, heading, stop, reread)
    return document.lines.apply(splices)


def _has_cookie(document: Document, heading: Heading) -> bool:
    return any(map(COOKIE.search, document.lines.texts[heading.line - 1 : heading.end]))


def _stop(document: Document, heading: Heading) -> int:
    """The line after a subtree."""
    return max((below.end for below in subtree(document.headings, heading)), default=heading.end)


def _counted(document: Document, heading: Heading, stop: int, reread: Reread) -> Iterator[Splice]:
    """The updates of an entry's cookies, computed in a file of its ancestors and its subtree.

    Computing them in the whole file would be quadratic.
    """
    texts, start = document.lines.texts, heading.line - 1
    above = [*ancestors(document.headings, heading)][::-1]
    spans = [(0, document.headings[0].line - 1), *((h.line - 1, h.end) for h in above)]
    raw = [text for first, last in spans for text in texts[first:last]]
    shift = start - len(raw)
    small = reread(Lines((*raw, *texts[start:stop], ""), document.lines.encoding))
    if small.settings.keywords != document.settings.keywords:
        small, shift = document, 0
    place = next(h for h in small.headings if h.line - 1 == start - shift)
    for splice in update_cookies(small, place, now=_NEVER):
        if start <= splice.start + shift < heading.end:
            yield Splice(splice.start + shift, splice.stop + shift, splice.new)


class Labels(NamedTuple):
    """The conflict markers: the names of the sides, and the length of the markers."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7


@dataclass(frozen=True, slots=True)
class Merged:
    """The bytes of the result, and the first lines (from 1) of its conflicts."""

    data: bytes
    conflicts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Marked:
    """Lines with conflict markers.

    ``places`` are the first lines (from 0) of the pieces, ``conflicts`` those of the conflicts.
    """

    lines: list[str]
    places: list[int]
    conflicts: list[int]


def merge_documents(
    base: Document | None,
    ours: Document,
    theirs: Document,
    reread: Reread,
    labels: Labels | None = None,
) -> Merged:
    """Merge two files with their common base, None if it is unknown.

    A change of one side alone keeps its bytes. Conflicts have git's markers.
    """
    documents = Three[Document | None](base, ours, theirs)
    data = documents.map(lambda document: document.lines.to_bytes() if document else None)
    if side := data.side():
        return Merged(data.of(side) or b"")
    sides = (base or ours, ours, theirs)
    raw = any(document.lines.mixed for document in sides)
    versions = documents.map(lambda document: Version.of(document, raw=raw) if document else None)
    assembly = _assembled(versions, plain=raw)
    marked = _marked(assembly.pieces, labels or Labels())
    lines = _as_lines(marked.lines, Three(*(d.lines for d in sides)), raw=raw)
    if not raw:
        wanted = both_changed(assembly.nodes, assembly.headings)
        places = [marked.places[h.start] for h in assembly.headings if h.number in wanted]
        lines = count_anew(reread(lines), reread, places, marked.conflicts)
    return Merged(lines.to_bytes(), tuple(line + 1 for line in marked.conflicts))


def conflict_of_all(ours: bytes, theirs: bytes, labels: Labels) -> Merged:
    """Both whole files as one conflict."""
    sides = [Lines.from_bytes(data) for data in (ours, theirs)]
    texts = [tuple(lines.texts[:-1] if lines.texts[-1] == "" else lines.texts) for lines in sides]
    marked = _marked([Conflict(*texts)], labels)
    return Merged(_encodable(replace(sides[0], raw=(*marked.lines, ""))).to_bytes(), (1,))


def _assembled(versions: Three[Version | None], *, plain: bool) -> Assembly:
    """The pieces of the result."""
    nodes = Nodes.of(versions)
    there = [version for version in versions if version]
    rules = EntryRules(plain, there[-1].document.org.log_states_order_reversed)

    def write(number: int, level: int) -> Sequence[Piece]:
        return merge_entry(nodes.entry(number), level, rules)

    tops = merge_tops(versions.map(lambda version: version.top if version else None))
    assembly = Assembly(nodes, place(nodes), write, tops)
    assembly.assemble()
    return assembly


def _marked(pieces: Sequence[Piece], labels: Labels) -> _Marked:
    """The lines, with git's markers around each conflict."""
    marked = _Marked([], [], [])
    for piece in pieces:
        marked.places.append(len(marked.lines))
        if isinstance(piece, Conflict):
            marked.conflicts.append(len(marked.lines))
            marked.lines.extend(_between_marks(piece, labels))
        else:
            marked.lines.append(piece)
    return marked


def _between_marks(conflict: Conflict, labels: Labels) -> Sequence[str]:
    first, middle, last = (sign * labels.size for sign in "<=>")
    return (
        f"{first} {labels.ours}",
        *conflict.ours,
        middle,
        *conflict.theirs,
        f"{last} {labels.theirs}",
    )


def _as_lines(texts: Sequence[str], versions: Three[Lines], *, raw: bool) -> Lines:
    """The lines with merged line ends, encoding and final newline."""
    ends = versions.map(lambda lines: lines.raw[-1] == "")
    side = ends.side()
    newline = ends.of(side) if side else True
    kind = versions.map(lambda lines: (lines.encoding, lines.bom, lines.separator))
    like = versions.of(kind.side() or "ours")
    crlf = versions.map(_ends_in_crlf)
    end = "\r" if not raw and crlf.of(crlf.side() or "ours") else ""
    ended = texts if newline else texts[:-1]
    last = ("",) if newline or not texts else texts[-1:]
    return _encodable(replace(like, raw=(*(f"{text}{end}" for text in ended), *last)))


def _ends_in_crlf(lines: Lines) -> bool:
    return lines.texts is not lines.raw and not lines.mixed and lines.raw[0].endswith("\r")


def _encodable(lines: Lines) -> Lines:
    """The lines, changed to UTF-8 if their encoding lacks a character."""
    try:
        lines.to_bytes()
    except UnicodeEncodeError:
        return replace(lines, encoding="utf-8", bom=b"")
    return lines
