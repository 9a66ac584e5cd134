"""The command that lives in the notes on a whole terminal."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from orgshelf.cli.app import App
from orgshelf.cli.open import address, edit_file, may_run
from orgshelf.cli.options import everything_option, study_only
from orgshelf.cli.output import can_ask
from orgshelf.cli.tty import can_draw, die
from orgshelf.cli.types import QUERY_WORD
from orgshelf.cli.workspace import Workspace
from orgshelf.errors import MissingExtraError, OrgshelfError, UsageError
from orgshelf.query import Query

if TYPE_CHECKING:
    from orgshelf.tui.browser import Browser


@click.command("browse")
@click.argument("words", nargs=-1, metavar="[QUERY]...", type=QUERY_WORD)
@everything_option
@click.option("--ascii", "ascii_", is_flag=True, help="Plain ASCII only: no lines, no bars.")
@click.pass_obj
def browse_command(app: App, words: tuple[str, ...], everything: bool, ascii_: bool) -> None:
    """Read, search and change your notes on the whole terminal, by keys.

    It shows what to do today, the tree of works and parts, quotes, progress and the cards that
    are due. Each key does what the command of that name does, and `U` undoes it. What Emacs or
    another program writes meanwhile is shown at once. `?` shows all keys. With a QUERY, or words
    to look for, it begins with what is found.

    \b
    Examples:
      orgshelf browse
      orgshelf browse kind:paper tags:gpu
      orgshelf browse --ascii
    """
    if not (can_ask() and can_draw()):
        raise UsageError("This needs a terminal that can be drawn on: use `orgshelf list`.")
    browser = make_browser(app, " ".join(words), everything=everything, plain=ascii_)
    browser.run()
    if browser.error:
        raise browser.error
    if browser.is_terminated:
        die()


def make_browser(
    app: App, words: str = "", *, everything: bool = False, plain: bool = False
) -> "Browser":
    """The face on the notes of this run, which looks for some words at first.

    Raises:
        MissingExtraError: Textual is not installed.
        QueryError: the words are a query that cannot be understood.
        UsageError: the configuration has keys that cannot be.
    """
    try:
        from orgshelf.tui.browser import Browser
    except ModuleNotFoundError as error:
        raise MissingExtraError("browse", "tui") from error
    from orgshelf.tui.keymap import keys_of
    from orgshelf.tui.outside import Outside

    work = Workspace(app)
    outside = Outside(
        reopen=work.reopen,
        now=lambda: app.refreshed().now,
        is_locked=work.is_locked,
        commit=work.commit,
        address=_address,
        launch=_launch,
        edit=edit_file,
        others=[path for path in (app.config.source,) if path],
        study=study_only(app, Query(), everything=everything),
        words=words,
        plain=plain,
    )
    return Browser(outside, keys_of(*app.config.keys))


def _address(target: str, note: Path) -> tuple[str, bool]:
    where = address(target, note)
    return where, may_run(where)


def _launch(where: str) -> None:
    if click.launch(where) != 0:
        raise OrgshelfError(f"{where} was not opened: no program for it was found.")
