"""Where Org reads text as text, and where as nothing but characters."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from orgshelf.org.elements.node import Element, Kind, walk

#: Blocks whose text says nothing of the entry (org-element-object-restrictions).
VERBATIM_BLOCKS: frozenset[Kind] = frozenset(
    ("comment-block", "example-block", "export-block", "src-block")
)


class TextSpan(NamedTuple):
    """Text in which links and timestamps may stand, and the line from 0 where it begins."""

    line: int
    text: str


def of_kind(root: Element, *kinds: Kind) -> Iterator[Element]:
    """All elements of some kinds, as they stand in the text."""
    return (element for element in walk(root) if element.kind in kinds)


def verbatim_lines(root: Element) -> frozenset[int]:
    """The lines of verbatim blocks, those that begin and end them too."""
    blocks = of_kind(root, *VERBATIM_BLOCKS)
    return frozenset(line for block in blocks for line in range(block.begin, block.text_end))


def text_spans(lines: Sequence[str], root: Element) -> Iterator[TextSpan]:
    """The text of paragraphs, of table rows, of verses and of the tags of items, in its order."""
    for element in of_kind(root, "item", "paragraph", "table-row", "verse-block"):
        if element.head is None:
            begin, end = element.contents_begin, element.contents_end
            text = "\n".join(lines[begin:end])
            yield TextSpan(begin, text[element.offset :])
        elif element.head.tag is not None:
            yield TextSpan(element.begin, element.head.tag)
