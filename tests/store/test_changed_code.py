"""An index that other code has made is made again; nobody has to raise a number for that."""

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

from program import ROOT, Program

OWN = ROOT / "src" / "orgshelf"


class Installation:
    """A copy of the package and of orgparse, which a test may change, and one note."""

    def __init__(self, folder: Path) -> None:
        self.code = folder / "code"
        (folder / "notes").mkdir()
        (folder / "notes" / "a.org").write_text("* TODO A title [1/2]\n")
        parser = find_spec("orgparse")
        assert parser is not None
        assert parser.origin is not None
        skip = shutil.ignore_patterns("*.pyc.*")  # what is being written
        shutil.copytree(OWN, self.code / "orgshelf", ignore=skip)
        shutil.copytree(Path(parser.origin).parent, self.code / "orgparse", ignore=skip)
        self.program = Program(folder, folder / "home", {"PYTHONPATH": str(self.code)})

    def title(self) -> str:
        """The title of the note as the code on disk has it."""
        ran = self.program.process("list")
        assert ran.code == 0, ran.err
        return ran.lines[0].split("  ")[3]

    def mark(self) -> None:
        """Change the title in the index alone, to be seen until that is made again."""
        (index,) = self.program.home.rglob("*.sqlite")
        with closing(sqlite3.connect(index)) as connection:
            connection.execute("UPDATE heading SET title = 'marked'")
            connection.commit()

    def append(self, file: str, lines: str = "# changed\n") -> None:
        """Add lines to a file of the code."""
        with (self.code / file).open("a", encoding="utf-8") as stream:
            stream.write(lines)

    def shout(self) -> None:
        """Have titles read in capitals."""
        lines = "_shown = readable_title\nreadable_title = lambda text: _shown(text).upper()\n"
        self.append("orgshelf/org/syntax/plain_words.py", lines)

    def zipped(self) -> None:
        """Have the package in a zip file."""
        archive = self.code.with_suffix(".zip")
        with zipfile.ZipFile(archive, "w") as file:
            for path in sorted(self.code.rglob("*")):
                file.write(path, path.relative_to(self.code))
        self.program = Program(self.program.folder, self.program.home, {"PYTHONPATH": str(archive)})


@pytest.fixture
def installed(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


def test_what_a_changed_module_makes_of_the_notes_is_seen(installed: Installation) -> None:
    assert installed.title() == "A title"
    installed.shout()
    assert installed.title() == "A TITLE"


def test_a_module_of_the_same_size_and_time_is_another_one(installed: Installation) -> None:
    module = installed.code / "orgshelf/org/syntax/plain_words.py"
    assert installed.title() == "A title"
    installed.mark()
    before = module.stat()
    text = module.read_bytes()
    assert b"as a person reads" in text
    module.write_bytes(text.replace(b"as a person reads", b"as one person has"))
    os.utime(module, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert module.stat().st_size == before.st_size
    assert installed.title() == "A title"


@pytest.mark.parametrize(
    "file",
    [
        *(f"orgshelf/{name}" for name in ("model.py", "org/reader.py", "shelf/kinds.py")),
        *(f"orgshelf/{name}" for name in ("store/rows.py", "store/tables.py", "store/notes.py")),
        "orgparse/node.py",
    ],
)
def test_rows_are_made_again_when_code_has_changed_that_makes_them(
    installed: Installation, file: str
) -> None:
    installed.title()
    installed.mark()
    installed.append(file)
    assert installed.title() == "A title"


def _nothing(_: Installation) -> None:
    pass


def _touch(installed: Installation) -> None:
    for path in installed.code.rglob("*.py"):
        path.touch()


def _move(installed: Installation) -> None:
    other = installed.code.rename(installed.code.with_name("elsewhere"))
    installed.program = Program(
        installed.program.folder, installed.program.home, {"PYTHONPATH": str(other)}
    )


def _change_what_only_shows_them(installed: Installation) -> None:
    installed.append("orgshelf/cli/list.py")


def _lock_of_an_editor(installed: Installation) -> None:
    (installed.code / "orgshelf/org/.#reader.py").symlink_to("somebody@somewhere")


@pytest.mark.parametrize(
    "change", [_nothing, _touch, _move, _change_what_only_shows_them, _lock_of_an_editor]
)
def test_rows_stay_while_the_code_is_the_same(
    installed: Installation, change: Callable[[Installation], None]
) -> None:
    installed.title()
    installed.mark()
    change(installed)
    assert installed.title() == "marked"


def test_a_program_in_a_zip_file_knows_itself_too(installed: Installation) -> None:
    installed.zipped()
    assert installed.title() == "A title"
    installed.mark()
    assert installed.title() == "marked"
    installed.shout()
    installed.zipped()
    assert installed.title() == "A TITLE"
