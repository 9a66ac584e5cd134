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

    ``bullet`` has its blanks; ``counter`` is the number in ``[@5]``; ``checkbox`` is ``[ ]``,
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
    """Lines ``begin`` up to but without ``end``, both from 0, that are one element to Org.

    Blank lines below an element belong to it: they are between ``text_end`` and ``end``. Its
    affiliated keywords stand between ``begin`` and ``post_affiliated``. Its contents, or the
    text of a block without elements, are from ``contents_begin`` up to ``contents_end``; both
    are the same where it has none. ``offset`` is where the text of its first line begins: after
    the bullet, or the label, that the line begins with.

    ``name`` is a block's or a LaTeX environment's name, a drawer's name, a footnote's label, a
    keyword's or a property's key, or ``org`` or ``table.el``; as written. ``value`` is what
    follows it on its line.
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
