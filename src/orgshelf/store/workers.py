"""Other processes that do part of the work, and end when this one does, however it ends.

Such a process is a fresh interpreter, not a fork: it has no file, pipe or port of ours but one
pipe for what it is asked and one for what it answers. The system closes these when this process
is gone, even when it was killed; a thread of the other process waits for just that.
"""

import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread
from typing import Any, NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

#: Modules come from where ours come from, not from the working directory.
_START = "import sys; sys.path[:] = sys.argv[1:]; from orgshelf.store.workers import work; work()"
_AHEAD = 2  # questions that a process has at a time, so that it need not wait for the next one
_SIGNAL_WHEN_PARENT_ENDS = 1  # PR_SET_PDEATHSIG of Linux's prctl


class _Question(NamedTuple):
    """Something asked, and where the answer goes."""

    content: object
    answer: Future[Any]


class Workers:
    """Some processes that answer questions; each is looked after by a thread of its own."""

    def __init__(self, count: int) -> None:
        self._questions = SimpleQueue[_Question | None]()
        self._processes: list[Popen[bytes]] = []
        with suppress(OSError):  # the system allows no more of them
            for _ in range(count):
                self._processes.append(_started())
        self._threads = [Thread(target=self._ask, args=[p], daemon=True) for p in self._processes]
        for thread in self._threads:
            thread.start()

    def ask(
        self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> "Future[T | None]":
        """What the function will give; None if no process could answer."""
        answer = Future[T | None]()
        if self._processes:
            self._questions.put(_Question((function, args, kwargs), answer))
        else:
            answer.set_result(None)
        return answer

    def end(self) -> None:
        """End them at once; what they have not answered yet nobody will."""
        for process in self._processes:
            process.kill()
        self._questions.put(None)
        for thread in self._threads:
            thread.join()
        for process in self._processes:
            with suppress(OSError), process:  # what could not be sent is lost
                pass

    def _ask(self, process: Popen[bytes]) -> None:
        """Have a process answer, until it shall end."""
        asked = deque[_Question]()
        while True:
            while len(asked) < _AHEAD and (question := self._next(wait=not asked)):
                _send(process, question.content)
                asked.append(question)
            if not asked:
                return
            asked.popleft().answer.set_result(_received(process))

    def _next(self, *, wait: bool) -> _Question | None:
        """The next question; None where there is none, or will be none any more."""
        try:
            question = self._questions.get(block=wait)
        except Empty:
            return None
        if question is None:
            self._questions.put(None)  # for the other threads, and for this one again
        return question


@contextmanager
def workers(count: int) -> Iterator[Workers]:
    """So many processes, or as many as the system allows; they are gone afterwards."""
    started = Workers(count)
    try:
        yield started
    finally:
        started.end()


def _started() -> Popen[bytes]:
    command = [sys.executable or "", "-P", "-c", _START, *sys.path]
    return Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)


def _send(process: Popen[bytes], content: object) -> None:
    """Ask it; one that has died takes no notice."""
    assert process.stdin
    try:
        pickle.dump(content, process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
    except Exception:
        process.kill()  # half a question is none


def _received(process: Popen[bytes]) -> object:
    """Its next answer; None if it has died, as it does of what it cannot answer."""
    assert process.stdout
    try:
        return pickle.load(process.stdout)
    except Exception:
        process.kill()
        return None


def work() -> None:
    """Answer in another process what comes on stdin; what cannot be answered ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who asks
    _end_with_parent()
    questions = SimpleQueue[Any]()
    Thread(target=_receive, args=[questions], daemon=True).start()
    try:
        while True:
            function, args, kwargs = questions.get()
            pickle.dump(function(*args, **kwargs), sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
            sys.stdout.buffer.flush()
    finally:
        os._exit(1)


def _receive(questions: "SimpleQueue[Any]") -> None:
    """Read ahead, so that whoever asks need not wait, and end the process with the input."""
    try:
        while True:
            questions.put(pickle.load(sys.stdin.buffer))
    finally:
        os._exit(0)


def _end_with_parent() -> None:
    """Have Linux end this process even while it is busy in a library that lets no thread run."""
    if sys.platform != "linux":
        return
    with suppress(Exception):
        import ctypes

        ctypes.CDLL(None).prctl(_SIGNAL_WHEN_PARENT_ENDS, signal.SIGKILL)
