"""Random refiles and archivings: the same ones for the same seed."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from emacs.random_edits import random_change

LOCATIONS = (
    "%s_archive::",
    "%s_archive::* Finished",
    "old.org::",
    "old.org::* Old %s",
    "old.org_archive::** finished",
    "::* Finished",
    "::* Archive :ARCHIVE:",
    "::",
)
ARCHIVES = (
    "",
    "#+TODO: X | Y\n\n* A\ntext",
    "* Finished\n\n\n* Later :x:\n",
    "* finished  \t:x:\n** DONE b\ntext  \n\n\n* Later\n",
    "text\n* A\n** Finished\n** C",
    "#+STARTUP: odd\n* Old 0.org\n*** a\n\n",
)


@dataclass(frozen=True, slots=True)
class RandomRefile:
    """A subtree, by its line, and the heading to move it below; ``other`` is that one's file."""

    data: bytes
    other: bytes | None
    now: str
    line: int
    to: int
    note: str | None
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RandomArchiving:
    """A subtree to archive; ``archive`` is what is in every archive file, None for no file."""

    data: bytes
    archive: bytes | None
    now: str
    line: int
    settings: Mapping[str, Any]


def random_refile(seed: int, index: int) -> RandomRefile:
    """The refile with that number."""
    rng = Random(f"refile-{seed}-{index}")
    base = random_change(seed, index)
    data, line = _more(rng, base.data, base.line)
    other = _more(rng, random_change(seed + 1000, index).data, 1)[0] if rng.random() < 0.5 else None
    if other is None and not data.endswith(b"\n") and _ends_file(data, line):
        # Org takes the copy away again where the subtree ends the file without a newline.
        data += b"\r\n" if b"\r\n" in data else b"\n"
    outside = _headlines(data, line) if other is None else _headlines(other)
    if not outside:
        ending = b"\r\n" if b"\r\n" in data else b"\n"
        data += b"" if data.endswith(b"\n") else ending
        outside = [data.count(b"\n") + 1]
        data += b"* Below this" + ending
    return RandomRefile(
        data, other, base.now, line, rng.choice(outside), base.note, _settings(rng, base.settings)
    )


def random_archiving(seed: int, index: int) -> RandomArchiving:
    """The archiving with that number."""
    rng = Random(f"archive-{seed}-{index}")
    base = random_change(seed, index)
    data, line = _more(rng, base.data, base.line)
    ending = b"\r\n" if b"\r\n" in data else b"\n"
    location = rng.choice((*LOCATIONS, "")).encode()
    how = rng.random()
    if location and how < 0.5:
        data, line = b"#+ARCHIVE: " + location + ending + data, line + 1
    elif location and b":PROPERTIES:" in data:
        drawer = b":PROPERTIES:" + ending
        before = data.index(drawer) + len(drawer)
        data = data[:before] + b":ARCHIVE: " + location + ending + data[before:]
        line += line > data[:before].count(b"\n")
    if how > 0.8:
        data, line = b"#+CATEGORY: " + rng.choice((b"cat", b"", b"a b")) + ending + data, line + 1
    if how > 0.9:
        data, line = b"#+FILETAGS: file foo" + ending + data, line + 1
    archive = rng.choice((None, None, *ARCHIVES))
    return RandomArchiving(
        data,
        None if archive is None else archive.encode(),
        base.now,
        line,
        _settings(rng, base.settings),
    )


def _more(rng: Random, data: bytes, line: int) -> tuple[bytes, int]:
    """The file with more headings below and, now and then, without even levels."""
    ending = b"\r\n" if b"\r\n" in data else b"\n"
    if rng.random() < 0.3:
        data += b"" if data.endswith(b"\n") else ending
        data += b"* Archive" + ending + b"** TODO x :y:" + ending * rng.choice((1, 2))
    if rng.random() < 0.1:
        return b"#+STARTUP: odd logrefile" + ending + data, line + 1
    return data, line


def _headlines(data: bytes, but: int = 0) -> list[int]:
    """The lines of the headings outside of the subtree whose headline is on line ``but``."""
    levels = _levels(data)
    stop = _stop(levels, but) if but else 0
    return [number for number in levels if not but <= number < stop]


def _ends_file(data: bytes, line: int) -> bool:
    """Whether the subtree on that line is the file's last."""
    levels = _levels(data)
    return _stop(levels, line) > max(levels)


def _levels(data: bytes) -> dict[int, int]:
    """The level of each headline, by its line."""
    lines = enumerate(data.decode().split("\n"), 1)
    return {n: len(text) - len(text.lstrip("*")) for n, text in lines if text.startswith("*")}


def _stop(levels: Mapping[int, int], line: int) -> int:
    """The line of the headline after a subtree, or one after the last headline."""
    after = (n for n in levels if n > line and levels[n] <= levels[line])
    return next(after, max(levels) + 1)


def _settings(rng: Random, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Those that matter here; in a third of the files text follows its headline."""
    chosen = {**settings, "adapt_indentation": rng.random() < 1 / 3}
    log = rng.choice(("", "", "time", "note"))
    return {**chosen, "log_refile": log} if log else chosen
