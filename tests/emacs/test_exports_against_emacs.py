"""A page of a file shows what Org's own Markdown export does (org-md-export-as-markdown).

What is ours on purpose: anchors and their names, the place of numbers and tags in the contents,
the layout of tables; that no HTML of the notes is passed on; that inline code is shown where its
results would be, since nothing is run; that a title is no page's heading either.
"""

import json
import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path
from random import Random

import pytest

from emacs.oracle import OTHER_ORG
from emacs.random_exports import INCLUDED, exported_file
from export.trees import report_on
from orgshelf.export import EXPORTERS
from orgshelf.export.report import Report
from orgshelf.store.notes import read_text_inside

pytestmark = pytest.mark.emacs

SCRIPT = Path(__file__).with_name("export-files.el")
WRITTEN = sorted((Path(__file__).parents[1] / "export" / "page").glob("*.org"))


def test_random_files_come_out_as_org_exports_them(tmp_path: Path, emacs_cases: int) -> None:
    texts = [exported_file(Random(seed)) for seed in range(2 * emacs_cases)]
    assert differences(texts, tmp_path) == []


def test_written_files_come_out_as_org_exports_them(tmp_path: Path) -> None:
    texts = [file.read_text(encoding="utf-8") for file in WRITTEN]
    assert differences(texts, tmp_path) == []


def differences(texts: Sequence[str], folder: Path) -> list[str]:
    """Each text that comes out otherwise, with both results."""
    for number, text in enumerate(texts):
        tree = folder / str(number)
        for name, content in {"a.org": text, **INCLUDED}.items():
            file = tree / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
    _, *theirs = exported([folder / str(number) / "a.org" for number in range(len(texts))], folder)
    found = []
    for number, (text, wanted) in enumerate(zip(texts, theirs, strict=True)):
        ours = EXPORTERS["page"].render(report_on_file(folder / str(number)))
        if alike(wanted) != alike(ours):
            both = _differing(alike(wanted), alike(ours))
            found.append(f"{text}\n--- as Org has it, and as we do\n{both}")
    return found


def report_on_file(tree: Path) -> Report:
    """A report on the file ``a.org`` alone, which can include the others."""
    report = report_on(tree)
    entries = [entry for entry in report.entries if entry.file == "a.org"]
    read = partial(read_text_inside, tree)
    return replace(report, entries=entries, library=entries, read=read)


def exported(files: Sequence[Path], folder: Path) -> list[str]:
    """The version of Org, and the Markdown that it makes of each file."""
    (folder / "names").write_text(json.dumps(list(map(str, files))), encoding="utf-8")
    other = ["-L", OTHER_ORG] if OTHER_ORG else []
    command = ["emacs", "--batch", "-Q", *other, "-l", str(SCRIPT), "-f", "export-files"]
    environment = {**os.environ, "TZ": "UTC"}
    subprocess.run(
        [*command, "names", "made"],
        cwd=folder,
        check=True,
        capture_output=True,
        env=environment,
        timeout=60 + len(files),
    )
    made: list[str] = json.loads((folder / "made").read_text(encoding="utf-8"))
    return made


_CONTENTS = re.compile(
    r"\A\s*(?:# (?:Table of Contents|Inhaltsverzeichnis|Table des matières)\n"
    r"(?:\n| *(?:-|\d+\.) +\[.*\]\(#.*\n)*|"
    r'<div id="table-of-contents">(?:.|\n)*?</div>\n</div>)',
)


_NOTES = re.compile("# (?:Footnotes|Fußnoten|Notes de bas de page)\n")


def alike(page: str) -> list[str]:
    """The words and marks of a page without what is ours on purpose."""
    page = _CONTENTS.sub("", page)
    text, *notes = _NOTES.split(page, maxsplit=1)
    # Org has the notes that archived trees refer to, of which nothing is shown.
    page = page if any(notes) and "note<sup>" in text else text
    page = unescape(re.sub(r"<(/?)code>", r"\\<\1code>", page))
    page = re.sub(
        r'<a (?:id|class|href)="(?:sec|org|target|fn|footref|one)[^"]*"[^>]*>|</a>', "", page
    )
    page = re.sub(r"\(#[-\w]*\)", "(#)", page).replace("(./", "(")
    page = _dates(_tables(page)).replace("<!-- -->", "").replace("\u2013", "--")
    lines = (" ".join(line.split()) for line in page.split("\n"))
    lines = (re.sub(r"^(\\)?(?:\d+\.)", "1.", line) for line in lines)
    return [line for line in lines if line.strip("> ")]


def _dates(page: str) -> str:
    """Planning lines and clocks on a line of their own."""
    page = re.sub(r"</?p>", "\n", page)
    pattern = r'<span class="timestamp-wrapper">\s*<span class="timestamp-kwd">.*?</span>\s*</span>'
    page = re.sub(
        pattern,
        lambda dates: " ".join(dates[0].split()).replace("> <", "><"),
        page,
        flags=re.DOTALL,
    )
    return re.sub(r"\s+</span>", "</span>", page)


def _tables(page: str) -> str:
    page = re.sub(r'<table (?:id="[^"]*" )?', "<table ", page)
    page = re.sub(r' *(?:scope="col" )?class="org-(?:left|right|center)" */?', " /", page)
    page = re.sub(r"<(t[hd]) */>", r"<\1>", page)
    return re.sub(r"<table.*?</table>", lambda match: _table(match[0]), page, flags=re.DOTALL)


def _table(text: str) -> str:
    """A table on one line; column groups only where there are several."""
    text = re.sub(r"\s*(</?(?:t[a-z]+|col[a-z]*|caption)\b[^>]*>)\s*", r"\1", text)
    text = re.sub(r"<col\s*/?>", "<col>", text)
    if text.count("<colgroup>") == 1:
        text = re.sub(r"<colgroup>.*?</colgroup>", "", text)
    return text.replace("</tbody><tbody>", "</tbody><tbody>").replace("\n", " ")


def _differing(theirs: list[str], ours: list[str]) -> str:
    import difflib

    return "\n".join(difflib.unified_diff(theirs, ours, lineterm="", n=1))
