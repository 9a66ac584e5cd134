"""Predicates whose own tests SQL makes, of no more of an entry than they look at."""

import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from orgshelf.index import glimpses
from orgshelf.index.comparing import compared
from orgshelf.index.conditions import Condition, among, holding, joined
from orgshelf.index.schema import PLACE_BITS, encoded
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.progress.counts import rank
from orgshelf.shelf.query.about_state import percent, wanted_statuses
from orgshelf.shelf.query.predicates import TABLE
from orgshelf.shelf.query.spec import Call
from orgshelf.storage.database import RowTest

Build = Callable[[Call], Condition]

_TEXT = "(SELECT text FROM entry WHERE entry.id = h.id)"
_OWN = "(SELECT value FROM property WHERE heading = h.id AND name = '{}')"
_WARNING = "(SELECT value FROM meta WHERE name = 'warning')"
#: For each heading at or below one with a property the nearest such.
_NEAREST = (
    "SELECT d.id, max(p.heading) AS nearest FROM property p"
    " CROSS JOIN heading d ON d.id >= p.heading AND d.id < p.last WHERE {} GROUP BY d.id"
)


def _passing(call: Call, glimpse: Callable[..., Entry], *columns: str) -> Condition:
    """What passes the test of a call, which sees a glimpse that is made of columns."""
    test = TABLE[call.node.name].test(call)

    def passes(*values: Any) -> bool:  # noqa: ANN401 - whatever the columns hold
        try:
            return test(glimpse(*values))
        except AttributeError as error:  # it looks further than that: the notes must do
            raise sqlite3.DatabaseError("the index holds too little for this") from error

    return Condition(f"passes(?, {', '.join(columns)})", (RowTest(passes),))


def _seeing(glimpse: Callable[..., Any], *columns: str, where: str = "1") -> Build:
    """What passes its test among what meets a condition."""

    def build(call: Call) -> Condition:
        passing = _passing(call, glimpse, *columns)
        return Condition(f"{where} AND {passing.sql}", passing.values)

    return build


def _holding(
    glimpse: Callable[..., Any], *columns: str, mark: str = "", words: bool = False
) -> Build:
    """The same among entries that have a mark in their text, and all words of the call."""

    def build(call: Call) -> Condition:
        given = [mark, *(value.casefold() for value in call.values if words)]
        near = [found for word in given if (found := holding(word))]
        return joined(" AND ", [*near, _passing(call, glimpse, *columns)], exact=True)

    return build


def _path(call: Call) -> Condition:
    passing = _passing(call, glimpses.of_file, "key")
    source = f"SELECT id FROM file WHERE {passing.sql}"
    return Condition(f"h.id >> {PLACE_BITS} IN ({source})", passing.values)


def _category(call: Call) -> Condition:
    """Of the nearest heading with a category; where there is none, that of the file."""
    if not call.values:
        return Condition("1")
    own = "p.name = 'CATEGORY' AND p.value > ''"
    of_heading, of_file = among("p.value", call.values), among("category", call.values)
    nearest = f"SELECT heading FROM property p WHERE {own} AND {of_heading.sql}"
    near = f"h.id IN (SELECT id FROM ({_NEAREST.format(own)}) WHERE nearest IN ({nearest}))"
    files = f"h.id >> {PLACE_BITS} IN (SELECT id FROM file WHERE {of_file.sql})"
    rest = f"h.id NOT IN (SELECT id FROM ({_NEAREST.format(own)}))"
    return Condition(f"{near} OR {files} AND {rest}", (*of_heading.values, *of_file.values))


def _property(call: Call) -> Condition:
    name = call.values[0].upper()
    glimpse = partial(glimpses.of_property, name)
    inherit = call.flag("inherit")
    passing = _passing(call, glimpse, "coalesce(below, value)" if inherit else "value")
    having = f"SELECT heading FROM property WHERE name = ? AND {passing.sql}"
    values = (encoded(name), *passing.values)
    if not inherit:
        return Condition(f"h.id IN ({having})", values)
    source = f"SELECT id FROM ({_NEAREST.format('p.name = ?')}) WHERE nearest IN ({having})"
    return Condition(f"h.id IN ({source})", (values[0], *values))


def _effort(call: Call) -> Condition:
    passing = _passing(call, partial(glimpses.of_property, "EFFORT"), "value")
    source = f"SELECT heading FROM property WHERE name = 'EFFORT' AND {passing.sql}"
    return Condition(f"h.id IN ({source})", passing.values)


def _tags_regexp(call: Call) -> Condition:
    passing = _passing(call, glimpses.of_tag, "tag")
    # The limit keeps SQLite from a test of each heading's tags.
    tags = f"SELECT tag FROM (SELECT DISTINCT tag FROM tag LIMIT -1) WHERE {passing.sql}"
    source = "SELECT d.id FROM tag t CROSS JOIN heading d ON d.id >= t.first AND d.id < t.last"
    return Condition(f"h.id IN ({source} WHERE t.tag IN ({tags}))", passing.values)


def _segment(call: Call) -> Condition:
    """At or below the last of a chain of headings, each with its word."""
    words = [encoded(value.casefold()) for value in call.values]
    if not words:
        return Condition("1")
    numbers = range(1, len(words))
    chain = "".join(f" JOIN heading a{n} ON a{n}.id = a{n - 1}.parent" for n in numbers)
    tests = " AND ".join(f"has(a{n}.text, ?)" for n in (0, *numbers))
    source = (
        f"SELECT d.id FROM heading a0{chain}"
        f" CROSS JOIN heading d ON d.id >= a0.id AND d.id < a0.last WHERE {tests}"
    )
    return Condition(f"h.id IN ({source})", tuple(reversed(words)))


def _status(call: Call) -> Condition:
    ranks = ", ".join(str(rank(status)) for status in wanted_statuses(call))
    return Condition(f"h.status IN ({ranks})")


def planned(call: Call) -> Condition:
    """What passes a test of its planning line."""
    return _passing(call, glimpses.of_planning, "h.planning", _WARNING)


_LINES = (glimpses.of_text, _TEXT)
_BODY = (glimpses.of_body, _TEXT, "h.body - h.line")
_LINKS = (
    *(glimpses.of_links, _TEXT, "h.body - h.line", "h.text"),
    *(_OWN.format("URL"), _OWN.format("DOI")),
)

BUILD: Mapping[str, Build] = {
    "regexp": _seeing(*_LINES),
    "heading-regexp": _seeing(glimpses.of_heading, "h.priority", "h.text"),
    "priority": _seeing(
        *(glimpses.of_heading, "h.priority", "h.text"),
        where="(h.priority NOT NULL OR instr(h.text, '[#'))",
    ),
    "ts": _seeing(*_LINES),
    "ts-active": _seeing(*_LINES),
    "ts-inactive": _seeing(*_LINES),
    "link": _seeing(*_LINES),
    "url": _seeing(*_LINKS),
    "clocked": _holding(*_BODY, mark="clock:"),
    "src": _holding(*_LINES, mark="_src"),
    "quote": _holding(*_BODY, mark="begin_quote", words=True),
    "note": _holding(*_BODY, words=True),
    "blocked": lambda _call: Condition("h.blocked"),
    "status": _status,
    "progress": lambda call: compared("h.percent", call, percent),
    "path": _path,
    "category": _category,
    "property": _property,
    "effort": _effort,
    "tags-regexp": _tags_regexp,
    "outline-path-segment": _segment,
}
