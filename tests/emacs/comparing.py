"""Many cases given to one Emacs, and what comes out otherwise than with us."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from emacs.oracle import DEFAULT_NOW, Job, Outcome, run
from zones import ZONES, in_zone

Case = TypeVar("Case")

BATCH = 500


def differences(
    cases: Sequence[Case],
    job: Callable[[Case], Job],
    difference: Callable[[Case, Outcome], str | None],
    folder: Path,
) -> list[str]:
    """Each case that comes out otherwise, with its number and the difference."""
    found = []
    for start in range(0, len(cases), BATCH):
        batch = cases[start : start + BATCH]
        outcomes = run([job(case) for case in batch], folder)
        for number, (case, theirs) in enumerate(zip(batch, outcomes, strict=True), start):
            if problem := difference(case, theirs):
                found.append(f"{number}: {case}\n{problem}")
    return found


def differences_in_zones(
    cases: Sequence[Case],
    job: Callable[[Case], Job],
    difference: Callable[[Case, Outcome], str | None],
    folder: Path,
) -> list[str]:
    """As ``differences``, with every case in each of the time zones."""

    def difference_there(pair: tuple[str, Case], theirs: Outcome) -> str | None:
        with in_zone(pair[0]):
            return difference(pair[1], theirs)

    pairs = [(zone, case) for zone in ZONES for case in cases]
    return differences(
        pairs, lambda pair: replace(job(pair[1]), zone=pair[0]), difference_there, folder
    )


def golden_differences(
    pairs: Path, cases: Mapping[str, Mapping[str, Any]], folder: Path
) -> list[str]:
    """The golden files that Emacs writes otherwise, or does not refuse as they say.

    Those marked ``differs_from_emacs`` are left out.
    """
    names = [name for name, case in cases.items() if "differs_from_emacs" not in case]
    outcomes = run([_golden_job(pairs / f"{name}.org", cases[name]) for name in names], folder)
    return [
        name
        for name, theirs in zip(names, outcomes, strict=True)
        if theirs.data != _wanted(pairs / f"{name}.org.want", cases[name])
    ]


def _golden_job(file: Path, case: Mapping[str, Any]) -> Job:
    now, settings = case.get("now", DEFAULT_NOW), case.get("settings", {})
    return Job(file.read_bytes(), [case], now, settings, newer=True)


def _wanted(file: Path, case: Mapping[str, Any]) -> bytes | None:
    return None if case.get("blocked") else file.read_bytes()
