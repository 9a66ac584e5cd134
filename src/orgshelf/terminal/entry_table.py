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
from orgshelf.terminal.columns import bar, count, is_full, own_title, priority, tags
from orgshelf.terminal.grid import BELOW, NARROW, WIDE, Grid, fitted
from orgshelf.terminal.relative_days import past_day, relative_day
from orgshelf.text import one_line

if TYPE_CHECKING:
    from rich.text import Text

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
#: The columns: id, state, title, bar, counted, when, priority, tags.
_TITLE, _BAR, _COUNTED, _TAGS = 2, 3, 4, 7
_SHARE = 6  # of the screen, for tags

K = TypeVar("K", bound=Hashable)


def table(library: Library, entries: Sequence[Entry], *, grouped: bool = True) -> Grid:
    """A table with a head for each kind and each work; or flat, in the order of the entries."""

    def build(screen: int) -> "list[Line]":
        lines = _grouped(library, entries, screen) if grouped else _flat(library, entries, screen)
        return list(lines)

    return entry_grid(build)


def entry_grid(build: "Callable[[int], Sequence[Line]]") -> Grid:
    """The columns of entries; ``build`` gives their rows for a screen of a given width."""
    return Grid(build, _TITLE, right=(_COUNTED,), spare=(_BAR, _TAGS, _COUNTED))


def _flat(library: Library, entries: Iterable[Entry], screen: int) -> "Iterator[Line]":
    return (_entry(library, entry, trail(entry), screen) for entry in entries)


def _grouped(library: Library, entries: Iterable[Entry], screen: int) -> "Iterator[Line]":
    wholes = {group.name: group.progress for group in library.groups(Query(), "kind")}
    for number, (kind, of_kind) in enumerate(groups(entries, lambda e: e.kind).items()):
        if number:
            yield styled("")
        yield _kind(kind, wholes.get(kind, Progress()))
        for work, of_work in groups(of_kind, lambda e: e.work).items():
            yield from _work(library, work, of_work, screen)


def _kind(kind: str, whole: Progress) -> "Text":
    """A head with the numbers of the whole kind."""
    from rich.text import Text

    return Text.assemble((one_line(kind.capitalize()), "bold"), "  ", meter(whole, bars=True))


def _work(
    library: Library, work: Entry | None, entries: list[Entry], screen: int
) -> "Iterator[Line]":
    """The rows of one work, headed by the work itself where it is not among them."""
    if work is not None and entries[0] is not work:
        yield _entry(library, work, titled(work, "italic"), screen)
    for entry in entries:
        depth = entry.heading.level - work.heading.level if work else 0
        yield row(library, entry, screen, depth)


def row(library: Library, entry: Entry, screen: int, depth: int) -> "tuple[Text, ...]":
    """The cells of an entry, its title indented by its depth."""
    indent = styled("  " * depth)
    return _entry(library, entry, indent.append_text(titled(entry)), screen)


def _entry(library: Library, entry: Entry, title: "Text", screen: int) -> "tuple[Text, ...]":
    has_parts = entry.has_parts
    counted = progress_read(entry) or (entry.progress if has_parts else None)
    return (
        styled(library.short_ids[entry.id], "cyan"),
        state(entry),
        title,
        track(counted) if counted and screen >= WIDE else styled(""),
        styled(f"{counted.done}/{counted.total}" if counted else ""),
        due(library, entry, short=screen < NARROW),
        styled(priority(entry), "color(136)"),
        fitted(styled(tags(entry), "dim"), screen // _SHARE),
    )


def meter(progress: Progress, *, bars: bool) -> "Text":
    """The numbers, behind a bar where there is room for one."""
    from rich.text import Text

    drawn = track(progress).append(" ") if bars else ""
    return Text.assemble(drawn, " ".join(count(progress).split()))


def track(progress: Progress, style: str = "") -> "Text":
    """A bar that is green when all is done, or of that style; what was not done is grey."""
    from rich.text import Text

    drawn = bar(progress)
    filled = drawn.rstrip("╍─")
    style = style or ("green" if is_full(progress) else "blue")
    return Text.assemble((filled, style), (drawn[len(filled) :], "bright_black"))


def titled(entry: Entry, style: str = "") -> "Text":
    """A title, harmless and on one line; who made the work, and when, is dim at its end."""
    shown = styled(own_title(entry), style or ("dim" if entry.heading.done else ""))
    bare = one_line(credits_of(entry.heading).title) if entry.work is entry else ""
    if bare and (start := shown.plain.find(bare)) >= 0:
        shown.stylize("dim", start + len(bare))
    return shown


def trail(entry: Entry) -> "Text":
    """The title behind those of the work, without who made it, and of the parts it is below."""
    if entry.work is None or entry.work is entry:
        return titled(entry)
    _, *parts = entry.path[len(entry.work.path) :]
    names = (credits_of(entry.work.heading).title, *parts, own_title(entry))
    return styled(BELOW.join(map(one_line, names)), "dim" if entry.heading.done else "")


def state(entry: Entry) -> "Text":
    """The keyword in the colour of what it means."""
    if not entry.is_item:
        return styled("", "")
    return styled(entry.heading.keyword or "", STATUS_STYLES[status(entry)])


def due(library: Library, entry: Entry, *, short: bool = False) -> "Text":
    """The deadline of a pending entry, red from its day on; else when it is scheduled."""
    deadline, today = entry.heading.planning.deadline, library.now.date()
    if deadline is None or deadline.day is None or not entry.pending:
        return _scheduled(entry, today, short=short)
    days, said = (deadline.day - today).days, relative_day(deadline.day, today, short=short)
    style = "bold red" if days < 0 else "red" if days == 0 else "magenta" if days <= 7 else ""
    return styled(said if short or said.endswith("late") else f"due {said}", style)


def _scheduled(entry: Entry, today: date, *, short: bool) -> "Text":
    """``from today``, ``from Fri``, ``in 12 days``, ``since Thu``; short ``3d ago``."""
    stamp = entry.heading.planning.scheduled
    if stamp is None or stamp.day is None or not entry.pending:
        return styled("", "")
    if stamp.day < today:
        days = (today - stamp.day).days
        said = f"{days}d ago" if short else f"since {past_day(stamp.day, today)}"
    else:
        said = relative_day(stamp.day, today, short=short)
        said = said if short or said.startswith("in ") else f"from {said}"
    return styled(said, "cyan")


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
