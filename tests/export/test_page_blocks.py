"""Lists, blocks and lines of an entry as Markdown."""

import pytest

from export.pages import PARSER
from orgshelf.export.page_blocks import guarded, pieces
from orgshelf.export.page_context import PageContext
from orgshelf.export.page_pieces import joined

NOWHERE = PageContext(lambda target: None, lambda note: None)


def shown(text: str) -> str:
    return "\n".join(joined(pieces(text.split("\n"), NOWHERE)))


def test_items_are_numbered_on_from_where_they_say() -> None:
    assert shown("3. a\n4. [@7] b\n9. c\n") == "1.  a\n7.  b\n8.  c"


def test_what_stands_in_an_item_stands_in_as_far_as_its_words() -> None:
    text = "99. [@99] a\n1. b\n\n   text\n   - c\n"
    assert shown(text) == "99. a\n100. b\n     \n     text\n     \n     -   c"


def test_boxes_and_tags() -> None:
    assert shown("- [X] a\n- [ ] b :: c\n- [-] d\n") == "-   [X] a\n-   [ ] **b:** c\n-   [-] d"


def test_lists_that_follow_each_other_stay_two() -> None:
    assert shown("- a\n\n\n- b\n") == "-   a\n\n<!-- -->\n\n-   b"


def test_code_keeps_its_columns_and_loses_its_guards() -> None:
    text = "#+begin_src org\n  ,* a\n    ,,#+b\n\n  c, d\n#+end_src\n"
    assert shown(text) == "    * a\n      ,#+b\n    \n    c, d"


@pytest.mark.parametrize(
    "line", ["> x", "~~~", "----", "- ", "===", "=", "1986. x", "+ x", "# x", "|-|-", ":-|-:"]
)
def test_a_line_of_text_stays_one(line: str) -> None:
    for text in (f"{guarded(line)}\ny", f"a|b\n{guarded(line)}\nc|d"):
        tokens = PARSER.parse(text)
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        words = "".join(child.content or "\n" for child in tokens[1].children or ())
        assert line.strip() in words


def test_a_block_that_is_never_closed_is_text() -> None:
    assert shown("#+begin_quote\na\n") == "\\#+begin<sub>quote</sub>\na"


def test_tables_without_their_marks() -> None:
    text = "| a | *b* |\n|---+-----|\n| <l> | <r3> |\n| 1 | <x |\n"
    assert shown(text).split("\n")[1:] == [
        "<thead>",
        "<tr><th>a</th><th><b>b</b></th></tr>",
        "</thead>",
        "<tbody>",
        "<tr><td>1</td><td>&lt;x</td></tr>",
        "</tbody>",
        "</table>",
    ]
