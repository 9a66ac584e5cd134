"""A Markdown page that Org's own export made, read back as the notes it was made of (ox-md).

Org 8 writes a table of contents in HTML and an anchor behind each title, Org 9 the anchor on a
line above it. What no page shows is lost: drawers, dates, the language of code.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from orgshelf.errors import ImportFormatError
from orgshelf.importers import imported
from orgshelf.importers.decoding import beginning, decode, lines_of
from orgshelf.importers.imported import Imported
from orgshelf.importers.md_blocks import (
    HTML_CONTENTS,
    Section,
    org_lines,
    sections_of,
    split_contents,
)
from orgshelf.importers.md_inline import Anchors, org_text

_WHAT = "a Markdown page of Org's export"
_MADE_BY_ORG = re.compile(
    r'^(?:#+ .*)?<a id="[\w.-]+"(?: name="[^"]*")?></a>[ \t]*(?:\n\n#+ |$)', re.MULTILINE
)
_TAGS = re.compile(r" {5}:((?:[^\W]|[@#%:])+):$")
_NAMED = re.compile(r'<a id="sec[-\d]*" name="sec')
_LEVELS = 3
_TAGS_END = 77
# Nobody writes what stands deeper in lists; it stays text.
_DEEPEST = 50
_ITEM = re.compile(r"(\d{1,9})\.( +)(?=\S)(.*)")
_STEP = 4
_SPAN = re.compile(r'<span class="(todo|done) [^"]*">([^<]*)</span>')
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Keywords:
    """The keywords of a page, in their order."""

    active: tuple[str, ...]
    done: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return self.active + self.done

    def split(self, title: str) -> tuple[str, str]:
        """A title's keyword, empty if it has none, and the rest of it."""
        match = _WORD.match(title)
        word = unescape(_ESCAPE.sub(r"\1", match[0])) if match else ""
        if not match or word not in self.names:
            return "", title
        return word, title[match.end() :].lstrip(" ")

    def org_lines(self) -> Iterator[str]:
        """The line that defines them for a file, if Org would not know them without."""
        if (self.active, self.done) != (("TODO",), ("DONE",)):
            yield f"#+TODO: {' '.join(self.active)} | {' '.join(self.done)}"
            yield ""


def contents_keywords(contents: Iterable[str]) -> Keywords:
    """The keywords in a table of contents; Org's own two beside them."""
    found = list(_SPAN.finditer("\n".join(contents)))
    names = {kind: [unescape(m[2]) for m in found if m[1] == kind] for kind in ("todo", "done")}
    active = tuple(dict.fromkeys(("TODO", *filter(_is_word, names["todo"]))))
    done = dict.fromkeys(("DONE", *filter(_is_word, names["done"])))
    return Keywords(active, tuple(name for name in done if name not in active))


def _is_word(name: str) -> bool:
    return bool(name) and not re.search(r"[\s|()]", name)


def recognize(data: bytes, name: str) -> bool:
    """Whether it is a Markdown page with Org's contents or anchors."""
    start = beginning(data)
    return start.lstrip().startswith(HTML_CONTENTS) or bool(_MADE_BY_ORG.search(start))


def read(data: bytes) -> Imported:
    """The notes as one outline.

    Raises:
        ImportFormatError: no Org export made it.
    """
    text = "\n".join(lines_of(decode(data)))
    if not recognize(data, ""):
        raise ImportFormatError(_WHAT, "it has neither Org's contents nor its anchors")
    contents, lines = split_contents(text.split("\n"))
    above, sections = sections_of(lines)
    keywords = contents_keywords(contents)
    titles = {s.anchor: _bare(s.title, keywords) for s in sections if s.anchor}
    anchors = Anchors(titles, newer=not _NAMED.search(text))
    writer = _Writer(anchors, keywords, max([_LEVELS, *(section.level for section in sections)]))
    outline = "\n".join(writer.outline(above, sections)).strip("\n") + "\n"
    return Imported(outline=outline, remarks=tuple(_remarks(writer)))


def _bare(title: str, keywords: Keywords) -> str:
    """A title for a link: without keyword and tags."""
    return org_text(_TAGS.sub("", keywords.split(title)[1]), Anchors())


