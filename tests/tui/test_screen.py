"""What is on the screen, at every width and on every kind of terminal."""

import pytest
from rich.cells import cell_len
from rich.color import ColorType
from textual.pilot import Pilot

from orgshelf.tui.act_table import ACTS
from orgshelf.tui.browser import Browser
from orgshelf.tui.help_page import written
from program import Program
from tui.living import drawn, go_to, lines, live, press, strips, write

NOTES = """\
#+TODO: TODO READING | DONE

* Books
** READING [#A] Nets - Judith Dayhoff 1990 :gpu:
DEADLINE: <2026-11-26 Thu>
:PROPERTIES:
:PAGES: 200
:PAGE: 50
:END:
*** DONE One
CLOSED: [2026-11-20 Fri 10:00]
*** TODO Two
#+BEGIN_QUOTE
Nothing is stored in one place.
#+END_QUOTE
* Videos
** TODO Growing a Language
"""

NARROW = """\
 1 Today  2 Works  3 Quotes  4 Progress  5 Review  / Se~ 2/4
  - Books                                                1/3
    + READING Nets - Judith Dayhoff 1990  !A #~ due Thu  1/3
  - Videos                                               0/1
      TODO Growing a Language


------------------------------------------------------------
 Nets - Judith Dayhoff 1990
 By          Judith Dayhoff, 1990
 Kind        book
 Where       books.org:4  95a8
 Path        Books

Tab fold  Enter show  / search  d done  ? help  Q quit
"""


@pytest.fixture
def books(run: Program) -> Program:
    run.note("books.org", NOTES)
    return run


def test_the_whole_screen_of_a_narrow_terminal(books: Program) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await press(pilot, "j")
        assert f"{drawn(browser)}\n" == NARROW

    live(books, life, (60, 15), plain=True)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (200, 50)])
def test_every_view_fits_and_says_what_keys_there_are(
    books: Program, size: tuple[int, int]
) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        for view in ("1", "2", "3", "4", "5", "?", "/", "t"):
            await press(pilot, "escape", "escape", "g", "j", view)
            shown = lines(browser)
            assert [cell_len(line) for line in shown] == [size[0]] * size[1]
            last = "Esc leave" if browser.is_asking else "Q quit"
            assert shown[-1].rstrip().endswith(last)
            assert shown[0].startswith(" 1 Today  2 Works ")

    live(books, life, size)


@pytest.mark.parametrize("size", [(100, 30), (99, 30)])
def test_the_page_is_beside_the_list_where_there_is_room_and_else_below(
    books: Program, size: tuple[int, int]
) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await press(pilot, "j")
        assert ("│ Nets " in lines(browser)[1][49:]) is (size[0] >= 100)
        assert "Deadline" in drawn(browser)
        await pilot.resize_terminal(60, 30)
        await press(pilot, "k", "j")
        assert cell_len(lines(browser)[0]) == 60

    live(books, life, size)


def test_ascii_is_all_that_is_drawn_where_only_that_is_wanted(books: Program) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        for keys in (["j"], ["1"], ["3"], ["4"], ["5"], ["escape", "?"], ["escape", "j", "t"]):
            await press(pilot, *keys)
            assert drawn(browser).isascii(), keys

    live(books, life, (110, 30), plain=True)


def test_no_color_is_drawn_where_none_is_wanted(books: Program) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await press(pilot, "j")
        styles = [s.style for strip in strips(browser) for s in strip if s.style]
        assert {style.color.type for style in styles if style.color} <= {ColorType.DEFAULT}
        assert any(style.reverse for style in styles)

    live(books, life, NO_COLOR="1")


def test_colours_are_those_of_the_terminal_on_its_own_ground(books: Program) -> None:
    """So that a light terminal stays light, and a dark one dark."""

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        for keys in (["j"], ["1"], ["3"], ["4"], ["escape", "?"], ["escape", "j", "t"]):
            await press(pilot, *keys)
            styles = [s.style for strip in strips(browser) for s in strip if s.style]
            kinds = {style.color.type for style in styles if style.color}
            assert kinds <= {ColorType.DEFAULT, ColorType.STANDARD, ColorType.EIGHT_BIT}
            grounds = {style.bgcolor.type for style in styles if style.bgcolor}
            assert grounds <= {ColorType.DEFAULT}

    live(books, life)


