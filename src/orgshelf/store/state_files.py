"""What is kept beside the notes: where their journal is, the last heading, the line of each day.

For the quotes and notes of a day these are digests, none of their words.
"""

import json
import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from orgshelf.errors import OrgshelfError
from orgshelf.review.daily import Line, Standing, Wish
from orgshelf.store import files
from orgshelf.store.file_access import make_folder, open_file, open_regular, read_regular
from orgshelf.store.hunks import whole
from orgshelf.store.paths import state_dir, tree_name

_MOST = 1 << 16  # bytes
#: How the line begins that ends a change.
END = b'{"end": '
_LONGEST_END = 200  # bytes
#: What reading a damaged file may raise.
_DAMAGE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


class LastHeading(NamedTuple):
    """What is known of it: its id, FILE:LINE where a change has given it another, its title."""

    id: str = ""
    place: str = ""
    title: str = ""


def last_heading(root: Path) -> LastHeading | None:
    """The heading of the last command on these notes, if that is known."""
    with suppress(OSError, ValueError, TypeError, OrgshelfError):
        return LastHeading(*map(str, json.loads(read_regular(_path(root), _MOST))))
    return None


def remember(root: Path, heading: LastHeading) -> None:
    """Keep the heading of this command; where the system refuses there is none to go back to."""
    path = _path(root)
    with suppress(OSError, ValueError, OrgshelfError):
        make_folder(path.parent)
        handle = open_file(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        with os.fdopen(handle, "wb") as file:
            file.write(json.dumps(heading).encode())


def _path(root: Path) -> Path:
    return state_dir() / "last" / f"{tree_name(root)}.json"


def journal_path(root: Path) -> Path:
    """The journal of the notes below a folder."""
    return state_dir() / "journal" / f"{tree_name(root)}.jsonl"


def ends_well(root: Path) -> bool:
    """Whether the journal ends with the end of a change; one that is not there does too.

    Where it does not, it must be read to know more.
    """
    with suppress(OSError):
        handle = open_regular(journal_path(root), os.O_RDONLY)
        try:
            size = os.fstat(handle).st_size
            tail = os.pread(handle, _LONGEST_END, max(size - _LONGEST_END, 0))
        finally:
            os.close(handle)
        return not size or tail.rstrip().rpartition(b"\n")[2].startswith(END)
    return True


def line_path(root: Path) -> Path:
    """Where it is for the notes below a folder."""
    return state_dir() / "daily" / f"{tree_name(root)}.json"


def read_line(root: Path) -> Line:
    """What is remembered; nothing where there is no file, or one that is damaged.

    Raises:
        OrgshelfError: it is there and cannot be read.
    """
    data = files.read_if_there(line_path(root))
    with suppress(*_DAMAGE):
        return _from_json(json.loads(data)) if data is not None else Line()
    return Line()


def write_line(root: Path, line: Line) -> None:
    """Remember it; the caller holds the lock.

    Raises:
        OrgshelfError: the disk refuses.
    """
    path = line_path(root)
    try:
        make_folder(path.parent)
    except OSError as error:
        raise OrgshelfError(f"{path.parent} cannot be made: {error.strerror}.") from error
    files.write_report(path, json.dumps(_to_json(line)).encode())


def _to_json(line: Line) -> dict[str, Any]:
    return {
        "day": line.day and str(line.day),
        "shown": line.shown,
        "front": line.front,
        "known": {id_: [each.place, each.wish] for id_, each in line.known.items()},
    }


def _from_json(fields: dict[str, Any]) -> Line:
    known = {
        str(id_): Standing(whole(place), Wish(wish))
        for id_, (place, wish) in fields["known"].items()
    }
    day = date.fromisoformat(fields["day"]) if fields["day"] else None
    return Line(day, tuple(map(str, fields["shown"])), whole(fields["front"]), known)
