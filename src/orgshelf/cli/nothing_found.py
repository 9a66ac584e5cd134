"""What is said where a command has nothing to show: why, and what to do next."""

import shlex
from contextlib import suppress
from typing import TYPE_CHECKING

from orgshelf.cli.app import App
from orgshelf.cli.output import info
from orgshelf.errors import NotFoundError
from orgshelf.query import Query
from orgshelf.text import one_line

if TYPE_CHECKING:
    from orgshelf.store.library import Library

#: Of a shelf that nothing stands on yet.
EMPTY = 'Your shelf is empty. Try: `orgshelf add book "Title - Author 2026"`.'
#: Of one on which all is done.
ALL_DONE = "Nothing is left to do."


def say_nothing(app: App, query: Query, otherwise: str = ALL_DONE) -> None:
    """Say that nothing matches a query; without one that the shelf is empty, or ``otherwise``."""
    if is_empty(app.library):
        info(EMPTY)
    elif asked := _asked(query):
        say_no_match(asked, _hints(app, query))
    else:
        info(otherwise)


def say_no_match(words: str, hints: str = "") -> None:
    """Say ``No match for 'zzz'.`` and the hints."""
    info(f"No match for {one_line(words)!r}.{hints}")


def is_empty(library: "Library") -> bool:
    """Whether there is neither a work nor anything to be done."""
    return not library.works(Query()) and not library.select(
        Query(all=True, states=("pending", "done"))
    )


def _asked(query: Query) -> str:
    """The query and the options, written as one query."""
    options = {"kind": query.kinds, "todo": query.states, "tags": query.tags, "work": query.works}
    words = [f"{name}:{shlex.quote(value)}" for name, given in options.items() for value in given]
    return " ".join((*words, *([query.expression.text] if query.expression else [])))


def _hints(app: App, query: Query) -> str:
    """How a word of another program is written here; that an id is one for `show`."""
    if query.expression is None:
        return ""
    from orgshelf.query.suggestions import foreign_words
    from orgshelf.shelf.refs import is_exact

    text, found = query.expression.text, foreign_words(query.expression.node)
    hints = [f" {word} is written `{meant}` here." for word, meant in found]
    with suppress(NotFoundError):
        if is_exact(text) and app.library.find(text):
            hints.append(f" `orgshelf show {text}` shows the heading of that id.")
    return "".join(hints)
