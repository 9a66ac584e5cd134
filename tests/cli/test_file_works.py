"""Commands on a file that is one work."""

import json
import shlex

import jsonschema
import pytest

from program import Program

FILE = "roam/20260101120000-solaris.org"
ROAM = """\
:PROPERTIES:
:ID:       0c1d-solaris
:ROAM_REFS: @lem1961 https://example.org/solaris
:END:
#+title: Solaris
#+filetags: :book:sea:

Read it by the sea.

#+begin_quote
We want only our own world.
#+end_quote
* Summary
* TODO Chapter 1
"""


@pytest.fixture
def roam(run: Program) -> Program:
    run.note(FILE, ROAM)
    run.note("life.org", "* TODO Sofa\n")
    return run


def text(program: Program) -> str:
    return (program.folder / "notes" / FILE).read_text(encoding="utf-8")


def short_id(program: Program) -> str:
    (item,) = json.loads(program("list", "--all", "level:0", "--format", "json").out)["items"]
    return str(item["id"])


@pytest.mark.parametrize(
    "ref", [FILE, f"notes/{FILE}", f"{FILE}:1", f"{FILE}:8", "id:0c1d-solaris", "0c1d-solaris"]
)
def test_each_ref_of_a_file_shows_it(roam: Program, ref: str) -> None:
    first = roam("show", "solaris").out
    assert first.startswith("Solaris\n")
    assert f"{FILE}:1" in first
    assert "Read it by the sea." in first
    assert "#+filetags" not in first
    assert "We want only our own world." in first
    assert "Chapter 1" in first
    assert roam("show", ref).out == first == roam("show", short_id(roam)).out


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("level:0", 1),
        ("kind:book", 3),
        ("work:solaris", 3),
        ("file:solaris", 3),
        ("tags-local:sea", 1),
        ("tags-inherited:sea", 2),
        ("property:ID", 1),
        ("ancestors:(level:0)", 2),
        ("children:chapter", 1),
        ("outline-path-segment:solaris,chapter", 1),
        ("url:solaris", 1),
        ("quote:world", 1),
    ],
)
def test_queries_know_it(roam: Program, query: str, count: int) -> None:
    assert len(roam("list", "--all", query).lines) == count


def test_reports_know_it(roam: Program) -> None:
    (line,) = roam("works").lines
    assert "Solaris" in line
    assert "0/1" in line
    items = json.loads(roam("export", "json").out)["items"]
    file = items[0]
    assert (file["title"], file["work"], file["level"], file["line"]) == (
        *("Solaris", "Solaris"),
        *(0, 1),
    )
    assert [link["target"] for link in file["links"]] == ["https://example.org/solaris"]
    assert [item["path"] for item in items] == [[], ["Solaris"], ["Solaris"]]
    assert [item["kind"] for item in items] == ["book"] * 3
    assert "@book{lem1961," in roam("export", "bibtex").out
    assert "We want only our own world." in roam("quotes", FILE).out
    assert f"{FILE}:8  Solaris  Read it by the sea." in roam("search", '"by the sea"').out
    assert roam("open", FILE, "--print").out == "https://example.org/solaris\n"
    for form in ("markdown", "org", "page", "html", "opml", "csv", "yaml"):
        assert "Solaris" in roam("export", form).out
    assert "Solaris" in roam("progress", "--by", "work").out
    assert "Solaris" in roam("tree").out


@pytest.mark.parametrize(
    ("command", "old", "new"),
    [
        (["set", FILE, "AUTHOR", "Lem"], ":END:\n#", ":AUTHOR:   Lem\n:END:\n#"),
        (["set", FILE, "ID", "--delete"], ":ID:       0c1d-solaris\n", ""),
        (["rate", "solaris", "5"], ":END:\n#", ":RATING:   5\n:END:\n#"),
        (["tag", FILE, "+great", "-sea"], ":book:sea:", ":book:great:"),
        (["tag", FILE, "--set", "video"], ":book:sea:", ":video:"),
        (
            ["note", "solaris", "so much sea"],
            "\nRead",
            "\n- Note taken on [2026-11-23 Mon 09:00] \\\\\n  so much sea\nRead",
        ),
        (
            ["quote", FILE, "How do you expect", "--page", "72"],
            "#+end_quote\n* Summary",
            "#+end_quote\n\n72:\n#+BEGIN_QUOTE\nHow do you expect\n#+END_QUOTE\n* Summary",
        ),
    ],
)
def test_an_edit_changes_what_it_says_and_is_undone(
    roam: Program, command: list[str], old: str, new: str
) -> None:
    assert ROAM.count(old) == 1
    shown = roam(*command, "--dry-run")
    assert (shown.code, text(roam)) == (0, ROAM)
    ran = roam(*command)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{FILE}:1 ")
    assert text(roam) == ROAM.replace(old, new)
    assert roam("undo").code == 0
    assert text(roam) == ROAM


def test_a_page_counts_against_all_of_the_work(roam: Program) -> None:
    roam.note(FILE, ROAM.replace("* TODO Chapter 1\n", ""))
    roam("set", FILE, "PAGES", "200")
    assert "page 0 → 50 of 200 (25%)" in roam("page", FILE, "25%").out
    assert "50/200" in roam("works").out
    assert "50/200 pages 25%" in roam("show", FILE).out


@pytest.mark.parametrize("clear", [["--clear"], ["-book", "-sea"]])
def test_tags_come_and_go_with_their_line(roam: Program, clear: list[str]) -> None:
    roam("tag", FILE, *clear)
    assert text(roam) == ROAM.replace("#+filetags: :book:sea:\n", "")
    roam("tag", FILE, "+paper")
    assert "#+title: Solaris\n#+filetags: :paper:\n\nRead" in text(roam)


