"""What is seen of a folded outline, against the plain rule for it."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from orgshelf.shelf.entries import Entry
from orgshelf.store.config import Config
from orgshelf.store.folding import Outline, Outlines
from orgshelf.store.library import Library
from orgshelf.store.opening import library_in_memory, reopened

NOW = datetime(2026, 11, 23, 9)

levels = st.lists(st.integers(1, 4), min_size=1, max_size=12)
files = st.lists(levels, min_size=1, max_size=3)
turns = st.lists(st.integers(0, 40), max_size=6)


def write(root: Path, shelves: list[list[int]], *, first: int = 0) -> None:
    for number, depths in enumerate(shelves, first):
        heads = (f"{'*' * depth} TODO {n}" for n, depth in enumerate(depths))
        text = "\n".join(["* Books", *(f"*{head}" for head in heads), ""])
        (root / f"{number}.org").write_text(text)


def written(root: Path, shelves: list[list[int]]) -> Library:
    write(root, shelves)
    return library_in_memory(root, Config(), NOW)


def folded(entries: list[Entry], shut: set[str]) -> list[str]:
    """The ids of the headings that have nothing above them that is folded."""
    return [e.id for e in entries if not any(above.id in shut for above in e.ancestors)]


@given(files, turns)
def test_what_is_seen_is_what_nothing_above_folds(
    shelves: list[list[int]], turned: list[int]
) -> None:
    with TemporaryDirectory() as folder:
        library = written(Path(folder), shelves)
        entries = list(library.entries)
        shut = {e.id for e in entries if e.work is not None}  # works, and what is below them
        outline = Outline.of(library.stored)
        for number in turned:
            place = number % len(outline.ids)
            (entry,) = outline.entries(library.stored, place, place + 1)
            below = {e.id for e in entries if entry in e.ancestors}
            # What is folded and unfolded again is as it was at first below.
            shut ^= {entry.id}
            shut = {id_ for id_ in shut if id_ not in below} | {
                e.id for e in entries if e.id in below and e.work is not None
            }
            outline = outline.turned_at(library.stored, place)
        seen = [e.id for e in outline.entries(library.stored, 0, len(outline.ids))]
        assert seen == folded(entries, shut)
        again = Outline.of(library.stored).with_turned(library.stored, outline.turned)
        assert again.ids == outline.ids


@given(files)
def test_everything_is_seen_of_the_whole_outline(shelves: list[list[int]]) -> None:
    with TemporaryDirectory() as folder:
        library = written(Path(folder), shelves)
        outline = Outline.of(library.stored, whole=True)
        seen = [e.id for e in outline.entries(library.stored, 0, len(outline.ids))]
        assert seen == [e.id for e in library.entries]
        for id_ in outline.ids:
            assert id_ in Outline.of(library.stored).revealing(library.stored, id_).ids


@given(files, files, st.integers(0, 3), turns)
def test_outlines_after_a_change_are_those_of_the_notes_as_they_are(
    before: list[list[int]], after: list[list[int]], first: int, turned: list[int]
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, before, first=1)
        library = library_in_memory(root, Config(), NOW)
        outlines = Outlines(library)
        seen = outlines.outline(whole=False).ids
        opened = {seen[number % len(seen)] for number in turned}
        outlines.outline(whole=True)
        write(root, after, first=first)  # files change, and one before or behind them comes
        now = reopened(library)
        renewed, fresh = outlines.renewed(now), Outlines(now)
        for whole in (False, True):
            assert renewed.outline(whole=whole) == fresh.outline(whole=whole)
            assert renewed.outline(whole=whole, turned=opened) == fresh.outline(
                whole=whole, turned=opened
            )
