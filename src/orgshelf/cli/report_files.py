"""Where a report goes to, and the template that it may be made from."""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from orgshelf.cli.app import App
from orgshelf.cli.output import info, print_data
from orgshelf.errors import UsageError
from orgshelf.export import Exporter
from orgshelf.export.encodable import REPLACEMENT, printable
from orgshelf.store.files import read_if_there, write_report
from orgshelf.store.walk import note_paths

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
    """The folder of one notes root; readers turn ``%2F`` back into the sign it stands for.

    Letters of every script and blanks stay: Spark would not put their bytes together again.
    """
    text = printable(name).replace("\t", REPLACEMENT).replace("\n", REPLACEMENT)
    return f"notes_root={_SPECIAL.sub(lambda sign: f'%{ord(sign[0]):02X}', text)}"
