"""Queries on the command line: in every command, explained, named, as a context."""

import json
import os
from pathlib import Path

import pytest

from orgshelf.query import regexps
from orgshelf.query.predicates import BY_NAME, TABLE
from orgshelf.terminal import handbook
from program import Program

TREE = """\
#+TODO: TODO READING | DONE
* Books
** READING [#A] Alpha - Ann 1999 :maths:
DEADLINE: <2026-11-25 Wed>
*** DONE One
CLOSED: [2026-11-21 Sat 10:00]
*** TODO Two
* Papers
** TODO Gamma :gpu:
** DONE Delta :gpu:
CLOSED: [2026-10-01 Thu]
*** Remarks
"""


@pytest.fixture
def tree(run: Program) -> Program:
    run.note("all.org", TREE)
    return run


def titles(program: Program, *args: str) -> list[str]:
    ran = program("list", "--format", "json", *args)
    assert ran.code == 0, ran.err
    return [item["title"] for item in json.loads(ran.out)["items"]]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (["priority:A"], ["Alpha - Ann 1999"]),
        (["tags:gpu"], ["Gamma"]),
        (["tags:gpu", "or", "deadline:+7"], ["Alpha - Ann 1999", "Gamma"]),
        (["tags:gpu or deadline:+7"], ["Alpha - Ann 1999", "Gamma"]),
        (['(or (tags "gpu") (deadline :to 7))'], ["Alpha - Ann 1999", "Gamma"]),
        (["!tags:gpu", "two"], ["Two"]),
        (["done:"], ["One", "Delta"]),
        (["closed:7"], ["One"]),
        (["tags:gpu done:"], ["Delta"]),
        (["children:(done:)"], ["Alpha - Ann 1999", "Papers"]),
        (["tags:gpu", "--all"], ["Gamma", "Delta", "Remarks"]),
        (["tags:gpu", "--state", "DONE"], ["Delta"]),
        (["priority:A or tags:gpu", "--kind", "paper"], ["Gamma"]),
        (["kind:paper todo:"], ["Gamma"]),
    ],
)
def test_list_takes_a_query(tree: Program, query: list[str], wanted: list[str]) -> None:
    assert titles(tree, *query) == wanted


@pytest.mark.parametrize("command", ["next", "tree", "works", "export csv", "list"])
def test_every_reading_command_takes_it(tree: Program, command: str) -> None:
    ran = tree(*command.split(), "heading:gamma or heading:two todo:TODO")
    assert ran.code == 0, ran.err
    assert "Gamma" in ran.out
    assert "Delta" not in ran.out


def test_progress_and_tags_count_what_matches(tree: Program) -> None:
    assert tree("tags", "priority:A").out.split() == ["maths", "1"]
    assert "1/2" in tree("progress", "tags:gpu").out


def test_a_changing_command_takes_it(tree: Program) -> None:
    ran = tree("done", "--query", '(and (todo "TODO") (tags "gpu"))')
    assert (ran.code, ran.err) == (0, "")
    assert "Gamma" in ran.out
    assert titles(tree, "todo:TODO") == ["Two"]


def test_a_wrong_query_is_shown_with_a_caret(tree: Program) -> None:
    ran = tree("list", "tags:gpu", "hedaing:x")
    assert (ran.code, ran.out) == (2, "")
    said, query, caret = ran.err.splitlines()
    assert said.startswith("orgshelf: There is no predicate or property 'hedaing'")
    assert said.endswith("did you mean `heading`?")
    assert query == "  tags:gpu hedaing:x"
    assert caret == "           ^^^^^^^"


def test_a_regexp_that_runs_away_is_no_end(run: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regexps, "BUDGET", 0.3)
    run.note("a.org", f"* TODO {'a' * 60}!\n")
    ran = run("list", "heading-regexp:(a+)+$")
    assert ran.code == 2
    assert ran.err.startswith("orgshelf: This regular expression takes too long")
    assert "Traceback" not in ran.err


def test_explain_says_how_it_was_understood(tree: Program) -> None:
    ran = tree("list", "--explain", "tags:gpu or !priority:>=B", "--kind", "paper")
    assert (ran.code, ran.err) == (0, "")
    lisp, plain, *rest = ran.lines
    assert lisp == '(or (tags "gpu") (not (priority >= "B")))'
    assert titles(tree, lisp) == titles(tree, plain) == titles(tree, "tags:gpu or !priority:>=B")
    said = "\n".join(rest)
    assert TABLE["tags"].help in said
    assert TABLE["priority"].help in said
    assert "--kind paper" in said
    assert "Only what is pending" in said
    assert "Every heading" in tree("list", "--explain", "todo:").out
    assert "Only what is pending" in tree("list", "--explain").out


