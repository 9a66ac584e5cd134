"""An entry's text as Org's own Markdown export writes it: lists, quotes, code, tables (ox-md)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from orgshelf.export.encodable import printable
from orgshelf.export.page_tables import table
from orgshelf.export.page_text import Places, class_name, html, markdown
from orgshelf.org.elements.node import Element, ItemHead, Kind
from orgshelf.org.elements.section import read_section
from orgshelf.org.syntax.inline import parse

#: What stands between two lists, or a list and what must not become part of it.
APART = "<!-- -->"
#: How far list items and indented text stand in.
STEP = 4
# What stands deeper in lists, quotes and drawers is shown as it is written.
_DEEPEST = 40

_HIDDEN_DRAWERS = frozenset(("PROPERTIES", "LOGBOOK"))
_COUNTER_DIGITS = 9  # more are no number to Markdown
_GUARDED = re.compile(r"[ \t]*,+(?=\*|#\+)|[ \t]*,(?=,*(?:\*|#\+))")
_LINE_START = re.compile(
    r"[#>]|~(?=~~)|[-+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|[-=](?=[-= \t]*$)|[-:|](?=[-:| \t]*$)"
)


class Piece(NamedTuple):
    """Lines of Markdown that belong together; ``kind`` says how they stand beside others."""

    kind: str
    lines: list[str]


class _Text(NamedTuple):
    """An entry's lines, what they can lead to, and in how many elements a part stands."""

    lines: Sequence[str]
    places: Places
    depth: int


def pieces(lines: Sequence[str], places: Places) -> list[Piece]:
    """What the lines of an entry show, in their order."""
    return list(_pieces(_Text(lines, places, 0), read_section(lines)))


def joined(found: Sequence[Piece]) -> list[str]:
    """The pieces as lines, a blank one between two of them."""
    lines: list[str] = []
    before = None
    for piece in found:
        if before is not None:
            lines += ("", APART, "") if _must_stand_apart(before, piece) else ("",)
        lines += piece.lines
        before = piece
    return lines


def _must_stand_apart(before: Piece, piece: Piece) -> bool:
    return before.kind in ("list", "numbered") and piece.kind in ("list", "numbered", "code")


def _pieces(text: _Text, parent: Element) -> Iterator[Piece]:
    if text.depth > _DEEPEST:
        yield _code(text.lines[parent.contents_begin : parent.contents_end])
        return
    inside = text._replace(depth=text.depth + 1)
    for element in parent.children:
        if show := _SHOWN.get(element.kind):
            yield from show(inside, element)


def _list(text: _Text, found: Element) -> Iterator[Piece]:
    heads = [item.head for item in found.children if item.head]
    numbered = heads[0].ordered
    lines: list[str] = []
    number = 0
    for item, head in zip(found.children, heads, strict=True):
        if lines and not text.lines[item.begin - 1].strip():
            lines.append("")
        number = _counter(head) or number + 1
        lines += _item(text, item, f"{number}." if numbered else "-", head)
    yield Piece("numbered" if numbered else "list", lines)


def _counter(head: ItemHead) -> int | None:
    """The number that an item sets (org-list-get-item-number); a letter counts from A."""
    counter = head.counter or ""
    if counter.isdecimal():
        return int(counter) if len(counter) <= _COUNTER_DIGITS else None
    return ord(counter.upper()) - ord("A") + 1 if counter else None


def _item(text: _Text, item: Element, bullet: str, head: ItemHead) -> list[str]:
    tag = ""
    if head.tag is not None:
        words = markdown(parse(head.tag.strip(), breaks=False), text.places)
        tag = f"**{words}:** "
    lines = _item_text(list(_pieces(text, item)))
    start = f"{bullet:{STEP - 1}} " + (f"{head.checkbox} " if head.checkbox else "") + tag
    return hung(start, len(bullet.ljust(STEP - 1)) + 1, lines)


def hung(start: str, width: int, lines: Sequence[str]) -> list[str]:
    """A line that begins with something and those below it, as far in as that is wide."""
    first, *rest = lines or [""]
    return [f"{start}{first}".rstrip(" "), *(" " * width + line for line in rest)]


