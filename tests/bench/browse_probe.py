"""One life of `browse` in a process of its own: ``browse_probe.py ROOT`` prints it as JSON.

Seconds are the processor's: of a machine that does other things too, the clock tells little.
The first screen is counted from the start of the process; a key until all is drawn.
"""

import asyncio
import gc
import json
import resource
import sys
import time
from datetime import datetime
from statistics import median
from typing import Any

#: What is pressed, and what it does.
MOVES = {
    "j": "the next row",
    "ctrl+f": "a page",
    "G": "the last row",
    "g": "the first row",
    "tab": "unfold",
    "shift+tab": "unfold all",
    "m": "mark",
    "1": "today, with 22,000 headings that are late",
    "4": "progress",
    "2": "the works again",
}
CHANGES = {"d": "done", "U": "undo"}


async def life(root: str) -> dict[str, object]:
    """Open it, press each key three times."""
    from orgshelf.cli.app import App
    from orgshelf.cli.browse import make_browser

    browser = make_browser(App(root, None, datetime(2026, 11, 23, 9), "auto", verbose=False))
    async with browser.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        first = time.process_time()
        paces = [pace() for _ in range(5)]
        keys = {key: min([await _pressed(pilot, key) for _ in range(3)]) for key in MOVES}
        both = [[await _pressed(pilot, key) for key in CHANGES] for _ in range(3)]
        keys |= dict(zip(CHANGES, map(min, zip(*both, strict=True)), strict=True))
        paces += [pace() for _ in range(5)]
        headings = len(browser.library.entries)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    measured = {"first": first, "keys": keys, "pace": median(paces)}
    return {**measured, "peak_kib": peak, "headings": headings}


def pace() -> float:
    """The seconds of a piece of work that is always the same."""
    before = time.process_time()
    kept = {}
    for number in range(100_000):
        kept[str(number)] = number
    return time.process_time() - before


async def _pressed(pilot: Any, key: str) -> float:  # noqa: ANN401 - of a library imported later
    """The seconds that it takes until all is drawn."""
    before = time.process_time()
    await pilot.press(key)
    while pilot.app.is_busy:
        await pilot.pause(0.01)
    taken = time.process_time() - before
    await pilot.pause(0.3)
    return taken


if __name__ == "__main__":
    gc.disable()  # as the program itself has it
    print(json.dumps(asyncio.run(life(sys.argv[1]))))
