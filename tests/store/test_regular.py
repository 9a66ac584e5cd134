"""Opening files: only what has an end is read, and nothing is waited for."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from orgshelf.store.file_access import open_regular, read_regular
from program import PATIENCE


def pipe(path: Path) -> None:
    os.mkfifo(path)


def local_socket(path: Path) -> None:
    """A socket under a short name, as its own must not be long."""
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(path.parent)
        try:
            made.bind(path.name)
        finally:
            os.chdir(here)


def link_to(goal: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(goal)


IRREGULAR = {
    "a pipe": pipe,
    "a socket": local_socket,
    "a folder": Path.mkdir,
    "a link to zeros without end": link_to("/dev/zero"),
    "a link to nothing at all": link_to("/dev/null"),
    "a link to a folder": link_to("/"),
    "a link to the terminal": link_to("/dev/tty"),
}


@pytest.mark.parametrize("make", IRREGULAR.values(), ids=IRREGULAR)
@pytest.mark.parametrize("flags", [os.O_RDONLY, os.O_RDWR | os.O_CREAT, os.O_WRONLY | os.O_APPEND])
def test_what_is_no_regular_file_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], None], flags: int
) -> None:
    path = tmp_path / "x"
    make(path)
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(OSError, match="it is no regular file"):
        open_regular(path, flags)
    with pytest.raises(OSError, match="it is no regular file"):
        read_regular(path)
    # What an earlier test has left may be closed meanwhile.
    assert len(list(Path("/proc/self/fd").iterdir())) <= before


def test_a_pipe_with_somebody_at_its_other_end_is_none_either(tmp_path: Path) -> None:
    path = tmp_path / "x"
    os.mkfifo(path)
    writer = os.open(path, os.O_RDWR)
    os.write(writer, b"* TODO A\n")
    with pytest.raises(OSError, match="it is no regular file"):
        read_regular(path)
    os.close(writer)


def test_a_file_is_read_whole_through_links(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for data in (b"", b"a", os.urandom(200_000)):
        path.write_bytes(data)
        assert read_regular(path) == data
    (tmp_path / "link").symlink_to("x")
    assert read_regular(tmp_path / "link") == data
    assert read_regular(path, len(data)) == data
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "gone")


def test_a_file_that_says_it_is_empty_is_read_all_the_same() -> None:
    assert read_regular(Path("/proc/self/status")).startswith(b"Name:")


def test_more_than_what_was_allowed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(bytes(3 << 20))
    with pytest.raises(OSError, match="it has more than 2 MiB"):
        read_regular(path, 2 << 20)


def test_a_huge_file_takes_neither_time_nor_memory(tmp_path: Path) -> None:
    """A file of a terabyte that is nothing but a hole."""
    path = tmp_path / "x"
    path.touch()
    os.truncate(path, 1 << 40)
    script = """\
import resource, sys
from pathlib import Path
from orgshelf.store.file_access import read_regular
resource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28))
try:
    read_regular(Path(sys.argv[1]))
except OSError as error:
    print(error.strerror)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert done.stdout == "it has more than 512 MiB\n"
