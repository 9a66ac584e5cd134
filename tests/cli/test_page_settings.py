"""`export page` follows what files say of their export, and names what it cannot follow."""

from pathlib import Path

import pytest

from program import Program


def write(run: Program, **files: str) -> None:
    (run.folder / ".orgshelf.yaml").touch()  # which makes notes of any Org files
    for name, text in files.items():
        path = run.folder / name.replace("__", "/")
        path = path.with_name(f"{path.name}.org")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def page(run: Program, *options: str) -> str:
    ran = run("export", "page", "--no-toc", *options)
    assert ran.code == 0, ran.err
    return ran.out


def test_a_file_says_how_deep_headings_go_and_the_command_line_overrules_it(run: Program) -> None:
    write(run, a="#+OPTIONS: H:1\n* A\n** B\n")
    assert "\n1.  B" in page(run)
    assert "\n## B" in page(run, "--levels", "2")


def test_a_file_can_stay_out_of_the_contents_unless_they_are_asked_for(run: Program) -> None:
    write(run, a="#+OPTIONS: toc:nil\n* Quiet\n", b="* Loud\n** Deep\n")
    contents = run("export", "page").out.partition("</div>")[0]
    assert ("Loud" in contents, "Quiet" in contents) == (True, False)
    assert "Quiet" in run("export", "page", "--toc").out.partition("</div>")[0]


def test_states_tags_and_priorities_are_shown_as_the_file_wants(run: Program) -> None:
    write(
        run,
        a="#+OPTIONS: todo:nil tags:nil pri:t\n* TODO [#A] One :x:\n",
        b="* TODO [#A] Two :x:\n* TODO [#B]Three\n",
    )
    heads = [line.partition("<a id")[0] for line in page(run).splitlines() if line[:1] == "#"]
    assert heads == ["# [#A] One", "# TODO Two     :x:", "# TODO Three"]


def test_what_is_above_the_first_heading_is_shown_also_where_that_is_not(run: Program) -> None:
    write(run, a="Above.\n* COMMENT A\n* B\n")
    assert page(run).startswith("Above.\n")


def test_files_are_linked_from_where_the_page_is(run: Program) -> None:
    write(run, b="* B\n", sub__a="* A\n[[file:fig.png]] [[file:x y.pdf::3][paper]] [[./t.txt]]\n")
    assert "![img](sub/fig.png) [paper](sub/x%20y.pdf) [sub/t.txt](sub/t.txt)" in page(run)
    (run.folder / "out").mkdir()
    run("export", "page", "-o", "out/page.md")
    made = (run.folder / "out" / "page.md").read_text(encoding="utf-8")
    assert "![img](../sub/fig.png) [paper](../sub/x%20y.pdf)" in made


@pytest.mark.parametrize(
    "target",
    [
        "file:javascript:alert(1)",
        "file:/etc/passwd",
        "file:~/x",
        "file:$HOME/x",
        "./data:text/html,x",
        "shell:ls",
    ],
)
def test_no_file_link_runs_anything_or_names_this_machine(run: Program, target: str) -> None:
    write(run, a=f"* A\nSee [[{target}][this]].\n")
    made = page(run).partition("\n\n")[2].strip()
    assert made in (
        "See this.",
        "See [this](./javascript:alert%281%29).",
        "See [this](./data:text/html,x).",
    )


def test_a_drawer_above_the_headings_gives_the_file_an_id_that_links_lead_to(run: Program) -> None:
    write(run, a="* A\nSee [[id:f1][the file]].\n", b=":PROPERTIES:\n:ID: f1\n:END:\n* B\n")
    assert "See [the file](#sec-2).\n" in page(run)


def test_targets_names_and_radio_targets_are_led_to(run: Program) -> None:
    text = "* A\n<<spot>>Here. <<<green tea>>> is a drink.\n#+NAME: tab\n| a |\n"
    write(run, a=f"{text}* B\n[[spot][there]], [[tab][table]] and Green tea.\n")
    made = page(run)
    for words, sign in (("there", '<a id="'), ("table", '<table id="'), ("Green tea", '<a id="')):
        name = made.partition(f"[{words}](#")[2].partition(")")[0]
        assert f'{sign}{name}"' in made


