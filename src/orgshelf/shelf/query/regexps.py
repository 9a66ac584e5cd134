"""Regular expressions of a query, cut off when they run away.

Python's ``re`` goes back over a text in ever more ways for an expression like ``(a+)+$``. All
searches of one expression together may take BUDGET seconds; an alarm then stops the one that
is running. Off the main thread, where no alarm can be set, nothing is cut off.
"""

import re
import threading
import warnings
from collections.abc import Callable
from functools import cache, partial
from types import FrameType

from orgshelf.errors import QueryError
from orgshelf.shelf.query.spec import Call
from orgshelf.shelf.query.tree import Arg

#: Seconds that all searches of one expression may take together.
BUDGET = 3.0


class _TimeIsUpError(Exception):
    """Raised by the alarm in the middle of a search."""


class Regexp:
    """One expression of a query; case does not count, ``^`` and ``$`` are those of a line.

    Raises:
        QueryError: it is no regular expression.
    """

    def __init__(self, call: Call, arg: Arg) -> None:
        self._call, self._arg, self._left = call, arg, BUDGET
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what may mean something else one day
                self._pattern = re.compile(arg.value, re.IGNORECASE | re.MULTILINE)
        except (re.error, OverflowError, RecursionError) as error:
            reason = getattr(error, "msg", "it is nested too deep")
            raise call.wrong(f"This is no regular expression: {reason}.", arg.span) from error

    def search(self, text: str) -> bool:
        """Whether it matches anywhere in the text.

        Raises:
            QueryError: it takes too long.
        """
        if threading.current_thread() is not threading.main_thread():
            return self._pattern.search(text) is not None
        alarm = _alarm()
        try:
            alarm(self._left)
            found = self._pattern.search(text)
            self._left = max(alarm(0)[0], 1e-6)
        except _TimeIsUpError as error:
            raise self._cut_off() from error
        finally:
            alarm(0)
        return found is not None

    def _cut_off(self) -> QueryError:
        problem = "This regular expression takes too long: make it simpler, without `(x+)+`."
        return self._call.wrong(problem, self._arg.span)


@cache
def _alarm() -> Callable[[float], tuple[float, float]]:
    """What sets the alarm to so many seconds, 0 for none, and says how many were left.

    The handler stays: to change it around each search takes longer than most searches.
    """
    import signal  # most queries have no regular expression

    signal.signal(signal.SIGALRM, _time_is_up)
    return partial(signal.setitimer, signal.ITIMER_REAL)


def _time_is_up(_signal: int, _frame: FrameType | None) -> None:
    raise _TimeIsUpError


def regexps(call: Call) -> list[Regexp]:
    """All arguments as regular expressions."""
    return [Regexp(call, arg) for arg in call.node.args]
