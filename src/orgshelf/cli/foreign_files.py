"""Files of other programs on the command line: read, and taken over as one change."""

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import click

from orgshelf.actions import documents
from orgshelf.actions.documents import document_suffixes, looks_like_document, read_file
from orgshelf.actions.importing import ForeignFile, ImportOptions, Outcome, import_works
from orgshelf.cli.app import App
from orgshelf.cli.output import can_ask, counting_progress, info
from orgshelf.cli.selection import carry_out
from orgshelf.errors import ImportFormatError, UsageError
from orgshelf.importers.imported import Imported, Skipped
from orgshelf.store.file_access import read_regular
from orgshelf.text import one_line, plural

#: More new works than this are only added after asking.
_ASK_ABOVE = 20
#: So many rows that were skipped are named; the others are counted.
_NAMED = 5
#: What stands for stdin on the command line.
STDIN = "-"


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
            yield documents.STDIN, stdin_bytes()
            continue
        path = Path(name)
        for each in _documents(path) if path.is_dir() else [path]:
            yield str(each), read_regular(each)


def read_files(files: Sequence[str], source: str | None, *, parts: bool) -> Iterator[ForeignFile]:
    """What each file says; of several, a document that is damaged is only skipped.

    Raises:
        UsageError: one is of no known format.
        ImportFormatError: one is not of the format that it is said to be.
    """
    for name, data in named_data(files):
        try:
            yield read_file(name, data, source, parts=parts)
        except ImportFormatError as error:
            if list(files) == [name] or not looks_like_document(Path(name)):
                raise
            yield ForeignFile(Path(name).name, Imported(skipped=(Skipped(1, str(error), "file"),)))


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
        named = " or ".join(sorted(document_suffixes()))
        raise UsageError(f"{folder} has no file that is {named}.")
    return found


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