def test_citations_are_text(run: Program) -> None:
    cited = "So [cite:see @knuth p. 3; @lamport] and [cite/t:@moor]."
    write(run, a=f"#+CITE_EXPORT: csl\n* A\n{cited}\n")
    ran = run("export", "page")
    assert "So (see knuth p. 3; lamport) and (moor)." in ran.out
    assert ran.err.count("a.org: #+CITE_EXPORT is not followed") == 1


def test_macros_are_filled_and_lisp_is_not_run(run: Program) -> None:
    flag = run.folder / "ran"
    lisp = f'#+MACRO: lisp (eval (write-region "" nil "{flag}"))\n'
    used = "* A {{{hi(a)}}}\n{{{lisp}}} {{{no}}}\n"
    write(run, a=f"#+MACRO: hi Hi $1\n{lisp}{used}")
    ran = run("export", "page", "--no-toc")
    assert "# A Hi a" in ran.out
    assert "{{{lisp}}} {{{no}}}" in ran.out
    assert "macro lisp runs Lisp" in ran.err
    assert "macro no is not defined" in ran.err
    assert not flag.exists()


def test_macros_without_end_end(run: Program) -> None:
    write(run, a="#+MACRO: a {{{a}}}{{{a}}}\n* A\nText {{{a}}}.\n")
    ran = run("export", "page", "--no-toc")
    assert ran.code == 0
    assert "without end" in ran.err


def test_counters_count(run: Program) -> None:
    counters = "{{{n}}} {{{n(x)}}} {{{n(x,-)}}} {{{n(x,7)}}} {{{n(x)}}} {{{n(x,r)}}}"
    write(run, a=f"* A {{{{{{n}}}}}}\n{counters}\n")
    assert "# A 1" in page(run)
    assert "\n2 1 1 7 8 1\n" in page(run)


def test_raw_markdown_is_shown_and_stays_harmless(run: Program) -> None:
    raw = "**a** <script>x</script> [b](javascript:alert(1)) [c](&#106;avascript:x)"
    block = f"#+begin_export markdown\n{raw} [d](https://x.org)\n#+end_export\n"
    write(run, a=f"* A\n{block}#+begin_export html\n<b>\n#+end_export\n")
    ran = run("export", "page", "--no-toc")
    shown = ran.out.partition("\n\n")[2].strip()
    assert shown.startswith("**a** &lt;script>x&lt;/script> [b\\](javascript:")
    assert "[c\\](" in shown
    assert "[d](https://x.org)" in shown
    assert "a block of html is left out" in ran.err


def test_files_are_included_by_part_and_as_code(run: Program) -> None:
    write(
        run,
        a='* A\n#+INCLUDE: "b.org::*Two" :only-contents t\n#+INCLUDE: b.org :lines "1-2"\n'
        "#+INCLUDE: sub/c.org\n#+INCLUDE: b.org src org\n",
        b="First line\n* One\n* Two\ntwo's text\n",
        sub__c="* C\n[[file:c.png]]\n",
    )
    made = page(run, "file:a.org")
    assert [line for line in made.splitlines() if line.strip()] == [
        '# A<a id="sec-1" name="sec-1"></a>',
        "two's text",
        "First line",
        '## C<a id="sec-1-1" name="sec-1-1"></a>',
        "![img](sub/c.png)",
        "    First line",
        "    * One",
        "    * Two",
        "    two's text",
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../secret.org", "is not in the notes folder"),
        ("/etc/passwd", "is not in the notes folder"),
        ("https://x.org/a.org", "is not in the notes folder"),
        ("~/.ssh/id_rsa", "is not in the notes folder"),
        ("link.org", "is not there, or not in the notes folder"),
        ("gone.org", "is not there, or not in the notes folder"),
        ("a.org", "includes itself"),
        ("mine.org", "is private"),
    ],
)
def test_nothing_else_is_included(run: Program, name: str, reason: str) -> None:
    (run.folder.parent / "secret.org").write_text("secret\n", encoding="utf-8")
    (run.folder / "link.org").symlink_to(Path("..") / "secret.org")
    write(run, a=f"* A\n#+INCLUDE: {name}\nKept.\n", mine="#+FILETAGS: private\nsecret\n* M\n")
    ran = run("export", "page", "--no-toc", "file:a.org")
    assert ran.code == 0
    assert f"a.org: #+INCLUDE: {name} {reason}" in ran.err
    assert "secret" not in ran.out
    assert "Kept." in ran.out


