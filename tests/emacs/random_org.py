"""Org files at random: seed and index give the file, the same on every machine.

Every file is valid UTF-8 with line ends of one kind. Left out is what is read otherwise
than Emacs does on purpose: a heading on the very first line, NULs, escape sequences,
the property value ``nil``.
"""

import re
from collections.abc import Callable, Iterable
from random import Random

from emacs.oracle import OTHER_ORG


def _words(text: str) -> list[str]:
    return text.split(" ")


KEYWORD_LINES = [
    "#+TODO: TODO | DONE",
    "#+TODO: READING READ",
    "#+TODO: TODO(t) WAIT(w@/!) | DONE(d!) CANCELED(c@)",
    "#+TODO: | READ",
    "#+TODO: NEXT|DONE ONLY",
    "#+TODO: A B |",
    "#+SEQ_TODO: TODO X | Y",
    "#+TYP_TODO: BOOK PAPER | READ",
    "#+todo: lower Чтение | 完了 done",
    "#+TODO: C.D X* TO TODO TODOS [#A] | DO",
]
KEYWORDS = _words(
    "TODO DONE todo READING READ WAIT CANCELED NEXT|DONE ONLY A B NEXT X Y BOOK PAPER lower "
    "Чтение 完了 done C.D X* TO TODOS DO TODO: xTODO | COMMENT"
)
OTHER_LINES = [
    *("#+FILETAGS: :course:book:", "#+filetags: a b:c", "#+FILETAGS: x-y", "#+FILETAGS::glued:"),
    *("#+PROPERTY: URL file", "#+PROPERTY: X+ more", "#+property: X base", "#+PROPERTY: KIND"),
    *("#+TITLE: Notes", "# comment", "#+STARTUP: overview", "#+PRIORITIES: 1 9 5", "", "text"),
    *("#+CATEGORY: c", "#+TAGS: a(a) b(b)", "#+INCLUDE: x.org", "-----", "#+NAME: n"),
]
WORDS = [
    *_words("Deep learning a of [1/2] [50%] [[https://e.org/a][d]] https://e.org/:x:y Größe 時間"),
    *_words("हिन्दी e\u0301 📚 :colon: :: <2024-01-02> COMMENT TODO [#B] *bold* =:a:= x:a: -"),
    *_words("\\alpha #+begin_src DEADLINE: ARCHIVE"),
]
TAGS = [
    *_words("a book @home x_y 100% #1 ไทย हिन्दी 日本語 cafe\u0301 été Ⅷ ٣ ½ a² x-y ARCHIVE Tag"),
    *_words("tag € ſ a\u200db µ İ ªº 한국어 ʻokina"),
    *("a b", ""),
]
PRIORITIES = [
    *_words("[#A] [#b] [#1] [#!] [#10] [#64] [#65] [#] [#A]x [#é] [#A][#B]"),
    "[# ]",
]
BLANKS = [" ", "  ", "   ", " \t", "\t", "\u00a0", ""]
MARKS = ["\x0c", "\x0b", "\u2028", "\u2029", "\x85", "\u00a0", "\u3000", "\u200b", "\x1c", "\ufeff"]
STAMPS = [
    *("<2024-01-02 Tue>", "[2024-01-02 Tue 10:00]", "<2024-01-02>", "<2024-02-31 Sat 25:10>"),
    *("<2024-01-02 Tue 9:05-10:30 .+1w/2w -3d>", "<2024-01-02 Tue>--<2024-01-05 Fri>"),
    *("[2024-01-02 Tue>", "<2024-01-02 火 +1m>", "<%%(diary-float t 4 2)>", "2024-01-02", ""),
    *("<2024-01-02 >", "<2024-01-02Tue>", "<٢٠٢٤-٠١-٠٢>", "<2024-01-02 a<b>", "< 2024-01-02>"),
    *("<2024-1-2>", "<2024-01-02"),
]
PLANNING = _words("SCHEDULED: DEADLINE: CLOSED: scheduled: Deadline: XCLOSED: CLOSED")
KEYS = _words(
    "URL X KIND ID Effort url x Custom_Id X+ URL+ kind+ CATEGORY header-args:python a:b été 日本 "
    "* - TODO TAGS PRIORITY DEADLINE"
)
VALUES = [
    *("v", "two words", "", "  spaced  out ", ":END:", "see :END: now", "1:10", "é 日本", "a\tb"),
    "x:",
]
BODIES = [
    *("text", "", "  indented", "- item", "  - [X] box", "| a | b |", "# comment", ": fixed"),
    *(":END:", ":PROPERTIES:", ":LOGBOOK:", "SCHEDULED: <2024-01-02 Tue>", "*bold* text"),
    *("**no blank", "*", "CLOCK: [2024-01-02 Tue 10:00]", "#+CAPTION: c", "[fn:1] note"),
    *('- State "DONE"       from "TODO"       [2024-01-02 Tue 10:00]', ",* comma", " * item"),
    *("I wrote DEADLINE: <2024-01-02>", "\\[ x \\]"),
]
BLOCKS = [*_words("src example comment export verse quote center note"), "SRC org :x y"]


def org_file(seed: int, index: int) -> bytes:
    """The file of that seed and index."""
    random = Random(f"{seed}:{index}")
    lines = _preamble(random)
    level = 0 if lines[0] == "Notes." else -2
    for _ in range(random.randint(1, 10)):
        level = max(1, level + random.choice([-3, -2, -1, -1, 0, 0, 0, 1, 1, 1, 2, 3]))
        lines += _entry(random, level)
    end = random.choices(["\n", "\r\n", "\r"], [80, 15, 5])[0]
    if end == "\n" and random.random() < 0.05:
        lines[-1] += " \r x"
    text = end.join(lines) + (end if random.random() < 0.8 else "")
    return (b"\xef\xbb\xbf" if random.random() < 0.1 else b"") + text.encode()


