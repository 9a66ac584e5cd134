"""Checks of clocks: their sums, their ends, and clocks that run at the same time."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from orgshelf.lint.check import Check, FileFacts, FileFinding, Finding, Span
from orgshelf.lint.date_checks import canonical
from orgshelf.lint.linted_file import LintedFile, replaced
from orgshelf.model import Clock
from orgshelf.text import plural

_SUM = re.compile(r"=>[ \t]*([0-9]{1,9}):([0-9]{2})[ \t]*$")
#: A clock that runs longer was probably forgotten.
_LONG = timedelta(days=1)


def spans(file: LintedFile) -> Iterator[Span]:
    """The clocked spans of a file."""
    for line, clock in file.clocks:
        start, end = clock.start.start, clock.end.start if clock.end else None
        if start is not None and (end is not None or clock.end is None):
            yield Span(start, end, line + 1)


def _syntax(file: LintedFile) -> Iterator[Finding]:
    for number, clock in file.clocks:
        line = file.lines[number]
        written = line.strip(" \t")
        new = _written(clock, written, file.document.org.weekdays)
        if new != written and clock.noted is None:
            text = (
                f"this clock is usually written {new}" if new else "Org ignores part of this clock"
            )
            fix = replaced(line, number, line.index(written), written, new) if new else ()
            yield Finding(number + 1, text, fix)


def _written(clock: Clock, line: str, weekdays: Sequence[str]) -> str | None:
    """A clock as Emacs writes it, with its sum; None if the line has other text."""
    stamps = [canonical(stamp, weekdays) for stamp in (clock.start, clock.end) if stamp]
    if None in stamps:
        return None
    duration = _SUM.search(line)
    end = f" => {int(duration[1]):>2}:{duration[2]}" if duration else ""
    return f"CLOCK: {'--'.join(filter(None, stamps))}{end}"


def _sum(file: LintedFile) -> Iterator[Finding]:
    for number, clock in file.clocks:
        line = file.lines[number]
        match = _SUM.search(line)
        minutes = clock.minutes
        if match and _has_duration(clock) and minutes != _minutes(match):
            right = f"=> {minutes // 60:>2}:{minutes % 60:02}"
            fix = replaced(line, number, match.start(), match[0], right)
            yield Finding(number + 1, f"{match[0].strip()} should be {right}", fix)


def _has_duration(clock: Clock) -> bool:
    """Whether both ends have a time of day, in the right order."""
    start, end = clock.start, clock.end
    if end is None or start.minutes is None or end.minutes is None:
        return False
    return start.start is not None and end.start is not None and end.start >= start.start


def _minutes(match: re.Match[str]) -> int:
    return int(match[1]) * 60 + int(match[2])


def _negative(file: LintedFile) -> Iterator[Finding]:
    for span in spans(file):
        if span.end and span.end < span.start:
            yield Finding(span.line, "this clock ends before it begins")


def _open(file: LintedFile) -> Iterator[Finding]:
    for span in spans(file):
        if span.end is None and file.around.now - span.start > _LONG:
            days = plural((file.around.now - span.start).days, "day")
            yield Finding(span.line, f"this clock has been running for {days}")


def _overlap(files: Sequence[FileFacts]) -> Iterator[FileFinding]:
    """Each clock that begins before an earlier one ends."""
    found = [(s.start, s.end, file.file, s.line) for file in files for s in file.clocks if s.end]
    latest = None
    for start, end, file, line in sorted(found):
        if latest and start < latest[1]:
            text = f"this clock overlaps with the one at {latest[2]}:{latest[3]}"
            yield FileFinding(file, Finding(line, text))
        if latest is None or end > latest[1]:
            latest = (start, end, file, line)


CHECKS = (
    Check(
        "clock-syntax",
        "note",
        "A clock is not written as Emacs writes it: a blank too many, or a digit too few.",
        "* Deep Work\nCLOCK:  [2026-11-02 Mon 10:00]--[2026-11-02 Mon 11:00] => 1:00\n",
        _syntax,
        fixes="writes it that way, if all of it is understood",
    ),
    Check(
        "clock-sum",
        "warning",
        "A clock has a duration that is not the time between its ends.",
        "* Deep Work\nCLOCK: [2026-11-02 Mon 10:00]--[2026-11-02 Mon 11:00] =>  2:00\n",
        _sum,
        fixes="writes the time between its ends",
    ),
    Check(
        "clock-negative",
        "error",
        "A clock ends before it begins.",
        "* Deep Work\nCLOCK: [2026-11-02 Mon 11:00]--[2026-11-02 Mon 10:00] =>  1:00\n",
        _negative,
    ),
    Check(
        "clock-open",
        "warning",
        "A clock has been running for more than a day.",
        "* Deep Work\nCLOCK: [2020-11-02 Mon 11:00]\n",
        _open,
    ),
    Check(
        "clock-overlap",
        "warning",
        "Two clocks count the same time.",
        "* Deep Work\n"
        "CLOCK: [2026-11-02 Mon 10:00]--[2026-11-02 Mon 11:00] =>  1:00\n"
        "* Essays\n"
        "CLOCK: [2026-11-02 Mon 10:30]--[2026-11-02 Mon 11:30] =>  1:00\n",
        in_files=_overlap,
    ),
)
