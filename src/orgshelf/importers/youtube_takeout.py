"""A playlist as Google's Takeout has it: the numbers of its videos and when they were added."""

import re

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import beginning, decode, lines_of
from orgshelf.importers.foreign_fields import read_date
from orgshelf.importers.imported import Imported, ImportedWork, Skipped, State

_WHAT = "a playlist of Google Takeout"
# The names of the columns are in the account's language; numbers and times are not.
_VIDEO = re.compile(
    r"\s*([\w-]{11}),\s*(\d{4}-\d\d-\d\d[T ][\d:.]+(?: ?(?:UTC|Z)|[+-]\d\d:\d\d)?)\s*"
)
_HEAD = re.compile(r"[^,\d]+,[^,\d]+")


def recognize(data: bytes, name: str) -> bool:
    """Whether a row of names is followed by the number and the time of a video."""
    lines = [line for line in lines_of(beginning(data)) if line.strip()]
    return any(_is_start(lines, index) for index in range(min(len(lines) - 1, 6)))


def _is_start(lines: list[str], index: int) -> bool:
    return bool(_HEAD.fullmatch(lines[index])) and bool(_VIDEO.fullmatch(lines[index + 1]))


def read(data: bytes) -> Imported:
    """The videos; Takeout has no titles, so each is called as its address.

    Raises:
        ImportFormatError: no row is a video.
    """
    works, skipped = list[ImportedWork](), list[Skipped]()
    for number, line in enumerate(lines_of(decode(data)), 1):
        if match := _VIDEO.fullmatch(line):
            works.append(_work(match[1], match[2]))
        elif works and line.strip():
            skipped.append(Skipped(number, "no number and time of a video"))
    if not works:
        raise ImportFormatError(_WHAT, "it has no row with the number and the time of a video")
    return Imported(tuple(works), tuple(skipped))


def _work(number: str, added: str) -> ImportedWork:
    address = f"https://www.youtube.com/watch?v={number}"
    return ImportedWork(
        title=address,
        kind="video",
        state=State.UNREAD,
        identifiers=(("URL", address),),
        added=read_date(added),
    )
