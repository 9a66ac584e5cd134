"""HTML inside a Markdown page, as Org's export writes it: tables, verse, special blocks."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from orgshelf.importers.md_inline import Anchors, org_text

_TAG = re.compile(r"<[^<>]*>")
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>|<(thead|tbody)\b", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)">((?:(?!</?a\b).)*)</a>', re.DOTALL)
_SPECIAL = re.compile(r"[*_`\[\]\\]")
_VERSE_END = re.compile(r"<br ?/>$")
_INDENTED = re.compile(r"(?:&#xa0;)+")
_DIV = re.compile(r'<div class="([\w-]+)">$')


def table(lines: Sequence[str], anchors: Anchors) -> list[str]:
    """An HTML table as an Org table, a rule between its groups of rows."""
    rows: list[str] = []
    for row in _ROW.finditer("\n".join(lines)):
        if row[2]:
            rows += ["|-"] if rows and rows[-1] != "|-" else []
        else:
            cells = (_cell(cell[1], anchors) for cell in _CELL.finditer(row[1]))
            rows.append(f"| {' | '.join(cells)} |")
    return rows


def _cell(html: str, anchors: Anchors) -> str:
    return " ".join(_org(html, anchors).split()).replace("|", "\\vert{}")


def verse(lines: Sequence[str], anchors: Anchors) -> list[str]:
    """The lines between the tags of a verse."""
    return ["#+begin_verse", *(_verse_line(line, anchors) for line in lines), "#+end_verse"]


def _verse_line(line: str, anchors: Anchors) -> str:
    line = _VERSE_END.sub("", line)
    indent = _INDENTED.match(line)
    blanks = len(indent[0]) // len("&#xa0;") if indent else 0
    return " " * blanks + _org(line[indent.end() if indent else 0 :], anchors)


def block_name(line: str) -> str | None:
    """The name of the special block that a line begins, if it does."""
    match = _DIV.match(line)
    return match[1].removeprefix("org-") if match else None


def _org(html: str, anchors: Anchors) -> str:
    """HTML in a line, by way of the Markdown that means the same."""
    return org_text("".join(_markdown(html)), anchors)


def _markdown(html: str) -> Iterator[str]:
    place = 0
    for link in _LINK.finditer(html):
        yield _escaped(html[place : link.start()])
        yield f"[{_escaped(link[2])}]({unescape(link[1])})"
        place = link.end()
    yield _escaped(html[place:])


def _escaped(html: str) -> str:
    """Text between tags escaped for Markdown; the tags stay."""
    pieces, place = list[str](), 0
    for tag in _TAG.finditer(html):
        pieces += (_SPECIAL.sub(r"\\\g<0>", html[place : tag.start()]), tag[0])
        place = tag.end()
    return "".join((*pieces, _SPECIAL.sub(r"\\\g<0>", html[place:])))
