"""A proof looks at the entries whose lines differ, and says what a look at all would say."""

from collections.abc import Sequence
from dataclasses import fields
from itertools import chain, takewhile

from hypothesis import given
from hypothesis import strategies as st

from orgshelf.actions import entry_text, proofs
from orgshelf.model import Heading
from orgshelf.org.lines import Lines
from orgshelf.org.reader import ReadDocument, read

LINES = (
    *("* A", "* TODO A", "* DONE A", "* READ B", "** TODO [#A] C :x:", "** [#10] C", "*** D [1/2]"),
    *("", "text", "  ", "CLOSED: [2026-11-02 Mon 10:00]", "#+TODO: READ | DONE", "#+TITLE: t"),
    *(
        ":PROPERTIES:",
        ":K: v",
        ":K+: w",
        ":END:",
        ":LOGBOOK:",
        "- note",
        "#+begin_src",
        "#+end_src",
    ),
)
TEXTS = st.lists(st.sampled_from(LINES), max_size=14)


@st.composite
def versions(draw: st.DrawFn) -> tuple[Sequence[str], Sequence[str]]:
    """A text, and the same with some of its lines changed."""
    before = draw(TEXTS)
    after = list(before)
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(after)))
        new = draw(st.lists(st.sampled_from(LINES), max_size=2))
        after[start : start + draw(st.integers(0, 2))] = new
    return before, after


@given(versions(), st.integers(0, 14))
def test_an_edit_is_proved_alike(pair: tuple[Sequence[str], Sequence[str]], place: int) -> None:
    before, after = map(_document, pair)
    old, new = entry_text.sections(before), entry_text.sections(after)
    wanted = (
        _same_file(before, after)
        and len(old) == len(new)
        and all(
            _level_and_title(a) == _level_and_title(b) and (index == place or _says(a) == _says(b))
            for index, (a, b) in enumerate(zip(old, new, strict=True))
        )
    )
    found = proofs.only_touches(before, after, place)
    # The drawers of the one that is touched are looked at by the same code in both.
    assert not found or wanted
    if place >= len(old):
        assert found is wanted


@given(versions(), st.integers(0, 6), st.integers(0, 6))
def test_a_cut_is_proved_alike(
    pair: tuple[Sequence[str], Sequence[str]], place: int, size: int
) -> None:
    before, after = map(_document, pair)
    old, new = entry_text.sections(before), entry_text.sections(after)
    start, stop = (min(n, len(old)) for n in (place, place + size))
    rest = [*old[:start], *old[stop:]]
    wanted = _top(before) == _top(after) and [(*_level_and_title(s), _says(s)) for s in rest] == [
        (*_level_and_title(s), _says(s)) for s in new
    ]
    assert proofs.only_shrinks(before, after, start, stop) is wanted


@given(versions(), st.data())
def test_another_order_is_proved_alike(
    pair: tuple[Sequence[str], Sequence[str]], data: st.DataObject
) -> None:
    before, top = _document(pair[0]), _above(pair[0])
    old = entry_text.sections(before)
    order = data.draw(st.permutations(range(len(old))))
    moved = [*top, *chain.from_iterable(old[index].lines for index in order)]
    after = _document(_edited(moved, data))
    new = entry_text.sections(after)
    wanted = (
        _top(before) == _top(after)
        and len(new) == len(old)
        and all(
            _level_and_title(old[index]) == _level_and_title(now)
            and _says_trimmed(old[index]) == _says_trimmed(now)
            for index, now in zip(order, new, strict=True)
        )
    )
    assert proofs.only_reorders(before, after, order) is wanted


