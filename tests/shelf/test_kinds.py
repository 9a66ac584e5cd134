"""Trees that nobody wrote for this program give the kinds and works a reader would say."""

from textwrap import dedent

import pytest

from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.shelf.classification import classify
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.kinds import make_kinds
from shelf.shelved import DROPPED, shelve


def roles(text: str, file: str = "notes.org") -> dict[str, str]:
    return {entry.heading.title: f"{entry.kind} {entry.role}" for entry in shelve(text, file)}


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("book", "book"),
        ("books", "book"),
        ("Paper", "paper"),
        ("videos", "video"),
        ("talk", "video"),
        ("course", "course"),
        ("articles", "article"),
        ("bookish", "other"),
        ("errand", "other"),
    ],
)
def test_a_tag_gives_the_kind_of_its_name_and_plural(tag: str, kind: str) -> None:
    (work,) = shelve(f"* TODO A :x:{tag}:\n")
    assert work.kind == kind


def test_an_own_property_beats_an_own_tag_and_that_what_is_inherited() -> None:
    text = """\
        #+filetags: :paper:
        * By file tags
        * By tag :video:
        * By property :video:
        :PROPERTIES:
        :KIND: book
        :END:
        """
    assert roles(text, "courses.org") == {
        "By file tags": "paper work",
        "By tag": "video work",
        "By property": "book work",
    }


@pytest.mark.parametrize("line", ["#+filetags: :x:book:", "#+FILETAGS: x book"])
def test_file_tags_give_the_kind_however_they_are_listed(line: str) -> None:
    assert roles(f"{line}\n* A\n* Papers\n** B\n") == {
        "A": "book work",
        "Papers": "book shelf",
        "B": "book work",
    }


def test_an_inherited_tag_makes_parts_of_what_is_titled_like_a_shelf() -> None:
    assert roles("* SICP :book:\n** Videos\n*** TODO Lecture 1\n") == {
        "SICP": "book work",
        "Videos": "book section",
        "Lecture 1": "book part",
    }


def test_the_drawer_at_the_top_of_a_file_says_its_kind() -> None:
    assert roles(":PROPERTIES:\n:KIND: podcast\n:END:\n* A\n", "books.org") == {"A": "podcast work"}


def test_what_has_a_kind_of_its_own_is_a_work_wherever_it_stands_but_in_a_work() -> None:
    text = """\
        * Projects
        ** TODO Renovation
        *** TODO Buy a sofa
        *** TODO Home repair :book:
        **** TODO Chapter 1
        **** The film :video:
        ** Meetings
        """
    assert roles(text) == {
        "Projects": "other work",
        "Renovation": "other part",
        "Buy a sofa": "other part",
        "Home repair": "book work",
        "Chapter 1": "book part",
        "The film": "video note",
        "Meetings": "other note",
    }


def test_a_heading_without_keyword_above_works_is_a_group() -> None:
    text = """\
        * Learning
        ** Machines
        *** TODO Deep Learning :book:
        *** Attention Is All You Need :paper:
        **** Notes
        ** TODO Ask Ada
        """
    assert roles(text) == {
        "Learning": "other group",
        "Machines": "other group",
        "Deep Learning": "book work",
        "Attention Is All You Need": "paper work",
        "Notes": "paper note",
        "Ask Ada": "other work",
    }


@pytest.mark.parametrize(
    "title",
    [
        *("Currently reading", "To read", "UP NEXT", "Finished [2/5]", "Fiction"),
        *("2025", "2019-2021", "A–F", "N - Z", "2026 Reading Challenge [1/3]", "Read in 2025"),
        *("My reading list", "Summer 2024", "Science Fiction", "favourites"),
    ],
)
def test_works_are_grouped_by_such_titles(title: str) -> None:
    shelf, group, work, part = shelve(f"* Books\n** {title}\n*** TODO A\n**** TODO B\n")
    assert [str(entry.role) for entry in (shelf, group, work, part)] == [
        "shelf",
        "group",
        "work",
        "part",
    ]
    assert (group.work, work.work, part.work) == (None, work, work)


