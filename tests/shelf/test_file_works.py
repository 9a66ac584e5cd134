"""Files that are one work each, as org-roam, denote and citar keep them."""

from textwrap import dedent

import pytest

from orgshelf.org.file_heading import file_title, name_tags
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.shelf.classification import Classification, classify
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.kinds import make_kinds
from orgshelf.shelf.roam_refs import RoamRefs, read_refs
from orgshelf.shelf.titles import credits_of
from shelf.shelved import DROPPED

ROAM = """\
    :PROPERTIES:
    :ID:       0c1d
    :ROAM_REFS: @lem1961
    :END:
    #+title: Solaris
    #+filetags: :book:sea:

    Read it by the sea.
    * Summary
    * TODO Chapter 1 :hard:
    ** DONE Page 3
    """


def classified(text: str, file: str = "roam/20260101-solaris.org") -> Classification:
    document = read(Lines.from_bytes(dedent(text).encode()), file)
    return classify(document, make_kinds({}), DROPPED)


def work(text: str, file: str = "roam/a.org") -> Entry | None:
    return classified(text, file).file


def test_the_file_is_a_work_of_level_0_and_its_headings_are_parts_and_notes() -> None:
    entries = classified(ROAM)
    file = entries.file
    assert file is not None
    heading = file.heading
    assert (file.kind, file.role, file.path, file.parent) == ("book", Role.WORK, (), None)
    assert (heading.title, heading.level, heading.line, heading.end) == ("Solaris", 0, 1, 8)
    assert (heading.local_tags, heading.get("ID")) == (("book", "sea"), "0c1d")
    assert (file.progress.done, file.progress.total) == (1, 2)
    assert file.text == "Read it by the sea."
    assert [(e.heading.title, e.kind, str(e.role), e.path, e.work) for e in entries] == [
        ("Summary", "book", "note", ("Solaris",), file),
        ("Chapter 1", "book", "part", ("Solaris",), file),
        ("Page 3", "book", "part", ("Solaris", "Chapter 1"), file),
    ]


@pytest.mark.parametrize(
    ("top", "kind"),
    [
        (":PROPERTIES:\n:ROAM_REFS: @key\n:END:", "paper"),
        (":PROPERTIES:\n:ROAM_REFS: @key\n:END:\n#+filetags: :talk:", "video"),
        (":PROPERTIES:\n:ROAM_REFS: https://youtu.be/aircAruvnKk\n:END:", "video"),
        (":PROPERTIES:\n:ROAM_REFS: https://arxiv.org/abs/1706.03762\n:END:", "paper"),
        (":PROPERTIES:\n:ROAM_REFS: https://example.org/essay\n:END:", "article"),
        (":PROPERTIES:\n:KIND: Book\n:END:\n#+filetags: :paper:", "book"),
        ("# a comment\n:PROPERTIES:\n:KIND: podcast\n:END:", "podcast"),
        ("#+filetags: :x:video:", "video"),
        ("#+FILETAGS: course y", "course"),
    ],
)
def test_what_makes_a_file_a_work_and_of_which_kind(top: str, kind: str) -> None:
    found = work(f"{top}\n* One\n* Two\n")
    assert found is not None
    assert (found.kind, found.role) == (kind, Role.WORK)


@pytest.mark.parametrize(
    "text",
    [
        "#+title: Thoughts\n* One\n",
        "#+PROPERTY: KIND book\n* One\n",
        "* One\n:PROPERTIES:\n:ROAM_REFS: @key\n:END:\n",
        ":PROPERTIES:\n:KIND: nil\n:END:\n* One\n",
        ":PROPERTIES:\n:ROAM_REFS: nothing to find\n:END:\n* One\n",
        # What holds works is a shelf.
        "#+filetags: :book:\n* Books\n** One\n",
        ":PROPERTIES:\n:ROAM_REFS: @key\n:END:\n* Papers\n** One\n",
        "#+filetags: :book:\n* To read\n** One\n",
        "#+filetags: :book:\n* 2025\n** One\n",
        "#+filetags: :book:\n* TODO Emma - Jane Austen 1815\n",
        "#+filetags: :book:\n* Emma\n:PROPERTIES:\n:AUTHOR: Jane Austen\n:END:\n",
        "#+filetags: :book:\n* The film :video:\n",
        "#+filetags: :books:\n* TODO Emma\n",
    ],
)
def test_no_other_file_is_a_work(text: str) -> None:
    assert work(text) is None


@pytest.mark.parametrize("file", ["books.org", "sub/Papers.org", "a.org_archive"])
def test_a_shelf_by_its_name_and_an_archive_are_no_works(file: str) -> None:
    assert work(ROAM, file) is None


def test_below_a_note_with_references_a_heading_of_another_kind_is_a_part() -> None:
    entries = classified(":PROPERTIES:\n:ROAM_REFS: @key\n:END:\n* TODO The talk :video:\n")
    (part,) = entries
    assert (part.kind, str(part.role), part.work) == ("video", "part", entries.file)


@pytest.mark.parametrize(
    ("name", "title", "tags"),
    [
        ("20260101T1200--deep-work__book.org", "deep work", ("book",)),
        ("20260101T120000==1a--a-title__book_focus.org", "a title", ("book", "focus")),
        ("20260101T120000__video.org", "20260101T120000__video", ("video",)),
        ("sub/solaris.org", "solaris", ()),
        ("my--own__book.org", "my--own__book", ()),
    ],
)
def test_the_name_of_a_file_says_title_and_tags(
    name: str, title: str, tags: tuple[str, ...]
) -> None:
    assert (file_title(name), name_tags(name)) == (title, tags)


def test_a_file_without_any_front_matter_is_known_by_its_name_alone() -> None:
    found = work("* Notes\n", "20260101T1200--deep-work__book.org")
    assert found is not None
    assert (found.kind, found.heading.title) == ("book", "deep work")


def test_only_a_property_says_who_wrote_it() -> None:
    told = work("#+title: Solaris\n#+author: Me\n#+filetags: :book:\n")
    assert told is not None
    assert credits_of(told.heading).authors == ()
    told = work(":PROPERTIES:\n:KIND: book\n:AUTHOR: Stanisław Lem\n:YEAR: 1961\n:END:\n")
    assert told is not None
    assert credits_of(told.heading).byline == "Stanisław Lem, 1961"


@pytest.mark.parametrize(
    ("value", "refs"),
    [
        ("@lem1961", RoamRefs(("lem1961",))),
        ("cite:lem1961 @b [cite:@c]", RoamRefs(("lem1961", "b", "c"))),
        ("https://a.example/x @k", RoamRefs(("k",), ("https://a.example/x",))),
        ("[[https://a.example][A page]]", RoamRefs((), ("https://a.example",))),
        ("plain words", RoamRefs()),
    ],
)
def test_references_are_keys_and_addresses(value: str, refs: RoamRefs) -> None:
    assert read_refs(value) == refs


def test_ids_of_headings_stay_when_their_file_becomes_a_work() -> None:
    before = [entry.id for entry in classified("* One\n** Two\n* One\n")]
    after = classified("#+filetags: :book:\n* One\n** Two\n* One\n")
    assert [entry.id for entry in after] == before
    assert after.file is not None
    assert after.file.id not in before
