"""A Markdown page that Org's export made, read back as the notes it was made of."""

import json
import re
import subprocess
from pathlib import Path
from random import Random

import pytest

from export.pages import rows
from export.trees import ROOT, SHIPPED, report_on, shipped, written
from orgshelf.errors import ImportFormatError
from orgshelf.export import EXPORTERS
from orgshelf.export.report import Report
from orgshelf.importers import org_page
from orgshelf.importers.imported import Imported

PARTS = json.loads((ROOT / "tests" / "export" / "page" / "parts.json").read_text(encoding="utf-8"))
TEXTS = (
    "",
    "word\n",
    "Two lines\nof /slanted/ and *bold* words, =code=, a_b and x^{2 3}\n",
    "1. one\n2. two\n",
    "- a\n  - b\n  - c\n- [X] d :: e\n\n  more of d\n",
    "- tag :: text\n- [ ] box\n",
    ": code\n:   deeper\n",
    "#+begin_src x\n,* y\n,#+z\n\n  w\n#+end_src\n",
    "12:\n#+begin_quote\nq\n\nr\n- s\n#+end_quote\n",
    "| a | *b* |\n|---+---|\n| c_d | [[https://x.org][e]] |\n",
    "#+begin_verse\nOne\n  two\n#+end_verse\n",
    "#+begin_center\nword\n#+end_center\n",
    "[[https://x.org/a_b?c=1&d=2][Words of *it*]]\nhttps://y.org [[https://x.org/p.png]]\n",
    "word\n\n3) x\n\n-----\n\nword -- word --- word... \\alpha{}beta & <b>\n",
    "1. a\n\n   b\n2. [@5] c\n",
    "- a\n\n\n\n- b\n",
)


def page(report: Report) -> str:
    return EXPORTERS["page"].render(report)


def again(folder: Path, outline: str) -> str:
    """The page of an outline, as the only file of a tree."""
    folder.mkdir()
    return page(written(folder, {"x.org": outline}))


def random_notes(random: Random) -> str:
    """A file of headings with all sorts of titles and texts."""
    lines, level = list[str](), 1
    for _ in range(random.randint(1, 30)):
        level = max(1, min(level + random.choice((-3, -2, -1, 0, 0, 1, 1, 2)), 9))
        state = random.choice(("TODO ", "DONE ", "WAIT ", "NO_WAY "))
        tags = random.choice(("", "", " :a:b_c:"))
        words = random.choice(("Title", "A *bold* one", "x_i of [[https://x.org][y]]", "1. #a ~b~"))
        lines.append(f"{'*' * level} {state}{words}{tags}\n{random.choice(TEXTS)}")
    named = "* TODO a\n* WAIT b\n* DONE c\n* NO_WAY d\n"
    return f"#+TODO: TODO WAIT | DONE NO_WAY\n{named}{''.join(lines)}"


def without_hollow_blanks(text: str) -> str:
    """Without the blank line that stands for dates and drawers."""
    return re.sub(r"\n\s*\n\s*\n", "\n\n", text)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_page_of_shipped_notes_comes_back(tmp_path: Path, name: str) -> None:
    made = page(shipped(name))
    imported = org_page.read(made.encode())
    assert without_hollow_blanks(again(tmp_path / "x", imported.outline)) == (
        without_hollow_blanks(made)
    )


def test_the_shipped_list_has_as_many_items_and_as_many_are_done() -> None:
    outline = org_page.read(page(shipped("notes")).encode()).outline
    states = re.findall(r"(?m)^\*+ (TODO|DONE) ", outline)
    assert (len(states), states.count("DONE")) == (191, 46)


@pytest.mark.parametrize("seed", range(150))
def test_what_was_exported_and_read_back_gives_the_same_page(tmp_path: Path, seed: int) -> None:
    made = page(written(tmp_path, {"a.org": random_notes(Random(seed))}))
    imported = org_page.read(made.encode())
    assert again(tmp_path / "again", imported.outline) == made


def test_random_text_comes_back_but_for_formulas_and_bare_links(tmp_path: Path) -> None:
    random = Random(3)
    objects = [part for part in PARTS["objects"] if not re.search(r"\$|\\|^\w+:", part)]
    texts = ["Z" + "".join(random.choices(objects, k=random.randint(1, 12))) for _ in range(400)]
    notes = "".join(f"* TODO T\n{_paragraph(text)}\n" for text in texts)
    made = page(written(tmp_path, {"a.org": notes}))
    made_again = again(tmp_path / "again", org_page.read(made.encode()).outline)
    assert made_again.split("# TODO T") == made.split("# TODO T")