def test_a_tag_that_stands_elsewhere_is_not_taken_off(run: Program) -> None:
    run.note("tags.inc", "#+filetags: :sea:\n")
    run.note("a.org", "#+SETUPFILE: tags.inc\n#+filetags: :book:\n* A\n")
    ran = run("tag", "a.org", "-sea")
    assert (ran.code, "from a setup file or from a line below" in ran.err) == (2, True)
    assert run("tag", "a.org", "-book", "+video").code == 0
    assert "#+filetags: :video:\n" in (run.folder / "notes" / "a.org").read_text()


@pytest.mark.parametrize(
    "command",
    [
        *(["done", FILE], ["state", FILE, "DONE"], ["start", FILE], ["drop", FILE]),
        *(["schedule", FILE, "today"], ["deadline", FILE, "today"], ["priority", FILE, "A"]),
        *(["clock", "in", FILE], ["again", FILE]),
    ],
)
def test_what_needs_a_heading_says_how_to_give_it_one(roam: Program, command: list[str]) -> None:
    ran = roam(*command)
    assert (ran.code, ran.out, text(roam)) == (2, "", ROAM)
    add = shlex.split(ran.err.split("`")[1])
    assert roam(*add[1:]).code == 0
    assert text(roam) == f"{ROAM}* TODO Read it\n"
    assert roam("done", "read it").code == 0
    assert "1/2" in roam("works").out


@pytest.mark.parametrize(
    "command",
    [
        *(["move", FILE, "--up"], ["promote", FILE], ["rm", FILE, "--yes"], ["archive", FILE]),
        *(["refile", FILE, "--to", "sofa"], ["rename", FILE, "Sea"]),
    ],
)
def test_a_file_is_no_subtree_to_move(roam: Program, command: list[str]) -> None:
    ran = roam(*command)
    assert (ran.code, text(roam)) == (2, ROAM)
    assert "is a whole file" in ran.err


def test_parts_of_a_file_are_found_again_and_changed(roam: Program) -> None:
    assert roam("done", "chapter").code == 0
    assert "* DONE Chapter 1\nCLOSED: [2026-11-23 Mon 09:00]\n" in text(roam)
    assert "1/1" in roam("works").out


def test_it_comes_and_goes_with_what_makes_it_a_work(run: Program) -> None:
    for name, top in (("a", ""), ("b", "#+filetags: :x:\n"), ("c", "#+filetags: :book:\n")):
        run.note("a.org", f"{top}* TODO One\n")
        (line,) = run("works").lines
        assert ("One" in line) is (name != "c"), name
    run.note("a.org", "* TODO One\n")
    assert [line.split()[-1] for line in run("works").lines] == ["One"]


BIBLIOGRAPHY = """\
@book{lem1961, title = {Another Title}, author = {Lem, Stanis{\\l}aw}, year = 1961}
@book{other, title = {A Page}, url = {https://example.org/solaris}}
@book{new, title = {Fiasco}, author = {Lem, S.}, year = 1986}
"""


def test_an_import_finds_it_again_by_key_and_address(roam: Program) -> None:
    (roam.folder / "a.bib").write_text(BIBLIOGRAPHY)
    ran = roam("import", "a.bib", "--yes")
    assert (ran.code, ran.err) == (0, "a.bib: 3 works: 1 new, 1 with news, 1 as they were\n")
    assert ":AUTHOR:   Stanisław Lem\n:YEAR:     1961\n" in text(roam)
    assert text(roam).endswith(ROAM[ROAM.index("#+title") :])
    again = roam("import", "a.bib", "--yes")
    assert again.err == "a.bib: 3 works: 0 new, 0 with news, 3 as they were\n"


def test_what_is_there_as_a_file_is_not_added_again(roam: Program) -> None:
    for words in (["Solaris"], ["Other", "--url", "https://example.org/solaris"]):
        ran = roam("add", "book", *words)
        assert (ran.code, "Solaris" in ran.err) == (1, True)
    assert roam("add", "book", "Fiasco").code == 0
    assert text(roam) == ROAM


def test_the_shell_is_offered_it(roam: Program) -> None:
    ran = roam.process(
        COMP_WORDS="orgshelf show ", COMP_CWORD="2", _ORGSHELF_COMPLETE="bash_complete"
    )
    assert short_id(roam) in ran.out


def test_headings_are_refiled_to_the_end_of_it(roam: Program) -> None:
    roam.note("inbox.org", "* Inbox\n** TODO Chapter 2\n*** Page 9\n* Later\n")
    assert roam("refile", "chapter 2", "--to", FILE).code == 0
    assert text(roam) == f"{ROAM}* TODO Chapter 2\n** Page 9\n"
    assert "0/2" in roam("works").out
    assert roam("refile", "page 9", "--to", FILE).code == 0
    assert text(roam) == f"{ROAM}* TODO Chapter 2\n* Page 9\n"


@pytest.mark.parametrize("command", [["done"], ["state", "DONE"], ["schedule", "today"]])
def test_on_a_terminal_too_nothing_is_asked_before_it_is_refused(
    roam: Program, command: list[str]
) -> None:
    roam.note(FILE, ROAM.replace("#+title", "#+startup: lognotedone lognotereschedule\n#+title"))
    name, *rest = command
    ran = roam.terminal(name, FILE, *rest)
    assert (ran.code, "is one work as a whole file" in " ".join(ran.out.split())) == (2, True)


def test_its_json_is_as_the_schema_says(roam: Program) -> None:
    schema = json.loads(roam("export", "schema").out)
    jsonschema.validate(json.loads(roam("export", "json", "--notes-text").out), schema)
