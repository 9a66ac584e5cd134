"""Every source: what its sample says, which files it takes for its own, what it makes of chaos."""

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from datetime import date
from functools import partial
from itertools import repeat

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from importers.expected import EXPECTED
from importers.samples import GOODREADS, SAMPLES, Sample, epub
from orgshelf.errors import ImportFormatError, UsageError
from orgshelf.importers import IMPORTERS, recognized
from orgshelf.importers.bibtex_entries import plain_tex
from orgshelf.importers.foreign_markup import plain_text
from orgshelf.importers.imported import Imported, ImportedWork, State, bounded
from orgshelf.importers.kindle import Kind, read_clipping_line
from timing import growth

samples = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
#: Unpacked ones are read by libraries that take their time over each byte that is wrong.
SLOW = ("pdf",)


def read(sample: Sample, data: bytes | None = None) -> Imported:
    return IMPORTERS[sample.source].read(sample.data if data is None else data, sample.name)


@samples
def test_each_sample_says_what_it_should(sample: Sample) -> None:
    assert read(sample) == EXPECTED[sample.name]


@samples
def test_each_sample_is_recognized_by_its_own_source_alone(sample: Sample) -> None:
    found = [name for name, each in IMPORTERS.items() if each.recognize(sample.data, sample.name)]
    # What another source has a name for is a table of works too, and is asked last.
    assert found in ([sample.source], [sample.source, "table"])
    assert recognized(sample.data, "a file with another name") in (
        IMPORTERS[sample.source],
        # Nothing but its name tells this from lines of text, as long as no line has a day.
        None if sample.source == "todo.txt" else IMPORTERS[sample.source],
    )


def test_every_source_has_a_sample() -> None:
    assert {sample.source for sample in SAMPLES} == set(IMPORTERS)


@samples
def test_a_file_of_another_source_is_refused_in_one_sentence(sample: Sample) -> None:
    # Any lines of text are tasks, and many are lists or tables, if someone says that they are.
    if sample.source in ("todo.txt", "checklist", "table"):
        return
    for other in SAMPLES:
        if other.source != sample.source:
            with pytest.raises(ImportFormatError, match=r"\AThis is not .*\.\Z"):
                read(sample, other.data)


@pytest.mark.parametrize(
    "text", [b"", b"\n", b"hello\n", b"\xff\xfe", b"{}", b"[]", b"[1]", b"a,b"]
)
def test_nobody_takes_what_is_nothing(text: bytes) -> None:
    assert recognized(text, "x.csv") is None
    for importer in IMPORTERS.values():
        if importer.name != "todo.txt":
            with pytest.raises(ImportFormatError):
                importer.read(text)


def survives(sample: Sample, data: bytes) -> None:
    """Nothing but an error of the program is raised, and no control character comes out."""
    importer = IMPORTERS[sample.source]
    importer.recognize(data, sample.name)
    with suppress(ImportFormatError):
        for work in importer.read(data, sample.name).works:
            assert_clean(work)


def assert_clean(work: ImportedWork) -> None:
    assert work.title
    for field in fields(work):
        text = repr(getattr(work, field.name))
        # A backslash of the file itself is two in its repr.
        control = r"(?<!\\)(?:\\\\)*\\(?:x0[0-8b-f]|x1|x7f|ud[89a-f])"
        assert not re.search(control, text), text


@samples
@given(data=st.binary(max_size=300))
@example(data=b"\0")
@example(data=b"x\0y +\x1b @\x07")
def test_any_bytes_are_survived(sample: Sample, data: bytes) -> None:
    survives(sample, data)
    survives(sample, sample.data[:120] + data)


@samples
def test_half_files_are_survived(sample: Sample) -> None:
    step = max(1, len(sample.data) // (10 if sample.source in SLOW else 60))
    for end in range(0, len(sample.data), step):
        survives(sample, sample.data[:end])


@samples
@given(st.data())
def test_files_with_other_bytes_in_them_are_survived(sample: Sample, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(sample.data) - 1))
    inserted = data.draw(
        st.sampled_from((b"\x00", b"\xff", b'"', b"{", b"]", b"\r", b"\x1b[2J", b"\\", b"<", b"\n"))
        | st.binary(max_size=8)
    )
    survives(sample, sample.data[:place] + inserted + sample.data[place + 1 :])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_every_encoding_is_read(encoding: str) -> None:
    text = "Title,Authors,Read Status,Star Rating\nCaf\u00e9,Zo\u00eb,read,4\n"
    imported = IMPORTERS["storygraph"].read(text.encode(encoding))
    assert imported.works == (
        ImportedWork("Caf\u00e9", "book", State.DONE, ("Zo\u00eb",), rating="4"),
    )


