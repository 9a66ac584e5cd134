"""Interactive shells on a terminal, typed into as a person does."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL
from threading import Thread

from program import COMMAND, PATIENCE, Program, take_terminal, wait_for_rest

#: What each shell is started as, and reads first.
SHELLS: Mapping[str, tuple[list[str], str]] = {
    "bash": (["--rcfile", "{rc}", "-i"], "PS1='go: '\nHISTFILE=\nset -H\n. {script}\n"),
    "zsh": (["-i"], "PS1='go: '\nautoload -U compinit && compinit -u -D\n. {script}\n"),
    "fish": (
        ["--private", "-i"],
        "function fish_prompt; echo -n 'go: '; end\nset fish_greeting\n. {script}\n",
    ),
}
#: ``orgshelf`` in these shells: notes that it was asked for completions, and what it is run with.
_COMMAND = """\
#!/bin/sh
if [ -n "$_ORGSHELF_COMPLETE" ]; then
    {answer}
    echo >> '{folder}/asked'
    exit
fi
for word; do printf '%s\\0' "$word"; done > '{folder}/given.new'
mv '{folder}/given.new' '{folder}/given'
"""
_SILENCE = 0.2  # seconds after which a shell has drawn all it wants to


@dataclass
class Shell:
    """A shell that waits for keys, or another program; ``said`` is all that it has drawn."""

    terminal: int
    folder: Path
    process: subprocess.Popen[bytes]
    said: bytearray = field(default_factory=bytearray)

    def press(self, keys: str) -> None:
        """Type this."""
        os.write(self.terminal, keys.encode())

    def run(self, keys: str) -> list[str]:
        """Type a line and run it: the words that the program is given."""
        self.press(f"{keys}\r")
        given = self.folder / "given"
        self.wait(given.exists)
        words = given.read_bytes().decode().split("\0")[:-1]
        given.unlink()
        return words

    def complete(self, keys: str) -> None:
        """Type this and a tab, wait until all that comes of it is drawn, and leave the line."""
        before = self._times_asked()
        self.press(f"{keys}\t")
        self.wait(lambda: self._times_asked() > before)
        self.settle()
        self.press("\x03")
        self.settle()

    def settle(self) -> None:
        """Wait until it draws nothing more."""
        length = -1
        while length != len(self.said):
            length = len(self.said)
            wait_for_rest(self.process.pid, _SILENCE)

    def _times_asked(self) -> int:
        asked = self.folder / "asked"
        return asked.stat().st_size if asked.exists() else 0

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait until this is so."""
        end = time.monotonic() + PATIENCE
        while not until():
            assert time.monotonic() < end, ascii(bytes(self.said[-2000:]))
            time.sleep(0.01)

    def listen(self) -> None:
        """Read all that it draws, to its end."""
        with suppress(OSError):  # how Linux says that nobody holds the terminal any more
            while said := os.read(self.terminal, 65536):
                self.said += said


@contextmanager
def interactive(name: str, program: Program, answer: str | None = None) -> Iterator[Shell]:
    """A shell of that name in the program's folder, completing as the program's script says.

    ``answer`` is the command that is asked for completions in the place of the program.
    """
    folder = program.home / "shell"
    (folder / "bin").mkdir(parents=True)
    command, script = folder / "bin" / "orgshelf", folder / "script"
    asking = answer or " ".join(f"'{word}'" for word in COMMAND)
    command.write_text(_COMMAND.format(answer=asking, folder=folder))
    command.chmod(0o755)
    script.write_text(program("completion", name).out)
    words, first = SHELLS[name]
    rc = {"zsh": folder / ".zshrc", "fish": program.home / "config" / "fish" / "config.fish"}.get(
        name, folder / "rc"
    )
    rc.parent.mkdir(parents=True, exist_ok=True)
    rc.write_text(first.format(script=script))
    data = folder / "data"
    (data / "fish" / "generated_completions").mkdir(parents=True)  # else fish makes them first
    environment = program.environment(ZDOTDIR=str(folder), XDG_DATA_HOME=str(data), TERM="xterm")
    environment["PATH"] = f"{command.parent}:{environment['PATH']}"
    started = [name, *(word.format(rc=rc) for word in words)]
    with typed_into(started, program.folder, environment, folder) as shell:
        shell.wait(lambda: b"go: " in shell.said)
        shell.settle()
        yield shell


@contextmanager
def typed_into(
    command: list[str], folder: Path, environment: Mapping[str, str], notes: Path
) -> Iterator[Shell]:
    """A program on a terminal of 24 lines of 80 columns; it is killed at the end."""
    terminal, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=take_terminal,
    )
    os.close(theirs)
    shell = Shell(terminal, notes, process)
    reader = Thread(target=shell.listen, daemon=True)
    reader.start()
    try:
        yield shell
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, SIGKILL)
        process.wait(PATIENCE)
        reader.join(PATIENCE)
        os.close(terminal)
