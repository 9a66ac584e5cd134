"""Org markup as minimal, safe HTML: emphasis, code and links."""

from collections.abc import Iterable, Mapping
from html import escape

from orgshelf.export.encodable import printable
from orgshelf.export.link_targets import web_address
from orgshelf.org.syntax.inline import parse
from orgshelf.org.syntax.objects import Literal, Mark, Node, Reference
from orgshelf.org.syntax.plain_words import words_of

_TAGS: Mapping[str, str] = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strike": "del",
    "sub": "sub",
    "sup": "sup",
}


def simple_html(text: str, *, links: bool = False) -> str:
    """A line as safe HTML; with ``links`` those to safe addresses are links."""
    return _all(parse(text, links=links))


def _all(nodes: Iterable[Node]) -> str:
    return "".join(map(_one, nodes))


def _one(node: Node) -> str:
    match node:
        case str():
            return _safe(node)
        case Mark():
            tag = _TAGS[node.kind]
            return f"<{tag}>{_all(node.children)}</{tag}>"
        case Literal() if node.kind == "code":
            return f"<code>{_safe(node.text)}</code>"
        case Literal() if node.kind == "break":
            return "<br>"
        case Reference():
            return _link(node)
        case _:
            return _safe(words_of(node))


def _link(link: Reference) -> str:
    words = _all(link.children) or _safe(link.target)
    address = web_address(link.target)
    return f'<a href="{escape(address)}">{words}</a>' if address else words


def _safe(text: str) -> str:
    return escape(printable(text))
