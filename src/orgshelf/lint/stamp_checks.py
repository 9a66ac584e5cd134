"""Checks of timestamps: weekdays, days that no calendar has, and how they are written."""

import re
from collections.abc import Iterator, Sequence

from orgshelf.lint.check import Check, Finding
from orgshelf.lint.linted_file import LintedFile, replaced
from orgshelf.model import Timestamp
from orgshelf.org.settings import ENGLISH_WEEKDAYS
from orgshelf.org.syntax.timestamps import is_possible

_WORD = re.compile(r" ([^\W\d_]+\.?)(?=[ >\]])")
_TIME = r"(?: [0-9]{1,2}:[0-9]{2}(?:-[0-9]{1,2}:[0-9]{2})?)?"
_COOKIES = r"(?: (?:[.+]?\+[0-9]+[hdwmy](?:/[0-9]+[hdwmy])?|--?[0-9]+[hdwmy]))*"
_MENDABLE = re.compile(rf"[<\[][0-9-]{{10}} *(?:[^\W\d_]+\.?)?{_TIME}{_COOKIES} *[>\]]")


def _impossible(file: LintedFile) -> Iterator[Finding]:
    for stamp, line, _ in file.stamps:
        if not is_possible(stamp):
            read_as = f"; Org reads it as {stamp.iso}" if stamp.iso else ""
            yield Finding(line + 1, f"{stamp.raw} is in no calendar{read_as}")


def _weekday(file: LintedFile) -> Iterator[Finding]:
    languages = (file.document.org.weekdays, ENGLISH_WEEKDAYS)
    for found in file.stamps:
        stamp, line, column = found
        if stamp.day is None or not is_possible(stamp) or not (word := _WORD.search(stamp.raw)):
            continue
        right = _right_weekday(word[1], stamp.day.weekday(), languages)
        if right is not None and right != word[1]:
            new = stamp.raw[: word.start(1)] + right + stamp.raw[word.end(1) :]
            mend = replaced(file.lines[line], line, column, stamp.raw, new)
            yield Finding(line + 1, f"{stamp.raw}: that day is a {right}", mend)


def _right_weekday(word: str, day: int, languages: Sequence[Sequence[str]]) -> str | None:
    """The name that the word should be, in its language; None where that is not known."""
    known = next((names for names in languages if word in names), None)
    return None if known is None else known[day]


def _syntax(file: LintedFile) -> Iterator[Finding]:
    clocks = {line for line, _ in file.clocks}  # of which clock-syntax tells
    for stamp, line, column in file.stamps:
        new = canonical(stamp, file.document.org.weekdays)
        if new == stamp.raw or line in clocks or not is_possible(stamp):
            continue
        mend = replaced(file.lines[line], line, column, stamp.raw, new) if new else ()
        text = (
            f"{stamp.raw} is usually written {new}" if new else f"Org ignores part of {stamp.raw}"
        )
        yield Finding(line + 1, text, mend)


def canonical(stamp: Timestamp, weekdays: Sequence[str]) -> str | None:
    """The stamp as Emacs writes it; None where it has more in it than a stamp says."""
    is_whole = _MENDABLE.fullmatch(stamp.raw) and stamp.raw[0] + stamp.raw[-1] in ("<>", "[]")
    if stamp.day is None or not is_whole:
        return None
    word = _WORD.search(stamp.raw)
    parts = [stamp.raw[1:11], word[1] if word else weekdays[stamp.day.weekday()]]
    if stamp.minutes is not None:
        end = "" if stamp.end_minutes is None else f"-{_clock(stamp.end_minutes)}"
        parts.append(f"{_clock(stamp.minutes)}{end}")
    parts += [part for part in (stamp.repeater, stamp.warning) if part]
    return f"{stamp.raw[0]}{' '.join(parts)}{stamp.raw[-1]}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


CHECKS = (
    Check(
        "timestamp-impossible",
        "error",
        "A stamp has a date or a time that no calendar or clock has.",
        "* TODO Deep Work\nDEADLINE: <2026-02-30 Mon>\n",
        _impossible,
    ),
    Check(
        "timestamp-weekday",
        "warning",
        "The weekday of a stamp is not that of its date.",
        "* TODO Deep Work\nDEADLINE: <2026-12-01 Fri>\n",
        _weekday,
        mends="writes the weekday of the date, which is what Org goes by",
        changes=frozenset(("planning", "text")),
    ),
    Check(
        "timestamp-syntax",
        "note",
        "A stamp is not written as Emacs writes it: the weekday is missing, or a digit.",
        "* TODO Deep Work\nDEADLINE: <2026-12-01>\n",
        _syntax,
        mends="writes it so, if all of it is understood",
        changes=frozenset(("planning", "text")),
    ),
)
