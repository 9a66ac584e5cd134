"""What a key changes: the plan that the command of that name would make, and the words for it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple

from orgshelf.actions import (
    annotating,
    clocking,
    fields,
    history,
    readings,
    refiling,
    restructuring,
    scheduling,
    states,
)
from orgshelf.actions.plan import Plan
from orgshelf.errors import ClockError, UsageError
from orgshelf.org.dates import When, read_when
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library
from orgshelf.tui.acts import NONE

Answers = Sequence[str]
Entries = Sequence[Entry]
_Planned = Literal["SCHEDULED", "DEADLINE"]


def _as_they_are(answers: Answers) -> Answers:
    return answers


class Change(NamedTuple):
    """What is changed.

    ``command`` is that of the command line, whose words behind the REFs ``words`` makes of the
    answers. ``plan`` is given the headings, the answers and the note; ``asks_for_note`` says
    whether a heading's file wants one.
    """

    command: tuple[str, ...]
    plan: Callable[[Library, Entries, Answers, str | None], Plan]
    words: Callable[[Answers], Answers] = _as_they_are
    asks_for_note: Callable[[Library, Entry, Answers], bool] | None = None


def _finish(library: Library, entries: Entries, _: Answers, note: str | None) -> Plan:
    return states.finish(library, entries, note=note)


def _set_state(library: Library, entries: Entries, answers: Answers, note: str | None) -> Plan:
    return states.set_state(library, entries, _or_none(answers[0]), note=note)


def _or_none(answer: str) -> str | None:
    return None if answer == NONE else answer


def _start(library: Library, entries: Entries, _: Answers, _note: str | None) -> Plan:
    return readings.start(library, entries)


def _drop(library: Library, entries: Entries, _: Answers, note: str | None) -> Plan:
    return readings.drop(library, entries, note=note)


def _again(library: Library, entries: Entries, _: Answers, _note: str | None) -> Plan:
    return readings.begin_again(library, entries)


def _set_date(
    library: Library, entries: Entries, answers: Answers, note: str | None, planned: _Planned
) -> Plan:
    return scheduling.set_date(library, entries, planned, _when(library, answers), note=note)


def _when(library: Library, answers: Answers) -> When | None:
    return None if answers[0] == NONE else read_when(answers[0], library.now.date())


def _date_asks(library: Library, entry: Entry, answers: Answers, planned: _Planned) -> bool:
    return scheduling.date_asks_for_note(library, entry, planned, _when(library, answers))


def _date(command: str, planned: _Planned) -> Change:
    plan = partial(_set_date, planned=planned)
    return Change((command,), plan, _or_clear, partial(_date_asks, planned=planned))


def _or_clear(answers: Answers) -> Answers:
    return ["--clear"] if answers[0] == NONE else answers[0].split()


def _set_priority(library: Library, entries: Entries, answers: Answers, _: str | None) -> Plan:
    return fields.set_priority(library, entries, _or_none(answers[0]))


def _tag(library: Library, entries: Entries, answers: Answers, _: str | None) -> Plan:
    words = _tags(answers)
    return fields.toggle_tags(library, entries, words)


def _tags(answers: Answers) -> Answers:
    """Words like ``+gpu`` and ``-maths``; one without a sign is put on."""
    words = answers[0].replace(":", " ").replace(",", " ").split()
    return [word if word[0] in "+-" else f"+{word}" for word in words]


def _note(library: Library, entries: Entries, answers: Answers, _: str | None) -> Plan:
    return annotating.take_note(library, entries, answers[0])


def _quote(library: Library, entries: Entries, answers: Answers, _: str | None) -> Plan:
    text, page = answers
    return annotating.take_quote(library, entries, text, page=page or None)


def _quote_words(answers: Answers) -> Answers:
    text, page = answers
    return [text, "--page", page] if page else [text]


def _page(library: Library, entries: Entries, answers: Answers, _: str | None) -> Plan:
    return readings.turn_to_page(library, entries, answers[0])


def _rate(library: Library, entries: Entries, answers: Answers, _: str | None) -> Plan:
    return readings.rate(library, entries, int(answers[0]))


def _clock_in(library: Library, entries: Entries, _: Answers, _note: str | None) -> Plan:
    return clocking.clock_in(library, entries[0], library.now)


def _clock_out(library: Library, _: Entries, _answers: Answers, note: str | None) -> Plan:
    runs = clocking.running_clock(library)
    if runs is None:
        raise ClockError("No clock runs: start one first.")
    return clocking.clock_out(library, runs, library.now, note)


def _archive(library: Library, entries: Entries, _: Answers, _note: str | None) -> Plan:
    return refiling.archive(library, entries)


def _refile(library: Library, entries: Entries, answers: Answers, _: str | None) -> Plan:
    found = library.load_full(library.find(answers[0]))
    if len(found) != 1:
        raise UsageError(f"{answers[0]} names several headings: give its id.")
    return refiling.refile(library, entries, found[0])


def _rename(library: Library, entries: Entries, answers: Answers, _: str | None) -> Plan:
    return restructuring.retitle(library, entries[0], answers[0])


def _move(
    library: Library,
    entries: Entries,
    _: Answers,
    _note: str | None,
    where: restructuring.Direction,
) -> Plan:
    return restructuring.move(library, entries, where)


def _promote(library: Library, entries: Entries, _: Answers, _note: str | None) -> Plan:
    return restructuring.promote(library, entries)


def _demote(library: Library, entries: Entries, _: Answers, _note: str | None) -> Plan:
    return restructuring.demote(library, entries)


def _undo(library: Library, _: Entries, _answers: Answers, _note: str | None) -> Plan:
    return history.undo(library, None)


def _finish_asks(library: Library, entry: Entry, _: Answers) -> bool:
    return states.finish_asks_for_note(library, entry)


def _state_asks(library: Library, entry: Entry, answers: Answers) -> bool:
    return states.state_asks_for_note(library, entry, _or_none(answers[0]))


#: By the names of the acts.
CHANGES: Mapping[str, Change] = {
    "done": Change(("done",), _finish, asks_for_note=_finish_asks),
    "state": Change(("state",), _set_state, asks_for_note=_state_asks),
    "start": Change(("start",), _start),
    "drop": Change(("drop",), _drop),
    "again": Change(("again",), _again),
    "schedule": _date("schedule", "SCHEDULED"),
    "deadline": _date("deadline", "DEADLINE"),
    "priority": Change(("priority",), _set_priority, _or_clear),
    "tag": Change(("tag",), _tag, _tags),
    "note": Change(("note",), _note),
    "quote": Change(("quote",), _quote, _quote_words),
    "page": Change(("page",), _page),
    "rate": Change(("rate",), _rate),
    "clock-in": Change(("clock", "in"), _clock_in),
    "clock-out": Change(("clock", "out"), _clock_out),
    "rename": Change(("rename",), _rename),
    "move-up": Change(("move",), partial(_move, where="up"), lambda _: ["--up"]),
    "move-down": Change(("move",), partial(_move, where="down"), lambda _: ["--down"]),
    "promote": Change(("promote",), _promote),
    "demote": Change(("demote",), _demote),
    "refile": Change(("refile",), _refile, lambda answers: ["--to", *answers]),
    "archive": Change(("archive",), _archive),
    "undo": Change(("undo",), _undo),
}
