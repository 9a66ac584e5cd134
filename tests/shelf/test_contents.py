"""What stands in an entry's text: links, quotes, history, time spent, prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgshelf.model import Link
from orgshelf.org.elements.spans import object_texts
from orgshelf.org.syntax.link_finder import find_links, links_in
from orgshelf.shelf.contents import (
    all_links,
    clocked_minutes,
    clocks,
    effort_minutes,
    history,
    links,
    prose,
    quotes,
)
from orgshelf.shelf.entries import Entry
from shelf.shelved import shelve

#: What texts with links are put together from.
PIECES = (
    *("a", " ", "\n", ".", ",", "(", ")", "[", "]", "-", "/", ":", "'", '"', "é", "，", "x_y"),
    *("https://x.org/a", "mailto:a@b.c", "[[https://y.org][w]]", "[[a b]]", "<https://z.org>"),
    *("file:a.org", "id:7", "=v=", "*b*", "http:", "=", "*", "$", "{{{m(", ")}}}", "@@h:", "<"),
    *("[2026-11-30 ", "[fn:", "\\a", "\\(", "\\)", "_", "^{", "}", "src_py{", "[cite:@"),
)
BREAKS = (
    *("\n\n", "\n- ", "\n  - ", " :: ", "\n1. [@3]", "\n| ", " | ", "\n# ", "\n: ", "\n[fn:1] "),
    *("\n#+begin_src py\n", "\n#+end_src\n", "\n#+begin_quote\n", "\n#+end_quote\n"),
    *("\n#+begin_verse\n", "\n#+end_verse\n", "\n:NOTES:\n", "\n:END:\n", "\n#+name: "),
    *("\n\\begin{a}\n", "\n\\end{a}\n", "\n%%("),
)


def entry(text: str) -> Entry:
    return shelve(text)[0]


def test_links_of_title_properties_and_text_each_once_and_in_order() -> None:
    found = links(
        entry(
            """\
            * TODO [[https://a.b][A]] and more
            :PROPERTIES:
            :URL: https://c.d
            :DOI: 10.1000/182
            :END:
            See <https://e.f>, https://a.b again and [[https://c.d][later]].
            ** Below: https://not.this
            """
        )
    )
    assert found == (
        Link("https://a.b", "A"),
        Link("https://c.d"),
        Link("https://doi.org/10.1000/182", "DOI"),
        Link("https://e.f"),
    )


def test_the_first_of_two_alike_counts_and_keeps_its_place() -> None:
    found = links(entry("* A\nhttps://x.y https://z.w [[https://x.y][later]]\n"))
    assert found == (Link("https://x.y"), Link("https://z.w"))


def test_a_doi_may_be_written_as_an_address() -> None:
    text = "* A\n:PROPERTIES:\n:DOI: https://doi.org/10.1/2\n:END:\n"
    assert links(entry(text)) == (Link("https://doi.org/10.1/2", "DOI"),)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("*https://x.org/bold*", "https://x.org/bold"),
        ("/https://x.org/it/", "https://x.org/it"),
        ("| a |https://x.org/cell|", "https://x.org/cell"),
        ("https://x.org/more… and", "https://x.org/more"),
        ("見よhttps://x.org/p，", "https://x.org/p"),
        ("https://x.org/é.", "https://x.org/é"),
        ("https://x.org/a-", "https://x.org/a-"),
        ("https://x.org/a/, b", "https://x.org/a/"),
        ("(https://x.org/w_(v))", "https://x.org/w_(v)"),
        ('"https://x.org/q"!', "https://x.org/q"),
        ("- https://x.org/i :: term", "https://x.org/i"),
        ("<https://x.org/a b>", "https://x.org/a b"),
        ("Https://x.org/a", "Https://x.org/a"),
        ("HTTP://X.org.", "HTTP://X.org"),
    ],
)
def test_a_plain_link_ends_where_it_does_to_org(text: str, target: str) -> None:
    assert [link.target for link in links(entry(f"* A\n{text}\n"))] == [target]


@pytest.mark.parametrize(
    "text",
    [
        "=https://x.org=",
        "~https://x.org~",
        "=[[https://x.org][x]]=",
        "#+begin_src sh\ncurl https://x.org\n#+end_src",
        "#+begin_example\n[[https://x.org]]\n#+end_example",
        ": https://x.org",
        "# https://x.org",
        "#+LINK: x https://x.org",
        "\\(https://x.org\\)",
    ],
)
def test_verbatim_text_has_no_links(text: str) -> None:
    assert links(entry(f"* A\nwords\n\n{text}\n")) == ()


@pytest.mark.parametrize(
    ("definition", "link", "target"),
    [
        ("gh https://github.com/%s", "gh:org/repo", "https://github.com/org/repo"),
        ("gh https://github.com/", "gh:org/repo", "https://github.com/org/repo"),
        ("gh https://github.com/%s/issues", "gh::a", "https://github.com/a/issues"),
        ("s https://s.org/?q=%h", "s:a b&c", "https://s.org/?q=a%20b%26c"),
        ("home https://x.org/%s", "home", "https://x.org/"),
        ('"my wiki" https://w.org/%s', "my wiki:Page", "https://w.org/Page"),
        ("run %(shell-command)", "run:rm", "run:rm"),
        ("gh https://github.com/%s", "hg:x", "hg:x"),
    ],
)
def test_abbreviations_are_written_out_and_no_function_is_run(
    definition: str, link: str, target: str
) -> None:
    found = links(entry(f"#+LINK: {definition}\n* A\nSee [[{link}][words]].\n"))
    assert found == (Link(target, "words"),)


def test_of_two_abbreviations_of_one_name_the_later_counts() -> None:
    text = "#+LINK: a https://one.org/\n#+LINK: a https://two.org/\n* A\n[[a:x]]\n"
    assert links(entry(text)) == (Link("https://two.org/x"),)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_quick_way_to_links_finds_what_reading_all_objects_does(text: str) -> None:
    assert list(find_links(text)) == [found.link for found in links_in(text)]


@given(st.lists(st.sampled_from((*PIECES, *BREAKS)), max_size=16).map("".join))
def test_the_links_of_a_body_are_those_of_its_paragraphs_items_and_cells(body: str) -> None:
    first: dict[str, Link] = {}
    for text in object_texts(body.split("\n")):
        for found in links_in(text):
            first.setdefault(found.link.target, found.link)
    assert all_links("", (None, None, None), body) == tuple(first.values())


def test_quotes_with_their_pages() -> None:
    found = quotes(
        entry(
            """\
            * Quotes
            :PROPERTIES:
            :PAGE: 99
            :END:
            12:
            #+BEGIN_QUOTE
              Two
              lines.
            #+END_QUOTE
            p. 13-14

            #+begin_quote
            Further on.
            #+end_quote
            - 15
            #+begin_quote
            In a list.
            #+end_quote
            Some text.
            #+begin_quote
            See p. 16 for it.
            #+end_quote
            Nothing near.
            #+begin_quote
            Its own.
            #+end_quote
            #+begin_quote
            Never closed.
            """
        )
    )
    assert [(quote.text, quote.page, quote.line) for quote in found] == [
        ("Two\nlines.", "12", 6),
        ("Further on.", "13-14", 12),
        ("In a list.", "15", 16),
        ("See p. 16 for it.", "16", 20),
        ("Its own.", "99", 24),
    ]


LOGGED = """\
    * DONE A
    CLOSED: [2026-11-23 Mon 10:00]
    :PROPERTIES:
    :EFFORT: 2h 30min
    :END:
    :LOGBOOK:
    - State "DONE"       from "WAIT"       [2026-11-23 Mon 10:00] \\\\
      it was worth it
      indeed
    - Note taken on [2026-11-22 Sun 09:00] \\\\
      a note
    - State "WAIT"       from              [2026-11-20 Fri 10:00]
    CLOCK: [2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:15] =>  1:15
    CLOCK: [2026-11-21 Sat 10:00]
    :END:
    What a person wrote.

    - State of the art
    """


def test_history() -> None:
    changes = history(entry(LOGGED))
    assert [(c.state, c.previous, c.when.iso, c.note) for c in changes] == [
        ("DONE", "WAIT", "2026-11-23T10:00", "it was worth it\nindeed"),
        ("WAIT", None, "2026-11-20T10:00", ""),
    ]


def test_clocks() -> None:
    logged = entry(LOGGED)
    assert [(clock.start.iso, clock.minutes) for clock in clocks(logged)] == [
        ("2026-11-20T10:00", 75),
        ("2026-11-21T10:00", 0),
    ]
    assert clocked_minutes(logged) == 75
    assert effort_minutes(logged) == 150
    assert effort_minutes(entry("* A\n")) is None


def test_prose_is_what_a_person_wrote() -> None:
    assert prose(entry(LOGGED)) == "What a person wrote.\n\n- State of the art"


def test_a_log_without_a_drawer_is_no_prose() -> None:
    text = """\
        * DONE A
        - State "DONE"       from "TODO"       [2026-11-23 Mon 10:00] \\\\
          so it is
        - CLOSING NOTE [2026-11-23 Mon 10:00]
        - my own item
          with more
        """
    assert prose(entry(text)) == "- my own item\n  with more"


def test_an_unclosed_drawer_hides_nothing() -> None:
    assert prose(entry("* A\n:LOGBOOK:\ntext\n")) == ":LOGBOOK:\ntext"


VERBATIM = ("example", "SRC python", "comment", "export html")
SAID = """\
- State "DONE"       from "TODO"       [2026-11-02 Mon 10:00]
CLOCK: [2026-11-02 Mon 10:00]--[2026-11-02 Mon 11:00] =>  1:00
#+begin_quote
Not to be.
#+end_quote
https://not.this [[https://nor.that][that]]
"""


def all_contents(found: Entry) -> tuple[tuple[object, ...], ...]:
    return quotes(found), history(found), clocks(found), links(found)


@pytest.mark.parametrize("block", VERBATIM)
def test_what_stands_in_a_verbatim_block_is_text(block: str) -> None:
    name = block.split()[0]
    found = entry(f"* A\n#+begin_{block}\n{SAID}:LOGBOOK:\n:END:\n#+end_{name}\n")
    assert all_contents(found) == ((), (), (), ())
    assert prose(found).split("\n")[1:3] == SAID.split("\n")[:2]


@pytest.mark.parametrize("block", VERBATIM)
def test_an_unclosed_block_hides_nothing(block: str) -> None:
    found = entry(f"* A\n#+begin_{block}\n{SAID}")
    assert [len(part) for part in all_contents(found)] == [1, 1, 1, 2]
    assert prose(found).split("\n")[:2] == [f"#+begin_{block}", "#+begin_quote"]


@pytest.mark.parametrize("line", [": {}", "# {}", "\\begin{{a}} {} \\end{{a}}"])
def test_no_link_stands_where_org_reads_none(line: str) -> None:
    text = f"* A\nhttps://a.b\n{line.format('https://c.d')}\nhttps://e.f\n"
    assert links(entry(text)) == (Link("https://a.b"), Link("https://e.f"))


def test_what_is_commented_out_is_part_of_nothing() -> None:
    outer, inner = shelve(f"* COMMENT A\n{SAID}** B\n{SAID}")
    assert all_contents(outer) == all_contents(inner) == ((), (), (), ())
    assert prose(inner)


@pytest.mark.parametrize(
    ("inside", "texts"),
    [
        ("", []),
        ("\n  \n", []),
        ("# only a comment\n", []),
        ("#+begin_verse\nRoses\n  are red\n#+end_verse\n", ["Roses\nare red"]),
        ("One.\n#+begin_center\nTwo.\n#+end_center\n# not this\nThree.\n", ["One.\nTwo.\nThree."]),
    ],
)
def test_a_quote_is_what_is_said_in_its_block(inside: str, texts: list[str]) -> None:
    found = quotes(entry(f"* A\n#+begin_quote\n{inside}#+end_quote\n"))
    assert [quote.text for quote in found] == texts


def test_an_unclosed_quote_is_none() -> None:
    assert quotes(entry("* A\n#+begin_quote\nText.\n* B\n#+end_quote\n")) == ()


def test_a_quote_ends_with_the_first_line_that_ends_one() -> None:
    text = "* A\n#+begin_quote\n#+begin_src\n#+end_quote\n#+end_src\n#+end_quote\n"
    assert [quote.text for quote in quotes(entry(text))] == ["#+begin_src"]


def test_a_note_in_the_log_may_have_a_blank_line() -> None:
    text = """\
        * DONE A
        - State "DONE"       from "TODO"       [2026-11-02 Mon 10:00] \\\\
          One.

          Two.
        Text.
        """
    found = entry(text)
    assert [change.note for change in history(found)] == ["One.\n\nTwo."]
    assert prose(found) == "Text."


@pytest.mark.parametrize(
    ("said", "page"),
    [
        *(("NOTER_PAGE: 64", "64"), ("NOTER_PAGE: (64 . 0.25)", "64")),
        *(("INTERLEAVE_PAGE_NOTE: 7", "7"), ("NOTER_PAGE: 64\n:PAGE: 65", "65")),
        ("NOTER_PAGE: (nil)", None),
    ],
)
def test_a_quote_has_the_page_that_its_note_was_taken_on(said: str, page: str | None) -> None:
    note = f"* Note\n:PROPERTIES:\n:{said}\n:END:\n#+begin_quote\nSo.\n#+end_quote\n"
    assert [quote.page for quote in quotes(entry(note))] == [page]


def test_how_far_a_work_has_been_read_is_no_page_of_its_quotes() -> None:
    work = "* Books\n** TODO Deep Work\n:PROPERTIES:\n:PAGE: 120\n:END:\n"
    entries = shelve(f"{work}#+begin_quote\nSo.\n#+end_quote\n")
    assert [quote.page for quote in quotes(entries[1])] == [None]
