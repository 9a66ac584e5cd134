"""An annotated bibliography as an Org file, with the citations of Org."""

from collections.abc import Iterator

from orgshelf.export.annotations import Dialect, bibliography
from orgshelf.export.org import OPTIONS, escape, escape_heading, link, note_block
from orgshelf.export.prose import Block
from orgshelf.export.report import Report
from orgshelf.export.titles_and_dates import title_words


def render(report: Report) -> str:
    """The works by author, each with its notes and quotes; ends in one line end."""
    lines = ["#+TITLE: Annotated bibliography", OPTIONS, "", *bibliography(report, _ORG)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _quoted(quote: Block, source: str) -> Iterator[str]:
    *lines, end = note_block(quote)
    yield from (*lines, source, end)


def _cited(key: str, page: str | None) -> str:
    return f"[cite:@{key} p. {page}]" if page else f"[cite:@{key}]"


_ORG = Dialect(
    escape=escape,
    escape_title=escape_heading,
    heading=lambda level, text: f"{'*' * level} {text}",
    title=lambda entry: escape_heading(title_words(entry)),
    link=link,
    block=note_block,
    quoted=_quoted,
    cited=_cited,
    between_facts=", ",
)
