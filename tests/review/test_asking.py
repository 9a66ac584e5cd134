"""`review` on a terminal: a key answers, and what is written is what the command writes."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from program import COMMAND, PATIENCE, Program
from review.cards import card, configure, history
from shells import Shell, typed_into

LEFT = "| front | 1 | 0 | nil | nil | 2026-11-21T08:00:00Z | nil |"


@pytest.fixture
def cards(run: Program) -> Program:
    configure(run, "review_fuzz: false")
    run.note("a.org", card("First", LEFT, id_="a") + card("Second", id_="b", text="Two."))
    return run


@contextmanager
def asked(run: Program, *words: str) -> Iterator[Shell]:
    command = [*COMMAND, *words]
    with typed_into(command, run.folder, run.environment(NO_COLOR="1"), run.folder) as shell:
        yield shell


def seen(shell: Shell) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", bytes(shell.said).decode())


def press(shell: Shell, key: str, until: str) -> None:
    """Press a key and wait for what it brings."""
    shell.said.clear()
    shell.press(key)
    shell.wait(lambda: until in seen(shell))


def answer(shell: Shell, key: str, until: str) -> None:
    """Have the answer shown, and grade it."""
    press(shell, "\r", "4 easy")
    press(shell, key, until)


def note(run: Program) -> str:
    return (run.folder / "notes" / "a.org").read_text()


def test_the_answer_is_shown_with_when_each_grade_brings_it_back(cards: Program) -> None:
    with asked(cards, "review") as shell:
        shell.wait(lambda: "[Enter] answer" in seen(shell))
        assert "2 left" in seen(shell)
        assert "First" in seen(shell)
        assert "The answer." not in seen(shell)
        press(shell, "\r", "4 easy")
        assert "The answer." in seen(shell)
        assert "1 again 1 min   2 hard 6 min   3 good 10 min   4 easy 48 days" in seen(shell)
        press(shell, "q", "No card was answered.")
        assert shell.process.wait(PATIENCE) == 0
    assert history(cards) == []


def test_a_key_writes_what_the_command_writes(cards: Program, tmp_path: Path) -> None:
    with asked(cards, "review") as shell:
        shell.wait(lambda: "[Enter] answer" in seen(shell))
        answer(shell, "3", "Second")
        answer(shell, "e", "2 answers: 1 good, 1 easy.")
        assert shell.process.wait(PATIENCE) == 0
    by_keys, told = note(cards), [line.split("\t")[2:8] for line in history(cards)]
    for _ in range(2):
        assert cards("undo").code == 0
    assert cards("review", "grade", "id:a", "good").code == 0
    assert cards("review", "grade", "id:b", "easy").code == 0
    assert note(cards) == by_keys
    assert [line.split("\t")[2:8] for line in history(cards)] == told


def test_what_was_not_known_comes_again_and_an_answer_can_be_taken_back(cards: Program) -> None:
    with asked(cards, "review") as shell:
        shell.wait(lambda: "First" in seen(shell))
        answer(shell, "a", "2 left")  # Second, then First again
        assert "Second" in seen(shell)
        answer(shell, "g", "1 left")
        assert "First" in seen(shell)
        press(shell, "u", "The last answer is undone.")
        shell.wait(lambda: "Second" in seen(shell))
        press(shell, "u", "no answer that could be undone")
        press(shell, "s", "First")
        press(shell, "q", "1 answer: 1 again.")
    assert [line.split("\t")[2] for line in history(cards)] == ["a"]


def test_a_card_can_be_laid_aside_until_its_tag_is_taken_off(cards: Program) -> None:
    with asked(cards, "review") as shell:
        shell.wait(lambda: "First" in seen(shell))
        press(shell, "x", "Second")
        press(shell, "q", "No card")
    assert re.search(r"^\* First +:fc:suspended:$", note(cards), re.MULTILINE)
    assert len(json.loads(cards("review", "--format", "json").out)["due"]) == 1


def test_what_changed_meanwhile_is_asked_as_it_is_now(cards: Program) -> None:
    path = cards.folder / "notes" / "a.org"
    with asked(cards, "review") as shell:
        shell.wait(lambda: "First" in seen(shell))
        path.write_text(note(cards).replace("Two.", "Changed."))
        press(shell, "s", "Second")
        press(shell, "\r", "Changed.")
        press(shell, "g", "1 answer: 1 good.")
    assert "Changed." in note(cards)
    assert len(history(cards)) == 1


def test_a_heading_that_is_gone_is_told_and_the_next_one_asked(cards: Program) -> None:
    path = cards.folder / "notes" / "a.org"
    with asked(cards, "review") as shell:
        shell.wait(lambda: "First" in seen(shell))
        whole = note(cards)
        path.write_text(whole[whole.index("* Second") :])
        answer(shell, "g", "'First' is no longer where it was shown")
        shell.wait(lambda: "Second" in seen(shell))
        press(shell, "q", "No card")


def test_ctrl_c_ends_it_with_what_was_answered_kept(cards: Program) -> None:
    with asked(cards, "review") as shell:
        shell.wait(lambda: "First" in seen(shell))
        answer(shell, "g", "Second")
        press(shell, "\x03", "stopped.")
        assert shell.process.wait(PATIENCE) == 1
    assert len(history(cards)) == 1


def test_highlights_are_shown_one_by_one_and_a_key_says_how_often(run: Program) -> None:
    run.note("a.org", "* B\n#+BEGIN_QUOTE\nOne.\n#+END_QUOTE\n#+BEGIN_QUOTE\nTwo.\n#+END_QUOTE\n")
    with asked(run, "review", "daily") as shell:
        shell.wait(lambda: "[n]ever" in seen(shell))
        first = "One." if "One." in seen(shell) else "Two."
        press(shell, "n", "never.")
        shell.wait(lambda: "2." in seen(shell))
        press(shell, "\r", "\n")
        assert shell.process.wait(PATIENCE) == 0
    found = json.loads(run("--now", "2026-11-24T09:00", "review", "daily", "-f", "json").out)
    assert first not in [each["text"] for each in found["daily"]]
    assert len(found["daily"]) == 1


def test_other_runs_meanwhile_are_in_no_answers_way(cards: Program) -> None:
    with asked(cards, "review") as shell:
        shell.wait(lambda: "First" in seen(shell))
        assert cards.process("list").code == 0  # which brings the index up to date
        answer(shell, "g", "Second")
        assert cards.process("tag", "First", "+other").code == 0
        answer(shell, "e", "2 answers")
    assert note(cards).count("| 2026-11-23T09:00:00Z |") == 2
    assert len(history(cards)) == 2


def test_a_card_that_is_answered_elsewhere_meanwhile_is_answered_once(cards: Program) -> None:
    with asked(cards, "review") as shell:
        shell.wait(lambda: "First" in seen(shell))
        assert cards.process("review", "grade", "a", "easy").code == 0
        whole = note(cards)
        answer(shell, "a", "'First' was answered elsewhere meanwhile")
        shell.wait(lambda: "Second" in seen(shell))
        assert note(cards) == whole
    assert len(history(cards)) == 1
