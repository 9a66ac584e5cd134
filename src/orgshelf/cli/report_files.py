"""Where a report goes to, and the template that it may be made from."""

import sys
from collections.abc import Iterable
from pathlib import Path

from orgshelf.cli.app import App
from orgshelf.cli.output import info, print_data
from orgshelf.errors import UsageError
from orgshelf.export import Exporter
from orgshelf.store.files import read_if_there, write_report
from orgshelf.store.walk import note_paths


def destination(app: App, output: str | None, exporter: Exporter, root_name: str) -> Path | None:
    """The file to write: the one that was named, or this tree's in a folder of many.

    None is for stdout.

    Raises:
        UsageError: it is a folder and the format has one file, or it is one of the notes; or
            the format is no text and would go to a terminal.
    """
    if output is None:
        if exporter.binary and sys.stdout.isatty():
            raise UsageError(
                f"{exporter.name} is no text for a screen: write it to a file with -o FILE."
            )
        return None
    path = Path(output)
    if is_folder(output):
        if exporter.partition is None:
            example = path / "progress"
            raise UsageError(f"{output} is a folder: name a file in it, like -o {example}.")
        from orgshelf.export.partition import folder

        return path / folder(root_name) / exporter.partition
    refuse_note(app, path)
    return path


def is_folder(output: str) -> bool:
    """Whether a folder is meant: it is there, or the name ends in a slash."""
    return output.endswith("/") or Path(output).is_dir()


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
        raise UsageError(f"{path} is no UTF-8: save it as such.") from error
