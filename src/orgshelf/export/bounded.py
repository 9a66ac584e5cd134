"""Work that somebody else wrote, held to so much time and memory."""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from orgshelf.store.regular import read_regular

_KIBI = 1024


class TimeIsUpError(Exception):
    """The work takes longer than it may."""


@contextmanager
def bounded(seconds: float, memory: int) -> Iterator[None]:
    """Let what is done meanwhile take so many seconds of the processor and so many bytes more.

    Off the main thread, where no alarm can be set, time is not bounded.

    Raises:
        TimeIsUpError: it takes longer.
        MemoryError: it needs more.
    """
    with _bounded_memory(memory), _bounded_time(seconds):
        yield


@contextmanager
def _bounded_memory(more: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = _address_space() + more
    limits = [limit for limit in (*before, most) if limit != resource.RLIM_INFINITY]
    with suppress(OSError, ValueError):  # a system without such limits
        resource.setrlimit(resource.RLIMIT_AS, (min(limits), before[1]))
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, before)


def _address_space() -> int:
    """How many bytes this process has now, which is what the limit counts."""
    with suppress(OSError):
        pages = read_regular(Path("/proc/self/statm")).split()[0]
        return int(pages) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBI


@contextmanager
def _bounded_time(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _time_is_up)
    try:
        # Where somebody swallows what it raises it comes again.
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _time_is_up(_signal: int, _frame: FrameType | None) -> None:
    raise TimeIsUpError
