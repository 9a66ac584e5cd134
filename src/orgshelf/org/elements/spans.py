"""Where Org reads text as text, and where as nothing but characters."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.org.elements.node import Element, Kind, of_kind
from orgshelf.org.elements.section import read_body

#: Blocks whose text says nothing of the entry (org-element-object-restrictions).
VERBATIM_BLOCKS: frozenset[Kind] = frozenset(
    ("comment-block", "example-block", "export-block", "src-block")
)

_WITHOUT_OBJECTS: frozenset[Kind] = VERBATIM_BLOCKS | {
    "comment",
    "fixed-width",
    "latex-environment",
}
# So a line begins that begins one of them.
_SIGN = re.compile(r"^[ \t]*(?:#(?:\+b| |$)|\\b|:(?: |$))", re.IGNORECASE | re.MULTILINE)


def verbatim_lines(root: Element) -> frozenset[int]:
    """The lines of verbatim blocks, those that begin and end them too."""
    blocks = of_kind(root, *VERBATIM_BLOCKS)
    return frozenset(line for block in blocks for line in range(block.begin, block.text_end))


def source_blocks(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The language and the code of each source block; the language may be missing."""
    for block in of_kind(read_body(tuple(lines)), "src-block"):
        code = "".join(f"{line}\n" for line in lines[block.contents_begin : block.contents_end])
        yield block.value.partition(" ")[0], code


def plain_length(text: str) -> int:
    """How much of a text, from its beginning on, nothing can make verbatim.

    Each line there is what it looks like: the text need not be read to know.
    """
    sign = _SIGN.search(text)
    return sign.start() if sign else len(text)


def without_verbatim(text: str) -> str:
    """A text with blank lines for what stands in it as it is, where no link can stand."""
    if plain_length(text) == len(text):
        return text
    lines = text.split("\n")
    for element in of_kind(read_body(tuple(lines)), *_WITHOUT_OBJECTS):
        for line in range(element.post_affiliated, element.text_end):
            lines[line] = ""
    return "\n".join(lines)
