"""Whatever a title is in a file of another program, it is that in the work that is read of it."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from xml.sax.saxutils import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from importers.test_planner import HOSTILE
from orgshelf.importers import IMPORTERS
from orgshelf.importers.decoding import clean_line

#: Makes a file of one work that has this title.
Write = Callable[[str], bytes]


def _is_whole(text: str) -> bool:
    """Whether it is without halves of letters, and separators that Python takes for blanks."""
    return not any("\ud800" <= letter <= "\udfff" or "\x1c" <= letter < " " for letter in text)


words = st.sampled_from(HOSTILE) | st.text(max_size=9)
titles = st.lists(words, min_size=1, max_size=3).map(" ".join).filter(_is_whole)


def table(columns: str, values: Sequence[str], title: str) -> bytes:
    """A table of one row, in which nothing stands where the title goes."""
    made = io.StringIO(newline="")
    rows = csv.writer(made, quoting=csv.QUOTE_ALL)
    rows.writerows((columns.split(","), [value or title for value in values]))
    return made.getvalue().encode()


def of_json(around: Callable[[str], object], title: str) -> bytes:
    return json.dumps(around(title)).encode()


def endnote(title: str) -> bytes:
    return (
        f"<xml><records><record><titles><title>{escape(title)}</title></titles></record></records>"
        "</xml>"
    ).encode()


SHELF = "Book Id,Title,Author,Exclusive Shelf"
PAGE = "id,title,note,excerpt,url,folder,created"
MARK = "Highlight,Book Title,Book Author,Location Type,Location"
FILES: Mapping[str, Write] = {
    "table": partial(table, "Title,Author", ("", "Ada Moor")),
    "goodreads": partial(table, SHELF, ("1", "", "Ada Moor", "read")),
    "storygraph": partial(table, "Title,Read Status,Star Rating", ("", "read", "4")),
    "pocket": partial(table, "title,url,time_added,tags", ("", "https://a.org", "1", "x")),
    "raindrop": partial(table, PAGE, ("1", "", "n", "e", "https://a.org", "f", "c")),
    "readwise": partial(table, MARK, ("So", "", "Ada Moor", "page", "1")),
    "zotero": partial(of_json, lambda title: [{"itemType": "book", "title": title}]),
    "taskwarrior": partial(of_json, lambda title: [{"description": title, "uuid": "u"}]),
    "youtube": partial(of_json, lambda title: {"title": title, "extractor": "x"}),
    "takeout": partial(of_json, lambda title: [{"title": title, "titleUrl": "https://a.org"}]),
    "koreader": partial(of_json, lambda title: {"title": title, "entries": [{"text": "So"}]}),
    "endnote-xml": endnote,
}


@pytest.mark.parametrize("source", FILES)
@given(title=titles)
def test_a_title_is_read_as_it_was_written(source: str, title: str) -> None:
    # A number behind a sign says the volume of a series, wherever programs have none for it.
    assume(clean_line(title) and "#" not in title)
    # XML has no control characters, and reads each end of a line as one.
    assume(source != "endnote-xml" or title.isprintable())
    assert [work.title for work in IMPORTERS[source].read(FILES[source](title)).works] == [
        clean_line(title)
    ]
