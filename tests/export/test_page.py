"""The page of the notes: the tree that the notes have, each link alive, nothing run."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from export.pages import Elements, Row, anchors_of, html_of, rows
from export.trees import HOSTILE, SHIPPED, shipped, written
from orgshelf.export import EXPORTERS
from orgshelf.export.report import Options, Report
from program import Program
from timing import growth

STRUCTURE = Path(__file__).with_name("page") / "structure.tsv"
TAGS = {
    *("a", "b", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "hr", "i", "img"),
    *("li", "ol", "p", "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th"),
    *("thead", "tr", "ul"),
}
ATTRIBUTES = frozenset(("alt", "border", "cellpadding", "cellspacing", "class", "frame", "href"))
ATTRIBUTES |= {"id", "name", "rules", "src", "start"}


def page(report: Report, **options: int | bool) -> str:
    return EXPORTERS["page"].render(replace(report, options=replace(Options(), **options)))  # type: ignore[arg-type]


def page_of(folder: Path, text: str, **options: int | bool) -> str:
    return page(written(folder, {"x.org": text}), **options)


def below_contents(text: str) -> str:
    return text.rpartition("</div>\n</div>\n\n")[2]


def test_shipped_notes_give_the_page_they_were_taken_from() -> None:
    lines = STRUCTURE.read_text(encoding="utf-8").splitlines()
    wanted = [Row(*line.split("\t")) for line in lines]
    text = page(shipped("notes"))
    assert rows(text) == wanted
    heads = [(row.number, row.state, row.title) for row in wanted if "/" not in row.number]
    assert Elements(html_of(text)).contents == heads


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("levels", [1, 3, 6])
def test_every_link_on_the_page_has_its_anchor_and_each_anchor_is_in_the_contents(
    name: str, levels: int
) -> None:
    anchors, targets = anchors_of(page(shipped(name), levels=levels))
    assert len(set(anchors)) == len(anchors)
    assert {anchor for anchor in anchors if anchor.startswith("sec")} == set(targets)


def random_tree(random: Random) -> tuple[str, list[int]]:
    """A file of headings T0, T1, … with all sorts of text, and their levels."""
    texts = [
        "",
        "word\n",
        "1. one\n2. two\n",
        "- a\n  - b\n",
        ": code\n",
        "#+begin_src x\n,* y\n#+end_src\n",
    ]
    texts += ["#+begin_quote\nq\n\nr\n#+end_quote\n", "| a | b |\n", "word\n\n3) x\n", "CLOCK: x\n"]
    lines, levels, level = list[str](), list[int](), 1
    for number in range(random.randint(1, 40)):
        level = max(1, min(level + random.choice((-3, -2, -1, 0, 0, 1, 1, 2)), 9))
        levels.append(level)
        state = random.choice(("", "TODO ", "DONE "))
        lines.append(f"{'*' * level} {state}T{number}\n{random.choice(texts)}")
    return "".join(lines), levels


def parents(levels: Sequence[int]) -> list[str]:
    """The title of what each heading stands under, by their stars alone."""
    found, above = list[str](), list[int]()
    for place, level in enumerate(levels):
        while above and levels[above[-1]] >= level:
            above.pop()
        found.append(f"T{above[-1]}" if above else "")
        above.append(place)
    return found


@pytest.mark.parametrize("seed", range(40))
def test_the_page_has_the_tree_of_the_notes(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    text, levels = random_tree(random)
    found = rows(page_of(tmp_path, text, levels=random.randint(1, 6)))
    titled = {row.number: row.title for row in found}
    ours = [row for row in found if re.fullmatch(r"T\d+", row.title)]
    assert [row.title for row in ours] == [f"T{place}" for place in range(len(levels))]
    assert [_above(row, titled) for row in ours] == parents(levels)


def _above(row: Row, titled: dict[str, str]) -> str:
    """The title of the next thing above that is there: a level can have been skipped."""
    number = row.parent
    while number and number not in titled:
        number = number.rpartition("/" if "/" in number else ".")[0]
    return titled.get(number, "")


def test_a_file_that_begins_deep_hangs_on_no_other_file(tmp_path: Path) -> None:
    files = {"a.org": "* A\n** B\n", "b.org": "** C\n* D\n", "c.org": "*** E\n*** F\n"}
    found = rows(page(written(tmp_path, files)))
    numbers = {row.title: row.number for row in found}
    assert numbers == {"A": "1", "B": "1.1", "C": "2.1", "D": "3", "E": "4", "F": "5"}


def test_a_long_list_keeps_what_stands_under_its_items(tmp_path: Path) -> None:
    text = "* A\n" + "".join(f"** T{n}\ntext {n}\n*** U{n}\n" for n in range(120))
    found = {row.title: row.number for row in rows(page_of(tmp_path, text, levels=1))}
    assert found["T119"] == "1/120"
    assert found["U119"] == "1/120/1"


def test_deeper_than_markdown_goes_nothing_is_lost(tmp_path: Path) -> None:
    text = "".join(f"{'*' * n} T{n}\n" for n in range(1, 400))
    made = page_of(tmp_path, text)
    assert re.findall(r"\bT(\d+)$", below_contents(made), re.MULTILINE)[-1] == "399"
    assert len(made) < 400 * 400


def test_text_above_the_first_heading_stands_above_it(tmp_path: Path) -> None:
    files = {"a.org": "#+TITLE: x\nOf a.\n* A\n", "b.org": "Of b.\n\n- item\n* B\n"}
    text = below_contents(page(written(tmp_path, files)))
    assert [line for line in text.split("\n") if line] == [
        "Of a.",
        '# A<a id="sec-1" name="sec-1"></a>',
        "Of b.",
        "-   item",
        '# B<a id="sec-2" name="sec-2"></a>',
    ]


def test_what_org_does_not_export_is_not_on_the_page(tmp_path: Path) -> None:
    text = """\
