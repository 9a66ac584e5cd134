"""The processes that help to build an index hold nothing of the program's, and end with it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import pytest

from bench.trees import write
from program import PATIENCE, Program

HEADINGS = 15_000
ENDS = [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT, signal.SIGKILL]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Notes that take several processes some seconds to read."""
    program = Program(tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home"))
    write(program.folder / "notes", HEADINGS)
    return program


@pytest.fixture(scope="module")
def listed(large: Program) -> str:
    """What is listed without an index, by one process."""
    return large.process("--no-index", "list", "network").out


@contextmanager
def building(program: Program, cache: Path, *fds: int) -> Iterator["subprocess.Popen[bytes]"]:
    """List the notes without an index to begin with, in a process group of its own."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "orgshelf", "list", "network"],
        cwd=program.folder,
        env=program.environment(XDG_CACHE_HOME=str(cache)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=fds,
        start_new_session=True,
        preexec_fn=_as_from_a_terminal,
    )
    try:
        yield process
    finally:
        for pid in alive(process.pid):
            os.kill(pid, signal.SIGKILL)
        process.communicate()


def _as_from_a_terminal() -> None:
    """Have each signal do its usual work: under nohup, or in the background, some are ignored."""
    for number in ENDS:
        if number is not signal.SIGKILL:
            signal.signal(number, signal.SIG_DFL)


def alive(group: int) -> list[int]:
    """The processes of a process group, but for those that have ended."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:  # it has ended meanwhile
            continue
        if int(its_group) == group and state not in "ZX":
            found.append(int(stat.parent.name))
    return found


def helpers(process: "subprocess.Popen[bytes]", count: int = 1) -> list[int]:
    """The other processes, as soon as there are so many."""
    found = list[int]()

    def there() -> bool:
        assert process.poll() is None
        found[:] = [pid for pid in alive(process.pid) if pid != process.pid]
        return len(found) >= count

    until(there)
    return found


def until(true: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    limit = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.01)


def test_the_notes_are_read_by_several_processes(large: Program, tmp_path: Path) -> None:
    with building(large, tmp_path) as process:
        assert helpers(process, 2)


@pytest.mark.parametrize("number", ENDS, ids=lambda number: number.name)
def test_they_end_with_the_program_however_it_ends(
    large: Program, tmp_path: Path, number: signal.Signals, kills: int
) -> None:
    chance = Random(number)
    for life in range(kills // 50 + 2):
        reading, writing = os.pipe()
        with building(large, tmp_path / str(life), writing) as process:
            os.close(writing)
            if life:  # and once as they start
                helpers(process)
                time.sleep(chance.random())
            process.send_signal(number)
            until(lambda: not alive(process.pid))
        with os.fdopen(reading, "rb") as stream:
            assert stream.read() == b""  # nobody has the other end


def test_they_have_no_file_of_the_program(large: Program, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with (
        socket.create_server(("127.0.0.1", 0)) as port,
        building(large, tmp_path, port.fileno(), writing) as process,
    ):
        pids = helpers(process, 2)
        ours = open_files("self", port.fileno(), writing) | open_files(process.pid, 1, 2)
        for pid in pids:  # which have it for a moment, as they start
            until(lambda pid=pid: not open_files(pid) & ours)  # type: ignore[misc]
            # Python itself opens files of its own as it starts.
            until(lambda pid=pid: len(_but_notes(pid, large)) == 3)  # type: ignore[misc]
    os.close(reading)
    os.close(writing)


def _but_notes(pid: int, run: Program) -> list[Path]:
    """What a process has open that is no note."""
    return [file for file in open_files(pid) if not file.is_relative_to(run.folder)]


def open_files(pid: int | str, *numbers: int) -> set[Path]:
    """What a process has open, all of it or what has these numbers."""
    fds, found = Path(f"/proc/{pid}/fd"), set[Path]()
    for fd in [fds / str(n) for n in numbers] or fds.iterdir():
        with suppress(FileNotFoundError):  # it is closed meanwhile
            found.add(fd.readlink())
    return found


@pytest.mark.parametrize("dying", [1, 2], ids=["one", "all"])
def test_what_they_fail_to_read_is_read_all_the_same(
    large: Program, listed: str, tmp_path: Path, dying: int
) -> None:
    with building(large, tmp_path) as process:
        pids = helpers(process, 2)
        time.sleep(0.5)
        for pid in pids[:dying]:
            os.kill(pid, signal.SIGKILL)
        out, err = process.communicate(timeout=2 * PATIENCE)
    assert (process.returncode, err) == (0, b"")
    assert out.decode() == listed


def test_they_run_no_module_of_the_working_directory(large: Program, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    for name in ("ctypes", "orgshelf", "pickle", "sitecustomize"):
        planted = large.folder / f"{name}.py"
        planted.write_text(f"open({str(marker)!r}, 'w')\n")
    with building(large, tmp_path / "cache") as process:
        helpers(process, 2)
        time.sleep(0.5)
    for planted in large.folder.glob("*.py"):
        planted.unlink()
    assert not marker.exists()
