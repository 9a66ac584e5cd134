"""Org's objects as Org's own Markdown export writes them, and as HTML does (ox-md, ox-html).

What could be read as HTML, or as a link that is none, is escaped; the rest of a text stays as
light as Org leaves it. Addresses are those that ``links.web_address`` lets pass.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape as html_escape

from orgshelf.export.encodable import printable
from orgshelf.export.link_targets import web_address
from orgshelf.org.syntax.objects import Footnote, Literal, Mark, Node, Reference

_IMAGE = re.compile(r"https?:.*\.(?:png|jpe?g|gif|svg|webp)", re.IGNORECASE)
_TAGS: Mapping[str, tuple[str, str]] = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ('<span class="underline">', "</span>"),
    "strike": ("<del>", "</del>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
}
_SIGNS = {**_TAGS, "bold": ("**", "**"), "italic": ("*", "*")}
_SPECIAL = re.compile(r"[`*_\\]|!(?=\[)|\](?=[(\[:])")
_IN_LINK = re.compile(r"[`*_\\\[\]]")
# Most texts are like this, and stay as they are.
_HARMLESS = re.compile(r"(?:[^\W_]|[ \n,;:?'\"/%=+()@]|-(?!-)|\.(?!\.))*+")
_HTML = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_STRINGS = (
    (re.compile(r"\\-"), "&#x00ad;"),
    (re.compile(r"---(?=[^-])"), "&#x2014;"),
    (re.compile(r"--(?=[^-])"), "&#x2013;"),
    (re.compile(r"\.\.\."), "&#x2026;"),
)
_PLAIN_MATH = re.compile(r"[^\[\]<&`!]*")
_PLAIN_MACRO = re.compile(r"\\[\w{}]*")
_ENTITY = re.compile(r"&(?=#?\w+;)")


@dataclass(frozen=True, slots=True)
class Places:
    """What a text can lead to on its page.

    ``anchor`` gives the anchor of the heading that a link of the notes means, ``note`` the HTML
    of a footnote's number; both None where there is none.
    """

    anchor: Callable[[str], str | None]
    note: Callable[[Footnote], str | None]


def markdown(nodes: Iterable[Node], places: Places) -> str:
    """As Markdown, for the middle of a line; lines stay apart."""
    return "".join(_markdown(node, places, _SPECIAL) for node in _shown(nodes))


def html(nodes: Iterable[Node], places: Places | None) -> str:
    """As HTML; without places in words alone, as a table of contents has them."""
    return "".join(_html(node, places) for node in _shown(nodes))


def plain(text: str) -> str:
    """Text without markup, as Markdown."""
    return _escape(text)


def class_name(text: str) -> str:
    """Text as the name of a class in HTML (org-html-fix-class-name)."""
    return re.sub(r"[^a-zA-Z0-9_]", "_", text)


def _shown(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes that a page shows; the texts about one that it does not are one text."""
    text = ""
    for node in _flat(nodes):
        if isinstance(node, str):
            text += node
            continue
        if text:
            yield text
        yield node
        text = ""
    if text:
        yield text


def _flat(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Mark) and node.kind == "target":
            yield from _flat(node.children)
        elif not (isinstance(node, Literal) and node.kind == "snippet"):
            yield node


def _markdown(node: Node, places: Places, special: re.Pattern[str]) -> str:
    match node:
        case str():
            return _escape(node, special)
        case Mark():
            before, after = _SIGNS[node.kind]
            inside = (_markdown(child, places, special) for child in _shown(node.children))
            return f"{before}{''.join(inside)}{after}"
        case Literal():
            return _literal(node, special)
        case Reference():
            return _markdown_link(node, places)
        case Footnote():
            return places.note(node) or f"[fn:{_escape(node.label)}\\]"


def _escape(text: str, special: re.Pattern[str] = _SPECIAL) -> str:
    if _HARMLESS.fullmatch(text):
        return text
    text = _HTML.sub(lambda sign: "&lt;" if sign[0] == "<" else "&amp;", printable(text))
    return _special_strings(special.sub(r"\\\g<0>", text))


def _special_strings(text: str) -> str:
    """Dashes and dots as a printer sets them (org-html-special-string-regexps)."""
    if "--" in text or "..." in text or "\\-" in text:
        for pattern, reference in _STRINGS:
            text = pattern.sub(reference, text)
    return text


def _literal(node: Literal, special: re.Pattern[str]) -> str:
    match node.kind:
        case "code":
            return code(node.text)
        case "math":
            return _math(node.text)
        case "break":
            return "  \n"
        case "entity" if not node.text.startswith("&"):
            return _escape(node.text, special)
        case "entity":
            return node.text
        case "stamp":
            return _stamp(_escape(node.text, special).replace("<", "&lt;"))
        case _:
            return f"<code>{node.text}</code>"


def code(text: str) -> str:
    """Text as code in a line, between as many backticks as it needs."""
    text = printable(text).replace("\n", " ")
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    blank = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{blank}{text}{blank}{fence}"


def _math(text: str) -> str:
    """A formula between dollars, or as code where Markdown would read something in it."""
    text = printable(text)
    if text.startswith(("\\(", "\\[")):
        sign = "$" if text[1] == "(" else "$$"
        text = f"{sign}{text[2:-2]}{sign}"
    if not text.startswith("$"):
        return text if _PLAIN_MACRO.fullmatch(text) else _escape(text)
    return text if _PLAIN_MATH.fullmatch(text) else code(text)


def _stamp(escaped: str) -> str:
    escaped = escaped.replace(">", "&gt;").replace("&gt;--", "&gt;&#x2013;")
    escaped = escaped.replace("]--", "]&#x2013;")
    return f'<span class="timestamp-wrapper"><span class="timestamp">{escaped}</span></span>'


def _markdown_link(link: Reference, places: Places) -> str:
    words = "".join(_markdown(child, places, _IN_LINK) for child in _shown(link.children))
    if address := web_address(link.target):
        if not words and _IMAGE.fullmatch(address):
            return f"![img]({address})"
        return f"[{words}]({_ENTITY.sub('&amp;', address)})" if words else f"<{address}>"
    if anchor := places.anchor(link.target):
        return f"[{words or _number(anchor)}](#{anchor})"
    return words or _escape(link.target)


def _number(anchor: str) -> str:
    """The number of the heading that has the anchor."""
    return anchor.partition("-")[2].replace("-", ".")


def _html(node: Node, places: Places | None) -> str:
    match node:
        case str() if _HARMLESS.fullmatch(node):
            return node
        case str():
            return _special_strings(html_escape(printable(node), quote=False))
        case Mark():
            before, after = _TAGS[node.kind]
            return f"{before}{html(node.children, places)}{after}"
        case Literal():
            return _html_literal(node)
        case Reference():
            return _html_link(node, places)
        case Footnote():
            return (places.note(node) or "") if places else ""


def _html_literal(node: Literal) -> str:
    escaped = html_escape(printable(node.text), quote=False)
    match node.kind:
        case "code" | "cookie":
            return f"<code>{escaped}</code>"
        case "break":
            return "<br />\n"
        case "entity" if node.text.startswith("&"):
            return node.text
        case "stamp":
            return _stamp(escaped)
        case _:
            return escaped


def _html_link(link: Reference, places: Places | None) -> str:
    words = html(link.children, places) or html_escape(printable(link.target), quote=False)
    if places is None:
        return words
    address = web_address(link.target)
    if address is None and (anchor := places.anchor(link.target)):
        address = f"#{anchor}"
    return f'<a href="{html_escape(address)}">{words}</a>' if address else words
