"""Forks a process for each command, so that it begins at once: everything is imported before.

Each line of JSON on stdin is a list of commands that run at the same time; a line of JSON on
stdout says how they ended. A command has its ``words`` and its ``fault``, empty or one of

- ``["kill", N]``: killed before the Nth call that may reach the disk once it has the lock,
- ``["kill after", SECONDS]``: killed at that time, wherever it is,
- ``["sqlite", N, NAME]``: the Nth call into SQLite raises the error of that name,
- ``["small disk", BYTES, SIGNAL]``: no file may be larger; SIGNAL tells whether that kills.

With N negative nothing happens, but the calls are counted.
"""

import atexit
import gc
import json
import mmap
import os
import pkgutil
import resource
import signal
import sqlite3
import sys
import time
import traceback
from dataclasses import dataclass
from importlib import import_module
from tempfile import TemporaryFile
from types import FrameType
from typing import IO, Any, NoReturn

#: What changes something on the disk or may, by its name in the system's or Python's own modules.
EFFECTS = frozenset(
    (
        *("open", "write", "writelines", "flush", "close", "truncate", "ftruncate", "fsync"),
        *("fdatasync", "sendfile", "copy_file_range", "replace", "rename", "link", "symlink"),
        *("unlink", "remove", "mkdir", "rmdir", "chmod", "fchmod", "chown", "fchown", "utime"),
        *("setxattr", "removexattr", "flock", "lockf"),
    )
)
SYSTEM = frozenset(("_io", "fcntl", "io", "posix"))


class CallCounter:
    """Counts calls in memory that outlives the process."""

    def __init__(self) -> None:
        """Make it before the fork, so that both sides see it."""
        self._shared = mmap.mmap(-1, 8)

    @property
    def count(self) -> int:
        """How many calls there were."""
        return int.from_bytes(self._shared[:8], "little")

    def next(self) -> int:
        """The number of this call, from 0."""
        number = self.count
        self._shared[:8] = (number + 1).to_bytes(8, "little")
        return number


class SqliteFault:
    """Which call into SQLite fails in this process, and how."""

    calls: CallCounter | None = None
    number = -1
    error: Exception = sqlite3.DatabaseError()

    @classmethod
    def call(cls) -> None:
        """Count a call; raise the error if it is the one."""
        if cls.calls and cls.calls.next() == cls.number:
            raise cls.error


ERRORS = {
    "malformed": sqlite3.DatabaseError("database disk image is malformed"),
    "disk": sqlite3.OperationalError("disk I/O error"),
    "letters": UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
}


class Cursor(sqlite3.Cursor):
    """A cursor of which any call may fail."""

    def execute(self, *args: Any) -> "Cursor":  # noqa: ANN401
        SqliteFault.call()
        super().execute(*args)
        return self

    def executemany(self, *args: Any) -> "Cursor":  # noqa: ANN401
        SqliteFault.call()
        super().executemany(*args)
        return self

    def fetchone(self) -> Any:  # noqa: ANN401
        SqliteFault.call()
        return super().fetchone()

    def fetchmany(self, *args: Any) -> list[Any]:  # noqa: ANN401
        SqliteFault.call()
        return super().fetchmany(*args)

    def fetchall(self) -> list[Any]:
        SqliteFault.call()
        return super().fetchall()

    def __next__(self) -> Any:  # noqa: ANN401
        SqliteFault.call()
        return super().__next__()


