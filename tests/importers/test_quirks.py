"""What real files of each program have that its sample has not; all of it is made up."""

import io
import json
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from importers.samples import GOODREADS, KOREADER, STORYGRAPH, epub, kobo
from orgshelf.errors import ImportFormatError
from orgshelf.importers import IMPORTERS, recognized
from orgshelf.importers.imported import Imported, ImportedLink, ImportedWork, Reading, State
from zones import in_zone


def read_one(source: str, text: str) -> ImportedWork:
    """The only work of a file."""
    (work,) = IMPORTERS[source].read(text.encode()).works
    return work


@pytest.mark.parametrize("start", ["@book{,", "@book{ ,", "@book{"])
def test_an_entry_of_bibtex_needs_no_key(start: str) -> None:
    work = read_one("bibtex", f"{start} title = {{Tides}}, year = 1999}}")
    assert (work.title, work.year, work.identifiers) == ("Tides", 1999, ())


def test_people_at_semicolons_are_told_apart() -> None:
    work = read_one("bibtex", "@misc{a, title = {T}, author = {Moor, Ada; Lind, Bo}}")
    assert work.authors == ("Ada Moor", "Bo Lind")


def test_a_paper_has_what_the_proceedings_say_that_it_refers_to() -> None:
    entries = """
        @inproceedings{bends, title = {Bends}, author = {Moor, Ada}, crossref = {knots}}
        @proceedings{knots, title = {Proc. of Knots}, editor = {Lind 0001, Bo}, year = 1999,
          publisher = {Harbour}, url = {https://example.org/knots}}"""
    paper, whole = IMPORTERS["bibtex"].read(entries.encode()).works
    assert (paper.year, paper.editors, dict(paper.properties)["BOOKTITLE"]) == (
        *(1999, ("Bo Lind",)),
        "Proc. of Knots",
    )
    assert "URL" in dict(whole.identifiers)
    assert "URL" not in dict(paper.identifiers)


def test_what_jabref_keeps_of_reading_comes_over() -> None:
    work = read_one(
        "bibtex",
        r"@misc{a, title = {Proc. of the 9\textsuperscript{th} Ad\-vance}, readstatus = {read},"
        r" ranking = {rank4}, groups = {Rope}, comment = {Mine}, pmid = {12},"
        r" howpublished = {\url{https://example.org/a_b}}, file = {:https\://example.org/x.pdf:PDF}}",
    )
    assert (work.title, work.state, work.rating) == ("Proc. of the 9th Advance", State.DONE, "4")
    assert (work.tags, work.text) == (("Rope",), "Mine")
    assert dict(work.identifiers) == {
        "PMID": "12", "URL": "https://example.org/a_b", "CUSTOM_ID": "a"
    }  # fmt: skip
    assert work.links == (ImportedLink("https://example.org/x.pdf"),)


RECORD = "TY  - JOUR\nTI  - Tides\n{}ER  - \n"


@pytest.mark.parametrize("above", ["", "\n\n", "1.\n", "Record #1 of 2\nProvider: X\n1.\n"])
def test_ris_is_known_below_words_of_a_data_base(above: str) -> None:
    data = (above + RECORD.format("")).encode()
    importer = recognized(data, "x.txt")
    assert importer is IMPORTERS["ris"]
    assert [work.title for work in importer.read(data).works] == ["Tides"]


def test_ris_says_nothing_twice_and_keeps_no_number_of_a_record() -> None:
    lines = (
        "ID  - 12\nDO  - 10.1000/1\nN1  - doi: 10.1000/1\nAB  - Calm.\nN2  - Calm.\n"
        "SN  - 1234-567X (electronic)\nM1  - Copyright Harbour\n"
        "UR  - https://example.org/a; https://example.org/b\n"
    )
    work = read_one("ris", RECORD.format(lines))
    assert work.text == "Calm."
    assert dict(work.identifiers) == {
        "DOI": "10.1000/1", "ISSN": "1234-567X", "URL": "https://example.org/a"
    }  # fmt: skip
    assert "NUMBER" not in dict(work.properties)


