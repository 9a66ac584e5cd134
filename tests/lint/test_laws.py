"""What holds of any text: nothing fails, findings are in it, and each fix is safe by itself."""

from bisect import bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emacs import random_bodies, random_lint, random_org
from lint.linted import found_in
from orgshelf.actions.fixing import only_fixes
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read

PARTS = (
    *("* ", "** TODO ", "[#", ":a::b:", "\n", "\n\n", " ", "#+", "#+begin_", "#+end_", "quote"),
    *(
        "DEADLINE: ",
        "CLOSED: ",
        "CLOCK: ",
        "<2026-12-01 Fri>",
        "[2026-02-30 25:61]",
        "--",
        "=> 1:0",
    ),
    *(
        ":PROPERTIES:\n",
        ":END:\n",
        ":ID: a",
        ":PAGE: x",
        "[[",
        "]]",
        "][",
        "#x",
        "*x",
        "%20",
        "(x)",
    ),
    *(
        "[fn:1]",
        "<<x>>",
        "- [ ] ",
        "1. ",
        "[1/2]",
        "[%]",
        "file+sys:",
        "é",
        "\udcff",
        "\r\n",
        "\x00",
    ),
)


@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=3), max_size=40).map("".join))
def test_no_text_makes_a_check_fail(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    count = len(Lines.from_bytes(data).texts)
    assert all(1 <= one.finding.line <= count for one in found_in(data))


@pytest.mark.parametrize("index", range(20))
def test_each_fix_changes_no_more_than_it_says(index: int) -> None:
    body = "\n".join(["* One", *random_bodies.body(3, index)]) + "\n"
    for data in (
        random_lint.org_file(3, index).encode(),
        random_org.org_file(3, index),
        body.encode(),
    ):
        before = read(Lines.from_bytes(data), "a.org")
        starts = [heading.line for heading in before.headings]
        for one in found_in(data):
            if one.finding.fix:
                lines = before.lines.apply(one.finding.fix)
                after = read(Lines.from_bytes(lines.to_bytes()), "a.org")
                place = bisect_right(starts, one.finding.line) - 1
                assert only_fixes(before, after, {place: one.check.changes}), one
