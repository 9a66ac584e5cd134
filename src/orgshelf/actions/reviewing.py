"""The use cases of reviewing: which cards are due, their questions, and recording answers."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from orgshelf.actions import history
from orgshelf.actions.current import current, relocate, reread
from orgshelf.actions.fields import toggle_tags
from orgshelf.actions.history import Done
from orgshelf.actions.transaction import Change, Plan
from orgshelf.actions.working import FileEdit
from orgshelf.errors import (
    AnsweredError,
    CardError,
    MissingExtraError,
    MovedAwayError,
    NotFoundError,
    NothingToUndoError,
    OrgshelfError,
)
from orgshelf.org.edit.flashcard import replace_drawer_text
from orgshelf.review import card as cards_of
from orgshelf.review import review_log
from orgshelf.review.algorithm import Settings
from orgshelf.review.card import SUSPENDED, Answer, Card, Deck, Side
from orgshelf.review.faces import Faces, faces
from orgshelf.review.review_data import DRAWER, Rating, read_moment
from orgshelf.review.review_log import Statistics, statistics
from orgshelf.shelf.entries import Entry
from orgshelf.store.config import Config
from orgshelf.store.library import Library
from orgshelf.store.review_history import HistoryLine, default_path, read_history

T = TypeVar("T")

#: Headings that can be cards have this in their text.
WORD = DRAWER.casefold()


@dataclass(frozen=True, slots=True)
class Question:
    """A side and its text; ``waits`` has for each answer when the side would be due again."""

    side: Side
    faces: Faces
    waits: Mapping[Rating, datetime]


def settings_of(config: Config) -> Settings:
    """What the configuration says of the algorithms."""
    return Settings(config.review_algorithm, config.review_retention, config.review_fuzz)


def all_cards(library: Library) -> list[Card]:
    """Every card of the notes."""
    return [*cards_of.cards(library.containing(WORD))]


def due_sides(library: Library, entries: Sequence[Entry], now: datetime) -> list[Side]:
    """The sides of these headings that are due, the longest overdue first."""
    return cards_of.due(cards_of.cards(entries), now.astimezone())


def ask(library: Library, side: Side, now: datetime) -> Question:
    """The question that a side is.

    Raises:
        CardError: its row is damaged.
        MissingExtraError: py-fsrs is not installed.
    """
    below, settings = library.below(side.card.entry), settings_of(library.config)
    rows = _computed(lambda: {rating: side.answered(rating, now, settings) for rating in Rating})
    waits = {rating: read_moment(row["due"]) or now for rating, row in rows.items()}
    return Question(side, faces(side, below), waits)


def next_question(
    library: Library, deck: Deck, now: datetime, say: Callable[[OrgshelfError], None]
) -> tuple[Deck, Question | None]:
    """The question for the first that waits, as its file has it now.

    What is gone or suspended by now is left out, and so is what cannot be asked; why not, ``say``
    is told.

    Raises:
        MissingExtraError: py-fsrs is not installed.
    """
    while deck.waiting:
        try:
            if side := _as_now(library, deck.waiting[0]):
                deck = replace(deck, waiting=(side, *deck.waiting[1:]))
                return deck, ask(library, side, now)
        except MissingExtraError:
            raise
        except OrgshelfError as error:
            say(error)
        deck = deck.skipped()
    return deck, None


def _as_now(library: Library, side: Side) -> Side | None:
    """The side as its file has it now; None if it is gone or suspended.

    Raises:
        ConflictError: the heading has gone, or Emacs has unsaved changes of the file.
    """
    with suppress(NotFoundError):
        target = _full(library, side.card.entry)
        _, document = current(library, target.document)
        found = _sides(relocate(library, document, target)).get(side.position)
        return None if found is None or found.card.suspended else found
    return None


def _full(library: Library, entry: Entry) -> Entry:
    """The same heading in notes that may have been opened after it was read.

    Raises:
        MovedAwayError: it is gone.
    """
    try:
        return library.load_full(library.find(entry.id)[:1])[0]
    except NotFoundError as error:
        raise MovedAwayError(entry.heading.title) from error


def find_side(entry: Entry, position: str | None) -> Side:
    """The side of that name of a heading that is a card; without a name its first side.

    Raises:
        CardError: it is no card, has no such side, or only Emacs can ask it.
    """
    sides = _sides(entry)
    if position is None and sides:
        return next(iter(sides.values()))
    if position is not None and position in sides:
        return sides[position]
    title = repr(entry.heading.title)
    if obstacle := next((card.obstacle for card in cards_of.cards([entry])), ""):
        raise CardError(f"Only Emacs can ask {title}: {obstacle}.")
    known = f" Its sides: {', '.join(sides)}." if sides else ""
    what = f"asked for its {position}" if position else "asked"
    raise CardError(f"{title} is not a card that can be {what} here.{known}")


def _sides(entry: Entry) -> Mapping[str, Side]:
    askable = (card for card in cards_of.cards([entry]) if not card.obstacle)
    return {side.position: side for card in askable for side in card.sides}


def answer_before(library: Library, side: Side) -> Done | None:
    """The newest change, if it is an answer to this side that can be taken back."""
    with suppress(NothingToUndoError):
        found = history.find(library, None)
        if (line := found.record.review) and review_log.is_of(line.text, side):
            return found
    return None


def grade(library: Library, side: Side, rating: Rating, now: datetime, seconds: float) -> Plan:
    """Keep an answer: in the card's drawer, and in org-fc's history of reviews.

    ``seconds`` is how long it took.

    Raises:
        CardError: when it is committed and the card has no such side any more, or it was answered
            since it was read.
        MissingExtraError: likewise, and py-fsrs is not installed.
    """
    answer = Answer(side.card, side.position, rating, now, seconds)
    return Plan(library, lambda: [_graded(library, answer)])


def suspend(library: Library, card: Card) -> Plan:
    """Let a card wait until somebody takes the tag off it."""
    return toggle_tags(library, [_full(library, card.entry)], [f"+{SUSPENDED}"])


def review_statistics(library: Library, now: datetime, days: int) -> Statistics:
    """Retention of the answers in the history, and the number of due cards on coming days."""
    reviews = [*review_log.read(read_history(history_path(library)))]
    return statistics(all_cards(library), reviews, now.astimezone(), days)


def history_path(library: Library) -> Path:
    """Where the history of reviews is."""
    return library.config.review_history or default_path()


def _graded(library: Library, answer: Answer) -> Change:
    """The change of the card's file, with the line for the history."""
    target = _full(library, answer.card.entry)
    note, document = current(library, target.document)
    entry, settings = relocate(library, document, target), settings_of(library.config)
    data = cards_of.read_data(entry.body)
    before = data.row(answer.position) if data else None
    if data is None or before is None:
        raise CardError(f"{entry.heading.title!r} is no longer a card: review again.")
    if before != answer.card.data.row(answer.position):
        raise AnsweredError(entry.heading.title)
    row = _computed(lambda: cards_of.answered(answer, data, settings))
    splices = partial(
        replace_drawer_text, name=DRAWER, lines=[*data.with_row(answer.position, row).lines()]
    )
    edit = FileEdit.of(document, partial(reread, library)).edited(entry.index, splices)
    words = f"{entry.file}:{entry.heading.line} {answer.rating}, due {row['due']}"
    summary = f"{words}  {entry.heading.title}"
    file = str((library.root / entry.file).absolute())
    line = review_log.written(answer, before, file, settings)
    change = Change.of(note, document, edit.document, (summary,))
    return replace(change, review=HistoryLine(str(history_path(library)), line))


def _computed(compute: Callable[[], T]) -> T:
    """What an algorithm computes.

    Raises:
        MissingExtraError: its library is not installed.
    """
    try:
        return compute()
    except ImportError as error:
        raise MissingExtraError("review", "review") from error
