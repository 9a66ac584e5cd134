"""Dates of publication: years, months, seasons, ranges and guesses, as text and as EDTF.

EDTF is the Extended Date/Time Format of the Library of Congress, which biblatex reads.
"""

import re
from calendar import monthrange
from typing import NamedTuple

# Patterns are compiled on first use: most years are four digits.
_CIRCA = (
    r"(?i)(?:c\.|ca?\.?|circa|about|around|approx\.?|um|etwa|vers|hacia|early|mid-?|late|~)"
    r"\s*(?=\d)|~$"
)
_ERA = r"(?i)\s*(?:(B\.?\s?C\.?(?:E\.?)?)|C\.?E\.?|A\.?D\.?)$"
_AD = r"(?i)^A\.?D\.?\s*(?=\d)"
_RANGE = r"(\S+(?: \S+)?)\s*(?:[–—/]|\s-\s|(?<=\d)-(?=\d)|(?<=[^\W\d])-(?=[^\W\d]))\s*(\S.*)"
_BETWEEN = r"(?i)between (\S+(?: \S+)?) and (\S.*)"
_OPEN = r"(?i)(\d{1,4})\s*[-–—]\s*(?:present|today|now|\.\.)?$"
_ISO = r"(\d{1,4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?"
_WORDY = (
    r"(?:(?P<day>\d{1,2})\.? )?(?P<word>[^\W\d_]{3,10})\.?"
    r"(?: (?P<day2>\d{1,2}),)?,? (?P<year>\d{4})"
)
_YEAR_BEFORE_WORD = r"(?P<year>\d{4}),? (?P<word>[^\W\d_]{3,10})\.?(?: (?P<day>\d{1,2}))?"
_DECADE = r"(\d{3})0'?s"
_CENTURY = r"(?i)(\d{1,2})(?:(?:st|nd|rd|th) century|\. (?:Jahrhundert|Jh\.?))"
_UNKNOWN_DIGITS = r"(?i)(\d{3})[XU?-]|(\d\d)(?:XX|UU|\?\?|--)"
_SINCE = r"(?i)(?:after|since|from|nach|seit|ab|depuis|après)\s+(\d{4})"
_BEFORE = r"(?i)(?:(?:before|until|vor|bis|avant)\s+|\.\.\s?/\s?|[–—]\s?)(\d{4})"
#: Other numeric notations of dates: Org's, with a time, and national ones.
_STAMP = r"[<\[]?(\d{4})-(\d\d)-(\d\d)(?:[ T].*)?[>\]]?"
_YEAR_FIRST = r"(\d{4})[/.](\d\d?)[/.](\d\d?)|(\d{4})年(?:\s*(\d\d?)月)?(?:\s*(\d\d?)日)?"
_COMPACT = r"([12]\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
_MONTH_FIRST = r"(0?[1-9]|1[0-2])[/.](\d{4})"
_DAY_FIRST = r"(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})"
#: Each with 1, or with -1 where the year stands last.
_IN_DIGITS = (
    *((_STAMP, 1), (_YEAR_FIRST, 1), (_COMPACT, 1)),
    *((_DAY_FIRST, -1), (_MONTH_FIRST, -1)),
)
_ANY_YEAR = r"(?<!\d)(?:1\d{3}|20\d{2})(?!\d)"
#: Month names in English, German, French, Spanish and Italian; three letters suffice.
_MONTHS = (
    ("january", "januar", "jänner", "janvier", "enero", "gennaio"),
    ("february", "februar", "février", "fevrier", "febrero", "febbraio"),
    ("march", "märz", "maerz", "mars", "marzo"),
    ("april", "avril", "abril", "aprile"),
    ("may", "mai", "mayo", "maggio"),
    ("june", "juni", "juin", "junio", "giugno"),
    ("july", "juli", "juillet", "julio", "luglio"),
    ("august", "août", "aout", "agosto"),
    ("september", "septembre", "septiembre", "settembre"),
    ("october", "oktober", "octobre", "octubre", "ottobre"),
    ("november", "novembre", "noviembre"),
    ("december", "dezember", "décembre", "decembre", "diciembre", "dicembre"),
)
#: The numbers of the seasons in EDTF.
_SEASONS = {
    **dict.fromkeys(("spring", "frühling", "frühjahr", "printemps", "primavera"), 21),
    **dict.fromkeys(("summer", "sommer", "été", "verano", "estate"), 22),
    **dict.fromkeys(("autumn", "fall", "herbst", "automne", "otoño", "autunno"), 23),
    **dict.fromkeys(("winter", "hiver", "invierno", "inverno"), 24),
}
FIRST_SEASON = 21
_SHORTEST_MONTH = 3


