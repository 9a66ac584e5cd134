"""What others write is seen, and what is current stays so."""

import asyncio
import time
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.pilot import Pilot

from orgshelf.store.lock import exclusive_lock
from orgshelf.tui.browser import Browser
from program import PATIENCE, Program
from timing import TRIES
from tui.living import drawn, go_to, lines, live, press, write

NOTES = "* Books\n" + "".join(f"** TODO Book {number}\n*** TODO Part\n" for number in range(30))
SOON = 1.0  # seconds within which an edit of another program is seen


@pytest.fixture
def shelf(run: Program) -> Path:
    return run.note("books.org", NOTES)


async def seen(pilot: Pilot[None], browser: Browser, text: str) -> float:
    """After how many seconds a text is on the screen."""
    begun = time.monotonic()
    while text not in drawn(browser):
        assert time.monotonic() < begun + PATIENCE, drawn(browser)
        await asyncio.sleep(0.02)
    return time.monotonic() - begun


async def soonest(pilot: Pilot[None], browser: Browser, shelf: Path) -> float:
    """After how many seconds an edit is seen, at best: the machine may be busy."""
    taken = list[float]()
    for number in range(100, 100 + TRIES):
        shelf.write_text(NOTES.replace("TODO Book 4\n", f"DONE Book {number}\n"))
        taken.append(await seen(pilot, browser, f"DONE Book {number}"))
        if taken[-1] < SOON:
            break
    return min(taken)


def test_an_edit_of_another_program_is_seen_within_a_second(run: Program, shelf: Path) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await pilot.pause(0.5)  # until the system tells of changes
        assert await soonest(pilot, browser, shelf) < SOON

    live(run, life)


def test_an_edit_is_seen_without_word_from_the_system(
    run: Program, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "watchfiles", None)

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await pilot.pause(0.2)
        assert await soonest(pilot, browser, shelf) < SOON

    live(run, life)


def test_the_same_heading_stays_current_where_others_come_before_it(
    run: Program, shelf: Path
) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Book 20")
        await press(pilot, "tab", "j")
        shelf.write_text(NOTES.replace("* Books\n", "* Books\n** TODO First\n** TODO Second\n"))
        browser.reload()
        await press(pilot)
        assert browser.list.entry
        assert browser.list.entry.path == ("Books", "Book 20")
        assert "Part" in lines(browser)[browser.cursor_position[1]]

    live(run, life)


def test_a_change_is_made_though_others_changed_the_notes_while_it_was_asked(
    run: Program, shelf: Path
) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Book 20")
        await press(pilot, browser.keys["note"][0])
        shelf.write_text(NOTES.replace("* Books\n", "* Books\n** TODO First\n"))
        assert run.process("list").code == 0  # which brings the index up to date
        await write(pilot, "words")

    live(run, life)
    found = run("show", "Book 20").out
    assert "words" in found
    assert "** TODO First" in shelf.read_text()


def test_a_heading_that_is_gone_leaves_the_cursor_where_it_was(run: Program, shelf: Path) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Book 29")
        shelf.write_text("* Books\n** TODO Book 1\n")
        browser.reload()
        await press(pilot)
        assert browser.list.entry
        assert browser.list.entry.heading.title == "Book 1"
        shelf.unlink()
        browser.reload()
        await press(pilot, "j", "d", "tab", "shift+tab", "E")
        assert browser.list.entry is None

    live(run, life)


def test_a_change_draws_only_the_lines_that_it_changes(
    run: Program, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shelf.exists()

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Book 7")
        regions = list[Region]()
        refresh = browser.list.refresh

        def noted(*given: Region, **options: bool) -> object:
            regions.extend(given)
            return refresh(*given, **options)

        monkeypatch.setattr(browser.list, "refresh", noted)
        await press(pilot, "d")
        shown = lines(browser)
        drawn_anew = {shown[region.y + 1][:30].strip("▸▾ ") for region in regions}
        assert {text[:9] for text in drawn_anew} == {"Books", "DONE Book"}

    live(run, life)


def test_a_command_that_ran_meanwhile_leaves_no_row_that_is_gone(
    run: Program, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orgshelf.tui.stage.Follower.start", lambda _: None)  # word comes late

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Book 29")
        shelf.write_text("* Books\n** TODO Book 1\n")
        assert run.process("list").code == 0
        await press(pilot, "k", "G", "g", "tab", "tab")
        assert "Book 1" in drawn(browser)
        assert "Book 2" not in drawn(browser)

    live(run, life)


def test_a_file_that_cannot_be_changed_now_says_why(run: Program, shelf: Path) -> None:
    lock = shelf.with_name(f".#{shelf.name}")
    lock.symlink_to("ada@host.1:1")

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Book 7")
        await press(pilot, "d")
        assert "unsaved changes" in browser.said
        lock.unlink()
        await press(pilot, "d")
        assert "DONE Book 7" in drawn(browser)

    live(run, life)


def test_what_was_typed_is_offered_again_where_its_heading_has_gone_meanwhile(
    run: Program, shelf: Path
) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Book 20")
        await press(pilot, "z")
        shelf.write_text(NOTES.replace("TODO Book 20", "TODO A better title"))
        assert run.process("list").code == 0
        await write(pilot, "hard to think of")
        assert browser.said.startswith("'Book 20' is no longer where it was shown")
        await go_to(browser, pilot, "A better title")
        await press(pilot, "z", "enter", "z")
        assert browser.text.area.text == ""

    live(run, life)
    assert "hard to think of" in run("show", "A better title").out


def test_a_folder_that_is_gone_for_a_while_ends_nothing(run: Program, shelf: Path) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Book 20")
        away = shelf.parent.rename(run.folder / "away")
        await press(pilot, "d")
        assert "No such file or directory" in browser.said
        away.rename(shelf.parent)
        await press(pilot, "r", "d")

    live(run, life)
    assert "** DONE Book 20" in shelf.read_text()


def test_another_orgshelf_that_writes_is_waited_for_and_keys_go_on(
    run: Program, shelf: Path
) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Book 20")
        with exclusive_lock():
            await pilot.press("d")
            await seen(pilot, browser, "Another orgshelf is writing")
            await pilot.press("escape")
            await seen(pilot, browser, "Nothing was done.")
            await pilot.press("d")
            await seen(pilot, browser, "Another orgshelf is writing")
            assert shelf.read_text() == NOTES
        await seen(pilot, browser, "DONE Book 20")

    live(run, life)
    assert "** DONE Book 20" in shelf.read_text()
