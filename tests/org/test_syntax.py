"""The grammar of single lines: what must come out, and what no text may bring about."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from orgshelf.model import Clock, Link
from orgshelf.org.elements import logbook
from orgshelf.org.elements.quote_blocks import find_quotes
from orgshelf.org.syntax import timestamps
from orgshelf.org.syntax.headline import is_headline, is_tag, parse_headline, split_tags
from orgshelf.org.syntax.link_finder import find_links, is_link
from orgshelf.org.syntax.links import display, display_links
from orgshelf.org.syntax.timestamps import is_possible, parse_timestamp
from timing import growth

laws = settings(max_examples=6 * settings().max_examples)

KEYWORDS = ("TODO", "NEXT", "DONE")
#: One line that is likely to look like Org.
SOUP = st.lists(
    st.one_of(
        st.sampled_from(
            (
                *("* ", "** ", "TODO", "DONE", " ", "\t", "[#A]", "[#", "]", "[", "[[", "]]", "]["),
                *(":a:", ":", ":b:c:", "[1/2]", "[33%]", "[/]", "http:", "https://x.y/z", "<", ">"),
                *("<2026-11-23 Mon", "[2026-11-23", "10:00", "+1w", "\\", "file:", "(", ")", "é"),
                *("\udcff", "\x00", "CLOCK: ", "--", "- State ", '"DONE"', "from", "SCHEDULED:"),
            )
        ),
        st.text(max_size=2),
    ),
    max_size=14,
).map(lambda parts: "".join(parts).replace("\n", ""))
TAGS = st.lists(st.text("abcXYZ019_@#%éß日", min_size=1, max_size=4), min_size=1, max_size=4)
TITLES = st.text("abc :.-é日[]/%", max_size=20).map(str.strip)


@laws
@given(SOUP)
def test_no_line_makes_a_reader_fail(line: str) -> None:
    assert all(link.target for link in find_links(line))
    assert "[[" in line or display_links(line) == line
    display(line)
    is_link(line)
    split_tags(line)
    timestamps.minutes(line)
    for place in range(len(line)):
        if stamp := parse_timestamp(line, place):
            assert line.startswith(stamp.raw, place)
            is_possible(stamp)
    list(logbook.state_changes([line, line]))
    list(logbook.clocks([line]))
    list(logbook.without_log([line, ":END:"]))
    list(find_quotes([line, "#+begin_quote", line, "#+end_quote"], 1))


@laws
@given(SOUP)
def test_text_without_brackets_is_shown_as_it_is(line: str) -> None:
    plain = line.replace("[", "").replace("]", "")
    assert display(plain) == plain


@laws
@given(TITLES, TAGS, st.sampled_from((" ", "  ", "\t", "   \t")))
def test_tags_come_off_as_they_were_put_on(title: str, tags: list[str], gap: str) -> None:
    text, found = split_tags(f"{title}{gap}:{':'.join(tags)}:")
    assert found == tuple(tags)
    assert text == title


@laws
@given(st.text("ab :_@\t", max_size=20))
def test_tags_are_whole_or_none(text: str) -> None:
    rest, tags = split_tags(text)
    assert rest == rest.rstrip(" \t")
    assert text.startswith(rest)
    assert all(is_tag(tag) for tag in tags)
    cut = text[len(rest) :].strip(" \t")
    assert tags == tuple(filter(None, cut.split(":")))
    assert not cut or cut[0] == cut[-1] == ":"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (" A :x:y:", ("x", "y")),
        (" A :x::y:", ("x", "y")),
        (" A ::", ()),
        (" A:x:", ()),
        (" A :x: B", ()),
        (" A :x-y:", ()),
        (" A :x y:", ()),
        (" A :読書:", ("読書",)),
        (" A :x·y:", ()),
        (":x:", ()),
        (" :x:", ("x",)),
    ],
)
def test_what_counts_as_tags(text: str, tags: tuple[str, ...]) -> None:
    assert split_tags(text)[1] == tags


@laws
@given(
    st.integers(1, 30),
    st.sampled_from((None, *KEYWORDS)),
    st.sampled_from((None, "A", "B", "7")),
    TITLES.filter(lambda title: not title.endswith(":") and not title.startswith("[#")),
    st.one_of(st.just([]), TAGS),
)
def test_a_headline_comes_apart_as_it_was_put_together(
    level: int, keyword: str | None, priority: str | None, title: str, tags: list[str]
) -> None:
    cookie = f"[#{priority}]" if priority else None
    suffix = f":{':'.join(tags)}:" if tags else ""
    line = " ".join(filter(None, ("*" * level, keyword, cookie, title, suffix)))
    line = line if " " in line else f"{line} "
    assert is_headline(line)
    commented = title == "COMMENT" or title.startswith("COMMENT ")
    assert parse_headline(line, KEYWORDS) == (
        level, keyword, priority, title, tuple(tags), commented,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cookie", "priority"),
    [
        ("[#A]", "A"),
        ("[#0]", "0"),
        ("[#7]", "7"),
        ("[#15]", "15"),
        ("[#64]", "64"),
        ("[#65]", None),
        ("[#015]", None),
        ("[#a]", None),
        ("[#AB]", None),
        ("[#é]", None),
        ("[#-]", None),
    ],
)
def test_a_priority_is_a_capital_or_a_number_up_to_64(cookie: str, priority: str | None) -> None:
    read = parse_headline(f"* TODO {cookie} A title", KEYWORDS)
    assert read.priority == priority
    assert read.text == ("A title" if priority else f"{cookie} A title")


@pytest.mark.parametrize(
    ("headline", "commented"),
    [
        ("* COMMENT A", True),
        ("* TODO  COMMENT  A", True),
        ("* [#A] COMMENT A", True),
        ("* [#A]COMMENT A", True),
        ("* [#A]  COMMENT A", False),
        ("* COMMENT: A", False),
        ("* COMMENT\t", False),
        ("* COMMENT :tag:", True),
        ("* TODO COMMENT", True),
        ("* COMMENTED", False),
        ("* [#15] COMMENT", True),
    ],
)
def test_a_comment_stands_right_behind_the_priority(headline: str, commented: bool) -> None:
    assert parse_headline(headline, KEYWORDS).commented is commented


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[[https://x.y][A book]] [1/3]", "A book"),
        ("[[https://x.y]] [33%]", "https://x.y"),
        ("A [2/4] B", "A B"),
        ("A [/] [%]", "A"),
        ("A [x/y]  B", "A [x/y]  B"),
        ("[[id:1][A]B]] [[#c][C]]", "A]B C"),
        ("[[file:a\\]b.org]]", "file:a]b.org"),
        ("[[a][b", "[[a][b"),
        ("[[][b]]", "[[][b]]"),
    ],
)
def test_titles_for_the_eye(text: str, shown: str) -> None:
    assert display(text) == shown


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see [[https://x.y][A]] and <https://z.w/a b> and https://v.u/(a).", None),
        ("(https://x.y/z)", [Link("https://x.y/z")]),
        (
            "https://en.wikipedia.org/wiki/A_(b), next",
            [Link("https://en.wikipedia.org/wiki/A_(b)")],
        ),
        ("xhttps://x.y", []),
        ("mailto:a@b.c!", [Link("mailto:a@b.c")]),
        ("[[A title]]", [Link("A title")]),
        ("no: link here", []),
    ],
)
def test_links_are_found(text: str, links: list[Link] | None) -> None:
    three = [Link("https://x.y", "A"), Link("https://z.w/a b"), Link("https://v.u/(a)")]
    assert list(find_links(text)) == (three if links is None else links)


@pytest.mark.parametrize(
    ("raw", "day", "minutes", "end", "repeater", "warning"),
    [
        ("<2026-11-23 Mon>", date(2026, 11, 23), None, None, None, None),
        ("[2026-11-23 Mon 01:25]", date(2026, 11, 23), 85, None, None, None),
        ("<2026-11-23 Mon 10:00-11:30 +1w -3d>", date(2026, 11, 23), 600, 690, "+1w", "-3d"),
        ("<2026-11-23 .+1m/2m>", date(2026, 11, 23), None, None, ".+1m/2m", None),
        ("<2026-11-23 Mon ++2d --1w>", date(2026, 11, 23), None, None, "++2d", "--1w"),
        ("<2026-02-31 Tue>", date(2026, 3, 3), None, None, None, None),
        ("<2026-13-01>", date(2027, 1, 1), None, None, None, None),
        ("<0000-01-01>", None, None, None, None, None),
    ],
)
def test_timestamps(
    raw: str,
    day: date | None,
    minutes: int | None,
    end: int | None,
    repeater: str | None,
    warning: str | None,
) -> None:
    stamp = parse_timestamp(f"x {raw} y", 2)
    assert stamp is not None
    assert stamp.raw == raw
    assert (stamp.day, stamp.minutes, stamp.end_minutes) == (day, minutes, end)
    assert (stamp.repeater, stamp.warning) == (repeater, warning)
    assert stamp.active is raw.startswith("<")


@pytest.mark.parametrize("raw", ["2026-11-23", "<2026-11-23", "<26-11-23>", "<2026-11-23Mon>", ""])
def test_what_is_no_timestamp(raw: str) -> None:
    assert parse_timestamp(raw) is None


@laws
@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
@example(9999, 12, 31, 99)
@example(9999, 99, 99, 0)
def test_any_stamp_has_a_moment_or_none(year: int, month: int, day: int, hour: int) -> None:
    stamp = parse_timestamp(f"<{year:04}-{month:02}-{day:02} {hour}:59>")
    assert stamp is not None
    assert stamp.start is None or stamp.start.isoformat(timespec="minutes") == stamp.iso
    assert (stamp.start is None) == (stamp.iso is None)


@laws
@given(st.datetimes(min_value=datetime(1000, 1, 1)))
def test_a_moment_written_is_the_moment_read(moment: datetime) -> None:
    stamp = parse_timestamp(f"[{moment:%Y-%m-%d %a %H:%M}]")
    assert stamp is not None
    assert stamp.start == moment.replace(second=0, microsecond=0)
    assert is_possible(stamp)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1:30", 90),
        ("0:05", 5),
        ("100:00", 6000),
        ("1:30:59", 90),
        ("5", 5),
        ("5.", 5),
        ("5.5", 5),
        ("90min", 90),
        ("1d 3h", 27 * 60),
        ("1d3h 5min", 27 * 60 + 5),
        ("1.5h", 90),
        ("2h 1:10", 190),
        ("1w", 7 * 24 * 60),
        ("1m", 30 * 24 * 60),
        ("1y", 525_960),
        ("", None),
        ("h", None),
        ("1:3", None),
        (".5", None),
        ("1x", None),
        ("1h x", None),
        ("-5", None),
        ("9" * 5000, None),
    ],
)
def test_durations(text: str, minutes: int | None) -> None:
    assert timestamps.minutes(text) == minutes


@laws
@given(st.integers(0, 10**6))
def test_a_duration_reads_alike_in_each_form(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    forms = (str(minutes), f"{minutes}min", f"{hours}:{rest:02}", f"{hours}h {rest}min")
    assert {timestamps.minutes(form) for form in forms} == {minutes}


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("CLOCK: [2026-11-23 Mon 10:00]--[2026-11-23 Mon 11:15] =>  1:15", 75),
        ("  clock: [2026-11-23 Mon 23:50]--[2026-11-24 Tue 00:10] =>  9:99", 20),
        ("CLOCK: [2026-11-23 Mon 10:00]", 0),
        ("CLOCK: [2026-11-23 Mon 10:00]--[broken]", 0),
        ("CLOCK: [0000-00-00 10:00]--[2026-11-23 Mon 11:15]", 0),
    ],
)
def test_clock_lines(line: str, minutes: int) -> None:
    (clock,) = logbook.clocks([line])
    assert isinstance(clock, Clock)
    assert clock.minutes == minutes


#: Text that a careless pattern would take quadratic time over, by its size.
BAITS: dict[str, Callable[[int], str]] = {
    "open brackets": lambda n: "[[" * n,
    "open links": lambda n: "[[a][b" * n,
    "open links, one closed": lambda n: "[[a][b" * n + "]]",
    "empty descriptions": lambda n: "[[a][]]" * n,
    "backslashes": lambda n: "[[" + "\\" * n,
    "escaped brackets": lambda n: "[[" + "\\[" * n + "]]",
    "backslash links": lambda n: "[[\\" * n + "]]",
    "closing brackets": lambda n: "[[a][" + "]" * n,
    "digits": lambda n: "[" + "1" * n,
    "cookies": lambda n: "[1/" * n,
    "percents": lambda n: "[1" * n + "%]",
    "angles": lambda n: "<http:" * n,
    "parentheses": lambda n: "http:(" * n,
    "nested parentheses": lambda n: "http:x" + "(" * n + ")" * n,
    "schemes": lambda n: "http:" * n,
    "dots": lambda n: "http:x" + "." * n,
    "stamps": lambda n: "<2026-11-23 " * n,
    "stamp tails": lambda n: "<2026-11-23 " + "+1w " * n,
    "planning": lambda n: "SCHEDULED: " * n,
    "colons": lambda n: " " + ":" * n,
    "tags": lambda n: " :a" * n + ":",
    "one long tag": lambda n: " :" + "a:" * n + "!:",
    "blanks": lambda n: "a" + " " * n + ":",
    "digits and units": lambda n: "1d" * n,
    "states": lambda n: "- State " + " " * n + '"DONE"',
    "quotation marks": lambda n: '- State "' + '" "' * n,
    "pages": lambda n: "p. " + "1" * n + "x",
}


def _read_all(text: str) -> None:
    display(text)
    list(find_links(text))
    is_link(text)
    parse_headline(f"* {text}", KEYWORDS)
    timestamps.minutes(text)
    list(logbook.state_changes([text]))
    list(logbook.clocks([f"CLOCK: [{text}"]))
    list(logbook.without_log([text, text]))
    list(find_quotes([text, "#+begin_quote", text, "#+end_quote"], 1))


@pytest.mark.parametrize("bait", BAITS)
def test_reading_takes_linear_time(bait: str) -> None:
    small, large = BAITS[bait](2_000), BAITS[bait](32_000)
    # Sixteen times the size: 16 times as long if linear, 256 times if quadratic.
    assert growth(lambda: _read_all(small), lambda: _read_all(large), 80) < 80
