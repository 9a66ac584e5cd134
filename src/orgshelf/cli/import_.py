"""The command that takes over what other programs know, and reading their files."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import click

from orgshelf.actions.completing import known_kind
from orgshelf.actions.importing import ForeignFile, ImportOptions, Outcome, import_works
from orgshelf.cli.app import App
from orgshelf.cli.output import can_ask, counting_progress, info, print_formats
from orgshelf.cli.selection import carry_out, dry_run_option
from orgshelf.cli.types import REF, FileName
from orgshelf.errors import UsageError
from orgshelf.importers import IMPORTERS, Importer, recognized
from orgshelf.importers.imported import Imported, ImportedLink, ImportedWork, Skipped
from orgshelf.store.file_access import read_regular
from orgshelf.text import one_line, plural

#: More new works than this are only added after asking.
_ASK_ABOVE = 20
#: So many rows that were skipped are named; the others are counted.
_NAMED = 5
#: What stands for stdin on the command line.
STDIN = "-"


@click.command("import")
@click.argument(
    "files", metavar="[FILE|-]...", nargs=-1, type=FileName(exists=True, allow_dash=True)
)
@click.option(
    "--from",
    "source",
    metavar="FORMAT",
    type=click.Choice(list(IMPORTERS)),
    help="The program or format, like --from goodreads.  [default: recognized by the contents]",
)
@click.option("--kind", metavar="KIND", help="What the works are, like --kind paper.")
@click.option(
    "--under", metavar="REF", type=REF, help="Below this heading, like --under 'deep learning'."
)
@click.option("--parts", is_flag=True, help="Also the chapters of a book.")
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
    """Import what other programs know of your reading.

    The format of a file is recognized by its contents. New works are put on the shelf of their
    kind; works that the notes have already get what they lack, and what you wrote stays. All of
    it is one change, which `orgshelf undo` undoes.

    \b
    Examples:
      orgshelf import goodreads_library_export.csv --dry-run
      orgshelf import "My Clippings.txt" papers/*.pdf
      yt-dlp --flat-playlist -J URL | orgshelf import -
    """
    if listing:
        _list_formats(app)
        return
    if not files:
        raise UsageError("Name a file to import, or `-` for stdin; `--list` shows the formats.")
    from orgshelf.actions.importing import ImportOptions

    found = [read_file(*named, source, parts=parts) for named in named_data(files)]
    options = ImportOptions(
        kind=known_kind(app.library, kind) if kind else None,
        under=app.find(under) if under else None,
        update=update,
    )
    take_over(app, found, options, dry_run=dry_run, yes=yes)


def _list_formats(app: App) -> None:
    from orgshelf.terminal.format_table import FormatRow

    formats = IMPORTERS.values()
    print_formats(app.color, [FormatRow.of("Formats", o.name, o.extra, o.help) for o in formats])


def take_over(
    app: App,
    found: Sequence[ForeignFile],
    options: ImportOptions,
    *,
    dry_run: bool,
    yes: bool,
) -> None:
    """Say what becomes of each file, ask where much is new, and do it."""
    library = app.library
    with counting_progress("Importing", "works") as tick:
        plan, outcomes = import_works(library, found, options, tick)
    for file, outcome in zip(found, outcomes, strict=True):
        _tell(outcome, file.imported.skipped)
    new, changed = (sum(getattr(o, name) for o in outcomes) for name in ("new", "changed"))
    if not dry_run:
        _confirm(new, yes=yes)
    if new or changed:
        carry_out(app, plan, dry_run=dry_run)


def named_data(files: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Each file's name and bytes; of a folder those of its documents."""
    for name in files:
        if name == STDIN:
            yield "stdin", stdin_bytes()
            continue
        path = Path(name)
        for each in _documents(path) if path.is_dir() else [path]:
            yield str(each), read_regular(each)


@cache
def stdin_bytes() -> bytes:
    """All of stdin, read once: a run that is repeated without the index needs it again."""
    return sys.stdin.buffer.read()


def _documents(folder: Path) -> list[Path]:
    """The documents in a folder and in those below it.

    Raises:
        UsageError: there are none.
    """
    found = sorted(path for path in folder.rglob("*") if looks_like_document(path))
    if not found:
        raise UsageError(f"{folder} has no file that is {' or '.join(sorted(_suffixes()))}.")
    return found


def _suffixes() -> set[str]:
    return {suffix for each in IMPORTERS.values() if each.document for suffix in each.suffixes}


def looks_like_document(path: Path) -> bool:
    """Whether a file is a document by its name."""
    return path.suffix.lower() in _suffixes()


def is_document(name: str) -> bool:
    """Whether a word names a document that is there."""
    path = Path(name)
    return looks_like_document(path) and path.is_file()


def read_document(path: Path) -> ImportedWork | None:
    """The work that a document is, with a link to it; None where it says nothing.

    Raises:
        ImportFormatError: it is damaged.
        UsageError: it is not what its name says.
    """
    name = str(path)
    file = read_file(name, read_regular(path), None, parts=False)
    return next(iter(file.imported.works), None)


def read_file(name: str, data: bytes, source: str | None, *, parts: bool) -> ForeignFile:
    """What a file says.

    Raises:
        UsageError: it is of no known format.
        ImportFormatError: it is not of the format that it is said to be.
    """
    importer = IMPORTERS[source] if source else recognized(data, name)
    if importer is None:
        raise UsageError(
            f"{name} is of no known format: name one with --from; --list shows them all."
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


def _tell(outcome: Outcome, skipped: Sequence[Skipped]) -> None:
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
