"""The elements of an entry's text: the written texts, the laws, and what no text may bring about.

The written ones are pairs: ``NAME.org`` is the text below a headline, or of a whole file where
its name begins with ``file-``; ``NAME.want`` has a line for each element.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgshelf.org.elements.node import Element, walk
from orgshelf.org.elements.section import Above, read_section
from orgshelf.org.elements.spans import verbatim_lines, without_verbatim
from timing import growth

PAIRS = Path(__file__).parent / "elements"
NAMES = sorted(file.stem for file in PAIRS.glob("*.org"))

laws = settings(max_examples=6 * settings().max_examples)
SOUP = st.lists(
    st.one_of(
        st.sampled_from(
            (
                *("", " ", "\t", "text", "- a", "  - b", " 1. c", "- t :: d", "* x", " * x", "*"),
                *("#+begin_quote", "#+end_quote", " #+begin_src", " #+end_src", "#+begin: x"),
                *("#+end:", ":a:", ":END:", ":PROPERTIES:", ":A: b", "#+name: n", "#+k[x]: y"),
                *("\\begin{a}", "\\end{a}", "| a |", "+--+", "#+TBLFM: x", "[fn:1] f", "%%(x)"),
                *("-----", ": f", "# c", "CLOCK: => 1:00", "SCHEDULED: <2026-11-02 Mon>"),
            )
        ),
        st.text(max_size=3).map(lambda text: text.replace("\n", "")),
    ),
    max_size=14,
)


@pytest.mark.parametrize("name", NAMES)
def test_a_written_text_has_the_elements_it_should(name: str) -> None:
    lines = (PAIRS / f"{name}.org").read_text(encoding="utf-8").split("\n")[:-1]
    below: Above = "file" if name.startswith("file-") else "headline"
    found = "".join(f"{line}\n" for line in described(lines, read_section(lines, below=below)))
    assert found == (PAIRS / f"{name}.want").read_text(encoding="utf-8")


def described(lines: list[str], root: Element) -> Iterator[str]:
    """A line for each element: its kind, its first and its last line from 1, what it says."""
    waiting = [(root, 0)]
    while waiting:
        element, depth = waiting.pop()
        first, last, end = element.begin + 1, element.text_end, element.end
        blank = f" +{end - last}" if end > last else ""
        said = " ".join(_said(element))
        yield f"{'  ' * depth}{element.kind} {first}-{last}{blank} {said}".rstrip()
        waiting += [(child, depth + 1) for child in reversed(element.children)]


def _said(element: Element) -> Iterator[str]:
    if element.head:
        head = element.head
        parts = (head.bullet.strip(), head.counter and f"@{head.counter}", head.checkbox)
        yield from (part for part in parts if part)
        if head.tag is not None:
            yield f"{head.tag!r}"
    if element.name:
        yield repr(element.name)
    if element.value:
        yield repr(element.value)


@laws
@given(SOUP)
def test_the_children_of_an_element_fill_its_contents(lines: list[str]) -> None:
    for element in walk(read_section(lines)):
        if element.children:
            edges = [edge for child in element.children for edge in (child.begin, child.end)]
            assert edges[0] == element.contents_begin
            assert edges[-1] == element.contents_end
            assert edges[1:-1:2] == edges[2::2]
        assert element.begin <= element.post_affiliated <= element.contents_begin
        assert element.contents_end <= element.end
        assert element.begin < element.end or not any(line.strip(" \t") for line in lines)


@laws
@given(SOUP)
def test_what_no_line_ends_has_no_verbatim_lines(lines: list[str]) -> None:
    text = [line for line in lines if "#+end" not in line.casefold()]
    assert verbatim_lines(read_section(text)) == frozenset()


@laws
@given(SOUP)
def test_what_is_verbatim_is_blanked_and_nothing_else(lines: list[str]) -> None:
    kept = without_verbatim("\n".join(lines)).split("\n")
    assert [new for new, old in zip(kept, lines or [""], strict=True) if new not in ("", old)] == []
    root = read_section(lines)
    for element in walk(root):
        if element.kind in ("paragraph", "verse-block", "table-row"):
            own = slice(element.contents_begin, element.contents_end)
            assert kept[own] == lines[own]
    assert not any(kept[line] for line in verbatim_lines(root))


def _many(*lines: str) -> Callable[[int], list[str]]:
    return lambda size: [*lines] * size


def _stairs(size: int) -> list[str]:
    """Items each less indented than the one above, then as many lines of items side by side."""
    depth = int(size**0.5)
    return [" " * (depth - step) + "- a" for step in range(depth)] + ["- b"] * size


#: Texts that grow with a number, and that a careless reader takes quadratic time for.
GROWING: dict[str, Callable[[int], list[str]]] = {
    "unclosed blocks of one name": _many("#+begin_src"),
    "unclosed blocks of many names": lambda size: [f"#+begin_a{n}" for n in range(size)],
    "unclosed quotes with text": _many("#+begin_quote", "text", ""),
    "unclosed drawers": _many(":a:"),
    "unclosed environments": _many("\\begin{a}"),
    "unclosed dynamic blocks": _many("#+begin: x"),
    "blocks in blocks": lambda size: [
        *(f"#+begin_a{n}" for n in range(size)),
        *(f"#+end_a{n}" for n in reversed(range(size))),
    ],
    "items": _many("- a"),
    "items of falling columns": _stairs,
    "items that blocks hide": lambda size: ["- a", " #+begin:", " - b", " x"] * size + ["#+end:"],
    "keywords of nothing": _many("#+name: x"),
    "rules that begin no table": lambda size: ["+--+"] * size + ["x"],
    "footnotes below keywords": lambda size: ["#+name: x"] * size + ["[fn:1] x"] * size,
    "blank lines in a quote": lambda size: ["#+begin_quote", *[""] * size, "#+end_quote"],
    "a tag of many colons": lambda size: ["- " + ":: " * size],
    "an item of many blanks": lambda size: ["- " + " " * size + ":x"],
    "a keyword of many brackets": lambda size: ["#+" + "[" * size, "#+a" + "[:" * size],
    "a clock of many ends": lambda size: ["CLOCK: [2026-11-02 " + "]--[2026-11-02 " * size],
    "a rule that is none": lambda size: ["+" + "-+" * size + "x"],
}


@pytest.mark.parametrize("shape", GROWING)
def test_four_times_the_text_takes_about_four_times_as_long(shape: str) -> None:
    size = 400
    few, many = GROWING[shape](size), GROWING[shape](4 * size)
    # Sixteen times as long would be quadratic.
    assert growth(lambda: read_section(few), lambda: read_section(many), 10) < 10


def test_elements_may_stand_as_deep_as_they_like() -> None:
    depth = 3000
    blocks = [f"#+begin_a{n}" for n in range(depth)] + ["text"]
    blocks += [f"#+end_a{n}" for n in reversed(range(depth))]
    assert [e.kind for e in walk(read_section(blocks))][-2:] == ["special-block", "paragraph"]
    items = ["\t" * n + "- a" for n in range(1000)]
    assert len(list(walk(read_section(items)))) == 1 + 3 * 1000
