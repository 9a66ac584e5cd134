"""Options that several commands share, and the query that the words of one make."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from orgshelf.cli.app import App
from orgshelf.cli.help_lines import HelpContext
from orgshelf.cli.output import info
from orgshelf.cli.types import QUERY_WORD, completed
from orgshelf.errors import QueryError, UsageError
from orgshelf.query import STATE_WORDS, Query
from orgshelf.shelf.kinds import OTHER
from orgshelf.text import one_line, plural

if TYPE_CHECKING:
    from orgshelf.query.expression import Expression

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]


def _repeated(name: str, metavar: str, help_: str) -> Decorator:
    """An option that can be given more than once; its values are completed."""
    return click.option(
        f"-{name[0]}",
        f"--{name}",
        f"{name}s",
        multiple=True,
        metavar=metavar,
        shell_complete=completed(f"{name}s"),
        help=help_,
    )


kind_option = _repeated("kind", "KIND", "Only this kind, like --kind paper; repeat it for more.")

_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    click.argument("words", nargs=-1, metavar="[QUERY]...", type=QUERY_WORD),
    kind_option,
    _repeated(
        "state",
        "STATE",
        "Only this keyword, like --state WAITING, or one of pending, done, none.",
    ),
    _repeated("tag", "TAG", "Only with this tag, like --tag gpu."),
    _repeated("work", "WORDS", "Only of works with these words in the title, like --work theano."),
)


def narrowing_option(help_: str) -> Decorator:
    """The option --query of a command whose words are no query."""
    return click.option("-q", "--query", metavar="QUERY", type=QUERY_WORD, help=help_)


all_option = click.option(
    "-a", "--all", "all_", is_flag=True, help="Every heading, also if it is done or has no keyword."
)

everything_option = click.option(
    "--everything", is_flag=True, help="Also headings of no kind: neither book nor paper nor video."
)

_ANYWHERE = ("notes", "color", "no_context")


def query_options(command: Command) -> Command:
    """Give a command the words and options that choose entries, as one ``query``."""

    @wraps(command)
    @click.pass_obj
    def with_query(
        app: App,
        /,
        *args: Any,  # noqa: ANN401 - whatever else the command takes
        words: tuple[str, ...],
        kinds: tuple[str, ...],
        states: tuple[str, ...],
        tags: tuple[str, ...],
        works: tuple[str, ...],
        all_: bool = False,
        **rest: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        kinds = named_kinds(app, kinds)
        named = tuple(_known("state", state, lambda: _states(app)) for state in states)
        query = Query(expression(app, words), kinds, named, tags, works, all_)
        return command(app, *args, query=query, **rest)

    decorated: Command = with_query
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def study_only(app: App, query: Query, *, everything: bool) -> Query:
    """The query without headings of no kind, unless these are asked for or configured."""
    shown = everything or query.all or app.config.other or OTHER in query.named_kinds
    return query._replace(everything=shown)


def tell_left_out(number: int) -> None:
    """Say how many headings are left out because they are of no kind, if any."""
    if number:
        verb = "is" if number == 1 else "are"
        info(f"{plural(number, 'heading')} of no kind {verb} left out: --everything shows all.")


def tell_not_shown(number: int) -> None:
    """Say how many more there are than the limit shows."""
    info(f"{number} more {'is' if number == 1 else 'are'} not shown.")


def named_kinds(app: App, given: Iterable[str]) -> tuple[str, ...]:
    """The kinds that are meant, each also named as its shelf is: ``papers``, ``Books``.

    Raises:
        UsageError: there is one that nothing here is of.
    """
    of_title = app.config.kinds.of_title
    return tuple(
        of_title(name) or _known("kind", name, lambda: app.library.known_kinds()) for name in given
    )


def _states(app: App) -> set[str]:
    return {*STATE_WORDS, *app.library.keywords()}


def _known(what: str, given: str, known: Callable[[], set[str]]) -> str:
    """A name as it is known here, found in any case; one that nothing has is refused.

    Raises:
        UsageError: there is none, rather than that nothing would be found.
    """
    names = known()
    same = [name for name in sorted(names) if name.casefold() == given.casefold()]
    if not same:
        raise UsageError(f"There is no {what} {given!r}: use {', '.join(sorted(names))}.")
    return given if given in names else same[0]


def with_options_of(program: click.Group, command: click.Command) -> click.Command:
    """Let a command take the program's options that are allowed anywhere."""
    known = {name for param in command.params for name in param.opts}
    options = [option for option in program.params if isinstance(option, click.Option)]
    for option in options:
        if option.name in _ANYWHERE and known.isdisjoint(option.opts):
            command.params.append(_behind(option))
    command.context_class = HelpContext
    if isinstance(command, click.Group):
        for deeper in command.commands.values():
            with_options_of(program, deeper)
    return command


def _behind(option: click.Option) -> click.Option:
    """The same option for a command, whose help leaves it to that of the program."""
    return click.Option(
        option.opts,
        type=None if option.is_flag else option.type,
        is_flag=option.is_flag,
        help=option.help,
        metavar=option.metavar,
        hidden=True,
        is_eager=True,
        expose_value=False,
        callback=_set_for_program,
    )


def _set_for_program(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Take an option behind the command as if it stood before it."""
    name = param.name
    if not value or name is None:
        return
    ctx.find_root().params[name] = value
    if ctx.obj is not None:  # a shell that completes a word has none
        app = replace(ctx.obj, **{name: value})
        context: click.Context | None = ctx
        while context is not None:
            context.obj = app
            context = context.parent


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
