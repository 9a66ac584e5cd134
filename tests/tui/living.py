"""The program's face without a terminal: keys are pressed, and what is drawn is read."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from typing import Any

import pytest
from textual.pilot import Pilot

from orgshelf.cli.app import App
from orgshelf.cli.browse import make_browser
from orgshelf.tui.browser import Browser
from program import NOW, PATIENCE, Program

#: Wide enough for the page to stand beside the list.
SIZE = (120, 40)

Life = Callable[[Browser, Pilot[None]], Awaitable[None]]


@contextmanager
def at_home(run: Program, **variables: str) -> Iterator[None]:
    """As if the program were started in its folder."""
    environment = run.environment(**variables)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(run.folder)
        for name in [*os.environ]:
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        yield


def live(
    run: Program,
    life: Life,
    size: tuple[int, int] = SIZE,
    *,
    plain: bool = False,
    words: str = "",
    **variables: str,
) -> None:
    """Open the face on the notes of the program's folder, and do this with it."""

    async def living() -> None:
        app = App(None, None, datetime.fromisoformat(NOW), "auto", verbose=False)
        browser = make_browser(app, words, plain=plain)
        async with browser.run_test(size=size) as pilot:
            await settled(pilot)
            await life(browser, pilot)

    with at_home(run, **variables):
        asyncio.run(living())


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press these keys, one after the other, each when what came of the last is drawn."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def write(pilot: Pilot[None], text: str) -> None:
    """Type a line and take it; in a list to choose from it narrows that."""
    browser = pilot.app
    assert isinstance(browser, Browser)
    if browser.prompt.display:
        browser.prompt.line.value = text
    elif browser.text.display:
        browser.text.area.text = text
    else:
        await pilot.press(*text)
    await press(pilot, "enter")


async def settled(pilot: Pilot[None]) -> None:
    """Wait until all is drawn, the page too."""
    browser = pilot.app
    assert isinstance(browser, Browser)
    await pilot.pause(0.06)
    while browser.is_busy and not browser.is_asking:
        await pilot.pause(0.01)


def drawn(browser: Browser) -> str:
    """The text on the screen."""
    return "\n".join(line.rstrip() for line in lines(browser))


def lines(browser: Browser) -> list[str]:
    """The lines of the screen, each of its whole width."""
    return [strip.text for strip in strips(browser)]


def strips(browser: Browser) -> list[Any]:
    """What is drawn, line by line, with the styles."""
    return list(browser.screen._compositor.render_strips())


async def go_to(browser: Browser, pilot: Pilot[None], title: str) -> None:
    """Make the heading of this title the current one, when it is there."""
    deadline = monotonic() + PATIENCE
    while title not in (titles := _titles(browser)) and monotonic() < deadline:
        await pilot.pause(0.05)
    browser.list.go_to(titles.index(title))
    await settled(pilot)


def _titles(browser: Browser) -> list[str | None]:
    rows = browser.list.rows
    return [row.entry.heading.title if row.entry else None for row in rows.some(0, len(rows))]
