"""Copies that programs make of a file that was changed in two places, by their names."""

import re
from datetime import datetime

#: What Syncthing, ownCloud, Nextcloud and Dropbox put between a name and its ending.
_MARK = (
    r"(?:\.sync-conflict-\d{8}-\d{6}-\w+| \((?:[^()]* )?conflicted copy(?: [^()]*)?\)"
    r"| \(case clash from [^()]*\)|_conflict-\d{8}-\d{6})"
)
_COPY = rf"(?P<stem>.*?){_MARK}(?:{_MARK}| \([^()]*\))*(?P<ending>\.org(?:_archive)?)"
#: What git's mergetool and patch put behind a name.
_BEHIND = ".orig"
_WHEN = r"\.sync-conflict-(\d{8}-\d{6})-"


def is_conflict_copy(name: str) -> bool:
    """Whether a file is a copy that a program made for want of knowing which one counts."""
    return original_name(name) is not None


def original_name(name: str) -> str | None:
    """The file that a conflict copy is of, in the same folder; None for a file that is none."""
    if name.endswith((f".org{_BEHIND}", f".org_archive{_BEHIND}")):
        return name.removesuffix(_BEHIND)
    if "conflict" not in name and "case clash" not in name:
        return None
    copy = re.fullmatch(_COPY, name)  # which most runs need not compile
    return copy["stem"] + copy["ending"] if copy else None


def when_made(name: str) -> datetime | None:
    """The local time that the name of a copy tells, the last one if it is a copy of a copy."""
    stamps = re.findall(_WHEN, name)
    try:
        return datetime.strptime(stamps[-1], "%Y%m%d-%H%M%S") if stamps else None
    except ValueError:
        return None
