"""Notes with quotes, and cards as they are kept in them."""

import re
from collections.abc import Sequence
from pathlib import Path

from program import Program

BESIDE = Path(__file__).parent / "beside"

QUOTES = """\
* Books
** READING Nets - Judith Dayhoff 1990
:LOGBOOK:
- State "READING"    from "TODO"       [2026-11-20 Fri 09:00]
:END:
*** Quotes

12:
#+BEGIN_QUOTE
A pattern is spread over many units.
#+END_QUOTE

Holograms are like that.

#+BEGIN_QUOTE
Nothing is stored in one place.
#+END_QUOTE
*** Why it works
Because of the *weights*.
"""

_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


def without_ids(text: str) -> str:
    """A text in which each new ID is `UUID`."""
    return _UUID.sub("UUID", text)


def card(
    title: str,
    row: str = "| front | 1 | 0 | nil | nil | 2026-11-22T08:00:00Z | nil |",
    *,
    id_: str = "one",
    type_: str = "normal",
    tags: str = ":fc:",
    text: str = "The answer.",
) -> str:
    """A heading of the first level that is a card of FSRS."""
    return (
        f"* {title} {tags}\n:PROPERTIES:\n:FC_CREATED: 2026-11-22T08:00:00Z\n:FC_TYPE:  {type_}\n"
        f":FC_ALGO:  fsrs6\n:ID:       {id_}\n:END:\n:REVIEW_DATA:\n"
        "| position | state | step | stability | difficulty | due | last-review |\n"
        f"|-+-+-+-+-+-+-|\n{row}\n:END:\n{text}\n"
    )


def configure(run: Program, *lines: str) -> None:
    """Write the user's own configuration."""
    path = run.home / "config" / "orgshelf" / "config.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines))


def history(run: Program) -> Sequence[str]:
    """The lines of the history where Emacs has none."""
    path = run.home / "state" / "orgshelf" / "org-fc-reviews.tsv"
    return path.read_text().splitlines() if path.exists() else []
