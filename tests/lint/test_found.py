"""What each check finds, and what it lets pass."""

import pytest

from lint.linted import found_in, linted_file
from orgshelf.lint.check import FileFinding
from orgshelf.lint.check_table import by_name
from orgshelf.lint.file_facts import FileFacts
from orgshelf.lint.linter import facts_of

FOUND = {
    "stars in a link's line": ("misplaced-heading", "* A\ntext** B\n,** no\n* *bold* x** y\n", [2, 4]),
    "a keyword of another file's": ("foreign-keyword", "* WAITING a\n* Waiting b\n* TODO c\n", [1]),
    "a keyword that the file has": ("foreign-keyword", "#+TODO: WAITING | X\n* WAITING a\n", []),
    "priorities": ("priority", "* [#A] a\n* [#D] b\n* [#12] c\n* [#A\n* a [#x] b\n", [2, 3, 4]),
    "a range of numbers": ("priority", "#+PRIORITIES: 1 20 9\n* [#12] a\n* [#21] b\n", [3]),
    "levels": ("level-jump", "** a\n*** b\n* c\n*** d\n", [4]),
    "cookies of children": ("statistics-cookie", "* a [0/2]\n** TODO b\n** TODO c\n* d [50%]\n"
                            "** DONE e\n** TODO f\n* g [1/2]\n** TODO h\n", [7]),
    "cookies of boxes": ("statistics-cookie", "* a [1/2]\n- [X] b\n- [ ] c\n* d [2/2]\n- [ ] e\n", [4]),
    "a cookie written by hand": ("statistics-cookie", "* Read so far [12/40]\ntext\n", []),
    "a cookie of either": ("statistics-cookie", "* a [0/1]\n- [X] b\n** TODO c\n* a [1/1]\n- [X] b\n"
                           "** TODO c\n* a [2/2]\n- [X] b\n** TODO c\n", [7]),
    "planning below a blank line": ("misplaced-planning-info", "* a\n\nDEADLINE: <2026-12-01 Tue>\n", [3]),
    "planning in an example": ("misplaced-planning-info", "* a\n#+begin_example\nDEADLINE: x\n"
                               "#+end_example\n", []),
    "a deadline within text": ("planning-in-text", "* a\nI said DEADLINE: <2026-12-01 Tue>\n"
                               "=DEADLINE: soon=\n: DEADLINE: <2026-12-01 Tue>\n", [2]),
    "done and closed": ("done-without-closed", "* DONE a\n* DONE b\nCLOSED: [2026-11-02 Mon]\n* c\n", [1]),
    "nothing is logged": ("done-without-closed", "#+STARTUP: nologdone\n* DONE a\n", []),
    "open and closed": ("closed-on-open", "* TODO a\nCLOSED: [2026-11-02 Mon]\n* b\n"
                        "CLOSED: [2026-11-02 Mon]\n", [2]),
    "closed later today": ("closed-to-come", "* DONE a\nCLOSED: [2026-11-23 Mon 09:01]\n* DONE b\n"
                           "CLOSED: [2026-11-23 Mon 08:59]\n", [2]),
    "impossible times": ("timestamp-impossible", "* a\n<2026-02-30 Mon> [2026-11-02 Mon 25:10]\n"
                         "[2026-11-02 Mon 24:00] =<2026-13-01>=\n", [2, 2, 3]),
    "weekdays": ("timestamp-weekday", "* a <2026-12-01 Mon>\n<2026-12-01 Tue> <2026-12-01 mar.> "
                 "<2026-12-01 Fri 9:05 +1w>\nCLOCK: [2026-11-02 Tue 10:00]\n", [1, 2, 3]),
    "ways to write a stamp": ("timestamp-syntax", "* a\n<2026-12-01 Tue 9:05> <2026-12-01 Tue 09:05>\n"
                              "<2026-12-01> <2026-12-01 Tue +1w -3d> [2026-12-01 Tue >\n", [2, 3, 3]),
    "sums": ("clock-sum", "* a\nCLOCK: [2026-11-02 Mon 10:00]--[2026-11-02 Mon 11:30] =>  1:30\n"
             "CLOCK: [2026-11-02 Mon 10:00]--[2026-11-03 Tue 11:30] =>  1:30\nCLOCK: =>  2:30\n", [3]),
    "a clock that runs": ("clock-open", "* a\nCLOCK: [2026-11-23 Mon 08:00]\n"
                          "CLOCK: [2026-11-21 Sat 08:00]\n", [3]),
    "clocks one after the other": ("clock-overlap", "* a\n"
                                   "CLOCK: [2026-11-02 Mon 10:00]--[2026-11-02 Mon 11:00] =>  1:00\n"
                                   "CLOCK: [2026-11-02 Mon 11:00]--[2026-11-02 Mon 12:00] =>  1:00\n"
                                   "CLOCK: [2026-11-02 Mon 11:59]--[2026-11-02 Mon 12:01] =>  0:02\n", [4]),
    "pages": ("bad-page", "* a\n:PROPERTIES:\n:PAGE: 120\n:PAGES: 300\n:END:\n* b\n:PROPERTIES:\n"
              ":PAGE: abc\n:END:\n* c\n:PROPERTIES:\n:PAGE: 99\n:PAGES: 79\n:END:\n", [8, 12]),
    "check digits": ("bad-identifier", "* a\n:PROPERTIES:\n:ISBN: 978-0-465-02656-1\n:ISSN: 0028-0836\n"
                     ":DOI: banana\n:ARXIV: 1706.03762\n:END:\n", [3, 5]),
    "addresses": ("bad-url", "* a\n:PROPERTIES:\n:URL: [[https://example.org][x]]\n:END:\n"
                  "* b\n:PROPERTIES:\n:URL: no address\n:END:\n", [7]),
    "nil is none": ("bad-rating", "* a\n:PROPERTIES:\n:RATING: nil\n:END:\n", []),
    "a property in an example": ("bad-rating", "* a\n#+begin_example\n:RATING: 11\n#+end_example\n", []),
    "quotes of books": ("quote-without-page", "* Books\n** a\np. 3\n#+begin_quote\nx\n#+end_quote\n"
                        "#+begin_quote\ny\n#+end_quote\n* Notes\n** b\n#+begin_quote\nz\n#+end_quote\n", [7]),
    "the same title": ("same-work-twice", "* Books\n** Deep Work\n** Essays\n* Papers\n** Deep Work\n"
                       "** deep work - Newport 2016\n", [6]),
    "the same DOI": ("same-work-twice", "* Papers\n** a\n:PROPERTIES:\n:DOI: 10.1000/182\n:END:\n** b\n"
                     ":PROPERTIES:\n:DOI: https://doi.org/10.1000/182\n:END:\n", [6]),
    "archived copies": ("same-work-twice", "* Books\n** a\n** a :ARCHIVE:\n", []),
    "links to titles": ("invalid-fuzzy-link", "* Deep Work [1/2]\n[[*Deep Work]] [[deep  work]] "
                        "[[Shallow]] [[*Shallow]] =[[none]]= [[here]] <<here>>\n[[mu4e:x]] [[./b.org]]\n",
                        [2, 2]),
    "abbreviated links": ("invalid-fuzzy-link", "#+LINK: gh https://example.org/%s\n* a\n[[gh:b/c]]\n", []),
    "files": ("link-to-local-file", "* a\n[[file:there.pdf::3]] [[file:none.pdf]] [[./none.org]]\n"
              "[[/ssh:host:/x]] [[file:/user@host:/x]]\n", [2, 2]),
    "labels of code": ("invalid-coderef-link", "* a\n#+begin_src c\nx (ref:loop)\n#+end_src\n[[(loop)]]"
                       "\n[[(none)]]\n", [6]),
    "brackets behind links": ("trailing-bracket-after-link", "* a\n[[https://example.org]]]\n"
                              "[[[https://example.org]]\n", [2]),
    "escaped files": ("percent-encoding-link-escape", "* a\n[[file:a%20b.pdf]] [[file:100%.pdf]]\n"
                      "[[https://example.org/a%20b]]\n", [2]),
    "footnotes": ("undefined-footnote-reference", "* a\nx[fn:1] y[fn:2] z[fn:3:inline]\n\n[fn:1] One.\n", [2]),
    "blocks": ("invalid-block", "* a\n#+begin_quote\nx\n#+end_quote\n#+end_quote\n#+begin_src\n", [5, 6]),
    "drawers": ("incomplete-drawer", "* a\n:LOGBOOK:\n:x:\n:END:\n:y:\n", [3, 5]),
    "properties below text": ("obsolete-properties-drawer", "* a\ntext\n:PROPERTIES:\n:A: b\n:END:\n", [3]),
    "junk among properties": ("obsolete-properties-drawer", "* a\n:PROPERTIES:\njunk\n:END:\n", [2]),
    "numbers of items": ("item-number", "* a\n1. b\n2. c\n4. d\n\ntext\n5. [@5] e\n6. f\n   1. g\n", [4]),
    "keywords without a colon": ("invalid-keyword-syntax", "#+TITLE x\n#+AUTHOR: y\n# +z\n", [1]),
    "names": ("duplicate-name", "#+NAME: a\n| x |\n\n#+NAME: a\n| y |\n\n#+NAME: b\n| z |\n", [1, 4]),
    "a missing file": ("wrong-include-link-parameter", '#+INCLUDE: "there.pdf"\n#+INCLUDE: "x.org::a"\n'
                       "#+INCLUDE:\n#+INCLUDE: https://example.org/x\n", [2, 3]),
    "line ends": ("mixed-line-ends", "* a\r\n* b\r\n* c\n", [3]),
    "line ends of one kind": ("mixed-line-ends", "* a\r\n* b\r\n", []),
    "bytes": ("stray-bytes", "* é\n\udcff\n", [2]),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "lines"), FOUND.values(), ids=FOUND)
