"""What was exported for reference managers comes back as the same works, whatever is in it."""

from pathlib import Path
from random import Random

import pytest

from export.trees import report_on
from importers.notes import Notes
from orgshelf.actions.importing import ForeignFile, ImportOptions, import_works
from orgshelf.export import EXPORTERS
from orgshelf.importers import IMPORTERS

#: What titles and names are put together from; markup of Org's own is guarded, so left out.
WORDS = (
    *("a", "Word", "é", "ß", "ø", "斎", "TeX", "2", "i", "and", "url", "x_1", "\\alpha", "$z$"),
    *("\\", "{", "}", "~", "^", "&", "%", "$", "#", "_", "--", "---", "``", "''", "?`", ">>", "<"),
    *(" ", '"', "'", "@", ",", "|", "=", ",,"),
)


def notes(random: Random) -> str:
    lines = ["* Books"]
    for number in range(5):
        words = f"X{''.join(random.choices(WORDS, k=random.randint(1, 10))).strip()}"
        name = "".join(random.choices([w for w in WORDS if "," not in w and w != "and"], k=4))
        lines += (
            *(
                f"** TODO {words}",
                ":PROPERTIES:",
                f":AUTHOR: A{name.strip()} Bee; {{The {number} Team}}",
            ),
            *(f":CUSTOM_ID: k{number}", f":PUBLISHER: {words}", ":PAGES: 312", ":END:"),
        )
    return "\n".join((*lines, ""))


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json"])
@pytest.mark.parametrize("seed", range(15))
def test_hostile_works_go_out_and_come_back(tmp_path: Path, name: str, seed: int) -> None:
    there, back = tmp_path / "there", tmp_path / "back"
    for folder in (there, back):
        folder.mkdir()
    (there / "b.org").write_text(notes(Random(seed)), encoding="utf-8")
    made = EXPORTERS[name].data(report_on(there))
    imported = IMPORTERS[name].read(made)
    assert imported.skipped == ()
    plan, _ = import_works(Notes(back).library, [ForeignFile("x", imported)], ImportOptions())
    plan.commit("import x")
    assert EXPORTERS[name].data(report_on(back)) == made
