"""Which headings a changing command is meant for, and carrying it out on them."""

import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from orgshelf.changes import Edit, Intent, carry_out, rehearse
from orgshelf.cli.app import App, echo, say
from orgshelf.cli.types import REF
from orgshelf.errors import NotFoundError, UsageError
from orgshelf.render.text import one_line
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.query import Query, select
from orgshelf.transaction import Change

dry_run_option = click.option("--dry-run", is_flag=True, help="Only show the diff; write nothing.")
_query = click.option(
    "-q",
    "--query",
    metavar="QUERY",
    help="All pending items that match, like --query 'theano gpu', instead of REFs.",
)
_yes = click.option("-y", "--yes", is_flag=True, help="Do not ask before many are changed.")


@dataclass(frozen=True, slots=True)
class Selection:
    """What the user named: REFs or a query, and how to go about it."""

    refs: tuple[str, ...]
    query: str | None
    dry_run: bool
    yes: bool

    def targets(self, app: App) -> list[Entry]:
        """The headings meant.

        Raises:
            UsageError: neither REFs nor a query, or both.
            NotFoundError: nothing matches.
            AmbiguousError: a REF does not name one heading.
        """
        if bool(self.refs) == (self.query is not None):
            raise UsageError("Name the headings by REF, or all that match with --query.")
        if self.query is None:
            return app.find_all(self.refs)
        found = select(app.library.entries, Query(tuple(self.query.split())))
        if not found:
            raise NotFoundError(self.query)
        return found


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command REFs, --query, --dry-run and --yes, as one ``selection``."""

    @wraps(command)
    def with_selection(
        *args: Any,  # noqa: ANN401 - whatever else the command takes
        refs: tuple[str, ...],
        query: str | None,
        dry_run: bool,
        yes: bool,
        **rest: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        return command(*args, selection=Selection(refs, query, dry_run, yes), **rest)

    argument = click.argument("refs", nargs=-1, metavar="[REF]...", type=REF)
    decorated: Callable[..., Any] = argument(_query(dry_run_option(_yes(with_selection))))
    return decorated


def change(app: App, selection: Selection, intent: Intent) -> None:
    """Carry an intent out on a selection, and say in one line each what was done."""
    targets = selection.targets(app)
    if not selection.dry_run:
        app.confirm(targets, yes=selection.yes)
    perform(app, [Edit(targets, intent)], dry_run=selection.dry_run)


def perform(app: App, edits: Sequence[Edit], *, dry_run: bool) -> None:
    """Make the edits as one change and say what was done, or only show the diff."""
    if dry_run:
        show_diff(rehearse(app.library, edits))
    else:
        tell(carry_out(app.library, edits, command_line()))


def show_diff(changes: list[Change]) -> None:
    """Print what would change."""
    for prepared in changes:
        echo("".join(f"{line}\n" for line in prepared.diff()))


def tell(changes: list[Change]) -> None:
    """Say what was changed on stdout, and on stderr what was so already."""
    for done in changes:
        echo("".join(f"{one_line(line)}\n" for line in done.summary))
        for line in done.idle:
            say(one_line(line))


def command_line() -> str:
    """What was asked for, in words for the journal."""
    return shlex.join(sys.argv[1:])
