"""What a reader does every day, each in one short command that can be taken back."""

import pytest

from program import Program

BOOKS = """\
#+TODO: TODO READING | DONE DROPPED

* Books
** TODO SICP - Abelson 1985
:PROPERTIES:
:PAGES:    657
:PAGE:     85
:END:
*** Quotes
** DONE Gamma
CLOSED: [2025-03-01 Sat 10:00]
** TODO Delta
"""


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("books.org", BOOKS)
    return run


def text(program: Program, name: str = "books.org") -> str:
    return (program.folder / "notes" / name).read_text()


def changed(program: Program, *words: str) -> str:
    """What the file says after a command, once its dry run and its undo have been tried."""
    before = text(program)
    shown = program(*words, "--dry-run")
    assert (shown.code, text(program)) == (0, before), shown.err
    ran = program(*words)
    assert ran.code == 0, ran.err
    after = text(program)
    assert after != before
    assert shown.out.startswith("--- a/books.org\n")
    assert program("undo").code == 0
    assert text(program) == before
    assert program(*words).code == 0
    return after


def test_start_and_drop_use_the_keywords_of_the_file(shelf: Program) -> None:
    assert "** READING SICP" in changed(shelf, "start", "sicp")
    assert shelf("start", "sicp").err == "books.org:4 was already READING  SICP - Abelson 1985\n"
    after = changed(shelf, "drop", "sicp", "delta", "--note", "too long")
    assert "** DROPPED SICP" in after
    assert "** DROPPED Delta\nCLOSED: [2026-11-23 Mon 09:00]\n" in after
    assert after.count("  too long") == 2


def test_a_file_without_the_keyword_is_told_of_and_gets_it_if_asked(run: Program) -> None:
    run.note("a.org", "#+TITLE: A\n\n* TODO One\n")
    ran = run("start", "one")
    assert ran.code == 2
    assert "add the line `#+TODO: TODO READING | DONE DROPPED`, or let --add-keyword" in ran.err
    assert run("drop", "one", "--add-keyword").code == 0
    assert text(run, "a.org") == (
        "#+TITLE: A\n#+TODO: TODO READING | DONE DROPPED\n\n"
        "* DROPPED One\nCLOSED: [2026-11-23 Mon 09:00]\n"
    )
    assert run("undo").code == 0
    assert text(run, "a.org") == "#+TITLE: A\n\n* TODO One\n"


def test_a_file_with_keywords_of_its_own_keeps_them(run: Program) -> None:
    run.note("a.org", "#+TODO: TODO WAITING | DONE\n* TODO One\n")
    ran = run("start", "one")
    assert (ran.code, "add READING to its #+TODO line" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("line", "keyword"),
    [
        ("TODO STARTED WAITING | DONE", "STARTED"),
        ("TODO LESE | FERTIG", "LESE"),
        ("TODO NEXT DOING | DONE", "DOING"),
    ],
)
def test_what_is_being_read_may_have_another_keyword(run: Program, line: str, keyword: str) -> None:
    run.note("a.org", f"#+TODO: {line}\n* TODO One\n")
    assert run("start", "one").code == 0
    assert f"* {keyword} One\n" in text(run, "a.org")


@pytest.mark.parametrize(("page", "now"), [("120", 120), ("+15", 100), ("40%", 263), ("100%", 657)])
def test_a_page_is_set_and_logged(shelf: Program, page: str, now: int) -> None:
    after = changed(shelf, "page", "sicp", page)
    assert f":PAGE:     {now}\n" in after
    assert f"- Note taken on [2026-11-23 Mon 09:00] \\\\\n  PAGE 85 → {now}\n" in after


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("sicp", "700"), "has 657 pages, so there is no page 700"),
        (("sicp", "+600"), "has 657 pages"),
        (("sicp", "abc"), "'abc' is not a page"),
        (("delta", "40%"), "does not say how many pages"),
    ],
)
def test_a_page_that_cannot_be_is_refused(
    shelf: Program, words: tuple[str, ...], sentence: str
) -> None:
    ran = shelf("page", *words)
    assert (ran.code, sentence in ran.err, text(shelf)) == (2, True, BOOKS)


def test_ratings_go_from_one_to_five(shelf: Program) -> None:
    after = changed(shelf, "rate", "--query", "todo:", "5")
    assert after.count(":RATING:   5\n") == 2
    assert shelf("rate", "sicp", "11").code == 2


def test_a_quote_goes_below_the_heading_for_quotes(shelf: Program) -> None:
    after = changed(shelf, "quote", "sicp", "Programs must\nbe read", "--page", "12")
    assert "*** Quotes\n12:\n#+BEGIN_QUOTE\nPrograms must\nbe read\n#+END_QUOTE\n** DONE" in after
    after = changed(shelf, "quote", "delta", "A * star", "--note", "mine")
    assert after.endswith("** TODO Delta\n#+BEGIN_QUOTE\nA * star\n#+END_QUOTE\n\nmine\n")
    assert shelf("quotes", "sicp").out == (
        "Programs must\nbe read\n  — Abelson, SICP, p. 12  books.org:11\n"
    )


