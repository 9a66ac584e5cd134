"""The command that goes through what was captured, one key for each."""

from collections.abc import Iterator, Mapping

import click

from orgshelf.actions import filing, restructuring
from orgshelf.cli.app import App
from orgshelf.cli.output import info, print_text
from orgshelf.cli.selection import carry_out
from orgshelf.cli.tty import can_ask_in_place
from orgshelf.shelf.entries import Entry
from orgshelf.text import one_line, plural

_DROP, _KEEP, _QUIT, _HELP = "d", "k", "q", "?"
_ENTER = ("\r", "\n")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@click.command("inbox")
@click.pass_obj
def inbox_command(app: App) -> None:
    """Go through what was captured: file, drop or keep it.

    Each is shown, and one key says of which kind it is, or what else to do with it; `orgshelf undo`
    undoes the last answer. In a pipe the headings are only listed.

    \b
    Examples:
      orgshelf inbox                     go through it
      orgshelf inbox | head              what there is
    """
    entries = filing.captured(app.library)
    if not entries:
        info(f"{app.config.inbox} is empty: `orgshelf capture` adds to it.")
    elif can_ask_in_place():
        _go_through(app)
    else:
        print_text(f"{_line(app, entry)}\n" for entry in entries)


def _line(app: App, entry: Entry) -> str:
    """One of them: ``2a07  [2026-11-23 Mon 09:00]  Title``."""
    stamp = entry.body[0].strip() if entry.body else ""
    shown = (app.library.short_ids[entry.id], stamp, entry.heading.title)
    return one_line("  ".join(filter(None, shown)))


def _go_through(app: App) -> None:
    """Ask for each, the notes read anew each time; what is kept stays in front."""
    keys, kept, done = kind_keys(app.config.kinds.names), 0, 0
    info(_keys_told(keys))
    while len(entries := filing.captured(app.library)) > kept:
        answer = _asked(app, entries[kept], keys, len(entries) - kept)
        if answer == _QUIT:
            break
        if answer == _KEEP:
            kept += 1
        else:
            _answered(app, entries[kept], answer)
            done += 1
        app = app.refreshed()
    info(f"{plural(done, 'heading')} gone through, {len(filing.captured(app.library))} left.")


def _answered(app: App, entry: Entry, answer: str) -> None:
    """Drop it, or file it under the kind that is the answer."""
    if answer == _DROP:
        plan = restructuring.remove(app.library, [entry])
    else:
        plan = filing.file_under(app.library, entry, answer)
    carry_out(app, plan, dry_run=False)


def _asked(app: App, entry: Entry, keys: Mapping[str, str], left: int) -> str:
    """The kind to file it under, or the key of something else."""
    work = filing.identified(entry)
    guess = work.kind if work else None
    info(_line(app, entry))
    if known := filing.known_already(app.library, entry):
        info(f"The notes already have it: {known.file}:{known.heading.line}.")
    hint = f" [Enter: {guess}]" if guess else ""
    while True:
        click.echo(f"{left} left{hint}? ", err=True, nl=False)
        key = click.getchar().lower()
        click.echo(err=True)
        if key in _ENTER and guess:
            return guess
        if key in (_DROP, _KEEP, _QUIT):
            return key
        if key in keys:
            return keys[key]
        info(_keys_told(keys))


def kind_keys(kinds: tuple[str, ...]) -> dict[str, str]:
    """A key for each kind: the first letter of its name that is free, else any that is."""
    found: dict[str, str] = {}
    for kind in kinds:
        free = (key for key in (*kind.lower(), *_LETTERS) if key in _LETTERS)
        key = next((key for key in free if key not in (*found, _DROP, _KEEP, _QUIT)), None)
        if key is not None:
            found[key] = kind
    return found


def _keys_told(keys: Mapping[str, str]) -> str:
    return ", ".join(_told(keys)) + "."


def _told(keys: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{key} {one_line(kind)}" for key, kind in keys.items())
    yield from (f"{_DROP} drop", f"{_KEEP} keep", f"{_QUIT} quit")
