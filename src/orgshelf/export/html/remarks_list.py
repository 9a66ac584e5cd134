"""The texts of the notes for the page, if they are requested."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orgshelf.export.encodable import printable
from orgshelf.export.html.phrases import address, plain
from orgshelf.export.link_targets import split_links
from orgshelf.export.prose import Block, ListItem, blocks, list_items, notes_by_work
from orgshelf.export.report import Report
from orgshelf.export.titles_and_dates import title_words
from orgshelf.model import Link
from orgshelf.shelf.entries import Entry


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its links; ``mark`` and ``depth`` belong to a list item."""

    pieces: Sequence[str | Link]
    mark: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of lines; those of ``code`` are verbatim."""

    kind: str
    lines: Sequence[Line]
    page: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a heading; ``title`` is None for the work itself."""

    title: str | None
    passages: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class WorkNotes:
    """The texts of a work."""

    title: str
    notes: Sequence[Note]


def work_notes(report: Report) -> list[WorkNotes]:
    """The texts of all works in the report that have any."""
    return [
        WorkNotes(plain(title_words(work)), [_note(work, *note) for note in notes])
        for work, notes in notes_by_work(report)
    ]


def _note(work: Entry, entry: Entry, blocks: Sequence[Block]) -> Note:
    title = None if entry is work else plain(title_words(entry))
    return Note(title, [_passage(block) for block in blocks])


def passages(entry: Entry) -> list[Passage]:
    """The text of one heading: the notes in its log, then its body."""
    return [_passage(block) for block in blocks(entry)]


def _passage(block: Block) -> Passage:
    page = plain(block.page) if block.page else None
    if block.kind == "code":
        return Passage("code", [Line([printable(line)]) for line in block.lines], page)
    return Passage(block.kind, [*_lines(block.lines)], page)


def _lines(lines: Sequence[str]) -> Iterator[Line]:
    for line in list_items(lines):
        if isinstance(line, ListItem):
            yield Line(_pieces(line.words), line.number or "–", min(line.depth, 8))
        else:
            yield Line(_pieces(line))


def _pieces(text: str) -> list[str | Link]:
    return [
        address(piece) if isinstance(piece, Link) else _plain_within(piece)
        for piece in split_links(text)
    ]


def _plain_within(text: str) -> str:
    """Text from the middle of a line, which keeps a blank at either end."""
    words = plain(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and words else ""
    return f"{before}{words}{after}"
