"""The source text of a query with the reader's position, shared by the parsers of both syntaxes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from orgshelf.errors import QueryError
from orgshelf.query.compare import COMPARATORS
from orgshelf.query.predicates import BY_NAME, TABLE
from orgshelf.query.spec import Scope, Spec, nearest
from orgshelf.query.tree import Arg, Node, Or, Predicate, Span

OPERATORS = ("and", "or", "not", "when", "unless")

#: The deepest nesting of a query.
DEEPEST = 50


class Piece(NamedTuple):
    """An argument with its keyword, if any."""

    key: Arg | None
    arg: Arg


@dataclass(slots=True)
class Source:
    """A query's text and the position of its parser."""

    text: str
    scope: Scope
    place: int = 0
    depth: int = field(default=0)

    def wrong(self, problem: str, start: int, stop: int | None = None) -> QueryError:
        """The error about a part of the text."""
        return QueryError(problem, self.text, start, start + 1 if stop is None else stop)

    def peek(self) -> str:
        """The next character; "" at the end."""
        return self.text[self.place : self.place + 1]

    def skip_blanks(self) -> None:
        """Skip white space."""
        while self.peek().isspace():
            self.place += 1

    def enter(self) -> None:
        """Enter a nested expression.

        Raises:
            QueryError: it is nested too deep.
        """
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.wrong("The query is nested too deep: make it simpler.", self.place)

    def quoted(self) -> Arg:
        r"""Parse a quoted string with the escapes ``\"`` and ``\\``.

        Raises:
            QueryError: the closing mark is missing.
        """
        start, found = self.place, []
        self.place += 1
        while (char := self.peek()) != '"':
            if not char:
                raise self.wrong("This quotation mark is not closed: add one after it.", start)
            if char == "\\" and self.text[self.place + 1 : self.place + 2] in ('"', "\\"):
                self.place += 1
                char = self.peek()
            found.append(char)
            self.place += 1
        self.place += 1
        return Arg("".join(found), (start, self.place))

    def spec(self, name: str, span: Span) -> Spec | None:
        """The spec of a predicate; None if the name is that of a property in the notes.

        Raises:
            QueryError: it is neither.
        """
        found = BY_NAME.get(name)
        if found is None and name.upper() not in self.scope.properties:
            from orgshelf.query.suggestions import PREDICATES

            known = [*BY_NAME, *OPERATORS, *map(str.casefold, self.scope.properties)]
            near = PREDICATES.get(name) or nearest(name, known)
            lists = (
                "`orgshelf help queries` lists all; a text with a colon goes in quotation marks."
            )
            hint = f"did you mean `{near}`?" if near else lists
            raise self.wrong(f"There is no predicate or property {name!r}: {hint}", *span)
        return found

    def predicate(
        self, name: str, start: int, spec: Spec | None, pieces: Sequence[Piece], query: Node | None
    ) -> Node:
        """The node of a predicate that ends at the current position.

        Raises:
            QueryError: it has no such keyword.
        """
        span = (start, self.place)
        if spec is None:
            return _of_property(name, pieces, span)
        if spec.nested:
            return Predicate(spec.name, query=query, span=span)
        args: list[Arg] = []
        keywords: list[tuple[str, Arg]] = []
        for key, arg in pieces:
            if key is None:
                args.append(arg)
            elif key.value in spec.keywords:
                keywords.append((key.value, arg))
            elif spec.pairs:
                args += [key, arg]
            else:
                raise self._unknown_keyword(spec, key)
        return Predicate(spec.name, tuple(args), tuple(keywords), span=span)

    def _unknown_keyword(self, spec: Spec, key: Arg) -> QueryError:
        before, after = (":", "") if self.text[key.span[0]] == ":" else ("", "=")
        near = nearest(key.value, spec.keywords)
        known = ", ".join(f"{before}{name}{after}" for name in spec.keywords)
        meant = f"did you mean {before}{near}{after}?"
        hint = meant if near else f"it has {known}." if known else "it has none."
        problem = f"`{spec.name}` has no argument {before}{key.value}{after}: {hint}"
        return self.wrong(problem, *key.span)


def _of_property(name: str, pieces: Sequence[Piece], span: Span) -> Node:
    """``rating:>=4`` and ``rating:4,5`` as ``property`` predicates."""
    spec, named = TABLE["property"], Arg(name.upper(), span)
    args = [piece.arg for piece in pieces]
    if not args or args[0].value in COMPARATORS:
        return Predicate(spec.name, (named, *args), span=span)
    found = tuple(Predicate(spec.name, (named, arg), span=span) for arg in args)
    return found[0] if len(found) == 1 else Or(found)
