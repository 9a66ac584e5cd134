"""The command that shows quotes."""

from collections.abc import Sequence

import click

from orgshelf.cli.app import App
from orgshelf.cli.list import limit_option
from orgshelf.cli.listing import Form, form_options, listing, print_listing
from orgshelf.cli.options import expression
from orgshelf.cli.output import info
from orgshelf.cli.types import QUERY_WORD
from orgshelf.export.quote_formats import FORMATS
from orgshelf.query import Query
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.quotations import of_the_day, quotations
from orgshelf.terminal import quote_list as rendered


@click.command("quotes")
@click.argument("words", nargs=-1, metavar="[REF|QUERY]...", type=QUERY_WORD)
@click.option("--random", "random_", is_flag=True, help="Only one, which stays the same all day.")
@limit_option
@form_options(*FORMATS)
@click.pass_obj
def quotes_command(
    app: App, words: tuple[str, ...], random_: bool, limit: int | None, form: Form
) -> None:
    """Show the quotes in your notes.

    Each with its work, author and page. A REF gives the quotes of that heading and of those below
    it; other words are a query.

    \b
    Examples:
      orgshelf quotes
      orgshelf quotes --random
      orgshelf quotes author:dayhoff --format markdown
      orgshelf quotes 2a07 --format anki > quotes.txt
    """
    found = quotations(_entries(app, words))[:limit]
    if random_ and found:
        found = [of_the_day(found, app.now.date())]
    if not found and form.format is None:
        info("There is no quote here: a quote is a #+BEGIN_QUOTE block.")
        return
    print_listing(
        app,
        form,
        lambda: listing(app, "quotes", found),
        plain=lambda: rendered.plain(found),
        table=lambda: [rendered.table(found)],
        others=FORMATS,
    )


def _entries(app: App, words: Sequence[str]) -> Sequence[Entry]:
    """The heading that is named with all below it, else what the query asks for."""
    if named := app.named(words):
        return [named, *app.library.below(named)]
    asked = expression(app, words)
    if asked is None:
        return app.library.containing("begin_quote")
    return app.library.matching(Query(asked, all=True))
