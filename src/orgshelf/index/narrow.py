"""Queries as SQL: a condition that every heading asked for meets.

Where the condition says all that the query does it is ``exact``; else the headings that meet
it are tested one by one, so a predicate without SQL here is only slower, never wrong.
"""

from collections.abc import Callable, Mapping
from itertools import accumulate

from orgshelf.index.comparing import compared, dated, planning, year
from orgshelf.index.conditions import (
    PENDING,
    Condition,
    among,
    both,
    either,
    holding,
    joined,
    negated,
    tagged_with,
    work_with,
)
from orgshelf.index.schema import PLACE_BITS, encoded
from orgshelf.shelf.query.expression import call_of
from orgshelf.shelf.query.spec import Call, Scope
from orgshelf.shelf.query.syntax import parse
from orgshelf.shelf.query.tree import And, Node, Not, Or, Predicate

#: How deep parentheses may stand in one another: SQLite has a stack of its own for them.
_DEEPEST = 8


def narrow(node: Node, scope: Scope, text: str) -> Condition | None:
    """The condition of a query that was understood; None where SQL has nothing to say.

    ``text`` is what the query was read from.
    """
    found = _condition(node, scope, text)
    return found if found and _depth(found.sql) <= _DEEPEST else None


def _depth(sql: str) -> int:
    return max(accumulate((char == "(") - (char == ")") for char in sql))


def _condition(node: Node, scope: Scope, text: str) -> Condition | None:
    match node:
        case Predicate():
            build = _BUILD.get(node.name) or _tested(node.name)
            return build(call_of(node, text, scope)) if build else None
        case Not():
            return negated(narrow(node.part, scope, text))
        case And():
            return both(narrow(part, scope, text) for part in node.parts)
        case Or():
            return either(narrow(part, scope, text) for part in node.parts)


def _tested(name: str) -> Callable[[Call], Condition] | None:
    from orgshelf.index.tested import BUILD  # which most queries have no use for

    return BUILD.get(name)


def _todo(call: Call) -> Condition:
    return among("h.keyword", call.values) if call.values else Condition(PENDING)


def _file(call: Call) -> Condition:
    tests = " OR ".join("named(key, ?)" for _ in call.values)
    source = f"SELECT id FROM file WHERE {tests}"
    return Condition(f"h.id >> {PLACE_BITS} IN ({source})", tuple(map(encoded, _folded(call))))


def _habit(_call: Call) -> Condition:
    return Condition(
        "h.id IN (SELECT heading FROM property WHERE name = 'STYLE' AND value = 'habit')"
    )


def _id(call: Call) -> Condition:
    from orgshelf.shelf.query.about_fields import short_ids

    given = among("value", (value for value in call.values if value != "nil"))
    source = "SELECT heading FROM property WHERE name IN ('ID', 'CUSTOM_ID')"
    found = Condition(f"h.id IN ({source} AND {given.sql})", given.values)
    begins = (Condition("h.hash BETWEEN ? AND ?", (p, f"{p}g")) for p in short_ids(call.values))
    return joined(" OR ", [found, *begins], exact=True)


def _tags(own: bool, inherited: bool) -> Callable[[Call], Condition]:
    """Below a heading, or in a file, that has one of the tags; or that heading itself."""
    match own, inherited:
        case True, False:
            within = "d.id = t.first"
        case False, True:
            within = "d.id > t.first AND d.id < t.last"
        case _:
            within = "d.id >= t.first AND d.id < t.last"

    def build(call: Call) -> Condition:
        condition = among("t.tag", call.values) if call.values else Condition("1")
        source = f"SELECT d.id FROM tag t CROSS JOIN heading d ON {within} WHERE {condition.sql}"
        return Condition(f"h.id IN ({source})", condition.values)

    return build


_tagged = _tags(own=True, inherited=True)


def _tags_all(call: Call) -> Condition | None:
    return both(tagged_with([value]) for value in call.values)


def _in_text(word: str) -> Condition:
    scan = Condition("has((SELECT text FROM entry WHERE entry.id = h.id), ?)", (encoded(word),))
    found = holding(word)
    return joined(" AND ", [found, scan], exact=True) if found else scan


