"""How time grows with the size of a piece of work, which is the only way to say that it is quick.

A limit in seconds holds on no machine but one. Two sizes of the same work are run in turn, by the
processor's time, so that whatever else the machine does meets both.
"""

import gc
import time
from collections.abc import Callable

Work = Callable[[], object]

_ROUNDS = 12
_NOISE = 0.0005  # seconds that even out what is too quick to time


def growth(few: Work, many: Work, most: float) -> float:
    """How many times as long ``many`` takes as ``few``, each by the shortest of some runs.

    They are run again as long as it seems to be more than ``most``: other programs can only make
    a run longer, and seldom all of them.
    """
    short, long = _seconds(few), _seconds(many)
    for _ in range(_ROUNDS):
        if _times(long, short) < most:
            break
        short, long = min(short, _seconds(few)), min(long, _seconds(many))
    return _times(long, short)


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
