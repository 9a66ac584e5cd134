"""Where each quote and note stands in line for its day, kept outside the notes: one JSON file.

It has digests of the quotes and notes and none of their words.
"""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from orgshelf.errors import OrgshelfError
from orgshelf.review.daily import Line, Standing, Wish
from orgshelf.store import files
from orgshelf.store.file_access import make_folder
from orgshelf.store.hunks import whole
from orgshelf.store.paths import state_dir, tree_name

#: What reading a damaged file may raise.
_DAMAGE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


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
