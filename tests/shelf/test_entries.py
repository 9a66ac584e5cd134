"""What a heading is: its kind, its role, its work, its name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgshelf.shelf.entries import Role, shortest, subtree
from shelf.shelved import named, shelve, titles


def kinds_of(text: str, file: str = "notes.org") -> dict[str, str]:
    return {entry.heading.title: entry.kind for entry in shelve(text, file)}


def roles_of(text: str, file: str = "notes.org") -> dict[str, str]:
    return {entry.heading.title: entry.role.value for entry in shelve(text, file)}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Books", "book"),
        ("Book", "book"),
        ("BOOKS", "book"),
        ("books", "book"),
        ("Papers", "paper"),
        ("paper", "paper"),
        ("Tutorials", "tutorial"),
        ("Tutorial", "tutorial"),
        ("Videos", "video"),
        ("VIDEO", "video"),
        ("Books [0/3]", "book"),
        ("[[https://x.y][Papers]]", "paper"),
        ("Books :tag:", "book"),
        ("Books to read", "book"),
        ("Papers of 2025", "paper"),
        ("Reading list", "book"),
        ("Leseliste", "book"),
        ("Bookshelf", "other"),
        ("Reading", "other"),
    ],
)
def test_a_shelf_is_known_by_its_title(title: str, kind: str) -> None:
    shelf, work = shelve(f"* {title}\n** TODO A\n")
    assert (shelf.kind, work.kind) == (kind, kind)
    assert (shelf.role is Role.SHELF) == (kind != "other")


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("books.org", "book"),
        ("Paper.org", "paper"),
        ("VIDEOS.org", "video"),
        ("papers/chaos.org", "paper"),
        ("books/2020/papers.org", "paper"),
        ("books/2020/chaos.org", "book"),
        ("books/papers/chaos.org", "paper"),
        ("notes.org", "other"),
        ("my books.org", "other"),
    ],
)
def test_a_file_or_the_nearest_folder_can_be_the_shelf(file: str, kind: str) -> None:
    (work,) = shelve("* TODO A\n", file)
    assert (work.kind, work.role) == (kind, Role.WORK)


def test_each_source_of_a_kind_gives_way_to_a_nearer_one() -> None:
    kinds = kinds_of(
        """\
        #+PROPERTY: KIND podcast
        * By file
        * Papers
        ** By shelf
        *** Part
        ** By property
        :PROPERTIES:
        :KIND: video
        :END:
        *** Its part
        *** Books
        **** Deep
        """,
        "tutorials.org",
    )
    assert kinds == {
        "By file": "podcast",
        "Papers": "paper",
        "By shelf": "paper",
        "Part": "paper",
        "By property": "video",
        "Its part": "video",
        "Books": "book",
        "Deep": "book",
    }


def test_a_property_of_its_own_beats_a_heading_s_title() -> None:
    kinds = kinds_of("* Books\n:PROPERTIES:\n:KIND: Course\n:END:\n** TODO A\n")
    assert kinds == {"Books": "course", "A": "course"}


@pytest.mark.parametrize("value", ["nil", ""])
def test_an_unset_kind_says_nothing(value: str) -> None:
    text = f"* A\n:PROPERTIES:\n:KIND: {value}\n:END:\n"
    assert kinds_of(text, "books.org") == {"A": "book"}
    assert kinds_of(f"#+PROPERTY: KIND {value}\n* A\n", "books.org") == {"A": "book"}


def test_a_kind_property_can_make_a_shelf() -> None:
    text = "* Listening\n:PROPERTIES:\n:KIND: podcast\n:END:\n** TODO A\n*** TODO B\n"
    assert roles_of(text) == {"Listening": "shelf", "A": "work", "B": "part"}
    assert set(kinds_of(text).values()) == {"podcast"}


def test_the_configuration_adds_kinds_and_titles() -> None:
    extra = {"course": ["MOOCs"], "book": ["Bücher"], "Podcast": []}
    text = "* MOOCs\n** A\n* Courses\n** B\n* BÜCHER\n** C\n* Podcasts\n** D\n* Books\n** E\n"
    entries = shelve(text, kinds=extra)
    assert [named(entries, title).kind for title in "ABCDE"] == [
        "course",
        "course",
        "book",
        "podcast",
        "book",
    ]


def test_roles() -> None:
    assert roles_of(
        """\
        * Books
        ** TODO Plain work
        ** Work with parts
        *** TODO Chapter
        **** TODO Exercise
        *** Section of parts
        **** DONE Clip
        *** Thoughts
        **** Quotes
        ** Bare work
        """
    ) == {
        "Books": "shelf",
        "Plain work": "work",
        "Work with parts": "work",
        "Chapter": "part",
        "Exercise": "part",
        "Section of parts": "section",
        "Clip": "part",
        "Thoughts": "note",
        "Quotes": "note",
        "Bare work": "work",
    }


def test_on_a_skipped_level_the_first_heading_below_the_shelf_is_the_work() -> None:
    entries = shelve("* Videos\n*** Theano\n**** TODO Clip\n** Later\n*** TODO Other clip\n")
    assert {entry.heading.title: entry.role.value for entry in entries} == {
        "Videos": "shelf",
        "Theano": "work",
        "Clip": "part",
        "Later": "work",
        "Other clip": "part",
    }
    clip = named(entries, "Clip")
    assert clip.work is named(entries, "Theano")
    assert clip.path == ("Videos", "Theano")


def test_an_item_without_parts_is_no_shelf_whatever_its_title() -> None:
    assert roles_of("* TODO Papers\n* TODO Videos\n** TODO A\n", "books.org") == {
        "Papers": "work",
        "Videos": "shelf",
        "A": "work",
    }


def test_a_shelf_has_no_work_and_a_work_is_its_own() -> None:
    shelf, work, part = shelve("* Books\n** A\n*** TODO B\n")
    assert (shelf.work, work.work, part.work) == (None, work, work)
    assert (shelf.parent, work.parent, part.parent) == (None, shelf, work)


def test_an_entry_knows_its_subtree_and_its_text() -> None:
    entries = shelve("* A\nSCHEDULED: <2026-11-23 Mon>\nfirst\nlast\n** B\n* C\n")
    assert titles(subtree(entries, entries[0])) == ["A", "B"]
    assert entries[0].text == "first\nlast"
    assert entries[1].text == ""


#: Outlines with few titles, so that the same one stands in several places.
OUTLINES = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(("A", "B", "TODO A", "[1/2] A"))), max_size=25
).map(lambda rows: "".join(f"{'*' * level} {title}\n" for level, title in rows))


@settings(deadline=None)
@given(OUTLINES)
def test_every_heading_has_a_name_of_its_own(outline: str) -> None:
    entries = shelve(outline)
    ids = [entry.id for entry in entries]
    assert len(set(ids)) == len(ids)
    short = shortest(sorted(ids))
    assert short.keys() == set(ids)
    for id_ in ids:
        assert len(short[id_]) >= 4
        assert [other for other in ids if other.startswith(short[id_])] == [id_]


@settings(deadline=None)
@given(st.lists(st.text("ab", min_size=8, max_size=8), unique=True, max_size=30))
def test_short_ids_are_as_short_as_can_be(ids: list[str]) -> None:
    for id_, short in shortest(sorted(ids)).items():
        assert id_.startswith(short)
        shorter = short[:-1]
        assert len(short) == 4 or sum(other.startswith(shorter) for other in ids) > 1


@settings(deadline=None)
@given(OUTLINES)
def test_names_stay_when_states_and_texts_change(outline: str) -> None:
    changed = "".join(
        f"{line.replace('TODO ', 'DONE ')} [2/2] :tag:\nnew text\n" for line in outline.splitlines()
    )
    assert [entry.id for entry in shelve(outline)] == [entry.id for entry in shelve(changed)]


@settings(deadline=None)
@given(OUTLINES)
def test_a_subtree_holds_its_own_progress(outline: str) -> None:
    entries = shelve(outline)
    for entry in entries:
        inside = subtree(entries, entry)
        assert entry.progress.total == sum(other.is_item for other in inside)
        assert inside[0] is entry
        assert all(other.heading.level > entry.heading.level for other in inside[1:])
        assert all(entry.heading.title in other.path for other in inside[1:])