def test_a_check_finds_just_these_lines(name: str, text: str, lines: list[int]) -> None:
    found = found_in(text, name, files=["there.pdf"])
    assert sorted(one.finding.line for one in found) == lines


def facts(name: str, text: str) -> FileFacts:
    return facts_of(linted_file(text.encode(), name))


def between(check: str, *texts: str) -> list[FileFinding]:
    """What a check finds in files called a.org, b.org …"""
    find = by_name()[check].in_files
    assert find is not None
    return list(find([facts(f"{chr(97 + i)}.org", text) for i, text in enumerate(texts)]))


def test_an_id_in_two_files_is_found_in_both() -> None:
    text = "* x\n:PROPERTIES:\n:ID: one\n:END:\n"
    found = between("duplicate-id", text, f"\n{text}", text.replace("one", "two"))
    assert [(file, finding.line) for file, finding in found] == [("a.org", 3), ("b.org", 4)]
    assert "b.org:4" in found[0].finding.text
    assert "a.org:3" in found[1].finding.text


def test_a_link_to_an_id_of_another_file_is_good() -> None:
    target = "* x\n:PROPERTIES:\n:ID: one\n:END:\n"
    found = between("invalid-id-link", target, "[[id:one]] [[id:one::*x][y]] [[id:two]]\n")
    assert [(file, finding.text[-3:]) for file, finding in found] == [("b.org", "two")]


def test_tags_are_told_apart_by_case_alone() -> None:
    found = between("tag-case", "* x :gpu:\n", "* y :GPU:gpus:\n", "* z :gpu:\n")
    assert [(file, finding.text) for file, finding in found] == [
        ("b.org", "the tag GPU is written gpu at a.org:1")
    ]


def test_clocks_of_two_files_overlap() -> None:
    clock = "* x\nCLOCK: [2026-11-02 Mon {}:00]--[2026-11-02 Mon {}:30] =>  {}:30\n"
    found = between("clock-overlap", clock.format(10, 11, 1), clock.format(11, 11, 0))
    assert [(file, finding.text[-7:]) for file, finding in found] == [("b.org", "a.org:2")]
