"""Validation of the properties that the program interprets."""

import re
from collections.abc import Callable, Collection, Mapping

from orgshelf.errors import PropertyValueError
from orgshelf.org.syntax.drawers import is_drawer_name
from orgshelf.org.syntax.timestamps import minutes
from orgshelf.shelf.property_names import IDENTIFIERS
from orgshelf.shelf.years import month_number, read_issued

#: The value of another property of the same heading by its name.
Others = Callable[[str], str | None]

_NUMBER = re.compile(r"[0-9]{1,9}")
_PERCENT = re.compile(r"(?:100|[0-9]{1,2})(?:\.[0-9]+)?[ \t]*%")
_THOUSANDS = re.compile(r"(?<=[0-9])[,.](?=[0-9]{3}(?![0-9]))")
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_PAGES = re.compile(r"[A-Za-z]?[0-9]+(?: ?[-–—,]+ ?[A-Za-z]?[0-9]+)*")
_TIME = re.compile(r"(?:[0-9]{1,4}:)?[0-9]{1,4}:[0-5][0-9]")
_RATING = re.compile(
    r"(?P<number>[0-9]{1,2}(?:[.,][0-9]{1,2})?)(?:[ \t]*(?:/[ \t]*(?P<of>5|10)|stars?))?"
    r"|(?P<stars>[★⭐*]{1,5})(?P<half>½)?[☆]{0,4}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+|\[\[.+\]\]|[~./].*")
_NO_YEAR = frozenset(("n.d.", "undated", "forthcoming", "in press", "in preparation"))


def check_value(name: str, value: str, others: Others, kinds: Collection[str]) -> str:
    """The value in the form to be written; a DOI loses the address in front of it.

    ``name`` is in upper case. Other properties can have any value.

    Raises:
        PropertyValueError: the value is invalid.
    """
    value = value.strip()
    if value == "nil":  # which means none
        return value
    if name == "KIND":
        return _kind(value, kinds)
    if name == "PAGE":
        _check_page(value, others("PAGES"))
    elif name in IDENTIFIERS:
        return _identifier(name, value)
    elif (rule := _RULES.get(name)) and not rule[0](value):
        raise PropertyValueError(name, value, rule[1])
    if name == "AT":
        _check_at(value, others("LENGTH"))
    return value


def _kind(value: str, kinds: Collection[str]) -> str:
    if value.casefold() in kinds:
        return value.casefold()
    raise PropertyValueError("KIND", value, f"use {', '.join(sorted(kinds))}")


def _check_page(value: str, total: str | None) -> None:
    fits = any(pattern.fullmatch(value) for pattern in (_NUMBER, _PERCENT, _ROMAN, _PAGES))
    if not fits:
        raise PropertyValueError("PAGE", value, "write a page like 120, or a percentage like 40%")
    page, last = page_number(_THOUSANDS.sub("", value)), page_number(total)
    if page is not None and last and page > last:
        raise PropertyValueError("PAGE", value, f"the last page is {last}, says PAGES")


def _check_at(value: str, length: str | None) -> None:
    end = _seconds(length or "")
    if end is not None and (_seconds(value) or 0) > end:
        raise PropertyValueError("AT", value, f"all of it takes {length}, says LENGTH")


def _seconds(time: str) -> int | None:
    """``1:30`` as hours and minutes, or ``1:30:05``, in seconds; None for what is neither."""
    if not _TIME.fullmatch(time):
        return None
    hours, minutes, *rest = map(int, time.split(":"))
    return (hours * 60 + minutes) * 60 + sum(rest)


def page_number(value: str | None) -> int | None:
    """A PAGE or PAGES that is a number of at most nine digits, as a number; else None."""
    return int(value) if value and _NUMBER.fullmatch(value) else None


def _identifier(name: str, value: str) -> str:
    from orgshelf.shelf.identifiers import SCHEMES  # slow to import, and seldom written

    scheme = SCHEMES[name.casefold()]
    found = scheme.parse(value)
    if found is None:
        raise PropertyValueError(name, value, f"write it like {scheme.example}")
    return found


def _is_year(value: str) -> bool:
    return read_issued(value).year is not None or value.casefold() in _NO_YEAR


def _is_rating(value: str) -> bool:
    return stars(value) is not None


def _is_never(_value: str) -> bool:
    """Return False, for properties that do not exist."""
    return False


def _has_pages(value: str) -> bool:
    return _PAGES.fullmatch(value) is not None and value.strip("0") != ""


def _is_drawer(value: str) -> bool:
    return value.isdecimal() or is_drawer_name(value)


def _is_duration(value: str) -> bool:
    return minutes(value) is not None


#: Properties that are mistaken for options, each with a valid value.
EXAMPLES: Mapping[str, str] = {
    "PAGES": "304",
    "PAGE": "12",
    "RATING": "4",
    "YEAR": "1984",
    "AUTHOR": "Orwell",
    "URL": "https://example.org",
    "ISBN": "9780141036144",
    "DOI": "10.1145/359340.359342",
    "LENGTH": "1:30",
    "EFFORT": "1:30",
}
#: The test of a value, and the message for an invalid one.
_RULES: Mapping[str, tuple[Callable[[str], object], str]] = {
    "PAGES": (_has_pages, "write how many, like 304, or from where to where, like 12-34"),
    "RATING": (_is_rating, "write 0 to 5, or half of one like 3.5"),
    "YEAR": (_is_year, "write it like 1984, c. 1900, 1990-1995 or 350 BC"),
    "MONTH": (month_number, "write 1 to 12 or a month's name"),
    "URL": (_ADDRESS.fullmatch, "write the whole address, like https://example.org/a.pdf"),
    "LENGTH": (_TIME.fullmatch, "write hours and minutes, like 9:30"),
    "AT": (_TIME.fullmatch, "write hours and minutes, like 3:10"),
    "EFFORT": (_is_duration, "write hours and minutes, like 1:30"),
    **dict.fromkeys(
        ("LOG_INTO_DRAWER", "CLOCK_INTO_DRAWER"),
        (_is_drawer, "write t, nil or one word, like LOGBOOK"),
    ),
    "TITLE": (_is_never, "the title is the heading itself, which `orgshelf rename` changes"),
}


def stars(value: str) -> float | None:
    """A RATING as a number from 0 to 5; None if it is invalid.

    ``4``, ``3.5``, ``4/5``, ``8/10``, ``4 stars``, ``★★★★☆`` and ``****`` are.
    """
    found = _RATING.fullmatch(value.strip())
    if found is None:
        return None
    if found["stars"]:
        number = len(found["stars"]) + (0.5 if found["half"] else 0)
    else:
        number = float(found["number"].replace(",", ".")) / (2 if found["of"] == "10" else 1)
    return number if number <= 5 else None


def star_signs(given: float) -> str:
    """A rating as stars, rounded to halves: ``★★★½``."""
    whole, half = divmod(round(2 * given), 2)
    return "★" * whole + ("½" if half else "")


def page_count(value: str) -> int | None:
    """The number of pages in PAGES, a number or a range such as ``12-34``; else None."""
    value = value.strip()
    if _NUMBER.fullmatch(value):
        return int(value)
    match = re.fullmatch(r"([0-9]{1,9})[-–]([0-9]{1,9})", value)
    first, last = (int(match[1]), int(match[2])) if match else (1, 0)
    return last - first + 1 if first <= last else None
