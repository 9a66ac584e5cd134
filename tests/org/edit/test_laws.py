"""What holds for every change of state, whatever the file."""

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.buffer import EditBuffer
from orgshelf.org.edit.state import change_state
from orgshelf.org.edit.tags import align
from orgshelf.org.lines import Lines, Splice
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings
from orgshelf.text import width

NOW = datetime(2026, 11, 23, 1, 25)
KEYWORDS = (None, "TODO", "WAIT", "DONE", "DROPPED")
HEADER = "#+TODO: TODO WAIT(w@/!) | DONE(d!) DROPPED"

words = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=12)
body_lines = st.one_of(
    words.filter(lambda text: not text.startswith("*")),
    st.sampled_from(
        (
            "",
            "SCHEDULED: <2026-11-02 Mon>",
            "  DEADLINE: <2026-11-02 Mon +1w> CLOSED: [2026-11-01 Sun 10:00]",
            ":PROPERTIES:",
            ":LOG_INTO_DRAWER: t",
            ":LOGBOOK:",
            ":END:",
            "- [ ] box",
            "#+begin_src org",
            "#+end_src",
        )
    ),
)
headlines = st.builds(
    lambda level, keyword, title, tags: " ".join(
        part for part in ("*" * level, keyword, title, tags) if part is not None
    ),
    st.integers(1, 4),
    st.sampled_from(KEYWORDS),
    words,
    st.sampled_from((None, "[1/2]", ":tag:", "[%] :a:b:")),
)
entries = st.builds(lambda head, body: [head, *body], headlines, st.lists(body_lines, max_size=6))


@st.composite
def files(draw: st.DrawFn) -> tuple[Document, Heading]:
    lines = [HEADER, *(line for entry in draw(st.lists(entries, min_size=1)) for line in entry)]
    ending = draw(st.sampled_from(("\n", "\r\n")))
    data = (ending.join(lines) + draw(st.sampled_from(("", ending)))).encode()
    document = read(Lines.from_bytes(data))
    assume(document.headings)
    return document, draw(st.sampled_from(document.headings))


def apply(document: Document, splices: tuple[Splice, ...]) -> Document:
    return read(Lines.from_bytes(document.lines.apply(splices).to_bytes()))


def unrepeated(document: Document, heading: Heading) -> None:
    """Leave out what a repeater sets back."""
    assume("+" not in "".join(document.lines.texts[heading.line - 1 : heading.end]))


@given(files(), st.sampled_from(KEYWORDS))
def test_the_new_state_is_read_back(file: tuple[Document, Heading], keyword: str | None) -> None:
    document, heading = file
    unrepeated(document, heading)
    changed = apply(document, change_state(document, heading, keyword, now=NOW))
    again = changed.headings[document.headings.index(heading)]
    assert again.keyword == keyword or (keyword is None and again.text < heading.text)


@given(files(), st.sampled_from(KEYWORDS))
def test_no_other_heading_changes_but_in_its_cookie(
    file: tuple[Document, Heading], keyword: str | None
) -> None:
    document, heading = file
    changed = apply(document, change_state(document, heading, keyword, now=NOW))
    place = document.headings.index(heading)
    assert len(changed.headings) == len(document.headings)
    for index, (before, after) in enumerate(zip(document.headings, changed.headings, strict=True)):
        if index != place:
            assert (before.level, before.keyword, before.local_tags) == (
                after.level,
                after.keyword,
                after.local_tags,
            )


@given(files(), st.sampled_from(KEYWORDS))
def test_splices_are_in_order_and_touch_the_entry_or_headlines_above(
    file: tuple[Document, Heading], keyword: str | None
) -> None:
    document, heading = file
    splices = change_state(document, heading, keyword, now=NOW)
    assert all(first.stop < second.start for first, second in pairwise(splices))
    touched = [index for splice in splices for index in range(splice.start, splice.stop)]
    above = [index for index in touched if index < heading.line - 1]
    assert all(index < heading.end for index in touched)
    assert all(document.lines.texts[index].startswith("*") for index in above)


@given(files(), st.sampled_from(KEYWORDS))
def test_lines_outside_the_splices_keep_their_bytes(
    file: tuple[Document, Heading], keyword: str | None
) -> None:
    document, heading = file
    splices = change_state(document, heading, keyword, now=NOW)
    after = document.lines.apply(splices).to_bytes().split(b"\n")
    before = document.lines.to_bytes().split(b"\n")
    shift = 0
    touched = {index for splice in splices for index in range(splice.start, splice.stop)}
    grown = {splice.start: len(splice.new) - (splice.stop - splice.start) for splice in splices}
    for index, line in enumerate(before[:-1]):
        shift += grown.get(index, 0)
        if index not in touched:
            assert after[index + shift] == line


@given(files(), st.sampled_from(KEYWORDS), st.sampled_from(KEYWORDS))
def test_changing_twice_ends_in_the_second_state(
    file: tuple[Document, Heading], first: str | None, second: str | None
) -> None:
    document, heading = file
    unrepeated(document, heading)
    place = document.headings.index(heading)
    once = apply(document, change_state(document, heading, first, now=NOW))
    twice = apply(once, change_state(once, once.headings[place], second, now=NOW))
    straight = apply(document, change_state(document, heading, second, now=NOW))
    assert twice.headings[place].keyword == straight.headings[place].keyword


@given(st.lists(words), st.data())
def test_splices_of_a_draft_lead_to_its_lines(base: list[str], data: st.DataObject) -> None:
    lines = Lines(("* h", *base))
    heading = read(lines).headings[0]
    buffer = EditBuffer.of(lines, heading)
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(1, len(buffer.lines)))
        stop = data.draw(st.integers(start, len(buffer.lines)))
        buffer = buffer.splice(start, stop, *data.draw(st.lists(words, max_size=3)))
    splices = buffer.splices(lines.texts)
    assert lines.apply(splices).texts == buffer.lines


@given(words, st.sampled_from((":a:", ":読書:bar:")), st.integers(-90, 90))
def test_aligning_twice_is_aligning_once(title: str, tags: str, column: int) -> None:
    line = f"* {title} {tags}"
    assert align(align(line, column), column) == align(line, column)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("a\tb", 9), ("日本", 4), ("e\u0301", 1), ("\x01", 2), ("\u00ad", 1), ("😀", 2)],
)
def test_width_counts_columns_as_emacs_does(text: str, columns: int) -> None:
    assert width(text) == columns


def test_user_settings_hold_where_the_file_is_silent() -> None:
    document = read(Lines.from_bytes(b"* TODO A\n"), org=OrgSettings(log_done=""))
    splices = change_state(document, document.headings[0], "DONE", now=NOW)
    assert splices == (Splice(0, 1, ("* DONE A",)),)
