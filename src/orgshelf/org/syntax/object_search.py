"""The links and the macros of a text, with where they stand."""

from typing import NamedTuple

from orgshelf.model import Link
from orgshelf.org.syntax.closings import Closings
from orgshelf.org.syntax.inline import locate
from orgshelf.org.syntax.links import BRACKET_LINK
from orgshelf.org.syntax.macros import Macro, macro_at
from orgshelf.org.syntax.objects import Literal, Reference


class LinkSpan(NamedTuple):
    """A link, and where it begins and ends in its text."""

    begin: int
    end: int
    link: Link


class MacroSpan(NamedTuple):
    """A macro, and where it begins and ends in its text."""

    begin: int
    end: int
    macro: Macro


def links_in(text: str) -> list[LinkSpan]:
    """The links of a title or a paragraph, also those in emphasised words, in their order."""
    return [
        LinkSpan(start, stop, Link(node.target, _description(text, start, stop)))
        for node, start, stop in locate(text)
        if isinstance(node, Reference)
    ]


def _description(text: str, start: int, stop: int) -> str | None:
    match = BRACKET_LINK.match(text, start, stop)
    return match["description"] if match else None


def macros_in(text: str) -> list[MacroSpan]:
    """The macros of a title or a paragraph, in their order."""
    ends = Closings(text)
    places = [
        start
        for node, start, _ in locate(text)
        if isinstance(node, Literal) and node.kind == "macro"
    ]
    found = ((place, macro_at(ends, place)) for place in places)
    return [MacroSpan(place, there[1], there[0]) for place, there in found if there]
