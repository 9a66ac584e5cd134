"""What an agenda of a few days finds in the index, against that of all headings."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from orgshelf.org.dates import Period
from orgshelf.query import Query
from orgshelf.query.order import urgency
from orgshelf.shelf.day_plan import AgendaItem, Span, agenda
from orgshelf.store.config import Config
from orgshelf.store.opening import library_in_memory
from orgshelf.store.planned import agenda_in

NOW = datetime(2026, 11, 23, 9)
TODAY = NOW.date()

days = st.integers(-40, 40).map(lambda n: TODAY + timedelta(days=n))
times = st.sampled_from(("", "", " 09:30", " 23:00"))
cookies = st.sampled_from(("", "", " +1w", " .+3d", " ++1m", " -2d", " --4d", " +1d -1d"))


def _stamp(day: date, time: str, cookie: str) -> str:
    return f"<{day} {day:%a}{time}{cookie}>"


stamps = st.builds(_stamp, days, times, cookies)


@st.composite
def headings(draw: st.DrawFn) -> str:
    """An item with a deadline, a day to begin, or a stamp in its text, or several of them."""
    words = [(word, draw(st.none() | stamps)) for word in ("DEADLINE", "SCHEDULED")]
    planning = " ".join(f"{word}: {stamp}" for word, stamp in words if stamp)
    keyword = draw(st.sampled_from(("TODO", "TODO", "DONE")))
    text = draw(st.sampled_from(("", "", "a < b")) | stamps)
    return "\n".join(filter(None, (f"** {keyword} read", planning, text)))


notes = st.lists(headings(), max_size=8).map(lambda found: "\n".join(("* Books", *found, "")))


def first_of_days(items: Iterable[AgendaItem], most: int) -> list[list[tuple[object, ...]]]:
    named: list[tuple[object, ...]] = [
        (*item.order, item.why, item.entry.heading.line) for item in items
    ]
    return [[*group][:most] for _, group in groupby(named, key=lambda name: name[0])]


@given(notes, st.integers(0, 8), st.integers(1, 4))
def test_the_first_of_each_day_are_those_of_the_agenda_of_all(
    text: str, further: int, most: int
) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.org").write_text(text)
        library = library_in_memory(Path(folder), Config(), NOW)
        span = Span.of(Period(TODAY, TODAY + timedelta(days=further)), TODAY, 14)
        whole = agenda(library.with_timestamps(Query()), span)
        few = agenda_in(library, Query(), span, most)
        assert first_of_days(few, most) == first_of_days(whole, most)


@given(notes, st.integers(0, 5))
def test_the_most_urgent_are_the_first_of_all_in_that_order(text: str, most: int) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.org").write_text(text)
        library = library_in_memory(Path(folder), Config(), NOW)
        wanted = sorted(library.select(Query()), key=lambda entry: urgency(entry, TODAY))[:most]
        assert library.next_up(Query(), most) == wanted
