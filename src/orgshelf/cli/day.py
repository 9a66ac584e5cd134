"""What `orgshelf` alone shows on a terminal: the day on one screen."""

from orgshelf.cli.app import App
from orgshelf.cli.options import study_only
from orgshelf.cli.output import make_rich_console
from orgshelf.query import Query
from orgshelf.terminal.day_screen import day_of, screen


def show_day(app: App) -> None:
    """Print what is being read, what is planned for today, what is next, and what was finished.

    Raises:
        NoNotesError: there are no notes.
    """
    library = app.library
    study = study_only(app, Query(), everything=False)
    console = make_rich_console(app.color)
    for line in screen(library, day_of(library, study)):
        console.print(line)
