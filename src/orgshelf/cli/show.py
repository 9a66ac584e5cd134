"""Commands that show one heading, or the notes from above."""

from collections.abc import Iterable, Iterator, Sequence

import click

from orgshelf.cli.app import App
from orgshelf.cli.listing import Form, form_options, listing, print_listing, report, say_nothing
from orgshelf.cli.options import everything_option, query_options, study_only, tell_left_out
from orgshelf.cli.output import in_tables
from orgshelf.cli.pick import ref_argument
from orgshelf.cli.types import COUNT
from orgshelf.query import Query
from orgshelf.shelf.entries import Entry
from orgshelf.terminal import detail, detail_page, trees, works
from orgshelf.terminal.columns import columns
from orgshelf.terminal.entry_table import styled
from orgshelf.terminal.grid import Grid
from orgshelf.text import one_line


@click.command("show")
@ref_argument("words", several_words=True)
@form_options()
@click.pass_obj
def show_command(app: App, words: tuple[str, ...], form: Form) -> None:
    """Show all about one heading.

    That is its state, dates, links, log, notes, quotes and parts. In JSON and the like it is the
    heading and all below it, with their texts. `orgshelf -v` also shows the properties that
    only programs need, such as ID.

    \b
    Examples:
      orgshelf show 2a07
      orgshelf show tutorials.org:12
      orgshelf show theano tutorial
    """
    entry = app.find_target(" ".join(words))
    below = [entry, *app.library.below(entry)]
    print_listing(
        app,
        form,
        lambda: report(app, below, listing=True, notes_text=True),
        plain=lambda: detail.plain(app.library, entry, verbose=app.verbose),
        table=lambda: [detail_page.table(app.library, entry, verbose=app.verbose)],
    )


@click.command("tree")
@query_options
@click.option("-d", "--depth", type=COUNT, metavar="N", help="So many levels, like -d 2.")
@form_options()
def tree_command(app: App, query: Query, depth: int | None, form: Form) -> None:
    """Show the notes as an outline.

    The headings above a match are shown too.

    \b
    Examples:
      orgshelf tree --depth 2
      orgshelf tree --kind video --state pending
    """
    found = app.library.matching(query)
    if not found:
        say_nothing(app, query)

    def tree(some: Sequence[Entry]) -> trees.RichTree:
        return trees.RichTree(app.library, list(outline(some)))

    def outline(entries: Iterable[Entry]) -> Iterator[Entry]:
        whole = trees.with_ancestors(entries)
        return (entry for entry in whole if depth is None or len(entry.path) < depth)

    print_listing(
        app,
        form,
        lambda: report(app, list(outline(found)), listing=True),
        plain=lambda: trees.plain(app.library, outline(found)),
        table=lambda: in_tables(found, tree),
    )


@click.command("works")
@query_options
@everything_option
@form_options()
def works_command(app: App, query: Query, everything: bool, form: Form) -> None:
    """List the books, papers, tutorials and videos.

    With how far you are with each.

    \b
    Examples:
      orgshelf works
      orgshelf works --kind book
    """
    query = study_only(app, query, everything=everything)
    found = app.library.works(query)
    if not found:
        say_nothing(app, query, "There is no work yet: `orgshelf add` adds one.")
    print_listing(
        app,
        form,
        lambda: report(app, found, listing=True),
        plain=lambda: works.plain(app.library, found),
        table=lambda: in_tables(found, lambda some: works.table(app.library, some)),
    )
    tell_left_out(app.library.number_left_out(query, listing=False))


@click.command("tags")
@query_options
@everything_option
@form_options()
def tags_command(app: App, query: Query, everything: bool, form: Form) -> None:
    """List the tags, the most used first.

    \b
    Examples:
      orgshelf tags
      orgshelf tags --kind paper
    """
    query = study_only(app, query, everything=everything)
    counts = app.library.tag_counts(query)
    rows = [(one_line(tag), str(number)) for tag, number in counts.items()]

    print_listing(
        app,
        form,
        lambda: listing(app, "tags", counts.items()),
        plain=lambda: columns(rows),
        table=lambda: [Grid(lambda _: [(styled(t, "cyan"), styled(n)) for t, n in rows], 0, (1,))],
    )
    if not counts:
        say_nothing(app, query, "Nothing has a tag yet: `orgshelf tag REF +maths` adds one.")
    tell_left_out(app.library.number_left_out(query, listing=False))
