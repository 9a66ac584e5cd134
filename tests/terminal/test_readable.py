"""An entry's text on a terminal: what is shown of it, and how."""

import pytest

from orgshelf.terminal.readable import readable


def shown(text: str) -> list[str]:
    return readable(text.split("\n")).split("\n")


def test_quotes_and_verses_get_a_rule_and_code_is_indented() -> None:
    text = "#+begin_quote\nWisely.\n#+end_quote\n#+BEGIN_src sh\n[[x][y]]\n#+END_src\nSee [[x][y]]"
    assert shown(text) == ["│ Wisely.", "    [[x][y]]", "See y"]


def test_code_in_a_quote_is_both() -> None:
    text = "#+begin_quote\n#+begin_src sh\nls\n#+end_src\n#+end_quote"
    assert shown(text) == ["│     ls"]


@pytest.mark.parametrize("block", ["quote", "example", "src python", "note"])
def test_a_block_that_nothing_closes_is_shown_as_text(block: str) -> None:
    assert shown(f"#+begin_{block}\ntext\nmore") == [f"#+begin_{block}", "text", "more"]


def test_what_begins_a_block_in_an_example_is_shown() -> None:
    text = "#+begin_example\n#+begin_quote\n#+title: x\n:LOGBOOK:\n:END:\n#+end_example\nafter"
    inside = ["#+begin_quote", "#+title: x", ":LOGBOOK:", ":END:"]
    assert shown(text) == [*(f"    {line}" for line in inside), "after"]


def test_keywords_and_formulas_are_left_out() -> None:
    text = "#+name: n\n| a |\n#+tblfm: $1=1\n#+begin_center\ntext\n#+end_center\n#+begin: x\n#+end:"
    assert shown(text) == ["| a |", "text"]


def test_a_line_of_nothing_but_a_link_is_shown_in_an_example_alone() -> None:
    text = "https://a.b\ntext\n#+begin_example\nhttps://a.b\n#+end_example"
    assert shown(text) == ["text", "    https://a.b"]
