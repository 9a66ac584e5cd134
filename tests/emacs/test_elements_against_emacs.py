"""The elements of random texts, and of the written ones, are those that Emacs finds.

Emacs's own Org may be older than the one we follow: then only texts are given to it that both
read alike, and blank lines are left aside, which older ones count to other elements. Org takes
the line below a ``#+CALL:`` without brackets for part of the call, which we do not, and no text
has one.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from emacs.element_rows import Row, emacs_file_rows, emacs_rows, our_rows
from emacs.random_bodies import body

pytestmark = pytest.mark.emacs

SEED = 1
BATCH = 1000
FILES = sorted((Path(__file__).parents[1] / "org" / "elements").glob("*.org"))
#: The written texts that Org before 9.8 reads otherwise.
CHANGED_SINCE = frozenset(
    ("blank-lines", "file-with-properties", "first-end-closes", "keywords", "logged")
)


def test_random_texts_have_the_elements_that_emacs_finds(emacs_cases: int, tmp_path: Path) -> None:
    version, _ = emacs_rows([["text"]], tmp_path)
    texts = [body(SEED, index, newest=_is_newest(version)) for index in range(emacs_cases * 5)]
    found: list[str] = []
    for start in range(0, len(texts), BATCH):
        found += _differences(texts[start : start + BATCH], tmp_path)
    assert found == []


def test_the_written_texts_have_the_elements_that_emacs_finds(tmp_path: Path) -> None:
    texts = {file.stem: file.read_text(encoding="utf-8").split("\n") for file in FILES}
    files = [name for name in texts if name.startswith("file-")]
    others = [name for name in texts if name not in files]
    version, found = emacs_rows([texts[name][:-1] for name in others], tmp_path)
    theirs = dict(zip(others, found, strict=True))
    theirs |= {name: emacs_file_rows(texts[name][:-1], tmp_path) for name in files}
    ours = {name: our_rows(texts[name][:-1], file=name in files) for name in texts}
    wrong = {name for name in texts if ours[name] != theirs[name]}
    assert wrong == (set() if _is_newest(version) else CHANGED_SINCE)


def test_same_seed_and_index_give_the_same_text() -> None:
    assert body(SEED, 7) == body(SEED, 7) != body(SEED, 8)


def _is_newest(version: str) -> bool:
    return [int(part) for part in version.split(".")[:2]] >= [9, 8]


def _differences(texts: Sequence[list[str]], folder: Path) -> list[str]:
    version, found = emacs_rows(texts, folder)
    shape = list[Row] if _is_newest(version) else _without_ends
    return [
        difference
        for text, theirs in zip(texts, found, strict=True)
        if (difference := _difference(text, shape(our_rows(text)), shape(theirs)))
    ]


def _without_ends(rows: list[Row]) -> list[Row]:
    return [row._replace(end=0, contents=None) for row in rows]


def _difference(text: list[str], ours: list[Row], theirs: list[Row]) -> str:
    """The text and the first element that differs; nothing where none does."""
    if ours == theirs:
        return ""
    pairs = zip([*ours, None], [*theirs, None], strict=False)
    one, other = next(((a, b) for a, b in pairs if a != b), (None, None))
    numbered = "\n".join(f"{number:3}|{line}" for number, line in enumerate(text, 1))
    return f"{numbered}\n{one}\nnot\n{other}"
