"""Odd texts that real notes have, put at random into a file.

They are for the newest Org alone, since older ones write some of them otherwise. What differs
on purpose is not among them: drawers in LaTeX environments, drawers with blank lines alone.
"""

import re
from collections.abc import Callable, Sequence
from random import Random

STARTUP = (
    *("logdone", "lognotedone", "logreschedule", "lognotereschedule", "logredeadline"),
    *("lognoteredeadline", "logrefile", "lognoterefile", "nologrefile", "nologredeadline"),
    *("lognoteclock-out", "nolognoteclock-out", "lognoterepeat", "nologrepeat", "logrepeat"),
    *("lognotestate", "oddeven", "odd", "indent", "noindent", "hidestars", "content nologdone"),
    *("logdrawer", "nologdrawer", "logstatesreversed", "nologstatesreversed", "LOGDONE"),
)
KEYWORD_LINES = (
    "#+SEQ_TODO: TODO(t@/!) WAIT(w!/@) | DONE(d@/!) DONE2(D!)",
    "#+TYP_TODO: TODO(t@/!) Fred(f) | DONE(d!)",
    "#+todo: TODO(/!) | DONE(@)",
    "#+TODO: TODO | DONE | GONE",
    "#+TODO: TODO(1) NEXT(n!/!) |",
    "#+TODO: | DONE(x)",
    "#+TODO: TODO(t@) | DONE(d@)\n#+TODO: BUG(b/@) | FIXED(f!)",
)
FILE_LINES = (
    *("#+PROPERTY: LOGGING logdone", "#+PROPERTY: LOGGING nil", "#+property: LOGGING lognotedone"),
    *("#+PROPERTY: LOG_INTO_DRAWER t", "#+PROPERTY: LOG_INTO_DRAWER LOGS"),
    *("#+PROPERTY: LOG_INTO_DRAWER nil", "#+PROPERTY: CLOCK_INTO_DRAWER t"),
    *("#+PROPERTY: COOKIE_DATA todo recursive", "#+PROPERTY: ORDERED t"),
    *("#+PROPERTY: REPEAT_TO_STATE TODO", "#+PROPERTY: LOGGING DONE(!) TODO(@)"),
    *("#+BEGIN_COMMENT\n#+TODO: NO | NOPE\n#+END_COMMENT", "#+FILETAGS: :a:"),
    *(":PROPERTIES:\n:LOGGING: logdone\n:END:", ":PROPERTIES:\n:LOG_INTO_DRAWER: t\n:END:"),
    *("#+COLUMNS: %25ITEM %TODO", "#+DRAWERS: HIDDEN", "#+TAGS: a(a) { b c }"),
)
STAMPS = (
    *("<2026-11-02 Mon +1w -3d>", "<2026-11-02 Mon +1w --3d>", "<2026-11-02 Mon .+2d/4d>"),
    *("<2026-11-02 Mon ++1d/3d -1d>", "<2026-11-02 Mon 08:00 +2h>", "<2026-11-02 Mon 08:00 ++5h>"),
    *("<2026-11-02 Mon 08:00 .+3h>", "<2026-11-22 Sun 08:00-09:30 +1d>", "<2026-11-20 Fri -2w>"),
    *("[2026-11-02 Mon +1w]", "<2026-11-02 Mon +1w>--<2026-11-04 Wed +1w>", "<2026-11-02 +1m>"),
    *("<2026-11-02 Mon>--<2026-11-04 Wed>", "<%%(diary-float t 4 2)>", "<2026-01-31 Sat +1m>"),
    *("<2026-11-02 Mon  +1w>", "<2026-11-02 Mon\u00a0+1w>", "<2026-11-02 Mon 8:00 +1w>"),
    *("<2026-11-02 Mon +1w +2d>", "<2026-11-02 Mon -3d +1w>", "<2026-11-02 Mon ++1y>"),
    *("<2026-11-02 Mon +4d -1d/2d>", "<2026-11-02 lundi +1w>", "<2026-11-02 Mon 24:00 +1d>"),
    *("<2026-02-29 Sun +1y>", "<2026-11-02 Mon .+1m>", "<2026-11-02 Mon 10:00-25:00 +1w>"),
    *("<2026-11-02 Mon.>", "<2026-11-2 Mon +1w>", "<1969-12-31 Wed +1w>"),
)
TITLES = (
    *("[fn:1]", "[fn:: an inline one]", "[[file:a b.org::*x][日本語の本]]", "[[https://e.org]]"),
    *(
        "한국어",
        "👩‍👩‍👧",
        "a\u0301\u0301",
        "\u200b",
        "x\u00a0y",
        "全角　空白",
        "[50%]",
        "[1/1] ",
        "[[a][[1/2]]]",
    ),
    *("<<target>>", "{{{m(x)}}}", "$x^2$", "@@html:b@@", "~[/]~", "[@1]", "\tx", "ﬁ ß", "العربية"),
    *("<2026-11-02 Mon +1w>", "[2026-11-02 Mon]", "DEADLINE: <2026-11-02 Mon +1d>", "[#A]", "[#z]"),
)
LINES = (
    *("[fn:1] A footnote.", "#+begin_comment\n- [ ] c\n<2026-11-02 Mon +1w>\n#+end_comment"),
    *("#+BEGIN_COMMENT\n:LOGBOOK:\n:END:\n#+END_COMMENT", ":LOGBOOK:\n:END:", ":logbook:\n:end:"),
    *(
        ":EMPTY:\n:END:",
        "  :LOGBOOK:\n  - x\n  :END:",
        "\t:LOGBOOK:\n\t:END:",
    ),
    *("#+begin_src org\n* x\n#+end_src", "#+begin: clocktable\n| a |\n#+end:", "# a comment"),
    *("\\begin{x}\n- [ ] z\n\\end{x}", ": fixed", "| t | u |\n#+TBLFM: $1=2", "-----"),
    *("\f", " \t ", "#+begin_quote\n- [ ] q\n\n- [X] r\n#+end_quote"),
    *("- a\n\t- b\n        - c", "- [ ] a\n  + [X] b\n\ttext", "1) x\n   - [ ] y", "#+CATEGORY: c"),
    *(":x-y:\ntext\n:END:", ":END:", ":LOGBOOK:", "#+begin_example", "#+end_example", ":a:"),
    *("CLOCK: [2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:00] =>  1:00", "CLOCK: =>  2:30"),
    *("- Note taken on [2026-11-01 Sun 10:00] \\\\\n  x", "- CLOSING NOTE [2026-11-01 Sun]"),
    *('- State "DONE" from "TODO" [2026-11-01 Sun 10:00]', '- Rescheduled from "x" on [2026]'),
    *("#+NAME: n\n#+CAPTION: c", "#+RESULTS:\n: 1", "%%(diary-float t 4 2) x", "[fn:a] d\n- [ ] e"),
    *(
        "SCHEDULED: <2026-11-02 Mon +1w>",
        "  DEADLINE: <2026-11-02 Mon>",
        "CLOSED: [2026-11-02 Mon]",
    ),
    *("*not a heading*", " * item", ",* x", "#+ATTR_ORG: x\n- [ ] a\n- [ ] b"),
)
PROPERTIES = (
    *(":LOGGING+: logdone", ":ID+: y", ":COOKIE_DATA: checkbox recursive", ":ORDERED: t"),
    *(":COOKIE_DATA: todo", ":LOG_INTO_DRAWER: LOGS", ":LOG_INTO_DRAWER: nil", ":NOBLOCKING: t"),
    *(":NOBLOCKING: nil", ":X: :END:", ":log_into_drawer: t", ":Logging: nil", ":X:\ta\tb"),
    *(":LOGGING: lognoterepeat TODO(!) ", ":日本: 読", ":STYLE: habit"),
    *(":CLOCK_INTO_DRAWER: nil", ":REPEAT_TO_STATE: ", ":RATING:    5  ", ":rating: 1", ":a+b: c"),
)


