"""The keywords that a file has for a state of a work: to be read, being read, done, given up."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from orgshelf.importers.imported import State
from orgshelf.org.syntax.keywords import TodoKeywords, TodoSequence

#: What the keyword for a work in hand is mostly called.
_READING = (
    *("READING", "STARTED", "WATCHING", "STUDYING", "DOING", "STRT", "CURRENT", "ACTIVE"),
    *("IN-PROGRESS", "IN_PROGRESS", "INPROGRESS", "PROGRESS", "ONGOING", "NOW"),
)
#: Keywords that come second and mean something else.
_NOT_READING = frozenset(
    ("NEXT", "WAIT", "WAITING", "HOLD", "ONHOLD", "ON-HOLD", "PAUSED", "SOMEDAY", "MAYBE", "LATER")
)
#: What the keyword for a given up work is mostly called, whatever the configuration names.
_GIVEN_UP = frozenset(("DROPPED", "CANCELLED", "CANCELED", "ABANDONED", "DNF", "QUIT", "KILL"))


class StateKeywords(NamedTuple):
    """The keywords of a file for each state; None where it has none."""

    unread: str | None
    reading: str | None
    done: str | None
    dropped: str | None

    def of(self, state: State) -> str | None:
        """The keyword for a state."""
        return None if state is State.NONE else getattr(self, state.value)


def state_keywords(keywords: TodoKeywords, dropped: Collection[str]) -> StateKeywords:
    """The keyword for each state, or the nearest there is to it.

    ``dropped`` are the keywords of given up works.
    """
    given_up = [name for name in keywords.done if name in dropped or name in _GIVEN_UP]
    finished = [name for name in keywords.done if name not in given_up]
    first, done = next(iter(keywords.active), None), next(iter(finished or keywords.done), None)
    reading = reading_keyword(keywords, None) or first
    return StateKeywords(first, reading, done, next(iter(given_up), done))


def keyword_rank(keyword: str | None, keywords: TodoKeywords) -> int:
    """How far on a keyword is: none, to be read, being read, done."""
    if keyword is None:
        return 0
    if keyword in keywords.done:
        return 3
    means_reading = keyword.upper() in _READING or keyword == reading_keyword(keywords, keyword)
    return 2 if means_reading else 1


def reading_keyword(keywords: TodoKeywords, own: str | None) -> str | None:
    """The active keyword that means "being read", preferably of the sequence of ``own``.

    It is one with a name that says so, else the second of two, unless that means to wait.
    """
    for sequence in _sequences(keywords, own):
        active = [name for name in sequence.names if name not in sequence.done]
        named = sorted((n for n in active if n.upper() in _READING), key=_preference)
        if named or (len(active) == 2 and active[1] not in _NOT_READING):
            return (*named, *active[1:])[0]
    return None


def _preference(name: str) -> int:
    return _READING.index(name.upper())


def given_up_keyword(
    keywords: TodoKeywords, own: str | None, dropped: Collection[str]
) -> str | None:
    """The done keyword that means "given up", preferably of the sequence of ``own``."""
    sequences = _sequences(keywords, own)
    return next((name for s in sequences for name in s.done if name in dropped), None)


def with_missing(line: str, *, reading: bool, given_up: bool) -> str:
    """A ``#+TODO`` value with READING and DROPPED where they are missing."""
    active, bar, done = line.partition("|")
    if not bar:
        *first, last = line.split()
        active, done = " ".join(first), last
    words = (*active.split(), *(("READING",) if reading else ()), "|", *done.split())
    return " ".join((*words, *(("DROPPED",) if given_up else ())))


def _sequences(keywords: TodoKeywords, own: str | None) -> Iterator[TodoSequence]:
    """The sequence that a keyword is of, then the others."""
    first = keywords.sequence_of(own) if own else None
    others: Iterable[TodoSequence] = keywords.sequences
    if first is not None:
        yield first
    yield from (sequence for sequence in others if sequence is not first)
