"""An annotated bibliography in Markdown, with citations as pandoc reads them."""

import re
from collections.abc import Iterator

from orgshelf.export.annotations import AnnotatedWork, annotated_works, credits, holds_quotes
from orgshelf.export.markdown import note_block
from orgshelf.export.md_text import escape, link, title
from orgshelf.export.prose import Block
from orgshelf.export.references import Reference
from orgshelf.export.report import Report
from orgshelf.model import Link

# A key that is cited without braces (pandoc manual: Citation syntax).
_PLAIN_KEY = re.compile(r"\w+(?:[:.+/-]\w+)*", re.ASCII)


def render(report: Report) -> str:
    """The works by author, each with its notes and quotes; ends in one line end."""
    lines = ["# Annotated bibliography", ""]
    for each in annotated_works(report):
        lines += _work(each)
    return "\n".join(lines).rstrip("\n") + "\n"


def _work(each: AnnotatedWork) -> Iterator[str]:
    yield from (f"## {escape(each.reference.title)}", "", " · ".join(_facts(each.reference)), "")
    for entry, blocks in each.notes:
        if entry is not each.work and not holds_quotes(entry):
            yield from (f"### {title(entry)}", "")
        for block in blocks:
            yield from (*_block(each.reference, block), "")


def _facts(reference: Reference) -> Iterator[str]:
    for fact in credits(reference):
        yield link(fact) if isinstance(fact, Link) else escape(fact)
    yield _cited(reference)


def _block(reference: Reference, block: Block) -> Iterator[str]:
    if block.kind != "quote":
        return note_block(block, "")
    source = f"> {_cited(reference, block.page)}"
    return iter((*note_block(Block("quote", block.lines), "> "), ">", source))


def _cited(reference: Reference, page: str | None = None) -> str:
    key = reference.key if _PLAIN_KEY.fullmatch(reference.key) else f"{{{reference.key}}}"
    return f"[@{key}, p. {escape(page)}]" if page else f"[@{key}]"
