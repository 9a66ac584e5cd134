"""How far a work has been read, watched or listened to, and the pages read on each day."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from orgshelf.model import Heading, Progress
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.property_names import value_of
from orgshelf.shelf.property_values import page_number

_COUNT = r"[0-9]{1,9}"
#: A page number such as ``p. 120``, ``1,200``, ``~300 pages``; decimals are ignored.
_PAGE = (
    r"(?i)(?:(?:pp?|pages?|pg|s|seiten?)\.?\s*)?(?:~|ca?\.?\s*)?"
    r"([0-9]{1,3}(?:[,.\u00a0 ][0-9]{3}){1,2}|[0-9]{1,9})(?:[.,][0-9]{1,2})?"
    r"(?:\s*(?:pp?|pages?|s|seiten?)\.?)?"
)
_WITH_TOTAL = r"(?i)(.*\S)\s*(?:/|\bof\b|\bvon\b)\s*(\S.*)"
_FROM_TO = r"([0-9]{1,9}) ?[-–—]+ ?([0-9]{1,9})"
#: ``9h 30min``, ``570 min`` and ``PT9H30M``.
_IN_UNITS = (
    r"(?i)(?:PT)?(?:([0-9]{1,4}) ?h(?:ours?|rs?)?)?\s*(?:([0-9]{1,4}) ?m(?:in(?:ute)?s?)?)?"
    r"\s*(?:[0-9]{1,4} ?s(?:ec)?)?"
)
_PERCENT = r"([0-9]{1,3})(?:[.,][0-9]+)?[ \t]*%"
_CLOCK = r"(?:([0-9]{1,4}):)?([0-9]{1,4}):([0-5][0-9])"
_FULL = 100
#: The page that a log note says has been reached.
_NOTED_PAGE = re.compile(
    r"(?:p\.|pp\.|page|PAGE)[ \t]*([0-9]{1,9})(?:[ \t]*(?:→|->)[ \t]*([0-9]{1,9}))?\.?"
)


class Reading(NamedTuple):
    """Progress counted in ``pages``, ``minutes`` or ``percent``."""

    progress: Progress
    unit: str


def reading(work: Entry) -> Reading | None:
    """The progress of a work without parts: PAGE of PAGES, AT of LENGTH, or PAGE in percent.

    A done work counts as read to the end, unless it was given up.
    """
    if work.role is not Role.WORK or not work.heading.properties:
        return None
    if work.has_parts:
        return None
    found = _reading(work)
    if found and work.heading.done and not work.given_up:
        total = found.progress.total
        return found._replace(progress=Progress(total, total))
    return found


def is_begun(work: Entry) -> bool:
    """Whether PAGE or AT is more than zero, with or without a known total."""
    if not work.heading.properties:
        return False
    page, at = _value(work, "PAGE"), work.heading.get("AT") or ""
    pages = int(page) if re.fullmatch(_COUNT, page) else whole_percent(page)
    return bool(pages or minutes_of(at))


def progress_read(work: Entry) -> Progress | None:
    """The progress of ``reading`` without its unit."""
    found = reading(work)
    return found.progress if found else None


def _reading(work: Entry) -> Reading | None:
    get = work.heading.get
    page, total = _with_total(_value(work, "PAGE"), _value(work, "PAGES"))
    if page and (percent := whole_percent(page)) is not None:
        if last := page_of(total):
            return Reading(Progress(last * percent // _FULL, last), "pages")
        return Reading(Progress(percent, _FULL), "percent")
    if found := _pages(page, total):
        return Reading(found, "pages")
    at, length = minutes_of(get("AT") or ""), minutes_of(get("LENGTH") or "")
    if at is not None and length:
        return Reading(Progress(min(at, length), length), "minutes")
    return None


def _value(work: Entry, name: str) -> str:
    return value_of(work.heading, name) or ""


def _with_total(page: str, total: str) -> tuple[str, str]:
    """PAGE and PAGES; PAGE may contain both, as in ``120/300`` or ``120 of 300``."""
    match = None if total else re.fullmatch(_WITH_TOTAL, page)
    return (match[1], match[2]) if match else (page, total)


def _pages(page: str, total: str) -> Progress | None:
    """The pages read of all pages; PAGES may be a range of page numbers of a journal."""
    here, last = page_of(page), page_of(total)
    if here is not None and last is not None:
        return Progress(min(here, last), last)
    match = re.fullmatch(_FROM_TO, total.strip())
    if here is None or match is None:
        return None
    first, last = int(match[1]), int(match[2])
    count = last - first + 1
    done = here - first + 1 if first <= here <= last else here
    return Progress(min(done, count), count) if count > 0 else None


def page_of(text: str) -> int | None:
    """The page number in a text; None if it is no page number."""
    match = re.fullmatch(_PAGE, text.strip())
    return int(re.sub(r"[^0-9]", "", match[1])) if match else None


def whole_percent(text: str) -> int | None:
    """``40%`` as 40; None if the text is no percentage."""
    match = re.fullmatch(_PERCENT, text.strip())
    return int(match[1]) if match and int(match[1]) <= _FULL else None


def minutes_of(text: str) -> int | None:
    """The minutes of ``9:30``, ``9h 30min`` or ``PT9H30M``; None if it is no such duration.

    Seconds, as in ``1:02:03``, are ignored.
    """
    text = text.strip()
    if match := re.fullmatch(_CLOCK, text):
        hours, minutes = (match[1], match[2]) if match[1] else (match[2], match[3])
    elif (match := re.fullmatch(_IN_UNITS, text)) and (match[1] or match[2]):
        hours, minutes = match[1] or "0", match[2] or "0"
    else:
        return None
    return int(hours) * 60 + int(minutes)


def is_new_page(heading: Heading, name: str, value: str) -> bool:
    """Whether setting a property changes the page that has been reached."""
    is_number = name.upper() == "PAGE" and page_number(value) is not None
    return is_number and heading.get("PAGE") != value


class _Step(NamedTuple):
    """The pages read on a day, from ``first`` to ``last``."""

    day: date
    first: int
    last: int


def pages_read(entry: Entry) -> Iterator[tuple[date, int]]:
    """The pages read on each day, from the log notes that name a page.

    = the page of the note (``p. 120``, ``page 120``, ``PAGE 85 → 120``) − the one before: that
    before the arrow, else that of the previous note, else 0. A lower page corrects the previous
    note if it is not below where that one began; a page below means that reading began again.
    """
    steps: list[_Step] = []
    for moment, first, last in sorted(_noted_pages(entry), key=lambda mark: mark[0]):
        page = first if last is None else last
        before = first if last is not None else steps[-1].last if steps else 0
        if page < before and steps and steps[-1].last == before and steps[-1].first <= page:
            steps[-1] = steps[-1]._replace(last=page)
        else:
            steps.append(_Step(moment.date(), min(before, page), page))
    yield from ((step.day, step.last - step.first) for step in steps if step.last > step.first)


def _noted_pages(entry: Entry) -> Iterator[tuple[datetime, int, int | None]]:
    """The time of each log note that names a page, and the one or two pages in it."""
    from orgshelf.org.elements import logbook  # few works have such notes

    if entry.heading.commented:
        return
    for when, text in logbook.notes(entry.body):
        matches = (_NOTED_PAGE.fullmatch(line.strip()) for line in text.split("\n"))
        match = next(filter(None, matches), None)
        if match and when.start:
            yield when.start, int(match[1]), int(match[2]) if match[2] else None
