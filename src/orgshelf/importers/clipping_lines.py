"""The line of a Kindle's clippings that says what was marked, where and when.

It is in the language of the device: English, German, French, Spanish, Italian, Portuguese,
Dutch, Japanese or Chinese.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Kind(Enum):
    """What a clipping is."""

    HIGHLIGHT = "highlight"
    NOTE = "note"
    BOOKMARK = "bookmark"


@dataclass(frozen=True, slots=True)
class ClippingLine:
    """``start`` and ``end`` count locations, ``page`` is a label, empty where there is none."""

    kind: Kind
    page: str
    start: int | None
    end: int | None
    made: date | None


_KINDS = (
    (
        Kind.BOOKMARK,
        "bookmark|lesezeichen|signet|marcador|segnalibro|bladwijzer|ブックマーク|书签|書籤",
    ),
    (
        Kind.HIGHLIGHT,
        "highlight|clip|markierung|ausschnitt|surlignement|coupure|subrayado|recorte"
        "|evidenziazione|ritaglio|destaque|markering|knipsel|ハイライト|クリップ|标注|標註|剪贴",
    ),
    (Kind.NOTE, "note|notiz|nota|notitie|メモ|笔记|筆記|备注"),
)
_KIND = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _KINDS)
_NUMBER = r"([\divxlc]+(?:-[\divxlc]+)?)"
_PAGE = re.compile(
    rf"(?:\bpage|\bseite|\bp[áa]gina)\s+{_NUMBER}|第\s*{_NUMBER}\s*[页頁]|{_NUMBER}\s*ページ",
    re.IGNORECASE,
)
_LOCATION = re.compile(
    r"(?:\bloc(?:ation|atie)?\b\.?|\bpos(?:ition|ici[óo]n|i[çc][ãa]o|izione)\b|emplacement"
    r"|ubicaci[óo]n|位置(?:No\.)?)\s*#?(\d{1,9})(?:\s*[-–]\s*#?(\d{1,9}))?",
    re.IGNORECASE,
)
# No device writes a longer one.
_LONGEST = 1000
_MONTHS = (
    "january januar janvier enero gennaio janeiro januari",
    "february februar février febrero febbraio fevereiro februari",
    "march märz mars marzo março maart",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august août agosto augustus",
    "september septembre septiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember décembre diciembre dicembre dezembro",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_ASIAN_DAY = re.compile(r"(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日")
_DAY_FIRST = re.compile(r"(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]+)\.?,?\s+(?:de\s+)?(\d{4})\b")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\s+(\d{1,2}),\s+(\d{4})\b")


def read_clipping_line(line: str) -> ClippingLine | None:
    """What the line says; None if it does not say that something was marked."""
    if not line.startswith(("-", "–")) or len(line) > _LONGEST:
        return None
    place, sign, _ = line.rpartition("|")
    about = place if sign else line
    kind = next((kind for kind, words in _KIND if words.search(about)), None)
    if kind is None:
        return None
    page, location = _PAGE.search(about), _LOCATION.search(about)
    start, end = _range(location) if location else (None, None)
    label = next(filter(None, page.groups()), "") if page else ""
    return ClippingLine(kind, label, start, end, _day(line))


def _range(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last location; the last can be short, as ``680-82``."""
    first, last = match[1], match[2] or match[1]
    if len(last) < len(first):
        last = first[: -len(last)] + last
    return int(first), int(last)


def _day(line: str) -> date | None:
    numbers = _numbers(line)
    if not numbers:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None


def _numbers(line: str) -> tuple[int, int, int] | None:
    """Year, month and day."""
    if found := _ASIAN_DAY.search(line):
        return int(found[1]), int(found[2]), int(found[3])
    for match in _MONTH_FIRST.finditer(line):
        if month := _MONTH.get(match[1].lower()):
            return int(match[3]), month, int(match[2])
    for match in _DAY_FIRST.finditer(line):
        if month := _MONTH.get(match[2].lower()):
            return int(match[3]), month, int(match[1])
    return None
