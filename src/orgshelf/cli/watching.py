"""A command that is done again whenever the notes change, until the user stops it."""

import gc
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Event
from types import FrameType

import click

from orgshelf.cli.app import App
from orgshelf.cli.group import retry_without_index
from orgshelf.cli.output import info
from orgshelf.errors import OrgshelfError
from orgshelf.store.paths import user_config_file
from orgshelf.store.root import FILE_NAME
from orgshelf.store.watch import changes


def keep_doing(ctx: click.Context, app: App, also: Sequence[Path]) -> None:
    """Run the context's command now and after each change; ``also`` are files to look at.

    What goes wrong is said, and may be fixed by the next change.
    """
    root, config = app.notes_root, app.config
    named = (config.source, Path(app.config_file) if app.config_file else None)
    own = (user_config_file(), Path.cwd() / FILE_NAME, root / FILE_NAME)
    others = [path for path in (*named, *own, *also) if path]
    info(f"Watching {app.notes_name}: stop with Ctrl-C.")
    with interruptible() as stopped, suppress(KeyboardInterrupt):
        for _ in changes(root, others, stopped):
            _once(ctx, app.refreshed())
            gc.collect()  # which the program leaves off, as most runs are short


@contextmanager
def interruptible() -> Iterator[Event]:
    """Ctrl-C sets the event, and what is being written is finished; a second one breaks it off.

    Raised at any moment, an interrupt could be swallowed by SQLite or by a finalizer.
    """
    stopped = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def _once(ctx: click.Context, app: App) -> None:
    try:
        retry_without_index(partial(_run, ctx), app)
    except (OrgshelfError, click.ClickException, OSError) as error:
        info(f"orgshelf: {error}")


def _run(ctx: click.Context, app: App) -> None:
    ctx.obj = app
    ctx.invoke(ctx.command, **(ctx.params | {"watch": False}))
    _ = app.exit_code  # says what could not be read
