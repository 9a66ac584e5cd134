"""Tests in Python that SQL makes of its rows."""

import sqlite3

import pytest

from orgshelf.store.conditions import fetch
from orgshelf.store.opening import Connection, connect_in_memory
from orgshelf.store.tables import encoded


class OddError(Exception):
    """Something that SQLite does not know."""


@pytest.fixture
def connection() -> Connection:
    connection = connect_in_memory()
    connection.execute("CREATE TABLE number (n INTEGER PRIMARY KEY, name)")
    connection.executemany("INSERT INTO number VALUES (?, NULL)", [(n,) for n in range(10)])
    return connection


def not_seven(number: int) -> bool:
    if number == 7:
        raise OddError
    return number % 2 == 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT n FROM number WHERE passes(?, n)",
        "SELECT n FROM number WHERE passes(?, n) ORDER BY -n",
        "SELECT sum(passes(?, n)) FROM number",
        "SELECT json_group_array(n) FROM number WHERE passes(?, n)",
        "SELECT 1 WHERE 3 IN (SELECT n FROM number WHERE passes(?, n))",
    ],
)
@pytest.mark.parametrize("error", [OddError, KeyboardInterrupt, MemoryError, sqlite3.DatabaseError])
def test_what_a_test_raises_comes_out_as_it_is(
    connection: Connection, query: str, error: type[BaseException]
) -> None:
    raised = error("seven")

    def test(number: int) -> bool:
        if number == 7:
            raise raised
        return True

    with pytest.raises(error) as caught:
        fetch(connection, query, [test])
    assert caught.value is raised
    assert fetch(connection, "SELECT count(*) FROM number", []) == [(10,)]


def test_other_errors_of_a_statement_with_a_test_stay_what_they_are(connection: Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        fetch(connection, "SELECT 1 FROM nowhere WHERE passes(?)", [not_seven])


def test_two_tests_at_once_are_kept_apart(connection: Connection) -> None:
    query = "SELECT n FROM number WHERE passes(?, n) AND n <> ? AND NOT passes(?, n)"
    rows = fetch(connection, query, [lambda n: n > 2, 4, lambda n: n > 5])
    assert rows == [(3,), (5,)]


def test_a_test_may_ask_the_same_connection(connection: Connection) -> None:
    def test(number: int) -> bool:
        query = "SELECT count(*) FROM number WHERE passes(?, n)"
        ((smaller,),) = fetch(connection, query, [lambda n: n < number])
        return bool(smaller == 3)

    assert fetch(connection, "SELECT n FROM number WHERE passes(?, n)", [test]) == [(3,)]


@pytest.mark.parametrize("text", ["gpu", "", "\u65e5\u672c", "a\udcffb", "a\0b", None])
def test_a_test_is_given_the_values_as_they_were_before_they_were_stored(
    connection: Connection, text: str | None
) -> None:
    connection.execute("UPDATE number SET name = ?", (encoded(text),))
    given = set[tuple[object, ...]]()

    def test(*values: object) -> bool:
        given.add(values)
        return False

    fetch(connection, "SELECT n FROM number WHERE passes(?, name, n)", [test])
    assert given == {(text, n) for n in range(10)}


@pytest.mark.parametrize("value", [b"\xff", 5, None])
def test_a_value_that_nobody_stored_is_known_for_that(
    connection: Connection, value: object
) -> None:
    connection.execute("UPDATE number SET name = ?", (value,))
    with pytest.raises(sqlite3.DatabaseError, match="makes no sense"):
        fetch(
            connection, "SELECT n FROM number WHERE passes(?, name)", [lambda t: "x" in t.lower()]
        )
