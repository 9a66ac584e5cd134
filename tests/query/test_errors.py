"""A query that is wrong: one sentence, a caret under the spot, the name that was meant."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgshelf.errors import QueryError, UsageError
from orgshelf.query import regexps
from query.asking import TREE, ask
from shelf.shelved import shelve

WRONG = {
    "hedaing:x": ("^^^^^^^", "did you mean `heading`?"),
    '(hedaing "x")': (" ^^^^^^^", "did you mean `heading`?"),
    "gpu  tood:": ("     ^^^^", "did you mean `todo`?"),
    "ratign:5": ("^^^^^^", "did you mean `rating`?"),
    "TODO:": ("^^^^", "did you mean `todo`?"),
    "C: the language": ("^", "did you mean `c`?"),
    "qqqqq:5": ("^^^^^", "`orgshelf help queries`"),
    "(adn (todo) (done))": (" ^^^", "did you mean `and`?"),
    'heading:"abc': ("        ^", "not closed"),
    '"abc': ("^", "not closed"),
    "(and (todo)": ("^", "not closed"),
    "gpu (a or b": ("    ^", "not closed"),
    "todo: )": ("      ^", "closes nothing"),
    ")": ("^", "closes nothing"),
    "todo: or )": ("      ^^^", "beside this `or`"),
    "(todo) (done)": ("       ^", "(and ...)"),
    "()": ("^^", "predicate is missing"),
    "(and () )": ("     ^^", "predicate is missing"),
    "a ()": ("   ^", "no query"),
    "or a": ("^^", "`or`"),
    "a or": ("  ^^", "`or`"),
    "a and": ("  ^^^", "`and`"),
    "and a": ("^^^", "`and`"),
    "a !": ("  ^", "missing"),
    "not": ("^^^", "missing"),
    "(not)": (" ^^^", "one query"),
    "(not (todo) (done))": (" ^^^", "one query"),
    "(when)": (" ^^^^", "a query"),
    "(heading (todo))": ("         ^", "cannot be a query"),
    "(parent (todo) (done))": ("               ^", "cannot be a query"),
    "(deadline :from)": ("          ^^^^^", "value is missing"),
    "(link :traget x)": ("      ^^^^^^^", "did you mean :target?"),
    "(ts :type active)": ("    ^^^^^", "it has :from, :to, :on, :with-time."),
    "deadline:form=2": ("         ^^^^", "did you mean from=?"),
    "src:language=x": ("    ^^^^^^^^", "lang="),
    "(heading :from x)": ("         ^^^^^", "it has none"),
    "deadline:soon": ("         ^^^^", "no date"),
    "deadline:from=2026-13-01": ("              ^^^^^^^^^^", "no date"),
    "ts:on=-": ("      ^", "no date"),
    "ts:on=2026-11-23T25:00": ("      ^^^^^^^^^^^^^^^^", "no date"),
    "ts:+9999999": ("   ^^^^^^^^", "no date"),
    "deadline:auto,from=1": ("^^^^^^^^^^^^^^^^^^^^", "is used alone"),
    "deadline:1,2": ("           ^", "no more"),
    "done:x": ("     ^", "takes no argument"),
    "level:": ("^^^^^^", "wants"),
    "level:two": ("      ^^^", "not a level"),
    "level:>=": ("      ^^", "put a level"),
    "level:1,2,3": ("          ^", "no more"),
    "effort:long": ("       ^^^^", "not a duration"),
    "year:19x..20": ("     ^^^", "not a year"),
    "progress:half": ("         ^^^^", "not a percentage"),
    "priority:AA": ("         ^^", "not a priority"),
    "priority:>=": ("         ^^", "one priority"),
    "priority:<A,B": ("         ^", "one priority"),
    "status:in-progres": ("       ^^^^^^^^^^", "did you mean in-progress?"),
    "status:zzz": ("       ^^^", "untracked"),
    "property:": ("^^^^^^^^^", "wants"),
    "property:a,b,c": ("             ^", "one value"),
    "property:a,<": ("           ^", "one value"),
    "regexp:a(b": ("       ^^^", "not a regular expression"),
    "h*:*": ("   ^", "not a regular expression"),
    "link:(,regexp-p=t": ("     ^", "not a regular expression"),
    "@wek": ("^^^^", "did you mean @week?"),
    "@zzz": ("^^^^", "`orgshelf config queries`"),
    "日本 tood:": ("     ^^^^", "did you mean `todo`?"),
}


def wrong(query: str, **queries: str) -> QueryError:
    with pytest.raises(QueryError) as raised:
        ask(TREE, query, **({"week": "deadline:7"} | queries))
    return raised.value


@pytest.mark.parametrize("query", WRONG)
def test_the_spot_and_the_reason(query: str) -> None:
    caret, reason = WRONG[query]
    error = wrong(query)
    assert list(error.details) == [query, caret]
    assert reason in str(error)
    assert isinstance(error, UsageError)


@pytest.mark.parametrize("query", WRONG)
def test_it_is_one_sentence(query: str) -> None:
    said = re.sub(r"`[^`]*`|'[^']*'|\.\.\.", "", str(wrong(query)))
    assert "\n" not in said
    assert not re.search(r"[.?!] [A-Z]", said)


def test_in_a_query_with_a_name_the_name_is_said() -> None:
    error = wrong("todo: @bad", bad="tags:a tood:")
    assert str(error).startswith("In @bad: ")
    assert list(error.details) == ["tags:a tood:", "       ^^^^"]


def test_a_query_cannot_stand_in_itself() -> None:
    assert "no query @loop" in str(wrong("@loop", loop="@other", other="@loop"))


@pytest.mark.parametrize(
    "query",
    ["(" * 5000, "!" * 5000, "not " * 5000, "(a or " * 5000, "(not " * 5000, "parent:" * 5000],
)
def test_one_nested_without_end_is_refused(query: str) -> None:
    assert str(wrong(query))


@pytest.mark.parametrize(
    "query",
    [
        "regexp:{}",
        "heading-regexp:{}",
        "path:{}",
        "tags-regexp:{}",
        "link:{},regexp-p=t",
        "link:target={},regexp-p=t",
        "link:description={},regexp-p=t",
        "src:{}",
        "src:regexps={}",
        "!regexp:{}",
        "children:(regexp:{})",
        '(and (todo) (regexp "{}"))',
    ],
)
def test_a_regexp_that_runs_away_is_cut_off(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    long, away = "a" * 60, "(a+)+$"
    monkeypatch.setattr(regexps, "BUDGET", 0.3)
    notes = shelve(
        f"""\
        * TODO Above
        ** TODO {long}!  :{long}_:
        [[https://example.org/{long}!][{long}!]]
        #+begin_src python
        {long}!
        #+end_src
        """,
        f"{long}!.org",
    )
    began = time.process_time()
    with pytest.raises(QueryError, match="takes too long") as raised:
        ask(notes, query.format(away))
    assert time.process_time() - began < 10
    assert raised.value.details[1].strip(" ^") == ""
    assert raised.value.details[1].index("^") == query.index("{}") - ('"{}"' in query)


@given(st.text(alphabet="()\"!@:,=<>. abtodo\\'\n*0+-", max_size=40) | st.text(max_size=20))
def test_whatever_is_typed_is_a_query_or_a_query_error(text: str) -> None:
    try:
        ask(TREE, text)
    except QueryError as error:
        shown, caret = error.details
        assert set(caret) <= {" ", "^"}
        assert "^" in caret
        assert len(caret) <= 2 * len(shown) + 1
