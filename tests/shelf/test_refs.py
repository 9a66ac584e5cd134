"""Naming a heading: each form of a REF, which one wins, and what is no name."""

from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgshelf.errors import NotFoundError
from orgshelf.shelf.refs import nearest_titles
from orgshelf.store.config import Config
from orgshelf.store.library import Library
from orgshelf.store.opening import library_in_memory
from shelf.shelved import library_of, titles

NOW = datetime(2026, 11, 23, 10)
PAPERS = """\
#+TITLE: Papers
* Papers
** TODO Turing machines are universal
   text
   more text
*** TODO Exercise one
** DONE Chaos and order
:PROPERTIES:
:ID: 1B2C-3d
:CUSTOM_ID: chaos
:END:
** TODO Chaos
*** TODO Exercise one
** [[https://x.y][Feed]] forward [1/2]
** TODO feed
"""


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "notes"
    (root / "sub").mkdir(parents=True)
    (root / "papers.org").write_text(PAPERS)
    (root / "sub" / "papers.org").write_text("* Other\n* TODO Deep\n")
    (root / "sub" / "own.org").write_text("* TODO Own\n")
    monkeypatch.chdir(tmp_path)
    return root


def library(root: Path) -> Library:
    return library_in_memory(root, Config(), NOW)


@cache
def papers() -> Library:
    return library_of(PAPERS, NOW, "papers.org")


def find(ref: str) -> list[str]:
    return titles(papers().find(ref))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (2, "Papers"),
        (3, "Turing machines are universal"),
        (4, "Turing machines are universal"),
        (5, "Turing machines are universal"),
        (6, "Exercise one"),
        (9, "Chaos and order"),
        (15, "feed"),
    ],
)
def test_a_line_anywhere_in_the_entry(line: int, title: str) -> None:
    assert find(f"papers.org:{line}") == [title]
    assert find(f" papers.org:{line}: what a compiler adds ") == [title]


@pytest.mark.parametrize(
    "ref",
    [
        *("papers.org:0", "papers.org:1", "papers.org:16", f"papers.org:{'9' * 5000}"),
        *("other.org:2", "papers.org:x", "id:", "#", "id:none", "#none", "", "  ", "zzzz", "ffff"),
    ],
)
def test_what_names_nothing(ref: str) -> None:
    with pytest.raises(NotFoundError) as missing:
        find(ref)
    assert missing.value.exit_code == 3
    assert len(str(missing.value).splitlines()) == 1


@pytest.mark.parametrize("ref", ["id:1B2C-3d", "id:1b2c-3D", "id: 1B2C-3d", "#chaos", "#Chaos"])
def test_by_its_properties(ref: str) -> None:
    assert find(ref) == ["Chaos and order"]


def test_by_its_short_id() -> None:
    for entry in list(papers().entries):
        for length in (4, 5, 8, 16):
            found = papers().find(entry.id[:length])
            assert entry in found
            assert all(other.id.startswith(entry.id[:length]) for other in found)


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        ("turing", ["Turing machines are universal"]),
        ("UNIVERSAL turing", ["Turing machines are universal"]),
        ("chaos", ["Chaos"]),
        ("Chaos", ["Chaos"]),
        ("chao", ["Chaos and order", "Chaos"]),
        ("exercise", ["Exercise one", "Exercise one"]),
        ("exercise turing", ["Exercise one"]),
        ("papers chaos exercise", ["Exercise one"]),
        ("feed", ["feed"]),
        ("feed forward", ["Feed forward"]),
        ("https", None),
    ],
)
def test_by_its_words(ref: str, found: list[str] | None) -> None:
    """The whole title beats words of it, and these beat words of the titles above."""
    if found is None:
        with pytest.raises(NotFoundError):
            find(ref)
    else:
        assert find(ref) == found


def test_near_titles_are_offered() -> None:
    known = titles(papers().entries)
    assert nearest_titles(known, "turning machine")[0] == "Turing machines are universal"
    assert nearest_titles(known, "xyzzy") == []
    assert nearest_titles(["Gödel, Escher, Bach"], "goedel") == ["Gödel, Escher, Bach"]
    with pytest.raises(NotFoundError, match="Turing machines are universal"):
        find("turning machine")


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_name_or_is_not_found(ref: str) -> None:
    try:
        found = papers().find(ref)
    except NotFoundError:
        return
    assert found


@pytest.mark.parametrize(
    ("folder", "ref", "found"),
    [
        (".", "notes/papers.org:3", ["Turing machines are universal"]),
        (".", "./notes/papers.org:3", ["Turing machines are universal"]),
        (".", "papers.org:3", ["Turing machines are universal"]),
        (".", "sub/own.org:1", ["Own"]),
        (".", "notes/sub/../papers.org:3", ["Turing machines are universal"]),
        ("notes", "papers.org:2", ["Papers"]),
        ("notes/sub", "own.org:1", ["Own"]),
        ("notes/sub", "sub/own.org:1", ["Own"]),
        ("notes/sub", "../papers.org:3", ["Turing machines are universal"]),
        ("notes/sub", "papers.org:1", ["Other"]),
        ("notes/sub", "papers.org:2", ["Deep", "Papers"]),
        ("linked/sub", "own.org:1", ["Own"]),
    ],
)
def test_a_file_as_seen_from_here_or_from_the_notes(
    notes: Path, folder: str, ref: str, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (notes.parent / "linked").symlink_to("notes")
    loaded = library(notes)
    monkeypatch.chdir(notes.parent / folder)
    assert titles(loaded.find(ref)) == found


def test_an_absolute_path(notes: Path) -> None:
    assert titles(library(notes).find(f"{notes / 'papers.org'}:3")) == [
        "Turing machines are universal"
    ]


def test_a_note_that_is_a_symlink_out_of_the_tree(notes: Path) -> None:
    (notes.parent / "real.org").write_text("* TODO Real\n")
    (notes / "link.org").symlink_to("../real.org")
    for ref in ("notes/link.org:1", "link.org:1"):
        assert titles(library(notes).find(ref)) == ["Real"]


def test_a_folder_of_the_notes_that_is_named_relative(notes: Path) -> None:
    assert titles(library(Path("notes")).find("notes/papers.org:3")) == [
        "Turing machines are universal"
    ]
