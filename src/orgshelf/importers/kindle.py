"""The file in which a Kindle keeps what was marked: ``My Clippings.txt``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from operator import itemgetter

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import beginning, decode, lines_of
from orgshelf.importers.foreign_fields import people
from orgshelf.importers.imported import Imported, ImportedQuote, ImportedWork, Skipped

_WHAT = "a Kindle's clippings file"
_END = "=========="
_BLANKS = "\ufeff \t"
_MADE = re.compile(r"\A\ufeff?(?:={10}\n)?[^\n]+\n- ?[^\n]*\|[^\n]*\n", re.MULTILINE)
_LIMIT = re.compile(r"<[^<>]{10,}>")
# An extended highlight leaves the shorter ones behind, close before it.
_NEAR = 20


# The line of a Kindle's clippings that says what was marked, where and when.
#
# It is in the language of the device: English, German, French, Spanish, Italian, Portuguese,
# Dutch, Russian, Japanese, Chinese or Korean.


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
        "bookmark|lesezeichen|signet|marcador|segnalibro|bladwijzer|закладка|ブックマーク|书签|書籤"
        "|북마크",
    ),
    (
        Kind.HIGHLIGHT,
        "highlight|clip|markierung|ausschnitt|surlign|coupure|subrayado|resaltado|recorte"
        "|evidenziazione|ritaglio|destaque|markering|knipsel|выдел|ハイライト|クリップ|标注|標註"
        "|剪贴|하이라이트",
    ),
    (Kind.NOTE, "note|notiz|nota|notitie|заметка|メモ|笔记|筆記|备注|메모"),
)
_KIND = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _KINDS)
_NUMBER = r"([\divxlc]+(?:-[\divxlc]+)?)"
_PAGE = re.compile(
    rf"(?:\bpage|\bseite|\bp[áa]gina|\bстранице)\s+{_NUMBER}|第\s*{_NUMBER}\s*[页頁]"
    rf"|(?:ページ|페이지)\s*{_NUMBER}|{_NUMBER}\s*(?:ページ|페이지|쪽)",
    re.IGNORECASE,
)
_LOCATION = re.compile(
    r"(?:\bloc(?:ation|atie)?\b\.?|\bpos(?:ition|ici[óo]n|i[çc][ãa]o|izione)?\b\.?|emplacement"
    r"|ubicaci[óo]n|место|位置(?:No\.)?|위치)\s*#?(\d{1,9})(?:\s*(?:[-–]|t/m)\s*#?(\d{1,9}))?",
    re.IGNORECASE,
)
# No device writes a longer one.
_LONGEST = 1000
_MONTHS = (
    "january januar jänner janvier enero gennaio janeiro januari января",
    "february februar feber février febrero febbraio fevereiro februari февраля",
    "march märz mars marzo março maart марта",
    "april avril abril aprile апреля",
    "may mai mayo maggio maio mei мая",
    "june juni juin junio giugno junho июня",
    "july juli juillet julio luglio julho июля",
    "august août agosto augustus августа",
    "september septembre septiembre setiembre settembre setembro сентября",
    "october oktober octobre octubre ottobre outubro октября",
    "november novembre noviembre novembro ноября",
    "december dezember décembre diciembre dicembre dezembro декабря",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_ASIAN_DAY = re.compile(r"(\d{4})[年년]\s*(\d{1,2})[月월]\s*(\d{1,2})[日일]")
# Older devices wrote the year with two digits; no Kindle is older than 2007.
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:\.|er|°|º)?\s+(?:de\s+)?([^\W\d_]+)\.?,?\s+(?:de\s+)?((?:20)?\d\d)\b(?!:)"
)
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
    return ClippingLine(kind, _label(page) if page else "", start, end, _day(line))


def _label(match: re.Match[str]) -> str:
    """The page; one such as ``14-14``, which some devices write, is one page."""
    label = next(filter(None, match.groups()), "")
    first, _, last = label.partition("-")
    return first if first == last else label


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
            return 2000 + int(match[3]) % 100, month, int(match[1])
    return None


@dataclass(frozen=True, slots=True)
class _Clipping:
    line: int
    about: ClippingLine
    text: str


@dataclass(slots=True)
class _Book:
    """What was marked in a book, in the file's order."""

    marks: list[_Clipping] = field(default_factory=list)
    notes: list[_Clipping] = field(default_factory=list)


def recognize(data: bytes, name: str) -> bool:
    """Whether it has a title, a line about a mark, and the line that ends a clipping."""
    text = "\n".join(lines_of(beginning(data)))
    return bool(_MADE.match(text.lstrip("\n"))) and f"\n{_END}" in text


