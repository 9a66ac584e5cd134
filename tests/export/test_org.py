"""The report as an Org file, read back by our own reader."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from export.trees import HOSTILE, SHIPPED, shipped, written
from orgshelf.export import EXPORTERS, org
from orgshelf.export.report import Report
from orgshelf.org.document import Document
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.syntax.link_finder import find_links

SECTIONS = ["By kind", "By work", "Pending", "Finished", "Given up", "Notes"]


def document(report: Report) -> Document:
    return read(Lines.from_bytes(EXPORTERS["org"].render(report).encode()))


def test_a_small_tree_makes_this_report(tmp_path: Path) -> None:
    text = """\
* Books
** TODO [#A] [[https://example.org/b][The Book]]
DEADLINE: <2026-11-20 Fri>
*** DONE One
CLOSED: [2026-11-01 Sun 10:00]
*** TODO Two
* Papers
** TODO DONE [1/2] :nota tag:
12:
#+BEGIN_QUOTE
 * starred
#+END_QUOTE
"""
    wanted = """\
#+TITLE: Progress
#+DATE: 2026-11-23
#+OPTIONS: ^:nil *:nil -:nil e:nil f:nil tex:nil

1 of 4 done (25%), 3 pending, in study.

* By kind

| Kind  | Works | Progress   | Done |  % | Given up |
|-------+-------+------------+------+----+----------|
| book  |     1 | ###....... | 1/3  | 33 |          |
| paper |     1 | .......... | 0/1  |  0 |          |

* By work

| Kind  | Work            | Progress   | Done |  % | Given up |
|-------+-----------------+------------+------+----+----------|
| book  | The Book        | ###....... | 1/3  | 33 |          |
| paper | DONE :nota tag: | .......... | 0/1  |  0 |          |

* Pending (3)

** book (2)

- TODO [[https://example.org/b][The Book]], priority A, overdue since 2026-11-20
  - TODO Two

** paper (1)

- TODO DONE :nota tag:

* Finished (1)

- 2026-11-01 One (The Book)

* Notes

** \u200bDONE :nota tag:

#+begin_quote
\u200b* starred
(p. 12)
#+end_quote
"""
    report = written(tmp_path / "study", {"x.org": text}, notes_text=True)
    assert EXPORTERS["org"].render(report) == wanted


@pytest.mark.parametrize("tree", SHIPPED)
def test_nothing_in_it_is_an_item_a_tag_or_planned(tree: str) -> None:
    check_inert(shipped(tree, notes_text=True))


def test_hostile_notes_stay_text(tmp_path: Path) -> None:
    report = written(tmp_path, {"x.org": HOSTILE}, notes_text=True)
    check_inert(report)
    text = EXPORTERS["org"].render(report)
    assert not re.search(r"^[ \t]*(#\+(todo|include)|:end:|%%)", text, re.IGNORECASE | re.MULTILINE)
    targets = {link.target for link in find_links(text)}
    assert targets == {"https://x.org/a%20b%7Cc%28d%29", "https://ok.example/x_y_z"}
    for raw in ("{{{", "@@", "src_sh{", "<2026", "[2/3", "javascript:alert(1)][", "elisp:"):
        assert raw not in text


def check_inert(report: Report) -> None:
    found = document(report)
    assert [h.text.partition(" (")[0] for h in found.headings if h.level == 1] == [
        name for name in SECTIONS if any(h.text.startswith(name) for h in found.headings)
    ]
    assert not [heading for heading in found.headings if heading.keyword or heading.tags]
    assert not [heading for heading in found.headings if heading.priority or heading.properties]
    assert not [heading for heading in found.headings if heading.planning.deadline]
    assert found.settings.keywords.names == ("TODO", "DONE")


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("*#+:|[]<>\\{}@ \nTODO")))
@example("TODO x")
@example("[#A] x :a:b:")
@example("COMMENT x")
def test_any_title_is_a_plain_heading(text: str) -> None:
    line = f"* {org.escape_heading(text)}"
    (heading,) = read(Lines.from_bytes(f"{line}\n".encode())).headings
    assert (heading.keyword, heading.priority, heading.tags) == (None, None, ())


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("*#+:|[]<>\\{}@ \n")))
@example("* heading")
@example("#+TODO: A | B")
def test_any_line_is_text(text: str) -> None:
    data = f"* Heading\n{org.escape_start(text)}\n".encode()
    found = read(Lines.from_bytes(data))
    assert len(found.headings) == 1
    assert not found.headings[0].planning.deadline
    assert found.settings.keywords.names == ("TODO", "DONE")


@given(st.lists(st.text(st.sampled_from(",*#+ ab_-")), max_size=4))
def test_code_comes_back_when_its_commas_are_taken_off(lines: list[str]) -> None:
    """As org-unescape-code-in-string does."""
    for line in lines:
        guarded = org.code(line)
        assert not re.match(r"\*+ |[ \t]*#\+", guarded)
        assert re.sub(r"^([ \t]*,*),(\*|#\+)", r"\1\2", guarded) == line
