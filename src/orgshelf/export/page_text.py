"""Objects as Markdown and as HTML, as Org exports them (ox-md, ox-html).

Text that would be read as HTML or as a link is escaped; other text stays as in Org's export.
Addresses are checked by ``link_targets.web_address``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape as html_escape

from orgshelf.export.encodable import printable
from orgshelf.export.link_targets import address_in_markdown, web_address
from orgshelf.export.page_context import NOWHERE, Anchor, PageContext
from orgshelf.export.page_objects import interpreted
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
# Most texts match this and need no escaping.
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
# A link to a heading, a target or an ID.
_WITHIN = re.compile(r"(?:id:|#)?((?![./~])[^:]*)")
_NAMED_FILE = re.compile(r"(?:file|https?):", re.IGNORECASE)


def markdown(nodes: Iterable[Node], context: PageContext) -> str:
    """Objects as Markdown, for the middle of a line; line breaks are kept."""
    return _all_markdown(nodes, context, _SPECIAL)


def html(nodes: Iterable[Node], context: PageContext) -> str:
    """Objects as HTML."""
    return "".join(
        _html(node, context) for node in interpreted(nodes, context.options, context.radio)
    )


def _all_markdown(nodes: Iterable[Node], context: PageContext, special: re.Pattern[str]) -> str:
    shown = interpreted(nodes, context.options, context.radio)
    return "".join(_markdown(node, context, special) for node in shown)


def plain(text: str) -> str:
    """Plain text as Markdown."""
    return _escape(text, NOWHERE)


def class_name(text: str) -> str:
    """Text as an HTML class name (org-html-fix-class-name)."""
    return re.sub(r"[^a-zA-Z0-9_]", "_", text)


def _markdown(node: Node, context: PageContext, special: re.Pattern[str]) -> str:
    match node:
        case str():
            return _text(node, context, special)
        case Mark(kind="radio"):
            inside = _all_markdown(node.children, replace(context, radio=None), special)
            return _target(node, inside, context)
        case Mark():
            before, after = _SIGNS[node.kind]
            return f"{before}{_all_markdown(node.children, context, special)}{after}"
        case Literal():
            return _literal(node, context, special)
        case Reference():
            return _markdown_link(node, context)
        case Footnote():
            unknown = f"[fn:{_escape(node.label, context)}\\]"
            return (context.note(node) or unknown) if context.leads else ""


def _text(text: str, context: PageContext, special: re.Pattern[str]) -> str:
    shown = _escape(text, context, special)
    return _LINE_END.sub("  \n", shown) if context.options.preserve_breaks else shown


def _escape(text: str, context: PageContext, special: re.Pattern[str] = _SPECIAL) -> str:
    if _HARMLESS.fullmatch(text):
        return text
    text = _HTML.sub(lambda sign: "&lt;" if sign[0] == "<" else "&amp;", printable(text))
    return _special_strings(special.sub(r"\\\g<0>", text), context)


def _special_strings(text: str, context: PageContext) -> str:
    """Text with typographic dashes and dots (org-html-special-string-regexps)."""
    wanted = context.options.special_strings
    if wanted and ("--" in text or "..." in text or "\\-" in text):
        for pattern, reference in _STRINGS:
            text = pattern.sub(reference, text)
    return text


def _literal(node: Literal, context: PageContext, special: re.Pattern[str]) -> str:
    match node.kind:
        case "code":
            return code(node.text)
        case "math":
            return _math(node.text, context)
        case "break":
            return "  \n"
        case "target":
            return _target(node, "", context)
        case "entity" if not node.text.startswith("&"):
            return _escape(node.text, context, special)
        case "entity":
            return node.text
        case "stamp":
            return _stamp(_escape(node.text, context, special).replace("<", "&lt;"))
        case _:
            return f"<code>{node.text}</code>"


def _target(node: Literal | Mark, words: str, context: PageContext) -> str:
    """The anchor of a target, around its text."""
    if not context.leads:
        return words
    anchor = context.anchor(f"<<{words_of(node) if isinstance(node, Mark) else node.text}>>")
    start = f'<a id="{anchor.name}">' if anchor else "<a>"
    return f"{start}{words}</a>"


def code(text: str) -> str:
    """Text as a code span, with as many backticks as it needs."""
    text = printable(text).replace("\n", " ")
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    blank = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{blank}{text}{blank}{fence}"


def _math(text: str, context: PageContext) -> str:
    """A formula in dollars, or as code if it contains Markdown syntax."""
    text = printable(text)
    if text.startswith(("\\(", "\\[")):
        sign = "$" if text[1] == "(" else "$$"
        text = f"{sign}{text[2:-2]}{sign}"
    if not text.startswith("$"):
        return text if _PLAIN_MACRO.fullmatch(text) else _escape(text, context)
    return text if _PLAIN_MATH.fullmatch(text) else code(text)


def _stamp(escaped: str) -> str:
    escaped = escaped.replace(">", "&gt;").replace("&gt;--", "&gt;&#x2013;")
    escaped = escaped.replace("]--", "]&#x2013;")
    return f'<span class="timestamp-wrapper"><span class="timestamp">{escaped}</span></span>'


def _markdown_link(link: Reference, context: PageContext) -> str:
    within = replace(context, radio=None) if context.radio else context
    words = _image(link.children, context) or _all_markdown(link.children, within, _IN_LINK)
    if not context.leads:
        return words or _escape(link.target, context)
    if anchor := context.anchor(link.target):
        if not anchor.name:
            return _line_of_code(link, words, anchor)
        title = _all_markdown(anchor.title, replace(context, leads=False), _IN_LINK)
        named = anchor.number or title or _escape(link.target, context, _IN_LINK)
        return f"[{words or named}](#{anchor.name})"
    address = context.address(link.target)
    if address is None:
        return _unresolved(link, words or _escape(link.target, context), context)
    address = address_in_markdown(address)
    if words:
        return f"[{words}]({address})"
    if _IMAGE.fullmatch(address):
        return _picture(address, context)
    return (
        f"<{address}>"
        if web_address(address)
        else f"[{_escape(address, context, _IN_LINK)}]({address})"
    )


def _line_of_code(link: Reference, words: str, anchor: Anchor) -> str:
    """The text of a link to a line of code (org-export-get-coderef-format)."""
    return words.replace(link.target, anchor.number) if words else anchor.number


def _unresolved(link: Reference, words: str, context: PageContext) -> str:
    """The text in place of a broken link: its description, a mark, or "" (``broken-links:``)."""
    wanted, within = context.options.broken_links, _WITHIN.fullmatch(link.target)
    if not wanted or not within:
        return words
    return f"[BROKEN LINK: {html_escape(within[1])}]" if wanted == "mark" else ""


def _image(words: Sequence[Node], context: PageContext) -> str:
    """The image that the description of a link names (org-export-insert-image-links); else ""."""
    if len(words) != 1 or not isinstance(words[0], str) or not _IMAGE.fullmatch(words[0]):
        return ""
    address = context.address(words[0]) if _NAMED_FILE.match(words[0]) else None
    return _picture(address_in_markdown(address), context) if address else ""


def _picture(address: str, context: PageContext) -> str:
    title = f' "{context.caption}"' if context.caption else ""
    return f"![img]({address}{title})"


def _html(node: Node, context: PageContext) -> str:
    match node:
        case str() if _HARMLESS.fullmatch(node):
            return node
        case str():
            return _special_strings(html_escape(printable(node), quote=False), context)
        case Mark(kind="radio"):
            return html(node.children, replace(context, radio=None))
        case Mark():
            before, after = _TAGS[node.kind]
            return f"{before}{html(node.children, context)}{after}"
        case Literal():
            return _html_literal(node)
        case Reference():
            return _html_link(node, context)
        case Footnote():
            return (context.note(node) or "") if context.leads else ""


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


def _html_link(link: Reference, context: PageContext) -> str:
    words = html(link.children, replace(context, radio=None) if context.radio else context)
    if not context.leads:
        return words or _named(link.target)
    if anchor := context.anchor(link.target):
        if not anchor.name:
            return _line_of_code(link, words, anchor)
        return f'<a href="#{anchor.name}">{words or anchor.number or _named(link.target)}</a>'
    address = context.address(link.target)
    if address is None:
        return _unresolved(link, words or _named(link.target), context)
    if not words and _IMAGE.fullmatch(address):
        return f'<img src="{html_escape(address)}" alt="{_named(address.rpartition("/")[2])}" />'
    return f'<a href="{html_escape(address)}">{words or _named(link.target)}</a>'


def _named(target: str) -> str:
    return html_escape(printable(target))
