"""What a command is about to change: it can be shown as a diff, and committed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from orgshelf.actions.transaction import Change, Notes, Transaction


@dataclass(frozen=True, slots=True)
class Plan:
    """A change of the notes that is not made yet.

    ``prepare`` reads the files and gives what each of them becomes; it is called under the
    lock when the plan is committed.
    """

    notes: Notes
    prepare: Callable[[], list[Change]]

    def diff(self) -> Iterator[str]:
        """The lines of a unified diff, without line ends; nothing is written.

        Raises:
            OrgshelfError: as ``commit``.
        """
        for change in self.prepare():
            yield from change.diff()

    def commit(self, command: str) -> list[Change]:
        """Make the change; ``command`` is the user's command line, for the journal.

        Raises:
            OrgshelfError: as ``Transaction.commit``, or what the plan itself refuses.
        """
        return Transaction.on(self.notes, command).commit(self.prepare)
