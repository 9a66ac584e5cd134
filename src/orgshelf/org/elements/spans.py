"""Verbatim text, and the texts that can contain objects."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.org.elements.node import Element, Kind, of_kind, walk
from orgshelf.org.elements.section import read_body

#: Blocks without objects in their text (org-element-object-restrictions).
VERBATIM_BLOCKS: frozenset[Kind] = frozenset(
    ("comment-block", "example-block", "export-block", "src-block")
)

_WITHOUT_OBJECTS: frozenset[Kind] = VERBATIM_BLOCKS | {
    "comment",
    "fixed-width",
    "latex-environment",
}
# The beginning of a line that may begin verbatim text.
_SIGN = re.compile(r"^[ \t]*(?:#(?:\+b| |$)|\\b|:(?: |$))", re.IGNORECASE | re.MULTILINE)


def verbatim_lines(root: Element) -> frozenset[int]:
    """The lines of verbatim blocks, including their first and last ones."""
    blocks = of_kind(root, *VERBATIM_BLOCKS)
    return frozenset(line for block in blocks for line in range(block.begin, block.text_end))


def source_blocks(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The language, "" if missing, and the code of each source block."""
    for block in of_kind(read_body(tuple(lines)), "src-block"):
        code = "".join(f"{line}\n" for line in lines[block.contents_begin : block.contents_end])
        yield block.value.partition(" ")[0], code


def plain_length(text: str) -> int:
    """The length of the start of a text that cannot be verbatim.

    It contains no line that could begin a verbatim element.
    """
    sign = _SIGN.search(text)
    return sign.start() if sign else len(text)


def object_texts(lines: Sequence[str]) -> Iterator[str]:
    """The texts that can contain objects such as links: paragraphs, list tags, table cells."""
    for element in walk(read_body(tuple(lines))):
        match element.kind:
            case "paragraph" | "verse-block":
                first, *rest = lines[element.contents_begin : element.contents_end] or [""]
                yield "\n".join((first[element.offset :], *rest))
            case "table-row":
                yield from lines[element.begin].split("|")
            case "item" if element.head and element.head.tag:
                yield element.head.tag


def without_verbatim(text: str) -> str:
    """A text with its verbatim lines, which contain no links, replaced by blank ones."""
    if plain_length(text) == len(text):
        return text
    lines = text.split("\n")
    for element in of_kind(read_body(tuple(lines)), *_WITHOUT_OBJECTS):
        for line in range(element.post_affiliated, element.text_end):
            lines[line] = ""
    return "\n".join(lines)
