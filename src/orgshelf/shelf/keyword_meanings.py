"""The meaning of TODO keywords for reading: unread, being read, finished, given up."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from orgshelf.org.document import Document
from orgshelf.org.settings import OrgSettings
from orgshelf.org.syntax.keywords import TodoSequence
from orgshelf.shelf.entries import Entry

_DEFAULT = ("TODO", "DONE")
#: Active keywords of Doom Emacs for what is no single task.
_OF_PROJECTS = ("PROJ", "LOOP")
#: So many titles that begin with keywords are no chance.
_FEWEST = 2


def means_begun(keyword: str, document: Document) -> bool:
    """Whether an active keyword means that reading has begun.

    An unknown keyword does, unless it is the first of its sequence.
    """
    name, org = keyword.upper(), document.org
    if name in org.reading or name in org.unread:
        return name in org.reading
    sequence = document.settings.keywords.sequence_of(keyword)
    return sequence is not None and keyword != sequence.keywords[0].name


def unread_keyword(document: Document, own: str | None = None) -> str | None:
    """The active keyword for unread items, preferably in the sequence of the keyword ``own``.

    It is one with a known name, else the first one.
    """
    for sequence in _sequences(document, own):
        active = _active(sequence)
        for name in (*document.org.unread, *active):
            if name in active:
                return active[name]
    return None


def reading_keyword(document: Document, own: str | None = None) -> str | None:
    """The active keyword for items being read, preferably in the sequence of the keyword ``own``.

    It is one with a known name, else the second of two, unless that is known to mean another thing.
    """
    org = document.org
    for sequence in _sequences(document, own):
        active = _active(sequence)
        if named := next((active[name] for name in org.reading if name in active), None):
            return named
        if len(active) == 2 and [*active][1] not in (*org.unread, *org.paused):
            return [*active.values()][1]
    return None


def given_up_keyword(
    document: Document, dropped: Collection[str], own: str | None = None
) -> str | None:
    """The done keyword for items given up, preferably in the sequence of the keyword ``own``."""
    sequences = _sequences(document, own)
    return next((name for s in sequences for name in s.done if name.upper() in dropped), None)


class Keywords(NamedTuple):
    """The keyword of a file for each state; None if it has none."""

    unread: str | None
    reading: str | None
    done: str | None
    dropped: str | None


def file_keywords(document: Document, dropped: Collection[str]) -> Keywords:
    """The keywords of a file; a state without a keyword has that of the state beside it."""
    done, unread = document.settings.keywords.done, unread_keyword(document)
    finished = [name for name in done if name.upper() not in dropped]
    end = next(iter(finished or done), None)
    return Keywords(
        unread,
        reading_keyword(document) or unread,
        end,
        given_up_keyword(document, dropped) or end,
    )


def keyword_rank(keyword: str | None, document: Document) -> int:
    """The rank of a keyword by progress: none 0, unread 1, begun 2, done 3."""
    if keyword is None:
        return 0
    if keyword in document.settings.keywords.done:
        return 3
    return 2 if means_begun(keyword, document) else 1


def undeclared_keywords(entries: Iterable[Entry], dropped: Collection[str]) -> str | None:
    """A sequence with the words that begin titles as keywords do, of files that declare none.

    In Emacs they are keywords by the user's own settings, as those of Doom or Logseq are. None
    where there are hardly any.
    """
    found = Counter[str]()
    org = OrgSettings()
    for entry in entries:
        word, _, title = entry.heading.text.partition(" ")
        if entry.heading.keyword is None and title and word in _all_names(org, dropped):
            found[word] += entry.document.settings.keywords.names == _DEFAULT
    if found.total() < _FEWEST:
        return None
    active, done = list(_DEFAULT[:1]), list(_DEFAULT[1:])
    for word in (*org.unread, *_OF_PROJECTS, *org.reading, *org.paused):
        active += [word] if found[word] and word not in active else []
    done += sorted(word for word in found if found[word] and word in dropped)
    return f"{' '.join(active)} | {' '.join(done)}"


def _all_names(org: OrgSettings, dropped: Collection[str]) -> Collection[str]:
    return {*org.unread, *_OF_PROJECTS, *org.reading, *org.paused, *dropped}


def _active(sequence: TodoSequence) -> dict[str, str]:
    """The active keywords in order, by upper-case name."""
    return {name.upper(): name for name in sequence.names if name not in sequence.done}


def _sequences(document: Document, own: str | None) -> Iterator[TodoSequence]:
    """The sequences, beginning with the one of the keyword ``own``."""
    keywords = document.settings.keywords
    first = keywords.sequence_of(own) if own else None
    if first is not None:
        yield first
    yield from (sequence for sequence in keywords.sequences if sequence is not first)
