"""Checks of dates: planning lines and their place, and timestamps."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from orgshelf.lint.check import Check, Finding
from orgshelf.lint.linted_file import LintedFile, replaced
from orgshelf.model import Heading, Timestamp
from orgshelf.org.elements.node import Kind
from orgshelf.org.lines import Splice
from orgshelf.org.settings import ENGLISH_WEEKDAYS
from orgshelf.org.syntax.timestamps import STAMP, is_planning, is_possible, parse_planning

_VERBATIM: frozenset[Kind] = frozenset(
    ("comment-block", "example-block", "export-block", "planning", "src-block", "verse-block")
)
_WORD = r"(?:SCHEDULED|DEADLINE|CLOSED):"
_WHOLE = re.compile(rf"(?:[ \t]*{_WORD}[ \t]*{STAMP.pattern})+[ \t]*", re.IGNORECASE)
_IN_TEXT = re.compile(rf"{_WORD}[ \t]*{STAMP.pattern}")
_REPEATER = re.compile(r"(\+{1,2})([0-9]+)([hdwmy])")
_WEEKDAY = re.compile(r" ([^\W\d_]+\.?)(?=[ >\]])")
_TIME = r"(?: [0-9]{1,2}:[0-9]{2}(?:-[0-9]{1,2}:[0-9]{2})?)?"
_COOKIES = r"(?: (?:[.+]?\+[0-9]+[hdwmy](?:/[0-9]+[hdwmy])?|--?[0-9]+[hdwmy]))*"
_MENDABLE = re.compile(rf"[<\[][0-9-]{{10}} *(?:[^\W\d_]+\.?)?{_TIME}{_COOKIES} *[>\]]")


def _misplaced(file: LintedFile) -> Iterator[Finding]:
    like = [n for n, line in enumerate(file.lines) if ":" in line and is_planning(line)]
    counts = Counter(map(file.heading_at, like))
    for number in like:
        element = file.element_at(number)
        if element is not None and element.kind not in _VERBATIM:
            text = "Org ignores planning here: it must be right below the heading"
            alone = element.kind == "paragraph" and counts[file.heading_at(number)] == 1
            yield Finding(number + 1, text, tuple(_moved_up(file, number)) if alone else ())


def _moved_up(file: LintedFile, number: int) -> Iterator[Splice]:
    """Move the line, which is the only planning, below its headline if it is nothing else."""
    index = file.heading_at(number)
    if index is None or not _WHOLE.fullmatch(file.lines[number]):
        return
    heading = file.headings[index]
    if parse_planning(file.lines[number]).closed and not heading.done:
        return
    yield Splice(heading.line, heading.line, (file.lines[number].strip(" \t"),))
    yield Splice(number, number + 1, ())


def _in_text(file: LintedFile) -> Iterator[Finding]:
    for number, line in enumerate(file.lines):
        match = _IN_TEXT.search(line) if "<" in line or "[" in line else None
        if match is None or is_planning(line):
            continue
        element = file.element_at(number)
        if element is None or element.kind in ("paragraph", "item", "plain-list"):
            yield Finding(
                number + 1, f"{match[0]} is text here, which Org does not see as planning"
            )


def _inactive(file: LintedFile) -> Iterator[Finding]:
    for heading in file.headings:
        for word, stamp in _planned(heading):
            if not stamp.active:
                text = f"{word}: {stamp.raw} is in square brackets, so no agenda shows it"
                yield Finding(heading.line + 1, text)
                break


def _planned(heading: Heading) -> Iterator[tuple[str, Timestamp]]:
    if heading.planning.scheduled:
        yield "SCHEDULED", heading.planning.scheduled
    if heading.planning.deadline:
        yield "DEADLINE", heading.planning.deadline


def _repeaters(file: LintedFile) -> Iterator[Finding]:
    for heading in file.headings:
        found = [_repeater(stamp) for _, stamp in _planned(heading)]
        if len(found) == 2 and None not in found and found[0] != found[1]:
            text = "SCHEDULED and DEADLINE repeat at different intervals"
            yield Finding(heading.line + 1, text)


def _repeater(stamp: Timestamp) -> tuple[str, int, str] | None:
    """The parts of a repeater; None without one, and for one that counts from completion."""
    match = _REPEATER.match(stamp.repeater or "")
    return (match[1], int(match[2]), match[3]) if match and int(match[2]) else None


def _not_closed(file: LintedFile) -> Iterator[Finding]:
    if not file.document.org.log_done:
        return
    for heading in file.headings:
        if heading.done and heading.planning.closed is None and not _has_logging_off(heading):
            yield Finding(
                heading.line, f"{heading.keyword} without CLOSED: nobody knows since when"
            )


def _has_logging_off(heading: Heading) -> bool:
    return heading.inherited.get("LOGGING") is not None


def _closed_open(file: LintedFile) -> Iterator[Finding]:
    for heading in file.headings:
        if heading.planning.closed and heading.keyword and not heading.done:
            yield Finding(heading.line + 1, f"CLOSED, but {heading.keyword} says that it is open")


def _closed_to_come(file: LintedFile) -> Iterator[Finding]:
    for heading in file.headings:
        closed = heading.planning.closed
        if closed and closed.start and closed.start > file.around.now:
            yield Finding(heading.line + 1, f"CLOSED: {closed.raw} is still to come")


def _impossible(file: LintedFile) -> Iterator[Finding]:
    for stamp, line, _ in file.stamps:
        if not is_possible(stamp):
            read_as = f"; Org reads it as {stamp.iso}" if stamp.iso else ""
            yield Finding(line + 1, f"{stamp.raw} is not a date of the calendar{read_as}")


def _weekday(file: LintedFile) -> Iterator[Finding]:
    languages = (file.document.org.weekdays, ENGLISH_WEEKDAYS)
    for found in file.stamps:
        stamp, line, column = found
        if stamp.day is None or not is_possible(stamp) or not (word := _WEEKDAY.search(stamp.raw)):
            continue
        right = _right_weekday(word[1], stamp.day.weekday(), languages)
        if right is not None and right != word[1]:
            new = stamp.raw[: word.start(1)] + right + stamp.raw[word.end(1) :]
            fix = replaced(file.lines[line], line, column, stamp.raw, new)
            yield Finding(line + 1, f"{stamp.raw}: that day is a {right}", fix)


def _right_weekday(word: str, day: int, languages: Sequence[Sequence[str]]) -> str | None:
    """The right name of the weekday, in the language of the word; None if that is unknown."""
    known = next((names for names in languages if word in names), None)
    return None if known is None else known[day]


def _syntax(file: LintedFile) -> Iterator[Finding]:
    clocks = {line for line, _ in file.clocks}  # which clock-syntax reports
    for stamp, line, column in file.stamps:
        new = canonical(stamp, file.document.org.weekdays)
        if new == stamp.raw or line in clocks or not is_possible(stamp):
            continue
        fix = replaced(file.lines[line], line, column, stamp.raw, new) if new else ()
        text = (
            f"{stamp.raw} is usually written {new}" if new else f"Org ignores part of {stamp.raw}"
        )
        yield Finding(line + 1, text, fix)


def canonical(stamp: Timestamp, weekdays: Sequence[str]) -> str | None:
    """The timestamp as Emacs writes it; None if it has other text."""
    is_whole = _MENDABLE.fullmatch(stamp.raw) and stamp.raw[0] + stamp.raw[-1] in ("<>", "[]")
    if stamp.day is None or not is_whole:
        return None
    word = _WEEKDAY.search(stamp.raw)
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
        "misplaced-planning-info",
        "warning",
        "SCHEDULED, DEADLINE or CLOSED begins a line where Org does not see it.",
        "* TODO Deep Work\n\nDEADLINE: <2026-12-01 Tue>\n",
        _misplaced,
        fixes="moves the line below its heading, if that has no planning",
        changes=frozenset(("planning", "elements")),
    ),
    Check(
        "planning-in-text",
        "warning",
        "SCHEDULED, DEADLINE or CLOSED with a date is within a title or text.",
        "* TODO Deep Work DEADLINE: <2026-12-01 Tue>\n",
        _in_text,
    ),
    Check(
        "planning-inactive",
        "warning",
        "SCHEDULED or DEADLINE has a stamp in square brackets, which no agenda shows.",
        "* TODO Deep Work\nDEADLINE: [2026-12-01 Tue]\n",
        _inactive,
    ),
    Check(
        "mismatched-planning-repeaters",
        "warning",
        "SCHEDULED and DEADLINE of one heading repeat at different intervals.",
        "* TODO Reading club\nDEADLINE: <2026-12-01 Tue +1m> SCHEDULED: <2026-11-24 Tue +1w>\n",
        _repeaters,
    ),
    Check(
        "done-without-closed",
        "note",
        "A done item has no CLOSED and no log, so it counts for no day.",
        "* DONE Deep Work\n",
        _not_closed,
    ),
    Check(
        "closed-on-open",
        "warning",
        "An item that is not done has a CLOSED stamp.",
        "* TODO Deep Work\nCLOSED: [2026-11-02 Mon 10:00]\n",
        _closed_open,
    ),
    Check(
        "closed-to-come",
        "warning",
        "A CLOSED stamp is later than now.",
        "* DONE Deep Work\nCLOSED: [2999-11-02 Sat 10:00]\n",
        _closed_to_come,
    ),
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
        fixes="writes the weekday of the date, which is what Org goes by",
        changes=frozenset(("planning", "text")),
    ),
    Check(
        "timestamp-syntax",
        "note",
        "A stamp is not written as Emacs writes it: the weekday is missing, or a digit.",
        "* TODO Deep Work\nDEADLINE: <2026-12-01>\n",
        _syntax,
        fixes="writes it that way, if all of it is understood",
        changes=frozenset(("planning", "text")),
    ),
)
