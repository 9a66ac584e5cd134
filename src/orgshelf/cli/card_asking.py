"""Cards asked one after the other, and the quotes and notes of a day."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgshelf.actions import highlights, history, reviewing
from orgshelf.actions.reviewing import Question
from orgshelf.cli.app import App
from orgshelf.cli.listing import report
from orgshelf.cli.output import info, output
from orgshelf.cli.tty import LEAVE, Keyboard, can_ask_in_place, keyboard
from orgshelf.cli.workspace import Workspace
from orgshelf.errors import MissingExtraError, OrgshelfError
from orgshelf.review.card import Deck
from orgshelf.review.daily import Highlight, Wish
from orgshelf.review.review_data import Rating
from orgshelf.terminal import quote_list, review_screen

if TYPE_CHECKING:
    from rich.padding import Padding


_GRADES: Mapping[str, Rating] = {
    **{str(number): rating for number, rating in enumerate(Rating, 1)},
    **{rating[0]: rating for rating in Rating},
}
_SHOW = "\r\n "
_BOTH = {"s": "skip", "x": "suspend", "u": "undo", "q": "quit"}
_MORE = "[s]kip  [x] suspend  [u]ndo  [q]uit"
_KEYS: Mapping[str, Wish] = {
    **dict.fromkeys("\r\n k", Wish.KEEP),
    **dict.fromkeys("+m", Wish.MORE),
    **dict.fromkeys("-l", Wish.LESS),
    **dict.fromkeys("nx", Wish.NEVER),
}
_PROMPT = "[Enter] keep  [m]ore often  [l]ess often  [n]ever  [q]uit"


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks on one terminal; ``command`` is what the journal calls an answer."""

    app: App
    work: Workspace
    command: Sequence[str]
    keys: Keyboard

    def ask_all(self, deck: Deck) -> Deck:
        """Ask until no side is left or the user quits; an error skips a side and is printed.

        Raises:
            MissingExtraError: py-fsrs is not installed.
        """
        while deck.waiting:
            try:
                after = self._ask(deck)
            except MissingExtraError:
                raise
            except OrgshelfError as error:
                say_problem(error)
                after = deck.skipped()
            if after is None:
                break
            deck = after
        return deck

    def _ask(self, deck: Deck) -> Deck | None:
        """The deck after one question; None where the user has enough."""
        library = self.work.reopen()
        now = library.now
        deck, asked = reviewing.next_question(library, deck, now, say_problem)
        if asked is None:
            return deck
        begun, left = time.monotonic(), len(deck.waiting)
        self._show(
            lambda: review_screen.question(asked, left),
            lambda: review_screen.plain_question(asked, left),
        )
        key = self.keys.wait(f"[Enter] answer  {_MORE}", (*_SHOW, *_BOTH))
        if key in _SHOW:
            self._show(
                lambda: review_screen.answer(asked), lambda: review_screen.plain_answer(asked)
            )
            grades = review_screen.choices(asked.waits, now)
            key = self.keys.wait(grades, (*_GRADES, *_BOTH))
        if key in _GRADES:
            return self._grade(deck, asked, _GRADES[key], time.monotonic() - begun)
        return self._other(deck, _BOTH[key])

    def _grade(self, deck: Deck, asked: Question, rating: Rating, seconds: float) -> Deck:
        library = self.work.reopen()
        plan = reviewing.grade(library, asked.side, rating, library.now, seconds)
        self.work.commit(plan, self.command)
        info(f"{rating}: again in {review_screen.wait(asked.waits[rating], library.now)}")
        return deck.answered(rating)

    def _other(self, deck: Deck, what: str) -> Deck | None:
        """Skip, suspend, take the last answer back, or leave."""
        if what == "skip":
            return deck.skipped()
        if what == "suspend":
            plan = reviewing.suspend(self.work.reopen(), deck.waiting[0].card)
            self.work.commit(plan, self.command)
            return deck.without_card()
        return self._undone(deck) if what == "undo" else None

    def _undone(self, deck: Deck) -> Deck:
        library = self.work.reopen()
        last = deck.last and reviewing.answer_before(library, deck.last)
        if not last:
            info("There is no answer that could be undone here.")
            return deck
        self.work.commit(history.undo(library, last.number), self.command)
        info("The last answer is undone.")
        return deck.taken_back()

    def _show(self, styled: "Callable[[], Padding]", plain: Callable[[], str]) -> None:
        output(self.app.color, None, plain=plain, table=lambda: [styled()])


def say_problem(error: OrgshelfError) -> None:
    """Say why a card is left out."""
    info(f"orgshelf: {error}")


def show(app: App, shown: Sequence[Highlight], format_: str | None) -> None:
    """Print them, or show each and ask how often it is wanted."""
    if format_ is None and can_ask_in_place() and shown:
        with keyboard() as keys:
            _ask(app, keys, shown)
        return

    def as_json(_: str) -> list[bytes]:
        from orgshelf.export import review_json

        return [review_json.daily(report(app, (), listing=True), shown).encode()]

    output(
        app.color,
        format_ or "plain",
        plain=lambda: quote_list.numbered(shown),
        table=list,
        data=as_json,
    )
    if not shown and format_ is None:
        info("There is neither a quote nor a note here that is wanted.")


def _ask(app: App, keys: Keyboard, shown: Sequence[Highlight]) -> None:
    for number, highlight in enumerate(shown, 1):
        _show_one(app, number, highlight)
        key = keys.wait(_PROMPT, (*_KEYS, LEAVE))
        if key == LEAVE:
            return
        if _KEYS[key] is not highlights.wish_of(app.library, highlight):
            highlights.wish_for_one(app.library, highlight, _KEYS[key])
            info(f"{_KEYS[key]}.")


def _show_one(app: App, number: int, highlight: Highlight) -> None:
    output(
        app.color,
        None,
        plain=lambda: quote_list.numbered([highlight], number),
        table=lambda: [quote_list.styled(number, highlight)],
    )
