"""Words looked for in titles, notes, quotes, links and properties, the best hits first."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from orgshelf.errors import UsageError
from orgshelf.query.sql import EVERYTHING, Condition
from orgshelf.shelf.hits import Term, term
from orgshelf.store.full_text import need_words
from orgshelf.store.tables import PLACE_BITS

_TERM = re.compile(
    r'NEAR\((?P<near>[^()]*)\)|(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))'
)
_DISTANCE = re.compile(r"(.*),\s*([0-9]{1,9})\s*", re.DOTALL)
_USUAL_DISTANCE = "10"
#: FTS5 reads no query without end.
_MOST = 200
#: A hit in the title counts as much as so many in the text.
_TITLE = 8.0


class Part(NamedTuple):
    """A part of what a person typed: its terms, and how FTS5 writes it."""

    terms: tuple[Term, ...]
    match: str
    without: bool = False


#: Between alternatives.
_OR = Part((), "OR")


@dataclass(frozen=True, slots=True)
class Request:
    """What is looked for: ``match`` is an FTS5 query, ``terms`` may be shown as found."""

    match: str
    terms: tuple[Term, ...]


def read_request(text: str) -> Request:
    """Read what a person typed.

    That is words, ``prefix*``, ``"a phrase"``, ``NEAR(a b, 5)``, ``OR`` and ``-not``.

    Raises:
        UsageError: there is nothing in it to look for, or too much.
    """
    parts = [part for part in _parts(text) if part is _OR or part.terms]
    wanted = [part for part in parts if not part.without]
    terms = dict.fromkeys(term for part in wanted for term in part.terms)
    if not terms:
        raise UsageError("Say what to look for, like `orgshelf search gradient`.")
    if len(parts) > _MOST:
        raise UsageError("These are too many words at once: look for fewer.")
    without = "".join(f" NOT {part.match}" for part in parts if part.without)
    return Request(f"({_joined(wanted)}){without}", tuple(terms))


def _parts(text: str) -> Iterator[Part]:
    for match in _TERM.finditer(text):
        if match["near"] is not None:
            yield _near(match["near"])
        elif match[0] in ("OR", "AND"):
            yield from [_OR] if match[0] == "OR" else []
        else:
            found = _term(match)
            yield Part((found,) if found.words else (), _quoted(found), bool(match["minus"]))


def _near(inside: str) -> Part:
    """Words that stand close to each other, at most so many words apart."""
    given = _DISTANCE.fullmatch(inside)
    names, distance = (given[1], given[2]) if given else (inside, _USUAL_DISTANCE)
    terms = tuple(found for match in _TERM.finditer(names) if (found := _term(match)).words)
    return Part(terms, f"NEAR({' '.join(map(_quoted, terms))}, {distance})")


def _term(match: re.Match[str]) -> Term:
    if match["phrase"] is not None:
        return term(match["phrase"])
    return term(match["word"], prefix=match["word"].endswith("*"))


def _quoted(found: Term) -> str:
    """A term as FTS5 reads a string; blanks make it a phrase."""
    return f'"{" ".join(found.words)}"{" *" if found.prefix else ""}'


def _joined(wanted: Sequence[Part]) -> str:
    """All parts at once, but for those with OR between them."""
    sides: list[list[str]] = [[]]
    for part in wanted:
        if part is _OR:
            sides.append([])
        else:
            sides[-1].append(part.match)
    return " OR ".join(f"({' AND '.join(side)})" for side in sides if side)


def ranked(
    connection: sqlite3.Connection, request: Request, condition: Condition = EVERYTHING
) -> list[int]:
    """The ids of the headings that have what is looked for and meet a condition, best first."""
    need_words(connection)
    # In this order only what has the words is ever looked at.
    query = (
        "SELECT h.id FROM words CROSS JOIN entry ON entry.id = words.rowid"
        " CROSS JOIN heading h ON h.id = entry.heading"
        f" CROSS JOIN file ON file.id = h.id >> {PLACE_BITS}"
        f" WHERE words MATCH ? AND {condition.sql}"
        f" ORDER BY bm25(words, 1.0, {_TITLE}), file.key, h.id"
    )
    return [row[0] for row in connection.execute(query, (request.match, *condition.values))]
