"""Random files that say how they are to be exported."""

from collections.abc import Sequence
from random import Random

SETTINGS = (
    "#+OPTIONS: todo:nil",
    "#+OPTIONS: tags:nil",
    "#+OPTIONS: pri:t",
    "#+OPTIONS: p:t",
    "#+OPTIONS: c:t",
    "#+OPTIONS: d:t c:t",
    "#+OPTIONS: d:nil",
    '#+OPTIONS: d:("NOTES") p:t',
    '#+OPTIONS: d:(not "NOTES")',
    "#+OPTIONS: ^:nil",
    "#+OPTIONS: ^:{}",
    "#+OPTIONS: *:nil",
    "#+OPTIONS: -:nil",
    "#+OPTIONS: ':t",
    "#+OPTIONS: <:nil",
    "#+OPTIONS: <:active",
    "#+OPTIONS: e:nil",
    "#+OPTIONS: tex:nil",
    "#+OPTIONS: tex:verbatim e:nil",
    "#+OPTIONS: H:1",
    "#+OPTIONS: H:2 num:nil",
    "#+OPTIONS: num:nil",
    "#+OPTIONS: |:nil",
    "#+OPTIONS: f:nil",
    "#+OPTIONS: prop:t",
    '#+OPTIONS: prop:("KEY")',
    "#+OPTIONS: tasks:nil",
    "#+OPTIONS: tasks:todo",
    "#+OPTIONS: tasks:done",
    '#+OPTIONS: tasks:("TODO")',
    "#+OPTIONS: arch:nil",
    "#+OPTIONS: stat:nil",
    "#+OPTIONS: title:nil author:t date:nil email:t creator:t",
    "#+OPTIONS: todo:t tags:not-in-toc pri:nil",
    "#+OPTIONS: ::nil",
    "#+OPTIONS: \\n:t",
    "#+EXCLUDE_TAGS: secret",
    "#+EXCLUDE_TAGS: secret\n#+EXCLUDE_TAGS: other noexport",
    "#+SELECT_TAGS: pick",
    "#+MACRO: hi Hello $1, not $2",
    "#+LINK: gh https://codeberg.org/%s/tree",
    "#+PROPERTY: header-args :exports results",
    "#+FILETAGS: :all:",
    "#+AUTHOR: Ann Moor",
    "#+DATE: <2026-11-01 Sun>",
    "#+TITLE: The /whole/ thing",
    "#+OPTIONS: num:1",
    "#+LANGUAGE: de",
    "#+LANGUAGE: fr",
    "#+OPTIONS: toc:1",
    "#+OPTIONS: toc:nil inline:t expand-links:nil timestamp:nil",
    "#+OPTIONS: broken-links:mark",
    "#+OPTIONS: <:inactive",
    '#+OPTIONS: tasks:("DONE") todo:nil',
    "#+INCLUDE: part.org",
    "#+KEYWORDS: some words",
    "#+SUBTITLE: below",
    "#+BIND: org-export-with-toc nil",
)
#: Files that are there for others to include.
INCLUDED = {
    "part.org": """Before all headings.

* One :x:
:PROPERTIES:
:CUSTOM_ID: one
:END:
Of one, see [[*Last]].
** TODO Deeper one
Deeper text.
* Two
SCHEDULED: <2026-11-23 Mon>
:PROPERTIES:
:KEY: v
:END:
The text of two
in two lines.

#+NAME: named
| n | 1 |

** Below two
More.
""",
    "sub/more.org": """* More
#+INCLUDE: "../part.org::*Two" :only-contents t
A [[file:fig.png]] and [[file:../x.pdf][paper]].
""",
    "plain.txt": "plain *text*\n* no heading\n#+no keyword\n  indented\n",
}
ALWAYS = (
    "#+MACRO: hi Hi $1!",
    "#+MACRO: nested {{{hi(a,b)}}} /or/ $1",
    "#+LINK: gh https://github.com/%s",
    "#+LINK: wiki https://wiki.example/",
)
TITLES = (
    "Plain",
    "With *bold* [1/2]",
    "{{{title}}} by {{{author}}}",
    "snake_case x^2",
    "Say {{{hi(b)}}}",
    "COMMENT not shown",
    "[[gh:org/repo][repo]] and [[wiki:Page]]",
    "Footnotes",
    "Dates [2026-11-01 Sun]",
)
STATES = ("", "", "", "TODO ", "DONE ")
PRIORITIES = ("", "", "[#A] ", "[#C] ")
TAGS = ("", "", "", " :secret:", " :noexport:", " :pick:", " :other:a:", " :ARCHIVE:")
TEXTS = (
    "The \\alpha and \\rightarrow{}x of $x^2$ and \\(a+b\\).",
    "A line with snake_case and x_{1} and 2^{10}, --- and -- and ... too.",
    "See [[gh:a/b]], [[gh:c][words]], [[wiki:Page]] and https://x.org/a_b.",
    "A macro {{{hi(one,two)}}}, {{{nested(x)}}} and ={{{hi}}}= and {{{date}}}.",
    "The title is {{{keyword(TITLE)}}} in {{{input-file}}}.",
    "\"Quoted\" and 'single' and \"he said 'no' to it\" it's.",
    "A [[file:fig.png]] and [[file:a.pdf][the paper]] and [[./img.jpg]].",
    "[[https://x.org][https://x.org/a.png]] and [[https://x.org/b.png]]",
    "<<spot>> Here. [[spot][there]] again.",
    "*bold* /it/ +no+ _u_ =v= ~c~ \\alpha line\\\\\nbreak",
    "<2026-11-23 Mon>",
    "[2026-11-23 Mon 10:00]",
    "Done on <2026-11-23 Mon>.",
    ": fixed\n: width",
    "# a comment",
    "#+begin_comment\nno\n#+end_comment",
    "#+begin_src sh\necho 1\n#+end_src",
    "#+begin_src sh :exports none\necho none\n#+end_src",
    "#+begin_src sh :exports both\necho both\n#+end_src\n\n#+RESULTS:\n: both",
    "#+begin_src sh :exports results\necho results\n#+end_src\n\n#+RESULTS:\n: results",
    "#+begin_src sh :exports code\necho code\n#+end_src\n\n#+RESULTS:\n: code result",
    "#+HEADER: :exports none\n#+begin_src sh\necho header\n#+end_src",
    "#+begin_example\nas it is {{{hi}}} [[gh:x]]\n#+end_example",
    "#+begin_export markdown\n**raw** markdown\n#+end_export",
    "#+MD: raw *line*",
    "#+begin_quote\nquoted {{{hi(q)}}}\n#+end_quote",
    "| a | b |\n|---+---|\n| 1 | {{{hi(z)}}} |",
    "| / | <> | < | > |\n| ! | a | b | c |\n| # | 1 | 2 | 3 |\n| ^ | x | y | z |",
    "| / | < | > |\n| r | 1 | 2 |\n|---+---+---|\n| <l> | <5> | |\n| s | 3 | 4 |",
    "| $ | p=1 |  |\n|---+-----+---|\n| * | 1 | 2 |\n| _ | 3 | 4 |",
    "#+CAPTION: A /fine/ table\n| a | b |",
    "#+CAPTION: A figure\n[[file:fig.png]]",
    "- item\n- [ ] box\n  - inner {{{hi(i)}}}\n- term :: text",
    "1. one\n2. two",
    "A note[fn:1], and one[fn:: right {{{hi(f)}}} here].",
    ":NOTES:\nin a drawer\n:END:",
    ":LOGBOOK:\nCLOCK: [2026-11-23 Mon 10:00]--[2026-11-23 Mon 11:30] =>  1:30\n:END:",
    "CLOCK: [2026-11-23 Mon 10:00]--[2026-11-23 Mon 11:30] =>  1:30",
    "-----",
    "Inline @@md:x@@ text.",
    "#+TOC: headlines",
    "#+TOC: headlines 2",
    "#+TOC: headlines 1 local",
    "#+TOC: headlines local",
    '#+TOC: headlines :target "Last"',
    "#+TOC: tables",
    "#+TOC: listings",
    "#+INCLUDE: part.org",
    '#+INCLUDE: "part.org" :lines "3-8"',
    '#+INCLUDE: "part.org" :lines "-4"',
    '#+INCLUDE: "part.org" :lines "15-"',
    '#+INCLUDE: "part.org::*Two"',
    '#+INCLUDE: "part.org::*Two" :only-contents t',
    '#+INCLUDE: "part.org::#one" :only-contents t :lines "1-2"',
    '#+INCLUDE: "part.org::named" :only-contents t',
    '#+INCLUDE: "part.org::*Two" :only-contents nil',
    '#+INCLUDE: "part.org" :minlevel 3',
    "#+INCLUDE: sub/more.org",
    "#+INCLUDE: plain.txt src text",
    "#+INCLUDE: plain.txt src emacs-lisp -n",
    "#+INCLUDE: plain.txt example",
    '#+INCLUDE: "plain.txt" export markdown',
    "#+INCLUDE: plain.txt quote",
    '#+INCLUDE: plain.txt :lines "4-5" verse',
    '  #+INCLUDE: "part.org" :lines "1-1"',
    "- item\n  #+INCLUDE: plain.txt example\n- next",
    "#+include: part.org",
    "#+begin_src sh -n\none (ref:first)\n  two\n#+end_src",
    "#+begin_src sh -r +n 5\n  four\n  five (ref:five)\n#+end_src",
    '#+begin_example -n 7 -l "# %s"\nx # lab\nmuch longer line\n#+end_example',
    "#+begin_src sh\necho (ref:plain)\nlonger than that\n#+end_src",
    "\\begin{equation}\nx\n\\end{equation}",
)
BELOW = (
    "",
    "",
    "",
    "SCHEDULED: <2026-11-23 Mon> DEADLINE: <2026-12-01 Tue>\n",
    "CLOSED: [2026-11-20 Fri 10:00]\n",
    ":PROPERTIES:\n:KEY: value\n:OTHER: x\n:END:\n",
    "DEADLINE: <2026-12-01 Tue>\n:PROPERTIES:\n:KEY: value\n:END:\n",
    ":PROPERTIES:\n:header-args: :exports none\n:END:\n",
    ":PROPERTIES:\n:UNNUMBERED: t\n:END:\n",
    ":PROPERTIES:\n:UNNUMBERED: notoc\n:END:\n",
    ":PROPERTIES:\n:ALT_TITLE: Short /one/\n:END:\n",
)


