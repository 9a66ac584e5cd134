"""Org's objects as Org's own Markdown export writes them, and as HTML does (ox-md, ox-html).

What could be read as HTML, or as a link that is none, is escaped; the rest of a text stays as
light as Org leaves it. Addresses are those that ``links.web_address`` lets pass.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape as html_escape

from orgshelf.export.encodable import printable
from orgshelf.export.link_targets import address_in_markdown, web_address
from orgshelf.export.page_objects import interpreted
from orgshelf.export.page_surroundings import NOWHERE, Anchor, Places
from orgshelf.org.syntax.objects import Footnote, Literal, Mark, Node, Reference
from orgshelf.org.syntax.plain_words import words_of

_IMAGE = re.compile(r".*\.(?:png|jpe?g|gif|svg|webp|avif)", re.IGNORECASE)
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
_LINE_END = re.compile(r"[ \t]*\n")
# A link to a heading, a target or an ID; all else leads out of the file.
_WITHIN = re.compile(r"(?:id:|#)?((?![./~])[^:]*)")
_NAMED_FILE = re.compile(r"(?:file|https?):", re.IGNORECASE)


def markdown(nodes: Iterable[Node], places: Places) -> str:
    """As Markdown, for the middle of a line; lines stay apart."""
    return _all_markdown(nodes, places, _SPECIAL)


def html(nodes: Iterable[Node], places: Places) -> str:
    """As HTML."""
    return "".join(_html(node, places) for node in interpreted(nodes, places.options, places.radio))


def _all_markdown(nodes: Iterable[Node], places: Places, special: re.Pattern[str]) -> str:
    shown = interpreted(nodes, places.options, places.radio)
    return "".join(_markdown(node, places, special) for node in shown)


def plain(text: str) -> str:
    """Text without markup, as Markdown."""
    return _escape(text, NOWHERE)


def class_name(text: str) -> str:
    """Text as the name of a class in HTML (org-html-fix-class-name)."""
    return re.sub(r"[^a-zA-Z0-9_]", "_", text)


def _markdown(node: Node, places: Places, special: re.Pattern[str]) -> str:
    match node:
        case str():
            return _text(node, places, special)
        case Mark(kind="radio"):
            inside = _all_markdown(node.children, replace(places, radio=None), special)
            return _target(node, inside, places)
        case Mark():
            before, after = _SIGNS[node.kind]
            return f"{before}{_all_markdown(node.children, places, special)}{after}"
        case Literal():
            return _literal(node, places, special)
        case Reference():
            return _markdown_link(node, places)
        case Footnote():
            unknown = f"[fn:{_escape(node.label, places)}\\]"
            return (places.note(node) or unknown) if places.leads else ""


def _text(text: str, places: Places, special: re.Pattern[str]) -> str:
    shown = _escape(text, places, special)
    return _LINE_END.sub("  \n", shown) if places.options.preserve_breaks else shown


def _escape(text: str, places: Places, special: re.Pattern[str] = _SPECIAL) -> str:
    if _HARMLESS.fullmatch(text):
        return text
    text = _HTML.sub(lambda sign: "&lt;" if sign[0] == "<" else "&amp;", printable(text))
    return _special_strings(special.sub(r"\\\g<0>", text), places)


def _special_strings(text: str, places: Places) -> str:
    """Dashes and dots as a printer sets them (org-html-special-string-regexps)."""
    wanted = places.options.special_strings
    if wanted and ("--" in text or "..." in text or "\\-" in text):
        for pattern, reference in _STRINGS:
            text = pattern.sub(reference, text)
    return text


def _literal(node: Literal, places: Places, special: re.Pattern[str]) -> str:
    match node.kind:
        case "code":
            return code(node.text)
        case "math":
            return _math(node.text, places)
        case "break":
            return "  \n"
        case "target":
            return _target(node, "", places)
        case "entity" if not node.text.startswith("&"):
            return _escape(node.text, places, special)
        case "entity":
            return node.text
        case "stamp":
            return _stamp(_escape(node.text, places, special).replace("<", "&lt;"))
        case _:
            return f"<code>{node.text}</code>"


def _target(node: Literal | Mark, words: str, places: Places) -> str:
    """What a link can lead to, by its words; some are shown within it."""
    if not places.leads:
        return words
    anchor = places.anchor(f"<<{words_of(node) if isinstance(node, Mark) else node.text}>>")
    start = f'<a id="{anchor.name}">' if anchor else "<a>"
    return f"{start}{words}</a>"


def code(text: str) -> str:
    """Text as code in a line, between as many backticks as it needs."""
    text = printable(text).replace("\n", " ")
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    blank = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{blank}{text}{blank}{fence}"


def _math(text: str, places: Places) -> str:
    """A formula between dollars, or as code where Markdown would read something in it."""
    text = printable(text)
    if text.startswith(("\\(", "\\[")):
        sign = "$" if text[1] == "(" else "$$"
        text = f"{sign}{text[2:-2]}{sign}"
    if not text.startswith("$"):
        return text if _PLAIN_MACRO.fullmatch(text) else _escape(text, places)
    return text if _PLAIN_MATH.fullmatch(text) else code(text)


def _stamp(escaped: str) -> str:
    escaped = escaped.replace(">", "&gt;").replace("&gt;--", "&gt;&#x2013;")
    escaped = escaped.replace("]--", "]&#x2013;")
    return f'<span class="timestamp-wrapper"><span class="timestamp">{escaped}</span></span>'


def _markdown_link(link: Reference, places: Places) -> str:
    within = replace(places, radio=None) if places.radio else places
    words = _image(link.children, places) or _all_markdown(link.children, within, _IN_LINK)
    if not places.leads:
        return words or _escape(link.target, places)
    if anchor := places.anchor(link.target):
        if not anchor.name:
            return _line_of_code(link, words, anchor)
        title = _all_markdown(anchor.title, replace(places, leads=False), _IN_LINK)
        named = anchor.number or title or _escape(link.target, places, _IN_LINK)
        return f"[{words or named}](#{anchor.name})"
    address = places.address(link.target)
    if address is None:
        return _unresolved(link, words or _escape(link.target, places), places)
    address = address_in_markdown(address)
    if words:
        return f"[{words}]({address})"
    if _IMAGE.fullmatch(address):
        return _picture(address, places)
    return (
        f"<{address}>"
        if web_address(address)
        else f"[{_escape(address, places, _IN_LINK)}]({address})"
    )


def _line_of_code(link: Reference, words: str, anchor: Anchor) -> str:
    """What names a line of code (org-export-get-coderef-format)."""
    return words.replace(link.target, anchor.number) if words else anchor.number


def _unresolved(link: Reference, words: str, places: Places) -> str:
    """What stands for a link that leads nowhere: its words, a mark, or nothing (broken-links:)."""
    wanted, within = places.options.broken_links, _WITHIN.fullmatch(link.target)
    if not wanted or not within:
        return words
    return f"[BROKEN LINK: {html_escape(within[1])}]" if wanted == "mark" else ""


def _image(words: Sequence[Node], places: Places) -> str:
    """The picture that the words of a link name (org-export-insert-image-links)."""
    if len(words) != 1 or not isinstance(words[0], str) or not _IMAGE.fullmatch(words[0]):
        return ""
    address = places.address(words[0]) if _NAMED_FILE.match(words[0]) else None
    return _picture(address_in_markdown(address), places) if address else ""


def _picture(address: str, places: Places) -> str:
    title = f' "{places.caption}"' if places.caption else ""
    return f"![img]({address}{title})"


def _html(node: Node, places: Places) -> str:
    match node:
        case str() if _HARMLESS.fullmatch(node):
            return node
        case str():
            return _special_strings(html_escape(printable(node), quote=False), places)
        case Mark(kind="radio"):
            return html(node.children, replace(places, radio=None))
        case Mark():
            before, after = _TAGS[node.kind]
            return f"{before}{html(node.children, places)}{after}"
        case Literal():
            return _html_literal(node)
        case Reference():
            return _html_link(node, places)
        case Footnote():
            return (places.note(node) or "") if places.leads else ""


def _html_literal(node: Literal) -> str:
    escaped = html_escape(printable(node.text), quote=False)
    match node.kind:
        case "code" | "cookie":
            return f"<code>{escaped}</code>"
        case "break":
            return "<br />\n"
        case "target":
            return ""
        case "entity" if node.text.startswith("&"):
            return node.text
        case "stamp":
            return _stamp(escaped)
        case _:
            return escaped


def _html_link(link: Reference, places: Places) -> str:
    words = html(link.children, replace(places, radio=None) if places.radio else places)
    if not places.leads:
        return words or _named(link.target)
    if anchor := places.anchor(link.target):
        if not anchor.name:
            return _line_of_code(link, words, anchor)
        return f'<a href="#{anchor.name}">{words or anchor.number or _named(link.target)}</a>'
    address = places.address(link.target)
    if address is None:
        return _unresolved(link, words or _named(link.target), places)
    if not words and _IMAGE.fullmatch(address):
        return f'<img src="{html_escape(address)}" alt="{_named(address.rpartition("/")[2])}" />'
    return f'<a href="{html_escape(address)}">{words or _named(link.target)}</a>'


def _named(target: str) -> str:
    return html_escape(printable(target))
