"""Python functions that SQL calls, and statements with row tests."""

import sqlite3
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from orgshelf.store.tables import decoded, encoded, path_name


def prepare(connection: sqlite3.Connection) -> None:
    """Set up a connection for an index: its settings and its functions."""
    connection.execute("PRAGMA cache_size = -16000")
    connection.execute("PRAGMA synchronous = NORMAL")  # enough for what can be made again
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.create_function("has", 2, _has, deterministic=True)
    connection.create_function("casefold", 1, _casefold, deterministic=True)
    connection.create_function("path_name", 1, _path_name, deterministic=True)
    connection.create_function("passes", -1, _passes, deterministic=True)


def _has(text: str | bytes | None, word: str | bytes) -> bool:
    """Return whether a text has a word, which is folded, however its letters are written."""
    if text is None:
        return False
    if isinstance(text, str) and text.isascii():
        return decoded(word) in text.lower()
    from orgshelf.shelf.spelling import folded  # most texts have no need of it

    return decoded(word) in folded(decoded(text))


def _casefold(text: str | bytes) -> str | bytes | None:
    return encoded(decoded(text).casefold())


def _path_name(key: bytes) -> str | bytes | None:
    return encoded(path_name(key))


class _Running:
    """A row test of a statement that is running, and what it raised."""

    def __init__(self, test: Callable[..., bool]) -> None:
        self.test = test
        self.raised: BaseException | None = None


#: Row tests by the numbers that stand for them in SQL.
_RUNNING: dict[int, _Running] = {}
_NUMBERS = count()


def _passes(number: int, *values: Any) -> bool:  # noqa: ANN401 - whatever the columns hold
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