def exported_file(random: Random) -> str:
    """A file of a few headings, with settings above them."""
    # What every file has, for its links, macros and footnotes to lead somewhere.
    pieces = [*ALWAYS, *random.sample(SETTINGS, random.randint(0, 4))]
    pieces += ["", "Above.", "", *_texts(random, 2)]
    level = 1
    for _ in range(random.randint(1, 7)):
        level = max(1, min(level + random.choice((-2, -1, 0, 0, 1, 1)), 4))
        head = "".join(map(random.choice, (STATES, PRIORITIES, TITLES, TAGS)))
        pieces += [f"{'*' * level} {head}", *_under(random)]
    pieces += ["* Last :pick:", "", "[fn:1] The /note/."]
    text = "\n".join(pieces) + "\n"
    if "Footnotes" in text:
        # Org lists and counts what is below such a heading, of which it shows nothing.
        text = text.replace("#+TOC: headlines", "#+TOC: no").replace("+n 5", "-n 5")
        text = text.replace("[fn:: right {{{hi(f)}}} here]", "")
    return text


def _under(random: Random) -> Sequence[str]:
    return [random.choice(BELOW) + "\n\n".join(_texts(random, 3))]


def _texts(random: Random, most: int) -> list[str]:
    return random.sample(TEXTS, random.randint(0, most))
