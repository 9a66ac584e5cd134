"""What can be done on the live page: a row for each, with its fields and its use case."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from orgshelf.actions import annotating, history, readings, reviewing, states
from orgshelf.actions.adding import NewWork, add
from orgshelf.actions.plan import Plan
from orgshelf.errors import UsageError
from orgshelf.importers.foreign_fields import identified_work
from orgshelf.query.compare import whole
from orgshelf.review.review_data import Rating
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.identifiers import read_identifier
from orgshelf.store.library import Library


class Request(NamedTuple):
    """What is to be done to which headings, with what was filled in."""

    library: Library
    targets: Sequence[Entry]
    given: Mapping[str, str]

    def text(self, name: str) -> str | None:
        """A field that was filled in; None where it was not."""
        return self.given.get(name, "").strip() or None

    def number(self, name: str) -> int | None:
        """The same as a number.

        Raises:
            UsageError: it is none.
        """
        text = self.text(name)
        if text is not None and whole(text) is None:
            raise UsageError(f"{text!r} is no number.")
        return None if text is None else whole(text)


@dataclass(frozen=True, slots=True)
class Field:
    """Something to fill in; ``form`` is how: a ``line``, a ``text`` of several, or ``hidden``.

    ``option`` is the option of the command that takes it; without one it is an argument.
    """

    name: str
    label: str
    form: str = "line"
    required: bool = True
    option: str | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its path is its ``name``, ``command`` what does the same on the command line.

    ``key`` is the key that leads to it, ``of_heading`` says that it is about one.
    """

    name: str
    label: str
    plan: Callable[[Request], Plan]
    fields: tuple[Field, ...] = ()
    key: str = ""
    of_heading: bool = True
    command: tuple[str, ...] = ()

    def words(self, short_id: str, request: Request) -> str:
        """The command that does the same, for the journal."""
        words = [*(self.command or (self.name,)), *([short_id] if self.of_heading else [])]
        for field in self.fields:
            if (value := request.text(field.name)) is not None:
                words += [value] if field.option is None else [field.option, value]
        return shlex.join(words)


def _finish(request: Request) -> Plan:
    return states.finish(request.library, request.targets, note=request.text("note"))


def _drop(request: Request) -> Plan:
    return readings.drop(request.library, request.targets, note=request.text("note"))


def _turn(request: Request) -> Plan:
    return readings.turn_to_page(request.library, request.targets, request.text("page") or "")


def _rate(request: Request) -> Plan:
    stars = readings.read_stars(request.text("stars") or "")
    return readings.rate(request.library, request.targets, stars)


def _note(request: Request) -> Plan:
    return annotating.take_note(request.library, request.targets, request.text("text") or "")


def _quote(request: Request) -> Plan:
    text, page, note = (request.text(name) for name in ("text", "page", "note"))
    return annotating.take_quote(request.library, request.targets, text or "", page=page, note=note)


def _add(request: Request) -> Plan:
    """A work by its title, or by an identifier, which nobody is asked about."""
    kind, title = request.text("kind") or "", " ".join((request.text("title") or "").split())
    known = identified_work(found) if (found := read_identifier(title)) else None
    return add(request.library, NewWork(kind, "" if known else title, known=known))


def _undo(request: Request) -> Plan:
    return history.undo(request.library, request.number("number"))


def _grade(request: Request) -> Plan:
    """An answer to a card; ``seconds`` is how long it took, where the page could tell."""
    library, given = request.library, request.text("rating")
    if given not in list(Rating):
        raise UsageError(f"{given!r} is no grade: it is one of {', '.join(Rating)}.")
    side = reviewing.find_side(request.targets[0], request.text("side") or "front")
    seconds = min(request.number("seconds") or 0, 3_600)
    return reviewing.grade(library, side, Rating(given), library.now, seconds)


_LOGGED = Field("note", "Note", required=False, option="--note", hint="goes into its log")

VERBS: tuple[Verb, ...] = (
    Verb("start", "Start", lambda r: readings.start(r.library, r.targets), key="s"),
    Verb("done", "Done", _finish, (_LOGGED,), key="d"),
    Verb("drop", "Give up", _drop, (_LOGGED,), key="x"),
    Verb("again", "Begin again", lambda r: readings.begin_again(r.library, r.targets), key="b"),
    Verb("page", "Page", _turn, (Field("page", "Page", hint="120, +15 or 40%"),), key="p"),
    Verb("rate", "Rate", _rate, (Field("stars", "Stars", "stars"),), key="r"),
    Verb("note", "Note", _note, (Field("text", "Your note", "text"),), key="n"),
    Verb(
        "quote",
        "Quote",
        _quote,
        (
            Field("text", "The quote", "text"),
            Field("page", "Page", required=False, option="--page", hint="120 or 120-121"),
            Field("note", "Your remark", required=False, option="--note"),
        ),
        key="q",
    ),
    Verb(
        "add",
        "Add",
        _add,
        (
            Field("kind", "Kind", "kind"),
            Field("title", "Title", hint="or a DOI, an ISBN, an address"),
        ),
        key="a",
        of_heading=False,
    ),
    Verb(
        "undo",
        "Undo",
        _undo,
        (Field("number", "Number", "hidden", required=False),),
        of_heading=False,
    ),
    Verb(
        "grade",
        "Grade",
        _grade,
        (
            Field("rating", "How well", "hidden"),
            Field("side", "Side", "hidden", option="--side"),
        ),
        command=("review", "grade"),
    ),
)
BY_NAME: Mapping[str, Verb] = {verb.name: verb for verb in VERBS}
