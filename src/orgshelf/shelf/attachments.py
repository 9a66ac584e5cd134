"""The targets of ``attachment:`` links (Org manual: Attachments; org-attach-dir)."""

import posixpath
from collections.abc import Callable, Sequence

from orgshelf.model import Heading

ATTACHMENT = "attachment:"

_FOLDER = "data"  # org-attach-id-dir
#: From an ID to its folder, in the order that Org tries (org-attach-id-to-path-function-list).
_OF_ID: Sequence[Callable[[str], str]] = (
    lambda id_: f"{id_[:2]}/{id_[2:]}",
    lambda id_: f"{id_[:6]}/{id_[6:]}",
    lambda id_: f"__/{id_[:1]}/{id_}",
)
_SHORTEST = (3, 7, 1)


def attachment_paths(target: str, heading: Heading) -> list[str]:
    """The paths that an ``attachment:`` link of a heading can mean, the likeliest first.

    They are relative to the folder of the heading's file, without the search after ``::``. The
    folder follows from DIR or ID, the heading's own or inherited; without them it is the file's.
    """
    name = target.removeprefix(ATTACHMENT).partition("::")[0]
    return [posixpath.join(folder, name) for folder in _folders(heading)]


def _folders(heading: Heading) -> list[str]:
    if folder := heading.inherited.get("DIR") or heading.inherited.get("ATTACH_DIR"):
        return [folder]
    id_ = heading.properties.get("ID") or heading.inherited.get("ID")
    if not id_:
        return [""]
    known = zip(_OF_ID, _SHORTEST, strict=True)
    return [f"{_FOLDER}/{made(id_)}" for made, least in known if len(id_) >= least]


def as_file_link(target: str, heading: Heading) -> str:
    """An attachment link as a file link (org-attach-expand-links); other targets unchanged."""
    if not target.startswith(ATTACHMENT):
        return target
    _, mark, search = target.partition("::")
    return f"file:{attachment_paths(target, heading)[0]}{mark}{search}"
