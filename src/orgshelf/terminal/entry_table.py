"""A listing of entries as a table."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from orgshelf.model import Progress, Status
from orgshelf.progress.counts import status
from orgshelf.progress.reading import progress_read
from orgshelf.query import Query
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import credits_of
from orgshelf.store.library import Library
from orgshelf.terminal.columns import bar, count
from orgshelf.terminal.grid import Grid
from orgshelf.terminal.plain_lines import full_title, marks
from orgshelf.terminal.relative_days import relative_day
from orgshelf.text import one_line

if TYPE_CHECKING:
    from rich.text import Text

    from orgshelf.store.library import Library
    from orgshelf.terminal.grid import Line

#: What a keyword means, in colours that can be read on black and on white.
STATUS_STYLES = {
    Status.UNTRACKED: "",
    Status.NOT_STARTED: "dim",
    Status.IN_PROGRESS: "bold color(166)",
    Status.PAUSED: "color(136)",
    Status.FINISHED: "green",
    Status.GIVEN_UP: "bright_black",
}

K = TypeVar("K", bound=Hashable)


def table(library: Library, entries: Sequence[Entry], *, grouped: bool = True) -> Grid:
    """A table with a head for each kind and each work; or flat, in the order of the entries."""

    def build(wide: bool) -> "list[Line]":
        lines = _grouped(library, entries, wide) if grouped else _flat(library, entries, wide)
        return list(lines)

    return Grid(build, yielding=2)


def _flat(library: Library, entries: Iterable[Entry], wide: bool) -> "Iterator[Line]":
    return (_entry(library, entry, full_title(entry), wide) for entry in entries)


def _grouped(library: Library, entries: Iterable[Entry], wide: bool) -> "Iterator[Line]":
    wholes = {group.name: group.progress for group in library.groups(Query(), "kind")}
    for number, (kind, of_kind) in enumerate(groups(entries, lambda e: e.kind).items()):
        if number:
            yield styled("")
        yield _kind(kind, wholes.get(kind, Progress()))
        for work, of_work in groups(of_kind, lambda e: e.work).items():
            yield from _work(library, work, of_work, wide)


def _kind(kind: str, whole: Progress) -> "Text":
    """A head with the numbers of the whole kind."""
    from rich.text import Text

    return Text.assemble((one_line(kind.capitalize()), "bold"), "  ", meter(whole, bars=True))


def _work(
    library: Library, work: Entry | None, entries: list[Entry], wide: bool
) -> "Iterator[Line]":
    """The rows of one work, headed by the work itself where it is not among them."""
    if work is not None and entries[0] is not work:
        yield _entry(library, work, one_line(work.heading.title), wide, "italic")
    for entry in entries:
        depth = entry.heading.level - work.heading.level if work else 0
        yield _entry(library, entry, "  " * depth + one_line(entry.heading.title), wide)


def _entry(
    library: Library, entry: Entry, title: str, wide: bool, style: str = ""
) -> "tuple[Text, ...]":
    has_parts = entry.progress.total > entry.is_item
    counted = progress_read(entry) or (entry.progress if has_parts else None)
    return (
        styled(library.short_ids[entry.id], "cyan"),
        state(entry),
        titled(entry, title, style or ("dim" if entry.heading.done else "")),
        meter(counted, bars=wide) if counted else styled(""),
        _when_and_marks(library, entry, wide),
    )


def _when_and_marks(library: Library, entry: Entry, wide: bool) -> "Text":
    """The day that presses; where there is room priority and tags too."""
    from rich.text import Text

    day = due(library, entry)
    shown = marks(entry) if wide else ""
    return Text.assemble(day, " " if day and shown else "", (shown, "dim"))


def meter(progress: Progress, *, bars: bool) -> "Text":
    """The numbers, behind a bar where there is room for one."""
    from rich.text import Text

    drawn = track(progress).append(" ") if bars else ""
    return Text.assemble(drawn, " ".join(count(progress).split()))


def track(progress: Progress) -> "Text":
    """A bar that is green when it is full; what is left of it is grey."""
    from rich.text import Text

    drawn = bar(progress)
    filled = drawn.rstrip("─")
    style = "green" if filled == drawn else "blue"
    return Text.assemble((filled, style), (drawn[len(filled) :], "bright_black"))


def titled(entry: Entry, text: str, style: str = "") -> "Text":
    """A title, harmless and on one line; who made the work, and when, is dim at its end."""
    shown = styled(text, style)
    bare = one_line(credits_of(entry.heading).title) if entry.work is entry else ""
    if bare and (start := shown.plain.find(bare)) >= 0:
        shown.stylize("dim", start + len(bare))
    return shown


def state(entry: Entry) -> "Text":
    """The keyword in the colour of what it means."""
    if not entry.is_item:
        return styled("", "")
    return styled(entry.heading.keyword or "", STATUS_STYLES[status(entry)])


def due(library: Library, entry: Entry) -> "Text":
    """The deadline of a pending entry, red from its day on; else when it is scheduled."""
    deadline = entry.heading.planning.deadline
    if deadline is None or deadline.day is None or not entry.pending:
        return _scheduled(entry, library.now.date())
    today = library.now.date()
    days, said = (deadline.day - today).days, relative_day(deadline.day, today)
    style = "bold red" if days < 0 else "red" if days == 0 else "magenta" if days <= 7 else ""
    return styled(said if said.endswith("late") else f"due {said}", style)


def _scheduled(entry: Entry, today: date) -> "Text":
    stamp = entry.heading.planning.scheduled
    if stamp is None or stamp.day is None or not entry.pending:
        return styled("", "")
    if stamp.day < today:
        return styled(f"since {stamp.day.isoformat()}", "cyan")
    return styled(f"from {relative_day(stamp.day, today)}", "cyan")


def styled(text: str, style: str = "") -> "Text":
    """One line of harmless text in one style."""
    from rich.text import Text

    return Text(one_line(text), style)


def groups(entries: Iterable[Entry], key: Callable[[Entry], K]) -> dict[K, list[Entry]]:
    """The entries by key, the groups in the order they first appear."""
    groups: dict[K, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return groups
