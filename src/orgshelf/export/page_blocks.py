"""The elements of an entry as Markdown, as Org exports them (ox-md)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from orgshelf.export.affiliated import Affiliated, affiliated, exports
from orgshelf.export.encodable import printable
from orgshelf.export.page_code import code_lines, indented_least
from orgshelf.export.page_context import PageContext
from orgshelf.export.page_objects import without_lone_stamps
from orgshelf.export.page_pieces import APART, Piece, clock, harmless, joined, planning
from orgshelf.export.page_tables import table
from orgshelf.export.page_text import class_name, html, markdown, plain
from orgshelf.org.elements.code_listing import listing
from orgshelf.org.elements.node import Element, ItemHead, Kind
from orgshelf.org.elements.section import Above, read_section
from orgshelf.org.syntax.inline import parse

#: The indentation of list items and code.
STEP = 4
# Deeper nesting is shown as code.
_DEEPEST = 40

_VOID_PROPERTIES = "PROPERTIES"  # an invalid property drawer
_COUNTER_DIGITS = 9  # the limit of Markdown
_GUARDED = re.compile(r"[ \t]*,+(?=\*|#\+)|[ \t]*,(?=,*(?:\*|#\+))")
_LINE_START = re.compile(
    r"[#>]|~(?=~~)|[-+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|[-=](?=[-= \t]*$)|[-:|](?=[-:| \t]*$)"
)


class _Text(NamedTuple):
    """An entry's lines, their context, and the depth of nested elements."""

    lines: Sequence[str]
    context: PageContext
    depth: int

    def above(self, found: Element) -> Affiliated:
        """The affiliated keywords of an element."""
        return affiliated(self.lines, found)

    def inside(self, found: Element) -> Sequence[str]:
        """The lines of an element's contents."""
        return self.lines[found.contents_begin : found.contents_end]


def pieces(lines: Sequence[str], context: PageContext, below: Above = "text") -> list[Piece]:
    """The lines of an entry as pieces of Markdown; ``below`` is what precedes them."""
    return list(_pieces(_Text(lines, context, 0), read_section(lines, below=below)))


def _pieces(text: _Text, parent: Element) -> Iterator[Piece]:
    if text.depth > _DEEPEST:
        yield _code(text.lines[parent.contents_begin : parent.contents_end])
        return
    inside = text._replace(depth=text.depth + 1)
    unwanted: set[str] = set()
    for element in parent.children:
        above = text.above(element)
        if above.results is not None and above.results in unwanted:
            continue
        # Results without a name belong to the block right above them.
        unwanted.discard("")
        if element.kind == "src-block":
            unwanted |= _unwanted_results(text, element, above)
        if show := _SHOWN.get(element.kind):
            yield from show(inside, element)


def _unwanted_results(text: _Text, block: Element, above: Affiliated) -> set[str]:
    """The names of a block's results if they are not exported."""
    if exports(block, above, text.context.properties) in ("results", "both"):
        return set()
    return {"", above.name}


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
    """The number in an item's counter (org-list-get-item-number); A is 1."""
    counter = head.counter or ""
    if counter.isdecimal():
        return int(counter) if len(counter) <= _COUNTER_DIGITS else None
    return ord(counter.upper()) - ord("A") + 1 if counter else None


def _item(text: _Text, item: Element, bullet: str, head: ItemHead) -> list[str]:
    tag = ""
    if head.tag is not None:
        words = markdown(parse(head.tag.strip(), breaks=False), text.context)
        tag = f"**{words}:** "
    lines = _item_text(list(_pieces(text, item)))
    start = f"{bullet:{STEP - 1}} " + (f"{head.checkbox} " if head.checkbox else "") + tag
    return hung(start, len(bullet.ljust(STEP - 1)) + 1, lines)


def hung(start: str, width: int, lines: Sequence[str]) -> list[str]:
    """The lines, the first after ``start`` and the others indented by ``width``."""
    first, *rest = lines or [""]
    return [f"{start}{first}".rstrip(" "), *(" " * width + line for line in rest)]


def _item_text(inside: Sequence[Piece]) -> list[str]:
    """The text of an item; a list after its only paragraph follows without a blank line."""
    kinds = [piece.kind for piece in inside]
    if kinds in (["text", "list"], ["text", "numbered"]):
        return [*inside[0].lines, *inside[1].lines]
    if kinds[:1] and kinds[0] != "text":
        return [APART, "", *joined(inside)]
    return joined(inside)


def _paragraph(text: _Text, found: Element) -> Iterator[Piece]:
    first, *rest = text.inside(found)
    words = "".join(f"{line.strip()}\n" for line in (first[found.offset :], *rest))
    above, context = text.above(found), text.context
    if above.caption:
        context = replace(context, caption=plain(above.caption).replace('"', "&quot;"))
    nodes = without_lone_stamps(parse(words), context.options)
    shown = markdown(nodes, context).strip()
    if shown:
        anchor = _anchor(text, above)
        lines = [guarded(line) for line in shown.split("\n") if line.strip()]
        yield Piece("text", [f"{anchor}{lines[0]}", *lines[1:]] if anchor else lines)


def _anchor(text: _Text, above: Affiliated) -> str:
    """The anchor of a named element; "" without a name."""
    anchor = text.context.anchor(f"<<{above.name}>>") if above.name else None
    return f'<a id="{anchor.name}"></a>' if anchor else ""


def guarded(line: str) -> str:
    """A line with a backslash before a character that would begin a list or a rule."""
    match = _LINE_START.match(line)
    return f"{line[: match.end() - 1]}\\{line[match.end() - 1 :]}" if match else line


