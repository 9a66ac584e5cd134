"""Which headings a changing command is meant for, and carrying it out on them."""

import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

import click

from orgshelf.actions.transaction import Change, Plan
from orgshelf.cli.app import App
from orgshelf.cli.group import never_repeated
from orgshelf.cli.options import expression, narrowing_option
from orgshelf.cli.output import can_ask, info, is_rich, make_rich_console, print_text
from orgshelf.cli.pick import can_choose, choose_any
from orgshelf.cli.types import REF
from orgshelf.errors import NoMatchError, UsageError
from orgshelf.query import Query
from orgshelf.shelf.entries import Entry
from orgshelf.terminal import diff_lines
from orgshelf.text import one_line, plural

dry_run_option = click.option("--dry-run", is_flag=True, help="Only show the diff; write nothing.")
_query = narrowing_option(
    "All pending items that match, like --query 'theano tags:gpu', instead of REFs."
)
note_option = click.option(
    "--note", metavar="TEXT", help="Log this text with the change, like --note 'worth it'."
)
yes_option = click.option("-y", "--yes", is_flag=True, help="Do not ask before many are changed.")


@dataclass(frozen=True, slots=True)
class Selection:
    """What the user named: REFs or a query, and how to go about it."""

    refs: tuple[str, ...]
    query: str | None
    dry_run: bool
    yes: bool

    def targets(self, app: App) -> list[Entry]:
        """The named headings; on a terminal the user chooses them if none is named.

        Raises:
            UsageError: neither REFs nor a query, or both.
            NoMatchError: nothing matches.
            AmbiguousError: a REF does not name one heading.
        """
        refs = self.chosen(app, several=True).refs
        if refs and self.query is not None:
            raise UsageError("Name the headings by REF or by --query, not by both.")
        if not refs and self.query is None:
            raise UsageError(
                "Which one? Give an id (`orgshelf list` shows them) or words of the title."
            )
        if self.query is None:
            return app.find_all(refs)
        query = Query(expression(app, [self.query]))
        found = app.library.load_full(app.library.select(query))
        if not found:
            raise NoMatchError(self.query)
        return found

    def chosen(self, app: App, *, several: bool) -> "Selection":
        """The same; where it names nothing, on a terminal, what the user chooses from the list."""
        if self.refs or self.query is not None or not can_choose():
            return self
        return replace(self, refs=tuple(choose_any(app, several=several)))

    def confirmed(self, app: App) -> list[Entry]:
        """The headings meant, after asking where they are many.

        Raises:
            UsageError, NotFoundError, AmbiguousError: as ``targets`` and ``App.confirm``.
        """
        targets = self.targets(app)
        if not self.dry_run:
            app.confirm(targets, yes=self.yes)
        return targets

    def note(
        self,
        given: str | None,
        targets: Sequence[Entry],
        wants: Callable[[Entry], bool],
    ) -> str | None:
        """The text of the log note: the one given, or typed now where Org would ask for it."""
        if given is not None or self.dry_run or not can_ask():
            return given
        headings = [entry for entry in targets if entry.heading.level]  # a file is refused later
        asking = [entry.heading.title for entry in headings if wants(entry)]
        if not asking:
            return None
        about = one_line(asking[0]) if len(asking) == 1 else plural(len(asking), "heading")
        text: str = click.prompt(
            f"Note on {about} (Enter for none)", default="", show_default=False, err=True
        )
        return text or None

    def split(self, count: int, wanted: str) -> "tuple[Selection, tuple[str, ...]]":
        """Take the last words off: they are no REFs; ``wanted`` says what should be there.

        Raises:
            UsageError: there are too few.
        """
        if len(self.refs) < count:
            raise UsageError(f"Name {wanted}.")
        cut = len(self.refs) - count
        return replace(self, refs=self.refs[:cut]), self.refs[cut:]


def selection_with(metavar: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command REFs, --query, --dry-run and --yes, as one ``selection``.

    ``metavar`` names the REFs in the usage, and what the command itself takes off their end.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
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

        argument = click.argument("refs", nargs=-1, metavar=metavar, type=REF)
        decorated: Callable[..., Any] = argument(_query(dry_run_option(yes_option(with_selection))))
        return decorated

    return decorate


selection_options = selection_with("[REF]...")


def carry_out(app: App, plan: Plan, *, dry_run: bool) -> list[Change]:
    """Commit a plan and say what was done, or only show its diff."""
    if dry_run:
        _show_diff(app, plan)
        return []
    with never_repeated(app):
        changes = plan.commit(command_line())
        report_changes(app, changes)
    if place := next((f"{c.note.name}:{c.line}" for c in changes if c.line is not None), None):
        app.remember(place=place)
    return changes


def _show_diff(app: App, plan: Plan) -> None:
    """Show what would be written, in colour on a terminal; long lines are not broken."""
    lines = list(plan.diff())
    if is_rich(app.color) and lines:
        make_rich_console(app.color).print(diff_lines.coloured(lines), soft_wrap=True)
    else:
        print_text(diff_lines.plain(lines))


def report_changes(app: App, changes: Sequence[Change]) -> None:
    """Say what was changed on stdout, and on stderr what was so already."""
    for done in changes:
        print_text("".join(f"{one_line(line)}\n" for line in done.summary))
        for line in done.unchanged:
            info(one_line(line))


def command_line() -> str:
    """The command line as text, for the journal."""
    return shlex.join(sys.argv[1:])
