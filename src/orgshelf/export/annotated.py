"""An annotated bibliography in Markdown, with citations as pandoc reads them."""

import re
from collections.abc import Iterator

from orgshelf.export.annotations import Dialect, bibliography
from orgshelf.export.markdown import note_block
from orgshelf.export.md_text import escape, link, title
from orgshelf.export.prose import Block
from orgshelf.export.report import Report

# A key that is cited without braces (pandoc manual: Citation syntax).
_PLAIN_KEY = re.compile(r"\w+(?:[:.+/-]\w+)*", re.ASCII)


def render(report: Report) -> str:
    """The works by author, each with its notes and quotes; ends in one line end."""
    lines = ["# Annotated bibliography", "", *bibliography(report, _MARKDOWN)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _quoted(quote: Block, source: str) -> Iterator[str]:
    yield from note_block(quote)
    yield from (">", f"> {source}")


def _cited(key: str, page: str | None) -> str:
    name = key if _PLAIN_KEY.fullmatch(key) else f"{{{key}}}"
    return f"[@{name}, p. {page}]" if page else f"[@{name}]"


_MARKDOWN = Dialect(
    escape=escape,
    escape_title=escape,
    heading=lambda level, text: f"{'#' * (level + 1)} {text}",
    title=title,
    link=link,
    block=lambda block: note_block(block, ""),
    quoted=_quoted,
    cited=_cited,
    between_facts=" · ",
)
