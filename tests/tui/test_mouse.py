"""What can be read can be clicked on: the views, the keys, the rows and the answers."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from orgshelf.tui.browser import Browser
from program import Program
from tui.living import drawn, go_to, lines, live, settled, write

NOTES = "* Books\n** TODO Deep Work\n*** TODO Part one\n** TODO Shallow Rest\n"


@pytest.fixture
def shelf(run: Program) -> Path:
    return run.note("shelf.org", NOTES)


HEAD, FOOT = 0, -1


async def click(browser: Browser, pilot: Pilot[None], text: str, y: int | None = None) -> None:
    """Click on the first letter of a text on the screen, in a line if that is given."""
    shown = lines(browser)
    found = [n for n, line in enumerate(shown) if text in line] if y is None else [y % len(shown)]
    await pilot.click(offset=(shown[found[0]].index(text), found[0]))
    await settled(pilot)


def test_a_click_on_a_view_shows_it_and_one_on_a_key_does_what_it_does(
    run: Program, shelf: Path
) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await click(browser, pilot, "Quotes", HEAD)
        assert "No quote was taken down yet" in drawn(browser)
        await click(browser, pilot, "Works", HEAD)
        await go_to(browser, pilot, "Deep Work")
        await click(browser, pilot, "done", FOOT)
        assert "** DONE Deep Work" in shelf.read_text()
        await click(browser, pilot, "help", FOOT)
        assert "Go to the next row." in drawn(browser)

    live(run, life)


def test_a_click_on_the_sign_of_a_row_folds_it(run: Program, shelf: Path) -> None:
    assert shelf.exists()

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await click(browser, pilot, "▸")
        assert "TODO Part one" in drawn(browser)
        assert browser.list.entry
        assert browser.list.entry.heading.title == "Deep Work"
        await pilot.click(offset=(4, 2))  # the same sign, on what is the current row by now
        await settled(pilot)
        assert len(browser.list.rows) == 3

    live(run, life)


def test_a_second_click_on_a_row_shows_its_page_alone(run: Program, shelf: Path) -> None:
    assert shelf.exists()

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await click(browser, pilot, "Shallow Rest", 3)
        assert not browser.alone
        await click(browser, pilot, "Shallow Rest", 3)
        assert browser.alone

    live(run, life)


def test_an_answer_is_taken_by_a_click(run: Program, shelf: Path) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Deep Work")
        await click(browser, pilot, "state", FOOT)
        await click(browser, pilot, "d  DONE")
        assert "** DONE Deep Work" in shelf.read_text()

    live(run, life)


def test_a_click_behind_a_question_takes_nothing_from_it(run: Program, shelf: Path) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Deep Work")
        await pilot.press("z", *"so")
        await pilot.click(offset=(10, 3))
        await click(browser, pilot, "Quotes", HEAD)
        await pilot.press(*" it is", "enter")
        await settled(pilot)

    live(run, life)
    assert "so it is" in run("show", "Deep Work").out
    assert "so it is" not in run("show", "Shallow Rest").out


def test_no_key_changes_a_heading_that_the_help_hides(run: Program, shelf: Path) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Deep Work")
        await pilot.press("?", "d", "S", "escape")
        await settled(pilot)
        assert not browser.is_asking
        await pilot.press("a")
        await write(pilot, "no kind of thing")
        assert "'no kind of thing' has no kind" in browser.said

    live(run, life)
    assert shelf.read_text() == NOTES
