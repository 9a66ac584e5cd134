"""Where a report goes to, its template, and making it again whenever the notes change."""

import gc
import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Event
from types import FrameType

import click

from orgshelf.cli.app import App
from orgshelf.cli.group import retry_without_index
from orgshelf.cli.output import info, print_data
from orgshelf.errors import OrgshelfError, UsageError
from orgshelf.export import Exporter
from orgshelf.export.encodable import REPLACEMENT, printable
from orgshelf.store.files import read_if_there, write_report
from orgshelf.store.paths import user_config_file
from orgshelf.store.root import FILE_NAME
from orgshelf.store.walk import note_paths
from orgshelf.store.watch import changes

# What Hive and Spark escape, and what a shell or another system would not take.
_SPECIAL = re.compile(r"[\x00-\x1f\x7f\"#%'*/:=?\\{}\[\]^<>|]")


def destination(app: App, output: str | None, exporter: Exporter, root_name: str) -> Path | None:
    """The file to write: the one that was named, or this tree's in a folder of many.

    None is for stdout.

    Raises:
        UsageError: it is a folder and the format has one file, or it is one of the notes; or
            the format is no text and would go to a terminal.
    """
    if output is None:
        if exporter.binary and sys.stdout.isatty():
            raise UsageError(f"{exporter.name} is not text: write it to a file with -o FILE.")
        return None
    path = Path(output)
    if is_folder(output):
        if exporter.partition is None:
            example = path / "progress"
            raise UsageError(f"{output} is a folder: name a file in it, like -o {example}.")

        return path / folder(root_name) / exporter.partition
    refuse_note(app, path)
    return path


def is_folder(output: str) -> bool:
    """Whether a folder is meant: it is there, or the name ends in a slash."""
    return output.endswith("/") or Path(output).is_dir()


def way_to(root: Path, output: str | None) -> str:
    """The path from the folder of a report's file to the notes; from the notes without one."""
    if output is None:
        return ""
    way = os.path.relpath(root.resolve(), Path(output).resolve().parent)
    return "" if way == "." else Path(way).as_posix()


def refuse_note(app: App, path: Path) -> None:
    """Refuse to write over a note, or what would be read as one from then on.

    Raises:
        UsageError: it is one.
    """
    target, root = path.resolve(), app.notes_root.resolve()
    notes = {(root / document.file).resolve() for document in app.library.documents}
    inside = target.suffix == ".org" and target.is_relative_to(root)
    if target in notes or (inside and not target.name.startswith(".")):
        raise UsageError(f"{path} is one of your notes: write the report to another file.")


def deliver(app: App, pieces: Iterable[bytes], goal: Path | None, *, folders: bool = False) -> None:
    """Write the report and say so, or print it; a new file is no more open than the notes."""
    if goal is None:
        print_data(pieces)
        return
    write_report(goal, b"".join(pieces), folders=folders, like=note_paths(app.notes_root))
    info(f"Wrote {goal}.")


def template_text(path: Path) -> str:
    """The text of a template.

    Raises:
        UsageError: it is not there, or no UTF-8.
    """
    data = read_if_there(path)
    if data is None:
        raise UsageError(f"There is no template {path}.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8: save it as UTF-8.") from error


def folder(name: str) -> str:
    """The partition folder of one notes root; readers decode ``%2F`` and the like.

    Letters of every script and blanks stay: Spark would not put their bytes together again.
    """
    text = printable(name).replace("\t", REPLACEMENT).replace("\n", REPLACEMENT)
    return f"notes_root={_SPECIAL.sub(lambda sign: f'%{ord(sign[0]):02X}', text)}"


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
