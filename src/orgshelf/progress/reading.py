"""How far a work without parts was read, watched or listened to."""

import re
from typing import NamedTuple

from orgshelf.model import Progress
from orgshelf.shelf.entries import Entry, Role

_COUNT = r"[0-9]{1,9}"
_PERCENT = r"([0-9]{1,3})(?:[.,][0-9]+)?[ \t]*%"
_CLOCK = r"(?:([0-9]{1,4}):)?([0-9]{1,4}):([0-5][0-9])"
_FULL = 100


class Reading(NamedTuple):
    """Progress counted in ``pages``, ``minutes`` or ``percent``."""

    progress: Progress
    unit: str


def reading(work: Entry) -> Reading | None:
    """How far a work without parts is by PAGE of PAGES, AT of LENGTH, or PAGE in per cent.

    A work that is done is whole, whatever they say; one that was given up is where it was left.
    """
    if work.role is not Role.WORK or not work.heading.properties:
        return None
    if work.progress.total > work.is_item:
        return None
    found = _reading(work)
    if found and work.heading.done and not work.given_up:
        total = found.progress.total
        return found._replace(progress=Progress(total, total))
    return found


def is_begun(work: Entry) -> bool:
    """Whether PAGE or AT says that something is read already, whatever it is part of."""
    if not work.heading.properties:
        return False
    page, at = work.heading.get("PAGE") or "", work.heading.get("AT") or ""
    pages = int(page) if re.fullmatch(_COUNT, page) else whole_percent(page)
    return bool(pages or minutes_of(at))


def progress_read(work: Entry) -> Progress | None:
    """The same without the unit."""
    found = reading(work)
    return found.progress if found else None


def _reading(work: Entry) -> Reading | None:
    get = work.heading.get
    page, total = get("PAGE"), get("PAGES")
    if page and (percent := whole_percent(page)) is not None:
        if total and re.fullmatch(_COUNT, total):
            return Reading(Progress(int(total) * percent // _FULL, int(total)), "pages")
        return Reading(Progress(percent, _FULL), "percent")
    if page and total and re.fullmatch(_COUNT, page) and re.fullmatch(_COUNT, total):
        return Reading(Progress(min(int(page), int(total)), int(total)), "pages")
    at, length = minutes_of(get("AT") or ""), minutes_of(get("LENGTH") or "")
    if at is not None and length:
        return Reading(Progress(min(at, length), length), "minutes")
    return None


def whole_percent(text: str) -> int | None:
    """``40%`` as 40; None for what is none."""
    match = re.fullmatch(_PERCENT, text.strip())
    return int(match[1]) if match and int(match[1]) <= _FULL else None


def minutes_of(text: str) -> int | None:
    """``9:30`` as hours and minutes; with seconds, ``1:02:03``, those are left out."""
    match = re.fullmatch(_CLOCK, text.strip())
    if not match:
        return None
    hours, minutes = (match[1], match[2]) if match[1] else (match[2], match[3])
    return int(hours) * 60 + int(minutes)
