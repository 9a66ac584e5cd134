"""The objects of a title or a paragraph (Org syntax: Objects)."""

from typing import NamedTuple


class Mark(NamedTuple):
    """An object with contents: ``bold``, ``italic``, ``underline``, ``strike``, ``sub`` or ``sup``.

    ``radio`` is a radio target, ``cite`` a citation as text. ``braced``: a script in braces.
    """

    kind: str
    children: "tuple[Node, ...]"
    braced: bool = False


class Literal(NamedTuple):
    """An object without markup inside.

    Kinds: ``code``, ``entity`` (as HTML), ``math`` (with its delimiters), ``stamp``, ``cookie``,
    ``snippet`` (text for one export back-end), ``target``, ``macro`` and ``break``. ``written`` is
    an entity as written in the notes.
    """

    kind: str
    text: str
    written: str = ""


class Reference(NamedTuple):
    """A link: its target and its description, empty for a bare one."""

    target: str
    children: "tuple[Node, ...]"


class Footnote(NamedTuple):
    """A footnote reference by label, or with an inline definition."""

    label: str
    children: "tuple[Node, ...] | None"


Node = str | Mark | Literal | Reference | Footnote


class Located(NamedTuple):
    """An object and its range in a text."""

    node: Node
    start: int
    stop: int


class Context(NamedTuple):
    """The parsing context of a text, which begins at ``origin`` in the whole text.

    ``found`` collects all objects.
    """

    links: bool = True
    breaks: bool = True
    depth: int = 0
    origin: int = 0
    found: list[Located] | None = None

    def inside(self, start: int) -> "Context":
        """The context of the contents of an object, which begin at a position."""
        return self._replace(depth=self.depth + 1, origin=self.origin + start)