def test_people_of_librarything_have_their_roles() -> None:
    head = "Book Id\tTitle\tPrimary Author\tPrimary Author Role\tSecondary Author\t"
    head += "Secondary Author Roles\tCollections\tEntry Date\n"
    row = "1\tTides\tMoor, Ada\t\tFisk, Jo|Lind, Bo\tTranslator|Editor\tYour library\t[2001-02-03]"
    work = read_one("librarything", head + row)
    assert (work.authors, work.translators, work.editors) == (
        *(("Ada Moor",), ("Jo Fisk",)),
        ("Bo Lind",),
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_no_mark(encoding: str) -> None:
    data = "@book{a, title = {Café}}".encode(encoding)
    assert [work.title for work in IMPORTERS["bibtex"].read(data).works] == ["Café"]


def clipping(words: str, text: str) -> str:
    return (
        f"Tides (Moor, Ada)\n- Your {words} | Added on Monday, 1 July 2024\n\n{text}\n==========\n"
    )


def test_a_kindles_note_goes_to_the_mark_that_it_was_made_with() -> None:
    work = read_one(
        "kindle",
        clipping("Highlight on page 9 | Location 90-92", "First")
        + clipping("Highlight on page 9 | Location 92-94", "Second")
        + clipping("Note on page 9 | Location 92", "of the sec")
        + clipping("Note on page 9 | Location 92", "of the second")
        + clipping("Note on page 5-5 | Location 50", "alone"),
    )
    assert [(quote.text, quote.page, quote.note) for quote in work.quotes] == [
        ("", "5", "alone"),
        ("First", "9", ""),
        ("Second", "9", "of the second"),
    ]


def goodreads(**values: str) -> ImportedWork:
    """A book that Goodreads exports with these values."""
    columns = GOODREADS.decode("utf-8-sig").partition("\r")[0].split(",")
    named = {"Book Id": "1", "Title": "Tides", "Author": "Ada Moor", **values}
    row = ",".join(f'"{named.get(name, "")}"' for name in columns)
    return read_one("goodreads", f"{','.join(columns)}\n{row}\n")


def test_a_goodreads_book_on_a_plain_shelf_for_what_was_given_up_is_given_up() -> None:
    shelves = {"Exclusive Shelf": "read", "Bookshelves": "sea, dnf"}
    work = goodreads(**shelves)
    assert (work.state, work.tags) == (State.DROPPED, ("sea",))


def test_a_book_older_than_years_has_that_of_its_edition() -> None:
    years = {"Original Publication Year": "-750", "Year Published": "1998"}
    assert goodreads(**years).year == 1998


def test_storygraphs_contributors_have_their_roles() -> None:
    data = STORYGRAPH.decode().replace('Jo Fisk",""', 'Jo Fisk","Li Wu (Translator), Bo Lind"')
    work = IMPORTERS["storygraph"].read(data.encode()).works[0]
    assert (work.translators, work.properties) == (("Li Wu",), (("CONTRIBUTORS", "Bo Lind"),))


def test_csl_of_zotero_and_of_crossref_is_read() -> None:
    item = {
        "id": "http://zotero.org/users/12/items/ABCD1234",
        "type": "article-journal",
        "title": ["Tides"],
        "container-title": ["Knots"],
        "citation-key": "moor1999",
        "PMID": "12",
        "abstract": "<p>Calm.</p>",
    }
    work = read_one("csl-json", json.dumps([item | {"issued": {}}]))
    assert (work.title, work.text) == ("Tides", "Calm.")
    assert dict(work.properties)["JOURNAL"] == "Knots"
    assert dict(work.identifiers) == {
        "PMID": "12", "ZOTERO_KEY": "ABCD1234", "CUSTOM_ID": "moor1999"
    }  # fmt: skip


def test_items_of_zotero_are_known_behind_what_is_said_of_its_collections() -> None:
    library = {"id": 1, "type": "user"}
    item = {"itemType": "book", "title": "Tides", "DOI": "10.1000/1", "library": library}
    whole = {"collections": {"c": {"items": [1], "name": "x" * 70_000}}, "items": [item]}
    for data in (json.dumps([item]).encode(), json.dumps(whole).encode()):
        assert recognized(data, "x.json") is IMPORTERS["zotero"]
        assert [work.title for work in IMPORTERS["zotero"].read(data).works] == ["Tides"]


def test_a_koreader_book_says_how_far_it_was_read_and_is_called_as_its_file() -> None:
    data = KOREADER.replace(b"abandoned", b"reading").replace(b'["title"] = "Tides",', b"")
    text = data.decode().replace("return {", 'return {\n ["doc_path"] = "/mnt/Old tides.epub",', 1)
    work = read_one("koreader", text)
    assert (work.title, work.page, work.pages) == ("Old tides", "156", "312")


def test_a_kobos_marks_are_in_the_order_of_the_book_without_dog_ears() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(kobo())
        database.executescript("""
            ALTER TABLE content ADD COLUMN VolumeIndex INTEGER;
            ALTER TABLE content ADD COLUMN LastTimeFinishedReading TEXT;
            ALTER TABLE Bookmark ADD COLUMN Type TEXT;
            UPDATE content SET LastTimeFinishedReading = '2024-03-12T10:00:00Z'
                WHERE ReadStatus = 2;
            INSERT INTO content (ContentID, ContentType, Title, VolumeIndex)
                VALUES ('b1!ch0', 9, 'OEBPS/ch0.xhtml', 0);
            UPDATE content SET VolumeIndex = 1 WHERE ContentID = 'b1!ch1';
            INSERT INTO Bookmark VALUES
                ('m4', 'b1', 'b1!ch0', 'First', NULL, '2024-03-11', 0.5, 'false', 'highlight'),
                ('m5', 'b1', 'b1!ch0', 'Folded', NULL, '2024-03-11', 0.5, 'false', 'dogear');
        """)
        data = database.serialize()
    book = IMPORTERS["kobo"].read(data).works[0]
    assert [(quote.text, quote.location) for quote in book.quotes] == [
        ("First", "50 %"),
        ("So it went", "Chapter One, 25 %"),
    ]
    assert [str(reading.finished) for reading in book.readings] == ["2024-03-12"]


HEADS = [
    "Video ID,Time Added",
    "ID de vídeo,Hora",
    "動画 ID,再生リスト動画の作成時のタイムスタンプ",
]


@pytest.mark.parametrize("head", HEADS)
def test_a_takeout_is_known_in_every_language(head: str) -> None:
    data = f"{head}\naaaaaaaaaaa,2024-03-10T10:00:00+00:00\n".encode()
    assert recognized(data, "x.csv") is IMPORTERS["takeout"]


def test_a_channel_has_its_lists_as_parts() -> None:
    video = {"_type": "url", "id": "aaaaaaaaaaa", "title": "Bowline"}
    tab = {"_type": "playlist", "id": "UC1", "title": "Knots - Videos", "entries": [video]}
    channel = {"_type": "playlist", "id": "UC1", "title": "Knots", "entries": [tab]}
    (part,) = read_one("youtube", json.dumps(channel)).parts
    assert (part.title, [each.title for each in part.parts]) == ("Knots - Videos", ["Bowline"])


def test_annotations_of_a_page_are_in_its_order() -> None:
    def row(text: str, start: int) -> dict[str, object]:
        place = {"type": "TextPositionSelector", "start": start}
        quote = {"type": "TextQuoteSelector", "exact": text}
        return {"uri": "https://a.org", "user": "u", "target": [{"selector": [place, quote]}]}

    work = read_one("hypothesis", json.dumps([row("second", 9), row("first", 1)]))
    assert [quote.text for quote in work.quotes] == ["first", "second"]


def test_a_task_is_due_on_the_day_that_it_is_here() -> None:
    task = {"uuid": "u", "description": "Tie", "status": "pending", "entry": "20240310T100000Z"}
    with in_zone("Europe/Berlin"):
        work = read_one("taskwarrior", json.dumps([task | {"due": "20240314T230000Z"}]))
    assert str(work.deadline) == "2024-03-15"


def test_what_a_task_says_that_notes_cannot_and_what_it_repeats_is_told() -> None:
    task = {"uuid": "u", "description": "Tie", "status": "pending", "depends": ["v"], "knots": 3}
    again = {"uuid": "v", "description": "Again", "status": "recurring"}
    found = IMPORTERS["taskwarrior"].read(json.dumps([task, again]).encode())
    assert found.remarks == ("left out, as notes have no place for it: depends, knots",)
    assert [(row.number, row.reason) for row in found.skipped] == [
        (2, "only other tasks are made of it")
    ]


def test_a_row_of_an_outline_is_linked_in_its_words() -> None:
    row = '<outline text="&lt;a href=&quot;https://example.org/a&quot;&gt;Knots&lt;/a&gt;"/>'
    work = read_one("opml", f"<opml><body>{row}</body></opml>")
    assert (work.title, work.identifiers) == ("Knots", (("URL", "https://example.org/a"),))


def test_markup_of_an_outliner_is_no_part_of_the_words() -> None:
    row = (
        '<outline text="&lt;b&gt;Knots&lt;/b&gt; &amp;amp; bends" _note="&lt;i&gt;all&lt;/i&gt;"/>'
    )
    work = read_one("opml", f"<opml><body>{row}</body></opml>")
    assert (work.title, work.text) == ("Knots & bends", "all")


@pytest.mark.parametrize(
    "metas",
    [
        '<meta name="calibre:series" content="Ropes"/>'
        '<meta name="calibre:series_index" content="2.0"/>',
        '<meta property="belongs-to-collection" id="c">Ropes</meta>'
        '<meta refines="#c" property="collection-type">series</meta>'
        '<meta refines="#c" property="group-position">2</meta>',
    ],
)
def test_an_epub_knows_its_series(metas: str) -> None:
    work = IMPORTERS["epub"].read(epub(metas=metas)).works[0]
    assert (work.series, work.volume, work.year) == ("Ropes", "2", 1999)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ('"Untie, Harlequin!" Said the Boy', '"Untie, Harlequin!" Said the Boy'),
        ('"Tides"', '"Tides"'),
        ('"Tides\tand ""knots"""', 'Tides\tand "knots"'),
    ],
)
def test_marks_about_values_between_tabs_are_told_from_marks_in_them(
    title: str, written: str
) -> None:
    head = "Book Id\tTitle\tPrimary Author\tCollections\tEntry Date\n"
    work = read_one("librarything", f"{head}1\t{title}\tMoor, Ada\tYour library\t\n")
    assert work.title == " ".join(written.split())


