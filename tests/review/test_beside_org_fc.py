"""Cards that org-fc reviewed, reviewed by this program: the same bytes.

What org-fc of January 2026 made of ``before.org``, with its fuzzing off, is in ``sm2-v1`` and
``sm2-v2``, and of ``before-fsrs6.org`` in ``fsrs6``: the notes, and the history of the reviews.
"""

import pytest

from program import Program
from review.cards import BESIDE, configure

BEFORE = {"sm2-v1": "before.org", "sm2-v2": "before.org", "fsrs6": "before-fsrs6.org"}


@pytest.mark.parametrize("version", BEFORE)
def test_each_review_gives_the_numbers_of_org_fc(run: Program, version: str) -> None:
    note = run.note("cards.org", (BESIDE / BEFORE[version]).read_bytes())
    written = run.home / "reviews.tsv"
    configure(
        run, "review_fuzz: false", f"review_algorithm: {version}", f"review_history: {written}"
    )
    wanted = (BESIDE / f"{version}.tsv").read_text()
    for line in wanted.splitlines():
        when, _, card, side, *_, rating, _, _ = line.split("\t")
        ran = run("--now", when, "review", "grade", f"id:{card}", rating, "--side", side)
        assert ran.code == 0, ran.err
    assert note.read_text() == (BESIDE / f"{version}.org").read_text()
    assert written.read_text() == wanted.replace("NOTES", str(run.folder / "notes"))


def test_the_rest_of_a_history_gives_the_rest_of_the_numbers(run: Program) -> None:
    """We go on where org-fc has stopped: its notes, then one review more, then taken back."""
    note = run.note("cards.org", (BESIDE / "sm2-v1.org").read_bytes())
    written = run.home / "reviews.tsv"
    written.write_bytes((BESIDE / "sm2-v1.tsv").read_bytes())
    configure(run, f"review_history: {written}")
    assert run("--now", "2027-03-01T10:00", "review", "grade", "id:one", "good").code == 0
    assert note.read_bytes() != (BESIDE / "sm2-v1.org").read_bytes()
    assert run("undo").code == 0
    assert note.read_bytes() == (BESIDE / "sm2-v1.org").read_bytes()
    assert written.read_bytes() == (BESIDE / "sm2-v1.tsv").read_bytes()
