"""Org's markup as HTML: emphasis and code, nothing that a note could act by."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from orgshelf.export.encodable import printable
from orgshelf.org.syntax.objects import Literal, Mark, Node
from orgshelf.org.syntax.plain_words import objects, words_of

_TAGS: Mapping[str, str] = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strike": "del",
    "sub": "sub",
    "sup": "sup",
}


def rendered(text: str) -> Markup:
    """A line without links as safe HTML."""
    return _all(objects(text))


def _all(nodes: Iterable[Node]) -> Markup:
    return Markup("").join(map(_one, nodes))


def _one(node: Node) -> Markup:
    match node:
        case str():
            return escape(printable(node))
        case Mark():
            tag = Markup(_TAGS[node.kind])
            return Markup("<{0}>{1}</{0}>").format(tag, _all(node.children))
        case Literal() if node.kind == "code":
            return Markup("<code>{}</code>").format(printable(node.text))
        case Literal() if node.kind == "break":
            return Markup("<br>")
        case _:
            return escape(printable(words_of(node)))
