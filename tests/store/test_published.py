"""What the notes keep out: the index and Org's rules on the headings themselves agree."""

from datetime import datetime
from itertools import groupby
from pathlib import Path
from random import Random

import pytest

from orgshelf.export.exported import exported
from orgshelf.query import Query
from orgshelf.store.opening import library_in_memory
from orgshelf.store.root import find_root

NOW = datetime(2026, 11, 23, 12, 0)
SETTINGS = (
    *("", "#+EXCLUDE_TAGS: secret\n", "#+SELECT_TAGS: pick\n", "#+OPTIONS: arch:nil\n"),
    *("#+OPTIONS: tasks:nil\n", "#+OPTIONS: tasks:todo\n", '#+OPTIONS: tasks:("DONE")\n'),
    *("#+FILETAGS: :export:\n", "#+FILETAGS: :private:\n"),
)
HEADS = ("A", "TODO B", "DONE C", "COMMENT D", "TODO COMMENT E")
TAGS = ("", "", "", " :secret:", " :noexport:", " :pick:", " :export:", " :private:", " :ARCHIVE:")


def file_of(random: Random) -> str:
    heads = (
        f"{'*' * random.randint(1, 4)} {random.choice(HEADS)}{random.choice(TAGS)}\n"
        for _ in range(random.randint(1, 9))
    )
    return "".join((*random.sample(SETTINGS, random.randint(0, 2)), *heads))


@pytest.mark.parametrize("seed", range(25))
def test_both_leave_out_the_same(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    for name in ("a.org", "b.org", "c.org"):
        (tmp_path / name).write_text(file_of(random), encoding="utf-8")
    root, config = find_root(str(tmp_path), None, tmp_path)
    library = library_in_memory(root, config, NOW)
    by_index = library.matching(Query(published=True, exported=True))
    files = groupby(library.entries, lambda entry: entry.file)
    by_rules = [entry for _, entries in files for entry in exported(list(entries))]
    by_rules = [entry for entry in by_rules if not entry.heading.archived]
    # Of an archived tree Org shows the headline alone, and a report counts what is below.
    found = [entry for entry in by_index if not entry.heading.archived]
    assert [(e.file, e.index) for e in found] == [(e.file, e.index) for e in by_rules]
