"""The links of a text, found without reading all its objects where it has no other."""

import re
from collections.abc import Iterator

from orgshelf.model import Link
from orgshelf.org.syntax.links import (
    BRACKET_LINK,
    LINK_NAMES,
    LINK_TYPES,
    any_link,
    bracketed,
    last_bracket_link,
    plain_link,
)

#: Without these or ``[[`` there is no link: to see that takes a small part of a search's time.
_SIGNS = tuple(f"{name}:" for name in LINK_NAMES)
# Where a text has any of these, a link can be mere letters, or end before one of them. Marks that
# a plain link never ends with need not be looked at within it.
_MARKED = re.compile(
    rf"(?:^|[\s\-('\"{{])[*/_+=~](?=\S)|[_^](?:[({{]|{LINK_TYPES}:)|^[ \t]*(?:\||#\+)"
    r"|[\\$<]|@@|src_|\{\{\{|\[(?:fn|cite)",
    re.MULTILINE,
)


def may_have_links(text: str) -> bool:
    """Whether any sign of a link is in the text; quick."""
    return "[[" in text or (":" in text and any(name in text for name in _SIGNS))


def has_markup(text: str) -> bool:
    """Whether anything in the text, but for links, may be more than its letters."""
    return _MARKED.search(text) is not None


def find_links(text: str) -> Iterator[Link]:
    """Every link of a line or a paragraph in the order it stands (Org manual: Link Format).

    None is in verbatim text, and a plain one ends where it does to org-element.
    """
    if not may_have_links(text):
        return iter(())
    if not has_markup(text):
        if "[[" not in text:
            return (Link(match["plain"]) for match in plain_link().finditer(text))
        brackets = list(BRACKET_LINK.finditer(text, 0, last_bracket_link(text)))
        if text.count(":") == sum(match[0].count(":") for match in brackets):
            return map(bracketed, brackets)  # all others have a colon of their own
    from orgshelf.org.syntax.object_search import links_in  # which takes a while to compile

    return (found.link for found in links_in(text))


def is_link(line: str) -> bool:
    """Whether a line is one link and nothing else."""
    line = line.strip()
    return bool(line) and any_link().fullmatch(line) is not None
