"""Files of the notes read into rows, by several processes where there is much to read."""

import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from orgshelf.digest import sha1_hex
from orgshelf.org.lines import Lines
from orgshelf.store import files
from orgshelf.store.affected import Update, affected
from orgshelf.store.config import Config
from orgshelf.store.notes import no_garbage_collection, parse
from orgshelf.store.rows import FileRows, file_row, file_rows
from orgshelf.store.walk import NoteFile

if TYPE_CHECKING:
    from concurrent.futures import Future

    from orgshelf.store.versions import KnownFile

    _Batch = list[tuple["Job", KnownFile | None]]
    #: What the index has of a file by its number; None for a file that is new to it.
    Known = Callable[[int], KnownFile | None]

#: Bytes from which on it pays to start other processes.
_MANY = 2_000_000
#: Files that are handed to a process at once, and how many bytes they may have together.
_BATCH = 20
_BATCH_BYTES = 4 << 20


class Job(NamedTuple):
    """A file to read, with the number that it has in the index, and its levels there.

    ``full_text`` says whether the index finds words and letters in texts.
    """

    number: int
    note: NoteFile
    levels: Collection[int] = ()
    full_text: bool = True


class Result(NamedTuple):
    """What became of a job: rows, or the reason why there are none; no reason: it is gone.

    ``update`` says what becomes of those that the index has. ``setups`` are the setup files it
    asked for, each with its digest if it is there.
    """

    job: Job
    digest: str = ""
    rows: FileRows | None = None
    update: Update | None = None
    setups: tuple[tuple[str, str | None], ...] = ()
    error: str = ""


def read_all(root: Path, config: Config, jobs: Sequence[Job], known: "Known") -> Iterator[Result]:
    """The rows of each file, in the order of the jobs."""
    size = sum(map(_size, jobs))
    processes = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, 8)
    if size < _MANY or processes < 2 or len(jobs) == 1:
        with no_garbage_collection():
            yield from (_read(root, config, job, known(job.number)) for job in jobs)
        return
    yield from _read_together(root, config, jobs, known, processes)


def _read_together(
    root: Path, config: Config, jobs: Sequence[Job], known: "Known", processes: int
) -> Iterator[Result]:
    """As ``read_all``; only so much is read ahead as keeps all processes busy.

    What another process fails to read is read here.
    """
    from orgshelf.store.workers import workers

    with workers(processes) as others:
        for are_large, group in groupby(jobs, _is_large):
            batches = ([(job, known(job.number)) for job in some] for some in _batches(group))
            if are_large:  # what one takes is enough: they are read here, one after the other
                for batch in batches:
                    yield from _read_batch(root, config, batch)
                continue
            running: deque[tuple[_Batch, Future[list[Result] | None]]] = deque()
            while True:
                for batch in islice(batches, 3 * processes - len(running)):
                    running.append((batch, others.ask(_read_batch, root, config, batch)))
                if not running:
                    break
                batch, answer = running.popleft()
                yield from answer.result() or _read_batch(root, config, batch)


def _size(job: Job) -> int:
    return job.note.stamp.size if job.note.stamp else 0


def _is_large(job: Job) -> bool:
    return _size(job) > _BATCH_BYTES


def _batches(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    """The jobs in batches, none of which is too large unless it is one file."""
    batch: list[Job] = []
    size = 0
    for job in jobs:
        if batch and (len(batch) == _BATCH or size + _size(job) > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(job)
        size += _size(job)
    if batch:
        yield batch


def _read_batch(root: Path, config: Config, batch: "_Batch") -> list[Result]:
    with no_garbage_collection():
        return [_read(root, config, job, known) for job, known in batch]


def _read(root: Path, config: Config, job: Job, known: "KnownFile | None") -> Result:
    try:
        note = files.read(root / job.note.name, root)
    except OSError as error:
        is_gone = isinstance(error, FileNotFoundError) and not os.path.lexists(root / job.note.name)
        return Result(job, error="" if is_gone else error.strerror or str(error))
    setups: dict[str, str | None] = {}
    lines = Lines.from_bytes(note.content)
    document = parse(lines, note.name, root, config, setups, job.levels)
    texts = ["\n".join(document.entry_lines(place)) for place in range(len(document.headings))]
    found = affected(known, document, file_row(document), texts, config)
    rows = file_rows(job.number, document, found, config, texts=texts, full_text=job.full_text)
    return Result(job, sha1_hex(note.content), rows, found.update, tuple(setups.items()))
