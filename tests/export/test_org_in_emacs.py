"""Reports as Emacs reads them: no lint, tables aligned, no item, no tag, no date."""

import subprocess
from pathlib import Path

import pytest

from export.trees import HOSTILE, SHIPPED, shipped, written
from orgshelf.export import EXPORTERS

pytestmark = pytest.mark.emacs

SCRIPT = Path(__file__).with_name("report_in_emacs.el")


def test_emacs_has_nothing_to_say(tmp_path: Path) -> None:
    hostile = HOSTILE + "* Papers\n** TODO 斎藤康毅 e\u0301 “q” 2026\n** DONE 12\n".encode()
    hostile += "** DONE TODO{a\n** TODO 斎file:a TODO😀 é\n斎file:a éelisp:(x)\n".encode()
    reports = [shipped(tree, notes_text=True) for tree in SHIPPED]
    reports.append(written(tmp_path / "hostile", {"x.org": hostile}, notes_text=True))
    files = [tmp_path / f"{number}.org" for number in range(len(reports))]
    for file, report in zip(files, reports, strict=True):
        file.write_text(EXPORTERS["org"].render(report), encoding="utf-8")
    command = ["emacs", "--batch", "-Q", "-l", str(SCRIPT), *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout == "(nil nil nil nil nil)\n" * len(files)
