"""Notes with what is rare in them."""

from pathlib import Path

from progress.small_year import TREE

#: Beside the small year what is rare in one.
LOGGED = """\
#+FILETAGS: :x:
* Books
** READING Part read
CLOCK: [2026-11-25 Wed 10:00]--[2026-11-25 Wed 10:30] =>  0:30
*** Videos
**** DONE A clip
CLOSED: [2026-11-23 Mon 09:01]
:PROPERTIES:
:EFFORT: 1:00
:END:
*** TODO Daily
- State "DONE"       from "TODO"       [2026-11-22 Sun 08:00]
- State "DONE"       from "TODO"       [2026-11-22 Sun 08:00]
- State "CANCELLED"  from "TODO"       [2026-11-20 Fri 08:00]
** COMMENT hidden
*** DONE in it
CLOSED: [2026-10-24 Sat 09:00]
*** DONE lately
CLOSED: [2026-10-24 Sat 09:01]
** READING Old
:PROPERTIES:
:EFFORT: 99999999999999999999d
:END:
[2026-10-24 Sat]
** READING Older
[2026-10-24 Sat] [2026-99-99 Sat]
** READING Not so old
[2026-10-25 Sun]
** CANCELLED Given up
CLOSED: [2026-11-01 Sun 10:00]
- State "DONE"       from "TODO"       [2026-11-01 Sun 10:00]
* Podcasts
:PROPERTIES:
:KIND: gr\u00fc\u00df
:END:
** note alone
CLOCK: [0001-01-01 Mon 10:00]--[9999-12-31 Fri 10:30]
"""

ODD = {
    "b/logged.org": TREE + LOGGED,
    "b.org": (TREE + LOGGED).replace("2026-11", "2025-03"),
    "hidden/.x.org": "* TODO not seen\n",
    "a/b.org": "#+FILETAGS: :file:\n#+PROPERTY: STYLE habit\n* TODO One :x:\n** NEXT two\n",
    "a.org": (
        ":PROPERTIES:\n:RATING: 3\n:END:\n#+TODO: TODO NEXT(n!) | DONE CANCELLED\n"
        "* Papers\n** [#A] heading :x:y:\n:PROPERTIES:\n:RATING+: 4\n:ID: 8d0e\n:END:\n"
        "DEADLINE: <2026-11-30 Mon>\n*** DONE [#2] sub [1/2]\nCLOSED: [2026-11-20 Fri 10:00]\n"
        ":PROPERTIES:\n:KIND: video\n:EFFORT: 1:30\n:AUTHOR: nil\n:END:\n"
        "*** COMMENT TODO hush :ARCHIVE:\n**** NEXT below\nSCHEDULED: <2026-02-31 Tue>\n"
    ),
    "odd \u00e9.org": "* TODO Stra\u00dfe GR\u00d6SSE :\u65e5\u672c:\n* NEXT \u6642\u9593 gpu\n",
}


def written(root: Path) -> Path:
    for name, text in ODD.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "stray.org").write_bytes(b"* TODO a\xff\xc3\xa9b :t\xff:\n  \x00 NUL\n* b\n")
    (root / "wide.org").write_bytes("* TODO \ud800x\n".encode("utf-16", "surrogatepass"))
    (root / "mac.org").write_bytes(b"* TODO one\r* DONE two\r")
    (root / "windows.org").write_bytes(b"* TODO one\r\n  text\r\n* DONE two\r\n")
    (root / "empty.org").write_bytes(b"")
    return root
