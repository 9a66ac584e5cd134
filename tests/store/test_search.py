"""What FTS5 finds is what can be shown as found, and nothing else."""

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from orgshelf.errors import UsageError
from orgshelf.shelf.hits import pattern
from orgshelf.shelf.spelling import spelled
from orgshelf.store.ranking import read_request
from orgshelf.store.rows import words_row
from orgshelf.store.tables import WORDS

_LETTERS = "abé\u0301ßＡ機学책กิ🎉+# _-."


def found(text: str, request: str) -> bool:
    """Whether a text is found by what a person typed."""
    match = read_request(request).match
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(WORDS)
        connection.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (1, "", text))
        hits = connection.execute("SELECT 1 FROM words WHERE words MATCH ?", (match,)).fetchall()
    return bool(hits)


@given(st.text(_LETTERS, max_size=12), st.text(_LETTERS, min_size=1, max_size=3), st.booleans())
def test_what_is_found_can_be_marked(text: str, word: str, prefix: bool) -> None:
    typed = f'"{word}"' if not prefix else f"{word.replace(' ', '')}*"
    try:
        (term,) = read_request(typed).terms
    except UsageError:
        return
    (_, written, _) = words_row(1, "", f"* x\n{text}")
    assert found(written, typed) == bool(pattern(term).search(spelled(text)))


@given(st.text('ab "*-(),^:{}+OR\0機\ud800', max_size=14))
def test_whatever_is_typed_is_no_error_of_sqlite(typed: str) -> None:
    for text in (typed, f"a NEAR({typed}) b", f"NEAR({typed}", f"OR {typed} -b AND"):
        try:
            found("a b", text)
        except UsageError as error:
            assert "Say what to look for" in str(error)  # noqa: PT017 - most texts are none
