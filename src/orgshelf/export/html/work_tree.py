"""The tree of pending items, and the finished items by month."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from orgshelf.export.html.phrases import address, plain, rendered
from orgshelf.export.html.time_axis import first_of_month
from orgshelf.export.link_targets import web_links
from orgshelf.export.report import Report
from orgshelf.export.source_text import written_title
from orgshelf.export.summary import grouped, nested
from orgshelf.export.titles_and_dates import due, title_words
from orgshelf.model import Heading, Link, Progress
from orgshelf.org.syntax.links import display
from orgshelf.progress.counts import finished_at
from orgshelf.shelf.entries import Entry

if TYPE_CHECKING:
    from markupsafe import Markup

# Browsers do not render much deeper lists.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A heading in a list.

    ``state`` is None for a heading that is only the parent of others. ``opens``: its children
    follow; ``closes`` is the number of lists that end before it. ``late``: it is past its deadline.
    A ``done`` item may have a ``day``, and the work ``above`` it.
    """

    short_id: str
    kind: str
    state: str | None
    title: str
    target: str | None
    links: Sequence[Link]
    priority: str | None
    due: Sequence[str]
    late: bool
    tags: Sequence[str]
    own_tags: Sequence[str]
    depth: int = 0
    opens: bool = False
    closes: int = 0
    progress: Progress | None = None
    done: bool = False
    day: date | None = None
    above: str | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """The pending items of a kind with their parents; ``closes`` lists end after them."""

    kind: str
    count: int
    rows: Sequence[Row]
    closes: int


@dataclass(frozen=True, slots=True)
class Month:
    """The items finished in a month, the newest first; ``first`` is None without a date."""

    first: date | None
    rows: Sequence[Row]


def branches(report: Report, pending: Sequence[Entry]) -> list[Branch]:
    """The pending items by kind."""
    return [
        _branch(report, kind, entries)
        for kind, entries in grouped(pending, lambda entry: entry.kind)
    ]


def by_month(report: Report, entries: Sequence[Entry]) -> list[Month]:
    """The finished items by month, in order."""

    def month(entry: Entry) -> date | None:
        moment = finished_at(entry)
        return first_of_month(moment.date()) if moment else None

    return [
        Month(first, [_done_row(report, entry) for entry in members])
        for first, members in grouped(entries, month)
    ]


def _branch(report: Report, kind: str, entries: Sequence[Entry]) -> Branch:
    pending = set(entries)
    placed = [(min(depth, _DEEPEST), entry) for depth, entry in nested(_with_those_above(entries))]
    depths = [depth for depth, _ in placed]
    rows = [
        _row(
            report,
            entry,
            depth=depth,
            pending=entry in pending,
            opens=after > depth,
            closes=max(before - depth, 0),
        )
        for (depth, entry), before, after in zip(
            placed, [0, *depths], [*depths[1:], 0], strict=False
        )
    ]
    return Branch(plain(kind), len(entries), rows, depths[-1])


def _with_those_above(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Each entry after its ancestors up to its work, without duplicates."""
    seen: set[Entry] = set()
    for entry in entries:
        if entry in seen:
            continue
        chain = [entry]
        while (above := chain[-1].parent) is not None and not (above in seen or above.work is None):
            chain.append(above)
        seen.update(chain)
        yield from reversed(chain)


def _row(
    report: Report,
    entry: Entry,
    *,
    pending: bool,
    depth: int = 0,
    opens: bool = False,
    closes: int = 0,
) -> Row:
    heading, today = entry.heading, report.generated.date()
    links = [address(link) for link in web_links(entry)]
    return Row(
        short_id=report.short_ids[entry.id],
        kind=plain(entry.kind),
        state=plain(heading.keyword or "") if pending else None,
        title=title_markup(entry),
        target=links[0].target if links else None,
        links=[link for link in links[1:] if link.description],
        priority=plain(heading.priority) if heading.priority and pending else None,
        due=[plain(words) for words in _dates(heading, today)] if pending else (),
        late=is_late(heading, today),
        tags=[plain(tag) for tag in heading.tags],
        own_tags=[plain(tag) for tag in heading.local_tags],
        depth=depth,
        opens=opens,
        closes=closes,
        progress=entry.progress if opens else None,
    )


def title_markup(entry: Entry) -> "Markup | str":
    """The title as HTML with its emphasis."""
    return rendered(plain(display(written_title(entry)))) or plain(title_words(entry))


def _done_row(report: Report, entry: Entry) -> Row:
    moment = finished_at(entry)
    return replace(
        _row(report, entry, pending=False),
        state=plain(entry.heading.keyword or ""),
        links=(),
        done=True,
        day=moment.date() if moment else None,
        above=plain(title_words(entry.owning_work)) if entry.owning_work else None,
    )


def _dates(heading: Heading, today: date) -> list[str]:
    """The deadline and schedule in words, without the priority."""
    return [*due(heading, today)][bool(heading.priority) :]


def is_late(heading: Heading, today: date) -> bool:
    """Whether it is not done and past its deadline."""
    deadline = heading.planning.deadline
    return bool(deadline and deadline.day and deadline.day < today and not heading.done)
