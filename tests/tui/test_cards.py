"""Cards are asked on the screen, and answers kept as `review` keeps them."""

from textual.pilot import Pilot

from orgshelf.tui.browser import Browser
from program import Program
from review.cards import card, configure, history
from tui.living import drawn, live, press
from tui.test_keys import copied, journal, tree


def cards(run: Program) -> Program:
    configure(run, "review_fuzz: false")
    run.note("a.org", card("One", id_="one") + card("Two", id_="two", text="Another."))
    return run


def test_an_answer_is_kept_as_the_command_keeps_it(run: Program) -> None:
    twin = copied(cards(run))
    configure(twin, "review_fuzz: false")
    assert twin("review", "grade", twin.ids()["One"], "good", "--side", "front").code == 0
    twin("tag", twin.ids()["Two"], "+suspended")

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await press(pilot, "5")
        assert "One" in drawn(browser)
        assert "The answer." not in drawn(browser)
        await press(pilot, "3")  # which does nothing before the answer is seen
        await press(pilot, "space")
        assert "The answer." in drawn(browser)
        assert "3 good 10 min" in drawn(browser)
        await press(pilot, "3", "x")
        assert "1 answer: 1 good." in drawn(browser)

    live(run, life)
    assert tree(run) == tree(twin)
    assert journal(run) == journal(twin)


def test_an_answer_is_taken_back_and_asked_anew(run: Program) -> None:
    before = tree(cards(run))

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await press(pilot, "5", "space", "4")
        assert tree(run) != before
        await press(pilot, "U")
        assert "One" in drawn(browser)
        await press(pilot, "U")
        assert browser.said.startswith("Nothing can be undone")
        await press(pilot, "n", "n")
        assert "No card was answered." in drawn(browser) or "No card is due." in drawn(browser)
        await press(pilot, "escape")
        assert "Works" in drawn(browser)

    live(run, life)
    assert tree(run) == before
    assert history(run) == []


def test_a_card_that_is_damaged_or_answered_elsewhere_makes_way(run: Program) -> None:
    configure(run, "review_fuzz: false")
    row = "| front | 9 | 0 | nil | nil | 2026-11-21T08:00:00Z | nil |"
    bad = card("Bad", row, id_="bad")
    first = card("First", row.replace("9", "1", 1), id_="first")
    run.note("a.org", bad + first + card("Last", id_="last"))

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await press(pilot, "5")
        assert "REVIEW_DATA of 'Bad' is damaged" in browser.said
        assert "First" in drawn(browser)
        assert run.process("review", "grade", "First", "easy").code == 0
        await press(pilot, "space", "1")
        assert "'First' was answered elsewhere meanwhile" in browser.said
        assert "Last" in drawn(browser)

    live(run, life)
    assert len(history(run)) == 1
