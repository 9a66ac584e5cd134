"""What was said of headings once and kept, so that a report of all of them makes no entries."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from orgshelf.shelf.entries import Entry


class Texts(NamedTuple):
    """What reports say of a heading by itself; only of a work or a finished item the rest.

    ``moment`` puts those that are finished in order.
    """

    item: bytes
    finished: bytes | None
    moment: str
    work: bytes | None
    pages: bytes | None


class Brief(NamedTuple):
    """What is counted of a heading, and its texts; headings and works go by numbers."""

    number: int
    id: str
    kind: str
    work: int | None
    is_item: bool
    done: bool
    dropped: bool
    item: bytes
    finished: bytes | None
    moment: str
    of_work: bytes | None
    pages: bytes | None


#: Makes the texts of entries of which none are kept.
Tell = Callable[[Sequence[Entry]], list[Texts]]
