"""Regular expressions in queries, with a time limit.

Python's ``re`` can take time exponential in the text's length, as for ``(a+)+$``. All searches of
one expression together may take BUDGET seconds of processor time; a timer then interrupts the
running one. Outside of the main thread, where Python handles no signals, there is no limit.
"""

import re
import threading
import warnings
from types import FrameType

from orgshelf.errors import QueryError
from orgshelf.query.spec import Call
from orgshelf.query.tree import Arg

#: The processor time, in seconds, of all searches of one expression together.
BUDGET = 3.0
_TICK = 0.05


class _TimeIsUpError(Exception):
    """Raised by the timer during a search."""


class Regexp:
    """A regular expression in a query; it ignores case, and ``^`` and ``$`` match at lines.

    Raises:
        QueryError: it is invalid.
    """

    def __init__(self, call: Call, arg: Arg) -> None:
        self._call, self._arg, self.spent = call, arg, 0.0
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about syntax that may change in the future
                self._pattern = re.compile(arg.value, re.IGNORECASE | re.MULTILINE)
        except (re.error, OverflowError, RecursionError) as error:
            reason = getattr(error, "msg", "it is nested too deep")
            raise call.wrong(f"This is not a regular expression: {reason}.", arg.span) from error

    def search(self, text: str) -> bool:
        """Whether it matches anywhere in the text.

        Raises:
            QueryError: it takes too long.
        """
        if threading.current_thread() is not threading.main_thread():
            return self._pattern.search(text) is not None
        try:
            _TIMER.watch(self)
            return self._pattern.search(text) is not None
        except _TimeIsUpError as error:
            raise self._cut_off() from error
        finally:
            _TIMER.searching = None

    def _cut_off(self) -> QueryError:
        problem = "This regular expression takes too long: make it simpler, without `(x+)+`."
        return self._call.wrong(problem, self._arg.span)


class _Timer:
    """A timer that ticks during searches, and charges each tick to the running one.

    It stops before Python exits and removes the handler of its signal.
    """

    searching: Regexp | None = None
    _ticks = False

    def watch(self, regexp: Regexp) -> None:
        """Start measuring a search."""
        self.searching = regexp
        if not self._ticks:
            import atexit  # most queries have no regular expression
            import signal

            signal.signal(signal.SIGPROF, self._tick)
            atexit.register(self._stop)
            signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
            self._ticks = True

    def _tick(self, _signal: int, _frame: FrameType | None) -> None:
        if self.searching is None:
            self._stop()
            return
        self.searching.spent += _TICK
        if self.searching.spent > BUDGET:
            raise _TimeIsUpError

    def _stop(self) -> None:
        import atexit
        import signal

        signal.setitimer(signal.ITIMER_PROF, 0)
        atexit.unregister(self._stop)
        self._ticks = False


_TIMER = _Timer()


def regexps(call: Call) -> list[Regexp]:
    """All arguments as regular expressions."""
    return [Regexp(call, arg) for arg in call.node.args]
