"""How far a work without parts was read, watched or listened to."""

import re
from typing import NamedTuple

from orgshelf.model import Progress
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.property_names import value_of

_COUNT = r"[0-9]{1,9}"
#: A page as people write it, ``p. 120``, ``1,200``, ``~300 pages``; of a part only the whole.
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
    page, at = _told(work, "PAGE"), work.heading.get("AT") or ""
    pages = int(page) if re.fullmatch(_COUNT, page) else whole_percent(page)
    return bool(pages or minutes_of(at))


def progress_read(work: Entry) -> Progress | None:
    """The same without the unit."""
    found = reading(work)
    return found.progress if found else None


def _reading(work: Entry) -> Reading | None:
    get = work.heading.get
    page, total = _with_total(_told(work, "PAGE"), _told(work, "PAGES"))
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


def _told(work: Entry, name: str) -> str:
    return value_of(work.heading, name) or ""


def _with_total(page: str, total: str) -> tuple[str, str]:
    """PAGE and PAGES, of which the first may say both: ``120/300``, ``120 of 300``."""
    match = None if total else re.fullmatch(_WITH_TOTAL, page)
    return (match[1], match[2]) if match else (page, total)


def _pages(page: str, total: str) -> Progress | None:
    """How many pages of how many; those of an article may be numbered as its journal's are."""
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
    """The page that a text says; None where it is no page with a number."""
    match = re.fullmatch(_PAGE, text.strip())
    return int(re.sub(r"[^0-9]", "", match[1])) if match else None


def whole_percent(text: str) -> int | None:
    """``40%`` as 40; None for what is none."""
    match = re.fullmatch(_PERCENT, text.strip())
    return int(match[1]) if match and int(match[1]) <= _FULL else None


def minutes_of(text: str) -> int | None:
    """``9:30`` as hours and minutes; with seconds, ``1:02:03``, those are left out.

    With units it is ``9h 30min`` or ``PT9H30M``.
    """
    text = text.strip()
    if match := re.fullmatch(_CLOCK, text):
        hours, minutes = (match[1], match[2]) if match[1] else (match[2], match[3])
    elif (match := re.fullmatch(_IN_UNITS, text)) and (match[1] or match[2]):
        hours, minutes = match[1] or "0", match[2] or "0"
    else:
        return None
    return int(hours) * 60 + int(minutes)
