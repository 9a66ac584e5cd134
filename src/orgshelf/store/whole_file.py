"""A file that is read whole, with what the index knows of its headings."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from orgshelf.org.document import heading_at
from orgshelf.shelf.entries import Entry
from orgshelf.store.stored import StoredDocument

if TYPE_CHECKING:
    from orgshelf.org.document import Document


@dataclass(frozen=True, slots=True, eq=False)
class WholeFile:
    """One file in the same version twice; of each entry there is one, made when it is wanted."""

    stored: "Document"
    document: "Document"
    _made: dict[int, Entry] = field(default_factory=dict)

    def entry(self, stored: Entry) -> Entry:
        """An entry of the index with its heading in the file that is read whole."""
        if stored.document is self.document:
            return stored
        for known in (*reversed([*stored.ancestors]), stored):
            if known.index not in self._made:
                self._made[known.index] = self._with_heading(known)
        return self._made[stored.index]

    def _with_heading(self, known: Entry) -> Entry:
        """The same entry; what is above it has been made."""
        parent, work = known.parent, known.owning_work
        return replace(
            known,
            document=self.document,
            heading=heading_at(self.document, known.index),
            parent=None if parent is None else self._made[parent.index],
            owning_work=None if work is None else self._made[work.index],
        )

    def entries(self, start: int, stop: int) -> list[Entry]:
        """The entries from one place up to another."""
        assert isinstance(self.stored, StoredDocument)  # what is read whole is read once
        return [self.entry(known) for known in self.stored.entries(start, stop)]
