"""Small pieces of screen text: harmless, aligned, and never saying more than is so."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from orgshelf.model import Progress
from orgshelf.terminal.columns import aligned, bar, columns, count
from orgshelf.text import clean, hours, one_line, plural, width

laws = settings(max_examples=6 * settings().max_examples)

#: Any text that decoding a file can give, lone surrogates among it.
ANY_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from(
            "\0\a\b\t\n\r\x1b\x7f\x9b\u202e\u2066\u2069\u2028\u206a\ufff9\U000e0041\U0001f3f4\udcff\ufeff日é"
        ),
    ),
    max_size=30,
)
COUNTS = st.integers(0, 2000).flatmap(
    lambda total: st.builds(Progress, st.integers(0, total), st.just(total), st.just(0))
)
#: What makes the text after it run the other way, whatever it is.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@laws
@given(ANY_TEXT)
@example("\x1b]0;title\a\x1b[31mred\x9b2J")
@example("abc\u202egnp.exe")
def test_clean_text_is_harmless(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert TURNING.isdisjoint(cleaned)
    assert all(c in "\t\n" or unicodedata.category(c) not in ("Cc", "Cs") for c in cleaned)
    assert cleaned.encode().decode() == cleaned
    assert clean(cleaned) == cleaned


@laws
@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))))
def test_harmless_text_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f England",
        "👩\u200d🔬",
        "می\u200cخواهم",
        "ภาษา\u200bไทย",
        "עברית\u200f!",
        "*\u200bnot bold*",
        "soft\u00adhyphen",
    ],
)
def test_what_writing_needs_stays_though_it_is_not_seen(text: str) -> None:
    assert clean(text) == one_line(text) == text


@pytest.mark.parametrize("hidden", ["\U000e0041\U000e0042", "\U000e007f", "\u206a", "\ufff9"])
def test_what_only_hides_is_shown(hidden: str) -> None:
    """Tags are hidden everywhere but in a flag."""
    flag = "\U0001f3f4\U000e0067\U000e007f"
    assert clean(f"{flag} {hidden}") == f"{flag} " + "\ufffd" * len(hidden)
    assert clean(f"{flag}{hidden}") == flag + "\ufffd" * len(hidden)


@laws
@given(ANY_TEXT)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert "\t" not in one_line(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("\x1b[31m", "␛[31m"), ("a\r\n", "a␍\n"), ("\x7f", "␡"), ("\x9b", "\ufffd"), ("a\tb", "a\tb")],
)
def test_a_control_is_shown_as_its_picture(text: str, shown: str) -> None:
    assert clean(text) == shown


@laws
@given(COUNTS, st.integers(1, 40), st.booleans())
def test_a_bar_fills_its_cells(progress: Progress, cells: int, ascii_only: bool) -> None:
    drawn = bar(progress, cells, ascii_only=ascii_only)
    assert len(drawn) == cells
    assert drawn.isascii() is ascii_only
    all_done = progress.total > 0 and progress.done == progress.total
    assert (drawn == ("#" if ascii_only else "━") * cells) is all_done
    if not progress.done:
        assert drawn == ("." if ascii_only else "─") * cells


@laws
@given(COUNTS, st.integers(1, 20))
def test_what_was_given_up_is_told_from_what_was_finished(progress: Progress, cells: int) -> None:
    halves = cells * 2
    given_up = Progress(progress.done, progress.total, progress.done)
    assert not set(bar(given_up, halves)) & {"━", "╸"}
    assert bar(progress, cells).count("╍") == 0
    assert ("─" in bar(given_up, halves)) is (progress.done < progress.total or not progress.total)


@laws
@given(COUNTS, st.integers(1, 20))
def test_a_bar_only_grows(progress: Progress, cells: int) -> None:
    less = Progress(max(progress.done - 1, 0), progress.total)
    assert bar(less, cells).count("━") <= bar(progress, cells).count("━")


@pytest.mark.parametrize(
    ("progress", "percent", "shown"),
    [
        (Progress(0, 0), 0, "0/0   0%"),
        (Progress(3, 9), 33, "3/9  33%"),
        (Progress(199, 200), 99, "199/200  99%"),
        (Progress(9, 9), 100, "9/9 100%"),
        (Progress(5, 8, 2), 62, "5/8  62% (2 given up)"),
    ],
)
def test_counts_are_rounded_down(progress: Progress, percent: int, shown: str) -> None:
    assert progress.percent == percent
    assert count(progress) == shown


@laws
@given(
    st.integers(1, 4).flatmap(
        lambda cells: st.lists(
            st.lists(
                st.text("ab é日本\u0301", max_size=6).map(str.strip),
                min_size=cells,
                max_size=cells,
            ),
            min_size=1,
            max_size=5,
        )
    )
)
def test_columns_begin_under_each_other(rows: list[list[str]]) -> None:
    lines = columns(rows).splitlines()
    assert len(lines) == len(rows)
    starts = [0]
    for column in list(zip(*rows, strict=True))[:-1]:
        starts.append(starts[-1] + max(map(width, column)) + 2)
    for line, row in zip(lines, rows, strict=True):
        assert line == line.rstrip()
        place = 0
        for cell, start in zip(row, starts, strict=True):
            if cell:
                assert width(line[:place]) <= start
                place = line.index(cell, place)
                assert width(line[:place]) == start
                place += len(cell)


def test_no_rows_are_no_lines() -> None:
    assert columns([]) == ""


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 items"), (1, "1 item"), (2, "2 items"), (1000, "1000 items")]
)
def test_plural(number: int, shown: str) -> None:
    assert plural(number, "item") == shown


@pytest.mark.parametrize(("minutes", "shown"), [(0, "0:00"), (65, "1:05"), (6000, "100:00")])
def test_hours(minutes: int, shown: str) -> None:
    assert hours(minutes) == shown


@pytest.mark.parametrize("number", [0, 1, 999, 1_000, 1_001, 2_000, 3_500])
def test_the_rows_of_a_long_table_are_as_wide_as_those_of_a_short_one(number: int) -> None:
    rows = [("日" * (n % 7), str(n), "é" * (n // 500), "end") for n in range(number)]
    lines = "".join(aligned(iter(rows))).splitlines()
    assert [tuple(line.split()) for line in lines] == [tuple(filter(None, row)) for row in rows]
    assert len({width(line) for line in lines}) <= 1


def test_a_cell_of_many_letters_does_not_push_the_others_away() -> None:
    rows = [("x" * 5000, "end"), ("y", "end")]
    long, short = columns(rows).splitlines()
    assert long == f"{'x' * 5000}  end"
    assert short == f"y{' ' * 101}end"
