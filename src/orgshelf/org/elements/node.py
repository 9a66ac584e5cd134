"""The elements of an entry's text, as a tree (Org syntax: Elements)."""

from collections.abc import Iterator
from typing import Literal

from orgshelf.model import frozen_for_mypy

#: The names are Org's own (org-element-all-elements).
Kind = Literal[
    "babel-call",
    "center-block",
    "clock",
    "comment",
    "comment-block",
    "diary-sexp",
    "drawer",
    "dynamic-block",
    "example-block",
    "export-block",
    "fixed-width",
    "footnote-definition",
    "horizontal-rule",
    "item",
    "keyword",
    "latex-environment",
    "node-property",
    "paragraph",
    "plain-list",
    "planning",
    "property-drawer",
    "quote-block",
    "section",
    "special-block",
    "src-block",
    "table",
    "table-row",
    "verse-block",
]


@frozen_for_mypy
class ItemHead:
    """The head of a list item, before its text (org-list-full-item-re).

    ``bullet`` includes its blanks; ``counter`` is the number in ``[@5]``; ``checkbox`` is ``[ ]``,
    ``[-]`` or ``[X]``; ``tag`` is the term of a descriptive item.
    """

    bullet: str
    counter: str | None
    checkbox: str | None
    tag: str | None

    @property
    def ordered(self) -> bool:
        """Whether the bullet is a number."""
        return self.bullet[0] not in "-+*"


@frozen_for_mypy
class Element:
    """An element: the lines from ``begin`` up to ``end`` (exclusive), both from 0.

    It includes the blank lines below it, from ``text_end`` to ``end``. Its affiliated keywords are
    the lines from ``begin`` to ``post_affiliated``. Its contents, or the text of a block without
    elements, are from ``contents_begin`` to ``contents_end``, which are equal if there are none.
    ``offset`` is the column where the text of the first line of its contents begins, after a bullet
    or a label.

    ``name`` is that of a block, a LaTeX environment or a drawer, the label of a footnote, the key
    of a keyword or a property, or ``org`` or ``table.el``; as written. ``value`` is the text after
    it on the same line.
    """

    kind: Kind
    begin: int
    post_affiliated: int
    contents_begin: int
    contents_end: int
    text_end: int
    end: int
    offset: int = 0
    name: str = ""
    value: str = ""
    head: ItemHead | None = None
    children: "tuple[Element, ...]" = ()


def walk(root: Element) -> Iterator[Element]:
    """The element and all its descendants, in text order."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += reversed(element.children)


def of_kind(root: Element, *kinds: Kind) -> Iterator[Element]:
    """All elements of some kinds, in text order."""
    return (element for element in walk(root) if element.kind in kinds)
