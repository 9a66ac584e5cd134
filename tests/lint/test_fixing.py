"""What --fix does: it fixes, proves that it did nothing else, and can be taken back."""

import pytest

from emacs import random_lint, random_org
from lint.linted import linted_file
from orgshelf.actions.fixing import only_fixes
from orgshelf.lint.check import Part
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from program import Program

CASES = 60
SEED = 5

MENDED = {
    "a misplaced deadline": (
        "* TODO a\ntext\n\nDEADLINE: <2026-12-01 Tue>\nmore\n",
        "* TODO a\nDEADLINE: <2026-12-01 Tue>\ntext\n\nmore\n",
    ),
    "a deadline of a heading that has one": (
        "* TODO a\nDEADLINE: <2026-12-02 Wed>\n\nDEADLINE: <2026-12-01 Tue>\n",
        "* TODO a\nDEADLINE: <2026-12-02 Wed>\n\nDEADLINE: <2026-12-01 Tue>\n",
    ),
    "properties below text, and a deadline": (
        "* TODO a\ntext\nDEADLINE: <2026-12-01 Tue>\n:PROPERTIES:\n:URL: x:y\n:END:\n** b\n",
        "* TODO a\nDEADLINE: <2026-12-01 Tue>\n:PROPERTIES:\n:URL: x:y\n:END:\ntext\n** b\n",
    ),
    "a weekday, tags and a cookie": (
        "* TODO a [0/9] <2026-12-01 Fri> :x::y:\n** DONE b\nCLOSED: [2026-11-02 Tue]\n",
        "* TODO a [1/1] <2026-12-01 Tue>" + " " * 41 + ":x:y:\n** DONE b\n"
        "CLOSED: [2026-11-02 Mon]\n",
    ),
    "line ends stay": ("* a\r\n<2026-12-01 Fri>\r\n", "* a\r\n<2026-12-01 Tue>\r\n"),
    "what is quoted stays": (
        "* a\n#+begin_src org\n<2026-12-01 Fri>\n#+end_src\n=<2026-12-01 Fri>=\n",
        "* a\n#+begin_src org\n<2026-12-01 Fri>\n#+end_src\n=<2026-12-01 Fri>=\n",
    ),
}


@pytest.mark.parametrize(("text", "wanted"), MENDED.values(), ids=MENDED)
def test_what_is_safe_is_fixed(run: Program, text: str, wanted: str) -> None:
    path = run.note("a.org", text.encode())
    run("lint", "--fix")
    assert path.read_bytes().decode() == wanted
    if text != wanted:
        assert run("undo").code == 0
    assert path.read_bytes().decode() == text


def test_random_notes_are_fixed_once_and_for_all(run: Program) -> None:
    for index in range(CASES):
        run.note(f"{index}.org", random_lint.org_file(SEED, index))
        run.note(f"r{index}.org", random_org.org_file(SEED, index))
    before = {path: path.read_bytes() for path in (run.folder / "notes").iterdir()}
    assert "fixed: " in run("lint", "--fix").out
    after = {path: path.read_bytes() for path in before}
    assert len([path for path in before if after[path] != before[path]]) > CASES / 2
    assert run("lint", "--fix", "--dry-run").out == ""
    assert run("undo").code == 0
    assert {path: path.read_bytes() for path in before} == before


def test_random_notes_say_what_they_said_for_the_rest(run: Program) -> None:
    """Keyword, level, priority and tags of all headings, whatever was fixed."""
    texts = [random_lint.org_file(SEED + 1, index).encode() for index in range(CASES)]
    paths = [run.note(f"{index}.org", text) for index, text in enumerate(texts)]
    run("lint", "--fix")
    for text, path in zip(texts, paths, strict=True):
        old, new = (linted_file(data).document for data in (text, path.read_bytes()))
        assert [(h.level, h.keyword, h.priority, h.local_tags) for h in old.headings] == [
            (h.level, h.keyword, h.priority, h.local_tags) for h in new.headings
        ]
        for before, now in zip(old.headings, new.headings, strict=True):
            assert before.properties.items() <= now.properties.items()
            moved = [stamp for stamp in before.planning if stamp and stamp.day]
            assert {s.iso for s in moved} <= {s.iso for s in now.planning if s}


PROOFS: dict[str, tuple[str, str, dict[int, frozenset[Part]], bool]] = {
    "the words asked for": ("* a\n* b\n", "* c\n* b\n", {0: frozenset({"text"})}, True),
    "words not asked for": ("* a\n* b\n", "* c\n* b\n", {0: frozenset()}, False),
    "another heading": ("* a\n* b\n", "* c\n* d\n", {0: frozenset({"text"})}, False),
    "a heading less": ("* a\n* b\n", "* c\n", {0: frozenset({"text"})}, False),
    "a level": ("* a\n* b\n", "* a\n** b\n", {1: frozenset({"text", "elements"})}, False),
    "a keyword": ("* a\n", "* TODO a\n", {0: frozenset({"text"})}, False),
    "another day": (
        "* a\nDEADLINE: <2026-12-01 Fri>\n",
        "* a\nDEADLINE: <2026-12-02 Wed>\n",
        {0: frozenset({"planning"})},
        False,
    ),
    "the same day": (
        "* a\nDEADLINE: <2026-12-01 Fri>\n",
        "* a\nDEADLINE: <2026-12-01 Tue>\n",
        {0: frozenset()},
        True,
    ),
    "properties lost": (
        "* a\n:PROPERTIES:\n:B: c\n:END:\n",
        "* a\n",
        {0: frozenset({"properties", "elements"})},
        False,
    ),
    "an element": ("* a\n- x\n", "* a\nx\n", {0: frozenset()}, False),
    "a setting": ("#+TODO: A | B\n* A x\n", "#+TODO: A | C\n* A x\n", {-1: frozenset()}, False),
    "what stands on top": ("one\n* a\n", "two\n* a\n", {0: frozenset()}, False),
}


@pytest.mark.parametrize(("before", "after", "changes", "right"), PROOFS.values(), ids=PROOFS)
def test_a_proof_lets_pass_just_what_was_meant(
    before: str, after: str, changes: dict[int, frozenset[Part]], right: bool
) -> None:
    old, new = (read(Lines.from_bytes(text.encode())) for text in (before, after))
    assert only_fixes(old, new, changes) == right