class TestHelp:
    def test_queries_are_explained_from_the_table(self, run: Program) -> None:
        ran = run("help", "queries")
        assert (ran.code, ran.err) == (0, "")
        for name in BY_NAME:
            assert any(name in line for line in ran.lines if line.startswith("  "))
        for spec in TABLE.values():
            assert spec.help in ran.out
            assert spec.example in ran.out
        for word in ("today", "2026-W47", "reverse"):
            assert word in ran.out

    def test_alone_it_is_the_help(self, run: Program) -> None:
        said = run("help").out
        assert said.startswith(run("--help").out)
        assert all(f"\n  {name} " in said for name in handbook.topics())

    @pytest.mark.parametrize("command", ["list", "config keys", "done"])
    def test_on_a_command(self, run: Program, command: str) -> None:
        assert run("help", *command.split()).out == run(*command.split(), "--help").out

    @pytest.mark.parametrize("topic", ["lits", "list list", "config nothing"])
    def test_on_nothing(self, run: Program, topic: str) -> None:
        ran = run("help", *topic.split())
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("orgshelf: ")


CONFIG = '# mine\r\nqueries: {week: "todo: deadline:+7", hard: "@week priority:A"} # named\r\n'


class TestNamed:
    @pytest.fixture
    def named(self, tree: Program) -> Program:
        (tree.folder / ".orgshelf.yaml").write_bytes(CONFIG.encode())
        return tree

    def test_it_stands_for_its_query(self, named: Program) -> None:
        assert titles(named, "@week") == titles(named, "@hard") == ["Alpha - Ann 1999"]
        assert titles(named, "!@week", "todo:") == ["Two", "Gamma"]

    def test_they_are_listed(self, named: Program) -> None:
        ran = named("config", "queries")
        assert ran.lines == ["@week  todo: deadline:+7", "@hard  @week priority:A"]

    def test_there_may_be_none(self, tree: Program) -> None:
        ran = tree("config", "queries")
        assert (ran.code, ran.out) == (0, "")
        assert ran.err.startswith("No query has a name yet")

    def test_the_shell_completes_them(self, named: Program) -> None:
        def completed(words: str, number: int) -> str:
            variables = {
                "_ORGSHELF_COMPLETE": "bash_complete",
                "COMP_WORDS": words,
                "COMP_CWORD": str(number),
            }
            return named.process(**variables).out

        assert completed("orgshelf list @w", 2) == "plain,@week\n"
        assert completed("orgshelf done --query @", 3) == "plain,@week\nplain,@hard\n"
        assert "plain,heading:" in completed("orgshelf tree hea", 2)

    @pytest.mark.parametrize(
        ("shell", "number", "said"),
        [
            ("zsh", "2", "plain\n@week\ntodo: deadline:+7\n"),
            ("fish", "@w", "plain,@week\ttodo: deadline:+7\n"),
        ],
    )
    def test_other_shells_show_what_they_stand_for(
        self, named: Program, shell: str, number: str, said: str
    ) -> None:
        variables = {"COMP_WORDS": "orgshelf list @w", "COMP_CWORD": number}
        ran = named.process(_ORGSHELF_COMPLETE=f"{shell}_complete", **variables)
        assert (ran.code, ran.out, ran.err) == (0, said, "")

    def test_those_of_the_user_are_there_as_well(self, named: Program) -> None:
        own = named.home / "config" / "orgshelf" / "config.yaml"
        own.parent.mkdir(parents=True)
        own.write_text('queries: {mine: "tags:gpu", week: "none"}\n')
        assert titles(named, "@mine") == ["Gamma"]
        assert titles(named, "@week") == ["Alpha - Ann 1999"]

    @pytest.mark.parametrize("value", ["[a]", "{a: 1}", '{"a b": x}', "{a: {todo: x}}", "text"])
    def test_other_values_are_refused(self, tree: Program, value: str) -> None:
        (tree.folder / ".orgshelf.yaml").write_text(f"queries: {value}\n")
        ran = tree("list")
        assert ran.code == 2
        assert ".orgshelf.yaml:1: queries wants names" in ran.err


