"""The text below a heading of a Markdown page, as Org's export writes it, read back (ox-md)."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from orgshelf.importers.imported import code_line, line_start
from orgshelf.importers.md_inline import Anchors, block_name, org_text, table, verse

#: What the export writes between two lists that would be read as one.
APART = "<!-- -->"
_STEP = 4
# Nobody writes what is nested deeper; it stays as it is.
_DEEPEST = 40

_ITEM = re.compile(
    r"(?P<bullet>(?:-|(?P<number>\d{1,9})\.)(?: +|$))(?P<box>\[[ X-]\](?: |$))?"
    r"(?:\*\*(?P<tag>(?:[^*\\]|\\.)+):\*\* ?(?=\S|$))?"
)
_FOOTNOTE = re.compile(r'<sup><a id="fn\.(\d+)"[^<>]*>\d+</a></sup> ?')
#: What a page of Org 8 begins with.
HTML_CONTENTS = '<div id="table-of-contents">'
_ANCHOR = r'<a id="(?P<id>[\w.-]+)"(?: name="[^"]*")?></a>'
_HEADING = re.compile(rf"(?P<signs>#+) (?P<title>.*?)(?:{_ANCHOR})?[ \t]*")
_ANCHOR_LINE = re.compile(_ANCHOR)


class Block(NamedTuple):
    """Lines that are one block; ``stop`` is the line after them."""

    kind: str
    start: int
    stop: int


def org_lines(lines: Sequence[str], anchors: Anchors, depth: int = 0) -> list[str]:
    """The Org text of Markdown lines, its parts a blank line from each other."""
    if depth > _DEEPEST:
        return _code(lines, anchors, depth)
    made: list[str] = []
    apart, before = False, ""
    for block in _blocks(lines):
        if block.kind == "apart":
            apart = True
            continue
        tight = before == "text" and block.kind == "list" and lines[block.start - 1].strip()
        if made and not tight:
            made += ["", ""] if apart else [""]
        made += _READERS[block.kind](lines[block.start : block.stop], anchors, depth)
        apart, before = False, block.kind
    return made


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    index = 0
    while index < len(lines):
        if not lines[index]:
            index += 1
            continue
        block = _block(lines, index)
        yield block
        index = block.stop


def _block(lines: Sequence[str], start: int) -> Block:
    line = lines[start]
    if line == APART:
        return Block("apart", start, start + 1)
    if line.startswith(" " * _STEP):
        return Block("code", start, _while(lines, start, lambda text: text.startswith(" " * _STEP)))
    if line.startswith(">"):
        return Block("quote", start, _while(lines, start, lambda text: text.startswith(">")))
    if _ITEM.match(line):
        return Block("list", start, _list_end(lines, start))
    if line == "---":
        return Block("rule", start, start + 1)
    if found := _html_block(lines, start):
        return found
    return Block("text", start, _while(lines, start, _goes_on))


def _html_block(lines: Sequence[str], start: int) -> Block | None:
    line = lines[start]
    if line.startswith("<table"):
        return _until(lines, start, "table", "</table>")
    if line == '<p class="verse">':
        return _until(lines, start, "verse", "</p>")
    if not block_name(line):
        return None
    depth = 0
    for index in range(start, len(lines)):
        depth += bool(block_name(lines[index])) - (lines[index] == "</div>")
        if not depth:
            return Block("special", start, index + 1)
    return None


def _until(lines: Sequence[str], start: int, kind: str, closing: str) -> Block | None:
    stop = next((i for i in range(start, len(lines)) if lines[i].endswith(closing)), None)
    return None if stop is None else Block(kind, start, stop + 1)


def _goes_on(line: str) -> bool:
    """Whether a line can go on a paragraph."""
    return bool(line.strip()) and line != APART and not _ITEM.match(line)


def _while(lines: Sequence[str], start: int, test: Callable[[str], bool]) -> int:
    """The first line after ``start`` that is not so."""
    return next((i for i in range(start + 1, len(lines)) if not test(lines[i])), len(lines))


def _list_end(lines: Sequence[str], start: int) -> int:
    """The line after a list; its items can be a blank line apart."""
    numbered = lines[start][0] != "-"
    index = _item_end(lines, start)
    while index < len(lines):
        following = index if lines[index] else index + 1
        if following == len(lines) or not _ITEM.match(lines[following]):
            return index
        if (lines[following][0] != "-") != numbered:
            return index
        index = _item_end(lines, following)
    return index


def _item_end(lines: Sequence[str], start: int) -> int:
    width = _width(lines[start])
    return _while(lines, start, lambda text: text.startswith(" " * width))


def _width(line: str) -> int:
    """How far in the text of an item stands that begins on a line."""
    match = _ITEM.match(line)
    assert match is not None, line
    return max(_STEP, len(match["bullet"])) if match["number"] else _STEP


def _list(lines: Sequence[str], anchors: Anchors, depth: int) -> list[str]:
    made: list[str] = []
    index, expected = 0, 1
    while index < len(lines):
        if not lines[index]:
            made.append("")
            index += 1
            continue
        stop = _item_end(lines, index)
        made += _item(lines[index:stop], expected, anchors, depth)
        match = _ITEM.match(lines[index])
        expected = int((match and match["number"]) or expected) + 1
        index = stop
    return made


def _item(lines: Sequence[str], expected: int, anchors: Anchors, depth: int) -> list[str]:
    match = _ITEM.match(lines[0])
    assert match is not None, lines[0]
    width = _width(lines[0])
    inner = [lines[0][match.end() :], *(line[width:] for line in lines[1:])]
    words = org_lines(inner, anchors, depth + 1)
    bullet = "- "
    if number := match["number"]:
        bullet = f"{number}. " + (f"[@{number}] " if int(number) != expected else "")
    tag = f"{org_text(match['tag'], anchors)} :: " if match["tag"] else ""
    if inner[0] in ("", APART):
        words = ["", *words]
    margin = " " * (2 if bullet == "- " else len(number) + 2)
    start = f"{bullet}{match['box'] or ''}{tag}{words[0] if words else ''}".rstrip()
    return [start, *(margin + line if line else "" for line in words[1:])]


def _code(lines: Sequence[str], anchors: Anchors, depth: int) -> list[str]:
    texts = (code_line(line[_STEP:]) for line in lines)
    return ["#+begin_example", *texts, "#+end_example"]


def _quote(lines: Sequence[str], anchors: Anchors, depth: int) -> list[str]:
    inner = [line[2:] for line in lines]
    return ["#+begin_quote", *org_lines(inner, anchors, depth + 1), "#+end_quote"]


def _text(lines: Sequence[str], anchors: Anchors, depth: int) -> list[str]:
    if match := _FOOTNOTE.match(lines[0]):
        rest = "\n".join((lines[0][match.end() :], *lines[1:]))
        return f"[fn:{match[1]}] {org_text(rest, anchors)}".split("\n")
    return [line_start(line) for line in org_text("\n".join(lines), anchors).split("\n")]


def _special(lines: Sequence[str], anchors: Anchors, depth: int) -> list[str]:
    name = block_name(lines[0])
    return [f"#+begin_{name}", *org_lines(lines[1:-1], anchors, depth + 1), f"#+end_{name}"]


_READERS: dict[str, Callable[[Sequence[str], Anchors, int], list[str]]] = {
    "code": _code,
    "quote": _quote,
    "list": _list,
    "rule": lambda lines, anchors, depth: ["-----"],
    "table": lambda lines, anchors, depth: table(lines, anchors),
    "verse": lambda lines, anchors, depth: verse(lines[1:-1], anchors),
    "special": _special,
    "text": _text,
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with signs, and the lines below it up to the next one."""

    level: int
    title: str
    anchor: str
    lines: Sequence[str]


