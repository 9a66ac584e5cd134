"""The SQL condition of a request for entries, and statements with row tests."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

from orgshelf.query import Query
from orgshelf.query.sql import (
    PENDING,
    Condition,
    among,
    both,
    distinct_tag,
    either,
    in_list,
    negated,
    of_work,
    tagged_with,
    titled,
)
from orgshelf.shelf.kinds import OTHER
from orgshelf.store.tables import decoded, encoded

#: What is counted: items, and works that are not hidden.
COUNTED = "(h.keyword IS NOT NULL OR (h.role = 'work' AND NOT h.hidden))"
#: What is about study, and what holds such works together.
_STUDY = Condition(f"(h.kind <> '{OTHER}' OR h.role = 'group')")
#: Whether any work is about study, and whether anything that counts is about something else.
_BOTH = (
    f"SELECT EXISTS (SELECT 1 FROM heading WHERE role = 'work' AND kind <> '{OTHER}')"
    f" AND EXISTS (SELECT 1 FROM kind WHERE name = '{OTHER}')"
)
_STATES = {
    "pending": Condition(PENDING),
    "done": Condition("h.done"),
    "none": Condition("h.keyword IS NULL"),
}


def conditions_of(query: Query, connection: sqlite3.Connection, *, listing: bool) -> Condition:
    """Make the condition of a query; its values can be bound to any statement.

    ``listing``: unless the query says which states it wants, leave out what is not pending,
    commented out or archived.

    Raises:
        QueryError: a regular expression takes too long.
    """
    return bindable(both(_parts(query, listing, connection)), connection)


def _kept_back(query: Query, connection: sqlite3.Connection) -> Iterator[Condition]:
    """Leave out what is private, and what its file does not export, where that is asked for."""
    from orgshelf.store.published import private, unexported  # no listing needs them

    if query.published:
        yield negated(private(connection))
    if query.exported:
        yield negated(unexported(connection))


def left_out(query: Query, connection: sqlite3.Connection, *, listing: bool) -> Condition | None:
    """Make the condition of what a query leaves out because it is of no kind; None for nothing.

    Without ``listing`` it is met by items and works alone, of whatever state.
    """
    if query.everything or not _holds_both(connection):
        return None
    counted = Condition(f"NOT {_STUDY.sql}" if listing else f"{COUNTED} AND NOT {_STUDY.sql}")
    whole = query._replace(everything=True)
    # In this order the texts of all that is about study are not looked at.
    parts = (counted, *_parts(whole, listing, connection))
    return bindable(both(parts), connection)


def _holds_both(connection: sqlite3.Connection) -> bool:
    """Whether there are works about study, and things that count about something else."""
    return bool(connection.execute(_BOTH).fetchone()[0])


def _parts(query: Query, listing: bool, connection: sqlite3.Connection) -> Iterator[Condition]:
    if listing and not query.speaks_of_state:
        yield Condition(f"{PENDING} AND NOT h.hidden")
    if not query.everything and _holds_both(connection):
        yield _STUDY
    if query.kinds:
        yield among("h.kind", map(str.casefold, query.kinds))
    if query.states:
        yield either(_STATES.get(state) or among("h.keyword", [state]) for state in query.states)
    yield from map(_tagged, query.tags)
    if query.works:
        yield _of_works(query.works)
    if query.expression is not None:
        yield query.expression.condition
    if query.published or query.exported:
        yield from _kept_back(query, connection)


def _tagged(tag: str) -> Condition:
    """Match what has a tag, in whatever case."""
    return tagged_with(distinct_tag(Condition("casefold(tag) = ?", (tag.casefold(),))))


def _of_works(titles: Sequence[str]) -> Condition:
    """Match what is of a work with some words in its title."""
    from orgshelf.shelf.spelling import folded  # most listings are of all works

    return either(of_work(titled([folded(words)])) for words in titles)


def bindable(condition: Condition, connection: sqlite3.Connection) -> Condition:
    """Return the condition with values that SQLite takes.

    A condition with row tests, or with other conditions among its values, is evaluated here; the
    ids of the headings that meet it take its place.
    """
    if any(callable(value) or isinstance(value, Condition) for value in condition.values):
        return in_list(_ids(condition, connection))
    return Condition(condition.sql, tuple(map(_value, condition.values)))


def _ids(condition: Condition, connection: sqlite3.Connection) -> str:
    """Find the headings that meet a condition; return their ids as a JSON list."""
    values = [
        _ids(value, connection) if isinstance(value, Condition) else _value(value)
        for value in condition.values
    ]
    query = f"SELECT json_group_array(h.id) FROM heading h WHERE {condition.sql}"
    ids: str = fetch(connection, query, values)[0][0]
    return ids


def _value(value: Any) -> Any:  # noqa: ANN401 - whatever SQLite takes, or a row test
    return encoded(value) if isinstance(value, str) else value


class _Running:
    """A row test of a statement that is running, and what it raised."""

    def __init__(self, test: Callable[..., bool]) -> None:
        self.test = test
        self.raised: BaseException | None = None


#: Row tests by the numbers that stand for them in SQL.
_RUNNING: dict[int, _Running] = {}
_NUMBERS = count()


def passes(number: int, *values: Any) -> bool:  # noqa: ANN401 - whatever the columns hold
    """What the SQL function of this name does: the row test of that number on some values."""
    running = _RUNNING[number]
    try:
        return running.test(*[decoded(v) if isinstance(v, bytes) else v for v in values])
    except (AttributeError, LookupError, TypeError, ValueError, OverflowError) as error:
        running.raised = sqlite3.DatabaseError("what the index holds makes no sense")
        raise running.raised from error
    except BaseException as error:
        running.raised = error
        raise


def fetch(connection: sqlite3.Connection, sql: str, values: Sequence[Any]) -> list[Any]:
    """Fetch the rows of a statement; a value that is a function is a row test for ``passes``.

    What a row test raises is raised here as it is; SQLite alone says only that a function failed.
    """
    tests = {next(_NUMBERS): _Running(value) for value in values if callable(value)}
    numbers = iter(tests)
    bound = [next(numbers) if callable(value) else value for value in values]
    _RUNNING.update(tests)
    try:
        return connection.execute(sql, bound).fetchall()
    except Exception:
        for running in tests.values():
            if running.raised is not None:
                raise running.raised from None
        raise
    finally:
        for number in tests:
            del _RUNNING[number]