def _in_outline(word: str) -> Condition:
    """In the heading or in one above it: what is below a heading is a range of ids."""
    scan = Condition("has(a.text, ?)", (encoded(word),))
    found = holding(word, "a.id")
    inner = joined(" AND ", [found, scan], exact=True) if found else scan
    source = "SELECT d.id FROM heading a CROSS JOIN heading d ON d.id >= a.id AND d.id < a.last"
    return Condition(f"h.id IN ({source} WHERE {inner.sql})", inner.values)


def _rifle(call: Call) -> Condition | None:
    return both(either((_in_text(w), _in_outline(w))) for w in _folded(call))


def _outline_path(call: Call) -> Condition | None:
    return both(_in_outline(word) for word in _folded(call))


def _heading(call: Call) -> Condition | None:
    exact = [Condition("titled(h.priority, h.text, ?)", (encoded(w),)) for w in _folded(call)]
    pairs = zip(exact, map(holding, _folded(call)), strict=True)
    return both(joined(" AND ", [c for c in (near, one) if c], exact=True) for one, near in pairs)


def _work(call: Call) -> Condition:
    return work_with(_folded(call))


def _author(call: Call) -> Condition:
    words = _folded(call)
    tests = " AND ".join(["authors > ''", *("has(authors, ?)" for _ in words)])
    exact = not any("\n" in word for word in words)
    source = f"SELECT id FROM heading WHERE role = 'work' AND {tests}"
    return Condition(f"h.work IN ({source})", tuple(map(encoded, words)), exact)


def _family(source: str) -> Callable[[Call], Condition | None]:
    """Headings that stand so to one that matches; ``source`` gives their ids."""

    def build(call: Call) -> Condition | None:
        inner = Condition("1")
        if call.node.query is not None:
            found = narrow(call.node.query, call.scope, call.text)
            if found is None:
                return None
            inner = found
        matches = f"SELECT h.id, h.last, h.parent FROM heading h WHERE {inner.sql}"
        return Condition(f"h.id IN ({source.format(matches)})", inner.values, inner.exact)

    return build


_BELOW = "SELECT d.id FROM ({}) a CROSS JOIN heading d ON d.id > a.id AND d.id < a.last"
_RIGHT_BELOW = f"{_BELOW} WHERE d.parent = a.id"
_RIGHT_ABOVE = "SELECT a.parent FROM ({}) a WHERE a.parent IS NOT NULL"


def _descendants(call: Call) -> Condition | None:
    inner = narrow(call.node.query, call.scope, call.text) if call.node.query else Condition("1")
    if inner is None:
        return None
    # The plus keeps SQLite from going through all that match with each heading.
    below = (
        f"d.id > o.id AND d.id < o.last AND +d.id IN (SELECT h.id FROM heading h WHERE {inner.sql})"
    )
    source = f"SELECT o.id FROM heading o WHERE EXISTS (SELECT 1 FROM heading d WHERE {below})"
    return Condition(f"h.id IN ({source})", inner.values, inner.exact)


def _named(call: Call) -> Condition | None:
    name = call.values[0]
    text, rest = call.scope.queries[name], call.scope.without_query(name)
    return narrow(parse(text, rest), rest, text)


def _folded(call: Call) -> list[str]:
    return [value.casefold() for value in call.values]


_BUILD: Mapping[str, Callable[[Call], Condition | None]] = {
    "todo": _todo,
    "done": lambda _call: Condition("h.done"),
    "habit": _habit,
    "level": lambda call: compared("h.level", call),
    "id": _id,
    "kind": lambda call: among("h.kind", _folded(call)),
    "work": _work,
    "author": _author,
    "year": year,
    "file": _file,
    "tags": _tagged,
    "tags-local": _tags(own=True, inherited=False),
    "tags-inherited": _tags(own=False, inherited=True),
    "tags-all": _tags_all,
    "deadline": dated("h.deadline"),
    "scheduled": dated("h.scheduled"),
    "closed": dated("h.closed", past=True),
    "planning": planning,
    "rifle": _rifle,
    "outline-path": _outline_path,
    "heading": _heading,
    "ancestors": _family(_BELOW),
    "parent": _family(_RIGHT_BELOW),
    "children": _family(_RIGHT_ABOVE),
    "descendants": _descendants,
    "query": _named,
}
