"""A file while headings are moved into it and out of it, each step proved."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from orgshelf.actions.entry_text import Sections, sections
from orgshelf.actions.proofs import (
    only_adds,
    only_grows,
    only_renames,
    only_reorders,
    only_sets_keywords,
    only_shifts,
    only_shrinks,
    only_touches,
    only_touches_file,
)
from orgshelf.errors import NotEditableError, UsageError
from orgshelf.model import Heading
from orgshelf.org.document import Document, heading_at
from orgshelf.org.edit.subtree import (
    Paste,
    cut,
    move_subtree,
    moved_order,
    set_title,
    shift_subtree,
    siblings,
    valid_level,
)
from orgshelf.org.entry_spans import FILE
from orgshelf.org.lines import Lines, Splice
from orgshelf.org.reader import ReadDocument, revised

#: One edit of one heading.
Step = Callable[[Document, Heading], Sequence[Splice]]
#: Reads a file anew from the bytes that its lines make; the second one is its name.
Reread = Callable[[Lines, str], Document]


@dataclass(frozen=True, slots=True)
class FileEdit:
    """A file as the steps so far have left it.

    ``origins`` has for each heading its index in the file as it was read, None for a new one.
    """

    document: Document
    origins: tuple[int | None, ...]
    reread: Reread

    @classmethod
    def of(cls, document: Document, reread: Reread) -> "FileEdit":
        """A file as read.

        Raises:
            NotEditableError: it must not be written.
        """
        if reason := document.lines.uneditable:
            raise NotEditableError(document.file, reason)
        return cls(document, tuple(range(len(document.headings))), reread)

    def find(self, origin: int) -> int:
        """The place of the heading that had that index."""
        return self.origins.index(origin)

    def subtree(self, place: int) -> Sections:
        """A heading and all below it."""
        return sections(self.document, self.document.spans.subtree(place))

    def edited(self, place: int, edit: Step) -> "FileEdit":
        """The file after an edit of one heading, or at the place ``FILE`` of the file itself.

        Raises:
            NotEditableError: the edit would do more than asked.
        """
        before = self.document
        splices = edit(before, heading_at(before, place))
        if not splices:
            return self
        after = self.applied(splices)
        is_file = place == FILE
        self._check(
            only_touches_file(before, after) if is_file else only_touches(before, after, place)
        )
        return replace(self, document=after)

    def pasted(
        self, paste: Paste, moved: Sections | None = None, *, count: int = 1
    ) -> tuple["FileEdit", int]:
        """The file with the headings ``moved`` put in, and the place of the first of them.

        None stands for ``count`` new headings, whatever they say.

        Raises:
            NotEditableError: something else would change.
        """
        after = self.applied(paste.splices)
        place = bisect_left(after.headings, paste.line, key=attrgetter("line"))
        new = sections(after, range(place, place + count)) if moved is None else moved
        self._check(only_grows(self.document, after, place, new))
        origins = (*self.origins[:place], *(None for _ in new), *self.origins[place:])
        return replace(self, document=after, origins=origins), place

    def parted(self, place: int, splices: Sequence[Splice], count: int) -> "FileEdit":
        """The file with ``count`` new headlines between the lines of one entry.

        What follows each of them is then the text of that one.

        Raises:
            NotEditableError: something else would change.
        """
        before, after = self.document, self.applied(splices)
        self._check(only_adds(before, after, {place + 1: count}, {place}))
        origins = (*self.origins[: place + 1], *[None] * count, *self.origins[place + 1 :])
        return replace(self, document=after, origins=origins)

    def without(self, place: int, count: int) -> "FileEdit":
        """The file without ``count`` headings from a place on.

        Raises:
            NotEditableError: something else would change.
        """
        before, stop = self.document, place + count
        after = self.applied(cut(before, before.headings[place], before.headings[stop - 1]))
        self._check(only_shrinks(before, after, place, stop))
        origins = (*self.origins[:place], *self.origins[stop:])
        return replace(self, document=after, origins=origins)

    def with_keywords(self, splices: Sequence[Splice]) -> "FileEdit":
        """The file with other lines about its keywords above its headings.

        Raises:
            NotEditableError: the headings would say something else.
        """
        before, after = self.document, self.applied(splices)
        self._check(only_sets_keywords(before, after))
        return replace(self, document=after)

    def moved(self, place: int, steps: int) -> "FileEdit":
        """The file with a subtree moved past ``steps`` siblings, up if negative.

        Raises:
            NotEditableError: something else would change.
        """
        before = self.document
        found = siblings(before, place)
        goal = found[found.index(place) + steps]
        target = goal if steps < 0 else before.spans.subtree(goal).stop
        order = moved_order(len(before.headings), before.spans.subtree(place), target)
        after = self.applied(move_subtree(before, before.headings[place], steps))
        self._check(only_reorders(before, after, order))
        return replace(self, document=after, origins=tuple(self.origins[i] for i in order))

    def shifted(self, place: int, change: int) -> "FileEdit":
        """The file with a subtree one level deeper, or with -1 higher.

        Raises:
            MoveError: it is at the top already.
            NotEditableError: something else would change.
        """
        before = self.document
        levels = [
            valid_level(before, section.heading.level, change) for section in self.subtree(place)
        ]
        after = self.applied(shift_subtree(before, before.headings[place], change))
        self._check(only_shifts(before, after, place, levels))
        return replace(self, document=after)

    def renamed(self, place: int, text: str) -> "FileEdit":
        """The file with other words in one heading.

        Raises:
            UsageError: Org would read them as more than words.
        """
        before = self.document
        after = self.applied(set_title(before, before.headings[place], text))
        if not only_renames(before, after, place, text):
            raise UsageError(f"Org would not read {text!r} as a title: choose other words.")
        return replace(self, document=after)

    def applied(self, splices: Sequence[Splice]) -> Document:
        """The file as it would be read once the splices were written to it.

        Raises:
            NotEditableError: its encoding lacks a letter of them.
        """
        if isinstance(self.document, ReadDocument) and (after := revised(self.document, splices)):
            return after
        file, lines = self.document.file, self.document.lines.apply(splices)
        return self.reread(Lines.from_bytes(lines.encoded(file)), file)

    def _check(self, proved: bool) -> None:
        if not proved:
            raise NotEditableError(
                self.document.file, "the edit would change more than was asked for"
            )
