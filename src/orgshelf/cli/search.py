"""The command that looks for words everywhere."""

import click

from orgshelf.cli.app import App
from orgshelf.cli.list import limit_option
from orgshelf.cli.listing import Form, form_options, listing, print_listing, say_no_match
from orgshelf.cli.options import (
    expression,
    kind_option,
    named_kinds,
    narrowing_option,
    tell_not_shown,
)
from orgshelf.cli.output import in_tables, is_rich
from orgshelf.cli.types import MINUS, SignedCommand
from orgshelf.query import Query
from orgshelf.shelf.hits import hit
from orgshelf.store.entry_list import EntryList
from orgshelf.store.ranking import Request, read_request
from orgshelf.terminal import hit_list as rendered


@click.command("search", cls=SignedCommand)
@click.argument("words", nargs=-1, required=True, metavar="WORDS")
@kind_option
@narrowing_option("Only what matches this too, like --query 'tags:gpu todo:'.")
@limit_option
@form_options()
@click.pass_obj
def search_command(
    app: App,
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    query: str | None,
    limit: int | None,
    form: Form,
) -> None:
    """Search all your notes for words.

    It searches titles, notes, quotes, links and properties. All words must be in one entry; the
    best matches come first. Write prefix* for the beginning of a word, "a phrase" in quotes,
    NEAR(two words) for words close to each other, OR between alternatives, and -word for what
    must not be there.

    \b
    Examples:
      orgshelf search gradient descent
      orgshelf search '"free will" OR determin*'
      orgshelf search 'NEAR(robustness network, 5)' --kind paper
    """
    text = " ".join(word.replace(MINUS, "-", 1) for word in words)
    request = read_request(text)
    kinds = named_kinds(app, kinds)
    only = Query(expression(app, [query] if query else []), kinds, all=True)
    found = app.library.search(request, only)
    if not found:
        say_no_match(text)
    _print(app, found[:limit], request, form)
    if limit and len(found) > limit and is_rich(app.color):
        tell_not_shown(len(found) - limit)


def _print(app: App, entries: EntryList, request: Request, form: Form) -> None:
    hits = (hit(entry, request.terms) for entry in entries)

    print_listing(
        app,
        form,
        lambda: listing(app, "items", hits),
        plain=lambda: rendered.plain(app.library, hits),
        table=lambda: in_tables(
            hits, lambda some: rendered.table(app.library, some, request.terms)
        ),
    )
