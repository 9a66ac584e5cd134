"""Types of command-line values: what a user types, checked and turned into data."""

from datetime import datetime

import click
from click.shell_completion import CompletionItem

from orgshelf.errors import DateError, OrgshelfError


class Moment(click.ParamType[datetime]):
    """A point in time in ISO 8601: a date, or a date and a time."""

    name = "ISO"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read it; an offset from UTC is turned into local time."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
            return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment
        except (ValueError, OverflowError) as error:
            raise DateError(str(value)) from error


class Ref(click.ParamType[str]):
    """A name of a heading, completed by the shell from the pending items."""

    name = "ref"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Ids that begin so, each with its title."""
        from orgshelf.cli.app import App

        root = ctx.find_root()
        params = {"notes": None, "config_file": None, "color": "never"} | root.params
        app = App(
            notes=params["notes"],
            config_file=params["config_file"],
            now=datetime.now(),
            color="never",
            verbose=False,
        )
        try:
            library = app.library
        except OrgshelfError:
            return []
        return [
            CompletionItem(short, help=entry.heading.title)
            for entry in library.entries
            if entry.pending and (short := library.short_ids[entry.id]).startswith(incomplete)
        ]


MOMENT = Moment()
REF = Ref()
