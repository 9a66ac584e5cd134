"""Emacs as the oracle: the bytes that Org's own commands make of a file."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

#: apply.el first; each of the others adds commands to its table.
LISP = sorted(Path(__file__).parent.glob("apply*.el"), key=lambda file: file.stem)
DEFAULT_NOW = "2026-11-23T01:25"
#: Where the program's own settings are not Org's.
OUR_DEFAULTS: Mapping[str, Any] = {"log_done": "time"}
#: The folder of another Org, to compare with in the place of the one that Emacs comes with.
OTHER_ORG = os.environ.get("ORGSHELF_ORG_LISP")
#: Settings that are not variables of Org.
ONLY_OURS = frozenset({"weekdays"})


@dataclass(frozen=True, slots=True)
class Job:
    """Commands for one file, at one moment, under the program's names for Org's variables.

    ``newer`` asks for the rules of Org 9.8 where they differ; ``zone`` is a time zone, or that of
    the job before it.
    """

    data: bytes
    commands: Sequence[Mapping[str, Any]]
    now: str = DEFAULT_NOW
    settings: Mapping[str, Any] = field(default_factory=dict)
    newer: bool = False
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The bytes Emacs wrote, or what it said when it refused."""

    data: bytes | None
    error: str | None


def emacs_command(*arguments: str | Path) -> list[str]:
    """The command line of an Emacs that does what the Lisp files among the arguments say."""
    other = ["-L", OTHER_ORG] if OTHER_ORG else []
    words = (["-l", str(word)] if isinstance(word, Path) else [word] for word in arguments)
    return ["emacs", "--batch", "-Q", *other, *chain.from_iterable(words)]


def run(jobs: Sequence[Job], folder: Path, files: Sequence[Path] = ()) -> list[Outcome]:
    """Let one Emacs do all jobs; the files are in ``folder``, or those that are named."""
    files = files or [folder / f"{number}.org" for number, _ in enumerate(jobs)]
    described = [_describe(job, file) for job, file in zip(jobs, files, strict=True)]
    (folder / "jobs").write_text(json.dumps(described), encoding="utf-8")
    command = emacs_command(*LISP, "-f", "apply-jobs", "jobs", "report")
    result = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=60 + len(jobs)
    )
    assert result.returncode == 0, result.stderr
    report = json.loads((folder / "report").read_text(encoding="utf-8"))
    return [
        Outcome(None if entry["error"] else written, entry["error"])
        for entry, written in zip(report, _outputs(described), strict=True)
    ]


def _outputs(described: Sequence[Mapping[str, Any]]) -> list[bytes]:
    files = [Path(job["output"]) for job in described]
    return [file.read_bytes() if file.exists() else b"" for file in files]


def _describe(job: Job, file: Path) -> dict[str, Any]:
    """The job as apply.el reads it; its file is written."""
    file.write_bytes(job.data)
    settings = {**OUR_DEFAULTS, **job.settings}
    return {
        "file": str(file),
        "output": str(file.with_suffix(".out")),
        "now": job.now,
        "zone": job.zone,
        "newer": job.newer and not OTHER_ORG,
        "variables": {
            f"org-{name.replace('_', '-')}": None if value == "" else value
            for name, value in settings.items()
            if name not in ONLY_OURS
        },
        "commands": list(job.commands),
    }
