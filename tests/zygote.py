"""A process with orgshelf imported that forks for each start, so that a start costs no imports.

What is forked is a process of its own all the same, with the streams, the environment and the
folder that it is given; it begins where ``python -m orgshelf`` does, in ``start``. Only what Python
itself makes of its environment is that of the zygote: ``suits`` says whether that matters.
"""

import atexit
import fcntl
import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import termios
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from select import select
from tempfile import TemporaryFile
from typing import IO, NoReturn

_END_OF_PYTHON = 0.03  # seconds
_MOST = 1 << 17  # bytes of a message
_OF_PYTHON = ("PYTHON", "LANG", "LC_")  # how variables begin that Python itself reads


class Zygote:
    """The side that asks."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Start it; ``environment`` is what Python finds when it begins."""
        self._asking, answering = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with answering:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(answering.fileno())],
                env=environment,
                pass_fds=[answering.fileno()],
                stdin=subprocess.DEVNULL,
            )
        self._codes: dict[int, int] = {}
        atexit.register(self._end)

    def start(
        self,
        words: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        streams: Sequence[int],
        *,
        terminal: bool = False,
    ) -> int:
        """Start the program: its process id. The streams are a terminal of its own, or not."""
        asked = [words, os.fspath(folder), dict(environment), terminal]
        socket.send_fds(self._asking, [json.dumps(asked).encode()], list(streams))
        while (started := self._hear()) is None:
            pass
        self._codes.pop(started, None)  # that of an earlier process of this number
        return started

    def ended(self, process: int, patience: float) -> int:
        """Wait for the end of what was started: its exit code as ``subprocess`` gives it."""
        self._asking.settimeout(patience)
        try:
            return self._code(process)
        except TimeoutError:
            os.kill(process, signal.SIGKILL)
            self._asking.settimeout(None)
            self._code(process)
            raise
        finally:
            self._asking.settimeout(None)

    def stop(self, process: int) -> None:
        """Press Ctrl-C, if it still runs."""
        if process not in self._codes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGINT)

    def _code(self, process: int) -> int:
        while process not in self._codes:
            self._hear()
        return self._codes[process]

    def _hear(self) -> int | None:
        """Take the next message: the process that was started, or nothing where one has ended."""
        process, *code = map(int, self._asking.recv(_MOST).split())
        if not code:
            return process
        self._codes[process] = code[0]
        return None

    def _end(self) -> None:
        self._asking.close()
        self._process.wait()


@contextmanager
def running(
    words: Sequence[str], folder: Path, environment: Mapping[str, str], patience: float
) -> "Iterator[Running]":
    """Start the program with nothing to read; at the end it is stopped by Ctrl-C."""
    reading, writing = os.pipe()
    out = os.fdopen(reading, "rb")
    with out, TemporaryFile() as err, Path(os.devnull).open() as nothing:
        streams = [nothing.fileno(), writing, err.fileno()]
        process = zygote().start(words, folder, environment, streams)
        os.close(writing)
        started = Running(process, out, err, patience)
        try:
            yield started
        finally:
            started.stop()


@dataclass(frozen=True, slots=True)
class Running:
    """The program while it runs; ``out`` is what it prints."""

    process: int
    out: IO[bytes]
    _err: IO[bytes]
    _patience: float

    def stop(self) -> tuple[int, str]:
        """Press Ctrl-C: the exit code and what it said on stderr."""
        zygote().stop(self.process)
        return self.ended()

    def ended(self) -> tuple[int, str]:
        """Wait for its end: the exit code and what it said on stderr."""
        code = zygote().ended(self.process, self._patience)
        return code, _all_of(self._err)


def run(
    words: Sequence[str], folder: Path, environment: Mapping[str, str], patience: float
) -> tuple[int, str, str]:
    """Run the program to its end without anything to read: its exit code and what it said."""
    with TemporaryFile() as out, TemporaryFile() as err, Path(os.devnull).open() as nothing:
        streams = [stream.fileno() for stream in (nothing, out, err)]
        process = zygote().start(words, folder, environment, streams)
        code = zygote().ended(process, patience)
        return code, _all_of(out), _all_of(err)


def _all_of(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


@cache
def zygote() -> Zygote:
    """The one of this process, with the same code."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name == "PYTHONPATH" or not name.startswith(_OF_PYTHON)
    }
    return Zygote(environment | {"LANG": "C.UTF-8"})


def suits(variables: Mapping[str, str]) -> bool:
    """Whether a start with these variables is the same as one in which Python begins anew."""
    return not any(name.startswith(_OF_PYTHON) for name in variables)


def _import_all() -> None:
    """Import what commands import when they are called."""
    import orgshelf

    for module in pkgutil.walk_packages(orgshelf.__path__, "orgshelf."):
        if module.name != "orgshelf.__main__":
            import_module(module.name)


def _serve(answering: socket.socket) -> None:
    """Fork until nobody asks any more, and tell how each process ended when it has."""
    woken, waking = socket.socketpair()
    waking.setblocking(False)
    signal.set_wakeup_fd(waking.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    while True:
        ready, _, _ = select([answering, woken], [], [])
        if woken in ready:
            woken.recv(_MOST)
            _tell_of_the_ended(answering)
        elif not _start_one(answering):
            return


def _tell_of_the_ended(answering: socket.socket) -> None:
    with suppress(ChildProcessError):  # there is none
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            process, status = ended
            answering.send(f"{process} {os.waitstatus_to_exitcode(status)}".encode())


def _start_one(answering: socket.socket) -> bool:
    """Fork what is asked for; whether anything is."""
    message, streams, *_ = socket.recv_fds(answering, _MOST, 3)
    if not message:
        return False
    child = os.fork()
    if not child:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _run(streams, *json.loads(message))
    for stream in streams:
        os.close(stream)
    answering.send(str(child).encode())
    return True


def _run(
    streams: Sequence[int],
    words: Sequence[str],
    folder: str,
    environment: Mapping[str, str],
    terminal: bool,
) -> NoReturn:
    """Be the program."""
    code = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.closerange(3, 64)
        if terminal:
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        time.tzset()
        sys.path[0], sys.argv = folder, ["orgshelf", *words]
        _reopen_streams()
        code = _ended()
    finally:
        if terminal:
            # The end of who leads a terminal ends all that it has started; in so much time as
            # Python takes to end, that can have begun and say that it stays.
            time.sleep(_END_OF_PYTHON)
        _leave(code)


def _reopen_streams() -> None:
    """Make Python's streams anew: whether one is a terminal is seen when it is opened."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        old = getattr(sys, name)
        stream = open(  # noqa: SIM115
            number, old.mode, encoding=old.encoding, errors=old.errors, closefd=False
        )
        if name == "stderr":
            stream.reconfigure(line_buffering=True)
        setattr(sys, name, stream)


def _ended() -> int:
    """Run the program and give its exit code, as Python has it."""
    from orgshelf.__main__ import start

    try:
        start()
    except SystemExit as ended:
        if isinstance(ended.code, str):
            print(ended.code, file=sys.stderr)
            return 1
        return ended.code or 0
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _leave(code: int) -> NoReturn:
    """End as Python does, but leave the memory as it is: to tidy it up takes longer than a run."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _import_all()
    gc.collect()
    gc.freeze()
    _serve(socket.socket(fileno=int(sys.argv[1])))
