"""`add` with an identifier, a document, or the lines of stdin."""

import zipfile
from pathlib import Path

import pytest

from program import Program


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("all.org", "* Books\n* Papers\n* Articles\n* Videos\n")
    return run


def text(program: Program) -> str:
    return (program.folder / "notes" / "all.org").read_text()


@pytest.mark.parametrize(
    ("word", "kind", "title", "properties"),
    [
        ("10.1145/359340.359342", "paper", "doi:10.1145/359340.359342",
         ":DOI:      10.1145/359340.359342\n"),
        ("https://doi.org/10.1145/359340.359342", "paper", "doi:10.1145/359340.359342",
         ":DOI:      10.1145/359340.359342\n"),
        ("arXiv:1706.03762", "paper", "arXiv:1706.03762",
         ":ARXIV:    1706.03762\n:URL:      https://arxiv.org/abs/1706.03762\n"),
        ("https://arxiv.org/pdf/1706.03762v2.pdf", "paper", "arXiv:1706.03762v2",
         ":ARXIV:    1706.03762v2\n:URL:      https://arxiv.org/abs/1706.03762v2\n"),
        ("978-0-262-01153-2", "book", "ISBN 978-0-262-01153-2", ":ISBN:     978-0-262-01153-2\n"),
        ("ISBN 0-262-01153-0", "book", "ISBN 0-262-01153-0", ":ISBN:     0-262-01153-0\n"),
        ("https://youtu.be/aircAruvnKk?t=9", "video", "https://www.youtube.com/watch?v=aircAruvnKk",
         ":URL:      https://www.youtube.com/watch?v=aircAruvnKk\n"),
        ("hdl:1721.1/12345", "paper", "hdl:1721.1/12345",
         ":URL:      https://hdl.handle.net/1721.1/12345\n"),
        ("https://example.org/a.pdf", "paper", "https://example.org/a.pdf",
         ":URL:      https://example.org/a.pdf\n"),
        ("https://example.org/a", "article", "https://example.org/a",
         ":URL:      https://example.org/a\n"),
    ],
)  # fmt: skip
def test_an_identifier_says_what_it_is(
    shelf: Program, word: str, kind: str, title: str, properties: str
) -> None:
    ran = shelf("add", word)
    a = "an" if kind == "article" else "a"
    assert (ran.code, ran.err) == (0, f"Taken for {a} {kind}.\n")
    heading = f"* {kind.capitalize()}s\n** TODO {title}\n:PROPERTIES:\n{properties}:END:\n"
    assert heading in text(shelf)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("10.1145/359340.359342", "https://dx.doi.org/10.1145/359340.359342"),
        ("arXiv:1706.03762", "https://arxiv.org/abs/1706.03762v7"),
        ("https://arxiv.org/pdf/1706.03762", "1706.03762"),
        ("10.48550/arXiv.1706.03762", "https://arxiv.org/pdf/1706.03762v2.pdf"),
        ("https://youtu.be/aircAruvnKk", "https://m.youtube.com/watch?list=x&v=aircAruvnKk"),
        ("0-262-01153-0", "9780262011532"),
        ("https://example.org/a/", "http://www.example.org/a?utm_source=x#part"),
        ("https://hdl.handle.net/1721.1/12345", "hdl:1721.1/12345"),
    ],
)
def test_a_work_is_one_in_all_forms_of_its_identifier(
    shelf: Program, first: str, again: str
) -> None:
    assert shelf("add", first).code == 0
    before = text(shelf)
    ran = shelf("add", again)
    assert (ran.code, "already there" in ran.err) == (1, True)
    assert text(shelf) == before
    assert shelf("add", again, "--force").code == 0


def test_what_the_notes_have_by_a_title_or_a_link_is_not_added_again(shelf: Program) -> None:
    shelf.note("more.org", "* 10.1000/knots\n* See [[https://arxiv.org/abs/1706.03762][it]]\n")
    for word in ("doi:10.1000/knots", "1706.03762"):
        assert shelf("add", word).code == 1