* COMMENT hidden
** hidden
* hidden :noexport:
** hidden
* Kept
SCHEDULED: <2026-11-23 Mon>
:PROPERTIES:
:KEY: hidden
:END:
:LOGBOOK:
- hidden
:END:
# hidden
#+KEY: hidden
CLOCK: [2026-11-23 Mon 10:00]--[2026-11-23 Mon 11:00] =>  1:00
#+begin_comment
hidden
#+end_comment
* Archived :ARCHIVE:
hidden
** hidden
"""
    made = page_of(tmp_path, text)
    assert "hidden" not in made
    assert "SCHEDULED" not in made
    assert [row.title.split()[0] for row in rows(made)] == ["Kept", "Archived"]


def test_links_within_the_notes_lead_to_their_heading(tmp_path: Path) -> None:
    files = {
        "a.org": "* A\n[[file:b.org::*Two words][far]] [[*Gone][gone]] [[id:u1]] [[#c][own]]\n"
        "[[elisp:(quit)][run]] [[javascript:alert(1)]] [[file:b.org][file]]\n",
        "b.org": "* B\n:PROPERTIES:\n:ID: u1\n:END:\n** TODO two  Words\n*** x\n**** deep\n",
        "c.org": "* C\n:PROPERTIES:\n:CUSTOM_ID: c\n:END:\n[[#c][own]] [[deep]] [[B]]\n",
    }
    text = below_contents(page(written(tmp_path, files)))
    assert "[far](#sec-2-1) gone [2](#sec-2) own\n" in text
    assert "\nrun javascript:alert(1) [file](#sec-2)\n" in text
    assert "[own](#sec-3) deep B\n" in text


@pytest.mark.parametrize(
    ("option", "shown"),
    [
        ("", "#none, two, words, [x](https://x.org)"),
        ("mark", "[BROKEN LINK: none], [BROKEN LINK: two], [BROKEN LINK: a], [x](https://x.org)"),
        ("t", ", , , [x](https://x.org)"),
    ],
)
def test_links_that_lead_nowhere_are_shown_as_the_file_says(
    tmp_path: Path, option: str, shown: str
) -> None:
    head = f"#+OPTIONS: broken-links:{option}\n" if option else ""
    text = f"{head}* One\n[[#none]], [[two]], [[id:a][words]], [[https://x.org][x]]\n"
    assert shown in page_of(tmp_path, text)


def test_footnotes_are_at_the_end_and_lead_back(tmp_path: Path) -> None:
    text = (
        "* A[fn:2]\nSee[fn:1], again[fn:1], this[fn:: so *there*] and [fn:no].\n"
        "* Footnotes\n[fn:1] One.\n\n  More.\n\n[fn:2] Two[fn:3].\n[fn:3] Three.\n"
    )
    made = page_of(tmp_path, text)
    anchors, targets = anchors_of(made)
    assert set(targets) <= set(anchors)
    assert len(set(anchors)) == len(anchors)
    order = re.findall(r"</sup> ([\w.]+)", made.partition("# Footnotes")[2])
    assert order == ["Two", "One.", "so", "Three."]
    assert "and [fn:no\\]." in made


@pytest.mark.parametrize("levels", [1, 3])
def test_hostile_notes_stay_text(tmp_path: Path, levels: int) -> None:
    more = b"""\
Preamble <script>alert(1)</script>
* [[javascript:alert(1)][x]] [[data:text/html,x]] <javascript:alert(1)> [a]@@html:(@@(javascript:x)
[a](javascript:alert(1)) [b]<<t>>(javascript:alert(1)) [c]: javascript:alert(1)
[c] ![d](javascript:alert(1)) $[x](javascript:alert(1))$ \\foo[x](javascript:alert(1))
<<<y]>>>(javascript:z)
#+begin_export html
<script>alert(1)</script>
#+end_export
#+HTML: <script>alert(1)</script>
| <b onmouseover=alert(1)> | [[javascript:alert(1)][x]] |
#+begin_verse
 <img src=x onerror=alert(1)>
