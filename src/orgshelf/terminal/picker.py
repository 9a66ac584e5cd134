"""A list that narrows as one types, as it is between two keys; nothing is drawn here."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from orgshelf.shelf.spelling import folded
from orgshelf.text import one_line, width

#: So many of a column at most, since some letters take no room.
_LETTERS = 8


class Choice(NamedTuple):
    """A line of the list: the id of its heading, its title and work, and the text to search."""

    id: str
    title: str
    work: str | None
    folded: str

    @classmethod
    def of(cls, id_: str, title: str, work: str | None = None) -> "Choice":
        """A heading, and the title of the work that it is part of."""
        return cls(id_, title, work, folded(f"{title} {work}" if work else title))

    @property
    def label(self) -> str:
        """What it says."""
        return f"{self.title}  ‹ {self.work}" if self.work else self.title


class Row(NamedTuple):
    """A line of the screen; the text is harmless."""

    text: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Picker:
    """The list; ``found`` are the choices with all words that were typed.

    ``at`` is the place of the current one among them, ``top`` that of the first one that is
    seen. ``marked`` are ids in the order in which they were marked; none where only one can be
    chosen. ``page`` is how many are seen.
    """

    choices: Sequence[Choice]
    found: Sequence[Choice]
    words: str = ""
    at: int = 0
    top: int = 0
    page: int = 10
    marked: tuple[str, ...] = ()
    several: bool = True

    @classmethod
    def of(cls, choices: Sequence[Choice], *, several: bool) -> "Picker":
        """A list in which nothing is chosen yet."""
        return cls(choices, choices, several=several)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids that are marked, else that of the current one."""
        current = [choice.id for choice in self.found[self.at : self.at + 1]]
        return self.marked or tuple(current)

    def press(self, key: str) -> "Picker":
        """The list after a key, which is a letter or the name of one; others change nothing."""
        if act := _KEYS.get(key):
            return act(self)
        return self.narrowed(self.words + key) if len(key) == 1 and key.isprintable() else self

    def narrowed(self, words: str) -> "Picker":
        """The list with other words; what was found is searched alone where it can be."""
        among = self.found if words.startswith(self.words) else self.choices
        parts = folded(words).split()
        found = [c for c in among if all(part in c.folded for part in parts)] if parts else among
        return replace(self, found=found, words=words, at=0, top=0)

    def moved(self, steps: int) -> "Picker":
        """With the current line moved down by ``steps``, and scrolled into view."""
        at = max(min(self.at + steps, len(self.found) - 1), 0)
        return replace(self, at=at)._scrolled()

    def toggled(self) -> "Picker":
        """With the current one marked, or not any more, and the next one current."""
        if not self.several or not self.found:
            return self
        id_ = self.found[self.at].id
        others = tuple(other for other in self.marked if other != id_)
        marked = others if id_ in self.marked else (*others, id_)
        return replace(self, marked=marked).moved(1)

    def fitted(self, lines: int) -> "Picker":
        """The same on a screen with this many lines."""
        return replace(self, page=max(lines - 2, 1))._scrolled()

    def _scrolled(self) -> "Picker":
        top = min(max(self.top, self.at - self.page + 1), self.at)
        return replace(self, top=top)

    def rows(self, columns: int) -> list[Row]:
        """The lines of the screen: what was typed, how many there are, then the list."""
        marked = f"  {len(self.marked)} marked" if self.marked else ""
        keys = "Enter take  Esc leave" + ("  Tab mark" if self.several else "")
        head = f"  {len(self.found)}/{len(self.choices)}{marked}  {keys}"
        seen = self.found[self.top : self.top + self.page]
        listed = (self._row(choice, self.top + n) for n, choice in enumerate(seen))
        rows = (Row(f"> {self.words}"), Row(head), *listed)
        return [row._replace(text=cut(row.text, columns)) for row in rows]

    def _row(self, choice: Choice, place: int) -> Row:
        current = place == self.at
        sign = ("> " if current else "  ") + ("* " if choice.id in self.marked else "  ")
        return Row(sign + choice.label, current)


def cut(text: str, columns: int) -> str:
    """A harmless text on one line, cut to a number of columns."""
    text = one_line(text)[: columns * _LETTERS]
    if width(text) <= columns:
        return text
    lengths = range(len(text) + 1)
    fitting = bisect_right(lengths, columns - 1, key=lambda length: width(text[:length]))
    return f"{text[: fitting - 1]}…" if columns > 0 else ""


def _without_word(words: str) -> str:
    return words.rstrip().rpartition(" ")[0]


_KEYS: Mapping[str, Callable[[Picker], Picker]] = {
    "up": lambda picker: picker.moved(-1),
    "down": lambda picker: picker.moved(1),
    "page up": lambda picker: picker.moved(-picker.page),
    "page down": lambda picker: picker.moved(picker.page),
    "home": lambda picker: picker.moved(-len(picker.found)),
    "end": lambda picker: picker.moved(len(picker.found)),
    "tab": Picker.toggled,
    "erase": lambda picker: picker.narrowed(picker.words[:-1]),
    "erase word": lambda picker: picker.narrowed(_without_word(picker.words)),
    "erase line": lambda picker: picker.narrowed(""),
}
