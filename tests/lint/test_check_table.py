"""Each row of the table is what it says of itself."""

import re
from typing import get_args

import pytest

from lint.linted import found_in, with_examples
from orgshelf.lint.check import Check, Level
from orgshelf.lint.linter import CHECKS, OF_TREE, OF_WEB
from orgshelf.org.lines import Lines

WHOLE = """\
#+TITLE: Books
#+TODO: TODO WAITING | DONE DROPPED

* Books                                                               :shelf:
** DONE Deep Work [1/1]                                               :focus:
CLOSED: [2026-11-02 Mon 10:00] DEADLINE: <2026-11-04 Wed +1w -3d>
:PROPERTIES:
:ID:       4f1c
:AUTHOR:   Newport, Cal
:ISBN:     978-1-4555-8669-1
:PAGES:    304
:PAGE:     304
:RATING:   4
:EFFORT:   9:30
:URL:      https://example.org/deep%20work
:END:
:LOGBOOK:
CLOCK: [2026-11-02 Mon 09:00]--[2026-11-02 Mon 10:00] =>  1:00
- State "DONE"       from "TODO"       [2026-11-02 Mon 10:00]
:END:
See [[#essays]], [[*Essays]], [[id:4f1c][itself]], [[https://example.org/a%20b]][fn:1] and <<here>>.

p. 12
#+begin_quote
Work deeply.
#+end_quote

1. one
2. two
   - [X] three

#+NAME: plan
#+CAPTION: The plan
| a | b |

[fn:1] A note.
*** DONE Part 1
CLOSED: [2026-11-02 Mon]
** WAITING [#A] Essays
:PROPERTIES:
:CUSTOM_ID: essays
:END:
[[here]] and [[plan]]
"""


def test_sound_notes_are_silent() -> None:
    assert [(one.check.name, one.finding) for one in found_in(WHOLE) if one.check.on] == []


@pytest.mark.parametrize("check", with_examples(), ids=lambda check: check.name)
def test_a_check_finds_its_own_example(check: Check) -> None:
    assert check.name in {one.check.name for one in found_in(check.example)}


@pytest.mark.parametrize("check", with_examples(), ids=lambda check: check.name)
def test_a_check_that_says_what_is_fixed_fixes_its_example(check: Check) -> None:
    found = [one.finding for one in found_in(check.example, check.name)]
    assert any(finding.fix for finding in found) == bool(check.fixes)
    lines = Lines.from_bytes(check.example.encode("utf-8", "surrogateescape"))
    for finding in found:
        fixed = found_in(lines.apply(finding.fix).to_bytes(), check.name)
        assert len(fixed) == len(found) - bool(finding.fix)


def test_each_check_is_found_in_files_or_as_they_are_looked_for() -> None:
    for check in CHECKS:
        assert (check in (*OF_TREE, *OF_WEB)) == (check.in_file is None and check.in_files is None)


def test_names_are_words_and_stand_once() -> None:
    names = [check.name for check in CHECKS]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name) for name in names)


def test_each_check_is_told_in_one_sentence() -> None:
    for check in CHECKS:
        assert check.level in get_args(Level)
        assert re.fullmatch(r"[A-Z#][^\n]*[A-Za-z0-9]\.", check.help)
        assert check.fixes == check.fixes.rstrip(".")
