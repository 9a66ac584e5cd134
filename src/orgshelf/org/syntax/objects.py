"""What stands in a title or a paragraph: text, and objects around and between it."""

from typing import NamedTuple


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
    ``macro`` or ``break``. ``written`` is an entity as it stands in the notes.
    """

    kind: str
    text: str
    written: str = ""


class Reference(NamedTuple):
    """A link: where to, and the words it has, none for a bare one."""

    target: str
    children: "tuple[Node, ...]"


class Footnote(NamedTuple):
    """A reference to a footnote by its label, or with its text right there."""

    label: str
    children: "tuple[Node, ...] | None"


Node = str | Mark | Literal | Reference | Footnote


class Located(NamedTuple):
    """An object, and where it begins and ends in its text."""

    node: Node
    start: int
    stop: int


class Context(NamedTuple):
    """What may stand in a text that begins at ``origin`` in the whole one.

    ``found`` is told of each object.
    """

    links: bool = True
    breaks: bool = True
    depth: int = 0
    origin: int = 0
    found: list[Located] | None = None

    def inside(self, start: int) -> "Context":
        """The same for what stands from a place on in one of its objects."""
        return self._replace(depth=self.depth + 1, origin=self.origin + start)
