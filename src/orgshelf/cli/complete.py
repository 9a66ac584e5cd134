"""The command that looks up what the works of the notes lack."""

from collections.abc import Iterator, Sequence

import click

from orgshelf.actions.completing import Incomplete, complete, incomplete
from orgshelf.cli.app import App
from orgshelf.cli.options import expression
from orgshelf.cli.output import info, print_text
from orgshelf.cli.selection import carry_out, dry_run_option, yes_option
from orgshelf.cli.types import QUERY_WORD
from orgshelf.cli.wanted import fetch_option, look_up_all
from orgshelf.query import Query
from orgshelf.terminal.columns import aligned
from orgshelf.text import one_line, plural


@click.command("complete")
@click.argument("words", metavar="[QUERY]...", nargs=-1, type=QUERY_WORD)
@fetch_option
@dry_run_option
@yes_option
@click.pass_obj
def complete_command(
    app: App, words: tuple[str, ...], fetch: bool | None, dry_run: bool, yes: bool
) -> None:
    """Look up what is missing in works that have an identifier.

    That is the authors, the year, and a title that is no more than the identifier. What you
    wrote stays. Without --fetch nobody is asked: the works are listed.

    \b
    Examples:
      orgshelf complete                       which works lack what
      orgshelf complete --fetch --dry-run     what they would become
      orgshelf complete kind:book --fetch     the books alone
    """
    found = [*incomplete(app.library.matching(Query(expression(app, words))))]
    if not found:
        info("No work with an identifier lacks title, authors or year.")
        return
    if not (app.config.fetch if fetch is None else fetch):
        print_text(_lines(app, found))
        info(f"{plural(len(found), 'work')} can be looked up: --fetch asks the web.")
        return
    if not dry_run:
        app.confirm([one.entry for one in found], yes=yes)
    works = look_up_all(app, [one.identifier for one in found])
    plan, outcome = complete(app.library, [*works.values()])
    if outcome.changed:
        carry_out(app, plan, dry_run=dry_run)
    else:
        info("Nothing was found that is missing in the notes.")


def _lines(app: App, found: Sequence[Incomplete]) -> Iterator[str]:
    return aligned(
        (
            app.library.short_ids[one.entry.id],
            one_line(str(one.identifier)),
            f"lacks {', '.join(one.lacks)}",
            one_line(one.entry.heading.title),
        )
        for one in found
    )
