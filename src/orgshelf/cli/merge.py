"""Merging files that were changed in two places."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from orgshelf.actions import merging
from orgshelf.actions.merging import MergedCopy
from orgshelf.cli.app import App
from orgshelf.cli.output import can_ask, info, print_data, print_text
from orgshelf.cli.selection import carry_out, dry_run_option
from orgshelf.cli.types import FileName
from orgshelf.errors import NoNotesError, OrgshelfError, UsageError
from orgshelf.merge.three_way import Labels
from orgshelf.store.config import Config
from orgshelf.store.files import write_report
from orgshelf.text import one_line, plural

_DRIVER_WORDS = 5  # %O %A %B %L %P


@click.command("merge")
@click.argument("files", nargs=-1, metavar="[[BASE] OURS THEIRS]", type=FileName(path_type=Path))
@click.option(
    "-o", "--output", metavar="FILE", type=FileName(), help="Write it there, like -o notes.org."
)
@click.option("--driver", is_flag=True, help="Be what git calls to merge: %O %A %B %L %P.")
@click.option("--conflicts", is_flag=True, help="Merge the conflict copies among the notes.")
@dry_run_option
@click.option("-y", "--yes", is_flag=True, help="Merge conflict copies without asking.")
@click.pass_context
def merge_command(
    ctx: click.Context,
    files: tuple[Path, ...],
    output: str | None,
    driver: bool,
    conflicts: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Merge files that were changed in two places, heading by heading.

    BASE is what OURS and THEIRS both come from; without it all is kept that either of them has.
    What cannot be decided stands in the result between the marks that git makes, and the exit
    code is 1. With --conflicts the copies that Syncthing, Dropbox and Nextcloud make are found
    and merged, and each of which all is in its note then is removed.

    \b
    Examples:
      orgshelf merge base.org laptop.org phone.org -o merged.org
      orgshelf merge --conflicts
      orgshelf merge --conflicts --yes
    """
    app: App = ctx.obj
    if conflicts:
        if files or output or driver:
            raise UsageError("--conflicts finds its files itself: name none.")
        code = _merge_copies(replace(app, tells_copies=False), dry_run=dry_run, yes=yes)
    elif driver:
        code = _drive(app, files)
    else:
        code = _merge_named(app, files, output, dry_run=dry_run)
    if code:
        ctx.exit(code)


def _config(app: App) -> Config:
    """The configuration that is in force here; the default one where there is none, or a wrong one.

    It matters little to a merge, and git calls for one at any time.
    """
    try:
        return app.config
    except OrgshelfError as error:
        if not isinstance(error, NoNotesError):
            info(f"orgshelf: {error}")
        return Config()


def _drive(app: App, files: Sequence[Path]) -> int:
    """Merge as git's driver: into the file of ours."""
    if not 3 <= len(files) <= _DRIVER_WORDS:
        raise UsageError("git calls the driver: `orgshelf merge --driver %O %A %B %L %P`.")
    base, ours, theirs, *more = files
    size = int(str(more[0])) if more and str(more[0]).isdecimal() else Labels().size
    merged = merging.merge_for_git(base, ours, theirs, _config(app), Labels(size=size))
    write_report(ours, merged.data)
    return _tell_conflicts(str(more[1] if more[1:] else ours), merged.conflicts)


def _merge_named(app: App, files: Sequence[Path], output: str | None, *, dry_run: bool) -> int:
    """Merge files that are named; to stdout where no other one is."""
    if len(files) not in (2, 3):
        raise UsageError("Name three files, BASE OURS THEIRS, or two without a base.")
    base, ours, theirs = (None, *files)[-3:]
    if ours is None or theirs is None:  # they are named
        raise UsageError("Name OURS and THEIRS.")
    merged = merging.merge_files(base, ours, theirs, _config(app))
    if output is None:
        print_data([merged.data])
    elif name := _note_name(app, output):
        carry_out(app, merging.into_note(app.library, name, merged.data), dry_run=dry_run)
    elif not dry_run:
        write_report(Path(output), merged.data, like=(ours, theirs))
        info(f"Wrote {output}.")
    return _tell_conflicts(output or "The result", merged.conflicts)


def _note_name(app: App, output: str) -> str | None:
    """The name among the notes of a file that is one, or would be one from then on."""
    try:
        root = app.notes_root.resolve()
    except NoNotesError:
        return None
    path = Path(output).resolve()
    is_note = path.suffix == ".org" and path.is_relative_to(root)
    return path.relative_to(root).as_posix() if is_note else None


def _tell_conflicts(name: str, lines: Sequence[int]) -> int:
    """Say on which lines something is to be decided; gives the exit code."""
    if lines:
        where = ", ".join(map(str, lines))
        info(f"{name} has {plural(len(lines), 'conflict')} to decide, at line {where}.")
    return int(bool(lines))


def _merge_copies(app: App, *, dry_run: bool, yes: bool) -> int:
    """Show what would become of each conflict copy, and do it."""
    found = merging.find_copies(app.library)
    print_text(line for copy in found for line in _described(copy))
    mergeable = [copy for copy in found if not copy.problem]
    if not found:
        info("There are no conflict copies.")
    if not mergeable:
        return int(bool(found))
    wanted = mergeable if yes or dry_run else _asked(mergeable)
    if not wanted:
        return 0
    plan = merging.merge_copies(app.library, [copy.copy.name for copy in wanted])
    carry_out(app, plan, dry_run=dry_run)
    return int(any(copy.conflicts for copy in wanted) or len(mergeable) < len(found))


def _described(copy: MergedCopy) -> Iterator[str]:
    """A few lines about a copy."""
    if copy.problem:
        yield f"{one_line(copy.summary)}\n"
        return
    base = f"both come from {copy.base.source}" if copy.base else "what both come from is unknown"
    kept = "goes" if copy.is_contained else "stays, for not all of it would be there"
    changed = "" if copy.data != copy.note.data else ", nothing is new in it"
    yield f"{one_line(copy.copy.name)} → {one_line(copy.note.name)}\n"
    yield f"  {base}{changed}; the copy {kept}\n"
    if copy.conflicts:
        yield f"  {plural(len(copy.conflicts), 'conflict')} to decide\n"


def _asked(copies: Sequence[MergedCopy]) -> list[MergedCopy]:
    """The copies that the user wants to be merged."""
    if not can_ask():
        info("Nothing was written: add --yes to merge them, or --dry-run to see the diff.")
        return []
    return [
        copy
        for copy in copies
        if click.confirm(f"Merge {one_line(copy.copy.name)}?", default=True, err=True)
    ]
