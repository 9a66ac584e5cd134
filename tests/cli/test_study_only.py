"""Notes that are about much else than study."""

import pytest

from program import Program

LIFE = """\
* TODO Sofa
SCHEDULED: <2026-11-23 Mon>
* Learning
** TODO Deep Learning :book:
SCHEDULED: <2026-11-23 Mon>
* TODO Dentist
"""


@pytest.fixture
def life(run: Program) -> Program:
    run.note("life.org", LIFE)
    return run


@pytest.mark.parametrize(("command", "left_out"), [("list", 2), ("next", 2), ("agenda", 1)])
def test_what_is_of_no_kind_is_left_out_and_counted(
    life: Program, command: str, left_out: int
) -> None:
    ran = life(command)
    assert "Deep Learning" in ran.out
    assert "Sofa" not in ran.out
    words = "1 heading of no kind is" if left_out == 1 else f"{left_out} headings of no kind are"
    assert ran.err == f"{words} left out: --everything shows all.\n"
    for word in ("--everything", "kind:other"):
        ran = life(command, word)
        assert ("Sofa" in ran.out, ran.err) == (True, "")
    (life.folder / ".orgshelf.yaml").write_text("other: show\n")
    assert "Sofa" in life(command).out


def test_where_nothing_is_of_a_kind_all_is_shown(run: Program) -> None:
    run.note("life.org", LIFE.replace(" :book:", ""))
    ran = run("list")
    assert (len(ran.lines), ran.err) == (3, "")


def test_what_is_looked_for_by_all_is_not_left_out(life: Program) -> None:
    assert "Sofa" in life("list", "--all").out
