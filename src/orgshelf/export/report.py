"""The input of every export format."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from orgshelf.shelf.entries import Entry

if TYPE_CHECKING:
    from orgshelf.export.record import Record
    from orgshelf.org.dates import Period
    from orgshelf.org.lines import Lines
    from orgshelf.progress.numbers import Numbers


@dataclass(frozen=True, slots=True)
class Options:
    """Options of single formats, which the others ignore.

    For ``page``: ``levels`` (how many levels become headings) and ``toc`` (whether there is a table
    of contents) default to the settings of the files; ``bars`` adds progress bars to titles;
    ``to_notes`` is the path from the page's folder to the notes root, for links to files.
    ``template`` is the text of the user's own template, ``template_name`` its file name, which
    tells whether it is HTML. For ``parquet``: ``root_name`` is the name of the notes root;
    ``partitioned``: the folder of the file has that name. ``kinds`` are the kinds in the query,
    which bibliographies include besides books and papers.
    """

    levels: int | None = None
    toc: bool | None = None
    bars: bool = False
    template: str | None = None
    template_name: str = ""
    root_name: str = ""
    partitioned: bool = False
    kinds: frozenset[str] = frozenset()
    to_notes: str = ""


def _nobody(remark: str) -> None:
    """Ignore a remark."""


def _nothing(file: str) -> "Lines | None":
    """Read nothing."""
    return None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a listing that does not list headings: a ``record`` for each of ``sources``.

    ``name`` is the member of the JSON document that contains them.
    """

    name: str
    record: "Record[Any]"
    sources: Iterable[Any]


@dataclass(frozen=True, slots=True)
class Report:
    """The entries to export, and their context.

    ``entries`` are the selected ones, ``library`` are all, ``notes`` is the notes root as the user
    named it. ``notes_text``: include the texts of the notes; ``listing``: only the items, without
    totals, for another program. ``numbers`` computes the numbers of the entries on demand. ``rows``
    replace the entries in some listings, ``fields`` are the requested fields, empty for all;
    ``period`` are the days of an agenda. ``tell`` is called with remarks on what could not be
    exported; ``read`` returns the text of a file in the notes folder.
    """

    generated: datetime
    notes: str
    entries: Sequence[Entry]
    library: Sequence[Entry]
    short_ids: Mapping[str, str]
    dropped: frozenset[str]
    notes_text: bool = False
    listing: bool = False
    numbers: "Callable[[], Numbers] | None" = None
    options: Options = Options()
    rows: Rows | None = None
    fields: tuple[str, ...] = ()
    period: "Period | None" = None
    tell: Callable[[str], None] = _nobody
    read: "Callable[[str], Lines | None]" = _nothing
