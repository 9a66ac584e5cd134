"""What commands that ask the web have in common: the option, and saying what was found."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from orgshelf.cli.app import App
from orgshelf.cli.output import info
from orgshelf.cli.progress_bar import counting_progress
from orgshelf.text import one_line

if TYPE_CHECKING:
    from orgshelf.importers.imported import ImportedWork
    from orgshelf.shelf.identifiers import Identifier

#: Which keep a name whole in the notes.
_BRACES = str.maketrans("", "", "{}")

fetch_option = click.option(
    "--fetch/--no-fetch",
    default=None,
    help="Look it up on the web, by its identifier.  [default: as the configuration says]",
)


def look_up_all(app: App, identifiers: "Sequence[Identifier]") -> "dict[Identifier, ImportedWork]":
    """The works that the web knows; each is shown, and of the others what went wrong."""
    from orgshelf.importers.imported import ImportedWork
    from orgshelf.lookup.asking import look_up
    from orgshelf.shelf.identifiers import Identifier

    with counting_progress("Asking", "works") as tick:
        found = look_up(identifiers, app.config, tick)
    works = dict[Identifier, ImportedWork]()
    for identifier, work in found.items():
        if isinstance(work, ImportedWork):
            info(f"{identifier}: {described(work)}")
            works[identifier] = work
        else:
            info(f"{identifier}: {work}")
    return works


def described(work: "ImportedWork") -> str:
    """A work in a line, as it was found."""
    year = str(work.year) if work.year else ""
    return one_line(
        " - ".join(filter(None, (work.title, ", ".join(work.authors).translate(_BRACES), year)))
    )
