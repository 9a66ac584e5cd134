"""The Markdown report, read back by a Markdown parser as GitHub's dialect."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from export.trees import HOSTILE, SHIPPED, shipped, written
from orgshelf.export import EXPORTERS, markdown
from orgshelf.export.encodable import one_line
from orgshelf.export.link_targets import split_links, web_address
from orgshelf.export.report import Report
from orgshelf.model import Link

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SAFE = re.compile(r"(https?|mailto):")
TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("`*_[]()<>&|~#!-+=.:\\1a \n")
)


def rendered(report: Report) -> str:
    return EXPORTERS["markdown"].render(report)


def tokens(text: str) -> Iterator[Token]:
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def cells(text: str) -> list[list[str]]:
    """Rows of all tables, each cell as the text that is seen."""
    rows: list[list[str]] = []
    inside = False
    for token in PARSER.parse(text):
        if token.type == "tr_open":
            rows.append([])
        inside = token.type in ("th_open", "td_open") or (inside and token.type == "inline")
        if inside and token.type == "inline":
            rows[-1].append(seen(token))
    return rows


def seen(token: Token) -> str:
    """The words of an inline token."""
    return "".join(
        " " if child.type == "softbreak" else child.content for child in token.children or ()
    )


def headings(text: str) -> list[str]:
    found = PARSER.parse(text)
    return [
        "#" * int(token.tag[1]) + " " + seen(found[place + 1])
        for place, token in enumerate(found)
        if token.type == "heading_open"
    ]


def test_a_small_tree_makes_this_report(tmp_path: Path) -> None:
    text = """\
