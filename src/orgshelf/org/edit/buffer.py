"""The buffer of an edit: the lines of a file, the edited entry, and indentation."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.entry_spans import FILE
from orgshelf.org.file_heading import after_comments, after_keywords, file_drawer
from orgshelf.org.lines import Lines, Splice
from orgshelf.org.settings import OrgSettings
from orgshelf.org.syntax.drawers import PropertyDrawer, property_drawer
from orgshelf.org.syntax.headline import is_headline
from orgshelf.org.syntax.keywords import TodoKeywords
from orgshelf.org.syntax.timestamps import format_stamp, is_planning
from orgshelf.text import TAB_WIDTH


@dataclass(frozen=True, slots=True)
class Layout:
    """The variables of Emacs that control indentation.

    ``adapt`` is org-adapt-indentation; ``virtual`` is org-indent-mode (``#+STARTUP: indent``), with
    which text is not indented and tabs are not written.
    """

    adapt: bool
    virtual: bool

    @classmethod
    def of(cls, document: Document) -> "Layout":
        """The values for a file."""
        virtual = document.settings.startup_choice("indent", "noindent") == "indent"
        return cls(document.org.adapt_indentation and not virtual, virtual)

    def below(self, level: int) -> int:
        """The column of text below a headline of a level."""
        return level + 1 if self.adapt else 0

    def blanks(self, column: int) -> str:
        """Indentation to ``column``, with tabs if enabled (indent-line-to)."""
        tabs, spaces = divmod(column, TAB_WIDTH)
        return " " * column if self.virtual else "\t" * tabs + " " * spaces


@dataclass(frozen=True, slots=True)
class EditBuffer:
    """An immutable buffer, passed from one step of an edit to the next; lines count from 0.

    ``at`` is the line of the edited heading, ``FILE`` for the text above all headings. ``origins``
    has the original number of each line, None for a new or changed one. A file that ends in a
    newline has an empty last line.
    """

    lines: tuple[str, ...]
    origins: tuple[int | None, ...]
    at: int

    @classmethod
    def of(cls, lines: Lines, heading: Heading) -> "EditBuffer":
        """The buffer of a parsed file, to be edited at ``heading``."""
        at = heading.line - 1 if heading.level else FILE
        return cls(lines.texts, _as_read(len(lines.texts)), at)

    def splice(self, start: int, stop: int, *new: str) -> "EditBuffer":
        """Replace the lines ``start:stop`` by ``new``.

        Above the edited headline the number of lines must stay the same.
        """
        lines = self.lines[:start] + new + self.lines[stop:]
        origins = self.origins[:start] + (None,) * len(new) + self.origins[stop:]
        return EditBuffer(lines, origins, self.at)

    def replace_all(self, texts: Mapping[int, str]) -> "EditBuffer":
        """Replace single lines, given by their numbers."""
        lines, origins = list(self.lines), list(self.origins)
        for index, text in texts.items():
            if text != lines[index]:
                lines[index], origins[index] = text, None
        return EditBuffer(tuple(lines), tuple(origins), self.at)

    def insert(self, place: int, *new: str) -> "EditBuffer":
        """Insert lines before line ``place``; at the end of the file they end in a newline."""
        at_end = place == len(self.lines)
        return self.splice(place, place, *new, *([""] if at_end else []))

    def remove(self, start: int, stop: int) -> "EditBuffer":
        """Remove lines; the new last line of the file ends in a newline."""
        at_end = stop == len(self.lines)
        return self.splice(start, stop, *([""] if at_end else []))

    def replace(self, index: int, text: str) -> "EditBuffer":
        """Replace one line; the same buffer if nothing changes."""
        return self if self.lines[index] == text else self.splice(index, index + 1, text)

    @property
    def heading(self) -> str:
        """The edited headline."""
        return self.lines[self.at]

    @property
    def level(self) -> int:
        """The number of stars of the headline; 0 for a file."""
        if self.at == FILE:
            return 0
        return len(self.heading) - len(self.heading.lstrip("*"))

    @property
    def last(self) -> int:
        """The line after the last one that has text or a line end."""
        return len(self.lines) - (self.lines[-1] == "")

    @property
    def stop(self) -> int:
        """The line after the entry: the next headline or the file's end."""
        starred = (i for i in range(self.at + 1, self.last) if self.lines[i].startswith("*"))
        return next((i for i in starred if is_headline(self.lines[i])), self.last)

    @property
    def planning(self) -> int | None:
        """The planning line, which must be right below the headline."""
        below = self.at + 1
        if self.at == FILE or below >= self.last:
            return None
        return below if is_planning(self.lines[below]) else None

    @property
    def drawer(self) -> PropertyDrawer | None:
        """The property drawer, which must be right below headline and planning line."""
        if self.at == FILE:
            return file_drawer(self.lines, self.stop)
        start = self.at + 1 if self.planning is None else self.planning + 1
        found = property_drawer(self.lines, start, self.stop)
        return found if isinstance(found, PropertyDrawer) else None

    @property
    def metadata(self) -> int:
        """The line where a new property drawer goes (org-insert-property-drawer)."""
        if self.at == FILE:
            return after_comments(self.lines, self.stop)
        return self.at + 1 if self.planning is None else self.planning + 1

    @property
    def body(self) -> int:
        """The line after planning line and property drawer (org-end-of-meta-data).

        In a file it is after the keywords too.
        """
        if self.at == FILE:
            drawer = self.drawer
            return after_keywords(self.lines, drawer.end + 1 if drawer else 0, self.stop)
        if self.drawer is not None:
            return self.drawer.end + 1
        return self.metadata

    def splices(self, base: Sequence[str]) -> tuple[Splice, ...]:
        """The minimal splices that turn the original lines ``base`` into these."""
        return tuple(_trimmed(base, self._gaps(len(base))))

    def _gaps(self, length: int) -> Iterator[Splice]:
        """The changed ranges between unchanged lines."""
        start, at, new = 0, 0, list[str]()
        origins = (*self.origins, length)
        while at < len(origins):
            origin = origins[at]
            if origin is None:
                new.append(self.lines[at])
                at += 1
                continue
            if new or origin > start:
                yield Splice(start, origin, tuple(new))
            run = _run(origins, at)
            start, at, new = origin + run, at + run, []


@lru_cache(2)  # successive edits of a file need the same
def _as_read(count: int) -> tuple[int, ...]:
    """The origins of unchanged lines."""
    return tuple(range(count))


def _run(origins: Sequence[int | None], at: int) -> int:
    """The number of lines, from an unchanged one on, that are consecutive as before.

    Origins are ascending, so that the first gap can be found by bisection.
    """
    try:
        stop = origins.index(None, at)
    except ValueError:
        stop = len(origins)
    lines = range(stop - at)
    return bisect_right(lines, 0, key=lambda i: (origins[at + i] or 0) - (origins[at] or 0) - i)


def _trimmed(base: Sequence[str], splices: Iterator[Splice]) -> Iterator[Splice]:
    """The splice without equal lines at its ends."""
    for splice in splices:
        start, stop, new = splice.start, splice.stop, splice.new
        while start < stop and new and base[start] == new[0]:
            start, new = start + 1, new[1:]
        while start < stop and new and base[stop - 1] == new[-1]:
            stop, new = stop - 1, new[:-1]
        if start < stop or new:
            yield Splice(start, stop, new)


@dataclass(frozen=True, slots=True)
class EditContext:
    """The context of an edit: the parsed file, the edited heading, and local time.

    ``timed``: the time of day is known.
    """

    document: Document
    heading: Heading
    now: datetime
    timed: bool = True

    @property
    def org(self) -> OrgSettings:
        """Org's variables for the file."""
        return self.document.org

    @property
    def keywords(self) -> TodoKeywords:
        """The file's TODO keywords."""
        return self.document.settings.keywords

    @property
    def layout(self) -> Layout:
        """The indentation of the file."""
        return Layout.of(self.document)

    @property
    def log_drawer(self) -> str | None:
        """The drawer for log notes: from the property, else from org-log-into-drawer."""
        name = self.heading.inherited.get("LOG_INTO_DRAWER")
        if name is None:
            return self.org.log_into_drawer
        return {"nil": None, "t": "LOGBOOK"}.get(name, name)

    def is_done(self, keyword: str | None) -> bool:
        """Whether a keyword is a done one of the file."""
        return keyword in self.keywords.done

    def stamp(self, *, time: bool = True) -> str:
        """The current time as an inactive timestamp."""
        return format_stamp(self.now, self.org.weekdays, time=time and self.timed)