def test_a_list_of_obsidian_says_when_and_how_urgent_its_tasks_are() -> None:
    lines = (
        "---\ntags: [x]\n---\n"
        "- [ ] [[Rope work|Knots]] #sea/deep \U0001f4c5 2024-03-10 \u23eb ^b1\n"
        "- [x] Bends \u2795 2024-03-01 \u2705 2024-03-12\n"
        "- [/] Hitches [due:: 2024-05-01] (priority:: low)\n"
        "- [-] Splices\n- [ ] #12 of [[Ropes]]\n- [ ] https://example.org/a\n%% own %%\n"
    )
    works = IMPORTERS["checklist"].read(lines.encode()).works
    assert [(work.title, work.state.value, work.priority, work.tags) for work in works] == [
        ("Knots", "unread", "A", ("sea/deep",)),
        ("Bends", "done", "", ()),
        ("Hitches", "reading", "C", ()),
        ("Splices", "dropped", "", ()),
        ("#12 of Ropes", "unread", "", ()),
        ("https://example.org/a", "unread", "", ()),
    ]
    assert [str(work.deadline) for work in works[:3]] == ["2024-03-10", "None", "2024-05-01"]
    assert (works[1].added, works[1].readings) == (
        *(date(2024, 3, 1),),
        (Reading(finished=date(2024, 3, 12)),),
    )
    assert works[5].identifiers == (("URL", "https://example.org/a"),)
    assert works[5].text == ""


