"""Choosing headings from a list."""

import subprocess
from collections.abc import Callable, Iterable, Sequence
from shutil import which
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from orgshelf.cli.app import App
from orgshelf.cli.options import Command, all_option, everything_option, query_options, study_only
from orgshelf.cli.output import can_ask, print_text
from orgshelf.cli.tty import can_draw, die, terminal
from orgshelf.cli.types import REF
from orgshelf.errors import NothingToChooseError, UsageError
from orgshelf.query import Query
from orgshelf.terminal.picker import Choice, Picker
from orgshelf.text import one_line

if TYPE_CHECKING:
    from orgshelf.store.candidates import Label


_FZF = "fzf"
#: How fzf says that nothing was chosen, and that somebody has had enough.
_NOTHING = (1, 130)


@click.command("pick")
@query_options
@all_option
@everything_option
def pick_command(app: App, query: Query, everything: bool) -> None:
    """Choose headings from a list that narrows as you type.

    Their ids are printed. Tab marks several, Enter takes them, Esc leaves. The list is on the
    terminal even when the ids go to a pipe. A command that needs a heading opens this list
    itself if you name none.

    \b
    Examples:
      orgshelf pick
      orgshelf done $(orgshelf pick kind:paper)
      orgshelf pick --all | xargs orgshelf show
    """
    query = study_only(app, query, everything=everything)
    chosen = choose(app, app.library.select(query).labels(), several=True)
    print_text("".join(f"{id_}\n" for id_ in chosen))


class RefArgument(click.Argument):
    """The REF of a command; where none is given the user chooses from the list."""

    def consume_value(
        self,
        ctx: click.Context,
        opts: Any,  # noqa: ANN401 - click's own
    ) -> tuple[Any, ParameterSource]:
        """What was typed, else what was chosen."""
        value, source = super().consume_value(ctx, opts)
        if self.value_is_missing(value) and not ctx.resilient_parsing and can_choose():
            ids = choose_any(ctx.find_root().obj, several=False)
            return (tuple(ids) if self.nargs == -1 else ids[0]), ParameterSource.PROMPT
        return value, source


def ref_argument(
    name: str, *, several_words: bool = False, behind: str = ""
) -> Callable[[Command], Command]:
    """Give a command the one REF that it needs, of one word or of several.

    ``behind`` is the metavar of a word that may follow, which the command takes off itself.
    """
    nargs = -1 if several_words else 1
    return click.argument(
        name, metavar=f"REF{behind}", type=REF, nargs=nargs, required=True, cls=RefArgument
    )


def can_choose() -> bool:
    """Whether somebody sits at a terminal that the list can be drawn on."""
    return can_ask() and can_draw()


def choose_any(app: App, *, several: bool) -> Sequence[str]:
    """The short ids that the user chooses among all headings; the pending ones come first.

    Raises:
        NotFoundError, UsageError, click.Abort: as ``choose``.
    """
    queries = (study_only(app, Query(all=all_), everything=False) for all_ in (False, True))
    found = {label.id: label for query in queries for label in app.library.select(query).labels()}
    return choose(app, found.values(), several=several)


def choose(app: App, labels: "Iterable[Label]", *, several: bool) -> Sequence[str]:
    """The short ids of the headings that the user chooses; ``labels`` are those of a library.

    Raises:
        NotFoundError: there are none.
        UsageError: there is no terminal to ask on.
        click.Abort: the user has left the list.
    """
    choices = [Choice.of(*label) for label in labels]
    if not choices:
        raise NothingToChooseError
    asked = _by_fzf if app.config.picker == _FZF else _on_terminal
    chosen = asked(choices, several=several)
    if not chosen:
        raise click.Abort
    return [app.library.short_ids[id_] for id_ in chosen]


def _on_terminal(choices: Sequence[Choice], *, several: bool) -> Sequence[str]:
    """The ids chosen on our own list; none where it was left."""
    picker = Picker.of(choices, several=several)
    with terminal() as screen:
        while True:
            columns, lines = screen.size
            picker = picker.fitted(lines)
            screen.draw(picker.rows(columns), min(2 + len(picker.words), columns - 1))
            for key in screen.pressed():
                match key:
                    case "enter" if picker.chosen:
                        return picker.chosen
                    case "leave":
                        return ()
                    case "stop":
                        screen.stop()
                    case "terminated":
                        screen.end()
                        die()
                    case _:
                        picker = picker.press(key)


def _by_fzf(choices: Sequence[Choice], *, several: bool) -> Sequence[str]:
    """The ids chosen in fzf, which draws on the terminal by itself.

    Raises:
        UsageError: it is not installed, or fails.
    """
    program = which(_FZF)
    if program is None:
        raise UsageError("fzf is not installed: install it, or take `picker` out of your settings.")
    lines = "".join(f"{choice.id}\t{one_line(choice.label)}\n" for choice in choices)
    options = ["--with-nth=2..", "--delimiter=\t", "--multi" if several else "--no-multi"]
    done = subprocess.run(
        [program, *options], input=lines.encode(), stdout=subprocess.PIPE, check=False
    )
    if done.returncode not in (0, *_NOTHING):
        raise UsageError("fzf could not show the list: see what it says above.")
    return [line.partition("\t")[0] for line in done.stdout.decode().splitlines()]