def test_the_cursor_of_the_terminal_stands_on_the_current_row(books: Program) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        for keys in (["j"], ["G"], ["k"], ["1"], ["2"]):
            await press(pilot, *keys)
            x, y = browser.cursor_position
            assert browser.list.entry
            assert browser.list.entry.heading.title[:10] in lines(browser)[y], keys
            assert x == 0
        await press(pilot, "t", "down")
        assert "READING" in lines(browser)[browser.cursor_position[1]]

    live(books, life)


def test_nothing_in_a_note_reaches_the_terminal_as_a_command(run: Program) -> None:
    evil = "\x1b]0;owned\x07[bold red]loud[/] \x9b2J \u202eback"
    run.note("books.org", f"* Books\n** TODO {evil}\n#+BEGIN_QUOTE\n{evil}\n#+END_QUOTE\n{evil}\n")

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        for keys in (["j"], ["enter"], ["escape", "1"], ["3"], ["2", "G", "e"]):
            await press(pilot, *keys)
            text = drawn(browser)
            assert "[bold red]loud[/]" in text, keys
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)

    live(run, life)


def test_the_help_and_the_palette_have_every_act(books: Program) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await press(pilot, "?")
        text = "\n".join(strip.text for strip in browser.page.lines)
        for act in ACTS:
            assert f"{written(act, browser.keys)} " in text
            assert f" {act.name} " in text
        await press(pilot, "escape", "g", "j", "ctrl+p")
        await write(pilot, "one above")
        assert browser.list.entry

    live(books, life, (120, 20))


def test_the_mouse_goes_to_a_row_and_turns_the_wheel(books: Program) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await pilot.click(browser.list, offset=(10, 3))
        await press(pilot)
        assert browser.list.entry
        assert browser.list.entry.heading.title == "Growing a Language"
        await pilot.click(browser.list, offset=(10, 3))
        await press(pilot)
        assert browser.alone
        assert "Growing a Language" in drawn(browser)

    live(books, life)


def test_the_tree_is_folded_and_unfolded(books: Program) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Nets - Judith Dayhoff 1990")
        assert "Two" not in list_of(browser)
        await press(pilot, "tab")
        assert "Two" in list_of(browser)
        await press(pilot, "j", "h")
        assert browser.list.entry
        assert browser.list.entry.heading.title == "Nets - Judith Dayhoff 1990"
        await press(pilot, "h")
        assert "Two" not in list_of(browser)
        await press(pilot, "shift+tab")
        assert "Two" in list_of(browser)
        assert browser.list.entry.heading.title == "Nets - Judith Dayhoff 1990"

    live(books, life)


def list_of(browser: Browser) -> str:
    return "\n".join(row.left.plain for row in browser.list.rows.some(0, len(browser.list.rows)))


def test_what_is_typed_is_looked_for_as_it_is_typed(books: Program) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await press(pilot, "/")
        await pilot.press(*"langu")
        await pilot.pause(0.3)
        assert list_of(browser) == "TODO Growing a Language"
        await press(pilot, "enter", "d")
        assert "DONE" in drawn(browser)
        await press(pilot, "/")
        await write(pilot, "kind:book done:")
        assert list_of(browser) == "DONE One  Nets - Judith Dayhoff 1990"
        await press(pilot, "/")
        await write(pilot, "nosuchword")
        assert list_of(browser) == "Nothing is found."
        await press(pilot, "escape")
        assert "Books" in list_of(browser)

    live(books, life)


def test_it_begins_with_what_is_looked_for(books: Program) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        assert list_of(browser) == "READING Nets - Judith Dayhoff 1990"
        await press(pilot, "escape")
        assert "Videos" in list_of(browser)

    live(books, life, words="work:nets status:in-progress")


def test_what_is_seen_today(books: Program) -> None:
    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await press(pilot, "1")
        assert list_of(browser).splitlines() == [
            "Reading",
            "Nets - Judith Dayhoff 1990",
            "",
            "Today",
            "Nets - Judith Dayhoff 1990",
            "",
            "Next",
            "Nets › Two",
            "Growing a Language",
            "",
            "Finished in the last 7 days",
            "Nets › One",
        ]
        assert browser.list.entry
        assert browser.list.entry.heading.title.startswith("Nets")

    live(books, life)
