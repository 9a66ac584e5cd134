"""`import`: files of other programs come on the shelves, said first and taken back at once."""

import json
import shutil

import pytest

from export.pages import rows
from importers.samples import SAMPLES, pdf
from program import ROOT, Program

GOODREADS = next(sample for sample in SAMPLES if sample.source == "goodreads")
SKIPPED = "2 skipped (line 6: 3 values for 24 columns; line 7: no title)"


@pytest.fixture
def shelf(run: Program) -> Program:
    """The program in a folder with one sample of each source beside its notes."""
    run.note("books.org", "#+TODO: TODO READING | DONE DROPPED\n* Books\n** TODO Untied\n")
    for sample in SAMPLES:
        (run.folder / sample.name).write_bytes(sample.data)
    return run


def notes(program: Program) -> dict[str, bytes]:
    folder = program.folder / "notes"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.org"))}


def test_each_file_is_told_in_a_line_and_each_note_that_becomes_another(shelf: Program) -> None:
    ran = shelf("import", GOODREADS.name, "pocket.csv")
    assert ran.code == 0
    assert ran.err == (
        f"{GOODREADS.name}: 6 works: 3 new, 1 with news, 0 as they were, {SKIPPED}\n"
        "pocket.csv: 2 works: 2 new, 0 with news, 0 as they were\n"
    )
    assert ran.lines == [
        "books.org: added 3 headings, changed 1 heading",
        "articles.org: added 1 heading",
        "papers.org: added 1 heading",
    ]
    text = notes(shelf)["books.org"].decode()
    assert "** READING Untied\n" in text
    assert "** DROPPED Half\n" in text
    assert "** DONE The Long Knot" in text


def test_a_second_import_says_so_and_changes_no_byte(shelf: Program) -> None:
    assert shelf("import", GOODREADS.name).code == 0
    before = notes(shelf)
    ran = shelf("import", GOODREADS.name)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        f"{GOODREADS.name}: 6 works: 0 new, 0 with news, 4 as they were, {SKIPPED}\n"
    )
    assert notes(shelf) == before
    assert len(shelf("log").lines) == 1


def test_a_dry_run_shows_the_diff_and_writes_nothing(shelf: Program) -> None:
    before = notes(shelf)
    ran = shelf("import", GOODREADS.name, "--dry-run")
    assert ran.code == 0
    assert "+** DONE The Long Knot" in ran.out
    assert notes(shelf) == before


def test_one_undo_takes_all_of_it_back(shelf: Program) -> None:
    before = notes(shelf)
    names = [sample.name for sample in SAMPLES]
    assert shelf("import", *names, "--parts", "--yes").code == 0
    assert len(notes(shelf)) > 4
    assert shelf("undo").code == 0
    assert notes(shelf) == before


def test_stdin_is_read(shelf: Program) -> None:
    ran = shelf.shell("orgshelf import - < playlist.json")
    assert ran.code == 0, ran.err
    assert ran.err.startswith("stdin: 2 works: 1 new, ")
    assert "*** TODO Bowline\n" in notes(shelf)["videos.org"].decode()


def test_the_format_can_be_said(shelf: Program) -> None:
    (shelf.folder / "plain.txt").write_text("one task\nanother\n", encoding="utf-8")
    ran = shelf("import", "plain.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "orgshelf: plain.txt is of no known format: name one with --from; --list shows them all.\n"
    )
    assert shelf("import", "plain.txt", "--from", "todo.txt", "--kind", "papers").code == 0
    assert notes(shelf)["papers.org"] == b"* Papers\n** TODO one task\n** TODO another\n"


