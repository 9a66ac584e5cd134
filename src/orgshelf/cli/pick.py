"""Choosing headings from a list."""

import click

from orgshelf.cli.app import App
from orgshelf.cli.choosing import choose
from orgshelf.cli.options import all_option, everything_option, query_options, study_only
from orgshelf.cli.output import print_text
from orgshelf.query import Query


@click.command("pick")
@query_options
@all_option
@everything_option
def pick_command(app: App, query: Query, everything: bool) -> None:
    """Choose headings from a list that narrows as you type.

    Their ids are printed. Tab marks several, Enter takes them, Esc leaves. The list is on the
    terminal also where the ids go elsewhere. A command that needs a heading and is told none
    opens the list by itself.

    \b
    Examples:
      orgshelf pick
      orgshelf done $(orgshelf pick kind:paper)
      orgshelf pick --all | xargs orgshelf show
    """
    query = study_only(app, query, everything=everything)
    chosen = choose(app, app.library.select(query).labels(), several=True)
    print_text("".join(f"{id_}\n" for id_ in chosen))
