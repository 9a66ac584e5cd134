"""What can be done to headings by a key or a button: a row for each, whoever asks for it.

What is filled in comes as texts, by the names of the parameters; one that is empty is not given.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from orgshelf.actions import (
    annotating,
    clocking,
    fields,
    history,
    readings,
    refiling,
    restructuring,
    reviewing,
    states,
)
from orgshelf.actions.adding import add
from orgshelf.actions.transaction import Plan
from orgshelf.actions.wanted_work import read_wanted
from orgshelf.errors import AnsweredError, ClockError, UsageError
from orgshelf.org.dates import When, read_when
from orgshelf.org.edit.planning import Planned
from orgshelf.query.compare import whole
from orgshelf.review.review_data import Rating, written_moment
from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library

#: What takes a keyword, a date or a priority away.
NONE = "none"

Given = Mapping[str, str]
Words = Callable[[str], Sequence[str]]
_NOTHING: Given = MappingProxyType({})


class Request(NamedTuple):
    """What is to be done to which headings, with what was filled in."""

    library: Library
    targets: Sequence[Entry]
    given: Given = _NOTHING

    def text(self, name: str) -> str | None:
        """What was filled in for a parameter; None where nothing was."""
        return self.given.get(name, "").strip() or None

    def wanted(self, name: str) -> str:
        """The same where it must be; what is missing is refused by the action."""
        return self.text(name) or ""

    def or_none(self, name: str) -> str | None:
        """The same where ``none`` takes away what there is."""
        return None if self.text(name) == NONE else self.wanted(name)

    def number(self, name: str) -> int | None:
        """The same as a number.

        Raises:
            UsageError: it is none.
        """
        text = self.text(name)
        if text is not None and whole(text) is None:
            raise UsageError(f"{text!r} is no number.")
        return None if text is None else whole(text)

    @property
    def date(self) -> When | None:
        """The date; None where it is to be taken away."""
        text = self.or_none("date")
        return None if text is None else read_when(text, self.library.now.date())


class Parameter(NamedTuple):
    """What is filled in; ``words`` are those of the command, behind its ``option`` if any."""

    name: str
    option: str | None = None
    words: Words = lambda text: (text,)


@dataclass(frozen=True, slots=True)
class UseCase:
    """One thing that can be done.

    ``command`` is that of the command line which does the same, ``tail`` what stands behind its
    REFs and parameters. ``wants_note`` says whether the file of a heading wants a note on it.
    """

    command: tuple[str, ...]
    plan: Callable[[Request], Plan]
    parameters: tuple[Parameter, ...] = ()
    tail: tuple[str, ...] = ()
    wants_note: Callable[[Request, Entry], bool] | None = None

    def words(self, refs: Iterable[str], request: Request) -> Sequence[str]:
        """The words of the command, for the journal."""
        return [*self.command, *refs, *self._filled_in(request), *self.tail]

    def _filled_in(self, request: Request) -> Iterator[str]:
        for parameter in self.parameters:
            if (text := request.text(parameter.name)) is not None:
                yield from () if parameter.option is None else (parameter.option,)
                yield from parameter.words(text)


def _or_clear(text: str) -> Sequence[str]:
    return ["--clear"] if text == NONE else [text]


def _date_words(text: str) -> Sequence[str]:
    return ["--clear"] if text == NONE else text.split()


def _tags(text: str) -> Sequence[str]:
    """Words like ``+gpu`` and ``-maths``; one without a sign is put on."""
    words = text.replace(":", " ").replace(",", " ").split()
    return [word if word[0] in "+-" else f"+{word}" for word in words]


def _finish(asked: Request) -> Plan:
    return states.finish(asked.library, asked.targets, note=asked.text("note"))


def _set_state(asked: Request) -> Plan:
    keyword, note = asked.or_none("keyword"), asked.text("note")
    return states.set_state(asked.library, asked.targets, keyword, note=note)


def _drop(asked: Request) -> Plan:
    return readings.drop(asked.library, asked.targets, note=asked.text("note"))


def _date(command: str, planned: Planned) -> UseCase:
    def plan(asked: Request) -> Plan:
        note = asked.text("note")
        return fields.set_date(asked.library, asked.targets, planned, asked.date, note=note)

    def wants_note(asked: Request, entry: Entry) -> bool:
        return fields.date_asks_for_note(asked.library, entry, planned, asked.date)

    parameters = (Parameter("date", words=_date_words), _NOTE)
    return UseCase((command,), plan, parameters, wants_note=wants_note)


def _quote(asked: Request) -> Plan:
    text, page, note = asked.wanted("text"), asked.text("page"), asked.text("note")
    return annotating.take_quote(asked.library, asked.targets, text, page=page, note=note)


def _rate(asked: Request) -> Plan:
    return readings.rate(asked.library, asked.targets, readings.read_stars(asked.wanted("stars")))


def _clock_in(asked: Request) -> Plan:
    return clocking.clock_in(asked.library, asked.targets[0], asked.library.now)


def _clock_out(asked: Request) -> Plan:
    runs = clocking.running_clock(asked.library)
    if runs is None:
        raise ClockError("No clock runs: start one first.")
    return clocking.clock_out(asked.library, runs, asked.library.now, asked.text("note"))


def _refile(asked: Request) -> Plan:
    to = asked.wanted("to")
    found = asked.library.load_full(asked.library.find(to))
    if len(found) != 1:
        raise UsageError(f"{to} names several headings: give its id.")
    return refiling.refile(asked.library, asked.targets, found[0])


def _grade(asked: Request) -> Plan:
    """An answer to a card.

    Where that is known, ``seconds`` is how long it took, and ``due`` since when it had waited.
    """
    rating = asked.wanted("rating")
    if rating not in list(Rating):
        raise UsageError(f"{rating!r} is no grade: it is one of {', '.join(Rating)}.")
    side = reviewing.find_side(asked.targets[0], asked.text("side") or "front")
    if (due := asked.text("due")) and due != written_moment(side.due):
        raise AnsweredError(side.card.entry.heading.title)
    seconds = min(asked.number("seconds") or 0, 3_600)
    return reviewing.grade(asked.library, side, Rating(rating), asked.library.now, seconds)


def _move(where: restructuring.Direction) -> UseCase:
    def plan(asked: Request) -> Plan:
        return restructuring.move(asked.library, asked.targets, where)

    return UseCase(("move",), plan, tail=(f"--{where}",))


_NOTE = Parameter("note", "--note")

#: By the names of keys and buttons.
USE_CASES: Mapping[str, UseCase] = {
    "done": UseCase(
        ("done",),
        _finish,
        (_NOTE,),
        wants_note=lambda asked, entry: states.finish_asks_for_note(asked.library, entry),
    ),
    "state": UseCase(
        ("state",),
        _set_state,
        (Parameter("keyword"), _NOTE),
        wants_note=lambda asked, entry: states.state_asks_for_note(
            asked.library, entry, asked.or_none("keyword")
        ),
    ),
    "start": UseCase(("start",), lambda asked: readings.start(asked.library, asked.targets)),
    "drop": UseCase(("drop",), _drop, (_NOTE,)),
    "again": UseCase(("again",), lambda asked: readings.begin_again(asked.library, asked.targets)),
    "schedule": _date("schedule", "SCHEDULED"),
    "deadline": _date("deadline", "DEADLINE"),
    "priority": UseCase(
        ("priority",),
        lambda asked: fields.set_priority(asked.library, asked.targets, asked.or_none("priority")),
        (Parameter("priority", words=_or_clear),),
    ),
    "tag": UseCase(
        ("tag",),
        lambda asked: fields.toggle_tags(asked.library, asked.targets, _tags(asked.wanted("tags"))),
        (Parameter("tags", words=_tags),),
    ),
    "note": UseCase(
        ("note",),
        lambda asked: annotating.take_note(asked.library, asked.targets, asked.wanted("text")),
        (Parameter("text"),),
    ),
    "quote": UseCase(("quote",), _quote, (Parameter("text"), Parameter("page", "--page"), _NOTE)),
    "page": UseCase(
        ("page",),
        lambda asked: readings.turn_to_page(asked.library, asked.targets, asked.wanted("page")),
        (Parameter("page"),),
    ),
    "rate": UseCase(("rate",), _rate, (Parameter("stars"),)),
    "clock-in": UseCase(("clock", "in"), _clock_in),
    "clock-out": UseCase(("clock", "out"), _clock_out, (_NOTE,)),
    "rename": UseCase(
        ("rename",),
        lambda asked: restructuring.retitle(asked.library, asked.targets[0], asked.wanted("title")),
        (Parameter("title"),),
    ),
    "move-up": _move("up"),
    "move-down": _move("down"),
    "promote": UseCase(
        ("promote",), lambda asked: restructuring.promote(asked.library, asked.targets)
    ),
    "demote": UseCase(
        ("demote",), lambda asked: restructuring.demote(asked.library, asked.targets)
    ),
    "refile": UseCase(("refile",), _refile, (Parameter("to", "--to"),)),
    "archive": UseCase(("archive",), lambda asked: refiling.archive(asked.library, asked.targets)),
    "add": UseCase(
        ("add",),
        lambda asked: add(
            asked.library,
            read_wanted(asked.library, asked.wanted("kind"), asked.wanted("title")).work,
        ),
        (Parameter("kind"), Parameter("title")),
    ),
    "undo": UseCase(
        ("undo",),
        lambda asked: history.undo(asked.library, asked.number("number")),
        (Parameter("number"),),
    ),
    "grade": UseCase(
        ("review", "grade"), _grade, (Parameter("rating"), Parameter("side", "--side"))
    ),
}