@pytest.mark.parametrize(
    "title",
    [
        *("2025", "A–F", "1984 - George Orwell 1949", "A", "To read Proust"),
        *("Poetry", "My reading list"),
    ],
)
def test_a_title_of_a_work_makes_no_group(title: str) -> None:
    _, work = shelve(f"* Books\n** {title}\n")
    assert work.role == "work"


@pytest.mark.parametrize(
    "title", ["The Reading List", "March", "Reading Lolita in Tehran", "My Struggle", "Essays 1914"]
)
def test_a_title_that_only_sounds_so_is_a_work_with_parts(title: str) -> None:
    _, work, part = shelve(f"* Books\n** {title}\n*** TODO A\n")
    assert (work.role, part.work) == ("work", work)


@pytest.mark.parametrize(
    "said", ["AUTHOR: Iain Banks", "isbn: 9780316212366", "DOI: 10.1145/359340"]
)
def test_what_names_a_single_work_below_a_bare_heading_makes_it_a_group(said: str) -> None:
    drawer = f":PROPERTIES:\n:{said}\n:END:\n"
    shelf, group, work, part = shelve(f"* Books\n** Space\n*** TODO A\n{drawer}**** TODO B\n")
    assert [str(entry.role) for entry in (shelf, group, work, part)] == [
        *("shelf", "group", "work", "part"),
    ]
    whole, chapter = shelve(f"* Essays\n{drawer}** TODO A\n{drawer}")
    assert (whole.role, chapter.role) == ("work", "part")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        *(("Bücher", "book"), ("Livres", "book"), ("LIBROS", "book"), ("Książki", "book")),
        *(("本", "book"), ("論文", "paper"), ("Artículos", "article"), ("Kurse", "course")),
        *(("Vidéos", "video"), ("课程", "course"), ("Книги", "book")),
    ],
)
def test_shelves_have_their_names_in_other_languages(title: str, kind: str) -> None:
    shelf, work = shelve(f"* {title}\n** TODO A\n")
    assert (shelf.role, work.role, work.kind) == ("shelf", "work", kind)


def test_groups_nest_and_property_and_configuration_have_the_last_word() -> None:
    text = """\
        * Books
        ** Finished
        *** 2024
        **** DONE A
        ** With Ada
        *** DONE B
        ** Sea
        :PROPERTIES:
        :GROUP: t
        :END:
        *** DONE C
        ** 1984
        :PROPERTIES:
        :GROUP: nil
        :END:
        *** DONE Part one
        ** To read :book:
        *** TODO D
        """
    document = read(Lines.from_bytes(dedent(text).encode()), "notes.org")
    kinds = make_kinds({})._replace(groups=frozenset({"with ada"}))
    found = {e.heading.title: str(e.role) for e in classify(document, kinds, DROPPED)}
    assert found == {
        "Books": "shelf",
        **dict.fromkeys(("Finished", "2024", "With Ada", "Sea", "To read"), "group"),
        **dict.fromkeys(("A", "B", "C", "1984", "D"), "work"),
        "Part one": "part",
    }


def test_a_kind_with_what_only_a_work_has_is_no_shelf() -> None:
    text = "* SICP\n:PROPERTIES:\n:KIND: book\n:AUTHOR: Abelson\n:END:\n** Thoughts\n"
    assert roles(text) == {"SICP": "book work", "Thoughts": "book note"}


def test_a_table_says_which_tags_claim_a_kind() -> None:
    kinds = make_kinds({"book": ["Bücher"]}, {"book": ["tome"], "podcast": []})
    text = "* A :Tome:\n* B :book:\n* C :podcast:\n* Bücher\n** D\n* Podcasts\n** E\n"
    document = read(Lines.from_bytes(text.encode()), "notes.org")
    found: dict[str, Entry] = {e.heading.title: e for e in classify(document, kinds, DROPPED)}
    assert [found[title].kind for title in "ABCDE"] == ["book", "other", "other", "book", "podcast"]
