"""Texts of entries at random, full of what begins and ends elements: seed and index give one."""

import re
from random import Random

NAMES = [
    *("quote", "src", "example", "comment", "export", "verse", "center", "note"),
    *("QUOTE", "a:", "c#", "Größe"),
]
MARKS = [
    *(":END:", ":end:", ":PROPERTIES:", ":LOGBOOK:", ":x-y:", ":a b:", ":ID: 7", ":K:", ":_:"),
    *(": fixed", ":", ": ", ":no", "# comment", "#", "#no", "#+", "#+ x", "#+TITLE: t", "#+a:b:c"),
    *(
        "#+NAME: n",
        "#+name: n",
        "#+CAPTION: c",
        "#+CAPTION[s t]: c",
        "#+RESULTS[a b]: r",
        "#+K[x]:",
    ),
    *(
        "#+ATTR_HTML: :w 1",
        "#+HEADER: h",
        "#+CALL: f()",
        "#+call: g[x](y)[z]",
        "#+KEY[x y]: v",
        "#+TBLFM: $1",
    ),
    *("#+BEGIN: clocktable", "#+BEGIN:", "#+begin:x y", "#+END:", "#+END", "#+end: x", "#+begin_"),
    *("\\begin{align*}", "\\end{align*}", "\\begin{x} y \\end{x}", "text \\end{x}", "\\begin{x}"),
    *("\\BEGIN{X}", "| a | b |", "|---+---|", "|", "+--+", "+--+--+", "+ x", "+", "+|", "+-"),
    *("-----", "---- ", "------- ", "----- x", "[fn:1] note", "[fn:a-b]", "[fn:2]", "[fn:: x]"),
    *("[fn:é] f", "%%(diary-date 1 1)", "%%x", "CLOCK: [2026-11-02 Mon 10:00]", "CLOCK: x"),
    *("CLOCK: [2026-11-02 Mon 10:00]--[2026-11-02 Mon 11:00] =>  1:00", "CLOCK: =>  2:30"),
    *("clock: [2026-11-02]", "CLOCK: [2026-11-02 Mon 10:00]--[2026-11-02 Mon 11:00]", "Clock"),
    *("SCHEDULED: <2026-11-02 Mon>", "deadline: <2026-11-02 Mon>", "CLOSED:", "xSCHEDULED: y"),
]
ITEMS = [
    *("- a", "- [ ] box", "- [X] done", "- [-]", "-", "- ", "+ b", "+ tag :: x", "- t :: u :: v"),
    *("1. one", "2) two", "10. [@5] [X] x", "1.", "1.x", "- [@a] x", "- - nested", "- #+begin_src"),
    *(
        "* star",
        "*",
        "*\tx",
        "-\tx",
        "- :: x",
        "-  :: x",
        "- [ ]x",
        "3. t :: x",
        "- tag ::",
        "a. x",
    ),
    *(
        '- State "DONE"       from "TODO"       [2026-11-02 Mon 10:00] \\\\',
        "- | x |",
        "- [fn:1] x",
    ),
]
TEXTS = [
    "text",
    "more text",
    "Clock time",
    "a *b* =c=",
    "é 日本",
    "1 one",
    "x :: y",
    "C",
    "text [fn:1]",
]
INDENTS = ["", "", "", " ", "  ", "  ", "   ", "    ", "      ", "\t", " \t", "\t "]


#: What Org before 9.8 reads otherwise; it also counts a tab after a blank otherwise.
CHANGED = re.compile(
    r"[ \t]*(?:CLOCK:|:END:|#(?: |$)|#\+begin:x|#\+(?:RESULTS|CAPTION)\[. .\])", re.IGNORECASE
)


def body(seed: int, index: int, *, newest: bool = True) -> list[str]:
    """The lines of that seed and index; none is a headline.

    Unless the ``newest`` Org reads them, they lack what older ones read otherwise.
    """
    random = Random(f"{seed}:{index}")
    size = random.choice([3, 6, 10, 16, 30])
    weights = random.choice([(4, 2, 2, 3, 2), (1, 6, 1, 2, 1), (2, 1, 6, 2, 1), (1, 2, 2, 4, 4)])
    lines: list[str] = []
    while len(lines) < size:
        lines += _part(random, weights)
    text = [line for line in lines if not line.startswith("* ")]
    if newest:
        return text
    return [line.replace(" \t", "\t") for line in text if not CHANGED.match(line)]


def _part(random: Random, weights: tuple[int, ...]) -> list[str]:
    kind = random.choices(["mark", "item", "text", "blank", "block"], weights)[0]
    match kind:
        case "mark":
            return [_indented(random, random.choice(MARKS))]
        case "item":
            return [_indented(random, random.choice(ITEMS))]
        case "text":
            return [_indented(random, random.choice(TEXTS))]
        case "blank":
            return random.choice([[""], [""], ["  "], ["\t"], ["", ""]])
    name = random.choice(NAMES)
    edge = random.choice(
        [f"#+begin_{name}", f"#+end_{name}", f"#+BEGIN_{name} x :y", f"#+END_{name} "]
    )
    return [_indented(random, edge)]


def _indented(random: Random, line: str) -> str:
    return random.choice(INDENTS) + line
