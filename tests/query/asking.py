"""A tree for questions, and asking them."""

from collections.abc import Sequence

from oracle.asking import NOW, answers
from orgshelf.query import Query
from orgshelf.query.expression import understand
from orgshelf.query.spec import Scope
from orgshelf.shelf.entries import Entry
from shelf.shelved import shelve


def scope(entries: Sequence[Entry], **queries: str) -> Scope:
    """What queries about these entries are understood against."""
    names = frozenset(name for entry in entries for name in entry.heading.inherited)
    return Scope(NOW, "/home/ann/org", queries, lambda: names)


def find(entries: Sequence[Entry], text: str, **queries: str) -> list[Entry]:
    """The entries that match."""
    known = scope(entries, **queries)
    return answers(entries, Query(understand(text, known)), known)


def ask(entries: Sequence[Entry], text: str, **queries: str) -> str:
    """The titles that match, with a blank between them."""
    return " ".join(entry.heading.title for entry in find(entries, text, **queries))


TREE = shelve(
    """\
    #+TODO: TODO READING | DONE DROPPED
    #+FILETAGS: :study:
    #+STARTUP: content
    * Books
    ** TODO [#A] Alpha - Ann Bee, Cy Dee 1999   :Maths:
    DEADLINE: <2026-11-25 Wed 10:00> SCHEDULED: <2026-11-20 Fri>
    :PROPERTIES:
    :EFFORT:   1:30
    :RATING:   4
    :ID:       aaaa-bbbb
    :CATEGORY: Thick
    :LANGUAGE: nil
    :END:
    Nothing about [[https://arxiv.org/abs/1][the brain]].
    *** READING One                             :gpu:
    SCHEDULED: <2026-12-01 Tue>
    :LOGBOOK:
    CLOCK: [2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:00] =>  1:00
    :END:
    *** DONE Two
    CLOSED: [2026-11-21 Sat 10:00]
    #+begin_src python :results none
    import os
    print(1)
    #+end_src
    *** Remarks
    See https://example.org/deep and [2026-10-05 Mon].
    #+begin_quote
    Free will is an illusion.
    #+end_quote
    * Papers
    ** [#C] Beta [1/2] - Bob Eff 2010           :gpu:maths:
    DEADLINE: <2026-12-20 Sun -30d>
    :PROPERTIES:
    :EFFORT:   20
    :STYLE:    habit
    :CUSTOM_ID: beta
    :RATING:   10
    :END:
    *** DONE Three
    CLOSED: [2026-10-01 Thu]
    :LOGBOOK:
    CLOCK: [2026-11-23 Mon 08:00]
    CLOCK: [2026-09-01 Tue 08:00]--[2026-09-01 Tue 09:00] =>  1:00
    :END:
    *** TODO [#B] Four
    DEADLINE: <2026-12-31 Thu>
    Meet <2026-11-24 Tue 18:00> there.
    """,
    "studies/all.org",
)
#: Their titles without credits: Books Alpha One Two Remarks Papers Beta Three Four.
