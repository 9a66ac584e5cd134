"""Word of each change of the notes, from a thread that waits for it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event, Thread

from orgshelf.store.watch import followed


class Follower:
    """Calls back, in its own thread, whenever a note or one of the other files has changed."""

    def __init__(self, root: Path, others: Sequence[Path], changed: Callable[[], None]) -> None:
        self._stopped = Event()
        self._thread = Thread(target=self._run, args=(root, others, changed), daemon=True)

    def start(self) -> None:
        """Begin to wait."""
        self._thread.start()

    def stop(self) -> None:
        """Wait no more."""
        self._stopped.set()

    def _run(self, root: Path, others: Sequence[Path], changed: Callable[[], None]) -> None:
        told = followed(root, others, self._stopped)
        next(told)
        for _ in told:
            if self._stopped.is_set():
                return
            changed()
