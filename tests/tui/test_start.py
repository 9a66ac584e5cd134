"""How it starts, and where it does not."""

from program import Program


def test_without_its_library_it_says_how_to_get_that(run: Program) -> None:
    run.note("books.org", "* Books\n")
    fake = run.home / "fake" / "textual"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("raise ModuleNotFoundError('textual')\n")
    ran = run.terminal("browse", PYTHONPATH=str(fake.parent))
    assert ran.code == 1
    assert ran.out.startswith("orgshelf: `browse` needs more libraries: ")
    assert "[tui]" in ran.out


def test_without_a_terminal_it_says_what_to_use(run: Program) -> None:
    run.note("books.org", "* Books\n")
    ran = run("browse")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "`orgshelf list`" in ran.err
    assert "`orgshelf list`" in run.terminal("browse", TERM="dumb").out


def test_without_notes_it_says_so(run: Program) -> None:
    assert run.terminal("browse").code == run("list").code
