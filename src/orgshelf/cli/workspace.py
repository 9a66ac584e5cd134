"""Notes that stay open for long, while Emacs and other runs of this program change them."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgshelf.cli.app import App
from orgshelf.cli.group import never_repeated, retry_without_index
from orgshelf.store import lock
from orgshelf.store.library import Library

if TYPE_CHECKING:
    from orgshelf.actions.transaction import Plan


@dataclass(slots=True)
class Workspace:
    """The notes of a run as they were opened last."""

    app: App
    now: App = field(init=False)

    def __post_init__(self) -> None:
        self.now = self.app

    def reopen(self) -> Library:
        """Open the notes again, as they are now."""
        self.now = self.app.refreshed()
        return retry_without_index(lambda app: app.library, self.now)

    def commit(self, plan: "Plan", words: Sequence[str]) -> Sequence[str]:
        """Make a change as a command does, and say what was done."""
        with never_repeated(self.now):
            changes = plan.commit(shlex.join(words))
        lines = [c for c in changes if c.line is not None]
        if lines:
            self.now.remember(place=f"{lines[0].note.name}:{lines[0].line}")
        return [line for change in changes for line in change.told]

    @staticmethod
    def is_locked() -> bool:
        """Whether another run of this program changes notes."""
        with lock.exclusive_lock_if_free() as is_free:
            return not is_free
