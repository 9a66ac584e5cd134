"""On a real terminal, which is tmux's: start, resize, suspend, the editor, and the end."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from program import PATIENCE, Program
from timing import TRIES, soonest

pytestmark = pytest.mark.shells

NOTES = "* Books\n" + "".join(f"** TODO Book {number}\n" for number in range(9))
EDITOR = """\
#!/bin/sh
for file; do :; done
echo "$*" > "$HOME/asked"
echo '** TODO From the editor' >> "$file"
"""


@dataclass(frozen=True, slots=True)
class Tmux:
    """A terminal with a shell in it."""

    run: Program

    def __call__(self, *words: str) -> str:
        """What a command of tmux prints."""
        server = [
            "tmux",
            "-L",
            f"orgshelf-{os.getpid()}-{self.run.folder.parent.name}",
            "-f",
            os.devnull,
        ]
        environment = self.run.environment(PS1="go: ", SHELL="/bin/sh")
        done = subprocess.run(
            [*server, *words],
            cwd=self.run.folder,
            env=environment,
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
        return done.stdout.decode()

    def press(self, *keys: str) -> None:
        """Press these keys."""
        self("send-keys", *keys)

    @property
    def screen(self) -> str:
        """The text that is seen."""
        return self("capture-pane", "-p")

    @property
    def cursor(self) -> tuple[int, bool]:
        """The line of the cursor, and whether it is seen."""
        line, seen = self("display-message", "-p", "#{cursor_y} #{cursor_flag}").split()
        return int(line), seen == "1"

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until this is so."""
        end = time.monotonic() + PATIENCE
        while not until():
            assert time.monotonic() < end, self.screen
            time.sleep(0.05)

    def wait_for(self, text: str) -> None:
        """Wait until a text is seen."""
        self.wait(lambda: text in self.screen)


@pytest.fixture
def shelf(run: Program) -> Path:
    return run.note("books.org", NOTES)


@pytest.fixture
def tmux(run: Program, shelf: Path) -> Iterator[Tmux]:
    assert shelf.exists()
    editor = run.home / "my-editor"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    terminal = Tmux(run)
    terminal("new", "-d", "-x", "100", "-y", "30", f"env EDITOR={editor} sh -i")
    try:
        terminal.wait_for("go:")
        command = f"{sys.executable} -m orgshelf browse; echo code=$?"
        terminal.press(command, "Enter")
        terminal.wait_for("Q quit")
        yield terminal
    finally:
        terminal("kill-server")


def test_it_starts_moves_and_leaves_the_screen_as_it_was(tmux: Tmux) -> None:
    tmux.wait_for("Book 8")
    tmux.wait(lambda: tmux.cursor == (1, True))
    tmux.press("j", "j")
    tmux.wait(lambda: tmux.cursor == (3, True))
    tmux.press("C-c")
    tmux.wait_for("code=0")
    assert "Book 8" not in tmux.screen
    assert tmux.cursor[1]
    tmux.press("stty -a", "Enter")
    tmux.wait_for(" echo ")


def test_it_fits_the_terminal_whatever_becomes_of_that(tmux: Tmux) -> None:
    tmux("resize-window", "-x", "60", "-y", "12")
    tmux.wait(lambda: tmux.screen.splitlines()[-1].endswith("Q quit"))
    assert max(map(len, tmux.screen.splitlines())) <= 60
    tmux.press("G")
    tmux.wait_for("Book 8")
    tmux("resize-window", "-x", "200", "-y", "50")
    tmux.wait(lambda: tmux.screen.splitlines()[-1].startswith("Tab fold"))
    tmux.wait_for("Book 0")


def test_the_shell_has_the_terminal_while_it_is_stopped(tmux: Tmux) -> None:
    tmux.press("C-z")
    tmux.wait_for("Stopped")
    assert tmux.cursor[1]
    tmux.press("echo here", "Enter")
    tmux.wait_for("\nhere\n")
    tmux.press("fg", "Enter")
    tmux.wait_for("Book 8")
    tmux.wait(lambda: tmux.cursor[1])
    tmux.press("j", "d")
    tmux.wait_for("DONE Book 0")
    tmux.press("Q")
    tmux.wait_for("code=")


def test_the_editor_has_the_terminal_and_what_it_writes_is_seen(
    tmux: Tmux, run: Program, shelf: Path
) -> None:
    tmux.press("j", "j", "E")
    tmux.wait_for("From the editor")
    assert (run.home / "asked").read_text() == f"{shelf}\n"
    tmux.wait(lambda: tmux.cursor == (3, True))


def test_it_ends_in_order_when_it_is_told_to(tmux: Tmux, run: Program) -> None:
    tmux.press("C-z")
    tmux.wait_for("Stopped")
    tmux.press("kill %1; fg", "Enter")
    tmux.wait_for("Terminated")
    assert "Book 8" not in tmux.screen
    assert tmux.cursor[1]
    tmux.press("stty -a", "Enter")
    tmux.wait_for(" echo ")


def test_a_change_by_emacs_is_seen(tmux: Tmux, shelf: Path) -> None:
    def seen(number: int) -> None:
        shelf.write_text(NOTES.replace("TODO Book 4", f"DONE Book {number}"))
        tmux.wait_for(f"DONE Book {number}")

    edits = (partial(seen, number) for number in range(100, 100 + TRIES))
    assert soonest(edits, 1.5) < 1.5  # a second, and what tmux takes
