"""The live page's pages: a path, its template, and what the template shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from orgshelf.actions import history, reviewing
from orgshelf.errors import NotFoundError, OrgshelfError
from orgshelf.export.encodable import one_line
from orgshelf.export.html.phrases import plain
from orgshelf.review.card import Deck
from orgshelf.review.faces import faces, full_name
from orgshelf.review.review_data import Rating, written_moment
from orgshelf.serve.desk import Desk
from orgshelf.serve.item_view import item_view
from orgshelf.serve.listed import MOST, Part, all_listed, listed, path_of
from orgshelf.serve.named import HEADING_ID, Named
from orgshelf.shelf.day_plan import AgendaItem, Span, read_span
from orgshelf.shelf.hits import Hit, Term, hit, marks_in_line
from orgshelf.store.planned import agenda_in
from orgshelf.store.ranking import read_request
from orgshelf.terminal.agenda_table import time_of, why
from orgshelf.terminal.readable import readable
from orgshelf.terminal.review_screen import wait

_READING = 6
_CHANGES = 50

Words = Mapping[str, str]
#: What a template shows.
Shown = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its template, its title, and what it shows for the words of a query.

    One that ``keeps`` shows the same all day, as long as the notes are the same.
    """

    template: str
    title: str
    show: Callable[[Desk, Words], Shown]
    keeps: bool = False


def _shelf(desk: Desk, words: Words) -> Shown:
    """What is being read, and what is to do, kind by kind."""
    begun = desk.library.works(desk.asking("status:in-progress"))
    kinds = desk.library.groups(desk.query, "kind")
    kind = words.get("kind", "")
    query = desk.query._replace(kinds=(kind,)) if kind else desk.query
    found = desk.library.select(query)
    part = Part.of(words.get("part", ""), len(found))
    return {
        "reading": [] if kind else all_listed(desk, begun[:_READING]),
        "kinds": [(plain(k.name), k.progress.total - k.progress.done) for k in kinds],
        "kind": plain(kind),
        "count": len(found),
        "part": part,
        "works": _by_work(desk, found[part.rows]),
    }


def _by_work(desk: Desk, entries: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    rows = all_listed(desk, entries)
    return [(above, [*group]) for above, group in groupby(rows, key=lambda row: row.above)]


def _agenda(desk: Desk, words: Words) -> Shown:
    """What there is to do on each day of a week."""
    period, _ = read_span(["week"], desk.today)
    span = Span.of(period, desk.today, desk.library.config.org.deadline_warning_days)
    items = agenda_in(desk.library, desk.query, span, MOST + 1)
    days = [(day, [*group]) for day, group in groupby(items, key=lambda item: item.day)]
    return {"days": [_day(desk, day, group) for day, group in days]}


def _day(desk: Desk, day: Any, items: Sequence[AgendaItem]) -> Shown:  # noqa: ANN401
    rows = [
        listed(desk, item.entry, " ".join(filter(None, (time_of(item), why(item)))))
        for item in items[:MOST]
    ]
    return {"day": day, "rows": rows, "cut": len(items) > len(rows)}


def _search(desk: Desk, words: Words) -> Shown:
    """What has the words that are typed."""
    text = words.get("q", "").strip()
    if not text:
        return {"q": "", "count": None, "hits": (), "part": Part(1, 1), "problem": ""}
    request = read_request(text)
    found = desk.library.search(request, desk.query._replace(everything=True))
    part = Part.of(words.get("part", ""), len(found))
    hits = [hit(entry, request.terms) for entry in found[part.rows]]
    return {
        "q": text,
        "count": len(found),
        "part": part,
        "hits": [(listed(desk, one.entry), _line(one, request.terms)) for one in hits],
    }


def _line(found: Hit, terms: Sequence[Term]) -> list[tuple[str, bool]]:
    """The line of a hit in pieces, each with whether it is what was looked for.

    The heading itself, which is shown anyway, is none.
    """
    if found.line == found.entry.heading.line:
        return []
    text, pieces, place = one_line(found.text), list[tuple[str, bool]](), 0
    for start, stop in sorted(marks_in_line(text, terms)):
        if start >= place:
            pieces += [(text[place:start], False), (text[start:stop], True)]
            place = stop
    return [*pieces, (text[place:], False)]


def _review(desk: Desk, words: Words) -> Shown:
    """The card that has waited longest; ``skip`` leaves out so many."""
    library, now = desk.library, desk.library.now
    cards = desk.visible(library.containing(reviewing.WORD))
    sides = reviewing.due_sides(library, cards, now)
    skip = int(text) if (text := words.get("skip", "")).isdecimal() and len(text) < 6 else 0
    problems = list[OrgshelfError]()
    deck, asked = reviewing.next_question(library, Deck.of(sides[skip:]), now, problems.append)
    shown = {"left": len(deck.waiting), "problems": [plain(str(error)) for error in problems]}
    if asked is None:
        return {**shown, "card": None, "skipped": min(skip, len(sides))}
    side = asked.side
    seen = faces(side, desk.visible(library.below(side.card.entry)))
    return {
        **shown,
        "skip": len(sides) - len(deck.waiting) + 1,
        "card": {
            "named": Named.of(side.card.entry),
            "side": side.position,
            "due": written_moment(side.due),
            "name": plain(full_name(side.card.entry)),
            "path": path_of(side.card.entry.id),
            "source": plain(seen.source),
            "front": readable(seen.front),
            "back": readable(seen.back),
            "grades": [(rating, wait(asked.waits[rating], now)) for rating in Rating],
        },
    }


def _changes(desk: Desk, words: Words) -> Shown:
    """What was changed, the newest first."""
    return {"changes": history.changes(desk.library, _CHANGES)}


def _item(desk: Desk, id_: str) -> Shown:
    found = desk.library.find(id_) if HEADING_ID.fullmatch(id_) else []
    shown = desk.visible(found)
    if len(shown) != 1:
        raise NotFoundError(id_, exact=True)
    return item_view(desk, shown[0])


PAGES: Mapping[str, Page] = {
    "/": Page("shelf.html", "Shelf", _shelf, keeps=True),
    "/agenda": Page("agenda.html", "Agenda", _agenda, keeps=True),
    "/review": Page("review.html", "Review", _review),
    "/search": Page("found.html", "Search", _search, keeps=True),
    "/changes-made": Page("changes.html", "Changes", _changes),
}
_ITEM = "/item/"


def page_at(path: str) -> Page | None:
    """The page at a path; None where there is none."""
    if path.startswith(_ITEM):
        id_ = path.removeprefix(_ITEM)
        return Page("item.html", "", lambda desk, _: _item(desk, id_))
    return PAGES.get(path)
