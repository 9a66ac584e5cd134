"""Keys as Emacs has them, or as the configuration says."""

import pytest
from textual.pilot import Pilot

from orgshelf.tui.browser import Browser
from program import Program
from review.cards import configure
from tui.living import drawn, live, press

NOTES = "* Books\n** TODO One\n** TODO Two\n** TODO Three\n"


@pytest.fixture
def books(run: Program) -> Program:
    run.note("books.org", NOTES)
    return run


def current(browser: Browser) -> str:
    assert browser.list.entry
    return browser.list.entry.heading.title


def test_emacs_has_its_own_keys(books: Program) -> None:
    configure(books, "keys: emacs")

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+n", "ctrl+n", "ctrl+p", "down", "j")
        assert current(browser) == "Two"
        await press(pilot, "greater_than_sign")
        assert current(browser) == "Three"
        await press(pilot, "alt+less_than_sign")
        assert current(browser) == "Books"
        await press(pilot, "ctrl+s", "ctrl+g", "ctrl+v")
        assert current(browser) == "Three"

    live(books, life)


def test_an_act_has_the_key_that_the_configuration_gives_it(books: Program) -> None:
    configure(books, "keys: {done: x, archive: ctrl+r}")

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await press(pilot, "j", "d")
        assert "TODO One" in drawn(browser)
        await press(pilot, "x")
        assert "DONE One" in drawn(browser)
        await press(pilot, "?")
        text = "\n".join(strip.text for strip in browser.page.lines)
        assert "Ctrl-R " in text

    live(books, life)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("keys: {doen: x}", "keys: there is no act 'doen'"),
        ("keys: {done: t}", "keys: t would be both done and state"),
        ("keys: {done: hyper+x}", "keys: there is no key 'hyper+x'"),
        ("keys: wordstar", "keys wants vi or emacs"),
        ("keys: {style: ed}", "keys wants vi or emacs"),
        ("keys: [d]", "keys wants vi or emacs"),
    ],
)
def test_keys_that_cannot_be_are_told(books: Program, line: str, told: str) -> None:
    configure(books, line)
    ran = books.terminal("browse")
    assert ran.code == 2
    assert told in ran.out
