"""The later one of two states, dates or numbers."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from orgshelf.merge.three import Side, Three
from orgshelf.merge.version import VersionEntry
from orgshelf.model import Timestamp
from orgshelf.org.elements.logbook import state_changes
from orgshelf.org.syntax.timestamps import STAMP, parse_timestamp

_NUMBER = re.compile(r"[0-9]{1,9}")


class StateChoice(NamedTuple):
    """The side whose keyword is taken; None if undecided, or if both have the same.

    ``contested``: both sides changed the keyword, in different ways.
    """

    side: Side | None
    contested: bool


def choose_state(entries: Three[VersionEntry | None]) -> StateChoice:
    """Choose the side whose keyword is taken."""
    keywords = entries.map(lambda entry: entry.heading.keyword if entry else None)
    if keywords.ours == keywords.theirs:
        return StateChoice(None, contested=False)
    if side := keywords.side():
        return StateChoice(side, contested=False)
    return StateChoice(_latest_state(entries), contested=True)


def _latest_state(entries: Three[VersionEntry | None]) -> Side | None:
    """The side whose keyword was set last, by log and CLOSED; None if undecided.

    Without those a side wins that alone made a pending entry done.
    """
    base, ours, theirs = entries
    assert ours is not None  # both sides have the heading
    assert theirs is not None
    if side := _later(_entered(ours), _entered(theirs)):
        return side
    was_done = base is not None and base.heading.done
    if was_done or ours.heading.done == theirs.heading.done:
        return None
    return "ours" if ours.heading.done else "theirs"


def _entered(entry: VersionEntry) -> datetime | None:
    """When the keyword was set, by log and CLOSED; None if unknown."""
    heading = entry.heading
    stamps = [c.when for c in state_changes(entry.text) if c.state == heading.keyword]
    stamps += [heading.planning.closed] if heading.done and heading.planning.closed else []
    return max((stamp.start for stamp in stamps if stamp.start), default=None)


def _later(ours: datetime | None, theirs: datetime | None) -> Side | None:
    if ours is None or theirs is None or ours == theirs:
        return None
    return "ours" if ours > theirs else "theirs"


def later_stamp(ours: Timestamp | None, theirs: Timestamp | None) -> Side | None:
    """The side with the later timestamp; None unless both have one."""
    return _later(ours and ours.start, theirs and theirs.start)


def _later_text(ours: str, theirs: str) -> Side | None:
    stamps = [
        parse_timestamp(text, match.start()) if (match := STAMP.search(text)) else None
        for text in (ours, theirs)
    ]
    return later_stamp(*stamps)


def _greater(ours: str, theirs: str) -> Side | None:
    if not _NUMBER.fullmatch(ours) or not _NUMBER.fullmatch(theirs) or int(ours) == int(theirs):
        return None
    return "ours" if int(ours) > int(theirs) else "theirs"


#: Rules for properties that both sides set: a higher page has been reached later, and a later
#: repetition is the current one.
PROPERTY_RULES: Mapping[str, Callable[[str, str], Side | None]] = {
    "PAGE": _greater,
    "LAST_REPEAT": _later_text,
}