class TestContext:
    def test_it_narrows_every_listing_and_each_says_so(self, tree: Program) -> None:
        assert tree("config", "context", "tags:gpu").code == 0
        for command in ("list", "next", "tree", "works", "progress", "export csv", "tags"):
            ran = tree(*command.split())
            assert ran.code == 0
            assert ran.err == "context: tags:gpu\n"
            assert "Alpha" not in ran.out
        assert titles(tree, "done:") == ["Delta"]

    def test_it_holds_for_changes_by_query(self, tree: Program) -> None:
        tree("config", "context", "tags:gpu")
        ran = tree("done", "--query", "todo:")
        assert ran.err == "context: tags:gpu\n"
        assert len(ran.lines) == 1

    def test_it_is_shown_and_cleared(self, tree: Program) -> None:
        tree("config", "context", "tags:gpu", "or", "priority:A")
        assert tree("config", "context").out == "tags:gpu or priority:A\n"
        assert tree("config", "context", "--clear").code == 0
        assert tree("config", "context").out == ""
        assert tree("list").err == ""

    def test_a_wrong_one_is_not_kept(self, tree: Program) -> None:
        ran = tree("config", "context", "tasg:gpu")
        assert ran.code == 2
        assert ran.err.splitlines()[-1] == "  ^^^^"
        assert not (tree.folder / ".orgshelf.yaml").exists()

    @pytest.mark.parametrize(
        "text", ["qx\u2028qy\x85qz", "qx\tqy\x7f", "q\udcffb", "日本 e\u0301 🙂"]
    )
    def test_any_text_is_kept_as_it_is(self, tree: Program, text: str) -> None:
        for _ in range(2):
            ran = tree("config", "context", text)
            assert ran.code == 0, ran.err
        ran = tree("list", "--format", "json", "--all")
        assert ran.code == 0, ran.err
        assert json.loads(ran.out)["items"] == []
        assert tree("config", "context", "--clear").code == 0
        assert titles(tree) == ["Alpha - Ann 1999", "Two", "Gamma"]

    def test_a_query_and_clear_do_not_go_together(self, tree: Program) -> None:
        assert tree("config", "context", "a", "--clear").code == 2

    def test_one_that_has_become_wrong_is_named(self, tree: Program) -> None:
        (tree.folder / ".orgshelf.yaml").write_text("context: tasg:gpu\n")
        ran = tree("list")
        assert ran.code == 2
        assert ran.err.startswith("orgshelf: In the context: There is no predicate")

    def test_what_the_user_has_set_everywhere_can_be_cleared_here(self, tree: Program) -> None:
        own = tree.home / "config" / "orgshelf" / "config.yaml"
        own.parent.mkdir(parents=True)
        own.write_text("context: tags:gpu\n")
        assert titles(tree) == ["Gamma"]
        assert tree("config", "context", "--clear").code == 0
        assert titles(tree) == ["Alpha - Ann 1999", "Two", "Gamma"]
        assert own.read_text() == "context: tags:gpu\n"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("", 'context: "a \\"ä\\""\n'),
            (CONFIG, f'{CONFIG}context: "a \\"ä\\""\r\n'),
            ("dropped: [X]", 'dropped: [X]\ncontext: "a \\"ä\\""\n'),
            (
                "# a\ncontext: old # why\ndropped: [X] # b",
                '# a\ncontext: "a \\"ä\\"" # why\ndropped: [X] # b',
            ),
            ("context:\n# b\n", 'context: "a \\"ä\\""\n# b\n'),
            ("context: |\n  x\n  y\n\n# b\n", 'context: "a \\"ä\\""\n\n# b\n'),
            ("context: 'x\n  y' # c\r\n", 'context: "a \\"ä\\"" # c\r\n'),
        ],
    )
    def test_nothing_else_of_the_file_changes(self, tree: Program, before: str, after: str) -> None:
        path = tree.folder / ".orgshelf.yaml"
        path.write_bytes(before.encode())
        path.chmod(0o640)
        ran = tree("config", "context", 'a "ä"')
        assert ran.code == 0, ran.err
        assert path.read_bytes().decode() == after
        assert path.stat().st_mode & 0o777 == 0o640
        assert tree("config", "context").out == 'a "ä"\n'

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("# a\ncontext: x # y\n# b\n", "# a\n# b\n"),
            ("context: x", ""),
            ("dropped: [X]\r\ncontext: |\r\n  x\r\n", "dropped: [X]\r\n"),
            ("dropped: [X]", "dropped: [X]"),
        ],
    )
    def test_clearing_takes_its_line_alone(self, tree: Program, before: str, after: str) -> None:
        path = tree.folder / ".orgshelf.yaml"
        path.write_bytes(before.encode())
        assert tree("config", "context", "--clear").code == 0
        assert path.read_bytes().decode() == after

    @pytest.mark.parametrize("text", ["{dropped: [X]}", "dropped: [X]\n...\n", "- a\n"])
    def test_a_file_in_another_form_is_left_alone(self, tree: Program, text: str) -> None:
        path = tree.folder / ".orgshelf.yaml"
        path.write_text(text)
        ran = tree("config", "context", "alpha")
        assert ran.code == 2
        assert path.read_text() == text

    def test_without_a_file_it_is_made_where_the_notes_are_found(
        self, tree: Program, tmp_path: Path
    ) -> None:
        elsewhere = Program(tmp_path, tree.home)
        notes = os.path.relpath(tree.folder / "notes", tmp_path)
        assert (
            elsewhere("--notes", str(tree.folder / "notes"), "config", "context", "gpu").code == 0
        )
        made = sorted(path.name for path in tmp_path.rglob(".orgshelf.yaml"))
        assert made == [".orgshelf.yaml"]
        assert elsewhere("--notes", notes, "list").err == "context: gpu\n"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("deadline:+7", "until 2026-11-30"),
        ("closed:7", "from 2026-11-16"),
        ("closed:2026-10", "from 2026-10-01 until 2026-10-31"),
        ("ts:from=2026-11-23T10:30", "from 2026-11-23 10:30"),
        ("(ts :on today)", "on 2026-11-23"),
    ],
)
def test_explain_says_which_days_are_meant(tree: Program, query: str, said: str) -> None:
    assert f"Here: {said}." in tree("list", "--explain", query).out


def test_explain_says_what_a_name_stands_for(tree: Program) -> None:
    (tree.folder / ".orgshelf.yaml").write_text('queries: {week: "todo: deadline:+7"}\n')
    said = tree("list", "--explain", "@week").out
    assert "Here: todo: deadline:+7." in said
    assert "Every heading" in said