def test_a_kind_that_is_named_counts(shelf: Program) -> None:
    ran = shelf("add", "book", "https://example.org/a", "--tag", "web", "--year", "2020")
    assert (ran.code, ran.err) == (0, "")
    assert "* Books\n** TODO https://example.org/a" in text(shelf)
    assert ":YEAR:     2020\n" in text(shelf)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name what to add: a title behind its kind, an identifier"),
        (("A title",), "'A title' has no kind: name a title behind its kind"),
        (("book", "A", "title"), "Put the title into quotation marks"),
        (("978-0-262-01153-9",), "'978-0-262-01153-9' is not a valid ISBN: a digit of it is wrong"),
        (("1234567890",), "'1234567890' has no kind"),
        (("books",), "A work needs a title: write it behind the kind."),
        (("gone.pdf",), "There is no file gone.pdf."),
    ],
)
def test_what_is_not_understood(shelf: Program, words: tuple[str, ...], said: str) -> None:
    before = text(shelf)
    ran = shelf("add", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert text(shelf) == before


def test_a_number_is_a_title_where_its_kind_is_named(shelf: Program) -> None:
    assert shelf("add", "book", "1984").out == "all.org:2 added  1984\n"


def test_c_with_its_signs_is_another_language(shelf: Program) -> None:
    for title in ("Algorithms in C", "Algorithms in C++", "Algorithms in C#"):
        assert shelf("add", "book", title).code == 0
    assert shelf("add", "book", "ALGORITHMS in “C++”").code == 1


def test_the_lines_of_stdin_are_one_change(shelf: Program) -> None:
    script = "printf 'One\\n  Two  words\\n\\n10.1000/x\\nOne\\r\\n' | orgshelf add book - --tag a"
    ran = shelf.shell(script)
    assert (ran.code, ran.out) == (0, "all.org: added 3 headings\n")
    assert "stdin: 4 works: 3 new, 0 with news, 1 as they were\n" in ran.err
    titles = [line.split(":a:")[0].strip() for line in text(shelf).splitlines() if ":a:" in line]
    assert titles == ["** TODO One", "** TODO Two words", "** TODO doi:10.1000/x"]
    assert shelf("undo").code == 0
    assert "One" not in text(shelf)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("-", "'One' has no kind: name it, like `add book -`."),
        ("book - --note x", "--note is for one work, not for all lines of stdin."),
        ("book - --state DONE", "--state is for one work"),
    ],
)
def test_what_stdin_cannot_be(shelf: Program, words: str, said: str) -> None:
    ran = shelf.shell(f"echo One | orgshelf add {words}")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_hostile_lines_of_stdin_are_titles(shelf: Program) -> None:
    lines = r"* TODO x :tag:\n#+begin_src\n[[file:/etc/passwd][y]]\n:END:\n\x1b[31mred\n"
    ran = shelf.shell(f"printf '{lines}' | orgshelf add book -")
    assert (ran.code, ran.out) == (0, "all.org: added 5 headings\n")
    assert "\x1b" not in text(shelf)
    assert shelf("list", "--all", "tags:tag").out == ""


def epub(path: Path) -> None:
    """A book with no more than it must have."""
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>The long knot</dc:title><dc:creator>Ada Moor</dc:creator>"
        "<dc:identifier>urn:isbn:9780465026562</dc:identifier></metadata>"
        "<manifest/><spine/></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="p.opf"/></rootfiles></container>'
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", container)
        book.writestr("p.opf", package)


def test_a_document_is_read_and_linked(shelf: Program) -> None:
    file = shelf.folder / "knot.epub"
    epub(file)
    ran = shelf("add", "knot.epub", "--state", "DONE", "--note", "lent")
    assert (ran.code, ran.out) == (0, "all.org:2 added  The long knot\n")
    after = text(shelf)
    assert "** DONE The long knot\nCLOSED: [2026-11-23 Mon 09:00]\n" in after
    assert ":AUTHOR:   Ada Moor\n" in after
    assert f"[[file:{file}][EPUB]]\n" in after
    assert "  lent\n" in after
    assert shelf("add", "knot.epub").code == 1
    assert shelf("add", "0-465-02656-7").code == 1


def test_a_damaged_document_is_said_to_be_one(shelf: Program) -> None:
    (shelf.folder / "half.epub").write_bytes(b"PK\x03\x04 application/epub+zip")
    before = text(shelf)
    ran = shelf("add", "half.epub")
    assert (ran.code, "This is not an EPUB" in ran.err) == (1, True)
    assert text(shelf) == before
