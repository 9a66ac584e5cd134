"""What every format of report is made from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from orgshelf.shelf.entries import Entry

if TYPE_CHECKING:
    from orgshelf.export.record import Record
    from orgshelf.org.dates import Period
    from orgshelf.progress.numbers import Numbers


@dataclass(frozen=True, slots=True)
class Options:
    """What single formats are asked besides; the others take no notice.

    ``levels``, ``toc`` and ``bars`` are for ``page``: how many levels are headings, whether a
    table of contents stands first, and whether titles have bars. ``template`` is the text of the
    user's own template and ``template_name`` its file's name, which says whether it is HTML.
    ``root_name`` is what ``parquet`` calls the notes root, and ``partitioned`` says that the
    folder which the file goes to has that name already. ``kinds`` are those that the query
    names, which bibliographies add to books and papers.
    """

    levels: int = 3
    toc: bool = True
    bars: bool = False
    template: str | None = None
    template_name: str = ""
    root_name: str = ""
    partitioned: bool = False
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rows:
    """What a listing has in the place of headings: a row of ``record`` for each of ``sources``.

    ``name`` is the member of the JSON document that they stand in.
    """

    name: str
    record: "Record[Any]"
    sources: Iterable[Any]


@dataclass(frozen=True, slots=True)
class Report:
    """The entries to report on, and what is needed to speak of them.

    ``entries`` are those that were asked for, ``library`` all of the notes, ``notes`` the
    notes root as the user named it. ``notes_text`` asks for the notes' own words;
    ``listing`` for the items alone, without totals, as another program reads them. ``numbers``
    measures the entries; only a format that shows those numbers calls it. ``rows`` are what a
    listing has instead of its entries, ``fields`` the names of those that were asked for, empty
    for all; ``period`` are the days that a listing is of.
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
