"""What every format of report is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from orgshelf.shelf.entries import Entry


@dataclass(frozen=True, slots=True)
class Report:
    """The entries to report on, and what is needed to speak of them.

    ``entries`` are those that were asked for, ``library`` all of the notes, ``notes`` the
    notes root as the user named it. ``notes_text`` asks for the notes' own words;
    ``listing`` for the items alone, without totals, as another program reads them.
    """

    generated: datetime
    notes: str
    entries: Sequence[Entry]
    library: Sequence[Entry]
    short_ids: Mapping[str, str]
    dropped: frozenset[str]
    notes_text: bool = False
    listing: bool = False
