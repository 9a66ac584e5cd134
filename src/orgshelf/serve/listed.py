"""Headings as the rows of a list: what each says of itself, and what names it to a form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from orgshelf.export.html.phrases import plain, rendered
from orgshelf.export.html.work_tree import is_late, title_markup
from orgshelf.export.titles_and_dates import title_words
from orgshelf.model import Progress, Timestamp
from orgshelf.progress.counts import counted, status
from orgshelf.serve.desk import Desk
from orgshelf.serve.named import Named
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import Credits, credits_of
from orgshelf.terminal.relative_days import relative_day

#: Rows of one page.
MOST = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A heading in a list; ``path`` leads to its own page, ``above`` is what it stands under.

    ``due`` says when it is due or to begin, ``late`` that this is past; ``more`` is what a list
    of its own kind adds.
    """

    named: Named
    path: str
    title: Markup | str
    byline: str
    above: str
    state: str
    status: str
    pending: bool
    due: str
    late: bool
    priority: str
    tags: Sequence[str]
    progress: Progress | None
    more: str = ""


def listed(desk: Desk, entry: Entry, more: str = "") -> Listed:
    """The row of a heading."""
    heading, progress, credits = entry.heading, counted(entry), credits_of(entry.heading)
    return Listed(
        named=Named.of(entry),
        path=path_of(entry.id),
        title=_title(entry, credits),
        byline=plain(credits.byline),
        above=plain(title_words(entry.owning_work)) if entry.owning_work else "",
        state=plain(heading.keyword or ""),
        status=str(status(entry)),
        pending=entry.pending,
        due=_due(desk, entry),
        late=is_late(heading, desk.today),
        priority=plain(heading.priority or ""),
        tags=[plain(tag) for tag in heading.local_tags],
        progress=progress if entry.has_parts else None,
        more=more,
    )


def _title(entry: Entry, credits: Credits) -> Markup | str:
    """The title without the authors and the year that stand in it."""
    if credits.title and credits.title != entry.heading.title:
        return rendered(plain(credits.title))
    return title_markup(entry)


def all_listed(desk: Desk, entries: Iterable[Entry]) -> list[Listed]:
    """The rows of headings."""
    return [listed(desk, entry) for entry in entries]


def path_of(id_: str) -> str:
    """Where the page of a heading is."""
    return f"/item/{id_}"


def _due(desk: Desk, entry: Entry) -> str:
    if not entry.pending:
        return ""
    planning = entry.heading.planning
    stamps = ((planning.deadline, "due "), (planning.scheduled, "begin "))
    return " · ".join(_when(desk, stamp, word) for stamp, word in stamps if stamp)


def _when(desk: Desk, stamp: Timestamp, word: str) -> str:
    if stamp.day is None:
        return plain(stamp.raw)
    words = relative_day(stamp.day, desk.today)
    return words if words.endswith("late") and word == "due " else f"{word}{words}"


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a long list is shown: its number from 1, of how many."""

    number: int
    last: int

    @classmethod
    def of(cls, asked: str, count: int) -> "Part":
        """The one that is asked for, or the nearest there is."""
        last = max(-(-count // MOST), 1)
        wanted = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else 1
        return cls(min(max(wanted, 1), last), last)

    @property
    def rows(self) -> slice:
        """Its rows in the whole list."""
        return slice((self.number - 1) * MOST, self.number * MOST)