def test_a_quote_from_stdin_keeps_its_stars_in_the_block(shelf: Program) -> None:
    ran = shelf.shell("printf '* one\n** two\n' | orgshelf quote delta -")
    assert ran.code == 0, ran.err
    assert text(shelf).endswith("#+BEGIN_QUOTE\n * one\n ** two\n#+END_QUOTE\n")
    assert shelf("quote", "delta", "#+end_quote").code == 2


def test_an_item_can_have_been_done_on_another_day(shelf: Program) -> None:
    after = changed(shelf, "done", "delta", "--at", "2026-11-20")
    assert "** DONE Delta\nCLOSED: [2026-11-20 Fri]\n" in after
    after = changed(shelf, "done", "sicp", "--at", "yesterday 21:30")
    assert "CLOSED: [2026-11-22 Sun 21:30]\n" in after
    ran = shelf("done", "sicp", "--at", "tomorrow")
    assert (ran.code, "still to come" in ran.err) == (2, True)


def test_what_is_read_again_keeps_the_day_it_was_finished(shelf: Program) -> None:
    after = changed(shelf, "again", "gamma")
    assert (
        '** READING Gamma\n- State "DONE"       from "TODO"       [2025-03-01 Sat 10:00]\n'
    ) in after
    assert shelf("done", "gamma").code == 0
    for year in ("2025", "2026"):
        assert f"{year}  1 item finished" in shelf("progress", "--year", year, "gamma").lines
    assert shelf("again", "sicp").err == "books.org:4 is not finished yet  SICP - Abelson 1985\n"


@pytest.mark.parametrize(
    ("words", "order"),
    [
        (("gamma", "--up"), "Gamma SICP Delta"),
        (("gamma", "--down"), "SICP Delta Gamma"),
        (("delta", "--top"), "Delta SICP Gamma"),
        (("sicp", "--bottom"), "Gamma Delta SICP"),
        (("delta", "--before", "gamma"), "SICP Delta Gamma"),
        (("sicp", "--after", "gamma"), "Gamma SICP Delta"),
        (("gamma", "delta", "--top"), "Gamma Delta SICP"),
        (("sicp", "gamma", "--bottom"), "Delta SICP Gamma"),
        (("gamma", "delta", "--before", "sicp"), "Gamma Delta SICP"),
        (("sicp", "gamma", "--after", "delta"), "Delta SICP Gamma"),
    ],
)
def test_headings_move_among_those_beside_them(
    shelf: Program, words: tuple[str, ...], order: str
) -> None:
    after = changed(shelf, "move", *words)
    found = [line.split()[2] for line in after.splitlines() if line.startswith("** ")]
    assert " ".join(found) == order
    assert sorted(after.splitlines()) == sorted(BOOKS.splitlines())


def test_a_heading_does_not_move_out_of_its_place(shelf: Program) -> None:
    assert (
        shelf("move", "sicp", "--up").err == "books.org:4 was already there  SICP - Abelson 1985\n"
    )
    ran = shelf("move", "delta", "--before", "quotes")
    assert (ran.code, "`orgshelf refile` moves it there" in ran.err) == (1, True)
    assert shelf("move", "delta").code == 2
    assert text(shelf) == BOOKS


def test_titles_change_and_links_and_cookies_stay(shelf: Program) -> None:
    assert "** TODO Wizard Book\n" in changed(shelf, "rename", "sicp", "Wizard Book")
    shelf.note("books.org", "* TODO [#A] [[http://x.org][Old]] [1/2] :t:\n** DONE x\n** TODO y\n")
    after = changed(shelf, "rename", "old", "New")
    assert after.startswith("* TODO [#A] [[http://x.org][New]] [1/2]")
    assert after.splitlines()[0].endswith(" :t:")
    assert shelf("rename", "y", "more :tag:").code == 2
    assert shelf("rename", "x", "y", "Both").code == 2


def test_levels_change_with_all_below(shelf: Program) -> None:
    after = changed(shelf, "promote", "sicp")
    assert "\n* TODO SICP - Abelson 1985\n" in after
    assert "\n** Quotes\n" in after
    assert "\n** TODO SICP" in changed(shelf, "demote", "sicp")
    ran = shelf("promote", "books")
    assert (ran.code, "is at the top level" in ran.err) == (1, True)


def test_what_is_removed_comes_back(shelf: Program) -> None:
    ran = shelf("rm", "sicp")
    assert (ran.code, "remove SICP - Abelson 1985 with 1 heading below: add --yes" in ran.err) == (
        2,
        True,
    )
    after = changed(shelf, "rm", "sicp", "quotes", "--yes")
    assert after == BOOKS.replace(BOOKS[BOOKS.index("** TODO SICP") : BOOKS.index("** DONE")], "")


def test_a_terminal_asks_before_something_goes(shelf: Program) -> None:
    ran = shelf.terminal("rm", "delta", answers=["n\n"])
    assert "Remove Delta?" in ran.out
    assert text(shelf) == BOOKS
    assert shelf.terminal("rm", "delta", answers=["y\n"]).code == 0
    assert "Delta" not in text(shelf)