def read(data: bytes) -> Imported:
    """The books with their quotes, in the order in which they were first marked.

    Raises:
        ImportFormatError: no clipping ends in it.
    """
    lines = lines_of(decode(data))
    if _END not in (line.strip(_BLANKS) for line in lines):
        raise ImportFormatError(_WHAT, f"no line of it is {_END!r}")
    books: dict[str, _Book] = {}
    skipped: list[Skipped] = []
    for start, entry in _entries(lines):
        about = read_clipping_line(entry[1]) if len(entry) > 1 else None
        text = "\n".join(entry[2:]).strip()
        if about is None or not entry[0]:
            skipped.append(Skipped(start, "no line says what was marked"))
        elif about.kind in (Kind.HIGHLIGHT, Kind.NOTE) and _LIMIT.fullmatch(text):
            skipped.append(Skipped(start, "the book allows no more text to be copied"))
        elif about.kind is not Kind.BOOKMARK and text:
            book = books.setdefault(entry[0], _Book())
            kept = book.notes if about.kind is Kind.NOTE else book.marks
            kept.append(_Clipping(start, about, text))
    works = tuple(_work(title, book) for title, book in books.items())
    return Imported(works, tuple(skipped))


def _entries(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The clippings with the number of their first line; one that never ends is whole too."""
    entry, start = list[str](), 1
    for number, line in enumerate((*lines, _END), 1):
        line = line.strip(_BLANKS)
        if line == _END:
            if any(entry):
                yield start, entry
            entry = []
        elif line or entry:
            start = start if entry else number
            entry.append(line)


def _work(title: str, book: _Book) -> ImportedWork:
    name, authors = _split_title(title)
    marks = _longest(book.marks)
    own: dict[int, list[str]] = {}
    placed = []
    for note in _last_said(book.notes):
        if mark := _marked(note, marks):
            own.setdefault(mark.line, []).append(note.text)
        else:
            placed.append((_place(note), _quote(note, "", note.text)))
    for mark in marks:
        note_text = "\n".join(own.get(mark.line, ()))
        placed.append((_place(mark), _quote(mark, mark.text, note_text)))
    quotes = tuple(quote for _, quote in sorted(placed, key=itemgetter(0)))
    return ImportedWork(name, "book", authors=authors, quotes=quotes)


def _place(clipping: _Clipping) -> tuple[int, int]:
    """Where a clipping stands in the book, then in the file."""
    about = clipping.about
    page = int(about.page) if about.page.isdecimal() else 0
    return page if about.start is None else about.start, clipping.line


def _last_said(notes: Sequence[_Clipping]) -> Iterator[_Clipping]:
    """Without those that were gone on with: a note that was changed stands there once more."""
    for number, note in enumerate(notes):
        later = notes[number + 1 :][:_NEAR]
        if not any(_overlap(note, other) and other.text.startswith(note.text) for other in later):
            yield note


def _marked(note: _Clipping, marks: Sequence[_Clipping]) -> _Clipping | None:
    """What a note is about: of all marks that hold its place the one next to it in the file."""
    held = (mark for mark in marks if _holds(mark.about, note.about))
    return min(held, key=lambda mark: abs(mark.line - note.line), default=None)


def _quote(clipping: _Clipping, text: str, note: str) -> ImportedQuote:
    about = clipping.about
    location = f"loc. {about.start}" if about.start is not None and not about.page else ""
    return ImportedQuote(text, about.page, location, note, about.made)


def _longest(marks: Sequence[_Clipping]) -> list[_Clipping]:
    """Without those that a longer one near it holds, in the order of the book."""
    kept: list[_Clipping] = []
    for mark in sorted(marks, key=_place):
        near = kept[-_NEAR:]
        if any(_overlap(other, mark) and mark.text in other.text for other in near):
            continue
        shorter = [other for other in near if _overlap(other, mark) and other.text in mark.text]
        kept[-_NEAR:] = [other for other in near if other not in shorter]
        kept.append(mark)
    return kept


def _overlap(one: _Clipping, other: _Clipping) -> bool:
    a, b = one.about, other.about
    if a.start is None or b.start is None:
        return a.page == b.page
    return a.start <= (b.end or b.start) and b.start <= (a.end or a.start)


def _holds(mark: ClippingLine, note: ClippingLine) -> bool:
    """Whether the place of a note is in what was marked."""
    if mark.start is None or note.start is None:
        return bool(mark.page) and mark.page == note.page
    return mark.start <= note.start <= (mark.end or mark.start)


def _split_title(line: str) -> tuple[str, tuple[str, ...]]:
    """``Title (Author)``; the author's name may have brackets itself."""
    depth = 0
    for place in reversed(range(len(line) if line.endswith(")") else 0)):
        depth += (line[place] == ")") - (line[place] == "(")
        if depth == 0 and place:
            return line[:place].strip(), people(line[place + 1 : -1])
    return line, ()
