"""Reports on real trees of notes: the shipped ones, and small ones written for a test."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from orgshelf.export.report import Options, Report
from orgshelf.query import Query
from orgshelf.store.opening import library_in_memory
from orgshelf.store.root import find_root

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 12, 0)
SHIPPED = ("notes", "examples/notes")


def report_on(folder: Path, *, listing: bool = False, notes_text: bool = False) -> Report:
    """A report on everything in a tree of notes."""
    root, config = find_root(str(folder), None, folder)
    library = library_in_memory(root, config, NOW)
    entries = list(library.entries)
    return Report(
        generated=NOW,
        notes=folder.name,
        entries=entries,
        library=entries,
        short_ids=library.short_ids,
        dropped=config.dropped,
        listing=listing,
        notes_text=notes_text,
        numbers=lambda: library.numbers(Query()),
    )


@cache
def shipped(name: str, *, listing: bool = False, notes_text: bool = False) -> Report:
    """A report on a tree that comes with the program, named as in SHIPPED."""
    return report_on(ROOT / name, listing=listing, notes_text=notes_text)


def written(
    folder: Path,
    files: Mapping[str, str | bytes],
    *,
    listing: bool = False,
    notes_text: bool = False,
) -> Report:
    """A report on files written to ``folder``."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return report_on(folder, listing=listing, notes_text=notes_text)


def items_only(report: Report) -> Report:
    """The same report on headings with a keyword alone."""
    return replace(report, entries=[entry for entry in report.entries if entry.is_item])


def every_kind(report: Report) -> Report:
    """The same report as if every kind of work had been named in the query."""
    kinds = frozenset(entry.kind for entry in report.library)
    return replace(report, options=Options(kinds=kinds))


#: Titles and texts made to become something else than text in some format.
HOSTILE = b"""\
* Books
** TODO =1+1|<script>alert(1)</script> `code` *b* _u_ [x](javascript:alert(1)) # x
:PROPERTIES:
:URL: javascript:alert(1)
:AUTHOR: nil
:END:
** TODO [[javascript:alert(1)][click]] &lt; $x$ ~s~ ^a^ @me {#id} :tada: .
[[https://x.org/a b|c(d)][d|e]f]] <b>x</b>
** TODO [[elisp:(delete-file "x")][run]] src_sh{ls} {{{m}}} @@html:<b>@@ <2026-11-24 Tue> [2/3
#+BEGIN_QUOTE
 * star
 #+TODO: TODO A | DONE B
 :END:
| t |
javascript:alert(1) <img src=x onerror=alert(1)>
#+END_QUOTE
#+BEGIN_SRC x
```
<script>
#+END_EXAMPLE
,* x
#+END_SRC
- item
    - [ ] deep
1) one
#+INCLUDE: "/etc/hostname"
%%(diary)
file:///etc/hostname https://ok.example/x_y_z.
** TODO
** DONE - [ ] +plus :tag:x
** NEXT TODO ENDS :foo bar:
*** TODO a\ttab | pipe \\ back
** TODO stray \xff\xfe b\x1b[31mred caf\xc3\xa9 \xc2\x9b
"""


def document_of(text: str) -> dict[str, Any]:
    """The object that a JSON text is."""
    document = json.loads(text)
    assert isinstance(document, dict)
    return document
