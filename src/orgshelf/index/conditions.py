"""Conditions of SQL on a heading ``h`` of the index."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from orgshelf.index.schema import decoded, encoded, path_name

#: What is still to do.
PENDING = "h.keyword IS NOT NULL AND NOT h.done"


class Condition(NamedTuple):
    """A condition on a heading ``h``, with the values of its marks."""

    sql: str
    values: tuple[Any, ...] = ()
    exact: bool = True


def negated(part: Condition | None) -> Condition | None:
    """What does not meet it; of a condition that is not exact that says nothing."""
    if part is None or not part.exact:
        return None
    return Condition(f"NOT ifnull(({part.sql}), 0)", part.values)


def both(parts: Iterable[Condition | None]) -> Condition | None:
    """All of them; what has no condition is left to be tested."""
    given = list(parts)
    known = [part for part in given if part is not None]
    if not known:
        return None if given else Condition("1")
    exact = len(known) == len(given) and all(part.exact for part in known)
    return joined(" AND ", known, exact)


def either(parts: Iterable[Condition | None]) -> Condition | None:
    """Any of them; nothing can be said where one has no condition."""
    given = list(parts)
    known = [part for part in given if part is not None]
    if len(known) < len(given):
        return None
    return joined(" OR ", known, all(p.exact for p in known)) if known else Condition("0")


def joined(word: str, parts: Sequence[Condition], exact: bool) -> Condition:
    """The conditions with a word of SQL between them."""
    sql = word.join(f"({part.sql})" for part in parts)
    return Condition(sql, tuple(value for part in parts for value in part.values), exact)


def among(column: str, values: Iterable[str]) -> Condition:
    """The column is one of the values."""
    given = tuple(encoded(value) for value in values)
    return Condition(f"{column} IN ({', '.join('?' * len(given))})", given)


def tagged_with(tags: Iterable[str]) -> Condition:
    """With any of these tags, its own or inherited."""
    condition = among("t.tag", tags)
    source = (
        "SELECT d.id FROM tag t CROSS JOIN heading d ON d.id >= t.first AND d.id < t.last"
        f" WHERE {condition.sql}"
    )
    return Condition(f"h.id IN ({source})", condition.values)


def _pieces(word: str) -> list[str]:
    """What of a word stands in the text as it is, long enough for the trigram table."""
    return [piece for piece in word.split() if len(piece) > 2 and _is_kept(piece)]


def _is_kept(piece: str) -> bool:
    """Whether the full-text tables have it letter by letter (see ``searchable``)."""
    return isinstance(encoded(piece), str) and "\0" not in piece and "\ufffd" not in piece


def holding(word: str, id_: str = "h.id") -> Condition | None:
    """Entries whose text has every three letters of the word; the word is in lower case."""
    triples = {piece[i : i + 3] for piece in _pieces(word) for i in range(len(piece) - 2)}
    if not triples:
        return None
    match = " ".join('"{}"'.format(triple.replace('"', '""')) for triple in sorted(triples))
    sql = f"{id_} IN (SELECT rowid FROM trigram WHERE trigram MATCH ?)"
    return Condition(sql, (match,), exact=False)


def work_with(words: Sequence[str]) -> Condition:
    """Of a work with all these words, in lower case, in its title."""
    tests = " AND ".join(["role = 'work'", *("has(coalesce(title, text), ?)" for _ in words)])
    values = tuple(map(encoded, words))
    return Condition(f"h.work IN (SELECT id FROM heading WHERE {tests})", values)


def prepare(connection: sqlite3.Connection) -> None:
    """Make a connection fit for an index, with the functions that conditions call."""
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA synchronous = NORMAL")  # enough for what can be made again
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.create_function("has", 2, _has, deterministic=True)
    connection.create_function("named", 2, _named, deterministic=True)
    connection.create_function("titled", 3, _titled, deterministic=True)


def _has(text: str | bytes | None, word: str | bytes) -> bool:
    """Whether the text has the word, which is in lower case."""
    return text is not None and decoded(word) in decoded(text).casefold()


def _named(key: bytes, word: str | bytes) -> bool:
    """Whether a file's name has the word, which is in lower case."""
    return decoded(word) in path_name(key).casefold()


def _titled(priority: str | bytes | None, text: str | bytes, word: str | bytes) -> bool:
    """The same for what org-get-heading gives without keyword and tags."""
    cookie = "" if priority is None else f"[#{decoded(priority)}] "
    return _has(cookie + decoded(text), word)
