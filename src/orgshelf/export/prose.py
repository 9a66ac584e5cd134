"""The text of entries as blocks, for reports."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from orgshelf.export.affiliated import affiliated, exports
from orgshelf.export.encodable import printable
from orgshelf.export.exported import taken_in
from orgshelf.export.report import Report
from orgshelf.export.source_text import written_lines
from orgshelf.export.summary import grouped, works_in
from orgshelf.model import Quote
from orgshelf.org.elements.node import Element, ItemHead, of_kind, walk
from orgshelf.org.elements.quote_blocks import find_quotes, quote_text
from orgshelf.org.elements.section import read_body
from orgshelf.shelf import contents
from orgshelf.shelf.entries import Entry

_NOT_EXPORTED = frozenset(("babel-call", "comment", "comment-block", "diary-sexp", "keyword"))
_TEXT_BLOCKS = ("center-block", "special-block")
_LITERAL = re.compile(r"[ \t]*(?:\||:(?: |$))")
_LONGEST = 10  # letters of a bullet, the limit of Markdown


@dataclass(frozen=True, slots=True)
class Block:
    """A block of lines; ``code`` is anything whose columns must be kept.

    ``quote`` lines have the block's marks taken off and ``page`` where it is known.
    """

    kind: Literal["text", "quote", "code"]
    lines: tuple[str, ...]
    page: str | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """A list item: its depth from 0, its number, if any, and its text."""

    depth: int
    number: str | None
    words: str


def notes_by_work(report: Report) -> list[tuple[Entry, list[tuple[Entry, list[Block]]]]]:
    """The works in the report that have text, each with its entries that do."""
    wanted = works_in(report.entries)
    members = dict(grouped(report.library, lambda entry: entry.work))
    included = taken_in(report)
    found = ((work, list(_notes_of(members[work], included))) for work in wanted)
    return [(work, notes) for work, notes in found if notes]


def _notes_of(
    entries: Iterable[Entry], included: Mapping[str, Sequence[Entry]]
) -> Iterator[tuple[Entry, list[Block]]]:
    """The entries with text, each followed by those that were included in it."""
    for entry in entries:
        as_included, *taken = included.get(entry.id, (entry,))
        for shown, source in ((entry, as_included), *zip(taken, taken, strict=True)):
            if text := blocks(source):
                yield shown, text


def blocks(entry: Entry) -> list[Block]:
    """The notes in the log, then the entry's text without its log, by paragraphs."""
    return [*_notes(entry), *_paragraphs(entry)]


def _notes(entry: Entry) -> Iterator[Block]:
    for when, text in contents.notes(entry):
        day = when.iso[:10] if when.iso else when.raw[1:-1]
        yield Block("text", tuple(printable(f"{day}: {text}").split("\n")))


def _paragraphs(entry: Entry) -> list[Block]:
    written = written_lines(contents.prose(entry).split("\n"), entry)
    lines = [printable(line) for line in _exported(written, entry)]
    quotes = {quote.line: quote for quote in find_quotes(lines, 0, contents.noted_page(entry))}
    for start, quote in quotes.items():
        _hide_page_line(lines, start, quote)
    quotes |= {verse.line: verse for verse in _verses(lines)}
    text = _Text(lines, quotes, _block_ends(lines))
    found: list[Block] = []
    place = 0
    while place < len(lines):
        if lines[place].strip():
            block, place = _block(text, place)
            found.append(block)
        else:
            place += 1
    return found


def _verses(lines: Sequence[str]) -> Iterator[Quote]:
    """Each verse block, which is set off as a quote is."""
    for block in of_kind(read_body(tuple(lines)), "verse-block"):
        inside = lines[block.contents_begin : block.contents_end]
        yield Quote("\n".join(map(str.rstrip, inside)), None, block.post_affiliated)


def _exported(lines: Sequence[str], entry: Entry) -> Sequence[str]:
    """Blank lines for what is not exported: comments, keywords, some code, marks around text."""
    if not any("#" in line for line in lines):
        return lines
    shown = list(lines)
    for element in walk(read_body(tuple(lines))):
        stop = element.text_end if _is_unwanted(lines, element, entry) else element.post_affiliated
        shown[element.begin : stop] = [""] * (stop - element.begin)
        if element.kind in _TEXT_BLOCKS:
            shown[element.post_affiliated] = shown[element.text_end - 1] = ""
    return shown


def _is_unwanted(lines: Sequence[str], element: Element, entry: Entry) -> bool:
    if element.kind == "src-block":
        wanted = exports(element, affiliated(lines, element), entry.heading.inherited)
        return wanted not in ("code", "both")
    if element.kind == "quote-block":
        return not quote_text(element, lines)
    return element.kind in _NOT_EXPORTED


def list_items(lines: Iterable[str]) -> Iterator[ListItem | str]:
    """Lines of text, with list items parsed (Org manual: Plain Lists)."""
    lines = tuple(lines)
    items = dict(_items(read_body(lines)))
    for index, line in enumerate(lines):
        words = line.strip()
        if index not in items:
            yield words
            continue
        depth, head = items[index]
        bullet = head.bullet.strip()
        number = bullet if head.ordered else None
        text = words.removeprefix(bullet).lstrip(" \t")
        yield ListItem(depth, number, text) if text and len(bullet) <= _LONGEST else words


def _items(root: Element) -> Iterator[tuple[int, tuple[int, ItemHead]]]:
    """The line of each item, with its depth and its head."""
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        if element.head:
            yield element.begin, (depth, element.head)
        waiting += ((child, depth + (element.head is not None)) for child in element.children)


@dataclass(frozen=True, slots=True)
class _Text:
    """An entry's lines, its quotes, and the last line of each block, by its first line."""

    lines: Sequence[str]
    quotes: Mapping[int, Quote]
    ends: Mapping[int, int]


def _block(text: _Text, start: int) -> tuple[Block, int]:
    """The block that begins at ``start``, and the line after it."""
    end = text.ends.get(start)
    if end is not None and (quote := text.quotes.get(start)):
        return Block("quote", tuple(quote.text.split("\n")), quote.page), end + 1
    if end is not None:
        return Block("code", tuple(text.lines[start + 1 : end])), end + 1
    literal = bool(_LITERAL.match(text.lines[start]))
    stop = start + 1
    while stop < len(text.lines) and _goes_on(text, stop, literal):
        stop += 1
    return Block("code" if literal else "text", tuple(text.lines[start:stop])), stop


def _goes_on(text: _Text, place: int, literal: bool) -> bool:
    """Whether a run of literal or other lines continues with the next one."""
    line = text.lines[place]
    same = bool(_LITERAL.match(line)) is literal
    return bool(line.strip()) and same and place not in text.ends


def _hide_page_line(lines: list[str], start: int, quote: Quote) -> None:
    """Blank the line above a quote if it only contains its page."""
    before = start - 1
    while before >= 0 and not lines[before].strip():
        before -= 1
    page = quote.page
    if before >= 0 and page and lines[before].strip(" \t:.-+p") == page:
        lines[before] = ""


def _block_ends(lines: Sequence[str]) -> dict[int, int]:
    """The last line of each block, except dynamic ones, by its first line."""
    elements = walk(read_body(tuple(lines)))
    blocks = (e for e in elements if e.kind.endswith("-block") and e.kind != "dynamic-block")
    return {block.post_affiliated: block.text_end - 1 for block in blocks}
