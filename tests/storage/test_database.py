"""Tests that SQL makes of its rows: what one raises comes out as it is."""

import gc
import sqlite3
from collections.abc import Callable

import pytest

from orgshelf.storage.database import Connection, RowTest, connect_in_memory


class OddError(Exception):
    """Something that SQLite does not know."""


@pytest.fixture
def connection() -> Connection:
    connection = connect_in_memory()
    connection.execute("CREATE TABLE number (n INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO number VALUES (?)", [(n,) for n in range(10)])
    return connection


def not_seven(number: int) -> bool:
    if number == 7:
        raise OddError
    return number % 2 == 1


def _at_once(cursor: sqlite3.Cursor) -> None:
    cursor.fetchall()


def _one_by_one(cursor: sqlite3.Cursor) -> None:
    while cursor.fetchone():
        pass


@pytest.mark.parametrize("take", [list, _at_once, _one_by_one])
def test_what_a_test_raises_amid_the_rows(
    connection: Connection, take: Callable[[sqlite3.Cursor], object]
) -> None:
    rows = connection.execute("SELECT n FROM number WHERE passes(?, n)", (RowTest(not_seven),))
    assert next(rows) == (1,)
    with pytest.raises(OddError):
        take(rows)


def test_what_a_test_raises_before_the_first_row(connection: Connection) -> None:
    with pytest.raises(OddError):
        connection.execute("SELECT sum(passes(?, n)) FROM number", (RowTest(not_seven),))


def test_other_errors_of_a_statement_with_a_test_stay_what_they_are(connection: Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        connection.execute("SELECT 1 FROM nowhere WHERE passes(?)", (RowTest(not_seven),))


def test_two_tests_at_once_are_kept_apart_and_stay_while_the_rows_are_read(
    connection: Connection,
) -> None:
    query = "SELECT n FROM number WHERE passes(?, n) AND NOT passes(?, n)"
    rows = connection.execute(query, (RowTest(lambda n: n > 2), RowTest(lambda n: n > 5)))
    gc.collect()
    assert list(rows) == [(3,), (4,), (5,)]
