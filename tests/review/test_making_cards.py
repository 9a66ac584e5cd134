"""`review add`: which cards are made, and that nothing else is changed."""

import json

import pytest

from program import Program
from review.cards import QUOTES, configure, without_ids

DRAWER = """\
:PROPERTIES:
:FC_CREATED: 2026-11-23T09:00:00Z
:FC_TYPE:  normal
:FC_ALGO:  fsrs6
:ID:       UUID
:END:
:REVIEW_DATA:
| position | state | step | stability | difficulty | due                  | last-review |
|----------+-------+------+-----------+------------+----------------------+-------------|
| front    |     1 |    0 | nil       | nil        | 2026-11-23T09:00:00Z | nil         |
:END:
"""
NOW = ("--now", "2026-11-23T09:00:00Z")
MADE = f"""\
* Books
** READING Nets - Judith Dayhoff 1990
:LOGBOOK:
- State "READING"    from "TODO"       [2026-11-20 Fri 09:00]
:END:
*** Quotes

**** p. 12                                                               :fc:
{DRAWER}12:
#+BEGIN_QUOTE
A pattern is spread over many units.
#+END_QUOTE

Holograms are like that.

**** Nothing is stored in …                                              :fc:
{DRAWER}#+BEGIN_QUOTE
Nothing is stored in one place.
#+END_QUOTE
*** Why it works
Because of the *weights*.
"""


def test_each_quote_gets_a_heading_and_no_line_is_moved(run: Program) -> None:
    note = run.note("books.org", QUOTES)
    assert run(*NOW, "review", "add", "nets").lines == ["books.org:6 2 cards  Quotes"]
    made = note.read_text()
    assert without_ids(made) == MADE
    assert [line for line in QUOTES.splitlines() if line not in made.splitlines()] == []
    assert run("undo").code == 0
    assert note.read_text() == QUOTES


def test_the_quotes_are_still_quotes_of_their_work(run: Program) -> None:
    run.note("books.org", QUOTES)
    before = json.loads(run("quotes", "--format", "json").out)["quotes"]
    run("review", "add", "nets")
    after = json.loads(run("quotes", "--format", "json").out)["quotes"]
    assert [(q["text"], q["page"], q["work"]) for q in after] == [
        (q["text"], q["page"], q["work"]) for q in before
    ]


def test_a_second_time_nothing_is_made(run: Program) -> None:
    note = run.note("books.org", QUOTES)
    run("review", "add", "nets")
    before = note.read_bytes()
    ran = run("review", "add", "nets")
    assert (ran.code, ran.out) == (0, "")
    assert "already a card" in ran.err
    assert note.read_bytes() == before


def test_a_note_becomes_a_card_itself(run: Program) -> None:
    note = run.note("books.org", QUOTES)
    assert run(*NOW, "review", "add", "why it works").code == 0
    wanted = (
        "*** Why it works                                                         :fc:\n"
        f"{DRAWER}Because of the *weights*.\n"
    )
    assert without_ids(note.read_text()) == QUOTES.partition("*** Why")[0] + wanted


def test_what_the_heading_has_is_kept(run: Program) -> None:
    note = run.note("a.org", "* One :gpu:\n:PROPERTIES:\n:ID:       mine\n:END:\nText.\n")
    assert run("review", "add", "one").code == 0
    lines = note.read_text().splitlines()
    assert lines[0].endswith(" :fc:gpu:")
    assert lines[1:3] == [":PROPERTIES:", ":ID:       mine"]
    assert lines[-1] == "Text."


def test_a_dry_run_shows_it_and_writes_nothing(run: Program) -> None:
    note = run.note("books.org", QUOTES)
    ran = run("review", "add", "nets", "--dry-run")
    assert "+**** p. 12" in ran.out
    assert note.read_text() == QUOTES


def test_a_query_makes_cards_of_all_that_match(run: Program) -> None:
    note = run.note("books.org", f"{QUOTES}** TODO Other - Ann Lee 2001\nText.\n")
    assert run("review", "add", "kind:book", "-y").code == 0
    assert note.read_text().count(":fc:") == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("* One\n", "no text"),
        ("* One\n- a\n  #+BEGIN_QUOTE\n  b\n  #+END_QUOTE\n", "list or a block"),
        ("* One\nText\n#+BEGIN_QUOTE\nb\n#+END_QUOTE\n- Note taken on [2026-01-01 Thu]\n", "log"),
    ],
    ids=["nothing to ask for", "a quote in a list", "the log below a quote"],
)
def test_what_cannot_be_a_card_is_left_alone(run: Program, text: str, said: str) -> None:
    note = run.note("a.org", text)
    ran = run("review", "add", "one")
    assert ran.code == 1
    assert said in ran.err
    assert note.read_text() == text


def test_a_title_that_org_would_read_as_more_is_none(run: Program) -> None:
    """The words of a quote become a title: neither a keyword, nor tags, nor a link of it."""
    text = "* B\nAbove.\n#+BEGIN_QUOTE\nTODO :a: [[x][y]] :b:\n#+END_QUOTE\n"
    note = run.note("a.org", text)
    assert run("review", "add", "a.org:1").code == 0
    listed = json.loads(run("list", "--all", "--format", "json").out)["items"]
    (made,) = (item for item in listed if "fc" in item["tags"])
    assert (made["state"], made["tags"]) == (None, ["fc"])
    assert run("undo").code == 0
    assert note.read_text() == text


def test_new_cards_are_of_the_algorithm_that_is_configured(run: Program) -> None:
    configure(run, "review_algorithm: sm2-v2")
    note = run.note("a.org", "* One\nText.\n")
    run(*NOW, "review", "add", "one")
    assert ":FC_ALGO:  sm2\n" in note.read_text()
    assert (
        "| position | ease | box | interval | due                  |\n"
        "|----------+------+-----+----------+----------------------|\n"
        "| front    | 2.50 |   0 |     0.00 | 2026-11-23T09:00:00Z |\n"
    ) in note.read_text()
