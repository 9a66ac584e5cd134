"""Org text without markup, for displays without fonts."""

import re
from collections.abc import Iterable

from orgshelf.org.syntax.links import display, display_links
from orgshelf.org.syntax.objects import Footnote, Literal, Mark, Node, Reference

#: The beginning of possible markup: emphasis, an entity, a line break, a footnote, a citation, a
#: target, a snippet, code.
_MARKUP = re.compile(
    r"(?:^|[\s\-('\"{])[*/_+=~](?=\S)|\\[a-zA-Z\\]|\[(?:fn|cite)[:/]|<<\S|@@\w|\bsrc_\w"
)
_BREAK_AT_END = re.compile(r"(?<!\\)[ \t]*\\\\\Z")
#: Scripts keep their markers, so that ``snake_case`` stays.
_SCRIPTS = {"sub": "_", "sup": "^"}


def readable_title(text: str) -> str:
    """A headline's text without markup and cookies, with links as their description."""
    shown = display(text)
    return without_markup(shown).strip(" \t") if _MARKUP.search(shown) else shown


def readable_line(text: str) -> str:
    """A line of text without markup, with links as their description."""
    shown = without_break(display_links(text))
    return without_markup(shown) if _MARKUP.search(shown) else shown


def without_break(line: str) -> str:
    r"""A line without a line break (``\\``) at its end."""
    return _BREAK_AT_END.sub("", line) if line.endswith("\\\\") else line


def objects(text: str) -> tuple[Node, ...]:
    """The objects of a line without links."""
    from orgshelf.org.syntax.inline import parse  # few texts have markup

    return parse(text, links=False)


def without_markup(text: str) -> str:
    """The text without markup."""
    from orgshelf.org.syntax.inline import parse  # few texts have markup

    return _words(parse(text)) or text


def _words(nodes: Iterable[Node]) -> str:
    return "".join(map(words_of, nodes))


def words_of(node: Node) -> str:
    """The text of an object without its markup."""
    match node:
        case str():
            return node
        case Mark():
            return _SCRIPTS.get(node.kind, "") + _words(node.children)
        case Literal():
            return _literal(node)
        case Reference():
            return _words(node.children) or node.target
        case Footnote():
            return ""


def _literal(node: Literal) -> str:
    match node.kind:
        case "entity":
            from html import unescape  # loads all HTML entities

            return unescape(node.text)
        case "break":
            return "\n"
        case "snippet" | "target":
            return ""
        case _:
            return node.text
