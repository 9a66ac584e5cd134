"""What a key can do: its name, its keys, what it says of itself, where it acts, what it asks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library


class View(StrEnum):
    """What is shown; all but a search have a key of their own."""

    TODAY = "today"
    WORKS = "works"
    QUOTES = "quotes"
    PROGRESS = "progress"
    REVIEW = "review"
    SEARCH = "search"


EVERYWHERE = frozenset(View)
#: Those with nothing but a page.
PAGES = frozenset((View.PROGRESS, View.REVIEW))
LISTS = EVERYWHERE - PAGES


class On(Enum):
    """What must be there for an act to be done."""

    ALWAYS = "anywhere"
    ROW = "a heading or file"
    HEADING = "a heading"


class Changes(Enum):
    """How many headings an act changes at once; that of the whole notes none, or one."""

    NOTHING = 0
    ONE = 1
    SEVERAL = 2


class Option(NamedTuple):
    """An answer that can be chosen, and the key that takes it."""

    answer: str
    label: str
    key: str = ""


YES_OR_NO = (Option("yes", "yes", "y"), Option("no", "no", "n"))


class Ask(NamedTuple):
    """A question; ``name`` is that of the parameter which the answer is for.

    ``options`` are the answers to choose from; without them a line is typed. ``optional`` says
    that nothing is an answer too, ``lines`` that it may have several lines. What ``read`` makes
    of an answer that is for several parameters are their texts.
    """

    name: str
    label: str
    hint: str = ""
    options: Callable[[Library, Sequence[Entry]], Sequence[Option]] | None = None
    optional: bool = False
    lines: bool = False
    read: Callable[[Library, str], Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What a key does.

    ``vi`` are its keys, with blanks between them, and ``emacs`` those of Emacs where these are
    others. ``asks`` are the questions before the notes are changed; what it ``changes`` is the
    use case of its name, and where that is nothing, the browser does it. It can be done in the
    ``views``, ``on`` what must be there; the footer has it where that is ``common``.
    """

    name: str
    vi: str
    help: str
    family: str
    emacs: str | None = None
    on: On = On.ALWAYS
    asks: tuple[Ask, ...] = ()
    changes: Changes = Changes.NOTHING
    views: frozenset[View] = EVERYWHERE
    common: bool = False

    def fits(self, view: View, entry: Entry | None) -> bool:
        """Whether it can be done in a view, with this heading as the current one."""
        if view not in self.views:
            return False
        if self.on is On.ALWAYS or entry is None:
            return self.on is On.ALWAYS
        return self.on is On.ROW or entry.heading.level > 0
