"""Which user has the other end of a connection within this machine."""

import socket
import sys
from contextlib import suppress
from pathlib import Path

from orgshelf.store.file_access import read_regular

#: Where Linux tells; the second has IPv4 too, as programs of IPv6 see it.
_TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_LOCAL, _REMOTE, _USER = 1, 2, 7  # columns

Address = tuple[str, int]


def user_of(theirs: Address, ours: Address) -> int | None:
    """The id of the user whose end of an IPv4 connection the first is; None where none is told."""
    wanted = _written(theirs), _written(ours)
    for table in _TABLES:
        with suppress(OSError, ValueError, IndexError):
            for line in read_regular(table).decode("ascii").splitlines():
                columns = line.split()
                if columns[_LOCAL].endswith(wanted[0]) and columns[_REMOTE].endswith(wanted[1]):
                    return int(columns[_USER])
    return None


def _written(address: Address) -> str:
    """As those tables have it, ``0100007F:1B9E``."""
    host, port = address
    number = int.from_bytes(socket.inet_aton(host), sys.byteorder)
    return f"{number:08X}:{port:04X}"
