"""Imported works on their shelves: what reads back, what stays, what a second import does."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.notes import Notes
from importers.samples import SAMPLES, Sample
from orgshelf.actions.history import undo
from orgshelf.actions.imported_works import org_tags, properties
from orgshelf.actions.importing import ForeignFile, ImportOptions, import_works
from orgshelf.importers import IMPORTERS
from orgshelf.importers.imported import (
    Imported,
    ImportedLink,
    ImportedQuote,
    ImportedWork,
    Reading,
    State,
    cleaned,
    unguarded,
)
from orgshelf.shelf.contents import quotes
from orgshelf.shelf.entries import Entry, Role
from orgshelf.shelf.people import read_people
from orgshelf.shelf.person import read_person


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path)


@contextmanager
def empty_notes() -> Iterator[Notes]:
    with tempfile.TemporaryDirectory() as folder:
        yield Notes(Path(folder))


HOSTILE = (
    *("* star", "** TODO x", ":tags:", "word :a:b:", "#+TITLE: x", "#+begin_quote", "#+end_quote"),
    *(
        ":END:",
        ":PROPERTIES:",
        "[#A] x",
        "TODO",
        "COMMENT x",
        "[1/2]",
        "[[x][y]]",
        "<2026-01-01 Thu>",
    ),
    *("- item", "1. x", "| a |", "12:", "1984", "p. 7", "CLOSED: [2026-01-01 Thu]", "\\begin{x}"),
    *(
        "a\r\nb",
        "a\x00b",
        "\x1b[2J",
        "# c",
        "-----",
        "%%(x)",
        "{{{m}}}",
        "@@html:x@@",
        "src_sh{ls}",
    ),
    *(
        "nil",
        "[fn:1] x",
        "<<t>>",
        "DEADLINE: <2026-01-01>",
        "\u202ex",
        "\ud800",
        '  - State "DONE"',
    ),
    *(
        "CLOCK: [2026-01-01 Thu 10:00]",
        "call_x()",
        "\u2028x",
        "\t* x",
        "=code= *b* _u_",
        "a; b & c, d",
    ),
)
lines = st.sampled_from(HOSTILE) | st.text(max_size=12)
texts = st.lists(lines, max_size=4).map("\n".join)
days = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
names = st.lists(lines, max_size=3).map(tuple)
works = st.builds(
    ImportedWork,
    title=lines,
    kind=st.sampled_from(("", "book", "paper", "video")),
    state=st.sampled_from(State),
    authors=names,
    year=st.none() | st.integers(1000, 2999),
    identifiers=st.lists(st.tuples(st.sampled_from(("DOI", "ISBN", "URL", "X_ID")), lines)).map(
        tuple
    ),
    added=days,
    deadline=days,
    scheduled=days,
    readings=st.lists(st.builds(Reading, days, days), max_size=2).map(tuple),
    rating=lines,
    tags=names,
    series=lines,
    properties=st.lists(st.tuples(st.just("PUBLISHER"), lines), max_size=1).map(tuple),
    links=st.lists(st.builds(ImportedLink, st.just("https://x.org/[a]"), lines), max_size=1).map(
        tuple
    ),
    text=texts,
    quotes=st.lists(
        st.builds(
            ImportedQuote, texts, st.sampled_from(("", "12", "xi", "3-4")), lines, texts, days
        ),
        max_size=2,
    ).map(tuple),
)


def folded(text: str) -> str:
    return "".join(unguarded(text).split())


def assert_reads_back(entry: Entry, work: ImportedWork) -> None:
    """Each field is in the notes as it was, but for the guards and blanks."""
    heading = entry.heading
    assert unguarded(heading.text) == unguarded(work.title)
    assert heading.local_tags == tuple(org_tags(work.tags))
    keyword = {State.NONE: None, State.DONE: "DONE", State.DROPPED: "DONE"}.get(work.state, "TODO")
    assert heading.keyword == keyword
    fields = {"YEAR": str(work.year or ""), "RATING": work.rating, "SERIES": work.series}
    for name, value in (fields | dict(work.identifiers) | dict(work.properties)).items():
        assert (heading.get(name) or "") == ("" if value == "nil" else value)
    planning = heading.planning
    assert (planning.deadline and planning.deadline.day) == work.deadline
    assert (planning.scheduled and planning.scheduled.day) == work.scheduled
    written = quotes(entry)
    wanted = [quote for quote in work.quotes if quote.text]
    assert [folded(quote.text) for quote in written] == [folded(quote.text) for quote in wanted]
    for found, quote in zip(written, wanted, strict=True):
        if quote.page in ("12", "3-4"):
            assert found.page == quote.page
    said = folded(entry.text)
    assert folded(work.text) in said
    assert all(folded(quote.note) in said for quote in work.quotes)


@given(st.lists(works, min_size=1, max_size=3))
def test_hostile_works_read_back_as_they_were_and_a_second_import_changes_nothing(
    found: list[ImportedWork],
) -> None:
    with empty_notes() as notes:
        outcome = notes.take(*found)
        before = notes.texts()
        entries = [entry for entry in notes.library.entries if entry.role is not Role.SHELF]
        assert len(entries) == outcome.new
        imported = cleaned(Imported(tuple(found))).works
        if outcome.new == len(imported):
            by_kind = sorted(imported, key=lambda work: f"{work.kind or 'tutorial'}s.org")
            for entry, work in zip(entries, by_kind, strict=True):
                assert_reads_back(entry, work)
        again = notes.take(*found)
        assert (again.new, again.changed) == (0, 0)
        assert notes.texts() == before


people = st.sampled_from(
    ("Ada Moor", "Moor, Ada", "Moor & Sons", "Rope and Co", "{Rope Institute}", "Ann Anderson")
)


@given(st.lists(people, min_size=1, max_size=4, unique=True))
def test_people_can_be_told_apart_again(authors: list[str]) -> None:
    found = dict(properties(ImportedWork("T", authors=tuple(authors))))
    read = read_people(found["AUTHOR"]).persons
    assert list(read) == [read_person(author) for author in authors]


SHELF = """\
#+TODO: TODO READING | DONE DROPPED
* Books
** TODO Tides
:PROPERTIES:
:AUTHOR: Ada Moor
:RATING: 2
:ISBN: 0-8044-2957-X
:END:
My own words.
** DONE Drift [0/0]
CLOSED: [2020-01-01 Wed]
* Inbox
"""
TIDES = ImportedWork(
    "tides",
    "book",
    State.READING,
    ("Moor, Ada", "Jo Fisk"),
    identifiers=(("GOODREADS_ID", "11"), ("ISBN", "9780804429573")),
    rating="5",
    pages="312",
    tags=("sea side",),
    text="Their words.",
    quotes=(ImportedQuote("So it went", "12", note="why?"),),
)


def test_what_is_there_is_found_and_what_a_person_wrote_stays(tmp_path: Path) -> None:
    notes = Notes(tmp_path, {"books.org": SHELF})
    assert notes.take(TIDES).changed == 1
    assert notes.text() == SHELF.replace(
        "** TODO Tides\n",
        "** READING Tides                                                   :sea_side:\n",
    ).replace(
        ":ISBN: 0-8044-2957-X\n:END:\nMy own words.\n",
        ":ISBN: 0-8044-2957-X\n:GOODREADS_ID: 11\n:PAGES:    312\n:END:\nMy own words.\n\n"
        "12:\n#+begin_quote\nSo it went\n#+end_quote\n\nwhy?\n",
    )


def test_an_update_lets_the_file_win(tmp_path: Path) -> None:
    notes = Notes(tmp_path, {"books.org": SHELF})
    again = ImportedWork("Drift", "book", State.READING)
    notes.take(TIDES, again, options=ImportOptions(update=True))
    text = notes.text()
    assert ":RATING:   5\n" in text
    assert "Their words." in text
    assert "** READING Drift [0/0]\n* Inbox\n" in text


def test_states_only_move_forward(tmp_path: Path) -> None:
    notes = Notes(tmp_path, {"books.org": SHELF})
    outcome = notes.take(*(ImportedWork("Drift", state=state) for state in State))
    assert (outcome.new, outcome.changed, outcome.same) == (0, 0, 5)
    assert notes.text() == SHELF


@pytest.mark.parametrize(
    ("there", "came"),
    [
        (":DOI: 10.1000/XYZ", ("URL", "https://doi.org/10.1000/xyz")),
        (
            ":URL: https://youtu.be/aaaaaaaaaaa?t=1",
            ("URL", "https://www.youtube.com/watch?v=aaaaaaaaaaa&list=x"),
        ),
        (":URL: http://www.example.org/a/", ("URL", "https://example.org/a#part")),
        (":URL: https://arxiv.org/abs/2101.00001v2", ("ARXIV", "2101.00001")),
        (":ISBN: 0-8044-2957-X", ("ISBN", "978-0-8044-2957-3")),
        (":KOBO_ID: b1", ("KOBO_ID", "B1")),
    ],
)
def test_a_work_is_found_under_every_form_of_its_identifiers(
    tmp_path: Path, there: str, came: tuple[str, str]
) -> None:
    text = f"* Books\n** TODO One name\n:PROPERTIES:\n{there}\n:END:\n"
    notes = Notes(tmp_path, {"books.org": text})
    assert notes.take(ImportedWork("Another name", "book", identifiers=(came,))).new == 0


@pytest.mark.parametrize(
    ("author", "new"), [("Ada Moor", 0), ("Moor, A.", 0), ("Bo Lind", 1), ("", 0)]
)
def test_a_title_counts_unless_others_wrote_it(tmp_path: Path, author: str, new: int) -> None:
    text = "* Books\n** TODO Tidés & knots - Moor 1999\n"
    notes = Notes(tmp_path, {"books.org": text})
    assert notes.take(ImportedWork("TIDES, Knots", "book", authors=(author,))).new == new


def test_pages_with_one_title_and_two_addresses_are_two(notes: Notes) -> None:
    pages = [
        ImportedWork("Home", "paper", identifiers=(("URL", f"https://{host}.org"),))
        for host in "ab"
    ]
    assert notes.take(*pages).new == 2


@pytest.mark.parametrize(
    "shared",
    [
        {"identifiers": (("ISSN", "1234-5678"),)},
        {"identifiers": (("ISBN", "9780804429573"),), "properties": (("BOOKTITLE", "Knots"),)},
        {"identifiers": (("URL", "https://example.org/volume/1"),)},
        {"identifiers": (("CUSTOM_ID", "2020deep"),)},
    ],
    ids=["journal", "book", "address", "citation key"],
)
def test_works_that_only_share_what_they_are_in_stay_apart(
    notes: Notes, shared: dict[str, tuple[tuple[str, str], ...]]
) -> None:
    works = [
        ImportedWork(title, "paper", authors=(name,), **shared)  # type: ignore[arg-type]
        for title, name in (("Bends", "Ada Moor"), ("Hitches", "Bo Lind"))
    ]
    assert notes.take(*works).new == 2
    before = notes.texts()
    assert notes.take(*works).same == 2
    assert notes.texts() == before


def test_words_of_a_title_that_look_like_people_are_no_people(notes: Notes) -> None:
    work = ImportedWork(
        "Bends - THE 3-x Mode - Convenient Route To Knots", "paper", authors=("A B",)
    )
    notes.take(work)
    assert notes.take(work).same == 1


def test_an_update_says_of_rows_that_are_one_work_what_the_import_said(notes: Notes) -> None:
    names = (("URL", "https://example.org/a"),)
    rows = [
        ImportedWork("Tides", "book", identifiers=names, properties=(("PUBLISHER", publisher),))
        for publisher in ("Harbour", "Quay")
    ]
    rows.append(replace(rows[0], pages="312", properties=(("PAGES", "xii + 312"),)))
    notes.take(*rows)
    assert ":PUBLISHER: Harbour\n:" in notes.text()
    before = notes.texts()
    notes.take(*rows, options=ImportOptions(update=True))
    assert notes.texts() == before


def test_a_book_without_numbers_is_found_by_what_was_marked_in_it(notes: Notes) -> None:
    marked = ImportedQuote("The sea is calm tonight, and the tide is full.", location="loc. 12")
    book = ImportedWork("Tides (Harbour Classics, English Edition)", "book", quotes=(marked,))
    notes.take(book)
    path = notes.folder / "books.org"
    path.write_text(notes.text().replace("Tides (Harbour Classics, English Edition)", "My sea"))
    before = notes.texts()
    assert notes.take(book).same == 1
    assert notes.texts() == before
    more = ImportedQuote("Come to the window, sweet is the night air.", location="loc. 13")
    assert notes.take(replace(book, quotes=(marked, more))).changed == 1
    assert notes.text().count("** ") == 1


@pytest.mark.parametrize(("doi", "new"), [("10.1000/1", 0), ("10.1000/2", 1)])
def test_a_citation_key_finds_a_renamed_work_unless_another_number_says_otherwise(
    tmp_path: Path, doi: str, new: int
) -> None:
    text = "* Papers\n** My knots\n:PROPERTIES:\n:DOI: 10.1000/1\n:CUSTOM_ID: m20\n:END:\n"
    notes = Notes(tmp_path, {"papers.org": text})
    names = (("DOI", doi), ("CUSTOM_ID", "m20"))
    assert notes.take(ImportedWork("Deep knots", "paper", identifiers=names)).new == new


def test_rows_that_are_one_work_are_put_together(notes: Notes) -> None:
    first = ImportedWork("Tides", "book", identifiers=(("ISBN", "9780804429573"),))
    second = ImportedWork("Tides!", "book", authors=("Ada Moor",), rating="4")
    outcome = notes.take(first, second)
    assert (outcome.works, outcome.new, outcome.same) == (2, 1, 1)
    assert ":AUTHOR:   Ada Moor\n" in notes.text()


def test_each_time_a_book_was_read_is_in_the_log_and_no_date_is_made_up(tmp_path: Path) -> None:
    notes = Notes(tmp_path, {"books.org": "#+TODO: TODO READING | DONE\n* Books\n"})
    readings = (
        Reading(date(2021, 9, 1), date(2021, 9, 13)),
        Reading(date(2024, 3, 9), date(2024, 3, 11)),
    )
    notes.take(
        ImportedWork("Tides", "book", State.DONE, readings=readings),
        ImportedWork("Drift", "book", State.DONE),
    )
    assert notes.text() == (
        "#+TODO: TODO READING | DONE\n* Books\n** DONE Tides\nCLOSED: [2024-03-11 Mon]\n"
        '- State "DONE"       from "READING"    [2024-03-11 Mon]\n'
        '- State "READING"    from "TODO"       [2024-03-09 Sat]\n'
        '- State "DONE"       from "READING"    [2021-09-13 Mon]\n'
        '- State "READING"    from "TODO"       [2021-09-01 Wed]\n'
        "** DONE Drift\n"
    )


def test_keywords_are_those_of_the_file(tmp_path: Path) -> None:
    text = "#+TODO: TODO WATCHING | SEEN GAVEUP\n* Videos\n"
    config = "dropped: [GAVEUP]\n"
    notes = Notes(tmp_path, {"videos.org": text, ".orgshelf.yaml": config})
    states = (State.UNREAD, State.READING, State.DONE, State.DROPPED, State.NONE)
    outcome = notes.take(*(ImportedWork(f"V {s}", "video", s) for s in states))
    heads = [line for line in notes.text("videos.org").split("\n") if line.startswith("** ")]
    assert heads == [
        *("** TODO V unread", "** WATCHING V reading", "** SEEN V done", "** GAVEUP V dropped"),
        "** V none",
    ]
    assert outcome.remarks == []


def test_what_is_being_read_gets_the_keyword_that_start_would_give(tmp_path: Path) -> None:
    notes = Notes(tmp_path, {"books.org": "#+TODO: TODO LESEND | DONE\n* Books\n** TODO Waves\n"})
    reading = (ImportedWork(title, "book", State.READING) for title in ("Waves", "Tides"))
    assert notes.take(*reading).remarks == []
    assert notes.text("books.org").endswith("** LESEND Waves\n** LESEND Tides\n")


def test_a_file_without_such_keywords_is_named(notes: Notes) -> None:
    outcome = notes.take(
        ImportedWork("A", "book", State.READING), ImportedWork("B", "book", State.DROPPED)
    )
    assert outcome.remarks == [
        "1 work you are reading became TODO: books.org has no READING.",
        "1 work you gave up became DONE: books.org has no DROPPED.",
    ]


def test_parts_come_below_and_new_ones_are_added_to_those_that_are_there(notes: Notes) -> None:
    def playlist(*titles: str) -> ImportedWork:
        parts = tuple(ImportedWork(title, "video", State.UNREAD) for title in titles)
        return ImportedWork("Knots", "video", parts=parts)

    notes.take(playlist("One", "Two"), ImportedWork("After", "video"))
    outcome = notes.take(playlist("One", "Two", "Three"))
    assert (outcome.new, outcome.changed) == (0, 1)
    assert notes.text("videos.org") == (
        "* Videos\n** Knots\n*** TODO One\n*** TODO Two\n*** TODO Three\n** After\n"
    )


def test_cookies_above_are_made_anew(tmp_path: Path) -> None:
    notes = Notes(tmp_path, {"books.org": "* Books [0/1]\n** TODO Tides\n"})
    notes.take(ImportedWork("Tides", state=State.DONE), ImportedWork("B", "book", State.UNREAD))
    assert notes.text() == "* Books [1/2]\n** DONE Tides\n** TODO B\n"


def test_works_go_below_the_heading_that_was_named(tmp_path: Path) -> None:
    notes = Notes(tmp_path, {"x.org": "* Sea\nWords.\n\n** TODO One\n\n** TODO Two\n\n* Land\n"})
    under = notes.library.load_full(notes.library.find("Sea"))[0]
    notes.take(ImportedWork("Tides", "book", State.UNREAD), options=ImportOptions(under=under))
    assert notes.text("x.org") == (
        "* Sea\nWords.\n\n** TODO One\n\n** TODO Two\n\n** TODO Tides\n:PROPERTIES:\n"
        ":KIND:     book\n:END:\n\n* Land\n"
    )


@pytest.mark.parametrize("ending", ["\n", "", "\n\n\n", "\r\n"])
def test_files_keep_their_line_ends(tmp_path: Path, ending: str) -> None:
    first = "\r\n" if ending == "\r\n" else "\n"
    (tmp_path / "books.org").write_bytes(f"* Books{first}** TODO Tides{ending}".encode())
    notes = Notes(tmp_path)
    notes.take(TIDES, ImportedWork("New", "book"))
    data = (tmp_path / "books.org").read_bytes()
    assert data.count(b"\r\n") == (data.count(b"\n") if ending == "\r\n" else 0)
    assert b"** New" in data


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_second_import_of_each_sample_changes_nothing(notes: Notes, sample: Sample) -> None:
    imported = IMPORTERS[sample.source].read(sample.data, sample.name)
    file = [ForeignFile(sample.name, imported)]
    plan, _ = import_works(notes.library, file, ImportOptions())
    plan.commit("import")
    before = notes.texts()
    plan, outcomes = import_works(notes.library, file, ImportOptions())
    assert plan.commit("import") == []
    assert (outcomes[0].new, outcomes[0].changed) == (0, 0)
    assert notes.texts() == before


def test_all_is_one_change_that_is_taken_back(tmp_path: Path) -> None:
    notes = Notes(tmp_path, {"books.org": SHELF})
    every = [
        ForeignFile(sample.name, IMPORTERS[sample.source].read(sample.data, sample.name))
        for sample in SAMPLES
    ]
    before = notes.texts()
    plan, _ = import_works(notes.library, every, ImportOptions())
    plan.commit("import")
    assert len(notes.texts()) > 4
    undo(notes.library, None).commit("undo")
    assert notes.texts() == before


def many(count: int) -> Sequence[ImportedWork]:
    return [
        ImportedWork(
            f"Title number {n}",
            "book",
            State.DONE if n % 3 else State.UNREAD,
            (f"Author {n % 700}",),
            year=1900 + n % 120,
            identifiers=(("GOODREADS_ID", str(n)), ("ISBN", f"{9780000000000 + n}")),
            added=date(2021, 1, 1),
            readings=(Reading(finished=date(2022, 2, 2)),) if n % 3 else (),
            rating="4",
            pages="312",
            tags=("sea", "rope"),
            text="A review of\n\nseveral lines." if n % 5 == 0 else "",
        )
        for n in range(count)
    ]


@pytest.mark.bench
def test_five_thousand_works_take_less_than_five_seconds_and_again_less_than_two(
    notes: Notes,
) -> None:
    start = process_time()
    notes.take(*many(5000))
    first = process_time() - start
    start = process_time()
    assert notes.take(*many(5000)).same == 5000
    assert (first < 5, process_time() - start < 2) == (True, True)


@pytest.mark.parametrize("title", ["Books", "To read", "Reading list", "Essays"])
def test_a_list_that_is_called_as_a_shelf_is_found_again(tmp_path: Path, title: str) -> None:
    notes = Notes(tmp_path)
    items = (ImportedWork("Tides", state=State.UNREAD), ImportedWork("Bends", state=State.DONE))
    notes.take(ImportedWork(title, parts=items))
    before = notes.texts()
    assert notes.take(ImportedWork(title, parts=items)).same == 1
    assert notes.texts() == before
    assert notes.take(ImportedWork(title, parts=(*items, ImportedWork("Hitches")))).changed == 1
    assert notes.text("tutorials.org").count("Hitches") == 1


def test_when_a_book_was_begun_that_is_being_read_is_in_its_log(tmp_path: Path) -> None:
    notes = Notes(tmp_path, {"books.org": "#+TODO: TODO READING | DONE\n* Books\n"})
    begun = (Reading(date(2024, 3, 9)),)
    notes.take(ImportedWork("Tides", kind="book", state=State.READING, readings=begun))
    assert (
        '** READING Tides\n- State "READING"    from "TODO"       [2024-03-09 Sat]' in notes.text()
    )
