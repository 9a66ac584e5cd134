"""Queries as the command line takes them: read, narrowed by the context, completed.

The language is imported where a query is given, since most listings have none.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from orgshelf.cli.app import App
from orgshelf.cli.output import info
from orgshelf.errors import QueryError
from orgshelf.text import one_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from orgshelf.query.expression import Expression


#: What a word of a query may stand behind.
_BEFORE_A_WORD = " (!"


class QueryWord(click.ParamType[str]):
    """A word of a query; the shell completes named queries and predicates."""

    name = "query"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        """Named queries with their texts, then predicates once a letter is typed.

        Of words in quotation marks the last is completed, and behind a predicate its value.
        """
        from orgshelf.cli.completion_values import IN_QUERY, completions

        place = max(map(incomplete.rfind, _BEFORE_A_WORD)) + 1
        before, last = incomplete[:place], incomplete[place:]
        name, colon, value = last.partition(":")
        if colon:
            done, comma, start = value.rpartition(",")
            sort = IN_QUERY.get(name)
            return completions(ctx, sort, start, f"{before}{name}:{done}{comma}") if sort else []
        return [*completions(ctx, "queries", last, before), *_predicates(last, before)]


def _predicates(start: str, before: str) -> "list[CompletionItem]":
    """The predicates that begin so."""
    from click.shell_completion import CompletionItem

    from orgshelf.query.predicates import BY_NAME

    return [
        CompletionItem(f"{before}{name}:", help=spec.help)
        for name, spec in BY_NAME.items()
        if start and name.startswith(start)
    ]


QUERY_WORD = QueryWord()


def expression(app: App, words: Sequence[str]) -> "Expression | None":
    """The query that words on the command line make, within the context; None for neither.

    Says on stderr that there is a context.

    Raises:
        QueryError: it cannot be understood.
    """
    context = app.config.context
    if not words and not context:
        return None
    from orgshelf.query.expression import combined, understand
    from orgshelf.query.suggestions import check_names

    found = [in_context(app, context)] if context else []
    if words:
        asked = understand(" ".join(words), app.library.scope())
        check_names(asked.node, asked.text, app.library.names_by_word())
        found.append(asked)
    if context:
        info(f"context: {one_line(context)}")
    return combined(found)


def in_context(app: App, context: str) -> "Expression":
    """The query of the context.

    Raises:
        QueryError: it cannot be understood.
    """
    from orgshelf.query.expression import understand

    try:
        return understand(context, app.library.scope())
    except QueryError as error:
        error.args = (f"In the context: {error}",)
        raise
