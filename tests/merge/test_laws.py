"""What holds of any merge, whatever the files say."""

from collections import Counter
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from merge.facts import document
from merge.merging import merge

LINES = (
    *("* A", "* B", "** C", "** TODO C", "*** D :x:", "* DONE A", "* E [1/2]", "* TODO [#A] F"),
    *(":PROPERTIES:", ":ID: 1", ":X: y", ":PAGE: 4", ":END:", ":LOGBOOK:", ":REVIEW_DATA:"),
    *("CLOCK: [2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:00] =>  1:00", "CLOCK: [2026-11-21 Sat]"),
    *("SCHEDULED: <2026-11-20 Fri>", "CLOSED: [2026-11-20 Fri]", "#+TITLE: x", "#+TODO: A | B"),
    *("", "text", "other text", "- [ ] a", "- [X] b", "  - sub", "#+begin_src", "#+end_src"),
    *("| a | b |", "| position | due |", "#+FILETAGS: :a:", "# c", "[fn:1] note"),
)


@dataclass(frozen=True, slots=True)
class Versions:
    """A file, and what two devices have made of it."""

    base: bytes
    ours: bytes
    theirs: bytes


@st.composite
def versions(draw: st.DrawFn) -> Versions:
    line = st.sampled_from(LINES)
    base = draw(st.lists(line, max_size=16))

    def edited() -> list[str]:
        lines = list(base)
        for _ in range(draw(st.integers(0, 3))):
            at, more = draw(st.integers(0, len(lines))), draw(st.integers(0, 4))
            new = draw(st.lists(line, max_size=3))
            block = lines[at : at + more]
            lines[at : at + more] = new
            if draw(st.booleans()):
                goal = draw(st.integers(0, len(lines)))
                lines[goal:goal] = block
        return lines

    end = draw(st.sampled_from(("\n", "\n", "\r\n")))
    last = draw(st.sampled_from((end, end, "")))
    return Versions(*((end.join(lines) + last).encode() for lines in (base, edited(), edited())))


def said(data: bytes) -> Counter[str]:
    """The lines of a file but for stars and blanks around them."""
    lines = (line.strip().lstrip("*").strip() for line in data.decode().splitlines())
    return Counter(line for line in lines if line)


@given(versions())
def test_what_one_side_left_alone_is_as_the_other_has_it(v: Versions) -> None:
    assert merge(v.base, v.ours, v.base).data == v.ours
    assert merge(v.base, v.base, v.theirs).data == v.theirs
    assert merge(v.base, v.ours, v.ours).data == v.ours
    assert merge(None, v.ours, v.ours).data == v.ours


@given(versions())
def test_the_sides_change_nothing_but_the_order(v: Versions) -> None:
    one, other = merge(v.base, v.ours, v.theirs), merge(v.base, v.theirs, v.ours)
    assert bool(one.conflicts) == bool(other.conflicts)
    if not one.conflicts:
        assert said(one.data) == said(other.data)


@given(versions(), st.booleans())
def test_a_line_that_the_other_side_did_not_take_away_stays(v: Versions, known: bool) -> None:
    """Headlines, dates and rows aside, which are merged by their parts."""
    merged = merge(v.base if known else None, v.ours, v.theirs)
    there, base = said(merged.data), said(v.base) if known else Counter[str]()
    for made, beside in ((v.ours, v.theirs), (v.theirs, v.ours)):
        for line in said(made):
            if _is_whole(line) and said(beside)[line] >= base[line]:
                assert there[line], (line, merged)


def _is_whole(line: str) -> bool:
    """Whether a line is taken as it is, or not at all."""
    return line[:1].islower() or line.startswith(("CLOCK", "[fn", "# "))


@given(versions())
def test_untouched_headings_keep_their_bytes(v: Versions) -> None:
    """What is put below both versions of a file comes out as it was put in."""
    end = b"\r\n" if b"\r\n" in v.base else b"\n"
    tail = end.join((b"* Last  :odd:", b"  :PROPERTIES:", b":a: b", b":END:", b"\tx  ", b""))
    base, ours, theirs = (
        data + (b"" if data.endswith(end) or not data else end) + tail
        for data in (v.base, v.ours, v.theirs)
    )
    assert merge(base, ours, theirs).data.endswith(tail)


@given(versions(), versions())
def test_files_that_have_nothing_in_common_are_both_there(one: Versions, other: Versions) -> None:
    merged = merge(None, one.ours, other.ours)
    assert {line for line in said(one.ours) | said(other.ours) if _is_whole(line)} <= set(
        said(merged.data)
    )
    assert document(merged.data).lines.to_bytes() == merged.data