def made_odd(rng: Random, data: bytes, places: Sequence[int]) -> tuple[bytes, list[int]]:
    """The file, odd in one to five ways, and where the lines of some numbers are in it then."""
    ending = "\r\n" if b"\r\n" in data else "\n"
    lines = data.decode().replace("\r\n", "\n").split("\n")
    for number, place in enumerate(places):
        lines[place - 1] += MARKS[number]
    for _ in range(rng.choice((1, 1, 2, 3, 5))):
        lines = rng.choice(WAYS)(rng, lines)
    found = []
    for mark in MARKS[: len(places)]:
        found.append(next(number for number, line in enumerate(lines, 1) if mark in line))
        lines[found[-1] - 1] = lines[found[-1] - 1].replace(mark, "")
    is_marked = rng.random() < 0.05 and not lines[0].startswith(("*", ":"))
    return (b"\xef\xbb\xbf" if is_marked else b"") + ending.join(lines).encode(), found


#: Behind the lines that must be known again.
MARKS = ("\x00", "\x01")


def _put(lines: Sequence[str], place: int, text: str) -> list[str]:
    return [*lines[:place], *text.split("\n"), *lines[place:]]


def _startup(rng: Random, lines: list[str]) -> list[str]:
    words = " ".join(rng.choices(STARTUP, k=rng.randint(1, 3)))
    return _put(lines, rng.choice((0, 1, 1, 1)), f"#+STARTUP: {words}")


