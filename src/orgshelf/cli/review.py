"""Commands of reviewing: asking cards, making them, and the highlights of the day."""

import sys
from collections.abc import Iterator, Sequence

import click

from orgshelf.actions import card_making, highlights, reviewing
from orgshelf.actions.reviewing import Question
from orgshelf.cli import card_asking
from orgshelf.cli.app import App
from orgshelf.cli.card_asking import Asker
from orgshelf.cli.list import limit_option
from orgshelf.cli.listing import report
from orgshelf.cli.options import Decorator, expression, narrowing_option
from orgshelf.cli.output import info, output
from orgshelf.cli.selection import carry_out, dry_run_option
from orgshelf.cli.tty import can_ask_in_place, keyboard
from orgshelf.cli.types import COUNT, QUERY_WORD, REF
from orgshelf.cli.workspace import Workspace
from orgshelf.errors import UsageError
from orgshelf.query import Query
from orgshelf.review.card import Deck, Side, is_card
from orgshelf.review.daily import Wish
from orgshelf.review.review_data import Rating
from orgshelf.shelf.contents import quotes
from orgshelf.shelf.entries import Entry
from orgshelf.terminal import review_screen
from orgshelf.text import one_line, plural

_DAYS = 14  # of the load that is told

_format = click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["plain", "json"]),
    help="Print it and ask nothing, like --format json.",
)


def _wish(name: str, text: str) -> Decorator:
    return click.option(name, type=COUNT, multiple=True, metavar="N", help=text)


@click.group("review", invoke_without_command=True)
@narrowing_option("Only cards that match, like --query 'tags:gpu'.")
@limit_option
@click.option("--stats", is_flag=True, help="How well you know them, and how many will be due.")
@_format
@click.pass_context
def review_command(
    ctx: click.Context, query: str | None, limit: int | None, stats: bool, format_: str | None
) -> None:
    """Ask the cards that are due; make cards from quotes and notes.

    A card asks for what is below its heading. You say how well you knew it, which decides when it
    is asked again. Cards are kept in the notes as org-fc keeps them, so that Emacs can ask them
    too.

    \b
    Examples:
      orgshelf review add kind:book tags:gpu
      orgshelf review
      orgshelf review --stats
      orgshelf review daily
    """
    if ctx.invoked_subcommand is not None:
        return
    app: App = ctx.obj
    if stats:
        _print_statistics(app, format_)
        return
    sides = reviewing.due_sides(app.library, _candidates(app, query), app.now)[:limit]
    if format_ is None and can_ask_in_place():
        _ask(app, sides)
    else:
        _print_due(app, sides, format_)


def _candidates(app: App, query: str | None) -> Sequence[Entry]:
    """The headings that can be cards, among those that a query asks for."""
    found = app.library.containing(reviewing.WORD)
    if query is None:
        return found
    asked = {e.id for e in app.library.matching(Query(expression(app, [query]), all=True))}
    return [entry for entry in found if entry.id in asked]


def _ask(app: App, sides: Sequence[Side]) -> None:
    if not sides:
        _say_none(app)
        return
    with keyboard() as keys:
        deck = Asker(app, Workspace(app), sys.argv[1:], keys).ask_all(Deck.of(sides))
    info(review_screen.summary(deck))


def _print_due(app: App, sides: Sequence[Side], format_: str | None) -> None:
    def as_json(_: str) -> list[bytes]:
        from orgshelf.export import review_json

        questions = _questions(app, sides)
        return [review_json.due(report(app, (), listing=True), questions).encode()]

    output(
        app.color,
        format_ or "plain",
        plain=lambda: review_screen.due_list(app.library, sides),
        table=list,
        data=as_json,
    )
    if format_ is None and not sides:
        _say_none(app)


def _questions(app: App, sides: Sequence[Side]) -> Iterator[Question]:
    """The questions of those that can be asked; why others cannot is said."""
    deck = Deck.of(sides)
    while deck.waiting:
        deck, asked = reviewing.next_question(app.library, deck, app.now, card_asking.say_problem)
        if asked is not None:
            yield asked
            deck = deck.skipped()


