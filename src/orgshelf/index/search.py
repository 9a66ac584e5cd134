"""Words looked for in titles, notes, quotes, links and properties, the best hits first."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orgshelf.errors import UsageError
from orgshelf.index.conditions import holding
from orgshelf.index.schema import encoded, searchable

_TERM = re.compile(r'NEAR\(([^()]*)\)|(-?)"([^"]*)"|(-?)(\S+)')
_DISTANCE = re.compile(r"(.*),\s*([0-9]{1,4})\s*", re.DOTALL)
#: Scripts that set no blanks between words: there any part of a text is looked for.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
#: A hit in the title counts as much as so many in the text.
_TITLE = 8.0


@dataclass(frozen=True, slots=True)
class Request:
    """What is looked for.

    ``match`` is an FTS5 query of the words that blanks divide, empty without one; ``parts`` are
    looked for anywhere, ``without`` must not be there. ``words`` are all that may be shown as
    found, in lower case.
    """

    match: str
    parts: tuple[str, ...]
    without: tuple[str, ...]
    words: tuple[str, ...]


def read_request(text: str) -> Request:
    """Read what a person typed.

    That is words, ``prefix*``, ``"a phrase"``, ``NEAR(a b, 5)``, ``OR`` and ``-not``.

    Raises:
        UsageError: there is nothing in it to look for.
    """
    wanted: list[str] = []
    parts: list[str] = []
    without: list[str] = []
    words: list[str] = []
    for near, term, minus, word in _terms(searchable(text)):
        if near:
            wanted.append(near)
            words += term.casefold().split()
        elif minus:
            without.append(term.casefold())
        elif not any(char.isalnum() for char in term):
            continue
        elif _UNSPACED.search(term):
            parts.append(term.casefold())
            words.append(term.casefold())
        else:
            wanted.append(term if term == "OR" else _quoted(term, prefix=word.endswith("*")))
            words += [] if term == "OR" else [term.casefold().rstrip("*")]
    if not (parts or any(term != "OR" for term in wanted)):
        raise UsageError("Say what to look for, like `orgshelf search gradient`.")
    return Request(_joined(wanted), tuple(parts), tuple(without), tuple(dict.fromkeys(words)))


def _terms(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Each term as (NEAR in FTS5's words, its text, a minus, the bare word as typed)."""
    for match in _TERM.finditer(text):
        if match[1] is not None:
            near = _DISTANCE.fullmatch(match[1])
            names, distance = (near[1], near[2]) if near else (match[1], "10")
            inside = " ".join(_quoted(name, prefix=False) for name in names.split())
            if inside:
                yield f"NEAR({inside}, {distance})", names, "", ""
        elif match[3] is not None:
            yield "", match[3], match[2], ""
        else:
            yield "", match[5], match[4], match[5]


def _quoted(term: str, *, prefix: bool) -> str:
    """A term as FTS5 reads a string; blanks make it a phrase."""
    inside = term.casefold().rstrip("*").replace('"', " ")
    return f'"{inside}"{" *" if prefix else ""}'


def _joined(wanted: Sequence[str]) -> str:
    """All terms at once, but for those with OR between them."""
    sides: list[list[str]] = [[]]
    for term in wanted:
        if term == "OR":
            sides.append([])
        else:
            sides[-1].append(term)
    return " OR ".join(f"({' AND '.join(side)})" for side in sides if side)


def ranked(connection: sqlite3.Connection, request: Request) -> list[int]:
    """The ids of the headings that have what is looked for, the best first."""
    conditions, values = ["1"], list[object]()
    source, order = "heading h", "h.id"
    if request.match:
        source = "words JOIN heading h ON h.id = words.rowid"
        order = f"bm25(words, {_TITLE}, 1.0), h.id"
        conditions.append("words MATCH ?")
        values.append(request.match)
    for part in request.parts:
        if found := holding(part):
            conditions.append(found.sql)
            values += found.values
        conditions.append("has((SELECT text FROM entry WHERE entry.id = h.id), ?)")
        values.append(encoded(part))
    for part in request.without:
        conditions.append("NOT has((SELECT text FROM entry WHERE entry.id = h.id), ?)")
        values.append(encoded(part))
    query = f"SELECT h.id FROM {source} WHERE {' AND '.join(conditions)} ORDER BY {order}"
    return [row[0] for row in connection.execute(query, values)]
