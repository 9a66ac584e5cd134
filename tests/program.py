"""Running orgshelf as a user does: in this process, as one of its own, or on a terminal."""

import fcntl
import io
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from select import POLLIN, poll

import pytest

from orgshelf.cli import main
from zygote import Running, running, suits, zygote
from zygote import run as run_forked

ROOT = Path(__file__).parents[1]
NOW = "2026-11-23T09:00"
COMMAND = (sys.executable, "-m", "orgshelf")
PATIENCE = 90.0  # seconds that a test waits for what a busy machine may delay

#: Starts a process on a terminal: its id, and what waits so many seconds for its exit code.
Start = Callable[[int], tuple[int, Callable[[float], int]]]

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_FROM_OUTSIDE = re.compile(
    r"_?ORGSHELF|XDG_|PYTHON(?!PATH$)|LC_|LANGUAGE$|NO_COLOR$|FORCE_COLOR$|COLUMNS$|LINES$|TTY_"
    r"|VISUAL$|EDITOR$|PAGER$|LESS|BROWSER$|DISPLAY$|GIT_|BASH_ENV$|ENV$|TMUX"
)


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines on stdout."""
        return self.out.splitlines()


@dataclass(frozen=True)
class Program:
    """orgshelf with a working directory and a home of its own."""

    folder: Path
    home: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    def environment(self, **variables: str) -> dict[str, str]:
        """What a run finds in its environment; nothing of the outside changes it."""
        outside = {k: v for k, v in os.environ.items() if not _FROM_OUTSIDE.match(k)}
        own = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_STATE_HOME": str(self.home / "state"),
            "ORGSHELF_NOW": NOW,
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }
        return outside | own | dict(self.variables) | variables

    def __call__(self, *args: str, **variables: str) -> Ran:
        """Run it here, as if started from a shell with both streams piped."""
        environment = self.environment(**variables)
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in "ab")
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.chdir(self.folder)
            for name in [*os.environ]:
                patch.delenv(name)
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["orgshelf", *args])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
            with pytest.raises(SystemExit) as ended:
                main()
        code = ended.value.code
        assert isinstance(code, int)
        return Ran(code, _written(out), _written(err))

    def process(self, *args: str, **variables: str) -> Ran:
        """Run it as a process of its own, which is forked where a new Python would be the same."""
        if not suits({**self.variables, **variables}):
            return self._run([*COMMAND, *args], variables)
        environment = self.environment(**variables)
        return Ran(*run_forked(args, self.folder, environment, PATIENCE))

    def running(self, *args: str) -> AbstractContextManager[Running]:
        """Run it beside the test, for as long as that needs it."""
        assert suits(self.variables)
        return running(args, self.folder, self.environment(), PATIENCE)

    def shell(self, script: str, **variables: str) -> Ran:
        """Run a bash script in which ``orgshelf`` is this program; both streams piped."""
        return self._run(["bash", "-c", _with_function(script)], variables)

    def _run(self, command: Sequence[str], variables: Mapping[str, str]) -> Ran:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment(**variables),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return Ran(done.returncode, _text(done.stdout), _text(done.stderr))

    def screen(self, *args: str, columns: int = 80) -> str:
        """What it would draw on a terminal of that width, without the styles."""
        ran = self("--color", "always", *args, COLUMNS=str(columns))
        assert ran.code == 0, ran.err
        return unstyled(ran.out)

    def terminal(
        self,
        *args: str,
        answers: Sequence[str] = (),
        columns: int = 80,
        styles: bool = False,
        enter: str = "\n",
        **variables: str,
    ) -> Ran:
        """Run it on a terminal; each answer is typed when it waits. All it says is ``out``.

        ``enter`` is typed after each, which is nothing where a key alone is the answer.
        """
        environment = self.environment(**variables)
        start: Start = partial(_started, [*COMMAND, *args], self.folder, environment)
        if suits({**self.variables, **variables}):
            start = partial(_forked, args, self.folder, environment)
        code, said = _conversation(start, answers, columns, enter)
        return Ran(code, said if styles else unstyled(said), "")

    def on_terminal_shell(
        self, script: str, answers: Sequence[str] = (), columns: int = 80, **variables: str
    ) -> Ran:
        """Run a bash script as `shell` does, but on a terminal."""
        code, said = on_terminal(
            ["bash", "-c", _with_function(script)],
            self.folder,
            self.environment(**variables),
            answers,
            columns,
        )
        return Ran(code, unstyled(said), "")

    def note(self, name: str, text: str | bytes, root: str = "notes") -> Path:
        """Write a note below the notes folder."""
        path = self.folder / root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def ids(self, *args: str) -> dict[str, str]:
        """Short ids by title, as `list --all` gives them for these arguments."""
        ran = self("list", "--all", "--format", "tsv", *args)
        head, *rows = (line.split("\t") for line in ran.lines)
        items = [dict(zip(head, row, strict=True)) for row in rows]
        return {item["title"]: item["id"] for item in items}


def on_terminal(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    answers: Sequence[str] = (),
    columns: int = 80,
    *,
    enter: str = "\n",
) -> tuple[int, str]:
    """Run a command on a pseudo terminal of that width: its exit code and all it printed."""
    start = partial(_started, command, folder, environment)
    return _conversation(start, answers, columns, enter)


def _started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], terminal: int
) -> tuple[int, Callable[[float], int]]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=take_terminal,
    )
    return process.pid, process.wait


def _forked(
    words: Sequence[str], folder: Path, environment: Mapping[str, str], terminal: int
) -> tuple[int, Callable[[float], int]]:
    process = zygote().start(words, folder, environment, [terminal] * 3, terminal=True)
    return process, partial(zygote().ended, process)


def _conversation(
    start: Start, answers: Sequence[str], columns: int, enter: str
) -> tuple[int, str]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process, ended = start(theirs)
    os.close(theirs)
    with os.fdopen(ours, "rb+", buffering=0) as screen:
        said = _converse(screen, process, [f"{answer}{enter}" for answer in answers])
    return ended(PATIENCE), said.decode().replace("\r\n", "\n")


def take_terminal() -> None:
    """Let what is typed reach the new process, Ctrl-C too.

    Tests that run in the background may have been told to ignore that.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def unstyled(text: str) -> str:
    """Without colours and without the blanks that end a line."""
    return re.sub(r" +$", "", _STYLE.sub("", text), flags=re.MULTILINE)


