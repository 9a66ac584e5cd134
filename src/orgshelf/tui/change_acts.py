"""Acts that change the notes, each as the command of its name does."""

from collections.abc import Iterator, Sequence
from functools import partial

from orgshelf.shelf.entries import Entry
from orgshelf.store.library import Library
from orgshelf.tui.acts import LISTS, Act, Ask, Changes, On, Option


def _keywords(_: Library, entries: Sequence[Entry]) -> list[Option]:
    """The keywords of the file, with the keys that it gives them, else with their letters."""
    keywords = entries[0].document.settings.keywords
    own = {k.name: k.key for sequence in keywords.sequences for k in sequence.keywords if k.key}
    pairs = _with_keys(dict.fromkeys(keywords.names), own)
    return [*(Option(name, name, key) for name, key in pairs), _nothing("no keyword")]


def _nothing(label: str) -> Option:
    from orgshelf.actions.use_cases import NONE  # slow, and first all is shown

    return Option(NONE, label, " ")


def _with_keys(names: "dict[str, None]", own: dict[str, str]) -> Iterator[tuple[str, str]]:
    used = {*own.values()}
    for name in names:
        free = (char for char in name.casefold() if char.isalnum() and char not in used)
        key = own.get(name) or next(free, "")
        used.add(key)
        yield name, key


def _priorities(_: Library, entries: Sequence[Entry]) -> list[Option]:
    names = entries[0].document.settings.priorities.names
    options = [Option(name, name, name.casefold() if len(name) == 1 else "") for name in names]
    return [*options, _nothing("no priority")]


def _stars(_: Library, _entries: Sequence[Entry]) -> list[Option]:
    return [Option(str(n), "*" * n, str(n)) for n in range(1, 6)]


def _headings(library: Library, _: Sequence[Entry]) -> list[Option]:
    return [
        Option(library.short_ids[label.id], f"{label.title}  ‹ {label.work or ''}".rstrip(" ‹"))
        for label in library.entries.labels()
    ]


def _kind_and_title(library: Library, line: str) -> dict[str, str]:
    """A kind and a title, or what says its kind itself and may have blanks too."""
    from orgshelf.actions.wanted_work import is_kind  # slow, and first all is shown

    kind, _, title = line.partition(" ")
    return {"kind": kind, "title": title} if title and is_kind(library, kind) else {"title": line}


_HINT = "2026-12-01, fri, +2w, tomorrow 19:00 +1w; none takes it away"
_WORK = "book Deep Work - Newport 2016, a DOI, an ISBN, an address or a PDF"

_STATE = (Ask("keyword", "Keyword", options=_keywords),)
_SCHEDULED, _DEADLINE = ((Ask("date", label, _HINT),) for label in ("Scheduled", "Deadline"))
_PRIORITY = (Ask("priority", "Priority", options=_priorities),)
_TAGS = (Ask("tags", "Tags", "+gpu -maths"),)
_NOTE = (Ask("text", "Note", lines=True),)
_QUOTE = (
    Ask("text", "Quote", lines=True),
    Ask("page", "Page", "120; Enter for none", optional=True),
)
_PAGE = (Ask("page", "Page", "120, +15 or 40%"),)
_RATING = (Ask("stars", "Stars", options=_stars),)
_TITLE = (Ask("title", "Title"),)
_UNDER = (Ask("to", "Under", options=_headings),)
_ADDED = (Ask("title", "Add", _WORK, read=_kind_and_title),)

_ONE = Changes.ONE

_act = partial(Act, family="Changing", on=On.HEADING, views=LISTS, changes=Changes.SEVERAL)
_often = partial(_act, common=True)
#: Also on a file that is one work.
_either = partial(_often, on=On.ROW)
_anywhere = partial(Act, family="Changing", common=True)

CHANGING = (
    _often("done", "d", "Mark it done."),
    _often("state", "t", "Give it another keyword.", asks=_STATE),
    _act("start", "S", "Say that you are reading it now."),
    _act("drop", "X", "Give it up."),
    _act("again", "R", "Take it up once more."),
    _often("schedule", "s", "Say when to begin.", asks=_SCHEDULED),
    _often("deadline", "D", "Say until when.", asks=_DEADLINE),
    _often("priority", ",", "Give it a priority.", asks=_PRIORITY),
    _either("tag", ":", "Add tags to it, or remove them.", asks=_TAGS),
    _either("note", "z", "Take a note.", asks=_NOTE),
    _either("quote", "q", "Add a quote.", asks=_QUOTE),
    _either("page", "p", "Say up to which page you have read.", asks=_PAGE),
    _either("rate", "*", "Rate it.", asks=_RATING),
    _often("clock-in", "I", "Start the clock.", changes=_ONE),
    _anywhere("clock-out", "O", "Stop the clock that runs.", changes=_ONE),
    _act("rename", "e", "Give it another title.", asks=_TITLE, changes=_ONE),
    _act("move-up", "alt+up", "Move it past the one above."),
    _act("move-down", "alt+down", "Move it past the one below."),
    _act("promote", "alt+left", "Move it one level up."),
    _act("demote", "alt+right", "Move it one level down."),
    _often("refile", "w", "Move it under another one.", asks=_UNDER),
    _often("archive", "$", "Move it to the archive."),
    _anywhere("add", "a", "Add a work to its shelf.", asks=_ADDED, changes=_ONE),
    _anywhere("undo", "U", "Take the newest change back.", changes=_ONE),
)
