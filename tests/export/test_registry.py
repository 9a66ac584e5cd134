"""The registry of formats, and what every format must do with any notes."""

import subprocess
import sys
from pathlib import Path

import pytest

from export.trees import HOSTILE, SHIPPED, shipped, written
from orgshelf.export import EXPORTERS

NAMES = list(EXPORTERS)


def test_the_formats_are_those_that_the_help_names() -> None:
    assert sorted(NAMES) == [
        "csv", "json", "jsonl", "markdown", "org", "page", "schema", "tsv", "yaml",
    ]  # fmt: skip
    assert [name for name in NAMES if EXPORTERS[name].listing] == [
        "json", "jsonl", "yaml", "csv", "tsv",
    ]  # fmt: skip
    assert all(exporter.help.endswith(".") for exporter in EXPORTERS.values())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tree", SHIPPED)
def test_the_shipped_notes_come_out_twice_the_same(name: str, tree: str) -> None:
    text = EXPORTERS[name].render(shipped(tree, notes_text=True))
    assert text == EXPORTERS[name].render(shipped(tree, notes_text=True))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", NAMES)
def test_no_notes_make_no_error(name: str, tmp_path: Path) -> None:
    text = EXPORTERS[name].render(written(tmp_path, {"empty.org": ""}, notes_text=True))
    assert text.endswith("\n") or name == "jsonl"


@pytest.mark.parametrize("name", NAMES)
def test_stray_bytes_and_control_characters_come_out_as_plain_text(
    name: str, tmp_path: Path
) -> None:
    files = {
        "hostile.org": HOSTILE,
        "UTF-16.org": "* TODO \ud800x".encode("utf-16", "surrogatepass"),
    }
    text = EXPORTERS[name].render(written(tmp_path, files, notes_text=True))
    text.encode()
    controls = {char for char in text if char < " " or "\x7f" <= char < "\xa0"}
    assert controls <= {"\n", "\r", "\t"}


def test_a_file_name_that_is_no_utf_8_comes_out_too(tmp_path: Path) -> None:
    (tmp_path / "n\udcff.org").write_text("* TODO x\n")
    for exporter in EXPORTERS.values():
        exporter.render(written(tmp_path, {})).encode()


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