def _converse(screen: io.FileIO, process: int, answers: list[str]) -> bytes:
    """Read until the other side is gone; type the next answer when it asks."""
    said = b""
    waiting = poll()
    waiting.register(screen, POLLIN)
    while waiting.poll(PATIENCE * 1_000):
        try:
            more = screen.read(65536)
        except OSError:  # how Linux says that nobody holds the terminal any more
            break
        if not more:
            break
        said += more
        if answers and re.search(rb"[?:] *(\[[^\]\n]*\] *)?:? ?\Z", said):
            answer = answers.pop(0)
            if answer < " " or not answer.endswith("\n"):
                # `input` drops an interrupt that comes in the instant in which it shows its prompt,
                # and what waits for a key all that was typed before.
                wait_for_rest(process)
            screen.write(answer.encode())
    return said


def wait_for_rest(leader: int, silence: float = 0.1) -> None:
    """Wait until none of the processes that one leads has work to do, and some seconds more.

    How soon that is depends on what else the machine does.
    """
    end = time.monotonic() + PATIENCE
    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < silence and time.monotonic() < end:
        time.sleep(silence / 4)
        if _has_work(leader):
            quiet_since = time.monotonic()


def _has_work(leader: int) -> bool:
    """Whether a process that one leads runs, or would if the machine let it; where /proc tells."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its_leader = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:  # it has ended meanwhile
            continue
        if int(its_leader) == leader and state in "RD":
            return True
    return False


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


def _with_function(script: str) -> str:
    return f'orgshelf() {{ "{sys.executable}" -m orgshelf "$@"; }}\n{script}'
