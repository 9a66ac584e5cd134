"""Annotated bibliographies: what each work is, and what was written about it, by page."""

from pathlib import Path

from export.trees import written
from orgshelf.export import EXPORTERS
from orgshelf.export.references import references
from orgshelf.export.report import Report

NOTES = """\
* Books
** TODO Zebras
:PROPERTIES:
:AUTHOR: Ann Zola
:YEAR: 2001
:END:
Why /stripes/ matter.
*** Quotes
p. 90
#+begin_quote
The later one.
#+end_quote
On the later one.
p. 7
#+begin_quote
The earlier one.
#+end_quote
On the earlier one.
*** Chapter 2
A note on it.
** TODO Ants
:PROPERTIES:
:AUTHOR: Bo Abel
:DOI: 10.1000/ants
:KEY: ants+x-
:END:
* Videos
** TODO A talk
Not in a bibliography.
"""


def annotated(folder: Path, name: str) -> tuple[Report, str]:
    report = written(folder, {"a.org": NOTES})
    return report, EXPORTERS[name].render(report)


def test_works_stand_by_author_with_their_notes_and_quotes_by_page(tmp_path: Path) -> None:
    _, text = annotated(tmp_path, "annotated")
    assert (
        text
        == """\
# Annotated bibliography

## Ants

Bo Abel · [10.1000/ants](https://doi.org/10.1000/ants) · [@{ants+x-}]

## Zebras

Ann Zola · 2001 · [@zola2001zebras]

Why *stripes* matter.

> The earlier one.
>
> [@zola2001zebras, p. 7]

On the earlier one.

> The later one.
>
> [@zola2001zebras, p. 90]

On the later one.

### Chapter 2

A note on it.
"""
    )


def test_the_org_file_cites_as_org_does(tmp_path: Path) -> None:
    _, text = annotated(tmp_path, "annotated-org")
    assert text.startswith("#+TITLE: Annotated bibliography\n")
    assert "* Ants\n\nBo Abel, [[https://doi.org/10.1000/ants][10.1000/ants]], [cite:@ants" in text
    assert (
        "#+begin_quote\nThe earlier one.\n[cite:@zola2001zebras p. 7]\n#+end_quote\n\n"
        "On the earlier one.\n\n#+begin_quote\nThe later one.\n" in text
    )


def test_the_keys_are_those_of_the_bibliography(tmp_path: Path) -> None:
    report, text = annotated(tmp_path, "annotated-org")
    assert all(f"[cite:@{reference.key}" in text for reference in references(report))


def test_hostile_titles_are_harmless(tmp_path: Path) -> None:
    notes = "* Books\n** TODO *[x](y)* <b> #tag\n:PROPERTIES:\n:AUTHOR: A ]( B\n:END:\n"
    report = written(tmp_path, {"a.org": notes})
    assert "## \\[x\\](y) \\<b\\> \\#tag\n" in EXPORTERS["annotated"].render(report)
