"""The data for the template of the page."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from orgshelf.export.html.activity_map import Heatmap, heatmap
from orgshelf.export.html.burn_up import BurnUp, burn_up
from orgshelf.export.html.phrases import hours_words, plain
from orgshelf.export.html.remarks_list import WorkNotes, work_notes
from orgshelf.export.html.time_axis import Bars, bars, last_months
from orgshelf.export.html.work_tree import Branch, Month, Row, branches, by_month, is_late
from orgshelf.export.report import Report
from orgshelf.export.summary import grouped, pending_items, summarise, works_in
from orgshelf.progress.counts import tag_counts, tally
from orgshelf.progress.days import between, per_month
from orgshelf.progress.numbers import Measure, Numbers, without_repeats
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.quotations import Quotation, quotations
from orgshelf.text import plural

#: The most works in the table, and the most items in the static page.
MOST_WORKS = 400
MOST_ROWS = 4_000
_MOST_TAGS = 300
# Characters that could end the script element, or begin a comment in it.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A highlighted number, its name, and an additional remark."""

    value: str
    name: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Works:
    """The works of a kind; ``left_out`` is the number of those that are not in the table."""

    kind: str
    rows: Sequence[Measure]
    left_out: int


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of the filters."""

    kinds: Sequence[str]
    states: Sequence[str]
    tags: Sequence[str]


@dataclass(frozen=True, slots=True)
class View:
    """The whole page; ``places`` has the short ids of the works in the pending list."""

    notes: str
    today: date
    numbers: Numbers
    facts: Sequence[Fact]
    works: Sequence[Works]
    burn_up: BurnUp | None
    heatmap: Heatmap
    bars: Bars
    branches: Sequence[Branch]
    places: Mapping[str, str]
    finished: Sequence[Month]
    dropped: Sequence[Month]
    quotes: Sequence[Quotation]
    notes_text: Sequence[WorkNotes]
    choices: Choices
    large: bool


def view(report: Report) -> View:
    """The data of a report's page."""
    numbers = report.numbers() if report.numbers else _totals_alone(report)
    summary, pending = summarise(report), pending_items(report)
    today = report.generated.date()
    large = numbers.total.progress.total > MOST_ROWS
    listed = () if large else works_in(pending)
    return View(
        notes=plain(report.notes),
        today=today,
        numbers=numbers,
        facts=facts(numbers, pending),
        works=_works(numbers.works),
        burn_up=burn_up(numbers),
        heatmap=heatmap(numbers.finished, today),
        bars=bars(last_months(without_repeats(numbers), today), per_month(numbers.repeated)),
        branches=branches(report, pending),
        places={work.id: report.short_ids[work.id] for work in listed},
        finished=by_month(report, summary.finished),
        dropped=by_month(report, summary.dropped),
        quotes=quotations(report.entries),
        notes_text=work_notes(report) if report.notes_text else (),
        choices=_choices([*pending, *summary.finished, *summary.dropped]),
        large=large,
    )


def _totals_alone(report: Report) -> Numbers:
    """The numbers of a report without measurements: only the totals."""
    return Numbers(report.generated, Measure("", None, tally(report.entries)))


def facts(numbers: Numbers, pending: Sequence[Entry]) -> list[Fact]:
    """The highlighted numbers; zeros are left out, except for this week and month."""
    today, streaks, pace = numbers.now.date(), numbers.streaks, numbers.total.pace
    items, first = without_repeats(numbers), today.replace(day=1)
    week = _since(items, today - timedelta(days=today.weekday()), today)
    month, again = _since(items, first, today), _since(numbers.repeated, first, today)
    repeats = f", {plural(again, 'repeat')}" if again else ""
    late = sum(is_late(entry.heading, today) for entry in pending)
    found = [
        Fact(f"{len(pending):,}", "still to do", f"{late:,} overdue" if late else ""),
        Fact(f"{week:,}", "finished this week", f"{month:,} this month{repeats}"),
    ]
    if streaks.days_longest:
        longest = f"longest {plural(streaks.days_longest, 'day')}"
        found.append(Fact(plural(streaks.days_now, "day"), "in a row", longest))
        lately = f"{pace.last_4:.1f} over the last 4"
        found.append(Fact(f"{pace.last_12:.1f}", "a week, over 12 weeks", lately))
    total = numbers.total
    if total.clocked_minutes:
        left = total.effort_left_minutes
        more = f"{hours_words(left)} estimated to go" if left else ""
        found.append(Fact(hours_words(total.clocked_minutes), "clocked", more))
    if pages := sum(numbers.pages.values()):
        found.append(Fact(f"{pages:,}", "pages read"))
    return found


def _since(days: Mapping[date, int], first: date, today: date) -> int:
    return sum(between(days, first, today).values())


def _works(works: Sequence[Measure]) -> list[Works]:
    """The works by kind; if there are too many, those in progress are preferred."""
    found = []
    for kind, members in grouped(works, lambda work: work.kind or ""):
        rows = members
        if len(works) > MOST_WORKS:
            share = max(1, MOST_WORKS * len(members) // len(works))
            rows = sorted(members, key=lambda work: not 0 < work.progress.percent < 100)[:share]
        found.append(Works(plain(kind), rows, len(members) - len(rows)))
    return found


def _choices(items: Sequence[Entry]) -> Choices:
    return Choices(
        kinds=[plain(kind) for kind in dict.fromkeys(entry.kind for entry in items)],
        states=[plain(state) for state in dict.fromkeys(e.heading.keyword or "" for e in items)],
        tags=sorted(plain(tag) for tag in [*tag_counts(items)][:_MOST_TAGS]),
    )


# Long lists as data, which the page's script renders on demand.


def rows_as_json(view: View) -> str:
    """The kinds, and the lists as (element id, rows); safe inside a script element.

    A row is (depth, index of its kind, state, title, address, details, tags, short id) without
    trailing empty cells.
    """
    kinds = {kind: place for place, kind in enumerate(view.choices.kinds)}
    lists = [(name, [_cells(row, kinds) for row in rows]) for name, rows in _lists(view)]
    data = {"kinds": list(kinds), "lists": lists}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _ESCAPES.items():
        text = text.replace(sign, escaped)
    return text


def _lists(view: View) -> Iterator[tuple[str, Sequence[Row]]]:
    for number, branch in enumerate(view.branches, 1):
        yield f"pending-{number}", branch.rows
    for key, months in (("finished", view.finished), ("dropped", view.dropped)):
        for month in months:
            yield f"{key}-{month.first or 'undated'}", month.rows


def _cells(row: Row, kinds: dict[str, int]) -> list[object]:
    pressing = (row.priority or "", *row.due)
    done = (str(row.day or ""), row.above or "")
    cells = [
        row.depth,
        kinds.get(row.kind, 0),
        row.state or "",
        row.title,
        row.target or "",
        " · ".join(filter(None, done if row.done else pressing)),
        list(row.tags),
        "" if row.done or not row.state else row.short_id,
    ]
    while not cells[-1]:
        cells.pop()
    return cells