def _say_none(app: App) -> None:
    """Say that no card is due, or how to make the first one."""
    if reviewing.all_cards(app.library):
        info("No card is due.")
    else:
        info("There is no card yet: `orgshelf review add REF` makes some from quotes and notes.")


def _print_statistics(app: App, format_: str | None) -> None:
    found = reviewing.review_statistics(app.library, app.now, _DAYS)

    def as_json(_: str) -> list[bytes]:
        from orgshelf.export import review_json

        return [review_json.statistics(report(app, (), listing=True), found).encode()]

    output(
        app.color,
        format_,
        plain=lambda: review_screen.statistics(found),
        table=lambda: [review_screen.styled_statistics(found)],
        data=as_json,
    )


@review_command.command("add")
@click.argument("words", nargs=-1, metavar="REF|QUERY", type=QUERY_WORD, required=True)
@dry_run_option
@click.option("-y", "--yes", is_flag=True, help="Do not ask before many are changed.")
@click.pass_obj
def add_command(app: App, words: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Make cards of quotes and notes.

    A heading with quotes gets a card for each of them, as a heading of its own below it. A REF
    means the quotes of that heading and of those below it; if there are none, the heading
    itself becomes a card. Other words are a query.

    \b
    Examples:
      orgshelf review add 2a07
      orgshelf review add "softmax regression" --dry-run
      orgshelf review add author:dayhoff
    """
    targets = _targets(app, words)
    if not targets:
        raise UsageError("There is nothing to make a card from: neither a quote nor a note.")
    if not dry_run:
        app.confirm(targets, yes=yes)
    carry_out(app, card_making.make_cards(app.library, targets), dry_run=dry_run)


def _targets(app: App, words: Sequence[str]) -> list[Entry]:
    """The headings meant; those that are cards already only where all of them are."""
    named = app.named(words)
    if named is None:
        asked = app.library.matching(Query(expression(app, words), all=True))
        found = [entry for entry in asked if card_making.has_something(entry)]
    else:
        around = [named, *app.library.below(named)]
        found = [entry for entry in around if quotes(entry)] or [named]
    new = [entry for entry in found if not is_card(entry.heading)]
    return app.library.load_full(new or found)


@review_command.command("grade")
@click.argument("ref", type=REF)
@click.argument("rating", type=click.Choice([*map(str, Rating)]))
@click.option("--side", metavar="SIDE", help="Of several sides, like --side back; a hole's number.")
@dry_run_option
@click.pass_obj
def grade_command(app: App, ref: str, rating: str, side: str | None, dry_run: bool) -> None:
    """Say how well you knew a card, due or not.

    \b
    Examples:
      orgshelf review grade 2a07 good
      orgshelf review grade 2a07 again --side back
    """
    found = reviewing.find_side(app.find(ref), side)
    plan = reviewing.grade(app.library, found, Rating(rating), app.now, 0)
    carry_out(app, plan, dry_run=dry_run)


@review_command.command("daily")
@_wish("--more", "Show this one more often, like --more 2.")
@_wish("--keep", "Show this one as often as others, like --keep 2.")
@_wish("--less", "Show this one less often, like --less 2.")
@_wish("--never", "Never show this one again, like --never 2.")
@click.option("--bring-back", is_flag=True, help="Undo every --never.")
@_format
@click.pass_obj
def daily_command(
    app: App, /, bring_back: bool, format_: str | None, **wishes: tuple[int, ...]
) -> None:
    """Show five quotes and notes, the same all day, without grades.

    Each is shown once before any is shown again, recent ones sooner. The options say how often you
    want the one with that number. What was shown is remembered outside the notes.

    \b
    Examples:
      orgshelf review daily
      orgshelf review daily --more 2 --never 4
    """
    asked = [(number, Wish[name.upper()]) for name, found in wishes.items() for number in found]
    for number, wish in asked:
        shown = highlights.wish_for(app.library, number, wish)
        info(f"{wish}: {one_line(shown.text)}")
    if bring_back:
        info(
            f"{plural(highlights.want_all(app.library), 'quote or note', 'quotes or notes')} back."
        )
    if not asked and not bring_back:
        card_asking.show(app, highlights.of_today(app.library), format_)