def _paragraph(text: str) -> str:
    """Its lines, none of which is anything but text."""
    return "\n".join(f"Z{line.strip()}" for line in text.split("\n"))


PAGE_OF_ORG_9 = """
# Table of Contents

1.  [Tools](#org0a1b2c3)
    1.  [Rope](#org4d5e6f7)


<a id="org0a1b2c3"></a>

# Tools


<a id="org4d5e6f7"></a>

## TODO Rope &ndash; and knots     :sea:shore:

Under *all* conditions, see [Tools](#org0a1b2c3).

1.  DONE Bowline

    -   a hitch
    -   a bend

2.  Sheet bend
"""


def test_a_page_of_org_9_has_its_anchors_above_the_headings() -> None:
    assert org_page.read(PAGE_OF_ORG_9.encode()) == Imported(
        outline=(
            "* Tools\n"
            "** TODO Rope -- and knots                                         :sea:shore:\n"
            "Under /all/ conditions, see [[*Tools][Tools]].\n\n"
            "**** DONE Bowline\n"
            "- a hitch\n- a bend\n\n"
            "**** Sheet bend\n"
        )
    )


def test_what_a_page_cannot_say_is_said() -> None:
    text = '# A<a id="sec-1" name="sec-1"></a>\n\n\n1.  DONE b\n\n2.  DONE c\n'
    assert org_page.read(text.encode()).remarks == (
        "1 headings had lines that the page does not show, such as dates or properties; "
        "they are lost.",
    )
    bare = '<a id="org1"></a>\n\n# A\n\nText.\n'
    assert org_page.read(bare.encode()).remarks == (
        "No heading of the page has a keyword: Org before 9.1.3 wrote none.",
    )


def test_hostile_pages_become_text() -> None:
    text = (
        '# TODO COMMENT x<a id="sec-1" name="sec-1"></a>\n\n'
        "\\* no heading\n:LOGBOOK:\n#+TODO: A | B\n\n"
        '# word     :t:<a id="sec-2" name="sec-2"></a>\n\n    \\* code\n    * star\n'
    )
    outline = org_page.read(text.encode()).outline
    assert [line for line in outline.split("\n") if line.startswith(("*", "#+TODO", ":"))] == [
        "* TODO COMMENT x",
        "* word                                                                    :t:",
    ]


@pytest.mark.parametrize("text", ["", "# A\n\ntext\n", "- [ ] a\n", "* Org\n"])
def test_another_markdown_file_is_refused(text: str) -> None:
    assert not org_page.recognize(text.encode(), "x.md")
    with pytest.raises(ImportFormatError, match=r"^This is not a Markdown page of Org's export: "):
        org_page.read(text.encode())


@pytest.mark.parametrize(
    "text",
    ["> ", "-   ", "    ", "1.  ", "`", "``a`", "**a*", "<sub>", "[", "[a](", '<div class="a">\n'],
)
def test_endless_nesting_takes_no_time(text: str) -> None:
    head = '# A<a id="sec-1" name="sec-1"></a>\n\n'
    assert org_page.read(f"{head}{text * 20_000}\n".encode()).outline.startswith("* A\n")
    lines = "".join(f"{'    ' * n}1.  DONE a\n\n" for n in range(300))
    assert org_page.read(f"{head}{lines}".encode()).outline.count("DONE a") == 300


@pytest.mark.emacs
def test_emacs_reads_the_same_headings_from_the_page_it_made(tmp_path: Path) -> None:
    random = Random(7)
    notes = random_notes(random).replace("NO_WAY", "NOWAY")
    (tmp_path / "a.org").write_text("#+OPTIONS: tags:t\n" + notes, encoding="utf-8")
    script = '(progn (require \'ox-md) (find-file "a.org") (org-md-export-to-markdown))'
    subprocess.run(
        ["emacs", "-Q", "--batch", "--eval", script], cwd=tmp_path, check=True, capture_output=True
    )
    imported = org_page.read((tmp_path / "a.md").read_bytes())
    assert _headlines(imported.outline) == _headlines(notes)
    assert rows(page(report_on(tmp_path)))


def _headlines(text: str) -> list[str]:
    """Keywords and titles, in their order."""
    found = re.findall(r"(?m)^\*+ (.*?)(?:\s+:[\w:]+:)?$", text)
    return [line.replace("~", "=") for line in found]
