"""Commands that change priority, tags and properties."""

from collections.abc import Sequence
from dataclasses import replace

import click

from orgshelf.change.edits import Describe, Version
from orgshelf.cli.app import App
from orgshelf.cli.selection import Selection, change, selection_with
from orgshelf.cli.types import SignedCommand
from orgshelf.errors import UsageError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.note import set_with_note
from orgshelf.org.edit.priority import change_priority
from orgshelf.org.edit.properties import delete_property, set_property
from orgshelf.org.edit.tags import change_tags, toggled
from orgshelf.org.lines import Splice
from orgshelf.shelf.progress.pages import is_new_page, page_words


@click.command("priority")
@selection_with("[REF]... PRIORITY")
@click.option("--clear", is_flag=True, help="Take the priority away, like priority REF --clear.")
@click.pass_obj
def priority_command(app: App, selection: Selection, clear: bool) -> None:
    """Give items a priority.

    PRIORITY is A, B or C, or one of the range that the file's `#+PRIORITIES:` line gives.

    \b
    Examples:
      orgshelf priority 2a07 A
      orgshelf priority 2a07 --clear
    """
    priority = None
    if not clear:
        selection, (priority,) = selection.split(1, "the headings and a priority, like `2a07 A`")

    def intent(document: Document, heading: Heading) -> tuple[Splice, ...]:
        return change_priority(document, heading, priority)

    words = f"priority {priority.upper()}" if priority else "no priority"
    change(app, selection, intent, _always(words), f"{words} already")


@click.command("tag", cls=SignedCommand)
@selection_with("[REF]... [+TAG|-TAG]...")
@click.option("--set", "tags", metavar="TAGS", help="These and no others, like --set gpu,maths.")
@click.option("--clear", is_flag=True, help="Take all tags away, like tag REF --clear.")
@click.pass_obj
def tag_command(app: App, selection: Selection, tags: str | None, clear: bool) -> None:
    """Put tags on items and take them off.

    +TAG goes behind the tags that are there; -TAG is taken off. Tags that a heading has from
    the one above it stay.

    \b
    Examples:
      orgshelf tag 2a07 +gpu -maths
      orgshelf tag 2a07 --set gpu,theano
      orgshelf tag 2a07 --clear
    """
    changes = [word for word in selection.refs if word.startswith(("+", "-"))]
    if bool(changes) + (tags is not None) + clear != 1:
        raise UsageError("Name tags like +gpu or -maths, or use --set or --clear.")

    def intent(document: Document, heading: Heading) -> tuple[Splice, ...]:
        return change_tags(document, heading, _tags(heading, changes, tags))

    named = tuple(word for word in selection.refs if word not in changes)
    change(app, replace(selection, refs=named), intent, _describe_tags, "those tags already")


@click.command("set", cls=SignedCommand)
@selection_with("[REF]... KEY [VALUE]")
@click.option(
    "--delete", is_flag=True, help="Take the property away, like set REF RATING --delete."
)
@click.pass_obj
def set_command(app: App, selection: Selection, delete: bool) -> None:
    """Set a property of items, or take it away.

    With `log_page: true` in the configuration a new PAGE is noted in the log too, so that
    `orgshelf progress` knows how many pages were read on which day.

    \b
    Examples:
      orgshelf set 2a07 RATING 5
      orgshelf set 2a07 AUTHOR "Stuart Kauffman"
      orgshelf set 2a07 RATING --delete
    """
    wanted = "headings and property, like `2a07 RATING" + ("`" if delete else " 5`")
    selection, (name, *values) = selection.split(1 if delete else 2, wanted)

    def intent(document: Document, heading: Heading) -> tuple[Splice, ...]:
        if delete:
            return delete_property(document, heading, name)
        if app.library.config.log_page and is_new_page(heading, name, values[0]):
            text = page_words(heading.get("PAGE"), values[0])
            return set_with_note(document, heading, name, values[0], text, now=app.now)
        return set_property(document, heading, name, values[0])

    words = f"{name} taken away" if delete else f"{name} {values[0]}"
    change(app, selection, intent, _always(words), f"no {name}" if delete else f"{words} already")


def _always(words: str) -> Describe:
    return lambda _before, _after: words


def _tags(heading: Heading, changes: Sequence[str], tags: str | None) -> Sequence[str]:
    """The tags that a heading is to have."""
    if changes:
        return toggled(heading.local_tags, ((word[1:], word[0] == "+") for word in changes))
    return list(dict.fromkeys((tags or "").replace(":", ",").replace(",", " ").split()))


def _describe_tags(before: Version, after: Version) -> str:
    """``+gpu -maths``."""
    old, new = before.heading.local_tags, after.heading.local_tags
    added = [f"+{tag}" for tag in new if tag not in old]
    removed = [f"-{tag}" for tag in old if tag not in new]
    return " ".join((*added, *removed)) or "tags in order"
