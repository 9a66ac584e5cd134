"""The keywords of a file that say: I am reading this, and: I gave it up."""

from collections.abc import Collection, Iterable, Iterator

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


def reading_keyword(keywords: TodoKeywords, own: str | None) -> str | None:
    """The active keyword for what is being read; that of the sequence of ``own`` if it has one.

    It is one with a name that says so, else the second of two, unless that means to wait.
    """
    for sequence in _sequences(keywords, own):
        active = [name for name in sequence.names if name not in sequence.done]
        named = next((name for name in _READING if name in active), None)
        if named or (len(active) == 2 and active[1] not in _NOT_READING):
            return named or active[1]
    return None


def given_up_keyword(
    keywords: TodoKeywords, own: str | None, dropped: Collection[str]
) -> str | None:
    """The done keyword for what is given up; that of the sequence of ``own`` if it has one."""
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
