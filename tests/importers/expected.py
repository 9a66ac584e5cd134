"""What each sample says, in the words of the common model."""

from collections.abc import Mapping
from datetime import date

from orgshelf.importers.imported import (
    Imported,
    ImportedLink,
    ImportedQuote,
    ImportedWork,
    Reading,
    Skipped,
    State,
)

#: By the name of the sample.
EXPECTED: Mapping[str, Imported] = {
    "notes.md": Imported(
        outline="* Ropes\nOf all *sorts*.\n",
        remarks=("No heading of the page has a keyword: Org before 9.1.3 wrote none.",),
    ),
    "goodreads_library_export.csv": Imported(
        works=(
            ImportedWork(
                title="The Long Knot",
                kind="book",
                state=State.DONE,
                authors=("Ada Moor", "Jo Fisk", "Bo Lind"),
                year=1999,
                identifiers=(("GOODREADS_ID", "11"), ("ISBN", "9780804429573")),
                added=date(2021, 1, 2),
                readings=(Reading(finished=date(2021, 3, 9)),),
                rating="4",
                pages="312",
                series="Ropes & Tides",
                volume="2",
                tags=("favourites", "sea-stories"),
                properties=(("PUBLISHER", "Harbour"),),
                text='Calm.\n\nThen "storm" & more.\n\nkept a copy',
            ),
            ImportedWork(
                title="Untied",
                kind="book",
                state=State.READING,
                authors=("Bo Lind",),
                identifiers=(("GOODREADS_ID", "12"),),
            ),
            ImportedWork(
                title="Wishes",
                kind="book",
                state=State.UNREAD,
                authors=("Jo Fisk",),
                identifiers=(("GOODREADS_ID", "13"),),
            ),
            ImportedWork(
                title="Half",
                kind="book",
                state=State.DROPPED,
                authors=("Jo Fisk",),
                identifiers=(("GOODREADS_ID", "14"),),
                added=date(2020, 5, 6),
            ),
        ),
        skipped=(
            Skipped(number=6, reason="3 values for 24 columns"),
            Skipped(number=7, reason="no title"),
        ),
    ),
    "storygraph.csv": Imported(
        works=(
            ImportedWork(
                title="Tidal",
                kind="book",
                state=State.DONE,
                authors=("Ada Moor", "Jo Fisk"),
                identifiers=(("ISBN", "9780804429573"),),
                added=date(2021, 5, 10),
                readings=(
                    Reading(finished=date(2021, 9, 13)),
                    Reading(started=date(2024, 3, 9), finished=date(2024, 3, 11)),
                ),
                rating="4.5",
                tags=("sea", "knots"),
                text="Twice.",
            ),
            ImportedWork(
                title="Drift",
                kind="book",
                state=State.DROPPED,
                authors=("Bo Lind",),
                identifiers=(("STORYGRAPH_ID", "a1b2-c3"),),
                added=date(2021, 5, 10),
            ),
        )
    ),
    "librarything.tsv": Imported(
        works=(
            ImportedWork(
                title="La Marée",
                kind="book",
                state=State.DONE,
                authors=("Ada Moor", "Jo Fisk", "Bo Lind"),
                year=1979,
                identifiers=(("LIBRARYTHING_ID", "7"), ("ISBN", "9780804429573")),
                added=date(2006, 8, 9),
                readings=(Reading(started=date(2007, 4, 16), finished=date(2007, 5, 8)),),
                rating="4.5",
                pages="590",
                tags=("roman", "expérimental"),
                properties=(("PUBLISHER", "Harbour"), ("LANGUAGE", "French")),
                text="chef d'oeuvre",
            ),
            ImportedWork(
                title='The "Quoted',
                kind="book",
                state=State.UNREAD,
                authors=("Ada Moor",),
                identifiers=(("LIBRARYTHING_ID", "8"),),
                added=date(2006, 7, 25),
                properties=(("LANGUAGE", "English"),),
            ),
        )
    ),
    "library.bib": Imported(
        works=(
            ImportedWork(
                title="The café & the LSTM",
                kind="paper",
                authors=("Ada van der Moor", "{Rope Data Institute}", "et al."),
                year=1999,
                identifiers=(("DOI", "10.1000/xyz_1"), ("CUSTOM_ID", "moor1999")),
                tags=("rope", "sea"),
                properties=(("JOURNAL", "Journal of Rope and Knot"), ("PAGES", "12--34")),
                links=(ImportedLink(target="file:papers/moor.pdf"),),
                text="Read twice.",
            ),
            ImportedWork(
                title="Tides",
                kind="book",
                authors=("Bo Lind Jr.",),
                year=2019,
                identifiers=(("ISBN", "0-8044-2957-X"), ("CUSTOM_ID", "lind")),
                pages="312",
            ),
            ImportedWork(
                title="Bends",
                kind="paper",
                identifiers=(
                    ("ARXIV", "2101.00001"),
                    ("URL", "https://arxiv.org/abs/2101.00001"),
                    ("CUSTOM_ID", "fisk"),
                ),
                properties=(("BOOKTITLE", "Proc. of Knots"), ("BTYPE", "inproceedings")),
            ),
        ),
        skipped=(Skipped(number=9, reason="the entry is broken (premature end of file)"),),
    ),
    "library.ris": Imported(
        works=(
            ImportedWork(
                title="The café & the sea",
                kind="paper",
                authors=("Ada van der Moor", "Bo Lind Jr."),
                year=1999,
                identifiers=(
                    ("DOI", "10.1000/xyz"),
                    ("ISSN", "1234-5678"),
                    ("URL", "https://example.org/a"),
                    ("CUSTOM_ID", "moor1999"),
                ),
                tags=("rope", "sea"),
                properties=(
                    ("JOURNAL", "Journal of Rope"),
                    ("VOLUME", "3"),
                    ("NUMBER", "2"),
                    ("PAGES", "12--34"),
                ),
                text="A long\nnote.",
            ),
            ImportedWork(
                title="Tides",
                kind="book",
                identifiers=(("ISBN", "978-0-8044-2957-3"),),
                pages="312",
            ),
        ),
        skipped=(
            Skipped(number=21, reason="no title"),
            Skipped(number=29, reason="the entry has no end (`ER  -`)"),
        ),
    ),
    "library.json": Imported(
        works=(
            ImportedWork(
                title="The café",
                kind="paper",
                authors=("Ada van der Moor", "{Rope Institute}"),
                year=1999,
                identifiers=(("DOI", "10.1000/xyz"), ("CUSTOM_ID", "moor1999")),
                tags=("rope", "sea"),
                properties=(("JOURNAL", "Journal of Rope"), ("VOLUME", "3"), ("PAGES", "12-34")),
            ),
            ImportedWork(
                title="Tides",
                kind="book",
                year=2019,
                identifiers=(("ISBN", "978-0-8044-2957-3"), ("CUSTOM_ID", "7")),
                pages="312",
            ),
        ),
        skipped=(Skipped(number=2, reason="it is not an item", unit="entry"),),
    ),
    "zotero.json": Imported(
        works=(
            ImportedWork(
                title="Knots",
                kind="paper",
                authors=("Ada Moor",),
                editors=("Rope Institute",),
                year=1999,
                identifiers=(
                    ("DOI", "10.1000/xyz"),
                    ("ZOTERO_KEY", "AAAA1111"),
                    ("CUSTOM_ID", "moor1999"),
                ),
                added=date(2024, 2, 3),
                tags=("rope",),
                text="So it is.",
                quotes=(
                    ImportedQuote(text="First", page="xi"),
                    ImportedQuote(text="Second", page="12", note="why?", made=date(2024, 2, 4)),
                    ImportedQuote(text="Third"),
                ),
            ),
        ),
        skipped=(
            Skipped(
                number=4, reason="the work that it belongs to is not in the file", unit="entry"
            ),
        ),
    ),
    "My Clippings.txt": Imported(
        works=(
            ImportedWork(
                title="Tides",
                kind="book",
                authors=("Ada Moor",),
                quotes=(
                    ImportedQuote(
                        text="A short text that was extended",
                        page="233",
                        note="Mine",
                        made=date(2022, 12, 18),
                    ),
                ),
            ),
            ImportedWork(
                title="Brücken (Küste)",
                kind="book",
                authors=("Inconnu(e)",),
                quotes=(
                    ImportedQuote(
                        text="Zwei\nZeilen", location="loc. 7616", made=date(2019, 5, 20)
                    ),
                ),
            ),
        ),
        skipped=(
            Skipped(number=21, reason="the book allows no more text to be copied"),
            Skipped(number=32, reason="no line says what was marked"),
        ),
    ),
    "readwise.csv": Imported(
        works=(
            ImportedWork(
                title="Tides",
                kind="book",
                authors=("Ada Moor", "Jo Fisk"),
                identifiers=(("AMAZON_ID", "B00X"),),
                tags=("sea", "calm"),
                quotes=(
                    ImportedQuote(
                        text="Two\nlines", page="12", note="why?", made=date(2026, 7, 17)
                    ),
                    ImportedQuote(text="Third", location="loc. 2030"),
                ),
            ),
            ImportedWork(
                title="On Ropes",
                kind="article",
                quotes=(ImportedQuote(text="Fourth", made=date(2026, 7, 18)),),
            ),
        )
    ),
    "metadata.epub.lua": Imported(
        works=(
            ImportedWork(
                title="Tides",
                kind="book",
                state=State.DROPPED,
                authors=("Ada Moor", "Jo Fisk"),
                rating="4",
                pages="312",
                series="Ropes",
                volume="2",
                properties=(("LANGUAGE", "en"),),
                quotes=(
                    ImportedQuote(
                        text='It said "so"\nand went.',
                        page="12",
                        note="why?",
                        made=date(2024, 3, 9),
                    ),
                ),
            ),
        )
    ),
    "metadata.pdf.lua": Imported(
        works=(
            ImportedWork(
                title="Drift",
                kind="book",
                authors=("Bo Lind",),
                pages="90",
                quotes=(
                    ImportedQuote(text="One", page="7", note="my own", made=date(2020, 1, 2)),
                    ImportedQuote(text="Two", page="9", made=date(2020, 1, 3)),
                ),
            ),
        )
    ),
    "koreader.json": Imported(
        works=(
            ImportedWork(
                title="Tides",
                kind="book",
                authors=("Ada Moor",),
                pages="312",
                quotes=(
                    ImportedQuote(text="So it went", page="12", note="why?", made=date(2024, 3, 9)),
                ),
            ),
        )
    ),
    "KoboReader.sqlite": Imported(
        works=(
            ImportedWork(
                title="Tides",
                kind="book",
                state=State.DONE,
                authors=("Ada Moor", "Jo Fisk"),
                identifiers=(("ISBN", "9780804429573"), ("KOBO_ID", "b1")),
                quotes=(
                    ImportedQuote(
                        text="So it went",
                        location="Chapter One, 25 %",
                        note="why?",
                        made=date(2024, 3, 10),
                    ),
                ),
            ),
            ImportedWork(title="Drift", kind="book", state=State.READING, authors=("Bo Lind",)),
        )
    ),
    "catalogue.csv": Imported(
        works=(
            ImportedWork(
                title="Tides",
                kind="book",
                authors=("Ada Moor", "Jo Fisk"),
                year=1999,
                identifiers=(
                    ("ISBN", "9780804429573"),
                    ("GOODREADS_ID", "11"),
                    ("CALIBRE_ID", "u-1"),
                ),
                added=date(2021, 1, 2),
                rating="4",
                series="Ropes",
                volume="2",
                tags=("sea", "knots"),
                properties=(("PUBLISHER", "Harbour"),),
                text="Calm.",
            ),
        )
    ),
    "books.json": Imported(
        works=(
            ImportedWork(
                title="Tides",
                kind="book",
                authors=("Ada Moor", "Jo Fisk"),
                identifiers=(
                    ("ISBN", "9780804429573"),
                    ("DOI", "10.1000/xyz"),
                    ("CALIBRE_ID", "u-1"),
                ),
                added=date(2021, 1, 2),
                rating="4.5",
                pages="312",
                tags=("sea",),
            ),
        )
    ),
    "annotations.json": Imported(
        works=(
            ImportedWork(
                title="On knots",
                kind="article",
                identifiers=(("URL", "https://example.org/knots"),),
                tags=("rope",),
                quotes=(
                    ImportedQuote(text="So it is", note="why?", made=date(2024, 3, 10)),
                    ImportedQuote(text="", note="of the whole page", made=date(2024, 3, 11)),
                ),
            ),
        )
    ),
    "tides.pdf": Imported(
        works=(
            ImportedWork(
                title="Tides",
                kind="paper",
                authors=("Ada Moor", "Jo Fisk"),
                pages="2",
                quotes=(
                    ImportedQuote(text="So it", page="xi", note="why?", made=date(2024, 3, 10)),
                    ImportedQuote(text="", page="1", note="of the page"),
                ),
            ),
        )
    ),
    "tides.epub": Imported(
        works=(
            ImportedWork(
                title="Tides & ropes",
                kind="book",
                authors=("Ada Moor",),
                editors=("Bo Lind",),
                translators=("Jo Fisk",),
                year=1999,
                identifiers=(("ISBN", "9780804429573"),),
                pages="311",
                tags=("sea",),
                parts=(
                    ImportedWork(title="One", parts=(ImportedWork(title="One and a half"),)),
                    ImportedWork(title="Two"),
                ),
            ),
        )
    ),
    "tides2.epub": Imported(
        works=(
            ImportedWork(
                title="Tides & ropes",
                kind="book",
                authors=("Ada Moor",),
                editors=("Bo Lind",),
                translators=("Jo Fisk",),
                year=1999,
                identifiers=(("ISBN", "9780804429573"),),
                pages="311",
                tags=("sea",),
                parts=(
                    ImportedWork(title="One", parts=(ImportedWork(title="One and a half"),)),
                    ImportedWork(title="Two"),
                ),
            ),
        )
    ),
    "playlist.json": Imported(
        works=(
            ImportedWork(
                title="Knots in rope",
                kind="video",
                authors=("Ada Moor",),
                identifiers=(
                    ("URL", "https://www.youtube.com/playlist?list=PL12"),
                    ("YOUTUBE_ID", "PL12"),
                ),
                parts=(
                    ImportedWork(
                        title="Bowline",
                        kind="video",
                        state=State.UNREAD,
                        identifiers=(("URL", "https://www.youtube.com/watch?v=aaaaaaaaaaa"),),
                        properties=(("EFFORT", "1:02"),),
                    ),
                    ImportedWork(
                        title="Bend",
                        kind="video",
                        state=State.UNREAD,
                        identifiers=(("URL", "https://www.youtube.com/watch?v=ccccccccccc"),),
                    ),
                ),
            ),
        ),
        skipped=(Skipped(number=2, reason="the video is private or was deleted", unit="entry"),),
    ),
    "Knots-videos.csv": Imported(
        works=(
            ImportedWork(
                title="https://www.youtube.com/watch?v=aaaaaaaaaaa",
                kind="video",
                state=State.UNREAD,
                identifiers=(("URL", "https://www.youtube.com/watch?v=aaaaaaaaaaa"),),
                added=date(2024, 3, 10),
            ),
            ImportedWork(
                title="https://www.youtube.com/watch?v=bbbbbbbbbbb",
                kind="video",
                state=State.UNREAD,
                identifiers=(("URL", "https://www.youtube.com/watch?v=bbbbbbbbbbb"),),
                added=date(2024, 3, 11),
            ),
        ),
        skipped=(Skipped(number=3, reason="no number and time of a video"),),
    ),
    "bookmarks.html": Imported(
        works=(
            ImportedWork(
                title="Knots & bends",
                kind="article",
                state=State.UNREAD,
                identifiers=(("URL", "https://example.org/a?b=1&c=2"),),
                added=date(2024, 3, 9),
                tags=("sea", "rope", "Films"),
                text="What it says",
            ),
            ImportedWork(
                title="https://youtu.be/aaaaaaaaaaa",
                kind="video",
                state=State.DONE,
                identifiers=(("URL", "https://youtu.be/aaaaaaaaaaa"),),
                tags=("Films",),
            ),
            ImportedWork(
                title="Tides",
                kind="paper",
                state=State.UNREAD,
                identifiers=(("DOI", "10.1000/xyz"),),
            ),
        ),
        skipped=(Skipped(number=16, reason="not a web address"),),
    ),
    "pocket.csv": Imported(
        works=(
            ImportedWork(
                title="On knots",
                kind="article",
                state=State.UNREAD,
                identifiers=(("URL", "https://example.org/knots"),),
                added=date(2024, 3, 9),
                tags=("rope", "sea"),
            ),
            ImportedWork(
                title="https://arxiv.org/abs/2101.00001v2",
                kind="paper",
                state=State.DONE,
                identifiers=(
                    ("ARXIV", "2101.00001v2"),
                    ("URL", "https://arxiv.org/abs/2101.00001v2"),
                ),
                added=date(2024, 3, 9),
            ),
        )
    ),
    "ril_export.html": Imported(
        works=(
            ImportedWork(
                title="On knots & bends",
                kind="article",
                state=State.UNREAD,
                identifiers=(("URL", "https://example.org/knots?a=1&b=2"),),
                added=date(2024, 3, 9),
                tags=("rope", "sea"),
            ),
            ImportedWork(
                title="https://example.org/done",
                kind="article",
                state=State.DONE,
                identifiers=(("URL", "https://example.org/done"),),
                added=date(2024, 3, 9),
            ),
        ),
    ),
    "instapaper.csv": Imported(
        works=(
            ImportedWork(
                title="On knots",
                kind="article",
                state=State.UNREAD,
                identifiers=(("URL", "https://example.org/knots"),),
                added=date(2024, 3, 9),
                tags=("rope", "sea"),
                quotes=(ImportedQuote(text="So it is"),),
            ),
            ImportedWork(
                title="https://example.org/bends",
                kind="article",
                state=State.UNREAD,
                identifiers=(("URL", "https://example.org/bends"),),
                added=date(2024, 3, 9),
                tags=("Later",),
            ),
            ImportedWork(
                title="Done",
                kind="article",
                state=State.DONE,
                identifiers=(("URL", "https://example.org/done"),),
                added=date(2024, 3, 9),
            ),
        )
    ),
    "raindrop.csv": Imported(
        works=(
            ImportedWork(
                title="On knots",
                kind="article",
                state=State.UNREAD,
                identifiers=(("RAINDROP_ID", "5"), ("URL", "https://example.org/knots")),
                added=date(2024, 3, 10),
                tags=("a", "b", "Sea", "Rope"),
                text="mine\n\nWhat it says",
                quotes=(ImportedQuote(text="First", note="why?"), ImportedQuote(text="Second")),
            ),
            ImportedWork(
                title="Bends",
                kind="article",
                state=State.UNREAD,
                identifiers=(("RAINDROP_ID", "6"), ("URL", "https://example.org/bends")),
                added=date(2024, 3, 10),
            ),
        )
    ),
    "knots.md": Imported(
        works=(
            ImportedWork(
                title="Learning knots",
                text="Some words.",
                parts=(
                    ImportedWork(
                        title="Basics",
                        parts=(
                            ImportedWork(
                                title="Bowline",
                                state=State.DONE,
                                identifiers=(("URL", "https://example.org/bowline"),),
                                text="the first one",
                            ),
                            ImportedWork(
                                title="Bends",
                                state=State.UNREAD,
                                parts=(
                                    ImportedWork(
                                        title="Sheet bend", state=State.UNREAD, text="more of it"
                                    ),
                                    ImportedWork(title="Carrick bend", state=State.DONE),
                                ),
                            ),
                            ImportedWork(
                                title="Film",
                                kind="video",
                                state=State.UNREAD,
                                identifiers=(("URL", "https://youtu.be/aaaaaaaaaaa"),),
                                text="- [ ] no item",
                            ),
                        ),
                    ),
                ),
            ),
        )
    ),
    "notes.opml": Imported(
        works=(
            ImportedWork(
                title="Knots",
                tags=("sea", "rope"),
                text="All \nof them",
                parts=(
                    ImportedWork(
                        title="Bowline",
                        state=State.DONE,
                        readings=(Reading(finished=date(2024, 3, 10)),),
                    ),
                    ImportedWork(
                        title="Feed",
                        identifiers=(("URL", "https://example.org/feed"),),
                        deadline=date(2026, 12, 1),
                    ),
                ),
            ),
        ),
        skipped=(Skipped(number=2, reason="no title", unit="entry"),),
    ),
    "tasks.json": Imported(
        works=(
            ImportedWork(
                title="Tie a bowline",
                state=State.READING,
                identifiers=(("TASK_UUID", "u-1"),),
                added=date(2024, 3, 10),
                deadline=date(2026, 12, 1),
                readings=(Reading(started=date(2024, 3, 11)),),
                priority="A",
                tags=("hands", "sea", "rope"),
                text="use both hands",
            ),
            ImportedWork(
                title="Old",
                state=State.DONE,
                identifiers=(("TASK_UUID", "u-2"),),
                added=date(2024, 3, 10),
                readings=(Reading(finished=date(2024, 3, 12)),),
            ),
            ImportedWork(
                title="Gone",
                state=State.DROPPED,
                identifiers=(("TASK_UUID", "u-3"),),
                added=date(2024, 3, 10),
            ),
        ),
        skipped=(Skipped(4, "only other tasks are made of it", "entry"),),
    ),
    "todo.txt": Imported(
        works=(
            ImportedWork(
                title="Tie a bowline",
                state=State.UNREAD,
                added=date(2024, 3, 10),
                deadline=date(2026, 12, 1),
                priority="A",
                tags=("rope", "hands"),
            ),
            ImportedWork(
                title="Read https://example.org/knots about it",
                state=State.DONE,
                added=date(2024, 3, 10),
                scheduled=date(2024, 3, 11),
                readings=(Reading(finished=date(2024, 3, 12)),),
            ),
            ImportedWork(title="+only @tags", state=State.UNREAD, tags=("only", "tags")),
            ImportedWork(title="plain words", state=State.UNREAD, priority="B"),
        ),
        skipped=(Skipped(number=3, reason="no words"),),
    ),
    "books.csv": Imported(
        works=(
            ImportedWork(
                title="Tides: A history",
                kind="book",
                state=State.DONE,
                authors=("Ada Moor",),
                identifiers=(("ISBN", "9780804429573"),),
                readings=(Reading(started=date(2024, 3, 9), finished=date(2024, 3, 11)),),
                rating="4.5",
                pages="312",
                tags=("sea", "knots"),
                text="Calm.",
            ),
            ImportedWork(
                title="Drift",
                kind="book",
                state=State.UNREAD,
                authors=("Bo Lind", "Jo Fisk"),
                rating="3",
                series="Ropes",
                volume="2",
            ),
            ImportedWork(
                title="Bends", kind="book", authors=("Jo Fisk",), series="Ropes", tags=("Lent out",)
            ),
        ),
        remarks=("left out, as notes have no place for it: binding",),
    ),
    "pages.json": Imported(
        works=(
            ImportedWork(
                title="On knots",
                kind="article",
                state=State.UNREAD,
                identifiers=(("URL", "https://example.org/knots"),),
                added=date(2024, 1, 17),
                tags=("Ropes",),
            ),
            ImportedWork(
                title="Bends",
                kind="paper",
                state=State.DONE,
                identifiers=(("ARXIV", "2101.00001"), ("URL", "https://arxiv.org/abs/2101.00001")),
                added=date(2024, 3, 10),
                tags=("a", "b", "Ropes"),
                text="Mine",
            ),
            ImportedWork(
                title="Hitches",
                kind="article",
                state=State.DONE,
                authors=("Ada Moor",),
                identifiers=(("URL", "https://example.org/hitches"),),
                added=date(2024, 3, 10),
                tags=("c", "Ropes"),
                quotes=(ImportedQuote(text="Pull tight", note="why?"), ImportedQuote(text="Twice")),
            ),
        ),
        skipped=(Skipped(number=2, reason="not a web address", unit="entry"),),
        remarks=("left out, as notes have no place for it: shared",),
    ),
    "pubmed.nbib": Imported(
        works=(
            ImportedWork(
                title="The cafe and the sea.",
                kind="paper",
                authors=("Ada Berta Moor",),
                year=1999,
                identifiers=(("DOI", "10.1000/xyz"), ("ISSN", "1234-567X"), ("PMID", "123")),
                tags=("rope",),
                properties=(("JOURNAL", "Journal of Rope"), ("PAGES", "12--34")),
                text="Calm.",
            ),
            ImportedWork(
                title="Bends", kind="book", authors=("B Lind",), identifiers=(("PMID", "124"),)
            ),
        )
    ),
    "library.enw": Imported(
        works=(
            ImportedWork(
                title="Tides",
                kind="book",
                authors=("Bo Lind",),
                year=2019,
                identifiers=(("ISBN", "978-0-8044-2957-3"), ("URL", "https://example.org/a")),
                tags=("rope", "sea"),
            ),
            ImportedWork(title="Bends", kind="paper", properties=(("JOURNAL", "Journal of Rope"),)),
        )
    ),
    "savedrecs.ciw": Imported(
        works=(
            ImportedWork(
                title="The cafe and the sea",
                kind="paper",
                authors=("AB Moor", "B Lind"),
                year=1999,
                identifiers=(("DOI", "10.1000/xyz"), ("PMID", "123")),
                tags=("rope", "sea"),
                properties=(("JOURNAL", "JOURNAL OF ROPE"), ("PAGES", "12--34")),
            ),
        )
    ),
    "Bowline.info.json": Imported(
        works=(
            ImportedWork(
                title="Bowline",
                kind="video",
                state=State.UNREAD,
                authors=("Ada Moor",),
                year=2024,
                identifiers=(("URL", "https://www.youtube.com/watch?v=aaaaaaaaaaa"),),
                tags=("knots",),
                properties=(("EFFORT", "0:03"),),
                text="How to tie it.",
            ),
        )
    ),
    "watch-history.json": Imported(
        works=(
            ImportedWork(
                title="Bowline",
                kind="video",
                state=State.DONE,
                authors=("Ada Moor",),
                identifiers=(("URL", "https://www.youtube.com/watch?v=aaaaaaaaaaa"),),
                readings=(Reading(finished=date(2024, 3, 10)),),
            ),
        ),
        skipped=(
            Skipped(number=2, reason="the video is not there any more", unit="entry"),
            Skipped(number=3, reason="an advertisement", unit="entry"),
        ),
    ),
    "Tides - Notebook.html": Imported(
        works=(
            ImportedWork(
                title="Tides",
                kind="book",
                authors=("Ada Moor", "Bo Lind"),
                quotes=(
                    ImportedQuote(text="So it went", page="12", note="why?"),
                    ImportedQuote(text="Second", location="loc. 300"),
                    ImportedQuote(text="", location="loc. 500", note="alone"),
                ),
            ),
        )
    ),
    "annotations.csv": Imported(
        works=(
            ImportedWork(
                title="Knots",
                kind="article",
                identifiers=(("URL", "https://example.org/knots"),),
                tags=("a", "b"),
                quotes=(
                    ImportedQuote(text="Pull tight", note="why?", made=date(2024, 3, 10)),
                    ImportedQuote(text="", note="All of it", made=date(2024, 3, 11)),
                ),
            ),
        )
    ),
    "metadata.db": Imported(
        works=(
            ImportedWork(
                title="Tides",
                kind="book",
                authors=("Ada Moor, Jr.", "Bo Lind"),
                year=1999,
                identifiers=(
                    ("ISBN", "9780804429573"),
                    ("GOODREADS_ID", "12"),
                    ("CALIBRE_ID", "u-1"),
                ),
                added=date(2024, 3, 10),
                rating="4.5",
                series="Ropes",
                volume="2",
                tags=("sea", "rope"),
                properties=(("LANGUAGE", "eng"),),
                text="Calm.",
            ),
        )
    ),
    "library.xml": Imported(
        works=(
            ImportedWork(
                title="The cafe",
                kind="paper",
                authors=("Ada Moor",),
                editors=("Bo Lind",),
                year=1999,
                identifiers=(
                    ("DOI", "10.1000/xyz"),
                    ("ISSN", "1234-5678"),
                    ("URL", "https://example.org/a"),
                ),
                tags=("rope",),
                properties=(("JOURNAL", "Journal of Rope"), ("VOLUME", "3"), ("PAGES", "12--34")),
                text="Mine",
            ),
        ),
        skipped=(Skipped(number=2, reason="no title", unit="entry"),),
    ),
}
