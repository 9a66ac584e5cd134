"""Every heading of many random files, and of the written cases, as Emacs reads it today."""

import json
from pathlib import Path

import pytest
import yaml

from emacs.dumped import differences, emacs_reading, in_our_terms, our_reading
from emacs.random_org import org_file

pytestmark = pytest.mark.emacs

CASES = Path(__file__).parents[1] / "org" / "reading"
SEED = 1
BATCH = 250


def test_random_files_are_read_as_emacs_reads_them(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    count = request.config.getoption("--emacs-cases")
    files = [tmp_path / f"{SEED}-{index}.org" for index in range(count)]
    for index, file in enumerate(files):
        file.write_bytes(org_file(SEED, index))
    found = []
    for start in range(0, count, BATCH):
        batch = files[start : start + BATCH]
        for file, theirs in zip(batch, emacs_reading(batch), strict=True):
            ours = our_reading(file.read_bytes(), file)
            found += [f"{file.name}: {line}" for line in differences(ours, theirs)]
    assert found == []


def test_same_seed_and_index_give_the_same_file() -> None:
    assert org_file(SEED, 7) == org_file(SEED, 7) != org_file(SEED, 8)


def test_written_cases_are_what_emacs_prints() -> None:
    on_purpose = yaml.safe_load((CASES / "ON_PURPOSE.yaml").read_text(encoding="utf-8"))
    files = [file for file in sorted(CASES.glob("*.org")) if file.stem not in on_purpose]
    wrong = {}
    for file, theirs in zip(files, emacs_reading(files), strict=True):
        text = file.with_suffix(".json").read_text(encoding="utf-8")
        if found := differences(in_our_terms(json.loads(text)), theirs):
            wrong[file.name] = found
    assert wrong == {}
