"""Text with Org's markup as a person reads it, where nothing can show it in another face."""

import re
from collections.abc import Iterable

from orgshelf.org.syntax.links import display, display_links
from orgshelf.org.syntax.objects import Footnote, Literal, Mark, Node, Reference

#: Where markup can begin: a sign with a letter behind it, an entity, a line break, a footnote, a
#: citation, a target, a snippet, code.
_MARKUP = re.compile(
    r"(?:^|[\s\-('\"{])[*/_+=~](?=\S)|\\[a-zA-Z\\]|\[(?:fn|cite)[:/]|<<\S|@@\w|\bsrc_\w"
)
_BREAK_AT_END = re.compile(r"(?<!\\)[ \t]*\\\\\Z")
#: A subscript is the letters that it is made of: ``snake_case`` stays.
_SCRIPTS = {"sub": "_", "sup": "^"}


def readable_title(text: str) -> str:
    """A headline's text: links as their description, cookies and marks off."""
    shown = display(text)
    return without_markup(shown).strip(" \t") if _MARKUP.search(shown) else shown


def readable_line(text: str) -> str:
    """A line of a text in the same way."""
    shown = without_break(display_links(text))
    return without_markup(shown) if _MARKUP.search(shown) else shown


def without_break(line: str) -> str:
    """A line without the line break at its end, which comes of itself."""
    return _BREAK_AT_END.sub("", line) if line.endswith("\\\\") else line


def objects(text: str) -> tuple[Node, ...]:
    """What a line without links is made of."""
    from orgshelf.org.syntax.inline import parse  # few texts have markup

    return parse(text, links=False)


def without_markup(text: str) -> str:
    """The words alone."""
    from orgshelf.org.syntax.inline import parse  # few texts have markup

    return _words(parse(text)) or text


def _words(nodes: Iterable[Node]) -> str:
    return "".join(map(words_of, nodes))


def words_of(node: Node) -> str:
    """What is left of an object without its marks."""
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
            from html import unescape  # which loads all entities of HTML

            return unescape(node.text)
        case "break":
            return "\n"
        case "snippet" | "target":
            return ""
        case _:
            return node.text