def _preamble(random: Random) -> list[str]:
    """Text before the first heading, never empty."""
    start = (
        [":PROPERTIES:", ":URL: top", ":X: up", ":END:"] if random.random() < 0.1 else ["Notes."]
    )
    settings = [random.choice(KEYWORD_LINES) for _ in range(random.choice([0, 0, 1, 1, 2, 3]))]
    others = [random.choice(OTHER_LINES) for _ in range(random.choice([0, 1, 2, 4]))]
    lines = [_marked(random, _indented(random, line)) for line in settings + others]
    random.shuffle(lines)
    if random.random() < 0.15:
        lines += _block(random)
    return start + lines


def _entry(random: Random, level: int) -> list[str]:
    """A headline with its planning, drawer and text."""
    lines = ["*" * level + " " + _marked(random, _headline(random))]
    for chance, part in ((0.4, _planning), (0.5, _drawer), (0.5, _body)):
        if random.random() < chance:
            lines += part(random)
    return lines


def _headline(random: Random) -> str:
    """What stands behind the stars and the first blank."""

    def blank() -> str:
        return random.choices(BLANKS, [60, 10, 5, 5, 5, 2, 2])[0]

    text = "" if random.random() < 0.9 else " "
    if random.random() < 0.6:
        text += random.choice(KEYWORDS) + blank()
    if random.random() < 0.3:
        text += random.choice(PRIORITIES) + blank()
    text += "".join(random.choice(WORDS) + blank() for _ in range(random.choice([0, 1, 1, 2, 4])))
    if random.random() < 0.5:
        tags = random.choices(TAGS, k=random.choice([1, 1, 2, 3]))
        text += blank() + ":" + ":".join(tags) + ":"
    return text + random.choice(["", "", "", " ", "\t", "  \t"])


def _planning(random: Random) -> list[str]:
    parts = [
        random.choice(PLANNING)
        + random.choice([" ", " ", " ", "", "  ", "\t"])
        + random.choice(STAMPS)
        for _ in range(random.choice([1, 1, 1, 2, 3]))
    ]
    line = _indented(random, random.choice([" ", " ", "  ", ""]).join(parts))
    before = random.choices([[], [""], ["text"]], [90, 5, 5])[0]
    return [*before, _marked(random, line)]


def _drawer(random: Random) -> list[str]:
    begin = random.choices(
        [":PROPERTIES:", ":properties:", ":LOGBOOK:", ":PROPERTIES: x"], [80, 10, 5, 5]
    )
    lines = [*begin, *_known(_property(random) for _ in range(random.randint(0, 4)))]
    lines += random.choices(
        [[":END:"], [":end:"], [], [":END: x"], ["", ":END:"]], [80, 8, 4, 4, 4]
    )[0]
    indent = random.choice(["", "", "", "  ", "\t"])
    return [
        _marked(random, indent + line + random.choice(["", "", "", " ", "\t"])) for line in lines
    ]


def _known(properties: Iterable[str]) -> Iterable[str]:
    """Only what our Org reads as Emacs's does.

    Of one key twice the first counts, as for org-entry-properties and org-entry-put; for
    org-entry-get the last since Org 9.8. Before, a tab behind a key was junk.
    """
    if not OTHER_ORG:
        return (line for line in properties if ":\t" not in line)
    return {re.split(r":(?:\s|$)", line)[0].upper(): line for line in properties}.values()


def _property(random: Random) -> str:
    if random.random() < 0.05:
        return random.choice(["junk", "", ":my key: v", ":ID:7", ":ID:\t7", "# c", ":: v", ":X"])
    return f":{random.choice(KEYS)}:{random.choice([' ', ' ', '   '])}{random.choice(VALUES)}"


def _body(random: Random) -> list[str]:
    pools: list[Callable[[], list[str]]] = [
        lambda: [_marked(random, random.choice(BODIES))],
        lambda: [_marked(random, random.choice(BODIES))],
        lambda: _block(random),
        lambda: [_indented(random, random.choice(KEYWORD_LINES + OTHER_LINES))],
        lambda: _drawer(random),
    ]
    return [
        line
        for _ in range(random.randint(1, 4))
        for line in random.choices(pools, [40, 20, 10, 5, 5])[0]()
    ]


def _block(random: Random) -> list[str]:
    """A block, closed or not, with settings and stars in it."""
    kind = random.choice(BLOCKS)
    inside = [
        random.choice([*KEYWORD_LINES, *OTHER_LINES, "* in a block", ",* escaped", ":END:", "text"])
        for _ in range(random.randint(0, 3))
    ]
    end = random.choices([[f"#+end_{kind.split()[0]}"], ["#+END_quote"], []], [85, 5, 10])[0]
    return [_indented(random, line) for line in [f"#+BEGIN_{kind}", *inside, *end]]


def _indented(random: Random, line: str) -> str:
    return random.choices(["", "  ", "\t"], [85, 10, 5])[0] + line


def _marked(random: Random, line: str) -> str:
    """The line, now and then with a sign in it that some take for a blank or a line end.

    Not in a line with a bracket: a keyword's flags on their own would be a nameless keyword.
    """
    if random.random() < 0.95 or "(" in line:
        return line
    place = random.randint(0, len(line))
    return line[:place] + random.choice(MARKS) + line[place:]