#+end_verse
#+begin_"><script>
x
#+end_"><script>
- <script> :: ~`<script>~ =``<b>``=
#+TODO: <b> | "x"
* <b> state
* "x" state :t@g:
[[https://x.org/"onmouseover=alert(1)]] <https://x.org/a b"c'd> [[https://x.org/<script>.png]]
\\(<script>alert(1)</script>\\) <2026-11-23 Mon <b>x> [fn:1]
[fn:1] <script>alert(1)</script>
"""
    made = page(written(tmp_path, {"a.org": HOSTILE, "b.org": more}), levels=levels)
    elements = Elements(html_of(made))
    assert {tag for tag, _ in elements.tags} <= TAGS
    assert {name for _, attributes in elements.tags for name in attributes} <= ATTRIBUTES
    addresses = [*elements.values("href"), *elements.values("src")]
    assert all(re.match(r"https?:|mailto:|#[a-z]", address) for address in addresses)
    assert "alert(1)" in made
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", made)


@pytest.mark.parametrize(
    "text",
    ["*a ", "[[a][b", "[fn::", "a_{", "$a ", "<http:", "\\(", "@@a:", "src_a{", "/*_+a", "[[a]"],
)
def test_what_is_never_closed_takes_no_time(tmp_path: Path, text: str) -> None:
    few, many = (
        written(tmp_path / str(count), {"x.org": f"* {text * count}\n{text * count}\n"})
        for count in (500, 4_000)
    )
    # Sixty-four times as long is what each meeting each other would take.
    assert growth(lambda: page(few), lambda: page(many), 24) < 24


@pytest.mark.parametrize("line", ["- a\n", "#+begin_quote\n", ":A:\n", "#+begin_src\n", "| a\n"])
def test_nesting_without_end_is_survived(tmp_path: Path, line: str) -> None:
    text = "".join(" " * place + line for place in range(400))
    assert page_of(tmp_path, f"* A\n{text}").startswith("<div")


@pytest.mark.parametrize(
    "lines", ["  - a\n - b\n- c\n", "- a\n    - b\n  - c\n  d\n", "- a\n  1. b\n\n", "- a\n:END:\n"]
)
def test_long_lists_of_any_shape_come_out_whole(tmp_path: Path, lines: str) -> None:
    made = below_contents(page_of(tmp_path, f"* A\n{lines * 1_000}"))
    assert len(re.findall(r"(?m) a$", made)) == 1_000


def test_levels_say_where_lists_begin(shipped: Program) -> None:
    for levels in (1, 2, 5):
        found = rows(shipped("export", "page", "--levels", str(levels)).out)
        deepest = max(row.number.count(".") for row in found if "/" not in row.number)
        assert deepest == min(levels, 5) - 1
        assert len(found) == len(rows(shipped("export", "page").out))


def test_contents_can_be_left_out(shipped: Program) -> None:
    whole, bare = (shipped("export", "page", f"--{word}").out for word in ("toc", "no-toc"))
    assert "Table of Contents" not in bare
    assert below_contents(whole) == bare


def test_bars_stand_where_items_are_below_also_in_the_contents(shipped: Program) -> None:
    made = shipped("export", "page", "--progress").out
    assert "# Papers `███░░░░░░░` 1/3<a " in made
    assert "2. Papers <code>███░░░░░░░</code> 1/3</a>" in made
    assert "4.  DONE Jacobian times a Vector `██████████` 3/3\n" in made
    assert "## DONE MASSEXODUS" in made
    assert not re.search(r"MASSEXODUS.*`", made)


def test_a_query_leaves_what_matches_and_what_is_above(shipped: Program) -> None:
    made = shipped("export", "page", "heading:jacobian").out
    assert [(row.number, row.title) for row in rows(made)] == [
        ("1", "Tutorials"),
        ("1.1", "Theano Tutorial"),
        ("1.1.1", "Derivatives in Theano"),
        ("1.1.1/1", "Computing the Jacobian"),
        ("1.1.1/2", "Jacobian times a Vector"),
    ]
    anchors, targets = anchors_of(made)
    assert {"sec-1", "sec-1-1", "sec-1-1-1"} == set(targets) <= set(anchors)


@pytest.mark.parametrize("option", [["--levels", "2"], ["--toc"], ["--no-toc"], ["--progress"]])
def test_what_only_a_page_has_is_refused_elsewhere(shipped: Program, option: list[str]) -> None:
    ran = shipped("export", "csv", *option)
    assert (ran.code, ran.out) == (2, "")
    assert "orgshelf export page" in ran.err


def test_a_page_that_is_current_is_left_alone(shipped: Program) -> None:
    file = shipped.folder / "README.md"
    assert shipped("export", "page", "-o", "README.md").code == 0
    before = file.stat()
    assert shipped("export", "page", "-o", "README.md").code == 0
    assert file.stat().st_ino == before.st_ino
    assert shipped("done", "mytkowicz").code == 0
    assert shipped("export", "page", "-o", "README.md").code == 0
    assert "## DONE Computer systems" in file.read_text(encoding="utf-8")
