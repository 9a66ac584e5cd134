"""Conditions in SQL on a heading ``h`` of the index; text is put together, nothing is run.

A predicate's condition may name the tables of the index, and beside SQLite's own functions
``has(text, word)``, ``casefold(text)``, ``path_name(key)`` and ``passes(test, column, ...)``.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain
from typing import Any, NamedTuple

#: What is still to do.
PENDING = "h.keyword IS NOT NULL AND NOT h.done"
#: The text of an entry: heading line, planning line, drawers and what is below them.
TEXT = "(SELECT text FROM entry WHERE entry.id = h.id)"
#: How many lines of the text stand above the body: heading, planning line, property drawer.
LINES_ABOVE_BODY = "h.body - h.line"
#: The number of the file that a heading is in.
FILE_NUMBER = "h.id >> 32"

#: How deep parentheses may stand in one another: SQLite's parser has a stack of its own for them.
_MAX_DEPTH = 8
#: How many terms stand side by side: SQLite counts each as one level of an expression.
_MAX_TERMS = 50
_MAX_LENGTH = 10_000
_MAX_VALUES = 500
#: So many groups of three letters are enough to leave out most entries.
_MAX_TRIGRAMS = 100

_PARENTHESIS = re.compile("[()]")
#: What the full-text tables do not have letter by letter.
_UNSEARCHABLE = re.compile("[\0\ufffd\ud800-\udfff]")


class Condition(NamedTuple):
    """A condition on a heading ``h``, with the values of its ``?`` marks.

    A value that is a function is a test of plain values, the first argument of ``passes``. One
    that is a condition stands for a JSON list of the ids of all headings that meet it.
    """

    sql: str
    values: tuple[Any, ...] = ()


EVERYTHING = Condition("1")
NOTHING = Condition("0")


def both(parts: Iterable[Condition]) -> Condition:
    """All of them; of none, every heading meets it."""
    given = [part for part in dict.fromkeys(parts) if part != EVERYTHING]
    return _joined(" AND ", given) if given else EVERYTHING


def either(parts: Iterable[Condition]) -> Condition:
    """Any of them; of none, no heading meets it."""
    given = list(dict.fromkeys(parts))
    return _joined(" OR ", given) if given else NOTHING


def negated(part: Condition) -> Condition:
    """What does not meet it."""
    return nested("NOT ifnull(({}), 0)", part)


def nested(sql: str, inner: Condition) -> Condition:
    """A condition with another one in it, where the braces are."""
    return Condition(sql.format(inner.sql), inner.values)


def bounded(condition: Condition) -> Condition:
    """The same; one that is too much for a part of a statement is asked in one of its own."""
    small = len(condition.sql) <= _MAX_LENGTH and len(condition.values) <= _MAX_VALUES
    return condition if small and _depth(condition.sql) <= _MAX_DEPTH else in_list(condition)


def in_list(ids: object) -> Condition:
    """A heading whose id is in a JSON list."""
    return Condition("h.id IN (SELECT value FROM json_each(?))", (ids,))


def passing(test: Callable[..., bool], *columns: str) -> Condition:
    """What passes a test in Python of these columns, each a text, a number or None."""
    return Condition(f"passes(?, {', '.join(columns)})", (test,))


def among(column: str, values: Iterable[str]) -> Condition:
    """The column is one of the values."""
    given = tuple(dict.fromkeys(values))
    if len(given) > _MAX_TERMS:
        return passing(frozenset(given).__contains__, column)
    return Condition(f"{column} IN ({', '.join('?' * len(given))})", given)


def tagged_with(tag: Condition, within: str = "d.id >= t.first AND d.id < t.last") -> Condition:
    """At or below a heading, or in a file, that has a tag ``t.tag`` that meets a condition."""
    source = f"SELECT d.id FROM tag t CROSS JOIN heading d ON {within} WHERE {tag.sql}"
    return Condition(f"h.id IN ({source})", tag.values)


def any_tag(tag: Condition) -> Condition:
    """For ``tagged_with`` the same condition on ``tag``, looked at once for each that there is."""
    # The limit keeps SQLite from a look at the tags of each heading.
    known = f"SELECT tag FROM (SELECT DISTINCT tag FROM tag LIMIT -1) WHERE {tag.sql}"
    return Condition(f"t.tag IN ({known})", tag.values)


def of_work(work: Condition) -> Condition:
    """Of a work that meets a condition."""
    inner = both((Condition("h.role = 'work'"), work))
    return nested("h.work IN (SELECT h.id FROM heading h WHERE {})", inner)


def titled(words: Iterable[str]) -> Condition:
    """With all these words, in lower case, in its title."""
    return both(Condition("has(coalesce(h.title, h.text), ?)", (word,)) for word in words)


def having(name: str, test: Callable[[str | None], bool]) -> Condition:
    """With a property of its own whose value passes a test."""
    passed = passing(test, "nullif(value, 'nil')")
    source = f"SELECT heading FROM property WHERE name = ? AND {passed.sql}"
    return Condition(f"h.id IN ({source})", (name, *passed.values))


def mentioning(word: str, id_: str = "h.id") -> Condition:
    """Entries that may have a word, in lower case: every three letters of it are in their text."""
    pieces = (piece for piece in word.split() if not _UNSEARCHABLE.search(piece))
    triples = sorted({piece[i : i + 3] for piece in pieces for i in range(len(piece) - 2)})
    if not triples:
        return EVERYTHING
    match = " ".join('"{}"'.format(three.replace('"', '""')) for three in triples[:_MAX_TRIGRAMS])
    return Condition(f"{id_} IN (SELECT rowid FROM trigram WHERE trigram MATCH ?)", (match,))


def _joined(word: str, parts: Sequence[Condition]) -> Condition:
    if len(parts) == 1:
        return parts[0]
    if len(parts) > _MAX_TERMS:
        groups = (parts[i : i + _MAX_TERMS] for i in range(0, len(parts), _MAX_TERMS))
        return _joined(word, [in_list(_joined(word, group)) for group in groups])
    sql = word.join(f"({part.sql})" for part in parts)
    return Condition(sql, tuple(chain.from_iterable(part.values for part in parts)))


def _depth(sql: str) -> int:
    return max(
        accumulate(1 if char == "(" else -1 for char in _PARENTHESIS.findall(sql)), default=0
    )
