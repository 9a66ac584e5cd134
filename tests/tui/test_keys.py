"""Each key that changes notes writes the bytes that the command of its name writes."""

import os
import re
import shutil
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from importers.samples import pdf
from orgshelf.actions.use_cases import USE_CASES
from orgshelf.tui.act_table import ACTS
from orgshelf.tui.acts import Changes
from orgshelf.tui.browser import Browser
from orgshelf.tui.keymap import keys_of
from program import Program
from tui.living import go_to, live, press, write

NOTES = """\
#+TODO: TODO(t) READING(r) WAIT(w@) | DONE(d) DROPPED(x)

* Books
** TODO Deep Work
:PROPERTIES:
:PAGES: 304
:PAGE: 20
:END:
https://example.org/deep
** TODO Shallow Rest :calm:
*** TODO Part one
** DONE The End
CLOSED: [2026-11-20 Fri 10:00]
* Papers
** READING On Keys
"""


class Case(NamedTuple):
    """An act on the heading of a title: what is typed, and what the command is given."""

    act: str
    command: Sequence[str]
    title: str = "Deep Work"
    typed: Sequence[str] = ()
    pressed: Sequence[str] = ()


CASES = (
    Case("done", ["done", "REF"]),
    Case("state", ["state", "REF", "READING"], pressed=["r"]),
    Case("state", ["state", "REF", "none"], pressed=["space"]),
    Case("state", ["state", "REF", "WAIT", "--note", "for Ada"], typed=["for Ada"], pressed=["w"]),
    Case("start", ["start", "REF"]),
    Case("drop", ["drop", "REF"]),
    Case("again", ["again", "REF"], "The End"),
    Case("schedule", ["schedule", "REF", "fri", "19:00", "+1w"], typed=["fri 19:00 +1w"]),
    Case("deadline", ["deadline", "REF", "2026-12-01", "-3d"], typed=["2026-12-01 -3d"]),
    Case("deadline", ["deadline", "REF", "--clear"], typed=["none"]),
    Case("priority", ["priority", "REF", "B"], pressed=["b"]),
    Case("tag", ["tag", "REF", "+gpu", "-calm"], "Shallow Rest", typed=["gpu -calm"]),
    Case("note", ["note", "REF", "worth it"], typed=["worth it"]),
    Case("note", ["note", "REF", "two\n\nparts"], typed=["two\n\nparts"]),
    Case("quote", ["quote", "REF", "So it is.", "--page", "12"], typed=["So it is.", "12"]),
    Case("quote", ["quote", "REF", "So it is."], typed=["So it is.", ""]),
    Case("page", ["page", "REF", "+15"], typed=["+15"]),
    Case("rate", ["rate", "REF", "4"], pressed=["4"]),
    Case("clock-in", ["clock", "in", "REF"]),
    Case("rename", ["rename", "REF", "Deep Sleep"], typed=["Deep Sleep"]),
    Case("move-up", ["move", "REF", "--up"], "Shallow Rest"),
    Case("move-down", ["move", "REF", "--down"]),
    Case("promote", ["promote", "REF"], "Shallow Rest"),
    Case("demote", ["demote", "REF"], "Shallow Rest"),
    Case("refile", ["refile", "REF", "--to", "TO"], typed=["The End"]),
    Case("archive", ["archive", "REF"]),
    Case("add", ["add", "book", "Slow Food - Ada 2001"], typed=["book Slow Food - Ada 2001"]),
    Case("add", ["add", "10.1145/359340.359342"], typed=["10.1145/359340.359342"]),
    Case("add", ["add", "a leaflet.pdf"], typed=["a leaflet.pdf"]),
    Case("add", ["add", "book", "a tide table.pdf"], typed=["book a tide table.pdf"]),
)
#: Those that need something to be there before have tests of their own.
APART = {"clock-out", "undo"}


def test_every_change_has_a_case() -> None:
    named = {act.name for act in ACTS if act.changes is not Changes.NOTHING}
    assert {case.act for case in CASES} | APART == named


def test_a_key_writes_what_its_command_writes(run: Program) -> None:
    for number in range(len(CASES)):
        run.note(f"{number:02}.org", numbered(number))
    for name in ("a leaflet.pdf", "a tide table.pdf"):
        (run.folder / name).write_bytes(pdf().replace(b"(Tides)", f"({name[:-4]})".encode()))
    twin = copied(run)
    ids = twin.ids()
    for number, case in enumerate(CASES):
        named = {"REF": ids[f"{case.title} {number}"], "TO": ids[f"The End {number}"]}
        ran = twin(*(named.get(word, word) for word in case.command))
        assert ran.code == 0, ran.err

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        for number, case in enumerate(CASES):
            await go_to(browser, pilot, f"{case.title} {number}")
            await press(pilot, browser.keys[case.act][0], *case.pressed)
            for line in case.typed:
                await write(pilot, line.replace("The End", f"The End {number}"))

    live(run, life)
    assert tree(run) == tree(twin)
    assert journal(run) == journal(twin)


