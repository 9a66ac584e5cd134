"""Durations (org-duration-to-minutes): ``1:30``, ``90min``, ``1d 3h``, ``5``."""

import re

_CLOCK = re.compile(r"(\d+):(\d{2})(?::\d{2})?")
_NUMBER = re.compile(r"\d+(?:\.\d*)?")
_UNITS = re.compile(r"(\d+(?:\.\d*)?)[ \t]*(min|h|d|w|m|y)[ \t]*")
_MINUTES = {
    "min": 1,
    "h": 60,
    "d": 24 * 60,
    "w": 7 * 24 * 60,
    "m": 30 * 24 * 60,
    "y": 365.25 * 24 * 60,
}
#: Characters; Python refuses to read numbers of thousands of digits.
_LONGEST = 100


def minutes(text: str) -> int | None:
    """Whole minutes of an Org duration; None for what is none."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if match := _CLOCK.fullmatch(text):
        return int(match[1]) * 60 + int(match[2])
    if _NUMBER.fullmatch(text):
        return int(float(text))
    total, place = 0.0, 0
    for match in _UNITS.finditer(text):
        if match.start() != place:
            return None
        total += float(match[1]) * _MINUTES[match[2]]
        place = match.end()
    if not place:
        return None
    rest = _CLOCK.fullmatch(text, place)
    if rest is None and place != len(text):
        return None
    return int(total) + (int(rest[1]) * 60 + int(rest[2]) if rest else 0)
