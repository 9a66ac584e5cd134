"""All numbers of progress, against trees counted by hand."""

from datetime import datetime

import pytest

from oracle.groups import recently_finished
from orgshelf.errors import UsageError
from orgshelf.model import Progress, Status
from orgshelf.progress.counts import (
    grouping,
    status,
    tag_counts,
    tally,
    works_of,
)
from orgshelf.progress.reading import progress_read
from orgshelf.query import Query
from program import Program
from shelf.shelved import DROPPED, library_of, named, shelve, titles

NOW = datetime(2026, 11, 23, 12)

TREE = """\
    #+TODO: TODO READING | DONE CANCELLED
    * Books
    ** READING A - Ann Author 1984                      :maths:
    *** DONE One
    CLOSED: [2026-11-20 Fri 10:00]
    *** DONE Two
    CLOSED: [2026-01-02 Fri 10:00]
    **** CANCELLED Two and a half
    *** TODO Three
    *** Thoughts
    ** B - Bob Writer 2001                              :maths:gpu:
    *** TODO Only
    ** DONE C
    CLOSED: [2026-11-23 Mon 11:00]
    * Videos
    ** D
    ** E
    *** DONE Clip
    """


def test_every_item_at_and_below_counts_once() -> None:
    entries = shelve(TREE)
    assert {entry.heading.title: entry.progress for entry in entries} == {
        "Books": Progress(4, 7, 1),
        "A - Ann Author 1984": Progress(3, 5, 1),
        "One": Progress(1, 1),
        "Two": Progress(2, 2, 1),
        "Two and a half": Progress(1, 1, 1),
        "Three": Progress(0, 1),
        "Thoughts": Progress(),
        "B - Bob Writer 2001": Progress(0, 1),
        "Only": Progress(0, 1),
        "C": Progress(1, 1),
        "Videos": Progress(1, 1),
        "D": Progress(),
        "E": Progress(1, 1),
        "Clip": Progress(1, 1),
    }
    assert tally(entries) == Progress(5, 8, 1)


def test_status_of_each_work() -> None:
    found = {work.heading.title: status(work) for work in works_of(shelve(TREE))}
    assert found == {
        "A - Ann Author 1984": Status.IN_PROGRESS,
        "B - Bob Writer 2001": Status.NOT_STARTED,
        "C": Status.FINISHED,
        "D": Status.UNTRACKED,
        "E": Status.FINISHED,
    }


@pytest.mark.parametrize(
    ("work", "found"),
    [
        ("* TODO A", Status.NOT_STARTED),
        ("* READING A", Status.IN_PROGRESS),
        ("* DONE A", Status.FINISHED),
        ("* DONE A\n** TODO Part", Status.FINISHED),
        ("* TODO A\n** DONE Part\n** TODO Part", Status.IN_PROGRESS),
        ("* TODO A\n** TODO Part", Status.NOT_STARTED),
        ("* A\n** DONE Part\n** TODO Part", Status.IN_PROGRESS),
        ("* A\n** DONE Part\n** CANCELLED Part", Status.FINISHED),
        ("* A\n** Thoughts", Status.UNTRACKED),
    ],
)
def test_status(work: str, found: Status) -> None:
    entries = shelve(f"#+TODO: TODO READING | DONE CANCELLED\n{work}\n", "books.org")
    assert status(entries[0]) is found


def paged(total: str, page: str, title: str = "A") -> str:
    return f"* {title}\n:PROPERTIES:\n:PAGES: {total}\n:PAGE: {page}\n:END:\n"


@pytest.mark.parametrize(
    ("total", "page", "counted", "found"),
    [
        ("777", "312", Progress(312, 777), Status.IN_PROGRESS),
        ("10", "0", Progress(0, 10), Status.NOT_STARTED),
        ("10", "10", Progress(10, 10), Status.FINISHED),
        ("10", "99", Progress(10, 10), Status.FINISHED),
        ("0", "0", Progress(0, 0), Status.UNTRACKED),
        ("ten", "1", None, Status.IN_PROGRESS),
        ("10", "-1", None, Status.UNTRACKED),
        ("10", "", None, Status.UNTRACKED),
        ("1" * 5000, "1", None, Status.IN_PROGRESS),
    ],
)
def test_pages_count_where_there_are_no_parts(
    total: str, page: str, counted: Progress | None, found: Status
) -> None:
    (work,) = shelve(paged(total, page), "books.org")
    assert progress_read(work) == counted
    assert status(work) is found


def test_parts_count_rather_than_pages() -> None:
    work, _ = shelve(f"{paged('10', '5')}** TODO Part\n", "books.org")
    assert progress_read(work) is None
    assert status(work) is Status.IN_PROGRESS


def test_pages_of_a_work_with_a_keyword() -> None:
    (work,) = shelve(paged("10", "5", "TODO A"), "books.org")
    assert progress_read(work) == Progress(5, 10)


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("kind", [("book", (4, 7, 1), 2), ("video", (1, 1, 0), 0)]),
        (
            "work",
            [
                ("A - Ann Author 1984", (3, 5, 1), 1),
                ("B - Bob Writer 2001", (0, 1, 0), 0),
                ("C", (1, 1, 0), 1),
                ("D", (0, 0, 0), 0),
                ("E", (1, 1, 0), 0),
            ],
        ),
        ("tag", [("(none)", (2, 2, 0), 1), ("gpu", (0, 1, 0), 0), ("maths", (3, 6, 1), 1)]),
        ("file", [("notes.org", (5, 8, 1), 2)]),
        ("year", [("(none)", (2, 2, 0), 1), ("1984", (3, 5, 1), 1), ("2001", (0, 1, 0), 0)]),
        (
            "author",
            [("(none)", (2, 2, 0), 1), ("Ann Author", (3, 5, 1), 1), ("Bob Writer", (0, 1, 0), 0)],
        ),
    ],
)
def test_groups(by: str, groups: list[tuple[str, tuple[int, int, int], int]]) -> None:
    found = library_of(TREE, NOW).groups(Query(), by)
    assert [(g.name, g.progress, g.recent) for g in found] == [
        (name, Progress(*counts), recent) for name, counts, recent in groups
    ]


