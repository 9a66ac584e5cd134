"""The command that takes over what other programs know of a person's reading."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orgshelf.cli.add import known_kind
from orgshelf.cli.app import App
from orgshelf.cli.output import can_ask, info, output
from orgshelf.cli.progress_bar import counting_progress
from orgshelf.cli.selection import carry_out, dry_run_option
from orgshelf.cli.types import REF, FileName
from orgshelf.errors import UsageError
from orgshelf.importers import IMPORTERS, Importer, recognized
from orgshelf.importers.imported import Imported, ImportedLink, Skipped
from orgshelf.text import one_line, plural

if TYPE_CHECKING:
    from orgshelf.actions.importing import ForeignFile, ImportOptions, Outcome
    from orgshelf.terminal.format_table import FormatRow

#: More new works than this are only added after asking.
_ASK_ABOVE = 20
#: So many rows that were skipped are named; the others are counted.
_NAMED = 5
_STDIN = "-"


@click.command("import")
@click.argument(
    "files", metavar="[FILE|-]...", nargs=-1, type=FileName(exists=True, allow_dash=True)
)
@click.option(
    "--from",
    "source",
    metavar="FORMAT",
    type=click.Choice(list(IMPORTERS)),
    help="What wrote the files, like --from goodreads.  [default: as they look]",
)
@click.option("--kind", metavar="KIND", help="What the works are, like --kind paper.")
@click.option(
    "--under", metavar="REF", type=REF, help="Below this heading, like --under 'deep learning'."
)
@click.option("--parts", is_flag=True, help="The chapters of a book, too.")
@click.option("--update", is_flag=True, help="Let the files win where the notes say otherwise.")
@dry_run_option
@click.option("-y", "--yes", is_flag=True, help="Do not ask before many are added.")
@click.option("--list", "listing", is_flag=True, help="List the formats, with what each needs.")
@click.pass_obj
def import_command(
    app: App,
    /,
    files: tuple[str, ...],
    source: str | None,
    kind: str | None,
    under: str | None,
    parts: bool,
    update: bool,
    dry_run: bool,
    yes: bool,
    listing: bool,
) -> None:
    """Take over what other programs know of your reading.

    What a file is, is seen from what is in it. New works come on the shelf of their kind; what
    the notes have already gets what is missing there, and what you wrote stays. All is one
    change, which `orgshelf undo` takes back.

    \b
    Examples:
      orgshelf import goodreads_library_export.csv --dry-run
      orgshelf import "My Clippings.txt" papers/*.pdf
      yt-dlp --flat-playlist -J URL | orgshelf import -
    """
    if listing:
        _list(app)
        return
    if not files:
        raise UsageError("Name a file to import, or `-` for stdin; `--list` shows the formats.")
    from orgshelf.actions.importing import ImportOptions

    found = [_read(*named, source, parts=parts) for named in _named_data(files)]
    options = ImportOptions(
        kind=known_kind(app, kind) if kind else None,
        under=app.find(under) if under else None,
        update=update,
    )
    _import(app, found, options, dry_run=dry_run, yes=yes)


def _import(
    app: App,
    found: "Sequence[ForeignFile]",
    options: "ImportOptions",
    *,
    dry_run: bool,
    yes: bool,
) -> None:
    """Say what becomes of each file, ask where much is new, and do it."""
    from orgshelf.actions.importing import import_works

    library = app.library
    with counting_progress("works") as tick:
        plan, outcomes = import_works(library, found, options, tick)
    for file, outcome in zip(found, outcomes, strict=True):
        _tell(outcome, file.imported.skipped)
    new, changed = (sum(getattr(o, name) for o in outcomes) for name in ("new", "changed"))
    if not dry_run:
        _confirm(new, yes=yes)
    if new or changed:
        carry_out(app, plan, dry_run=dry_run)


def _list(app: App) -> None:
    from orgshelf.terminal import format_table

    rows = list(_format_rows())
    output(
        app.color,
        None,
        plain=lambda: format_table.plain(rows),
        table=lambda: [format_table.table(rows)],
    )


def _format_rows() -> "Iterator[FormatRow]":
    from orgshelf.distribution import installed
    from orgshelf.terminal.format_table import FormatRow

    for each in IMPORTERS.values():
        ready = each.extra is None or installed(each.extra)
        words = "ready" if ready else "not installed"
        yield FormatRow("Formats", each.name, each.extra or "-", words, each.help)


def _named_data(files: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Each file's name and bytes; of a folder those of its documents."""
    from orgshelf.store.regular import read_regular

    for name in files:
        if name == _STDIN:
            yield "stdin", _stdin()
            continue
        path = Path(name)
        for each in _documents(path) if path.is_dir() else [path]:
            yield str(each), read_regular(each)


@cache
def _stdin() -> bytes:
    """All of stdin, read once: a run that is repeated without the index needs it again."""
    return sys.stdin.buffer.read()


def _documents(folder: Path) -> list[Path]:
    """The documents in a folder and in those below it.

    Raises:
        UsageError: there are none.
    """
    suffixes = {suffix for each in IMPORTERS.values() if each.document for suffix in each.suffixes}
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in suffixes)
    if not found:
        raise UsageError(f"{folder} has no file that is {' or '.join(sorted(suffixes))}.")
    return found


def _read(name: str, data: bytes, source: str | None, *, parts: bool) -> "ForeignFile":
    """What a file says.

    Raises:
        UsageError: it is of no known format.
        ImportFormatError: it is not of the format that it is said to be.
    """
    from orgshelf.actions.importing import ForeignFile

    importer = IMPORTERS[source] if source else recognized(data, name)
    if importer is None:
        raise UsageError(
            f"{name} is of no format that is known: say which with --from, as --list shows them."
        )
    imported = importer.read(data, name)
    if importer.document:
        imported = _of_document(imported, name, importer, parts=parts)
    return ForeignFile(name if name == "stdin" else Path(name).name, imported)


def _of_document(imported: Imported, name: str, importer: Importer, *, parts: bool) -> Imported:
    """A document's work with a link to its file, and with parts only if they are wanted."""
    if name == "stdin":
        links: tuple[ImportedLink, ...] = ()
    else:
        links = (ImportedLink(f"file:{Path(name).absolute()}", importer.name.upper()),)
    works = (
        replace(work, links=(*work.links, *links), parts=work.parts if parts else ())
        for work in imported.works
    )
    return replace(imported, works=tuple(works))


def _tell(outcome: "Outcome", skipped: Sequence[Skipped]) -> None:
    """One line on what becomes of a file, and one for each remark."""
    counts = [f"{outcome.new} new", f"{outcome.changed} with news", f"{outcome.same} as they were"]
    if skipped:
        counts.append(f"{len(skipped)} skipped ({'; '.join(_rows(skipped))})")
    info(f"{outcome.name}: {plural(outcome.works, outcome.what)}: {', '.join(counts)}")
    for remark in outcome.remarks:
        info(f"{outcome.name}: {remark}")


def _rows(skipped: Sequence[Skipped]) -> Iterator[str]:
    for row in skipped[:_NAMED]:
        yield f"{row.unit} {row.number}: {one_line(row.reason)}"
    if len(skipped) > _NAMED:
        yield f"and {len(skipped) - _NAMED} more"


def _confirm(count: int, *, yes: bool) -> None:
    """Ask on a terminal before many works are added.

    Raises:
        click.Abort: the answer was no.
    """
    if count > _ASK_ABOVE and not yes and can_ask():
        click.confirm(f"Add {count} new works?", abort=True, err=True)
