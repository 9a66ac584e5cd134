"""Looking for words, or by a query, while they are typed."""

from collections.abc import Mapping

from textual.timer import Timer

from orgshelf.errors import OrgshelfError
from orgshelf.tui.acts import View
from orgshelf.tui.list_rows import found_rows
from orgshelf.tui.stage import Handler, Stage

_TYPING = 0.15  # seconds without another letter after which is looked for what was typed
_HINT = "words, or a query like kind:paper"


class Searching:
    """The words that were typed last, and looking for them."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._timer: Timer | None = None

    def handlers(self) -> Mapping[str, Handler]:
        """What is done by the one act."""
        return {"search": self._ask}

    async def _ask(self) -> None:
        words = await self._stage.ask_line("Search", _HINT, self._stage.words, self._typed)
        self._stop()
        if words is None:
            self._stage.go_back()
        else:
            self._look_for(words)

    def _typed(self, words: str) -> None:
        """Look for the words when no more are typed."""
        self._stop()
        self._timer = self._stage.set_timer(_TYPING, lambda: self._look_for(words))

    def _stop(self) -> None:
        if self._timer:
            self._timer.stop()

    def _look_for(self, words: str) -> None:
        if words == self._stage.words and self._stage.view == View.SEARCH:
            return
        try:
            found = found_rows(self._stage.library, words)
        except OrgshelfError as error:
            self._stage.say(str(error), "red")
            return
        self._stage.words, self._stage.found = words, found
        self._stage.say("")
        self._stage.show_view(View.SEARCH)