class Issued(NamedTuple):
    """A date of publication, as far as it could be parsed.

    ``year`` is the first one, negative before Christ (350 BC is -350), None if unknown. ``edtf``
    is "" if EDTF cannot express the date. ``dates`` are the date, or both ends of a range, as
    (year, month, day) without unknown parts; a season takes the place of the month.
    """

    text: str
    year: int | None = None
    edtf: str = ""
    dates: tuple[tuple[int, ...], ...] = ()
    circa: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is a year and nothing else."""
        return self.edtf.isdigit() and len(self.edtf) == 4


def read_issued(text: str) -> Issued:
    """Parse the value of YEAR; of unknown notations only the text and a year in it are kept."""
    text = " ".join(text.split())
    if len(text) == 4 and text.isascii() and text.isdigit():  # as nearly all are
        return Issued(text, int(text), text, ((int(text),),))
    if len(text) > 60:
        return Issued(text)
    bare = text.strip("[]()©® ")
    guessed, doubted = bool(re.search(_CIRCA, bare)), bare.endswith("?")
    unsure = re.sub(_AD, "", re.sub(_CIRCA, "", bare))
    bare = unsure.rstrip("?").strip()
    sign = "%" if guessed and doubted else "~" if guessed else "?" if doubted else ""
    found = _span(unsure) or _span(bare) or _range(bare, sign) or _single(_as_iso(bare), sign)
    if found is None:
        return _by_a_year(text)
    dates, edtf = found
    return Issued(text, dates[0][0], edtf, dates, guessed or doubted)


def _by_a_year(text: str) -> Issued:
    """A text of which only the first year can be parsed."""
    if match := re.fullmatch(_BEFORE, text):
        return Issued(text, int(match[1]), f"../{match[1]}")
    if re.fullmatch(r"-0?\d{3}", text):
        # -350 means 350 BC; with four digits it is ISO 8601, which has a year 0.
        year = int(text) - (len(text) == 5)
        return Issued(text, year, _edtf((year,)), ((year,),))
    match = re.search(_ANY_YEAR, text)
    return Issued(text, int(match[0]) if match else None)


def _as_iso(text: str) -> str:
    """A numeric date in ISO 8601; other text unchanged."""
    for pattern, order in _IN_DIGITS:
        if match := re.fullmatch(pattern, text):
            parts = [part for part in match.groups() if part][::order]
            return "-".join((parts[0], *(f"{int(part):02}" for part in parts[1:])))
    return text


_Found = tuple[tuple[tuple[int, ...], ...], str]


def _single(text: str, sign: str) -> _Found | None:
    date = _date(text)
    return ((date,), _edtf(date) + sign) if date else None


def _span(text: str) -> _Found | None:
    """A decade, a century, or an open range."""
    if match := re.fullmatch(_UNKNOWN_DIGITS, text):
        known = match[1] or match[2]
        open_ = 10 ** (4 - len(known))
        return ((int(known) * open_,), (int(known) * open_ + open_ - 1,)), f"{known:X<4}"
    if match := re.fullmatch(_DECADE, text):
        first = int(match[1]) * 10
        return ((first,), (first + 9,)), f"{match[1]}X"
    if match := re.fullmatch(_CENTURY, text):
        first = (int(match[1]) - 1) * 100
        return ((first,), (first + 99,)), f"{int(match[1]) - 1:02}XX"
    if match := re.fullmatch(_OPEN, text) or re.fullmatch(_SINCE, text):
        return ((int(match[1]),),), f"{int(match[1]):04}/.."
    return None


def _range(text: str, sign: str) -> _Found | None:
    if _date(text):  # 2004-05 is a month
        return None
    match = re.fullmatch(_BETWEEN, text) or re.fullmatch(_RANGE, text)
    if not match:
        return None
    first, last = match[1], match[2]
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: -len(last)] + last
    if (era := re.search(_ERA, last)) and not re.search(_ERA, first):
        first += era[0]
    if _season_or_month(first) and (year := re.search(r"\d{4}$", last)):
        first += f" {year[0]}"
    start, end = _date(first), _date(last)
    if not start or not end or end < start:
        return None
    return (start, end), f"{_edtf(start)}{sign}/{_edtf(end)}{sign}"


def _date(text: str) -> tuple[int, ...] | None:
    """A year, perhaps with its month or season, and day; no day that no calendar has."""
    found = _wordy_date(text) or _iso_date(text)
    return found if found and _is_on_calendar(found) else None


def _is_on_calendar(date: tuple[int, ...]) -> bool:
    if len(date) < 3 or date[0] < 1:
        return True
    return date[1] < FIRST_SEASON and date[2] <= monthrange(date[0], date[1])[1]


def _wordy_date(text: str) -> tuple[int, ...] | None:
    match = re.fullmatch(_WORDY, text) or re.fullmatch(_YEAR_BEFORE_WORD, text)
    month = _season_or_month(match["word"]) if match else None
    if not match or not month:
        return None
    day = match["day"] or match.groupdict().get("day2")
    return (int(match["year"]), month, *([int(day)] if day else []))


def _iso_date(text: str) -> tuple[int, ...] | None:
    era = re.search(_ERA, text)
    match = re.fullmatch(_ISO, text[: era.start()] if era else text)
    if not match:
        return None
    parts = tuple(int(part) for part in match.groups() if part)
    return (-parts[0],) if era and era[1] else parts


def _season_or_month(word: str) -> int | None:
    word = word.casefold().rstrip(".")
    if word in _SEASONS:
        return _SEASONS[word]
    return month_number(word)


def month_number(text: str) -> int | None:
    """The number of a month written as ``5``, ``05``, ``May`` or ``sept.``; else None."""
    text = text.casefold().strip(" .")
    if text.isdecimal() and len(text) <= 2:
        return int(text) if 1 <= int(text) <= 12 else None
    if len(text) < _SHORTEST_MONTH:
        return None
    named = (n for n, names in enumerate(_MONTHS, 1) if any(x.startswith(text) for x in names))
    return next(named, None)


def is_month_name(word: str) -> bool:
    """Whether it is the whole name of a month: a ``Marc`` is none."""
    return any(word.casefold() in names for names in _MONTHS)


def _edtf(date: tuple[int, ...]) -> str:
    """ISO 8601, where the year before 1 is 0."""
    year = date[0] if date[0] > 0 else date[0] + 1 if date[0] < 0 else 0
    written = f"-{-year:04}" if year < 0 else f"{year:04}"
    return "-".join((written, *(f"{part:02}" for part in date[1:])))


def year_words(year: int) -> str:
    """A year to read: ``1984``, ``350 BC``."""
    return str(year) if year >= 0 else f"{-year} BC"