@given(versions(), st.data())
def test_other_levels_are_proved_alike(
    pair: tuple[Sequence[str], Sequence[str]], data: st.DataObject
) -> None:
    before, top = _document(pair[0]), _above(pair[0])
    old = entry_text.sections(before)
    start, stop = sorted(data.draw(st.integers(0, len(old))) for _ in range(2))
    levels = [old[index].heading.level + 1 for index in range(start, stop)]
    deeper = ["*" * (start <= index < stop) + section.lines[0] for index, section in enumerate(old)]
    lines = [[head, *section.text] for head, section in zip(deeper, old, strict=True)]
    after = _document(_edited([*top, *chain.from_iterable(lines)], data))
    new = entry_text.sections(after)
    wanted_levels = [section.heading.level for section in old]
    wanted_levels[start:stop] = levels
    wanted = (
        _same_file(before, after)
        and [section.heading.level for section in new] == wanted_levels
        and all(
            (a.heading.text, _says(a)) == (b.heading.text, _says(b))
            for a, b in zip(old, new, strict=True)
        )
    )
    assert proofs.only_shifts(before, after, start, levels) is wanted


@given(versions(), st.integers(0, 6), st.sampled_from(("A", "C", "New")))
def test_another_title_is_proved_alike(
    pair: tuple[Sequence[str], Sequence[str]], place: int, text: str
) -> None:
    before, after = map(_document, pair)
    old, new = entry_text.sections(before), entry_text.sections(after)
    place = min(place, len(old) - 1)
    if place < 0:
        return
    wanted = (
        _same_file(before, after)
        and len(old) == len(new)
        and new[place].heading.text == text
        and all(
            a.heading.level == b.heading.level
            and _says(a) == _says(b)
            and (index == place or a.heading.text == b.heading.text)
            for index, (a, b) in enumerate(zip(old, new, strict=True))
        )
    )
    assert proofs.only_renames(before, after, place, text) is wanted


@given(versions())
def test_a_file_read_bit_by_bit_is_the_file_read_at_once(
    pair: tuple[Sequence[str], Sequence[str]],
) -> None:
    text = pair[1]
    whole, bits = _document(text), _document(text)
    every = list(whole.headings)
    backwards = [bits.headings[place] for place in reversed(range(len(bits.headings)))]
    names = [field.name for field in fields(Heading)]
    for one, other in zip(every, reversed(backwards), strict=True):
        assert [getattr(one, name) for name in names] == [getattr(other, name) for name in names]


def _above(lines: Sequence[str]) -> list[str]:
    """The lines above the first heading."""
    return list(takewhile(lambda line: not line.startswith("*"), lines))


def _edited(lines: Sequence[str], data: st.DataObject) -> list[str]:
    """The lines, of which one may be another."""
    edited, is_another = list(lines), data.draw(st.booleans())
    if edited and is_another:
        edited[data.draw(st.integers(0, len(edited) - 1))] = data.draw(st.sampled_from(LINES))
    return edited


def _same_file(before: ReadDocument, after: ReadDocument) -> bool:
    return (
        before.settings == after.settings
        and before.properties == after.properties
        and _top(before) == _top(after)
    )


def _document(lines: Sequence[str]) -> ReadDocument:
    return read(Lines.from_bytes("\n".join(chain(lines, [""])).encode()))


def _top(document: ReadDocument) -> list[str]:
    """The lines above the first heading, without the blanks that end them."""
    texts = document.lines.texts
    stop = document.headings[0].line - 1 if document.headings else len(texts)
    return "\n".join(texts[:stop]).rstrip(" \t\n").split("\n")


def _level_and_title(section: entry_text.Section) -> tuple[int, str]:
    title = section.heading.title
    bare = title.removeprefix("[#10]").lstrip(" ") if title.startswith("[#10]") else title
    return section.heading.level, bare


def _says(section: entry_text.Section) -> tuple[object, ...]:
    heading = section.heading
    return (
        *(heading.keyword, heading.priority, heading.local_tags, heading.planning),
        dict(heading.properties),
        section.text,
    )


def _says_trimmed(section: entry_text.Section) -> tuple[object, ...]:
    *said, text = _says(section)
    assert isinstance(text, tuple)
    return (*said, "\n".join(text).rstrip(" \t\n"))