def test_a_file_that_is_not_what_it_is_said_to_be_changes_nothing(shelf: Program) -> None:
    before = notes(shelf)
    ran = shelf("import", "knots.md", GOODREADS.name, "--from", "goodreads")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "orgshelf: This is not a Goodreads export: it has no column 'Book Id', 'Title', 'Author', "
        "'Exclusive Shelf'.\n"
    )
    assert notes(shelf) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "Name a file to import, or `-` for stdin"),
        (["gone.csv"], 2, "'gone.csv' does not exist"),
        (["pocket.csv", "--from", "nothing"], 2, "'nothing' is not one of 'page'"),
        (["pocket.csv", "--kind", "nothing"], 2, "There is no kind 'nothing'"),
        (["pocket.csv", "--under", "nothing"], 3, "nothing"),
        (["notes"], 2, "notes has no file that is .epub or .pdf."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    shelf: Program, words: list[str], code: int, said: str
) -> None:
    ran = shelf("import", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_documents_of_a_folder_become_works_that_lead_to_their_files(shelf: Program) -> None:
    folder = shelf.folder / "library" / "deep"
    folder.mkdir(parents=True)
    (folder / "Untitled one.PDF").write_bytes(pdf().replace(b"/Title(Tides)", b"/Title()     "))
    shutil.copy(shelf.folder / "tides.epub", folder.parent / "b.epub")
    assert shelf("import", "library").code == 0
    assert shelf("show", "untitled").out.splitlines()[0] == "Untitled one"
    text = notes(shelf)["papers.org"].decode()
    assert f"[[file:{folder}/Untitled one.PDF][PDF]]\n" in text
    assert "p. xi:\n#+begin_quote\nSo it\n#+end_quote\n\nwhy?\n\np. 1: of the page\n" in text
    books = notes(shelf)["books.org"].decode()
    assert "** Tides & ropes" in books
    assert "*** One\n" not in books
    assert shelf("import", "library", "--parts").code == 0
    assert "*** One\n**** One and a half\n*** Two\n" in notes(shelf)["books.org"].decode()


def test_many_are_asked_about_on_a_terminal(shelf: Program) -> None:
    lines = "".join(f"(A) 2024-03-10 Task {n}\n" for n in range(21))
    (shelf.folder / "many.txt").write_text(lines, encoding="utf-8")
    before = notes(shelf)
    ran = shelf.terminal("import", "many.txt", answers=["n\n"])
    assert "Add 21 new works? [y/N]" in ran.out
    assert (ran.code, notes(shelf)) == (1, before)
    assert shelf.terminal("import", "many.txt", answers=["y\n"]).code == 0
    assert len(notes(shelf)["tutorials.org"].splitlines()) > 40


def test_all_formats_are_listed_with_what_they_need(run: Program) -> None:
    lines = run("import", "--list").out.splitlines()
    assert lines[1].split()[:3] == ["goodreads", "-", "ready"]
    assert next(line for line in lines if line.startswith("pdf")).split()[1] == "pdf"
    assert len(lines) == 29


def test_a_library_that_is_missing_is_named(shelf: Program) -> None:
    script = 'python -c \'import sys; sys.modules["pypdf"] = None; import runpy; ' + (
        'sys.argv = ["orgshelf", "import", "tides.pdf"]; runpy.run_module("orgshelf", '
        'run_name="__main__")\''
    )
    ran = shelf.shell(script)
    assert ran.code == 1
    assert ran.err.startswith("orgshelf: `import --from pdf` needs more libraries: ")
    assert ran.err.endswith("[pdf]'.\n")


def test_formats_are_completed(run: Program) -> None:
    words = {"_ORGSHELF_COMPLETE": "bash_complete", "COMP_WORDS": "orgshelf import --from ki"}
    ran = run.process(COMP_CWORD="3", **words)
    assert ran.out == "plain,kindle\nplain,kindle-app\n"


PAGE = """\
# Books<a id="sec-1" name="sec-1"></a>

## DONE Tides<a id="sec-1-1" name="sec-1-1"></a>

12:

> So it is.

## TODO Drift<a id="sec-1-2" name="sec-1-2"></a>

### DONE One<a id="sec-1-2-1" name="sec-1-2-1"></a>

# Sea<a id="sec-2" name="sec-2"></a>

### TODO Deep<a id="sec-2-0-1" name="sec-2-0-1"></a>
"""


def test_the_shipped_list_comes_back_from_its_page(shipped: Program) -> None:
    assert shipped("export", "page", "-o", "page.md").code == 0
    shutil.rmtree(shipped.folder / "notes")
    (shipped.folder / "notes").mkdir()
    ran = shipped("import", "page.md", "--yes")
    assert ran.err == "page.md: 191 items: 191 new, 0 with news, 0 as they were\n"
    assert "46 of 191 items done" in shipped("progress").out
    page = (shipped.folder / "page.md").read_text(encoding="utf-8")
    assert rows(shipped("export", "page").out) == rows(page)
    assert json.loads(shipped("quotes", "--format", "json").out)
    again = shipped("import", "page.md")
    assert again.err == "page.md: 191 items: 0 new, 0 with news, 191 as they were\n"


def test_the_notes_of_a_page_go_where_their_like_stands(run: Program) -> None:
    run.note("b.org", "* Books\n** TODO Tides\n** TODO Drift\nMine.\n* Other\n")
    (run.folder / "my page.md").write_text(PAGE, encoding="utf-8")
    ran = run("import", "my page.md")
    assert ran.err == "my page.md: 4 items: 2 new, 1 with news, 1 as they were\n"
    assert notes(run) == {
        "b.org": b"* Books\n** DONE Tides\n12:\n\n#+begin_quote\nSo it is.\n#+end_quote\n"
        b"** TODO Drift\nMine.\n*** DONE One\n* Other\n",
        "my page.org": b"* Sea\n*** TODO Deep\n",
    }
    before = notes(run)
    assert run("import", "my page.md").out == ""
    assert notes(run) == before


def test_a_page_goes_below_the_heading_that_was_named(run: Program) -> None:
    run.note("b.org", "* Old\n** Page\n* Other\n")
    (run.folder / "page.md").write_text(PAGE, encoding="utf-8")
    assert run("import", "page.md", "--under", "Page").code == 0
    lines = notes(run)["b.org"].decode().splitlines()
    assert [line for line in lines if line.startswith("*")] == [
        *("* Old", "** Page", "*** Books", "**** DONE Tides", "**** TODO Drift"),
        *("***** DONE One", "*** Sea", "***** TODO Deep", "* Other"),
    ]
    before = notes(run)
    assert run("import", "page.md", "--under", "Page").out == ""
    assert notes(run) == before


def test_a_keyword_that_the_file_does_not_have_is_named(run: Program) -> None:
    run.note("b.org", "* Books\n")
    contents = '<div id="table-of-contents"><span class="todo WAIT">WAIT</span>\n</div>\n</div>\n\n'
    (run.folder / "page.md").write_text(
        contents + PAGE.replace("TODO Drift", "WAIT Drift"), encoding="utf-8"
    )
    ran = run("import", "page.md")
    assert (ran.code, "b.org has no keyword 'WAIT'" in ran.err) == (2, True)


@pytest.mark.parametrize("format_", ["bibtex", "ris", "csl-json"])
@pytest.mark.parametrize("tree", ["notes", "examples/notes"])
def test_what_was_exported_for_others_comes_back_as_the_same_works(
    run: Program, format_: str, tree: str
) -> None:
    shutil.copytree(ROOT / tree, run.folder / "notes")
    assert run("export", format_, "-o", "library").code == 0
    made = (run.folder / "library").read_bytes()
    assert " 0 new, " in run("import", "library", "--dry-run").err
    shutil.rmtree(run.folder / "notes")
    (run.folder / "notes").mkdir()
    assert run("import", "library", "--yes").code == 0
    assert run("export", format_).out.encode() == made


def test_a_damaged_document_in_a_folder_does_not_keep_the_others_out(shelf: Program) -> None:
    folder = shelf.folder / "papers"
    folder.mkdir()
    (folder / "broken.pdf").write_bytes(pdf()[:200])
    (folder / "tides.pdf").write_bytes(pdf())
    ran = shelf("import", "papers")
    assert ran.code == 0
    assert "broken.pdf: 1 work: 0 new, 0 with news, 0 as they were, 1 skipped (file 1: " in ran.err
    assert "** Tides\n" in notes(shelf)["papers.org"].decode()
    assert shelf("import", "papers/broken.pdf").code == 1
