"""What a file says that only means something beside the other files."""

from datetime import datetime
from typing import NamedTuple


class Named(NamedTuple):
    """A name, such as an id, and the line (from 1) where it stands."""

    name: str
    line: int


class Span(NamedTuple):
    """A time that was clocked, None as its end while it runs, and the line of the clock."""

    start: datetime
    end: datetime | None
    line: int


class Work(NamedTuple):
    """A work: the keys that are the same for the same work, its line and its title."""

    keys: tuple[tuple[str, ...], ...]
    line: int
    title: str


class FileFacts(NamedTuple):
    """The facts of one file.

    ``id_links`` are the ids that its links lead to, ``web_links`` the addresses of the web.
    """

    file: str
    ids: tuple[Named, ...] = ()
    custom_ids: tuple[Named, ...] = ()
    id_links: tuple[Named, ...] = ()
    tags: tuple[Named, ...] = ()
    clocks: tuple[Span, ...] = ()
    works: tuple[Work, ...] = ()
    web_links: tuple[Named, ...] = ()
