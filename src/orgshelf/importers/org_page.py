"""A Markdown page that Org's own export made, read back as the notes it was made of (ox-md).

Org 8 writes a table of contents in HTML and an anchor behind each title, Org 9 the anchor on a
line above it. What no page shows is lost: drawers, dates, the language of code.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orgshelf.errors import ImportFormatError
from orgshelf.importers import harmless
from orgshelf.importers.decoding import beginning, decode, lines_of
from orgshelf.importers.imported import Imported
from orgshelf.importers.md_blocks import org_lines
from orgshelf.importers.md_inline import Anchors, org_text
from orgshelf.importers.md_sections import (
    HTML_CONTENTS,
    Section,
    sections_of,
    split_contents,
)
from orgshelf.importers.page_items import Item, deep_items
from orgshelf.importers.page_keywords import Keywords, contents_keywords

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
            text = harmless.headline_text(text, self.keywords.names)
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
