"""An annotated bibliography as an Org file, with the citations of Org."""

from collections.abc import Iterator

from orgshelf.export.annotations import AnnotatedWork, annotated_works, credits, holds_quotes
from orgshelf.export.org import OPTIONS, escape, escape_heading, link, note_block
from orgshelf.export.prose import Block
from orgshelf.export.references import Reference
from orgshelf.export.report import Report
from orgshelf.export.titles_and_dates import title_words
from orgshelf.model import Link


def render(report: Report) -> str:
    """The works by author, each with its notes and quotes; ends in one line end."""
    lines = ["#+TITLE: Annotated bibliography", OPTIONS, ""]
    for each in annotated_works(report):
        lines += _work(each)
    return "\n".join(lines).rstrip("\n") + "\n"


def _work(each: AnnotatedWork) -> Iterator[str]:
    yield from (
        f"* {escape_heading(each.reference.title)}",
        "",
        ", ".join(_facts(each.reference)),
        "",
    )
    for entry, blocks in each.notes:
        if entry is not each.work and not holds_quotes(entry):
            yield from (f"** {escape_heading(title_words(entry))}", "")
        for block in blocks:
            yield from (*_block(each.reference, block), "")


def _facts(reference: Reference) -> Iterator[str]:
    for fact in credits(reference):
        yield link(fact) if isinstance(fact, Link) else escape(fact)
    yield _cited(reference)


def _block(reference: Reference, block: Block) -> Iterator[str]:
    if block.kind != "quote":
        return note_block(block)
    *quote, end = note_block(Block("quote", block.lines))
    return iter((*quote, _cited(reference, block.page), end))


def _cited(reference: Reference, page: str | None = None) -> str:
    return f"[cite:@{reference.key} p. {escape(page)}]" if page else f"[cite:@{reference.key}]"
