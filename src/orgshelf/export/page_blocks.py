"""An entry's text as Org's own Markdown export writes it: lists, quotes, code, tables (ox-md)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from orgshelf.export.encodable import printable
from orgshelf.export.page_elements import (
    ENVIRONMENT,
    EntryText,
    Region,
    end_of,
    kind_of,
    read_entry,
    siblings,
)
from orgshelf.export.page_tables import table
from orgshelf.export.page_text import Places, class_name, html, markdown
from orgshelf.org.syntax.drawers import drawer_name
from orgshelf.org.syntax.inline import parse

#: What stands between two lists, or a list and what must not become part of it.
APART = "<!-- -->"
#: How far list items and indented text stand in.
STEP = 4
# What stands deeper in lists, quotes and drawers is shown as it is written.
_DEEPEST = 40

_BLOCK = re.compile(r"[ \t]*#\+begin(?:_(\S+)|:)", re.IGNORECASE)
_HIDDEN_DRAWERS = frozenset(("PROPERTIES", "LOGBOOK"))
_ITEM = re.compile(
    r"[ \t]*(?:[-+*]|\d+[.)])(?:[ \t]+|$)(?:\[@(?:start:)?(?P<counter>\d{1,9})\][ \t]*)?"
    r"(?:(?P<box>\[[ X-]\])(?:[ \t]+|$))?"
)
_TAG_END = re.compile(r"[ \t]::(?=[ \t]|$)")
_GUARDED = re.compile(r"[ \t]*,+(?=\*|#\+)|[ \t]*,(?=,*(?:\*|#\+))")
_LINE_START = re.compile(
    r"[#>]|~(?=~~)|[-+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|[-=](?=[-= \t]*$)|[-:|](?=[-:| \t]*$)"
)


class Piece(NamedTuple):
    """Lines of Markdown that belong together; ``kind`` says how they stand beside others."""

    kind: str
    lines: list[str]


def pieces(lines: Sequence[str], places: Places) -> list[Piece]:
    """What the lines of an entry show, in their order."""
    if not any(map(str.strip, lines)):
        return []
    return list(_pieces(read_entry(lines, places), Region(0, len(lines), 0)))


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


def _pieces(text: EntryText, region: Region) -> Iterator[Piece]:
    if region.depth > _DEEPEST:
        yield _code(text.lines[region.start : region.stop])
        return
    index = region.start
    while index < region.stop:
        kind = kind_of(text, index, region)
        end = end_of(text, index, region, kind)
        yield from _SHOWN[kind](text, region._replace(start=index, stop=end))
        index = end


def _list(text: EntryText, region: Region) -> Iterator[Piece]:
    items = siblings(text, region.start, region.stop)
    numbered = text.lines[items[0].line].lstrip()[0] not in "-+*"
    lines: list[str] = []
    number = 0
    for item in items:
        head = _ITEM.match(text.lines[item.line])
        assert head is not None, text.lines[item.line]  # the line begins an item
        if lines and not text.lines[item.line - 1].strip():
            lines.append("")
        number = int(head["counter"] or number + 1)
        bullet = f"{number}." if numbered else "-"
        inside = Region(item.line, min(item.end, region.stop), region.depth + 1, item.line)
        lines += _item(text, inside, bullet, head)
    yield Piece("numbered" if numbered else "list", lines)


def _item(text: EntryText, item: Region, bullet: str, head: re.Match[str]) -> list[str]:
    """An item's lines; its first one, without what makes it an item, is read as text."""
    rest, tag = text.lines[item.start][head.end() :], ""
    is_sign = text.lines[item.start].lstrip()[0] in "-+*"
    if is_sign and (ends := [*_TAG_END.finditer(rest)]):
        words = markdown(parse(rest[: ends[-1].start()].strip(), breaks=False), text.places)
        rest, tag = rest[ends[-1].end() :], f"**{words}:** "
    text.lines[item.start] = rest
    inside = list(_pieces(text, item))
    lines = _item_text(inside)
    start = bullet.ljust(STEP - 1) + " " + (f"{head['box']} " if head["box"] else "") + tag
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