def _drawer(text: _Text, found: Element) -> Iterator[Piece]:
    if found.name in text.context.options.drawers and found.name.upper() != _VOID_PROPERTIES:
        yield from _pieces(text, found)


def _properties(text: _Text, found: Element) -> Iterator[Piece]:
    wanted = text.context.options.properties
    shown = [one for one in found.children if one.kind == "node-property" and one.name in wanted]
    if shown:
        yield _code([f"{one.name}: {one.value}".rstrip() for one in shown])


def _planning(text: _Text, found: Element) -> Iterator[Piece]:
    if text.context.options.planning and (shown := planning(found.value)):
        yield Piece("html", [shown])


def _clock(text: _Text, found: Element) -> Iterator[Piece]:
    if text.context.options.clocks:
        yield Piece("html", [clock(found.value)])


def _source(text: _Text, found: Element) -> Iterator[Piece]:
    if exports(found, text.above(found), text.context.properties) in ("code", "both"):
        yield from _example(text, found)


def _example(text: _Text, found: Element) -> Iterator[Piece]:
    if anchor := _anchor(text, text.above(found)):
        yield Piece("html", [anchor])
    lines, shown = _unescaped(text.inside(found)), listing(found)
    before = text.context.number_lines(shown, len(lines))
    yield _indented(code_lines(lines, shown, before))


def _export(text: _Text, found: Element) -> Iterator[Piece]:
    """An export block in Markdown; those of other back-ends are left out."""
    if found.value.split(" ")[0].upper() in ("MARKDOWN", "MD"):
        lines = harmless("\n".join(_unescaped(text.inside(found)))).split("\n")
        margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        yield Piece("markdown", [line[margin:].rstrip() for line in lines])
    else:
        text.context.tell(f"a block of {one_word(found.value)} is left out")


def _keyword(text: _Text, found: Element) -> Iterator[Piece]:
    if found.name.upper() in ("MARKDOWN", "MD"):
        yield Piece("markdown", [harmless(found.value)])
    elif found.name.upper() == "TOC":
        lines = text.context.contents(found.value)
        if lines is None:
            text.context.tell(f"#+TOC: {one_word(found.value)} is left out")
        elif lines:
            yield Piece("list", list(lines))


def one_word(text: str) -> str:
    """The first word of a text, for a remark."""
    return printable(text.split(" ")[0])


def _quote(text: _Text, found: Element) -> Iterator[Piece]:
    lines = joined(list(_pieces(text, found)))
    yield Piece("quote", [f"> {line}" for line in lines or [""]])


def _div(text: _Text, found: Element) -> Iterator[Piece]:
    shown = joined(list(_pieces(text, found)))
    style = "org-center" if found.kind == "center-block" else class_name(found.name.lower())
    yield Piece("html", [f'<div class="{style}">', "", *shown, "", "</div>"])


def _unescaped(lines: Sequence[str]) -> list[str]:
    """The lines without escaping commas (org-unescape-code-in-string)."""
    return [_GUARDED.sub(lambda comma: comma[0][:-1], line, count=1) for line in lines]


def _verse(text: _Text, found: Element) -> Iterator[Piece]:
    lines = []
    for line in text.inside(found):
        words = line.strip()
        blanks = "&#xa0;" * (len(line.expandtabs()) - len(line.expandtabs().lstrip()))
        lines.append(f"{blanks if words else ''}{html(parse(words), text.context)}<br />")
    yield Piece("html", ['<p class="verse">', *lines, "</p>"])


def _fixed(text: _Text, found: Element) -> Iterator[Piece]:
    if text.context.options.fixed_width:
        yield _code([line.strip()[1:].removeprefix(" ") for line in text.inside(found)])


def _environment(text: _Text, found: Element) -> Iterator[Piece]:
    lines = text.lines[found.post_affiliated : found.text_end]
    if text.context.options.latex == "verbatim":
        yield Piece("text", [guarded(plain(line.strip())) for line in lines if line.strip()])
    elif text.context.options.latex:
        yield _code(lines)


def _code(lines: Sequence[str]) -> Piece:
    """Lines as code, without their common indentation."""
    return _indented(indented_least(lines))


def _indented(lines: Sequence[str]) -> Piece:
    return Piece("code", [" " * STEP + line for line in lines])


def _table(text: _Text, found: Element) -> Iterator[Piece]:
    if not text.context.options.tables:
        return
    lines, above = text.inside(found), text.above(found)
    if found.name != "org":
        yield _code(lines)
        return
    anchor = text.context.anchor(f"<<{above.name}>>") if above.name else None
    head = [f'id="{anchor.name}"'] if anchor else []
    yield Piece("html", table(lines, text.context, head, above.caption))


def _rule(text: _Text, found: Element) -> Iterator[Piece]:
    yield Piece("rule", ["---"])


_SHOWN: Mapping[Kind, Callable[[_Text, Element], Iterator[Piece]]] = {
    "center-block": _div,
    "clock": _clock,
    "drawer": _drawer,
    "dynamic-block": _pieces,
    "example-block": _example,
    "export-block": _export,
    "fixed-width": _fixed,
    "horizontal-rule": _rule,
    "keyword": _keyword,
    "latex-environment": _environment,
    "paragraph": _paragraph,
    "plain-list": _list,
    "planning": _planning,
    "property-drawer": _properties,
    "quote-block": _quote,
    "special-block": _div,
    "src-block": _source,
    "table": _table,
    "verse-block": _verse,
}
