"""A small year of study, with all that is logged in it."""

from textwrap import dedent

TREE = dedent("""\
    #+TODO: TODO READING | DONE CANCELLED
    * Books
    ** READING Long
    :PROPERTIES:
    :PAGES: 700
    :PAGE: 100
    :EFFORT: 20:00
    :END:
    - Note taken on [2026-11-22 Sun 21:00] \\\\
      PAGE 40 → 100
    - Note taken on [2026-11-20 Fri 21:00] \\\\
      p. 40
    CLOCK: [2026-11-22 Sun 23:30]--[2026-11-23 Mon 00:30] =>  1:00
    ** READING Old
    CLOCK: [2026-09-01 Tue 10:00]--[2026-09-01 Tue 10:20] =>  0:20
    ** Parts
    *** DONE One
    CLOSED: [2026-11-20 Fri 10:00]
    :PROPERTIES:
    :EFFORT: 1:00
    :END:
    - State "DONE"       from "TODO"       [2026-11-20 Fri 10:00]
    *** DONE Two
    - State "DONE"       from "TODO"       [2026-10-01 Thu 10:00]
    *** DONE Some day
    *** CANCELLED Three
    CLOSED: [2026-11-21 Sat 10:00]
    *** DONE Tomorrow
    CLOSED: [2026-11-24 Tue 10:00]
    *** TODO Four
    :PROPERTIES:
    :EFFORT: 0:30
    :END:
    *** Thoughts
    CLOCK: [2026-11-19 Thu 10:00]--[2026-11-19 Thu 10:10] =>  0:10
    * Videos
    ** TODO Daily
    SCHEDULED: <2026-11-24 Tue +1d>
    - State "DONE"       from "TODO"       [2026-11-22 Sun 08:00]
    - State "DONE"       from "TODO"       [2026-11-21 Sat 08:00]
    - State "DONE"       from "TODO"       [2026-11-09 Mon 08:00]
    ** Unseen
    ** COMMENT Hidden
    """)