def numbered(number: int) -> str:
    """The notes with titles of works of which none is there twice."""
    return re.sub(r"^(\*{2,} [\w ]+?)( :.*:)?$", rf"\1 {number}\2", NOTES, flags=re.MULTILINE)


def copied(run: Program) -> Program:
    """The program in another folder with the same notes, and with another home."""
    folder, home = run.folder.parent / "twin" / run.folder.name, run.home.parent / "twin-home"
    shutil.copytree(run.folder, folder)
    home.mkdir()
    return Program(folder, home)


def tree(run: Program) -> dict[str, bytes]:
    """The notes, byte for byte."""
    root = run.folder / "notes"
    return {
        str(p.relative_to(root)): p.read_bytes().replace(os.fsencode(run.folder), b"FOLDER")
        for p in root.rglob("*")
        if p.is_file()
    }


def journal(run: Program) -> list[str]:
    """What the journal says that was asked for."""
    return [line.split("\t")[2] for line in run("log", "--format", "tsv").lines[1:]]


def test_the_clock_is_stopped(run: Program) -> None:
    run.note("shelf.org", NOTES)
    run("clock", "in", run.ids()["Deep Work"], "--at", "8:30")
    twin = copied(run)
    twin("clock", "out")

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await press(pilot, "O")

    live(run, life)
    assert tree(run) == tree(twin)


def test_a_change_is_taken_back(run: Program) -> None:
    run.note("shelf.org", NOTES)
    before = tree(run)

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Deep Work")
        await press(pilot, "d")
        assert tree(run) != before
        await press(pilot, "U")

    live(run, life)
    assert tree(run) == before


def test_what_is_marked_is_changed_as_one(run: Program) -> None:
    run.note("shelf.org", NOTES)
    before, twin = tree(run), copied(run)
    ids = twin.ids()
    twin("tag", ids["Deep Work"], ids["On Keys"], "+gpu")

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        for title in ("Deep Work", "Shallow Rest", "On Keys"):
            await go_to(browser, pilot, title)
            await press(pilot, "m")
        await go_to(browser, pilot, "Shallow Rest")
        await press(pilot, "u", "B")
        await write(pilot, "tag")
        await write(pilot, "+gpu")
        assert tree(run) == tree(twin)
        await press(pilot, "U")

    live(run, life)
    assert tree(run) == before


def test_a_note_of_several_lines_is_typed(run: Program) -> None:
    run.note("shelf.org", NOTES)

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Deep Work")
        await press(pilot, "z", *"one", "ctrl+j", *"two", "enter")

    live(run, life)
    assert "  one\n  two\n" in (run.folder / "notes" / "shelf.org").read_text()


def test_many_are_changed_only_after_a_yes(run: Program) -> None:
    run.note("shelf.org", NOTES)
    before = tree(run)

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        for title in ("Deep Work", "Shallow Rest", "The End", "On Keys"):
            await go_to(browser, pilot, title)
            await press(pilot, "m")
        await press(pilot, "B")
        await write(pilot, "start")
        await press(pilot, "n")
        assert tree(run) == before
        await press(pilot, "B")
        await write(pilot, "start")
        await press(pilot, "y")

    live(run, life)
    assert tree(run) != before


@pytest.mark.parametrize(
    "keys", [["t", "escape"], ["z", "h", "escape"], ["D", "enter"], ["w", "ctrl+g"]]
)
def test_thinking_better_of_it_changes_nothing(run: Program, keys: list[str]) -> None:
    run.note("shelf.org", NOTES)
    before = tree(run)

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Deep Work")
        await press(pilot, *keys)
        await press(pilot, "j")
        assert browser.list.has_focus

    live(run, life)
    assert tree(run) == before


def test_what_a_command_refuses_is_said_in_its_words(run: Program) -> None:
    run.note("shelf.org", NOTES)
    refused = run("page", run.ids()["Deep Work"], "900").err.removeprefix("orgshelf: ").strip()

    async def life(browser: Browser, pilot: Pilot[None]) -> None:
        await go_to(browser, pilot, "Deep Work")
        await press(pilot, "p")
        await write(pilot, "900")
        assert refused in " ".join(browser.said.split())

    live(run, life)


def test_no_key_has_two_meanings_in_one_view() -> None:
    for style in ("vi", "emacs"):
        keys = keys_of(style, {})
        for act in ACTS:
            for other in ACTS:
                if act.name < other.name and act.views & other.views:
                    assert not {*keys[act.name]} & {*keys[other.name]}, (style, act, other)


def test_every_act_is_done_by_something(run: Program) -> None:
    run.note("shelf.org", NOTES)

    async def life(browser: Browser, _: Pilot[None]) -> None:
        of_all = {act.name: act.changes is Changes.NOTHING for act in ACTS}
        assert {*browser.handlers} == {name for name, is_own in of_all.items() if is_own}
        assert {*USE_CASES} >= {name for name, is_own in of_all.items() if not is_own}

    live(run, life)