def _paragraph(text: EntryText, region: Region) -> Iterator[Piece]:
    words = "".join(f"{line.strip()}\n" for line in text.lines[region.start : region.stop])
    shown = markdown(parse(words), text.places).strip()
    if shown:
        yield Piece("text", [guarded(line) for line in shown.split("\n")])


def guarded(line: str) -> str:
    """A line with a backslash before the sign that would make a list or a rule of it."""
    match = _LINE_START.match(line)
    return f"{line[: match.end() - 1]}\\{line[match.end() - 1 :]}" if match else line


def _closed(text: EntryText, region: Region) -> Iterator[Piece]:
    """A block, a drawer or a LaTeX environment, from its first to its last line."""
    first = text.lines[region.start]
    inside = region._replace(start=region.start + 1, stop=region.stop - 1, depth=region.depth + 1)
    if ENVIRONMENT.match(first):
        yield _code(text.lines[region.start : region.stop])
    elif name := drawer_name(first):
        if name not in _HIDDEN_DRAWERS:
            yield from _pieces(text, inside)
    else:
        begin = _BLOCK.match(first)
        yield from _block(text, inside, (begin[1] or "").lower() if begin else "")


def _block(text: EntryText, inside: Region, name: str) -> Iterator[Piece]:
    match name:
        case "":
            yield from _pieces(text, inside)
        case "comment" | "export":
            return
        case "src" | "example":
            lines = text.lines[inside.start : inside.stop]
            yield _code([_GUARDED.sub(_unguarded, line, count=1) for line in lines])
        case "verse":
            yield _verse(text, inside)
        case "quote":
            lines = joined(list(_pieces(text, inside)))
            yield Piece("quote", [f"> {line}" for line in lines or [""]])
        case _:
            shown = joined(list(_pieces(text, inside)))
            style = "org-center" if name == "center" else class_name(name)
            yield Piece("html", [f'<div class="{style}">', "", *shown, "", "</div>"])


def _unguarded(comma: re.Match[str]) -> str:
    """Take off the comma that guards a line (org-unescape-code-in-string)."""
    return comma[0][:-1]


def _verse(text: EntryText, inside: Region) -> Piece:
    lines = []
    for line in text.lines[inside.start : inside.stop]:
        words = line.strip()
        blanks = "&#xa0;" * (len(line.expandtabs()) - len(line.expandtabs().lstrip()))
        lines.append(f"{blanks if words else ''}{html(parse(words), text.places)}<br />")
    return Piece("html", ['<p class="verse">', *lines, "</p>"])


def _fixed(text: EntryText, region: Region) -> Iterator[Piece]:
    lines = (line.strip()[1:] for line in text.lines[region.start : region.stop])
    yield _code([line.removeprefix(" ") for line in lines])


def _drawn(text: EntryText, region: Region) -> Iterator[Piece]:
    yield _code(text.lines[region.start : region.stop])


def _code(lines: Sequence[str]) -> Piece:
    """Lines as they are, without the indentation that they have in common."""
    shown = [printable(line.expandtabs()).rstrip() for line in lines]
    margin = min((len(line) - len(line.lstrip()) for line in shown if line), default=0)
    return Piece("code", [" " * STEP + line[margin:] for line in shown])


def _table(text: EntryText, region: Region) -> Iterator[Piece]:
    yield Piece("html", table(text.lines[region.start : region.stop], text.places))


def _rule(text: EntryText, region: Region) -> Iterator[Piece]:
    yield Piece("rule", ["---"])


def _nothing(text: EntryText, region: Region) -> Iterator[Piece]:
    return iter(())


_SHOWN: Mapping[str, Callable[[EntryText, Region], Iterator[Piece]]] = {
    "blank": _nothing,
    "hidden": _nothing,
    "footnote": _nothing,
    "closed": _closed,
    "list": _list,
    "fixed": _fixed,
    "rule": _rule,
    "table": _table,
    "drawn": _drawn,
    "text": _paragraph,
}