def test_a_renamed_column_is_named() -> None:
    data = GOODREADS.replace(b"Exclusive Shelf", b"Shelf")
    with pytest.raises(ImportFormatError) as caught:
        IMPORTERS["goodreads"].read(data)
    assert str(caught.value) == (
        "This is not a Goodreads export: it has no column 'Exclusive Shelf'."
    )


LINES = [
    "26 385 2012-05-04 - Highlight on Page 26 | Loc. 385  | Added on Friday, May 04, 2012, "
    "06:40 PM",
    "200 3054 2017-08-16 - Votre surlignement sur la page 200 | emplacement 3054-3056 | Ajouté le "
    "mercredi 16 août 2017 02:14:10",
    "23 2015 2014-08-04 - Tu subrayado en la página 23 | Posición 2015-2065 | Añadido el lunes, "
    "4 de agosto de 2014 19:52:23",
    "_ 453 2021-03-08 -  La tua evidenziazione alla posizione 453-454 | Aggiunto in data lunedì "
    "8 marzo 2021 22:52:57",
    "_ 333 2015-05-16 - Seu destaque ou posição 333-334 | Adicionado: sábado, 16 de maio de 2015 "
    "13:16:48",
    "6 36 2019-09-30 - Je markering op pagina 6 | locatie 36-40 | Toegevoegd op maandag "
    "30 september 2019 18:00:39",
    "42 1234 2024-12-30 - Ihre Markierung auf Seite 42 | Position 1234-36 | Hinzugefügt am Montag, "
    "30. Dezember 2024 14:46:33",
    "6 34 2026-05-04 - 6ページ|位置No. 34-35のハイライト |作成日: 2026年5月4日月曜日 20:26:13",
    "2 37 2018-12-31 - 您在第 2 页（位置 #37-#38）的标注 | 添加于 2018年12月31日星期一 "
    "下午11:56:41",
    "12 130 2024-08-22 – Ваш выделенный отрывок на странице 12 | Место 130–131 | Добавлено: "
    "четверг, 22 августа 2024 г. в 18:10:53",
    "12 130 2024-08-22 - 12쪽 | 위치 130-131의 하이라이트 | 추가 2024년 8월 22일 목요일 "
    "오후 6:10:53",
    "22 339 2013-06-17 - ハイライト ページ22 | 位置No. 339-340 | 追加日： 2013年6月17日 (月曜日) "
    "20:31:09",
    "_ 34 2013-04-25 - Meine Markierung Pos. 34-37  | Hinzugefügt am Donnerstag, 25. April 13 "
    "23:14 Uhr GMT+01:00",
    "200 305 2017-08-01 - Votre surlignage à la page 200 | emplacement 305-306 | Ajouté le mardi "
    "1er août 2017 02:14:10",
    "_ 36 2019-09-02 - Mi subrayado Pos. 36-40 | Añadido el lunes, 2 de setiembre de 2019",
]


@pytest.mark.parametrize("line", LINES)
def test_kindles_of_eleven_languages_and_of_all_ages_are_understood(line: str) -> None:
    page, start, day, words = line.split(" ", 3)
    found = read_clipping_line(words)
    assert found is not None
    assert (found.kind, found.page or "_", found.start, found.made) == (
        *(Kind.HIGHLIGHT, page, int(start)),
        date.fromisoformat(day),
    )


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("- Mi nota Posición 128 | Añadido el miércoles 6 de febrero de 2013", Kind.NOTE),
        ("- Sua nota ou posição 334 | Adicionado: sábado, 16 de maio de 2015", Kind.NOTE),
        ("- Ihre Notiz bei Position 9 | Hinzugefügt am Montag, 20. Mai 2019", Kind.NOTE),
        ("- Votre signet sur la page 9 | Ajouté le mardi 5 mars 2024", Kind.BOOKMARK),
        ("- Il tuo segnalibro alla posizione 3 | Aggiunto in data", Kind.BOOKMARK),
        ("- 9ページ|位置No. 90のメモ |作成日: 2026年5月4日", Kind.NOTE),
        ("- 您在位置 #90 的笔记 | 添加于 2018年12月31日", Kind.NOTE),
        ("- 您在位置 #90 的书签 | 添加于 2018年12月31日", Kind.BOOKMARK),
    ],
)
def test_notes_and_bookmarks_are_told_apart(line: str, kind: Kind) -> None:
    found = read_clipping_line(line)
    assert found is not None
    assert found.kind is kind


