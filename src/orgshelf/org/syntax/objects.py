"""What stands in a title or a paragraph: text, and objects around and between it."""

from typing import NamedTuple


class Mark(NamedTuple):
    """What is emphasised: ``bold``, ``italic``, ``underline``, ``strike``, ``sub`` or ``sup``.

    ``radio`` is a radio target, ``cite`` a citation as text.
    """

    kind: str
    children: "tuple[Node, ...]"


class Literal(NamedTuple):
    """What has no markup inside.

    ``code``, ``entity`` (as HTML writes it), ``math`` (with its signs), ``stamp``, ``cookie``,
    ``snippet`` (the text for one export back-end), ``target`` or ``break``.
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
