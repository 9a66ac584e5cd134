"""Commands that change an entry's text: notes, quotes and checkboxes."""

import shlex
from collections.abc import Sequence

import click

from orgshelf.actions import annotating
from orgshelf.actions.annotating import find_checkbox
from orgshelf.cli.app import App
from orgshelf.cli.output import can_ask, print_text, text_from_stdin
from orgshelf.cli.pick import ref_argument
from orgshelf.cli.selection import Selection, carry_out, dry_run_option, selection_with
from orgshelf.cli.types import SignedCommand
from orgshelf.errors import AmbiguousError, NoCheckboxError, NotFoundError, UsageError
from orgshelf.model import Checkbox
from orgshelf.shelf.entries import Entry
from orgshelf.terminal.columns import columns
from orgshelf.text import one_line


@click.command("note", cls=SignedCommand)
@selection_with("[REF]... [TEXT]")
@click.pass_obj
def note_command(app: App, selection: Selection) -> None:
    """Add a note with the time to the entry's log.

    TEXT may have several lines; `-` reads it from stdin, and without it your editor opens.

    \b
    Examples:
      orgshelf note 2a07 "the proof in 3.2 is wrong"
      xclip -o | orgshelf note papers.org:18 -
      orgshelf note 2a07
    """
    selection, text = _text(selection.chosen(app, several=False))
    plan = annotating.take_note(app.library, _targets(app, selection, text), text)
    carry_out(app, plan, dry_run=selection.dry_run)


def _text(selection: Selection) -> tuple[Selection, str]:
    """The note's text: the last word, or from stdin, or from the editor."""
    if len(selection.refs) > (selection.query is None):
        selection, (text,) = selection.split(1, "a heading and a text")
        text = text_from_stdin() if text == "-" else text
    elif not can_ask():
        raise UsageError(
            "Name the headings and the text, like `2a07 'worth it'`, or `-` for stdin."
        )
    else:
        text = click.edit("", extension=".org") or ""
    return selection, text


def _targets(app: App, selection: Selection, text: str) -> list[Entry]:
    """The headings meant.

    Raises:
        UsageError: the first words alone name one, so that the others must be the text.
    """
    try:
        return selection.confirmed(app)
    except (AmbiguousError, NotFoundError) as error:
        for count in range(len(selection.refs) - 1, 0, -1):
            ref, words = selection.refs[:count], (*selection.refs[count:], text)
            if app.named(ref):
                quoted = shlex.join((" ".join(ref), " ".join(words)))
                raise UsageError(f"Put the text in quotation marks: {quoted}.") from error
        raise


@click.command("quote", cls=SignedCommand)
@selection_with("[REF]... [TEXT]")
@click.option("--page", metavar="N", help="The page it is on, like --page 120.")
@click.option("--note", metavar="TEXT", help="What you think of it, like --note 'but see p. 80'.")
@click.pass_obj
def quote_command(app: App, selection: Selection, page: str | None, note: str | None) -> None:
    """Add a quote.

    It is put under the heading `Quotes` below the REF if there is one, else into its own text.
    TEXT may have several lines; `-` reads it from stdin, and without it your editor opens.

    \b
    Examples:
      orgshelf quote 2a07 "The map is not the territory." --page 58
      xclip -o | orgshelf quote 2a07 - --page 12 --note "so what is?"
    """
    selection, text = _text(selection.chosen(app, several=False))
    targets = _targets(app, selection, text)
    plan = annotating.take_quote(app.library, targets, text, page=page, note=note)
    carry_out(app, plan, dry_run=selection.dry_run)


@click.command("check")
@ref_argument("words", several_words=True, behind=" [N|TEXT]")
@click.option(
    "--on/--off", "on", default=None, help="Check it or clear it, instead of toggling it."
)
@click.option("--force", is_flag=True, help="Check it even if ORDERED wants others first.")
@dry_run_option
@click.pass_obj
def check_command(
    app: App, words: tuple[str, ...], on: bool | None, force: bool, dry_run: bool
) -> None:
    """Toggle a checkbox, or list those of an entry.

    The boxes above it and cookies like [1/3] are updated, as in Emacs.

    \b
    Examples:
      orgshelf check 2a07
      orgshelf check 2a07 2
      orgshelf check 2a07 "second chapter" --on
    """
    entry, which = app.find_before(words)
    boxes = annotating.checkboxes(entry)
    if which is None:
        print_text(_listed(boxes, entry.heading.title))
        return
    box = find_checkbox(boxes, which, entry.heading.title)
    plan = annotating.check(app.library, entry, box, on=on, force=force)
    carry_out(app, plan, dry_run=dry_run)


def _listed(boxes: Sequence[Checkbox], title: str) -> str:
    """A numbered line for each box, indented as it is in the list.

    Raises:
        NoCheckboxError: there are none.
    """
    if not boxes:
        raise NoCheckboxError(title, None)
    return columns(
        [
            (str(number), f"{'  ' * box.depth}{box.mark} {one_line(box.text)}")
            for number, box in enumerate(boxes, 1)
        ]
    )