@dataclass(slots=True)
class _Writer:
    """Writes headings as Org has them.

    ``hollow`` counts those whose dates were not shown, ``stateful`` those with a keyword.
    """

    anchors: Anchors
    keywords: Keywords
    levels: int
    hollow: int = 0
    stateful: int = 0

    def outline(self, above: Sequence[str], sections: Sequence[Section]) -> Iterator[str]:
        """The lines of the Org text."""
        yield from self.keywords.org_lines()
        yield from self._body(above)
        for section in sections:
            yield self._headline(section.level, section.title)
            yield from self._below(section.lines, self.levels, top=section.level >= self.levels)

    def _below(self, lines: Sequence[str], level: int, *, top: bool) -> Iterator[str]:
        """The text below a heading, then the items that are headings too."""
        text, items = lines, list[Item]()
        if level - self.levels < _DEEPEST:
            text, items = deep_items(lines, self.keywords, certain=top)
        self.hollow += bool(items) and list(lines[:2]) == ["", ""]
        yield from self._body(text)
        for item in items:
            yield self._headline(level + 1, item.title)
            yield from self._below(item.lines, level + 1, top=True)

    def _body(self, lines: Sequence[str]) -> Iterator[str]:
        if made := org_lines(lines, self.anchors):
            yield from (*made, "")

    def _headline(self, level: int, title: str) -> str:
        tags = _TAGS.search(title)
        keyword, words = self.keywords.split(title[: tags.start()] if tags else title)
        text = org_text("" if words == "&nbsp;" else words, self.anchors)
        if not keyword:
            text = imported.headline_text(text, self.keywords.names)
        self.stateful += bool(keyword)
        line = " ".join(filter(None, ("*" * level, keyword, text)))
        if tags:
            return f"{line} {f':{tags[1]}:'.rjust(_TAGS_END - len(line) - 1)}"
        return line if text or keyword else f"{line} "


def _remarks(writer: _Writer) -> Iterator[str]:
    if writer.hollow:
        yield (
            f"{writer.hollow} headings had lines that the page does not show, "
            "such as dates or properties; they are lost."
        )
    if not writer.stateful:
        yield "No heading of the page has a keyword: Org before 9.1.3 wrote none."


# Headings that a Markdown page shows as numbered items, for they stand too deep (ox-md).


@dataclass(frozen=True, slots=True)
class Item:
    """A heading as an item: what its line says, and the lines below it without their margin."""

    title: str
    lines: Sequence[str]


def deep_items(
    lines: Sequence[str], keywords: Keywords, *, certain: bool
) -> tuple[Sequence[str], list[Item]]:
    """The text, and the items that are headings: they come last.

    A list is tight; a heading has a blank line about it, and mostly a keyword. ``certain`` says
    that headings can begin here without one.
    """
    starts = [i for i, line in enumerate(lines) if line[:1].isdigit() and _ITEM.fullmatch(line)]
    for start in starts:
        items = _items(lines, start)
        if items is not None and _are_headings(lines, start, items, keywords, certain=certain):
            return lines[:start], items
    return lines, []


def _items(lines: Sequence[str], start: int) -> list[Item] | None:
    """The items from a line on, None where something else comes between them."""
    found: list[Item] = []
    index, number = start, 1
    while index < len(lines):
        match = _ITEM.fullmatch(lines[index])
        if not match or int(match[1]) != number:
            return None
        width = max(_STEP, len(match[1]) + 1 + len(match[2]))
        stop = _end(lines, index, width)
        if lines[index + 1 : index + 2] not in ([], [""]) or not _ends_blank(lines, stop):
            return None
        found.append(Item(match[3], [line[width:] for line in lines[index + 1 : stop]]))
        index, number = stop, number + 1
    return found


def _end(lines: Sequence[str], index: int, width: int) -> int:
    """The line after an item: the next one that stands at its own margin."""
    margin = " " * width
    rest = range(index + 1, len(lines))
    return next((i for i in rest if lines[i] and not lines[i].startswith(margin)), len(lines))


def _ends_blank(lines: Sequence[str], stop: int) -> bool:
    return stop == len(lines) or not lines[stop - 1].strip()


def _are_headings(
    lines: Sequence[str], start: int, items: Sequence[Item], keywords: Keywords, *, certain: bool
) -> bool:
    if start and lines[start - 1].strip():
        return False
    return certain or any(_has_keyword(item, keywords) for item in items)


def _has_keyword(item: Item, keywords: Keywords) -> bool:
    """Whether the item has one, or one below it has."""
    return bool(keywords.split(item.title)[0]) or any(
        keywords.split(match[3])[0] for match in _numbered(item.lines)
    )


def _numbered(lines: Sequence[str]) -> Iterator[re.Match[str]]:
    return (match for line in lines if (match := _ITEM.fullmatch(line.strip())))
