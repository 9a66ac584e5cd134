"""What `orgshelf` alone shows."""

from program import Program

BOOKS = """\
#+TODO: TODO READING | DONE
* Books
** READING SICP - Abelson 1985
:PROPERTIES:
:PAGES: 657
:PAGE: 85
:END:
** TODO Late
DEADLINE: <2026-11-20 Fri>
** TODO Next one
** DONE Just finished
CLOSED: [2026-11-21 Sat 10:00]
** DONE Long ago
CLOSED: [2025-11-21 Fri 10:00]
* TODO Sofa
:PROPERTIES:
:KIND: other
:END:
"""


def test_a_terminal_gets_the_day(run: Program) -> None:
    run.note("life.org", BOOKS)
    screen = run.screen()
    parts = [part.splitlines() for part in screen.split("\n\n")]
    heads = {part[0]: [" ".join(row.split()[1:]) for row in part[1:]] for part in parts}
    assert list(heads) == ["Reading", "Today", "Next", "Finished in the last 7 days"]
    assert "SICP - Abelson 1985" in heads["Reading"][0]
    assert heads["Reading"][0].endswith("85/657")
    assert heads["Today"] == ["Late 3 days late"]
    assert heads["Next"] == ["Next one TODO"]
    assert heads["Finished in the last 7 days"] == ["Just finished Sat"]
    assert "Long ago" not in screen
    assert "Sofa" not in screen


def test_a_pipe_and_who_has_no_notes_get_the_help(run: Program) -> None:
    assert run("--color", "always").out.startswith("Usage: ")
    run.note("life.org", BOOKS)
    assert run().out.startswith("Usage: ")


def test_an_empty_shelf_says_what_to_do(run: Program) -> None:
    assert run("init").code == 0
    assert "Try: `orgshelf add book" in run.screen(columns=100)
