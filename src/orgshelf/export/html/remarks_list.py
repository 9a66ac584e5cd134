"""The notes' own words, as the page shows them where they are asked for."""

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
    """A line of text and the links in it; ``mark`` and ``depth`` are those of a list item."""

    pieces: Sequence[str | Link]
    mark: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that belong together; those of ``code`` are kept as they stand."""

    kind: str
    lines: Sequence[Line]
    page: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """What stands under a heading; ``title`` is None for the work itself."""

    title: str | None
    passages: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class WorkNotes:
    """All that was written about a work."""

    title: str
    notes: Sequence[Note]


def work_notes(report: Report) -> list[WorkNotes]:
    """The words of each work in the report that has some."""
    return [
        WorkNotes(
            plain(title_words(work)),
            [
                Note(
                    None if entry is work else plain(title_words(entry)),
                    [_passage(block) for block in blocks],
                )
                for entry, blocks in notes
            ],
        )
        for work, notes in notes_by_work(report)
    ]


def passages(entry: Entry) -> list[Passage]:
    """What stands under one heading: the notes that were taken, then its text."""
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
    """A piece from the middle of a line: the blanks at its ends part it from its neighbours."""
    words = plain(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and words else ""
    return f"{before}{words}{after}"
