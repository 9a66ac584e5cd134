"""What is empty, unknown or wanting is said in a sentence that tells what to do next."""

import pytest

from program import Program

EMPTY = 'Your shelf is empty. Try: `orgshelf add book "Title - Author 2026"`.\n'


@pytest.mark.parametrize("command", ["list", "next", "works", "tags", "progress"])
@pytest.mark.parametrize("how", ["auto", "always"])
def test_an_empty_shelf_says_how_to_begin(run: Program, command: str, how: str) -> None:
    run("init", "study")
    ran = run("--notes", "study", "--color", how, command)
    assert (ran.code, ran.out, ran.err) == (0, "", EMPTY)


def test_all_that_is_done_is_said(run: Program) -> None:
    run.note("books.org", "* Books\n** DONE A\n")
    for command in ("list", "next"):
        assert run(command).err == "Nothing is left to do.\n"


SAID = [
    (["list", "zzz"], "No match for 'zzz'."),
    (["list", "zzz", "--kind", "book"], "No match for 'kind:book zzz'."),
    (["search", "zzz"], "No match for 'zzz'."),
    (["help", "--search", "zzz"], "No match for 'zzz'."),
    (["quotes"], "There is no quote here: a quote is a #+BEGIN_QUOTE block."),
    (["review"], "There is no card yet: `orgshelf review add REF` makes some from quotes"),
    (["tags"], "Nothing has a tag yet: `orgshelf tag REF +maths` adds one."),
    (["done"], "Which one? Give an id (`orgshelf list` shows them) or words of the title."),
    (["done", "zzz"], "No title contains 'zzz'."),
    (["done", "chapter"], "2 headings match 'chapter'; repeat the command with one of these"),
    (["finish", "alpha"], "There is no command 'finish'. Did you mean `done`?"),
    (["delete", "alpha"], "Did you mean `rm`?"),
    (["add", "book", "X", "--pages", "304"], "There is no option --pages: write `--set PAGES="),
    (["show", "alpha", "--rating"], "write `orgshelf set REF RATING 4`."),
    (["log", "alpha"], "`orgshelf log` does not take so many words."),
    (["goal", "rm", "my", "goal"], "Put a title of several words in quotation marks."),
    (["progress", "--year", "abc"], "'abc' is not a year: write it like 2026."),
    (["set", "alpha", "TITLE", "X"], "which `orgshelf rename` changes."),
    (["clock", "report", "--since", "yonder"], "'yonder' is not a date"),
]


@pytest.mark.parametrize(("words", "said"), SAID, ids=[" ".join(words) for words, _ in SAID])
def test_it_says_what_to_do(run: Program, words: list[str], said: str) -> None:
    run.note("books.org", "* Books\n** Alpha\n*** TODO Chapter 1\n*** TODO Chapter 2\n")
    assert said in run(*words).err


def test_no_hint_is_better_than_a_wrong_one(run: Program) -> None:
    assert "mean" not in run("zzzz").err


def test_an_id_in_a_query_leads_to_show(run: Program) -> None:
    run.note("books.org", "* Books\n** TODO Alpha\n")
    id_ = run.ids()["Alpha"]
    assert run("list", id_).err == (
        f"No match for {id_!r}. `orgshelf show {id_}` shows the heading of that id.\n"
    )


def test_a_file_is_no_title(run: Program) -> None:
    run.note("books.org", "* Books\n")
    run.note("lib.bib", "@book{k, title={A}, author={B}, year=1999}\n", root=".")
    ran = run("add", "paper", "lib.bib")
    assert (ran.code, ran.out) == (2, "")
    assert "lib.bib is a file: `orgshelf import lib.bib` takes over what is in it." in ran.err
    assert run("add", "book", "lib2.bib").code == 0


def test_the_ending_says_the_format_of_a_report(run: Program) -> None:
    run.note("books.org", "* Books\n** TODO Alpha :x:\n")
    assert run("export", "-o", "a.md").code == 0
    assert run("export", "tags:x", "-o", "a.csv").code == 0
    assert (run.folder / "a.md").read_text().startswith("# Progress\n")
    assert "Alpha" in (run.folder / "a.csv").read_text()
    assert "FORMAT" in run("export", "-o", "a.unknown").err


@pytest.mark.parametrize(
    ("since", "first"),
    [("last week", "2026-11-16"), ("2 days ago", "2026-11-21"), ("2026-11-02", "2026-11-02")],
)
def test_the_clock_understands_words(run: Program, since: str, first: str) -> None:
    run.note("books.org", "* Books\n** TODO Alpha\n")
    assert f"from {first} to 2026-11-23" in run("clock", "report", "--since", since).out