def test_files_that_include_each_other_many_times_are_cut(run: Program) -> None:
    for number in range(12):
        below = f"#+INCLUDE: f{number + 1}.org\n" * 3
        write(run, **{f"f{number}": f"* H{number}\n{below}"})
    ran = run("export", "page", "--no-toc", "file:f0.org")
    assert ran.code == 0
    assert "is too much" in ran.err


def test_notes_in_reports_obey_the_file_too(run: Program) -> None:
    head = "#+MACRO: ed third edition\n#+LINK: gh https://github.com/%s\n"
    code = "#+begin_src sh :exports none\nsudo rm\n#+end_src\n"
    write(run, a=f"{head}* Books\n** TODO Dune {{{{{{ed}}}}}}\nOf [[gh:a/b][code]].\n{code}")
    for name in ("markdown", "org", "html"):
        made = run("export", name, "--notes-text").out
        assert "Dune third edition" in made
        assert "https://github.com/a/b" in made
        assert "sudo rm" not in made


def test_a_note_called_footnotes_is_a_heading_of_the_org_report(run: Program) -> None:
    write(run, a="* Books\n** TODO Footnotes\nText.\n")
    assert "\n** Footnotes\n" not in run("export", "org", "--notes-text").out


def test_notes_in_reports_have_what_their_file_includes_and_no_comments(run: Program) -> None:
    write(
        run,
        a="* Books\n** TODO Dune\nMine.\n# Not for others.\n#+INCLUDE: b.org\n",
        b="Theirs.\n* Deeper\nStill theirs.\n* Secret :private:\nHidden.\n",
    )
    for name in ("markdown", "org", "html", "annotated"):
        made = run("export", name, "--notes-text", "file:a.org").out
        for words in ("Mine.", "Theirs.", "Deeper", "Still theirs."):
            assert words in made
        assert "Not for others" not in made
        assert "Hidden" not in made
        assert "INCLUDE" not in made


def test_what_is_private_is_not_taken_out_of_a_file_by_its_lines(run: Program) -> None:
    secret = "* Open\nTold.\n* Mine :private:\n** Below\nHidden.\n"
    write(
        run,
        a='* A\n#+INCLUDE: b.org src org\n#+INCLUDE: "b.org::*Below" :only-contents t\n'
        '#+INCLUDE: "b.org" :lines "5-"\n',
        b=secret,
    )
    made = page(run, "file:a.org")
    assert "Told." in made
    assert "Hidden" not in made


def test_contents_stand_in_the_text_where_a_file_wants_them(run: Program) -> None:
    text = "#+TOC: headlines 1\n* One\n#+TOC: headlines local\n** [[*Two][In]] :x:\n*** Deep\n"
    two = "* Two\n:PROPERTIES:\n:ALT_TITLE: 2nd\n:UNNUMBERED: t\n:END:\n#+TOC: tables\n"
    write(run, a=f"{text}{two}* Hidden\n:PROPERTIES:\n:UNNUMBERED: notoc\n:END:\n")
    ran = run("export", "page", "--no-toc")
    assert ran.out.startswith(
        "# Table of Contents\n\n1.  [One](#sec-1)\n-   [2nd](#sec-2)\n\n# One<a"
    )
    assert "\n1.  [In](#sec-1-1):x:\n    1.  [Deep](#sec-1-1-1)\n" in ran.out
    assert "#+TOC: tables is left out" in ran.err


def test_lines_of_code_have_the_numbers_and_labels_that_links_name(run: Program) -> None:
    code = "#+begin_src sh -n 9\nls\nls -l   (ref:long)\n#+end_src\n"
    less = "#+begin_src sh +n -r\ncd (ref:go)\n#+end_src\n"
    write(run, a=f"* A\n{code}{less}See [[(long)]] and [[(go)][line (go)]].\n")
    made = page(run)
    assert "\n     9  ls\n    10  ls -l      (long)\n" in made
    assert "\n    11  cd\n" in made
    assert "\nSee long and line 11.\n" in made


def test_a_page_speaks_the_language_of_its_files(run: Program) -> None:
    write(run, a="#+LANGUAGE: de\n* A\n#+CAPTION: x\n| a |\nEins[fn:1].\n\n[fn:1] Zwei.\n")
    made = run("export", "page").out
    for words in ("<h2>Inhaltsverzeichnis</h2>", "Tabelle 1:", "\n# Fußnoten\n"):
        assert words in made
