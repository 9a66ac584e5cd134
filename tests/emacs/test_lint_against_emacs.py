"""Our checks find what Org's own linter finds, but for a short list of differences.

Emacs's own Org may be older than the one we follow and have fewer checkers; what the newest
finds is recorded.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from emacs import lint_rows
from emacs.random_bodies import body
from program import ROOT

SHIPPED = sorted([*(ROOT / "notes").glob("*.org"), *(ROOT / "examples/notes").rglob("*.org")])


def test_we_find_what_the_newest_org_found() -> None:
    record = json.loads(lint_rows.RECORD.read_text(encoding="utf-8"))
    texts = lint_rows.texts(lint_rows.RECORDED)
    assert record["digest"] == lint_rows.digest(texts), "cd tests && python -m emacs.lint_rows"
    assert list(lint_rows.differences(record, texts)) == []
    # What is compared is something: most checkers found many things.
    counts = Counter(name for found in record["found"] for line, name in found if line)
    assert len([name for name in lint_rows.shared(record) if counts[name] > 2]) > 30


@pytest.mark.emacs
def test_we_find_what_emacs_finds(emacs_cases: int, tmp_path: Path) -> None:
    """In random notes, in random text, and in the notes of this repository."""
    texts = [
        *lint_rows.texts(emacs_cases * 2),
        *(_random_text(index) for index in range(emacs_cases)),
        *(path.read_text(encoding="utf-8") for path in SHIPPED),
    ]
    assert list(lint_rows.differences(lint_rows.org_lint(texts, tmp_path), texts)) == []


def _random_text(index: int) -> str:
    return "\n".join(["Notes.", "* One", *body(2, index, newest=False)]) + "\n"