def test_a_page_of_logseq_has_its_words_for_states() -> None:
    lines = (
        "title:: Ropes\n\n- DOING [#B] Knots\n  id:: 64f0\n  SCHEDULED: <2024-03-10 Sun>\n"
        "- DONE Bends\n\t- the reef\n- TODOs are words\n"
    )
    knots, bends, words = IMPORTERS["checklist"].read(lines.encode()).works
    assert recognized(lines.encode(), "x.md") is IMPORTERS["checklist"]
    assert (knots.title, knots.state, knots.priority) == ("Knots", State.READING, "B")
    assert (str(knots.scheduled), knots.text) == ("2024-03-10", "")
    assert (bends.state, [part.title for part in bends.parts]) == (State.DONE, ["the reef"])
    assert words.title == "TODOs are words"


def test_an_epub_has_its_subtitle_and_words_even_if_its_contents_are_lost() -> None:
    metas = (
        '<dc:title id="t2">A history</dc:title>'
        '<meta refines="#t2" property="title-type">subtitle</meta>'
        "<dc:description>&lt;p&gt;Calm.&lt;/p&gt;</dc:description>"
        "<dc:creator>Lind, Bo</dc:creator>"
    )
    data = epub(metas=metas).replace(b"OPS/nav.xhtml", b"OPS/nix.xhtml")
    work = IMPORTERS["epub"].read(data, "x.epub").works[0]
    assert (work.title, work.text) == ("Tides & ropes: A history", "Calm.")
    assert (work.authors, work.parts) == (("Bo Lind", "Ada Moor"), ())


