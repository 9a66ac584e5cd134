"""What the command gives to its face: the notes, and the ways out of the program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from orgshelf.actions.transaction import Plan
from orgshelf.query import Query
from orgshelf.store.library import Library


@dataclass(frozen=True, slots=True)
class Outside:
    """The notes that are looked at, and what is done outside of them.

    ``reopen`` gives the notes as they are by ``now``. ``is_locked`` says whether another orgshelf
    writes to them. ``commit`` makes a change, of which the words
    for the journal are given, and says what was done. ``address`` is what a link's target in a
    file of the notes leads to, and whether that may run; ``launch`` opens it, ``edit`` opens a
    file at a line and waits.
    ``study`` is what lists and numbers are of, ``words`` what is looked for at first, ``plain``
    says that only ASCII is drawn.
    """

    reopen: Callable[[], Library]
    now: Callable[[], datetime]
    is_locked: Callable[[], bool]
    commit: Callable[[Plan, Sequence[str]], Sequence[str]]
    address: Callable[[str, Path], tuple[str, bool]]
    launch: Callable[[str], None]
    edit: Callable[[Path, int], None]
    others: Sequence[Path]
    study: Query
    words: str = ""
    plain: bool = False