#+TODO: TODO READING | DONE DROPPED
* Books
** READING [#A] [[https://example.org/b][The Book]] - Ada Lovelace 1843
DEADLINE: <2026-11-20 Fri>
*** DONE One
CLOSED: [2026-11-01 Sun 10:00]
*** TODO Two
**** TODO Deeper
*** DROPPED Three
CLOSED: [2026-11-02 Mon]
** DONE Read long ago
* Papers
** TODO On [brackets] | pipes
SCHEDULED: <2026-12-01 Tue 09:00>
[[doi:10.1000/182][Publisher]] [[https://example.org/c][Citation]]
** Unread
"""
    wanted = """\
# Progress

2026-11-23 · study

**3 of 7 done** `████████░░░░░░░░░░░░` 42% · 4 pending · 1 given up

## By kind

| Kind | Works | Progress | Done | % | Given up |
|:-----|------:|:---------|-----:|--:|--------:|
| book | 2 | `█████░░░░░` | 3/6 | 50 | 1 |
| paper | 2 | `░░░░░░░░░░` | 0/1 | 0 |  |

## By work

| Kind | Work | Progress | Done | % | Given up |
|:-----|:-----|:---------|-----:|--:|--------:|
| book | [The Book - Ada Lovelace 1843](https://example.org/b) | `████░░░░░░` | 2/5 | 40 | 1 |
| book | Read long ago | `██████████` | 1/1 | 100 |  |
| paper | [On \\[brackets\\] \\| pipes](https://doi.org/10.1000/182) | `░░░░░░░░░░` | 0/1 | 0 |  |
| paper | Unread |  |  |  |  |

## Pending (4)

### book (3)

#### [The Book - Ada Lovelace 1843](https://example.org/b) (3)

**READING** · priority A · overdue since 2026-11-20

- **TODO** Two
  - **TODO** Deeper

### paper (1)

- **TODO** [On \\[brackets\\] \\| pipes](https://doi.org/10.1000/182) · \
scheduled 2026-12-01 09:00 · [Citation](https://example.org/c)

## Finished (2)

- 2026-11-01 One · The Book - Ada Lovelace 1843
- 1 without a date

## Given up (1)

- 2026-11-02 Three · The Book - Ada Lovelace 1843
"""
    assert rendered(written(tmp_path / "study", {"x.org": text})) == wanted


def test_totals_of_the_shipped_notes() -> None:
    text = rendered(shipped("notes"))
    assert "**46 of 191 done** `████░░░░░░░░░░░░░░░░` 24% · 145 pending\n" in text
    rows = {row[0]: row for row in cells(text)[:5]}
    assert rows["tutorial"] == ["tutorial", "2", "██░░░░░░░░", "44/165", "26", ""]
    assert "## Finished (46)" in headings(text)
    assert "- 46 without a date" in text
    assert text.count("- **TODO** ") + text.count("\n**TODO**") == 145


@pytest.mark.parametrize("tree", SHIPPED)
def test_tables_have_all_their_cells(tree: str) -> None:
    rows = cells(rendered(shipped(tree)))
    assert {len(row) for row in rows} == {6}
    works = [row for row in rows if row[1] not in ("Work", "Works") and not row[1].isdecimal()]
    assert len(works) == sum(e.role == "work" for e in shipped(tree).entries)


@pytest.mark.parametrize("tree", SHIPPED)
def test_no_html_comes_through_and_links_lead_to_the_web(tree: str) -> None:
    check_safe(rendered(shipped(tree, notes_text=True)))


def test_hostile_notes_stay_text(tmp_path: Path) -> None:
    text = rendered(written(tmp_path, {"x.org": HOSTILE}, notes_text=True))
    check_safe(text)
    titles = [row[1] for row in cells(text)[3:]]
    assert titles[0] == "=1+1|<script>alert(1)</script> `code` b u [x](javascript:alert(1)) # x"
    assert titles[1] == "click &lt; $x$ s ^a^ @me {#id} :tada: ."
    assert titles[3] == "(no title)"
    assert "stray \ufffd\ufffd b\ufffd[31mred café \ufffd" in titles
    fences = [token.content for token in tokens(text) if token.type == "fence"]
    assert fences == ["```\n<script>\n#+END_EXAMPLE\n,* x\n"]


def check_safe(text: str) -> None:
    found = list(tokens(text))
    assert not [token for token in found if "html" in token.type]
    links = [str(token.attrs["href"]) for token in found if token.type == "link_open"]
    assert links
    assert not [link for link in links if not SAFE.match(link)]


def test_notes_come_as_block_quotes_with_their_page() -> None:
    text = rendered(shipped("notes", notes_text=True))
    assert "## Notes" in headings(text)
    quotes = text.partition("#### Quotes\n")[2].partition("\n####")[0]
    assert re.findall(r"^> — p. (\d+)$", quotes, re.MULTILINE) == ["12", "39", "42", "56"]
    assert not re.search(r"^> \d+:$", text, re.MULTILINE)
    assert "## Notes" not in headings(rendered(shipped("notes")))


def test_quotes_and_verse_of_notes_have_their_emphasis_and_links(tmp_path: Path) -> None:
    note = (
        "* Books\n** TODO Poems\n"
        "#+begin_quote\nA /fine/ [[https://e.org][one]] \\\\\n=here=.\n#+end_quote\n"
        "#+begin_verse\nRoses \\\\\n  are *red*\n#+end_verse\n"
        "#+begin_center\nMiddle\n#+end_center\n#+begin_quote\n\n#+end_quote\n"
    )
    text = rendered(written(tmp_path, {"x.org": note}, notes_text=True)).partition("## Notes")[2]
    assert "> A *fine* [one](https://e.org)\n> `here`." in text
    assert "> Roses\n> are **red**" in text
    assert "Middle" in text
    assert "```" not in text
    assert "#+" not in text


def test_lists_in_notes_keep_their_depth() -> None:
    text = rendered(shipped("notes", notes_text=True))
    part = text.partition("#### [Architecture Types]")[2].partition("\n###")[0]
    depths = [0]
    for token in PARSER.parse(part.partition("\n")[2]):
        depths.append(depths[-1] + token.nesting * token.type.startswith("bullet_list"))
    assert max(depths) == 3
    assert "(w\\_ij = w\\_ji)" in text
    assert "[Hopfield (1982)](http://cns.upf.edu/jclub/hopfield82.pdf)" in part


@given(TEXT)
@example("<b>")
@example("&amp; &#35; \\")
@example("a | b `c|d`")
@example("https://x.org/a_b_ www.x.org")
def test_escaped_text_reads_as_the_text_anywhere(text: str) -> None:
    wanted = one_line(text).strip()
    escaped = markdown.escape(text)
    assert cells(f"| a | b |\n|---|---|\n| x | {escaped} |\n")[1] == ["x", wanted]
    (heading,) = headings(f"### x{escaped} x")
    assert heading == f"### x{one_line(text)} x"
    (item,) = [t for t in PARSER.parse(f"- **S** {escaped}\n") if t.type == "inline"]
    assert seen(item).strip() == f"S {one_line(text)}".strip()


@given(TEXT)
@example("1. a")
@example("- a")
@example("===")
@example("---")
@example("    code")
@example("> q")
@example("2026.")
def test_text_at_the_start_of_a_line_begins_no_block(text: str) -> None:
    found = PARSER.parse(f"> {markdown.prose(text)}\n")
    blocks = {token.type.removesuffix("_open").removesuffix("_close") for token in found}
    assert blocks <= {"blockquote", "paragraph", "inline"}


@given(TEXT, TEXT)
@example("https://x.org/a b|c(d)&lt;", "]](x)![")
def test_a_link_has_its_words_and_a_safe_address(target: str, words: str) -> None:
    address = web_address(f"https://x.org/{target}")
    assert address is not None
    (inline,) = [
        t for t in PARSER.parse(f"- x {markdown.link(Link(address, words))} x\n") if t.children
    ]
    opened = [child for child in inline.children or () if child.type == "link_open"]
    assert len(opened) == 1
    assert SAFE.match(str(opened[0].attrs["href"]))


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://x.org/a?b=1&c=2#d", "https://x.org/a?b=1&c=2#d"),
        ("HTTP://x.org", "HTTP://x.org"),
        ("https://x.org/a (b)", "https://x.org/a%20%28b%29"),
        ("mailto:a@x.org", "mailto:a@x.org"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("javascript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:x.org", None),
        ("elisp:(x)", None),
        ("//x.org", None),
        ("https:", None),
    ],
)
def test_only_addresses_of_the_web_are_links(target: str, address: str | None) -> None:
    assert web_address(target) == address


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a [[https://x.org][b]] c", ["a ", Link("https://x.org", "b"), " c"]),
        ("see https://x.org/a.", ["see ", Link("https://x.org/a", "https://x.org/a"), "."]),
        ("a [[file:b.org][b]]", ["a ", "b", ""]),
        ("[[#id]] [[open", ["", "#id", " [[open"]),
        ("no link", ["no link"]),
    ],
)
def test_links_within_text(text: str, pieces: list[str | Link]) -> None:
    assert list(split_links(text)) == pieces
