"""The pages that are told of each change of the notes, all of them by one thread."""

from collections.abc import Callable
from contextlib import suppress
from socket import socket
from threading import Lock
from time import sleep

#: Pages that can be open at a time.
MOST = 20
_PAUSE = 0.4  # seconds from one look at the notes to the next
_BEATS = 25  # looks after which silent pages are told that the server is still there
_WAITING = b": waiting\n\n"
_CHANGED = b"event: changed\ndata:\n\n"


class Streams:
    """Connections to tell of changes (server-sent events); ``version`` differs after each."""

    def __init__(self, version: Callable[[], str]) -> None:
        self._version = version
        self._before = ""
        self._open: list[socket] = []
        self._lock = Lock()

    def add(self, connection: socket, greet: Callable[[], None], seen: str | None) -> bool:
        """Greet and keep a connection, or do neither where there are too many.

        The first word tells whether the notes are others than the version that was seen.
        """
        with self._lock:
            self._open = [stream for stream in self._open if _is_there(stream)]
            if len(self._open) >= MOST:
                return False
            now = self._version()
            if not self._open:
                self._before = now
            greet()
            connection.setblocking(False)
            if _sent(connection, _WAITING if seen in (None, now) else _CHANGED):
                self._open.append(connection)
            return True

    def has(self, connection: object) -> bool:
        """Whether a connection is kept here; told at once, even while the notes are looked at."""
        return connection in self._open

    def watch(self) -> None:
        """Tell of changes for ever."""
        beats = 0
        while True:
            sleep(_PAUSE)
            beats += 1
            with self._lock:
                self._open = [stream for stream in self._open if _is_there(stream)]
                if self._open and (news := self._news(beats)):
                    self._open = [stream for stream in self._open if _sent(stream, news)]

    def _news(self, beats: int) -> bytes | None:
        before, self._before = self._before, self._version()
        if self._before != before:
            return _CHANGED
        return None if beats % _BEATS else _WAITING


def _is_there(stream: socket) -> bool:
    """Whether the page is still open; the connection of one that is not is closed."""
    try:
        if stream.recv(1024):
            return True
    except BlockingIOError:
        return True  # it has nothing to say
    except OSError:
        pass
    stream.close()
    return False


def _sent(stream: socket, news: bytes) -> bool:
    """Send what always fits, unless nobody reads it; that closes the stream."""
    with suppress(OSError):
        if stream.send(news) == len(news):
            return True
    stream.close()
    return False
