"""What stands in a title or a paragraph: text, and objects around and between it."""

from typing import NamedTuple

from orgshelf.model import Link
from orgshelf.org.syntax.macros import Macro


class Mark(NamedTuple):
    """What is emphasised: ``bold``, ``italic``, ``underline``, ``strike``, ``sub`` or ``sup``.

    ``radio`` is a radio target, ``cite`` a citation as text. ``braced``: a script in braces.
    """

    kind: str
    children: "tuple[Node, ...]"
    braced: bool = False


class Literal(NamedTuple):
    """What has no markup inside.

    ``code``, ``entity`` (as HTML writes it), ``math`` (with its signs), ``stamp``, ``cookie``,
    ``snippet`` (the text for one export back-end), ``target``,
    ``macro`` or ``break``.
    """

    kind: str
    text: str


class Reference(NamedTuple):
    """A link: where to, and the words it has, none for a bare one."""

    target: str
    children: "tuple[Node, ...]"


class Footnote(NamedTuple):
    """A reference to a footnote by its label, or with its text right there."""

    label: str
    children: "tuple[Node, ...] | None"


Node = str | Mark | Literal | Reference | Footnote


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