def test_an_epub_that_unpacks_without_end_is_refused() -> None:
    made = io.BytesIO()
    bomb = zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED)
    with bomb as archive, zipfile.ZipFile(io.BytesIO(epub())) as whole:
        for name in whole.namelist():
            data = whole.read(name)
            archive.writestr(name, data + b" " * 50_000_000 * name.endswith("opf"))
    assert len(made.getvalue()) < 100_000
    with pytest.raises(ImportFormatError, match="larger than that of any book"):
        IMPORTERS["epub"].read(made.getvalue())


@pytest.mark.parametrize("source", ["opml", "epub"])
def test_entities_that_grow_are_refused(source: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><opml>&b;</opml>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("META-INF/container.xml", bomb)
    data = bomb.encode() if source == "opml" else made.getvalue()
    with pytest.raises(ImportFormatError, match="entities"):
        IMPORTERS[source].read(data)


def test_more_works_than_one_import_takes_are_refused_before_they_fill_the_memory() -> None:
    with pytest.raises(UsageError, match=r"\AOne import takes 100,000 works, .*: split the file"):
        bounded(repeat(ImportedWork("Tides")))
    with pytest.raises(UsageError, match=r"\Ax\.csv has 129 MiB, and one import takes 128: split"):
        IMPORTERS["goodreads"].read(GOODREADS + bytes(129 << 20), "x.csv")


def test_macros_that_grow_are_cut() -> None:
    lines = ['@string{a0 = "xxxxxxxxxx"}']
    lines += [f"@string{{a{n} = a{n - 1} # a{n - 1} # a{n - 1}}}" for n in range(1, 40)]
    data = "\n".join((*lines, "@book{key, title = {T}, note = a39}")).encode()
    assert len(IMPORTERS["bibtex"].read(data).works[0].text) <= 10_000


NESTED: dict[str, Callable[[int], str]] = {
    "csl-json": lambda n: '[{"id": 1, "type": ' + "[" * n,
    "koreader": lambda n: 'return { ["annotations"] = ' + "{" * n,
    "bibtex": lambda n: "@book{a, title = " + "{" * n,
    "opml": lambda n: (
        "<opml><body>" + '<outline text="a">' * n + "</outline>" * n + "</body></opml>"
    ),
    "checklist": lambda n: "\n".join(" " * i + "- [ ] a" for i in range(n // 20)),
    "bookmarks": lambda n: "<!DOCTYPE NETSCAPE-Bookmark-file-1>" + "<DL><DT><H3>a</H3>" * n,
}


@pytest.mark.parametrize("source", NESTED)
def test_endless_nesting_is_survived(source: str) -> None:
    sample = next(sample for sample in SAMPLES if sample.source == source)
    survives(sample, NESTED[source](20_000).encode())


@pytest.mark.parametrize("text", ["<!--", "<a", "<!", "</", "<a b='", "&#", "<script>"])
def test_html_that_is_never_closed_takes_no_time(text: str) -> None:
    head = b"<!DOCTYPE NETSCAPE-Bookmark-file-1>"
    assert IMPORTERS["bookmarks"].read(head + text.encode() * 100_000).works == ()
    assert plain_text(f"<p>a</p>{text * 100_000}").startswith("a")


GROWING = ("goodreads", "librarything", "kindle", "bibtex", "ris", "todo.txt", "checklist")


@pytest.mark.parametrize("source", GROWING)
def test_a_file_ten_times_as_long_takes_about_ten_times_as_long(source: str) -> None:
    sample = next(sample for sample in SAMPLES if sample.source == source)
    few, many = (partial(read, sample, sample.data * count) for count in (60, 600))
    assert growth(few, many, 40) < 40


#: Words of a sample that once took time with the square of how often they came.
REPEATED = [
    ("kindle", b"ust"),
    ("checklist", b" *fir"),
    ("checklist", b"https"),
    ("checklist", b".\n"),
    ("bookmarks", b'rated file. -->\n<META HTTP-EQUIV="Content-Type" CONTENT="'),
    ("bookmarks", b"Toolbar</H3>\n    <DL><p>\n        <DT><A HREF="),
]


@pytest.mark.parametrize(("source", "words"), REPEATED)
def test_words_without_end_take_no_more_than_their_share_of_time(source: str, words: bytes) -> None:
    sample = next(sample for sample in SAMPLES if sample.source == source)
    place = sample.data.find(words)
    assert place > 0
    before = sample.data[:place]
    few, many = (partial(survives, sample, before + words * n) for n in (2_000, 16_000))
    assert growth(few, many, 24) < 24


@pytest.mark.parametrize(
    ("text", "plain"),
    [(r"Caf\'{e}", "Café"), ("caf{\\", "caf"), ("\\", ""), (r"\foo{b}", r"\foo b")],
)
def test_tex_that_ends_too_early_is_read_as_far_as_it_goes(text: str, plain: str) -> None:
    assert plain_tex(text) == plain