def test_a_work_of_two_authors_counts_for_both() -> None:
    text = "* Papers\n** DONE A - Ann Author and Bob Writer 1984\n*** TODO Part\n"
    found = library_of(text, NOW).groups(Query(), "author")
    assert [(g.name, g.progress.done, g.progress.total) for g in found] == [
        ("Ann Author", 1, 2),
        ("Bob Writer", 1, 2),
    ]


def test_groups_by_a_property_of_the_item_or_of_what_is_above_it() -> None:
    drawer = ":PROPERTIES:\n:LANG: {}\n:END:\n"
    text = (
        f"* Books\n** A\n{drawer.format('de')}*** TODO One\n*** DONE Two\n"
        f"{drawer.format('en')}*** TODO Three\n{drawer.format('nil')}** TODO B\n"
    )
    found = library_of(text, NOW).groups(Query(), "lang")
    assert [(g.name, g.progress.done, g.progress.total) for g in found] == [
        ("(none)", 0, 2),
        ("de", 0, 1),
        ("en", 1, 1),
    ]


@pytest.mark.parametrize(
    ("by", "found"),
    [("kind", "kind"), ("Author", "author"), ("lang", "LANG"), ("Lang", "LANG")],
)
def test_a_word_of_ours_wins_over_a_property(by: str, found: str) -> None:
    assert grouping(by, lambda: {"LANG", "AUTHOR", "KIND"}) == found


def test_what_nothing_has_is_no_grouping() -> None:
    with pytest.raises(UsageError) as wrong:
        grouping("langs", lambda: {"LANG", "AUTHOR"})
    assert str(wrong.value) == (
        "Nothing here has a 'langs': use one of kind, work, tag, file, author, year, LANG."
    )


def lately(text: str, now: datetime = NOW) -> int:
    """How many items of the only kind there is were finished lately."""
    (kind,) = library_of(text, now).groups(Query(), "kind")
    assert len(recently_finished(shelve(text), now, DROPPED)) == kind.recent
    return kind.recent


def test_what_was_finished_lately() -> None:
    assert titles(recently_finished(shelve(TREE), NOW, DROPPED)) == ["One", "C"]


@pytest.mark.parametrize(
    ("closed", "counts"),
    [
        ("2026-10-24 Sat 12:01", True),
        ("2026-10-24 Sat 12:00", False),
        ("2026-11-23 Mon 12:00", True),
        ("2026-11-23 Mon 12:01", False),
        ("2026-11-23 Mon", True),
    ],
)
def test_lately_is_thirty_days_up_to_now(closed: str, counts: bool) -> None:
    assert lately(f"* DONE A\nCLOSED: [{closed}]\n") == counts


@pytest.mark.parametrize(
    ("item", "counts"),
    [
        ('* DONE A\n- State "DONE" from "TODO" [2026-11-22 Sun 10:00]\n', True),
        ('* DONE A\n- State "DONE" from "TODO" [2026-09-22 Tue 10:00]\n', False),
        ("* CANCELLED A\nCLOSED: [2026-11-22 Sun 10:00]\n", False),
        ('* TODO A\n- State "DONE" from "TODO" [2026-11-22 Sun 10:00]\n', False),
    ],
)
def test_lately_by_the_log_where_there_is_no_closed(item: str, counts: bool) -> None:
    assert lately(f"#+TODO: TODO | DONE CANCELLED\n{item}") == counts


def test_what_was_reopened_is_not_finished() -> None:
    assert lately("* TODO A\nCLOSED: [2026-11-22 Sun 10:00]\n") == 0


@pytest.mark.parametrize("now", [datetime.min, datetime.max])
def test_lately_has_no_edge(now: datetime) -> None:
    assert lately("* DONE A\nCLOSED: [0001-01-01 Mon 00:00]\n", now) == (now is datetime.min)


def test_tags_count_what_carries_them_inherited_ones_too() -> None:
    entries = shelve(TREE)
    assert tag_counts(entries) == {"maths": 8, "gpu": 2}
    assert list(tag_counts(entries)) == ["maths", "gpu"]
    assert list(library_of(TREE, NOW).tag_counts(Query()).items()) == [("maths", 8), ("gpu", 2)]
    assert named(entries, "Only").heading.tags == ("maths", "gpu")


def test_what_is_paused_is_the_user_s_to_say(run: Program) -> None:
    run.note("a.org", "#+TODO: TODO LATER WAITING | DONE\n* Books\n** LATER One\n** WAITING Two\n")
    shown = ("works", "--fields", "status,title")
    assert run(*shown).lines == ["not started  One", "paused       Two"]
    (run.folder / ".orgshelf.yaml").write_text("paused: [later]\n")
    assert run(*shown).lines == ["paused       One", "in progress  Two"]
    assert run("list", "status:paused", "--fields", "title").lines == ["One"]
    assert run("--no-index", *shown).out == run(*shown).out