def _item_text(inside: Sequence[Piece]) -> list[str]:
    """An item's text; a list that ends it follows right on its first paragraph."""
    kinds = [piece.kind for piece in inside]
    if kinds in (["text", "list"], ["text", "numbered"]):
        return [*inside[0].lines, *inside[1].lines]
    if kinds[:1] and kinds[0] != "text":
        return [APART, "", *joined(inside)]
    return joined(inside)


def _paragraph(text: _Text, found: Element) -> Iterator[Piece]:
    first, *rest = text.lines[found.contents_begin : found.contents_end]
    words = "".join(f"{line.strip()}\n" for line in (first[found.offset :], *rest))
    shown = markdown(parse(words), text.places).strip()
    if shown:
        yield Piece("text", [guarded(line) for line in shown.split("\n")])


def guarded(line: str) -> str:
    """A line with a backslash before the sign that would make a list or a rule of it."""
    match = _LINE_START.match(line)
    return f"{line[: match.end() - 1]}\\{line[match.end() - 1 :]}" if match else line


def _drawer(text: _Text, found: Element) -> Iterator[Piece]:
    if found.name.upper() not in _HIDDEN_DRAWERS:
        yield from _pieces(text, found)


def _source(text: _Text, found: Element) -> Iterator[Piece]:
    lines = text.lines[found.contents_begin : found.contents_end]
    yield _code([_GUARDED.sub(_unguarded, line, count=1) for line in lines])


def _quote(text: _Text, found: Element) -> Iterator[Piece]:
    lines = joined(list(_pieces(text, found)))
    yield Piece("quote", [f"> {line}" for line in lines or [""]])


def _div(text: _Text, found: Element) -> Iterator[Piece]:
    shown = joined(list(_pieces(text, found)))
    style = "org-center" if found.kind == "center-block" else class_name(found.name.lower())
    yield Piece("html", [f'<div class="{style}">', "", *shown, "", "</div>"])


def _unguarded(comma: re.Match[str]) -> str:
    """Take off the comma that guards a line (org-unescape-code-in-string)."""
    return comma[0][:-1]


def _verse(text: _Text, found: Element) -> Iterator[Piece]:
    lines = []
    for line in text.lines[found.contents_begin : found.contents_end]:
        words = line.strip()
        blanks = "&#xa0;" * (len(line.expandtabs()) - len(line.expandtabs().lstrip()))
        lines.append(f"{blanks if words else ''}{html(parse(words), text.places)}<br />")
    yield Piece("html", ['<p class="verse">', *lines, "</p>"])


def _fixed(text: _Text, found: Element) -> Iterator[Piece]:
    lines = text.lines[found.contents_begin : found.contents_end]
    yield _code([line.strip()[1:].removeprefix(" ") for line in lines])


def _environment(text: _Text, found: Element) -> Iterator[Piece]:
    yield _code(text.lines[found.post_affiliated : found.text_end])


def _code(lines: Sequence[str]) -> Piece:
    """Lines as they are, without the indentation that they have in common."""
    shown = [printable(line.expandtabs()).rstrip() for line in lines]
    margin = min((len(line) - len(line.lstrip()) for line in shown if line), default=0)
    return Piece("code", [" " * STEP + line[margin:] for line in shown])


def _table(text: _Text, found: Element) -> Iterator[Piece]:
    lines = text.lines[found.contents_begin : found.contents_end]
    yield Piece("html", table(lines, text.places)) if found.name == "org" else _code(lines)


def _rule(text: _Text, found: Element) -> Iterator[Piece]:
    yield Piece("rule", ["---"])


_SHOWN: Mapping[Kind, Callable[[_Text, Element], Iterator[Piece]]] = {
    "center-block": _div,
    "drawer": _drawer,
    "dynamic-block": _pieces,
    "example-block": _source,
    "fixed-width": _fixed,
    "horizontal-rule": _rule,
    "latex-environment": _environment,
    "paragraph": _paragraph,
    "plain-list": _list,
    "quote-block": _quote,
    "special-block": _div,
    "src-block": _source,
    "table": _table,
    "verse-block": _verse,
}
