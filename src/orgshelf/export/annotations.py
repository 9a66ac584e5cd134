"""Works with their references and what was written about them, for annotated bibliographies."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orgshelf.export.prose import Block, notes_by_work
from orgshelf.export.references import Reference, works_with_references
from orgshelf.export.report import Report
from orgshelf.model import Link
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.quotations import QUOTES_TITLES
from orgshelf.shelf.spelling import folded

_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class AnnotatedWork:
    """A work, and for each of its headings with text the blocks of that, by page."""

    work: Entry
    reference: Reference
    notes: Sequence[tuple[Entry, Sequence[Block]]]


def annotated_works(report: Report) -> list[AnnotatedWork]:
    """The works of a bibliography in its order: by author, year and title."""
    notes = {work.id: found for work, found in notes_by_work(report)}
    found = [
        AnnotatedWork(work, reference, [(e, by_page(b)) for e, b in notes.get(work.id, ())])
        for work, reference in works_with_references(report)
    ]
    return sorted(found, key=lambda each: _place(each.reference))


def holds_quotes(entry: Entry) -> bool:
    """Whether it is a heading that only says that quotes are below it."""
    return entry.heading.title.strip().casefold() in QUOTES_TITLES


def credits(reference: Reference) -> Iterator[str | Link]:
    """Who wrote it, when, where it appeared, and where it is, as far as it is known."""
    issued = reference.issued
    details = ("journal", "booktitle", "publisher", "school", "institution")
    words = (
        str(reference.people),
        (issued.text or str(issued.year)) if issued else "",
        next(filter(None, map(reference.details.get, details)), ""),
    )
    yield from filter(None, words)
    if reference.doi:
        yield Link(f"https://doi.org/{reference.doi}", reference.doi)
    elif reference.address:
        yield Link(reference.address)


def by_page(blocks: Sequence[Block]) -> list[Block]:
    """Quotes by their pages, each with what is said after it; what has no page stays before."""
    pages, page = list[int](), -1
    for block in blocks:
        if block.kind == "quote":
            number = _NUMBER.search(block.page or "")
            page = int(number[0]) if number else page
        pages.append(page)
    return [block for _, block in sorted(zip(pages, blocks, strict=True), key=lambda p: p[0])]


def _place(reference: Reference) -> tuple[str, int, str]:
    first = next(iter(reference.people.persons or reference.editors.persons), None)
    name = f"{first.family} {first.given}" if first else reference.title
    return folded(name), reference.year or 0, folded(reference.title)