class Connection(sqlite3.Connection):
    """A connection of which any call may fail."""

    def cursor(self, factory: Any = Cursor) -> Any:  # noqa: ANN401
        return super().cursor(factory)

    def execute(self, *args: Any) -> Any:  # noqa: ANN401
        return self.cursor().execute(*args)

    def executemany(self, *args: Any) -> Any:  # noqa: ANN401
        return self.cursor().executemany(*args)

    def executescript(self, *args: Any) -> Any:  # noqa: ANN401
        SqliteFault.call()
        return super().executescript(*args)

    def commit(self) -> None:
        SqliteFault.call()
        super().commit()

    def rollback(self) -> None:
        SqliteFault.call()
        super().rollback()

    def backup(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        SqliteFault.call()
        super().backup(*args, **kwargs)

    def close(self) -> None:
        if sys._getframe(1).f_code.co_name != "__del__":  # whose errors nobody would see
            SqliteFault.call()
        super().close()


def take_over_sqlite() -> None:
    """Let what is imported from now on derive from the classes above, and connect by them."""
    connect = sqlite3.connect

    def connect_so(*args: Any, factory: Any = Connection, **kwargs: Any) -> Any:  # noqa: ANN401
        SqliteFault.call()
        return connect(*args, factory=factory, **kwargs)

    vars(sqlite3).update(Connection=Connection, Cursor=Cursor, connect=connect_so)


def import_all() -> None:
    """Import what commands import when they are called."""
    import orgshelf.cli

    import_module("orgparse")
    for module in pkgutil.walk_packages(orgshelf.__path__, "orgshelf."):
        if module.name.split(".")[1] not in ("export", "serve", "__main__"):
            import_module(module.name)


@dataclass
class Child:
    """A command that runs; ``out`` and ``err`` are the files that it writes to."""

    pid: int
    out: IO[bytes]
    err: IO[bytes]
    calls: CallCounter

    def kill_after(self, seconds: float) -> None:
        time.sleep(seconds)
        os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> dict[str, Any]:
        """Wait for its end, and tell of it."""
        _, status = os.waitpid(self.pid, 0)
        said = []
        for stream in (self.out, self.err):
            stream.seek(0)
            said.append(stream.read().decode())
            stream.close()
        code = os.waitstatus_to_exitcode(status)
        return {"code": code, "out": said[0], "err": said[1], "calls": self.calls.count}


def kill_before(number: int, calls: CallCounter) -> None:
    """Kill this process before that call to the system; they are counted from the lock on.

    Between two of them the disk stays as it is, so that no other moment leaves anything else.
    """
    locked = False

    def look(_frame: FrameType, event: str, function: Any) -> None:  # noqa: ANN401
        nonlocal locked
        if event != "c_call" or function.__name__ not in EFFECTS:
            return
        if _home(function) not in SYSTEM:
            return
        locked = locked or function.__name__ in ("flock", "lockf")
        if locked and calls.next() == number:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(look)


def _home(function: Any) -> str:  # noqa: ANN401
    """The module that a function, or the type that a method is of."""
    return function.__module__ or type(function.__self__).__module__


def arm(fault: list[Any], calls: CallCounter) -> None:
    """Let the fault happen in this process."""
    match fault:
        case ["kill", int(number)]:
            kill_before(number, calls)
        case ["sqlite", int(number), str(name)]:
            SqliteFault.calls, SqliteFault.number, SqliteFault.error = calls, number, ERRORS[name]
        case ["small disk", int(size), bool(fatal)]:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL if fatal else signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def fork(words: list[str], fault: list[Any]) -> Child:
    """Run the program in a process of its own."""
    child = Child(0, TemporaryFile(), TemporaryFile(), CallCounter())  # noqa: SIM115
    sys.stdout.flush()
    child.pid = os.fork()
    if not child.pid:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(child.out.fileno(), 1)
        os.dup2(child.err.fileno(), 2)
        sys.argv = ["orgshelf", *words]
        arm(fault, child.calls)
        leave(run_to_its_end())
    return child


def run_to_its_end() -> int:
    """Run the program; its exit code."""
    from orgshelf.__main__ import start

    try:
        start()
    except SystemExit as ended:
        return int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    return 1


def leave(code: int) -> NoReturn:
    """End as Python does, but leave the memory as it is: to tidy it up takes longer than a run."""
    sys.setprofile(None)
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def serve() -> None:
    """Run what is asked for until nothing is any more."""
    take_over_sqlite()
    import_all()
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        batch = json.loads(line)
        children = [fork(asked["words"], asked["fault"]) for asked in batch]
        for asked, child in zip(batch, children, strict=True):
            match asked["fault"]:
                case ["kill after", float(seconds)]:
                    child.kill_after(seconds)
        print(json.dumps([child.ended() for child in children]), flush=True)


if __name__ == "__main__":
    serve()
