"""What is too long for the memory, put aside until the whole of it is there."""

from collections.abc import Iterable
from io import BytesIO
from typing import IO

#: Up to so many bytes stay in memory.
_SMALL = 1 << 20


def put_aside(pieces: Iterable[bytes]) -> IO[bytes]:
    """The pieces one after another as a file, which is gone when it is closed.

    Raises:
        OSError: there is no room for them.
    """
    file: IO[bytes] = BytesIO()
    size = 0
    for piece in pieces:
        if size <= _SMALL < size + len(piece):
            file = _on_disk(file)
        size += file.write(piece)
    file.seek(0)
    return file


def _on_disk(file: IO[bytes]) -> IO[bytes]:
    from tempfile import TemporaryFile  # most answers are short

    moved: IO[bytes] = TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    file.seek(0)
    moved.write(file.read())
    return moved
