"""What is too long for the memory, put aside until the whole of it is there."""

from collections.abc import Iterable
from io import BytesIO
from itertools import chain
from typing import IO

#: Up to so many bytes stay in memory.
_SMALL = 1 << 20


def spool(pieces: Iterable[bytes]) -> IO[bytes]:
    """The pieces one after another as a file, which is gone when it is closed.

    Raises:
        OSError: there is no room for them.
    """
    left = iter(pieces)
    small = BytesIO()
    for piece in left:
        small.write(piece)
        if small.tell() > _SMALL:
            return _on_disk(chain([small.getvalue()], left))
    small.seek(0)
    return small


def _on_disk(pieces: Iterable[bytes]) -> IO[bytes]:
    from tempfile import TemporaryFile  # most answers are short

    file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    try:
        file.writelines(pieces)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file
