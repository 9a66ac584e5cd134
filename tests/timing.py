"""How long a piece of work takes, so that two sizes of it can be compared in one run."""

import gc
import time
from collections.abc import Callable


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Return the processor time of the shortest of some runs, without the collector's work.

    The collector goes through all that a long run of tests has made, which is not the work.
    """
    gc.disable()
    try:
        return min(_once(work) for _ in range(times))
    finally:
        gc.enable()


def _once(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
