"""How time grows with the size of a piece of work, and how soon something is seen.

A limit in seconds of work holds on no machine but one. Two sizes of the same work are run in turn,
by the processor's time, so that whatever else the machine does meets both.
"""

import gc
import time
from collections.abc import Callable, Iterable

Work = Callable[[], object]

#: How often something is done again that another program may have held up.
TRIES = 12
_NOISE = 0.0005  # seconds that even out what is too quick to time


def growth(few: Work, many: Work, most: float) -> float:
    """How many times as long ``many`` takes as ``few``, each by the shortest of some runs.

    They are run again as long as it seems to be more than ``most``: other programs can only make
    a run longer, and seldom all of them.
    """
    short, long = _seconds(few), _seconds(many)
    for _ in range(TRIES):
        if _times(long, short) < most:
            break
        short, long = min(short, _seconds(few)), min(long, _seconds(many))
    return _times(long, short)


def soonest(works: Iterable[Work], most: float) -> float:
    """The shortest time by the clock of the first of these that take no more than ``most``."""
    taken = list[float]()
    for work in works:
        begun = time.monotonic()
        work()
        taken.append(time.monotonic() - begun)
        if taken[-1] < most:
            break
    return min(taken)


def _times(long: float, short: float) -> float:
    return long / (short + _NOISE)


def _seconds(work: Work) -> float:
    """The processor time of a run, without the collector's, which goes through all that is there.

    In a long run of tests that is much, and none of it is the work.
    """
    gc.disable()
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        gc.enable()
