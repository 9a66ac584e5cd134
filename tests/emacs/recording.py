"""Random edits that the Org of ORGSHELF_ORG_LISP makes otherwise than the Org of Emacs.

``cd tests && ORGSHELF_ORG_LISP=DIR python -m emacs.recording COUNT [FAMILY]...`` looks at so
many edits of each family, half of them in files of uneven indentation, and writes those that
differ to ``org/edit/newer``, for tests that need no Emacs; of files with odd texts, all edits.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from emacs import oracle
from emacs import test_fields_against_emacs as test_fields
from emacs import test_logging_against_emacs as test_logging
from emacs import test_state_against_emacs as test_state
from emacs.oracle import Job, Outcome
from emacs.random_edits import random_change
from emacs.random_fields import random_field
from emacs.random_logging import RANDOM
from emacs.random_oddities import made_odd

SEED = 98
BATCH = 20
PAIRS = Path(__file__).parents[1] / "org" / "edit" / "newer"


def _field(family: str, index: int) -> Job:
    return test_fields.job(random_field(SEED, index, family))


def _logging(family: str, index: int) -> Job:
    return test_logging.job(RANDOM[family](SEED, index))


FAMILIES: Mapping[str, Callable[[int], Job]] = {
    "state": lambda index: test_state.job(random_change(SEED, index)),
    **{name: partial(_field, name) for name in ("dates", "priority", "tags", "properties")},
    **{name: partial(_logging, name) for name in RANDOM},
}


def _odd(family: str, index: int) -> Job:
    """The same in a file that has odd texts."""
    job = FAMILIES[family](index)
    command = dict(job.commands[0])
    names = [name for name in ("line", "heading") if name in command]
    rng = Random(f"odd-{family}-{index}")
    data, lines = made_odd(rng, job.data, [command[name] for name in names])
    return replace(job, data=data, commands=[command | dict(zip(names, lines, strict=True))])


#: The prefix of a family whose files have odd texts.
ODD = "odd-"
ODDITIES = tuple(f"{ODD}{family}" for family in FAMILIES)


def recorded(family: str) -> list[dict[str, Any]]:
    """The edits of a family: ``before``, ``after``, ``command``, ``now``, ``settings``."""
    file = PAIRS / f"{family}.jsonl"
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return [json.loads(line) for line in text.splitlines()]


def _done(jobs: Sequence[Job]) -> Iterator[tuple[Job, bytes]]:
    for start in range(0, len(jobs), BATCH):
        batch = jobs[start : start + BATCH]
        made = _outcomes(batch, os.environ["ORGSHELF_ORG_LISP"])
        yield from ((job, new.data) for job, new in zip(batch, made, strict=False) if new.data)


def _differing(jobs: Sequence[Job]) -> Iterator[tuple[Job, bytes]]:
    for start in range(0, len(jobs), BATCH):
        batch = jobs[start : start + BATCH]
        newer, older = _outcomes(batch, os.environ["ORGSHELF_ORG_LISP"]), _outcomes(batch, None)
        for job, new, old in zip(batch, newer, older, strict=False):
            if new.data is not None and new.data != old.data:
                yield job, new.data


def _outcomes(jobs: Sequence[Job], lisp: str | None) -> list[Outcome]:
    """What one Org makes of them; nothing where an edit of the batch makes it hang."""
    oracle.OTHER_ORG = lisp
    try:
        with tempfile.TemporaryDirectory() as folder:
            return oracle.run(jobs, Path(folder))
    except subprocess.TimeoutExpired:
        return []


def _job(family: str, index: int, *, uneven: bool) -> Job:
    if family.startswith(ODD):
        return replace(_odd(family.removeprefix(ODD), index), newer=False)
    job = replace(FAMILIES[family](index), newer=False)
    return replace(job, data=_uneven(Random(f"{family}-{index}"), job.data)) if uneven else job


def _uneven(rng: Random, data: bytes) -> bytes:
    """The same lines, some of those of the entries at other columns."""
    lines = data.split(b"\n")
    for at, line in enumerate(lines):
        if not re.match(rb"\*+ |#\+|\s*$", line) and rng.random() < 0.25:
            lines[at] = rng.choice((b"", b" ", b"  ", b"   ", b"     ", b"\t")) + line.lstrip()
    return b"\n".join(lines)


def _record(family: str, count: int) -> int:
    jobs = [_job(family, index, uneven=index % 2 == 1) for index in range(count)]
    found = _done(jobs) if family.startswith(ODD) else _differing(jobs)
    lines = [
        {
            "before": job.data.decode(),
            "after": after.decode(),
            "command": job.commands[0],
            "now": job.now,
            "settings": job.settings,
        }
        for job, after in found
    ]
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    (PAIRS / f"{family}.jsonl").write_text(text, encoding="utf-8")
    return len(lines)


if __name__ == "__main__":
    PAIRS.mkdir(exist_ok=True)
    for name in sys.argv[2:] or (*FAMILIES, *ODDITIES):
        print(name, _record(name, int(sys.argv[1])), flush=True)