def test_a_pdf_that_is_locked_says_so_and_one_of_word_has_no_ending_in_its_title() -> None:
    pypdf = pytest.importorskip("pypdf")
    writer, made = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(9, 9)
    writer.add_metadata({"/Title": "Microsoft Word - Tides.docx"})
    writer.write(made)
    assert [work.title for work in IMPORTERS["pdf"].read(made.getvalue()).works] == ["Tides"]
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(made := io.BytesIO())
    with pytest.raises(ImportFormatError, match="it is locked with a password"):
        IMPORTERS["pdf"].read(made.getvalue())


def table(head: str, row: str) -> Imported:
    return IMPORTERS["table"].read(f"{head}\n{row}\n".encode())


@pytest.mark.parametrize(
    ("head", "row", "state"),
    [
        ("Title,Author,Finished", "Tides,Ada Moor,no", State.NONE),
        ("Title,Author,Finished", "Tides,Ada Moor,TRUE", State.DONE),
        ("Title,Author,Date Read", "Tides,Ada Moor,03/04/2023", State.DONE),
        ("Title,Author,Status", "Tides,Ada Moor,Want to Read", State.UNREAD),
        ("Title,Author,Read Status", "Tides,Ada Moor,Did not finish", State.DROPPED),
        ("Title,Link", "Tides,https://example.org", State.UNREAD),
    ],
)
def test_a_row_of_any_table_has_the_state_that_it_says(head: str, row: str, state: State) -> None:
    assert table(head, row).works[0].state is state


def test_a_table_says_which_days_cannot_be_read_and_what_stays_behind() -> None:
    found = table("Book,Author,Date read,Mood", "Tides,Ada Moor,03/04/2023,calm")
    assert found.works[0].readings == ()
    assert found.remarks == (
        "left out, as notes have no place for it: mood",
        "1 day could not be read, such as '03/04/2023': write them like 2026-01-31",
    )


def test_a_table_of_zotero_has_the_pages_of_a_paper_and_one_of_hardcover_the_series() -> None:
    row = '"Moor, Ada; Lind, Bo",Tides,journalArticle,12-34,10.1000/1,0.00'
    paper = table("Author,Title,Item Type,Pages,DOI,Rating", row).works[0]
    assert (paper.kind, paper.authors, paper.pages, paper.rating) == (
        *("paper", ("Ada Moor", "Bo Lind")),
        *("12--34", ""),
    )
    book = table("Title,Author,Series", "Tides,Ada Moor,Ropes #2").works[0]
    assert (book.series, book.volume) == ("Ropes", "2")


@pytest.mark.parametrize("head", ["Name,Email,Phone,Address", "Amount,Date,Payee", "Name,Date"])
def test_a_table_of_something_else_is_no_list_of_works(head: str) -> None:
    assert recognized(f"{head}\n1,2,3,4\n".encode(), "x.csv") is None


def test_a_bookmark_of_koreader_is_no_quote_and_a_series_can_have_its_number_in_it() -> None:
    entries = [{"sort": "highlight", "text": "So"}, {"sort": "bookmark", "text": "in One"}]
    export = {"created_on": 1, "documents": [{"title": "Tides", "entries": entries}]}
    assert [quote.text for quote in read_one("koreader", json.dumps(export)).quotes] == ["So"]
    props = b'["title"] = "Tides", ["series"] = "Ropes #2",'
    work = read_one("koreader", KOREADER.replace(b'["title"] = "Tides",', props).decode())
    assert (work.series, work.volume) == ("Ropes", "2")
