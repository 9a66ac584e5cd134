"""Org files at random, full of what org-lint looks for: seed and index give the file.

They look as notes do, and every line is one that some checker, or none, says something of.
"""

from random import Random

TITLES = [
    *("Deep Work", "TODO Essays [1/2]", "DONE On Structure [50%]", "QUOTE Seneca", "Papers :a::b:"),
    *("TODO [#A] Gödel :book:", "[#Z] far", "[#1", "[#AA] x", "COMMENT QUOTE x", "Footnotes"),
    *("The last word** Papers", "See [[#books]]", "A [[id:1-a][link]]", "WAITING x", "COMMENT y"),
    *("Day <2026-12-01 Fri>", "<<here>> in a title", "Note[fn:1]", "TODO x DEADLINE: <2026-12-01>"),
]
PLANNING = [
    *("DEADLINE: <2026-12-01 Tue>", "SCHEDULED: [2026-12-01 Tue]", "DEADLINE: [2026-12-01 Tue]"),
    *(
        "CLOSED: [2026-11-02 Mon 10:00]",
        "DEADLINE: <2026-12-01 Tue +1m> SCHEDULED: <2026-11-24 Tue +1w>",
    ),
    *(
        "SCHEDULED: <2026-12-01 Tue ++1w> DEADLINE: <2026-12-01 Tue ++1w>",
        "  DEADLINE: <2026-12-01>",
    ),
    "SCHEDULED: <2026-12-01 Tue .+1w> DEADLINE: <2026-12-01 Tue +1w>",
]
PROPERTIES = [
    *(":CUSTOM_ID: books", ":CUSTOM_ID: papers", ":ID: 1-a", ":ID: 1::2", ":EFFORT: soon"),
    *(
        ":EFFORT: 1:30",
        ":TODO: yes",
        ":PRIORITY: A",
        ":RATING: 5",
        ":custom_id: books",
        ":Effort: 2h",
    ),
    *(":EFFORT:", ":DEADLINE: x", ":CATEGORY: c"),
]
LINKS = [
    *(
        "[[#books]]",
        "[[#nothing]]",
        "[[id:1-a][one]]",
        "[[id:none]]",
        "[[*Deep Work]]",
        "[[*No Title]]",
    ),
    *("[[here]]", "[[plan]]", "[[nowhere]]", "[[file:missing.pdf]]", "[[file:missing.org::*x][d]]"),
    *(
        "file:missing.txt",
        "[[./missing.org]]",
        "[[file+sys:/nix]]",
        "[[file+emacs:missing.org][x]]",
    ),
    *("[[https://example.org/a%5Bb%5D]]", "[[file:a%20b.pdf]]", "[[https://example.org/a]]]"),
    *("[[https://example.org][page [2]]", "[[(loop)]]", "[[(none)]]", "https://example.org/a"),
    *("=[[nowhere]]=", "~[fn:9]~", "[[Deep Work][that]]", "[[*Essays]]", "<<here>>", "<<there>>"),
    *("<<<radio>>>", "[fn:1]", "[fn:2]", "[fn:a: inline]", "[fn::anonymous]", "[[*On Structure]]"),
    *("<2026-12-01 Tue>", "<2026-12-01 Fri>", "<2026-12-01>", "[2026-11-02 Mon 9:05]"),
    *(
        "<2026-11-02 Mon 10:00-11:00 +1w -3d>",
        "<2026-02-30 Mon>",
        "[2026-11-02 Mon]--[2026-11-03 Tue]",
    ),
    *("<2026-11-02 Mon +1w/2w>", "[2026-11-02 Mon 25:10]", "<2026-12-01 mar.>", "[2/3]", "[50%]"),
    *("<2026-12-01  Tue>", "<2026-12-01 Tue >", "[[doi:10.1000/x]]", "[[gh:a/b]]"),
]
LINES = [
    *("SCHEDULED: <2026-12-01 Tue>", "  DEADLINE: <2026-12-01 Tue>", "CLOSED: [2026-11-02 Mon]"),
    *("I wrote DEADLINE: <2026-12-01 Tue>", "- SCHEDULED: <2026-12-01 Tue>", ":LOGBOOK:", ":END:"),
    *(
        ":PROPERTIES:",
        ":note:",
        "#+begin_quote",
        "#+end_quote",
        "#+END_SRC",
        "#+begin_src",
        "#+end:",
    ),
    *(
        "#+begin_quote x",
        "#+end_quote x",
        "#+BEGIN: clocktable",
        "#+END:",
        "#+TITLE My notes",
        "#+x",
    ),
    *("#+CAPTION: c", "#+NAME: plan", "#+TBLNAME: plan", "#+name: other", "#+ATTR_HTML: :w 1"),
    *(
        "#+LABEL: l",
        "#+RESULT: r",
        "#+HEADERS: h",
        "#+RESULTS: r",
        "#+CATEGORY: a",
        "#+CATEGORY: b",
    ),
    *(
        '#+INCLUDE: "missing.org"',
        '#+INCLUDE: "missing.html" html',
        "#+INCLUDE:",
        "#+SETUPFILE: no.org",
    ),
    *(
        '#+INCLUDE: "missing.org" src c',
        "#+KEYWORD: v",
        "#+caption",
        "#+CAPTION[s]: c",
        "# comment",
    ),
    *("  %%(diary-float t 4 2) club", "%%(diary-float t 4 2) club", "| a | b |", "|---+---|"),
    *("CLOCK: [2026-11-02 Mon 10:00]--[2026-11-02 Mon 11:00] =>  1:00", "CLOCK: =>  2:30"),
    *(
        "CLOCK: [2026-11-02 Mon 10:00]--[2026-11-02 Mon 11:00] => 1:00",
        "CLOCK: [2026-11-02 Mon 10:00]",
    ),
    *(
        "CLOCK: [2026-11-02 Mon]",
        "1. one",
        "2. two",
        "1. again",
        "3. three",
        "2. [@2] counted",
        "- item",
    ),
    *(
        "  1. inner",
        "  2. inner",
        "text",
        "more text",
        "",
        "",
        "text ** stars",
        "Words** Oops",
        "** ",
    ),
    *("[fn:1] A note.", "[fn:2] Another.", "[fn:3] Third.", "text $x$ y", "a , ** b", "a) item"),
]
BLOCKS = [
    *(["#+begin_html", "<br>", "#+end_html"], ["#+begin_quote", "Words.", "#+end_quote"]),
    *(["#+BEGIN_LaTeX", "x", "#+END_LaTeX"], ["#+begin_src c -r", "x (ref:loop)", "#+end_src"]),
    *([":LOGBOOK:", "- note", ":END:"], [":a:", ":b:", ":END:"], [":LOGBOOK:", ":END:"]),
    *(["#+begin_example", "DEADLINE: <2026-12-01 Tue>", ":x:", "#+begin_src", "#+end_example"],),
    *(["#+begin_verse", "a [[nowhere]]", "#+end_verse"], [":PROPERTIES:", ":RATING: 5", ":END:"]),
    *(["#+begin_note", "x", "#+end_note"], ["#+begin_export html", "#+end_export"]),
    *(["#+NAME: plan", "| a | b |"], ["#+CAPTION: c", "#+TITLE: t", "| a |"]),
    *(["#+TITLE: t", "#+CAPTION: c", "| a |"], ["1. one", "", "2. two", "4. four"]),
]


def org_file(seed: int, index: int) -> str:
    """The file of that seed and index."""
    random = Random(f"{seed}:{index}")
    lines = ["Notes.", *_body(random)] if random.random() < 0.5 else ["Notes."]
    level = 1
    for _ in range(random.randint(1, 6)):
        level = random.randint(1, level + 1)
        lines += _entry(random, level)
    return "\n".join(lines) + "\n"


def _entry(random: Random, level: int) -> list[str]:
    lines = ["*" * level + " " + random.choice(TITLES)]
    if random.random() < 0.4:
        lines.append(random.choice(PLANNING))
    if random.random() < 0.4:
        some = random.sample(PROPERTIES, random.randint(1, 3))
        lines += [":PROPERTIES:", *some, ":END:"]
    return lines + _body(random)


def _body(random: Random) -> list[str]:
    lines: list[str] = []
    for _ in range(random.randint(0, 5)):
        kind = random.random()
        if kind < 0.4:
            lines.append(f"text {random.choice(LINKS)} more")
        elif kind < 0.8:
            lines.append(random.choice(LINES))
        else:
            lines += random.choice(BLOCKS)
    return lines
