"""All that a key can do, in one table: the footer, the help, the palette and the keys are of it."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library
from orgshelf.tui import changing
from orgshelf.tui.changing import NONE, Change

TODAY, WORKS, SEARCH, QUOTES, PROGRESS, REVIEW = (
    *("today", "works", "search", "quotes", "progress", "review"),
)
#: What is shown one after the other, by the keys 1 to 5.
VIEWS = (TODAY, WORKS, QUOTES, PROGRESS, REVIEW)
_LISTS = frozenset((TODAY, WORKS, SEARCH, QUOTES))


class On(Enum):
    """What must be there for an act to be done."""

    ALWAYS = "always"
    ROW = "a heading or a file that is one work"
    HEADING = "a heading"


class Option(NamedTuple):
    """An answer that can be chosen, and the key that takes it."""

    answer: str
    label: str
    key: str = ""


class Ask(NamedTuple):
    """A question. ``options`` are the answers to choose from; without them a line is typed.

    ``optional`` says that nothing is an answer too.
    """

    label: str
    hint: str = ""
    options: Callable[[Library, Sequence[Entry]], Sequence[Option]] | None = None
    optional: bool = False


class Act(NamedTuple):
    """What a key does.

    ``keys`` are as vi has them and ``emacs`` as Emacs does, where that is something else.
    ``asks`` are the questions before; what is changed is the ``change``, and all else a method
    of the browser does. It can be done in the ``views``, ``on`` what is there.
    """

    name: str
    keys: tuple[str, ...]
    help: str
    family: str
    on: On = On.ALWAYS
    asks: tuple[Ask, ...] = ()
    change: Change | None = None
    emacs: tuple[str, ...] | None = None
    views: frozenset[str] = frozenset((*VIEWS, SEARCH))
    in_footer: bool = True

    @property
    def takes_several(self) -> bool:
        """Whether it can be done to all that is marked."""
        one = (changing.CLOCK_IN, changing.RENAME)
        return self.change is not None and not self.change.whole and self.change not in one


def _keywords(_: Library, entries: Sequence[Entry]) -> list[Option]:
    """The keywords of the file, with the keys that it gives them."""
    keywords = entries[0].document.settings.keywords
    own = {k.name: k.key for sequence in keywords.sequences for k in sequence.keywords if k.key}
    options = list[Option]()
    used = {*own.values(), " "}
    for name in dict.fromkeys(keywords.names):
        key = own.get(name) or next((c for c in name.lower() if c.isalnum() and c not in used), "")
        used.add(key)
        options.append(Option(name, name, key))
    return [*options, Option(NONE, "no keyword", " ")]


def _priorities(_: Library, entries: Sequence[Entry]) -> list[Option]:
    names = entries[0].document.settings.priorities.names
    options = [Option(name, name, name.lower() if len(name) == 1 else "") for name in names]
    return [*options, Option(NONE, "no priority", " ")]


def _stars(_: Library, _entries: Sequence[Entry]) -> list[Option]:
    return [Option(str(n), "*" * n, str(n)) for n in range(1, 6)]


def _headings(library: Library, _: Sequence[Entry]) -> list[Option]:
    return [
        Option(
            library.short_ids[label.id],
            f"{label.title}  ‹ {label.work}" if label.work else label.title,
        )
        for label in library.entries.labels()
    ]


_DATE = "2026-12-01, fri, +2w, tomorrow 19:00 +1w; none takes it away"

#: The acts by family, each as the help has it.
ACTS: tuple[Act, ...] = (
    Act(
        "down",
        ("j", "down"),
        "Go to the next row.",
        "Moving",
        emacs=("ctrl+n", "down"),
        in_footer=False,
    ),
    Act(
        "up",
        ("k", "up"),
        "Go to the row before.",
        "Moving",
        emacs=("ctrl+p", "up"),
        in_footer=False,
    ),
    Act(
        "page-down",
        ("ctrl+f", "pagedown"),
        "Go on by a page.",
        "Moving",
        emacs=("ctrl+v", "pagedown"),
        in_footer=False,
    ),
    Act(
        "page-up",
        ("ctrl+b", "pageup"),
        "Go back by a page.",
        "Moving",
        emacs=("alt+v", "pageup"),
        in_footer=False,
    ),
    Act(
        "first",
        ("g", "home"),
        "Go to the first row.",
        "Moving",
        emacs=("alt+<", "home"),
        in_footer=False,
    ),
    Act(
        "last",
        ("G", "end"),
        "Go to the last row.",
        "Moving",
        emacs=("alt+>", "end"),
        in_footer=False,
    ),
    Act(
        "fold",
        ("tab",),
        "Unfold what is below, or fold it.",
        "Moving",
        On.ROW,
        views=frozenset((WORKS,)),
    ),
    Act(
        "in",
        ("l", "right"),
        "Unfold what is below.",
        "Moving",
        On.ROW,
        emacs=("ctrl+f", "right"),
        views=frozenset((WORKS,)),
        in_footer=False,
    ),
    Act(
        "out",
        ("h", "left"),
        "Fold it, or go to what is above.",
        "Moving",
        On.ROW,
        emacs=("ctrl+b", "left"),
        views=frozenset((WORKS,)),
        in_footer=False,
    ),
    Act(
        "fold-all",
        ("shift+tab",),
        "Unfold everything, or fold the works again.",
        "Moving",
        views=frozenset((WORKS,)),
        in_footer=False,
    ),
    Act(
        "show",
        ("enter",),
        "Show the page of it on the whole screen, or the list again.",
        "Looking",
        On.ROW,
        views=_LISTS,
    ),
    Act(
        "scroll",
        ("J", "space"),
        "Scroll the page beside the list.",
        "Looking",
        emacs=("space",),
        in_footer=False,
        views=_LISTS,
    ),
    Act(
        "scroll-back",
        ("K", "backspace"),
        "Scroll it back.",
        "Looking",
        emacs=("backspace",),
        in_footer=False,
        views=_LISTS,
    ),
    Act(
        "search",
        ("/",),
        "Look for words, or by a query, as you type.",
        "Looking",
        emacs=("/", "ctrl+s"),
    ),
    Act(
        "today",
        ("1",),
        "Show what there is to do today.",
        "Looking",
        in_footer=False,
        views=frozenset((*VIEWS, SEARCH)) - {REVIEW},
    ),
    Act(
        "works",
        ("2",),
        "Show the tree of works and parts.",
        "Looking",
        in_footer=False,
        views=frozenset((*VIEWS, SEARCH)) - {REVIEW},
    ),
    Act(
        "quotes",
        ("3",),
        "Show the quotes.",
        "Looking",
        in_footer=False,
        views=frozenset((*VIEWS, SEARCH)) - {REVIEW},
    ),
    Act(
        "progress",
        ("4",),
        "Show how far you are.",
        "Looking",
        in_footer=False,
        views=frozenset((*VIEWS, SEARCH)) - {REVIEW},
    ),
    Act(
        "review",
        ("5",),
        "Ask the cards that are due.",
        "Looking",
        in_footer=False,
        views=frozenset((*VIEWS, SEARCH)) - {REVIEW},
    ),
    Act("done", ("d",), "Mark it done.", "Changing", On.HEADING, change=changing.DONE),
    Act(
        "state",
        ("t",),
        "Give it another keyword of its file.",
        "Changing",
        On.HEADING,
        (Ask("Keyword", options=_keywords),),
        changing.STATE,
    ),
    Act(
        "start",
        ("S",),
        "Say that you are reading it now.",
        "Changing",
        On.HEADING,
        change=changing.START,
        in_footer=False,
    ),
    Act(
        "drop", ("X",), "Give it up.", "Changing", On.HEADING, change=changing.DROP, in_footer=False
    ),
    Act(
        "again",
        ("R",),
        "Take it up once more.",
        "Changing",
        On.HEADING,
        change=changing.AGAIN,
        in_footer=False,
    ),
    Act(
        "schedule",
        ("s",),
        "Say when to begin it.",
        "Changing",
        On.HEADING,
        (Ask("Scheduled", _DATE),),
        changing.SCHEDULE,
    ),
    Act(
        "deadline",
        ("D",),
        "Say when it must be done.",
        "Changing",
        On.HEADING,
        (Ask("Deadline", _DATE),),
        changing.DEADLINE,
    ),
    Act(
        "priority",
        (",",),
        "Give it a priority.",
        "Changing",
        On.HEADING,
        (Ask("Priority", options=_priorities),),
        changing.PRIORITY,
    ),
    Act(
        "tag",
        (":",),
        "Put tags on it, and take them off.",
        "Changing",
        On.ROW,
        (Ask("Tags", "+gpu -maths"),),
        changing.TAG,
    ),
    Act("note", ("z",), "Take a note.", "Changing", On.ROW, (Ask("Note"),), changing.NOTE),
    Act(
        "quote",
        ("q",),
        "Take a quote down.",
        "Changing",
        On.ROW,
        (Ask("Quote"), Ask("Page", "120; Enter for none", optional=True)),
        changing.QUOTE,
    ),
    Act(
        "page",
        ("p",),
        "Say to which page you have read.",
        "Changing",
        On.ROW,
        (Ask("Page", "120, +15 or 40%"),),
        changing.PAGE,
    ),
    Act(
        "rate",
        ("*",),
        "Rate it.",
        "Changing",
        On.ROW,
        (Ask("Stars", options=_stars),),
        changing.RATE,
        in_footer=False,
    ),
    Act("clock-in", ("I",), "Start the clock.", "Changing", On.HEADING, change=changing.CLOCK_IN),
    Act("clock-out", ("O",), "Stop the clock that runs.", "Changing", change=changing.CLOCK_OUT),
    Act(
        "rename",
        ("e",),
        "Give it another title.",
        "Changing",
        On.HEADING,
        (Ask("Title"),),
        changing.RENAME,
        in_footer=False,
    ),
    Act(
        "move-up",
        ("alt+up",),
        "Move it past the one above.",
        "Changing",
        On.HEADING,
        change=changing.MOVE_UP,
        in_footer=False,
    ),
    Act(
        "move-down",
        ("alt+down",),
        "Move it past the one below.",
        "Changing",
        On.HEADING,
        change=changing.MOVE_DOWN,
        in_footer=False,
    ),
    Act(
        "promote",
        ("alt+left",),
        "Move it one level up.",
        "Changing",
        On.HEADING,
        change=changing.PROMOTE,
        in_footer=False,
    ),
    Act(
        "demote",
        ("alt+right",),
        "Move it one level down.",
        "Changing",
        On.HEADING,
        change=changing.DEMOTE,
        in_footer=False,
    ),
    Act(
        "refile",
        ("w",),
        "Move it under another heading.",
        "Changing",
        On.HEADING,
        (Ask("Under", options=_headings),),
        changing.REFILE,
    ),
    Act(
        "archive",
        ("$",),
        "Move it to the archive.",
        "Changing",
        On.HEADING,
        change=changing.ARCHIVE,
    ),
    Act(
        "add",
        ("a",),
        "Add a work to its shelf.",
        "Changing",
        asks=(Ask("Add", "book Deep Work - Newport 2016, a DOI, an ISBN or an address"),),
    ),
    Act("undo", ("U",), "Take the newest change back.", "Changing", change=changing.UNDO),
    Act("mark", ("m",), "Mark it, to change many at once.", "Marking", On.ROW, views=_LISTS),
    Act("unmark", ("u",), "Take the mark off.", "Marking", On.ROW, views=_LISTS, in_footer=False),
    Act("unmark-all", ("M",), "Take all marks off.", "Marking", views=_LISTS, in_footer=False),
    Act("bulk", ("B",), "Do something to all that is marked.", "Marking", views=_LISTS),
    Act("answer", ("space", "enter"), "Show the answer.", "Reviewing", views=frozenset((REVIEW,))),
    Act("grade-again", ("1",), "You did not know it.", "Reviewing", views=frozenset((REVIEW,))),
    Act("grade-hard", ("2",), "It was hard.", "Reviewing", views=frozenset((REVIEW,))),
    Act("grade-good", ("3",), "You knew it.", "Reviewing", views=frozenset((REVIEW,))),
    Act("grade-easy", ("4",), "It was easy.", "Reviewing", views=frozenset((REVIEW,))),
    Act("skip", ("n",), "Leave the card for later.", "Reviewing", views=frozenset((REVIEW,))),
    Act(
        "suspend", ("x",), "Do not ask the card any more.", "Reviewing", views=frozenset((REVIEW,))
    ),
    Act("open", ("o",), "Open a link of it.", "Around", On.ROW),
    Act("edit", ("E",), "Open it in your editor, at its line.", "Around", On.ROW),
    Act("reload", ("r",), "Read the notes again.", "Around", in_footer=False),
    Act(
        "palette",
        ("ctrl+p", "alt+x"),
        "Choose what to do from a list.",
        "Around",
        emacs=("alt+x",),
        in_footer=False,
    ),
    Act("help", ("?",), "Show all keys.", "Around"),
    Act(
        "back",
        ("escape",),
        "Go back to the list.",
        "Around",
        emacs=("escape", "ctrl+g"),
        in_footer=False,
    ),
    Act(
        "suspend-program",
        ("ctrl+z",),
        "Go back to the shell; `fg` goes on.",
        "Around",
        in_footer=False,
    ),
    Act("quit", ("Q", "ctrl+c"), "Leave.", "Around"),
)
BY_NAME = {act.name: act for act in ACTS}


def possible(view: str, entry: Entry | None) -> Iterable[Act]:
    """The acts that can be done in a view, where this is the current row's heading."""
    return (act for act in ACTS if view in act.views and _fits(act.on, entry))


def _fits(on: On, entry: Entry | None) -> bool:
    if on is On.ALWAYS:
        return True
    return entry is not None and (on is On.ROW or entry.heading.level > 0)
