"""Questions about what stands in an entry, where blocks make text of it."""

import pytest

from oracle.asking import NOW
from orgshelf.query import Query
from orgshelf.query.expression import understand
from query.asking import ask, scope
from shelf.shelved import library_of, shelve

SAID = """\
#+begin_quote
Wisely and slow.
#+end_quote
[[https://arxiv.org/abs/1][paper]] https://example.org/plain
CLOCK: [2026-11-02 Mon 10:00]--[2026-11-02 Mon 11:00] =>  1:00
"""
CODE = "#+begin_src python\nprint(1)\n#+end_src\n"
NOTES = f"""\
* Open
{SAID}{CODE}* Example
#+begin_example
{SAID}{CODE}#+end_example
* Comment block
#+begin_comment
{SAID}{CODE}#+end_comment
* Export
#+begin_export html
{SAID}{CODE}#+end_export
* Unclosed
#+begin_example
{SAID}{CODE}* COMMENT Commented
{SAID}** Below
{SAID}"""


@pytest.mark.parametrize(
    "words",
    [
        *("quote:wisely", "link:arxiv", "link:description=paper", "url:plain", "url:arxiv"),
        *("clocked:", "clocked:on=2026-11-02", "src:print", "src:lang=python"),
    ],
)
def test_what_stands_in_verbatim_text_answers_no_question(words: str) -> None:
    library = library_of(NOTES, NOW)
    found = library.matching(Query(understand(words, scope([]))))
    assert [entry.heading.title for entry in found] == ["Open", "Unclosed"]
    assert ask(shelve(NOTES), words) == "Open Unclosed"


def test_a_source_block_need_not_name_its_language() -> None:
    text = "* A\n#+begin_src\nprint(1)\n#+end_src\n* B\n#+begin_src python\nprint(1)\n"
    assert ask(shelve(text), "src:print") == "A"


def test_notes_are_asked_for_what_a_verbatim_block_says_too() -> None:
    drawer = ":LOGBOOK:\nFifty.\n:END:\n"
    text = f"* A\n#+begin_example\n{drawer}#+end_example\n* B\n{drawer}"
    assert ask(shelve(text), "note:fifty") == "A"