def _file_line(rng: Random, lines: list[str]) -> list[str]:
    text = rng.choice((*FILE_LINES, *KEYWORD_LINES))
    return _put(lines, 0 if text.startswith(":") else rng.choice((0, 1, 1)), text)


def _headlines(lines: Sequence[str]) -> list[int]:
    return [place for place, line in enumerate(lines) if re.match(r"\*+ ", line)]


def _title(rng: Random, lines: list[str]) -> list[str]:
    place = rng.choice(_headlines(lines))
    words = lines[place].split(" ")
    words.insert(rng.randint(1, len(words) - 1), rng.choice(TITLES))
    return [*lines[:place], " ".join(words), *lines[place + 1 :]]


def _level(rng: Random, lines: list[str]) -> list[str]:
    place = rng.choice(_headlines(lines))
    stars, _, rest = lines[place].partition(" ")
    stars = "*" * rng.choice((1, 15, 16, 20, len(stars) + 1))
    return [*lines[:place], f"{stars} {rest}", *lines[place + 1 :]]


def _body_line(rng: Random, lines: list[str]) -> list[str]:
    first = min(_headlines(lines))
    indent = rng.choice(("", "", "", "  ", "\t"))
    text = "\n".join(indent + line for line in rng.choice(LINES).split("\n"))
    if indent == "" and re.match(r"\*+ ", text):
        return lines
    return _put(lines, rng.randint(first + 1, len(lines)), text)


def _planning(rng: Random, lines: list[str]) -> list[str]:
    place = rng.choice(_headlines(lines)) + 1
    keywords = rng.sample(("SCHEDULED", "DEADLINE"), rng.choice((1, 1, 2)))
    text = " ".join(f"{keyword}: {rng.choice(STAMPS)}" for keyword in keywords)
    return _put(lines, place, rng.choice(("", "", "  ", "\t")) + text)


def _stamp(rng: Random, lines: list[str]) -> list[str]:
    places = [place for place, line in enumerate(lines) if "<20" in line and ">" in line]
    if not places:
        return lines
    place = rng.choice(places)
    text = re.sub(r"<20[^>]*>", lambda _: rng.choice(STAMPS), lines[place], count=1)
    return [*lines[:place], text, *lines[place + 1 :]]


def _property(rng: Random, lines: list[str]) -> list[str]:
    places = [place for place, line in enumerate(lines) if line.strip() == ":PROPERTIES:"]
    if not places:
        place = rng.choice(_headlines(lines)) + 1
        return _put(lines, place, f":PROPERTIES:\n{rng.choice(PROPERTIES)}\n:END:")
    place, text = rng.choice(places), rng.choice(PROPERTIES)
    if any(line.strip().startswith(text.partition(": ")[0]) for line in lines[place:]):
        return lines  # Org's own functions do not agree on which of two counts
    return _put(lines, place + 1, lines[place].partition(":")[0] + text)


def _shift(rng: Random, lines: list[str]) -> list[str]:
    """Some lines of the entries at another column."""
    indents = ("", " ", "  ", "     ", "\t", " \t")
    return [
        rng.choice(indents) + line.lstrip(" \t")
        if rng.random() < 0.2
        and not re.match(r"\*|#\+|\s*$", line)
        and not re.match(r"\s*\*", line)
        else line
        for line in lines
    ]


def _blank(rng: Random, lines: list[str]) -> list[str]:
    return _put(
        lines, rng.randint(min(_headlines(lines)) + 1, len(lines)), rng.choice(("", " ", "\t"))
    )


WAYS: tuple[Callable[[Random, list[str]], list[str]], ...] = (
    *(_startup, _file_line, _title, _level, _body_line, _body_line, _body_line),
    *(_planning, _stamp, _property, _shift, _blank),
)
