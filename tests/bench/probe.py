"""One measurement in a process of its own: ``probe.py SIDE ROOT`` prints it as JSON.

A side is ``orgparse`` (each file by ``orgparse.load``) or ``orgshelf`` (the entries of each
file, with their short ids), both with all that they read kept, the garbage collector left as
the side itself would have it.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def _orgparse(root: Path) -> Callable[[], int]:
    import orgparse

    def run() -> int:
        roots = [orgparse.load(path) for path in sorted(root.rglob("*.org"))]
        return sum(len(node.env.nodes) - 1 for node in roots)

    return run


def _orgshelf(root: Path) -> Callable[[], int]:
    from orgshelf.org.lines import Lines
    from orgshelf.shelf.entries import Entry, shortest
    from orgshelf.store import files
    from orgshelf.store.config import Config
    from orgshelf.store.notes import classify, no_garbage_collection, parse
    from orgshelf.store.walk import walk

    def entries(name: str) -> Sequence[Entry]:
        lines = Lines.from_bytes(files.read(root / name, root).content)
        return classify(parse(lines, name, root, Config()), Config())

    def run() -> int:
        with no_garbage_collection():
            found = [entry for note in walk(root, print) for entry in entries(note.name)]
            assert shortest(sorted({entry.id for entry in found}))
        return len(found)

    return run


SIDES = {"orgparse": _orgparse, "orgshelf": _orgshelf}


def main(side: str, root: str) -> None:
    """Run one side, imports left out of the time, and print what it took."""
    run = SIDES[side](Path(root))
    start = time.process_time()
    headings = run()
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "headings": headings, "peak_kib": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