def split_contents(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The table of contents, and the lines below it."""
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith(HTML_CONTENTS):
        # The lists in it are closed with their divs.
        stop = next((i for i in range(first, len(lines) - 1) if _closes(lines, i)), first)
        return lines[: stop + 2], lines[stop + 2 :]
    if lines[first].strip() == "# Table of Contents":
        rest = range(first + 1, len(lines))
        stop = next((i for i in rest if not _is_contents_line(lines[i])), len(lines))
        return lines[:stop], lines[stop:]
    return (), lines


def _closes(lines: Sequence[str], index: int) -> bool:
    return lines[index].rstrip() == "</div>" == lines[index + 1].rstrip()


def _is_contents_line(line: str) -> bool:
    return not line.strip() or re.match(r" *(?:\d+\.|-) +\[", line) is not None


def sections_of(lines: Sequence[str]) -> tuple[Sequence[str], list[Section]]:
    """The lines above the first heading, and each heading with what is below it."""
    starts = [index for index, line in enumerate(lines) if line.startswith("#")]
    heads = [(index, match) for index in starts if (match := _HEADING.fullmatch(lines[index]))]
    ends = [_anchor_above(lines, index)[1] for index, _ in heads] + [len(lines)]
    found = [
        Section(
            level=len(match["signs"]),
            title=match["title"],
            anchor=match["id"] or _anchor_above(lines, index)[0],
            lines=lines[index + 1 : ends[place + 1]],
        )
        for place, (index, match) in enumerate(heads)
    ]
    return lines[: ends[0]], found


def _anchor_above(lines: Sequence[str], index: int) -> tuple[str, int]:
    """The anchor that stands above a heading, and the line where the heading begins with it."""
    above = index - 1
    while above >= 0 and not lines[above]:
        above -= 1
    match = _ANCHOR_LINE.fullmatch(lines[above]) if above >= 0 else None
    return (match["id"], above) if match else ("", index)
