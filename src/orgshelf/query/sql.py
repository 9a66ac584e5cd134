"""SQL conditions on a heading ``h`` of the index; they are built here and run by the store.

A condition may use the tables of the index and, beside SQLite's own functions,
``has(text, word)``, ``casefold(text)``, ``path_name(key)`` and ``passes(test, column, ...)``.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Any, NamedTuple

#: Pending items.
PENDING = "h.keyword IS NOT NULL AND NOT h.done"
#: The text of an entry: headline, planning line, drawers and body.
TEXT = "(SELECT text FROM entry WHERE entry.id = h.entry)"
#: The title of a heading.
TITLE = "coalesce(h.title, h.text)"
#: The number of lines above the body: headline, planning line, property drawer.
LINES_ABOVE_BODY = "h.above_body"
#: The number of a heading's file.
FILE_NUMBER = "h.id >> 26"
#: The settings of its file: lines that are alternately a key and its value.
FILE_SETTINGS = f"(SELECT pairs FROM file WHERE file.id = {FILE_NUMBER})"

# Limits well below those of SQLite, whose parser has a stack of 100, whose expressions are at
# most 1000 deep (each AND is one level), and whose statements have at most 32,766 values.
_MAX_DEPTH = 8
_MAX_TERMS = 50
_MAX_LENGTH = 10_000
_MAX_VALUES = 500
#: Enough trigrams to rule out most entries.
_MAX_TRIGRAMS = 100

#: The number of consecutive entries in a block; the trigram index is kept per block.
BLOCK = 8
#: The headings of the entries in blocks that contain certain trigrams.
_IN_BLOCKS = (
    "SELECT e.heading FROM trigram t CROSS JOIN entry e"
    f" ON e.id BETWEEN t.rowid * {BLOCK} AND t.rowid * {BLOCK} + {BLOCK - 1}"
    " WHERE t.trigram MATCH ? AND CASE WHEN instr(lower(e.text), ?) THEN 1"
    " WHEN typeof(e.text) = 'text' AND length(e.text) = length(CAST(e.text AS BLOB)) THEN 0"
    " ELSE 1 END"
)

_PARENTHESIS = re.compile("[()]")


class Condition(NamedTuple):
    """A condition on a heading ``h``, with the values of its ``?`` marks.

    A value can be a function, the first argument of ``passes``, or a condition, in place of the
    JSON list of the ids of all headings that meet it.
    """

    sql: str
    values: tuple[Any, ...] = ()


EVERYTHING = Condition("1")
NOTHING = Condition("0")
#: The contents of commented trees are ignored.
NOT_COMMENTED = Condition("NOT h.commented")


def both(parts: Iterable[Condition]) -> Condition:
    """Join conditions with AND; without conditions it is EVERYTHING."""
    given = [part for part in dict.fromkeys(parts) if part != EVERYTHING]
    return _joined(" AND ", given) if given else EVERYTHING


def either(parts: Iterable[Condition]) -> Condition:
    """Join conditions with OR; without conditions it is NOTHING."""
    given = list(dict.fromkeys(parts))
    return _joined(" OR ", given) if given else NOTHING


def negated(part: Condition) -> Condition:
    """Negate a condition."""
    return nested("NOT ifnull(({}), 0)", part)


def nested(sql: str, inner: Condition) -> Condition:
    """Insert a condition at the braces of an SQL text."""
    return Condition(sql.format(inner.sql), inner.values)


def bounded(condition: Condition) -> Condition:
    """The condition; one that is too large for SQLite becomes the list of the ids that meet it."""
    small = len(condition.sql) <= _MAX_LENGTH and len(condition.values) <= _MAX_VALUES
    return condition if small and _depth(condition.sql) <= _MAX_DEPTH else in_list(condition)


def in_list(ids: object) -> Condition:
    """Match headings whose id is in a JSON list."""
    return Condition("h.id IN (SELECT value FROM json_each(?))", (ids,))


def passing(test: Callable[..., bool], *columns: str) -> Condition:
    """Match rows whose columns (text, number or None) pass a test in Python.

    The test must not fail on any row: SQLite may call it for rows that other parts of the
    condition exclude.
    """
    return Condition(f"passes(?, {', '.join(columns)})", (test,))


def among(column: str, values: Iterable[str]) -> Condition:
    """Match rows whose column has one of the values."""
    given = tuple(dict.fromkeys(values))
    if len(given) > _MAX_TERMS:
        return passing(frozenset(given).__contains__, column)
    return Condition(f"{column} IN ({', '.join('?' * len(given))})", given)


def tagged_with(tag: Condition, within: str = "d.id >= t.first AND d.id < t.last") -> Condition:
    """Match headings with a tag ``t.tag``, own or inherited, that meets a condition."""
    source = f"SELECT d.id FROM tag t CROSS JOIN heading d ON {within} WHERE {tag.sql}"
    return Condition(f"h.id IN ({source})", tag.values)


def distinct_tag(tag: Condition) -> Condition:
    """A condition on ``t.tag`` from one on ``tag``, which is tested once per distinct tag."""
    # LIMIT keeps SQLite from flattening the subquery and testing the tags of each heading.
    known = f"SELECT tag FROM (SELECT DISTINCT tag FROM tag LIMIT -1) WHERE {tag.sql}"
    return Condition(f"t.tag IN ({known})", tag.values)


def of_work(work: Condition) -> Condition:
    """Match headings of a work that meets a condition."""
    inner = both((Condition("h.role = 'work'"), work))
    return nested("h.work IN (SELECT h.id FROM heading h WHERE {})", inner)


def titled(words: Iterable[str]) -> Condition:
    """Match headings whose title contains all of the folded words."""
    return both(holding(TITLE, word) for word in words)


def holding(column: str, word: str) -> Condition:
    """Match rows whose column contains a folded word, in any spelling."""
    if not word.isascii():
        return Condition(f"has({column}, ?)", (word,))
    # SQLite finds it in ASCII text; other text may have another spelling of it.
    return Condition(_unless_ascii(column, f"instr(lower({column}), ?)"), (word, word))


def holding_in_text(word: str) -> Condition:
    """Match entries that contain a folded word anywhere in their text."""
    found = holding("text", word)
    in_entry = f"(SELECT {found.sql} FROM entry WHERE entry.id = h.entry)"
    return both((containing_text(word), found._replace(sql=in_entry)))


def being(column: str, words: str) -> Condition:
    """Match rows whose column is the folded words; text beyond ASCII need only contain them."""
    return Condition(_unless_ascii(column, f"lower({column}) = ?"), (words, words))


def _unless_ascii(column: str, found: str) -> str:
    """SQL for a test in SQL of ASCII text, and in Python of other text."""
    ascii_only = is_ascii(column)
    return f"CASE WHEN {found} THEN 1 WHEN {ascii_only} THEN 0 ELSE has({column}, ?) END"


def is_ascii(column: str) -> str:
    """SQL for whether a column is ASCII text."""
    return f"typeof({column}) = 'text' AND length({column}) = length(CAST({column} AS BLOB))"


def having(name: str, test: Callable[[str | None], bool]) -> Condition:
    """Match headings with an own property whose value (None for ``nil``) passes a test."""
    passed = passing(test, "nullif(value, 'nil')")
    source = f"SELECT heading FROM property WHERE name = ? AND {passed.sql}"
    return Condition(f"h.id IN ({source})", (name, *passed.values))


def containing_text(word: str) -> Condition:
    """Match entries that may contain a word in lower case.

    They are in a block with all trigrams of the word (see ``store.full_text``), and they contain
    its longest part, if their text is ASCII.
    """
    pieces = [piece for piece in word.split() if all(map(_is_kept, piece))]
    found = set(chain.from_iterable(map(trigrams, pieces)))
    if not found:
        return EVERYTHING
    quoted = ['"{}"'.format(trigram.replace('"', '""')) for trigram in sorted(found)]
    match = " ".join(quoted[:_MAX_TRIGRAMS])
    return Condition(f"h.id IN ({_IN_BLOCKS})", (match, max(pieces, key=len)))


def trigrams(word: str) -> Iterator[str]:
    """The trigrams of a word."""
    return (word[i : i + 3] for i in range(len(word) - 2))


def _is_kept(char: str) -> bool:
    """Whether the full-text tables keep a character unchanged."""
    return char not in "\0\ufffd" and not "\ud800" <= char <= "\udfff"


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
