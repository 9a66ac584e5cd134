"""A file while headings are moved into it and out of it, each step proved."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from orgshelf.change.proofs import only_grows, only_shrinks, only_touches
from orgshelf.errors import NotEditableError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.statistics import subtree
from orgshelf.org.edit.subtree import Paste, cut
from orgshelf.org.lines import Lines, Splice

#: One edit of one heading.
Step = Callable[[Document, Heading], Sequence[Splice]]
#: Reads the text of a file anew, once it has been edited; the second one is its name.
Reread = Callable[[Lines, str], Document]


@dataclass(frozen=True, slots=True)
class Working:
    """A file as the steps so far have left it.

    ``origins`` has for each heading its index in the file as it was read, None for a new one.
    """

    document: Document
    origins: tuple[int | None, ...]
    reread: Reread

    @classmethod
    def of(cls, document: Document, reread: Reread) -> "Working":
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

    def subtree(self, place: int) -> tuple[Heading, ...]:
        """A heading and all below it."""
        heading = self.document.headings[place]
        return (heading, *subtree(self.document.headings, heading))

    def edited(self, place: int, edit: Step) -> "Working":
        """The file after an edit of one heading.

        Raises:
            NotEditableError: the edit would do more than asked.
        """
        before = self.document.headings
        after = self._applied(edit(self.document, before[place]))
        self._check(only_touches(before, after.headings, place))
        return replace(self, document=after)

    def pasted(self, paste: Paste, moved: Sequence[Heading] | None = None) -> tuple["Working", int]:
        """The file with the headings ``moved`` put in, and the place of the first of them.

        None stands for one new heading, whatever it says.

        Raises:
            NotEditableError: something else would change.
        """
        after = self._applied(paste.splices)
        place = bisect_left([heading.line for heading in after.headings], paste.line)
        new = after.headings[place : place + 1] if moved is None else moved
        self._check(only_grows(self.document.headings, after.headings, place, new))
        origins = (*self.origins[:place], *(None for _ in new), *self.origins[place:])
        return replace(self, document=after, origins=origins), place

    def without(self, place: int, count: int) -> "Working":
        """The file without so many headings from a place on.

        Raises:
            NotEditableError: something else would change.
        """
        before, stop = self.document.headings, place + count
        after = self._applied(cut(self.document, before[place], before[stop - 1]))
        self._check(only_shrinks(before, after.headings, place, stop))
        origins = (*self.origins[:place], *self.origins[stop:])
        return replace(self, document=after, origins=origins)

    def _applied(self, splices: Sequence[Splice]) -> Document:
        return self.reread(self.document.lines.apply(splices), self.document.file)

    def _check(self, proved: bool) -> None:
        if not proved:
            raise NotEditableError(
                self.document.file, "the edit would change more than was asked for"
            )
