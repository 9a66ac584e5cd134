"""The registry of formats, and what every format must do with any notes."""

import subprocess
import sys
from pathlib import Path

import pytest

from export import trees
from export.trees import HOSTILE, SHIPPED, written
from orgshelf.export import EXPORTERS
from program import Program

NAMES = list(EXPORTERS)
TEXTS = [name for name in NAMES if not EXPORTERS[name].binary]
#: Formats that have nothing around their entries.
BARE = ("jsonl", "bibtex", "ris")
#: Imports each module but one, which it does not find.
WITHOUT = """\
import sys
from importlib.abc import MetaPathFinder

class Blocked(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] == MISSING:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

MISSING = sys.argv.pop(1)
sys.meta_path.insert(0, Blocked())
from orgshelf.cli import main
main()
"""


def test_the_formats_are_those_that_the_help_names() -> None:
    assert set(NAMES) >= {
        "bibtex", "csl-json", "csv", "html", "ics", "json", "jsonl", "markdown", "opml", "org",
        "page", "parquet", "parquet-schema", "progress-schema", "ris", "schema", "tsv", "xlsx",
        "yaml",
    }  # fmt: skip
    listing = {name for name in NAMES if EXPORTERS[name].listing}
    assert listing >= {"json", "jsonl", "yaml", "csv", "tsv"}
    assert all(exporter.help.endswith(".") for exporter in EXPORTERS.values())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tree", SHIPPED)
def test_the_shipped_notes_come_out_twice_the_same(name: str, tree: str) -> None:
    data = EXPORTERS[name].data(trees.shipped(tree, notes_text=True))
    assert data == EXPORTERS[name].data(trees.shipped(tree, notes_text=True))
    if name in TEXTS:
        assert data.endswith(b"\n")
        assert not data.endswith(b"\n\n")


@pytest.mark.parametrize("name", TEXTS)
def test_no_notes_make_no_error(name: str, tmp_path: Path) -> None:
    data = EXPORTERS[name].data(written(tmp_path, {"empty.org": ""}, notes_text=True))
    assert data.endswith(b"\n") or EXPORTERS[name].binary or (name in BARE and data == b"")


@pytest.mark.parametrize("name", TEXTS)
def test_stray_bytes_and_control_characters_come_out_as_plain_text(
    name: str, tmp_path: Path
) -> None:
    files = {
        "hostile.org": HOSTILE,
        "kinds.org": b"#+TODO: A\x1bB | C\x9d\n* A\x1bB x :t:\n:PROPERTIES:\n:KIND: k\x07\n:END:\n",
        "UTF-16.org": "* TODO \ud800x".encode("utf-16", "surrogatepass"),
    }
    text = EXPORTERS[name].render(written(tmp_path, files, notes_text=True))
    text.encode()
    controls = {char for char in text if char < " " or "\x7f" <= char < "\xa0"}
    assert controls <= {"\n", "\r", "\t"}


def test_a_file_name_that_is_no_utf_8_comes_out_too(tmp_path: Path) -> None:
    (tmp_path / "n\udcff.org").write_text("* TODO x\n")
    for exporter in EXPORTERS.values():
        exporter.data(written(tmp_path, {}))


def test_formats_are_imported_when_they_are_asked_for() -> None:
    program = (
        "import sys, orgshelf.export as export\n"
        "slow = {'yaml', 'rich', 'orgparse', 'json', 'csv'} & set(sys.modules)\n"
        "assert not {name for name in sys.modules if name.startswith('orgshelf.export.')"
        " and name != 'orgshelf.export.report'}\n"
        "assert 'yaml' not in slow and 'rich' not in slow\n"
        "print(*export.EXPORTERS)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == NAMES


@pytest.mark.parametrize(
    ("name", "library"),
    [("ics", "icalendar"), ("bibtex", "pybtex"), ("ris", "rispy"), ("xlsx", "xlsxwriter")],
)
def test_a_format_whose_library_is_missing_says_what_to_install(
    name: str, library: str, shipped: Program
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, library, "export", name],
        cwd=shipped.folder,
        env=shipped.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    extra = EXPORTERS[name].extra
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"orgshelf: `{name}` needs more libraries: ")
    assert done.stderr.endswith(f"[{extra}]'.\n")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_and_a_pipe_get_the_same_bytes(name: str, year: Program) -> None:
    with year.running("export", name) as started:
        piped = started.out.read()
        code, said = started.ended()
    written = year("export", name, "-o", "written")
    assert (written.code, written.out, code) == (0, "", 0)
    assert written.err == f"Wrote written.\n{said}"
    assert (year.folder / "written").read_bytes() == piped
    assert len(piped) > 100


@pytest.mark.parametrize("name", [name for name in NAMES if EXPORTERS[name].binary])
def test_what_is_no_text_is_kept_off_a_terminal(name: str, shipped: Program) -> None:
    ran = shipped.terminal("export", name)
    assert ran.code == 2
    assert ran.out == f"orgshelf: {name} is not text: write it to a file with -o FILE.\n"
