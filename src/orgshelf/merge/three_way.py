"""Three versions of a file made one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from orgshelf.merge.assembly import Assembly
from orgshelf.merge.counting import Reread, both_changed, count_anew
from orgshelf.merge.entry_merge import EntryRules, merge_entry
from orgshelf.merge.file_top import merge_tops
from orgshelf.merge.nodes import Nodes
from orgshelf.merge.placement import place
from orgshelf.merge.three import Conflict, Piece, Three
from orgshelf.merge.version import Version
from orgshelf.org.document import Document
from orgshelf.org.lines import Lines


class Labels(NamedTuple):
    """How a conflict is marked: what the sides are called, and how long the marks are."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7


@dataclass(frozen=True, slots=True)
class Merged:
    """The bytes of the result, and the lines, from 1, on which its conflicts begin."""

    data: bytes
    conflicts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Marked:
    """Lines with marks around what is to be decided.

    ``places`` are where each piece begins, ``conflicts`` the conflicts among them, from 0.
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
    """Merge two files over the one that both come from; that is None where nobody knows it.

    What only one side changed is taken as its bytes are. A conflict stands between git's marks.
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
    """Both files whole, between the marks, for want of anything better."""
    sides = [Lines.from_bytes(data) for data in (ours, theirs)]
    texts = [tuple(lines.texts[:-1] if lines.texts[-1] == "" else lines.texts) for lines in sides]
    marked = _marked([Conflict(*texts)], labels)
    return Merged(_encodable(replace(sides[0], raw=(*marked.lines, ""))).to_bytes(), (1,))


def _assembled(versions: Three[Version | None], *, plain: bool) -> Assembly:
    """All pieces of the result."""
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
    """The lines, with git's marks around each conflict."""
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
    """The lines with the line ends, the encoding and the last newline that are merged as well."""
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
    """The same, in UTF-8 where the encoding lacks a letter."""
    try:
        lines.to_bytes()
    except UnicodeEncodeError:
        return replace(lines, encoding="utf-8", bom=b"")
    return lines
