"""Annotated bibliographies: the works, each with its reference, notes and quotes.

In Markdown with the citations of pandoc, and as an Org file with those of Org.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from orgshelf.export import markdown, org
from orgshelf.export.prose import Block, notes_by_work
from orgshelf.export.references import Reference, works_with_references
from orgshelf.export.report import Report
from orgshelf.export.titles_and_dates import title_words
from orgshelf.model import Link
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.quotations import QUOTES_TITLES
from orgshelf.shelf.spelling import folded

_NUMBER = re.compile(r"[0-9]+")
# A key that is cited without braces (pandoc manual: Citation syntax).
_PLAIN_KEY = re.compile(r"\w+(?:[:.+/-]\w+)*", re.ASCII)


class _Dialect(NamedTuple):
    """How a format writes the parts of a bibliography.

    ``heading`` takes a level from 1 and escaped text, ``quoted`` a quote and its citation,
    ``cited`` a key and a page or None.
    """

    escape: Callable[[str], str]
    escape_title: Callable[[str], str]
    heading: Callable[[int, str], str]
    title: Callable[[Entry], str]
    link: Callable[[Link], str]
    block: Callable[[Block], Iterable[str]]
    quoted: Callable[[Block, str], Iterable[str]]
    cited: Callable[[str, str | None], str]
    between_facts: str


@dataclass(frozen=True, slots=True)
class _AnnotatedWork:
    """A work, and the blocks of text of each of its headings, sorted by page."""

    work: Entry
    reference: Reference
    notes: Sequence[tuple[Entry, Sequence[Block]]]


def render(report: Report) -> str:
    """The bibliography in Markdown; ends in one line end."""
    return _text(["# Annotated bibliography", "", *_bibliography(report, _MARKDOWN)])


def render_org(report: Report) -> str:
    """The bibliography as an Org file; ends in one line end."""
    head = ("#+TITLE: Annotated bibliography", org.OPTIONS, "")
    return _text([*head, *_bibliography(report, _ORG)])


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _bibliography(report: Report, dialect: _Dialect) -> Iterator[str]:
    """The lines of the works, by author, each with its notes and quotes."""
    for each in _annotated(report):
        reference = each.reference
        yield from (dialect.heading(1, dialect.escape_title(reference.title)), "")
        yield from (dialect.between_facts.join(_facts(reference, dialect)), "")
        for entry, blocks in each.notes:
            if entry is not each.work and not _holds_quotes(entry):
                yield from (dialect.heading(2, dialect.title(entry)), "")
            for block in blocks:
                yield from (*_block(reference, block, dialect), "")


def _annotated(report: Report) -> list[_AnnotatedWork]:
    notes = {work.id: found for work, found in notes_by_work(report)}
    found = [
        _AnnotatedWork(work, reference, [(e, _by_page(b)) for e, b in notes.get(work.id, ())])
        for work, reference in works_with_references(report)
    ]
    return sorted(found, key=lambda each: _place(each.reference))


def _holds_quotes(entry: Entry) -> bool:
    """Whether the heading is only a title for the quotes below it."""
    return entry.heading.title.strip().casefold() in QUOTES_TITLES


def _facts(reference: Reference, dialect: _Dialect) -> Iterator[str]:
    yield from (dialect.escape(fact) for fact in _credits(reference) if fact)
    if reference.doi:
        yield dialect.link(Link(f"https://doi.org/{reference.doi}", reference.doi))
    elif reference.address:
        yield dialect.link(Link(reference.address))
    yield dialect.cited(reference.key, None)


def _credits(reference: Reference) -> Iterator[str]:
    """The authors, the date and the publisher or container, as far as known."""
    issued = reference.issued
    details = ("journal", "booktitle", "publisher", "school", "institution")
    yield str(reference.people)
    yield (issued.text or str(issued.year)) if issued else ""
    yield next(filter(None, map(reference.details.get, details)), "") or ""


def _block(reference: Reference, block: Block, dialect: _Dialect) -> Iterable[str]:
    if block.kind != "quote":
        return dialect.block(block)
    page = dialect.escape(block.page) if block.page else None
    return dialect.quoted(Block("quote", block.lines), dialect.cited(reference.key, page))


def _by_page(blocks: Sequence[Block]) -> list[Block]:
    """The blocks sorted by page, text after its quote; what has no page comes first."""
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


def _markdown_quote(quote: Block, source: str) -> Iterator[str]:
    yield from markdown.note_block(quote)
    yield from (">", f"> {source}")


def _pandoc_citation(key: str, page: str | None) -> str:
    name = key if _PLAIN_KEY.fullmatch(key) else f"{{{key}}}"
    return f"[@{name}, p. {page}]" if page else f"[@{name}]"


_MARKDOWN = _Dialect(
    escape=markdown.escape,
    escape_title=markdown.escape,
    heading=lambda level, text: f"{'#' * (level + 1)} {text}",
    title=markdown.title,
    link=markdown.link,
    block=lambda block: markdown.note_block(block, ""),
    quoted=_markdown_quote,
    cited=_pandoc_citation,
    between_facts=" · ",
)


def _org_quote(quote: Block, source: str) -> Iterator[str]:
    *lines, end = org.note_block(quote)
    yield from (*lines, source, end)


def _org_citation(key: str, page: str | None) -> str:
    return f"[cite:@{key} p. {page}]" if page else f"[cite:@{key}]"


_ORG = _Dialect(
    escape=org.escape,
    escape_title=org.escape_heading,
    heading=lambda level, text: f"{'*' * level} {text}",
    title=lambda entry: org.escape_heading(title_words(entry)),
    link=org.link,
    block=org.note_block,
    quoted=_org_quote,
    cited=_org_citation,
    between_facts=", ",
)
