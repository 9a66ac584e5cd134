"""What Google's Takeout has of YouTube: a playlist as a table, and the history of what was seen.

The table has the numbers of the videos and when they were added.
"""

import re

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import (
    Member,
    beginning,
    decode,
    lines_of,
    list_of,
    looks_like_json,
    member_of,
    read_json,
)
from orgshelf.importers.foreign_fields import read_date, web
from orgshelf.importers.imported import Imported, ImportedWork, Reading, Skipped, State

_WHAT = "a playlist, or the history, of Google Takeout"
# The names of the columns are in the account's language; numbers and times are not.
_VIDEO = re.compile(
    r"\s*([\w-]{11}),\s*(\d{4}-\d\d-\d\d[T ][\d:.]+(?: ?(?:UTC|Z)|[+-]\d\d:\d\d)?)\s*"
)
_HEAD = re.compile(r"[^,\d]+,[^,\d]+")


def recognize(data: bytes, name: str) -> bool:
    """Whether a row of names is followed by a video's number and time, or it is a history."""
    if looks_like_json(data, "header", "title", "time"):
        return True
    lines = [line for line in lines_of(beginning(data)) if line.strip()]
    return any(_is_start(lines, index) for index in range(min(len(lines) - 1, 6)))


def _is_start(lines: list[str], index: int) -> bool:
    return bool(_HEAD.fullmatch(lines[index])) and bool(_VIDEO.fullmatch(lines[index + 1]))


def read(data: bytes) -> Imported:
    """The videos; where there are no titles, as in tables, each is called as its address.

    Raises:
        ImportFormatError: no row is a video.
    """
    if looks_like_json(data):
        return _history(list_of(read_json(data, _WHAT)))
    works, skipped = list[ImportedWork](), list[Skipped]()
    for number, line in enumerate(lines_of(decode(data)), 1):
        if match := _VIDEO.fullmatch(line):
            works.append(_work(match[1], match[2]))
        elif works and line.strip():
            skipped.append(Skipped(number, "no number and time of a video"))
    if not works:
        raise ImportFormatError(_WHAT, "it has no row with the number and the time of a video")
    return Imported(tuple(works), tuple(skipped))


def _history(rows: list[object]) -> Imported:
    works, skipped = list[ImportedWork](), list[Skipped]()
    for number, row in enumerate(map(member_of, rows), 1):
        if row.get("details"):
            skipped.append(Skipped(number, "an advertisement", "entry"))
        elif address := web(row.text("titleUrl")):
            works.append(_seen(row, address))
        else:
            skipped.append(Skipped(number, "the video is not there any more", "entry"))
    if not works:
        raise ImportFormatError(_WHAT, "it has no video with an address")
    return Imported(tuple(works), tuple(skipped))


def _seen(row: Member, address: str) -> ImportedWork:
    day = read_date(row.text("time"))
    channels = (each.text("name") for each in row.members("subtitles"))
    return ImportedWork(
        title=row.text("title").removeprefix("Watched "),
        kind="video",
        state=State.DONE,
        authors=tuple(channels),
        identifiers=(("URL", address),),
        readings=(Reading(finished=day),) if day else (),
    )


def _work(number: str, added: str) -> ImportedWork:
    address = f"https://www.youtube.com/watch?v={number}"
    return ImportedWork(
        title=address,
        kind="video",
        state=State.UNREAD,
        identifiers=(("URL", address),),
        added=read_date(added),
    )
