"""`init`, `config` and `completion`."""

import shlex
import sys

import pytest

from orgshelf.store import config_keys
from program import Program, on_terminal


def test_init_makes_a_shelf_for_each_kind(run: Program) -> None:
    ran = run("init")
    kinds = ("book", "paper", "article", "tutorial", "course", "video")
    names = [".orgshelf.yaml", *(f"{kind}s.org" for kind in kinds)]
    assert (ran.code, ran.lines) == (0, [f"notes/{name}" for name in names])
    assert "orgshelf add book" in ran.err
    text = (run.folder / "notes" / "books.org").read_text()
    assert text == "#+TODO: TODO READING | DONE DROPPED\n\n* Books\n"
    assert run("list").code == 0


def test_what_init_says_to_do_next_works(run: Program) -> None:
    said = run("init", "study").err
    assert run(*shlex.split(said.split("`")[1])[1:]).code == 0
    ran = run("--notes", "study", "works")
    assert "book" in ran.out
    assert "Title (Author, 2026)" in ran.out


def test_init_leaves_what_is_there(run: Program) -> None:
    run.note("books.org", "* TODO mine\n* TODO sofa :errand:\n")
    run.note("life.org", "* TODO dentist\n* Knuth :paper:\n")
    ran = run("init")
    assert ran.lines == ["2 books, 1 paper; 1 item about something else."]
    assert "add --yes to write notes/.orgshelf.yaml with `notes: .`" in ran.err
    assert sorted(path.name for path in (run.folder / "notes").iterdir()) == [
        "books.org",
        "life.org",
    ]
    assert run("init", "--yes").lines[1:] == ["notes/.orgshelf.yaml"]
    again = run("init")
    assert (again.code, again.out, again.err) == (0, "", "notes is already set up.\n")
    assert (run.folder / "notes" / "life.org").read_text() == "* TODO dentist\n* Knuth :paper:\n"


def test_in_the_folder_that_init_made_and_below_every_command_works(run: Program) -> None:
    assert run("init", "study").code == 0
    inside = Program(run.folder / "study", run.home)
    assert inside("add", "book", "Deep Work").code == 0
    (inside.folder / "more" / "deep").mkdir(parents=True)
    below = Program(inside.folder / "more" / "deep", run.home)
    for program in (inside, below):
        assert "Deep Work" in program("list").out
    assert below("done", "deep work").code == 0
    assert [path.name for path in below.folder.iterdir()] == []


def test_a_folder_with_shelves_is_the_root_without_a_configuration(run: Program) -> None:
    run.note("reading.org", "* Currently\n** Books\n*** TODO One\n", "org")
    assert "One" in Program(run.folder / "org", run.home)("list").out
    run.note("life.org", "* TODO dentist\n", "other")
    ran = Program(run.folder / "other", run.home)("list")
    assert (ran.code, "`orgshelf init .` looks at the Org files there" in ran.err) == (3, True)
    inside = Program(run.folder / "other", run.home)
    assert inside("init", "--yes").code == 0
    assert "dentist" in inside("list", "--all").out


def test_from_a_folder_in_notes_nothing_nested_is_asked_for(run: Program) -> None:
    run.note("a.org", "* TODO One\n")
    (run.folder / "notes" / "more").mkdir()
    assert "One" in Program(run.folder / "notes" / "more", run.home)("list").out


def test_init_where_nothing_can_be_made(run: Program) -> None:
    (run.folder / "file").write_text("")
    ran = run("init", "file/notes")
    assert ran.code in (1, 2)
    assert ran.out == ""
    assert ran.err.startswith("orgshelf: ")


def shown(program: Program, *args: str) -> dict[str, str]:
    ran = program(*args, "config")
    assert ran.code == 0, ran.err
    return dict(line.split(maxsplit=1) for line in ran.lines)


def test_config_shows_every_key_and_where_it_comes_from(shipped: Program) -> None:
    values = shown(shipped)
    assert {key.name for key in config_keys.all_keys()} <= set(values)
    assert values["notes"].endswith("notes")
    assert values["file"].startswith("none")
    (shipped.folder / ".orgshelf.yaml").write_text("log_done: note\ndropped: [GONE]\n")
    values = shown(shipped)
    assert values["file"].endswith(".orgshelf.yaml")
    assert (values["log_done"], values["dropped"]) == ("note", "GONE")


def test_config_keys_has_every_key_with_an_example_that_is_accepted(shipped: Program) -> None:
    lines = shipped("config", "keys").lines
    assert [line.split()[0] for line in lines] == [key.name for key in config_keys.all_keys()]
    for key in config_keys.all_keys():
        (shipped.folder / "mine.yaml").write_text(f"{key.example}\n")
        assert shipped("--config", "mine.yaml", "--notes", "notes", "list").code == 0, key.example


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_program(run: Program, shell: str) -> None:
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert "_ORGSHELF_COMPLETE" in ran.out


def test_bash_takes_the_script(run: Program) -> None:
    checked = run.shell("orgshelf completion bash > script && bash -n script && . ./script")
    assert (checked.code, checked.out, checked.err) == (0, "", "")


def completed(program: Program, *words: str) -> list[str]:
    """What bash would be offered for the last word; each line is ``type,value``."""
    ran = program(
        _ORGSHELF_COMPLETE="bash_complete",
        COMP_WORDS=" ".join(["orgshelf", *words]),
        COMP_CWORD=str(len(words)),
    )
    return [line.split(",", 1)[1] for line in ran.lines if "," in line]


def test_commands_are_completed(run: Program) -> None:
    assert completed(run, "prog") == ["progress"]
    assert "next" in completed(run, "")


def test_options_are_completed(run: Program) -> None:
    assert completed(run, "list", "--for") == ["--format"]
    assert "json" in completed(run, "list", "--format", "")


def test_pending_ids_are_completed(shipped: Program) -> None:
    assert completed(shipped, "done", "2a0") == ["2a07"]
    assert completed(shipped, "show", "0431") == ["0431"]
    assert "0431" not in completed(shipped, "done", "")


KEYWORDS = "#+TODO: TODO READING | DONE DROPPED\n* Books\n** TODO One :gpu:\n:PROPERTIES:\n"
VALUES = [
    ("list --kind p", ["paper"]),
    ("search x -k vi", ["video"]),
    ("list --tag g", ["gpu"]),
    ("list --state R", ["READING"]),
    ("list --state pen", ["pending"]),
    ("list --sort dead", ["deadline"]),
    ("list --sort kind,rev", ["kind,reverse"]),
    ("list --fields id,tit", ["id,title"]),
    ("list --format js", ["json", "jsonl"]),
    ("list --work on", ["One"]),
    ("list kind:tut", ["kind:tutorial"]),
    ("list tags:g", ["tags:gpu"]),
    ("list todo:READING,D", ["todo:READING,DONE", "todo:READING,DROPPED"]),
    ("list file:bo", ["file:books.org"]),
    ("list status:pau", ["status:paused"]),
    ("list deadline:eo", ["deadline:eow", "deadline:eom", "deadline:eoy"]),
    ("progress --by rat", ["RATING"]),
    ("progress --by kin", ["kind"]),
    ("add pa", ["paper"]),
    ("add paper X --state RE", ["READING"]),
    ("state one RE", ["READING"]),
    ("state two SK", ["SKIM"]),
    ("tag one +g", ["+gpu"]),
    ("tag one --set gpu,g", ["gpu,gpu"]),
    ("set one RAT", ["RATING"]),
    ("rate one 5", ["5"]),
    ("show On", ["One"]),
    ("goal rm pap", ["papers"]),
    ("undo ", ["1"]),
    ("log --forget ", ["1"]),
    ("help quer", ["queries"]),
    ("help progr", ["progress", "progress"]),
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program and notes that have one of everything to complete."""
    folder = tmp_path_factory.mktemp("completion")
    program = Program(folder, folder / "home")
    program.note("books.org", f"{KEYWORDS}:RATING: 4\n:END:\n")
    program.note("papers.org", "#+TODO: TODO SKIM | DONE\n* Papers\n** TODO Two\n")
    assert program("goal", "add", "papers", "3", "kind:paper").code == 0
    assert program("tag", "two", "+maths").code == 0
    return program


@pytest.mark.parametrize(("typed", "offered"), VALUES, ids=[typed for typed, _ in VALUES])
def test_values_are_completed(shelf: Program, typed: str, offered: list[str]) -> None:
    assert completed(shelf, *typed.split(" ")) == offered


def test_a_keyword_that_another_file_has_is_not_offered(shelf: Program) -> None:
    assert "SKIM" not in completed(shelf, "state", "one", "")
    assert "SKIM" in completed(shelf, "state", "two", "")


def test_completion_without_notes_is_quiet(run: Program) -> None:
    assert completed(run, "done", "2a") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("orgshelf show 2a0\t--ascii", "orgshelf show 2a07 --ascii"),
        ("orgshelf prog\t", "orgshelf progress "),
        ("orgshelf list --forma\t", "orgshelf list --format "),
        ("orgshelf list @w\t", "orgshelf list @week "),
        ("orgshelf list  todo:  @w\t-n 1", "orgshelf list  todo:  @week -n 1"),
        ("orgshelf list !@w\t", "orgshelf list !@week "),
        ("orgshelf list '@w\t", "orgshelf list '@week' "),
        ('orgshelf list "todo: (@w\t', 'orgshelf list "todo: (@week" '),
        ("orgshelf done --query @w\t", "orgshelf done --query @week "),
        ("orgshelf config context @w\t", "orgshelf config context @week "),
        ("orgshelf list prio\tA", "orgshelf list priority:A"),
        ("orgshelf tree heading-\t^a", "orgshelf tree heading-regexp:^a"),
        ("orgshelf list parent:@w\t", "orgshelf list parent:@w"),
    ],
)
def test_completion_in_bash_itself(shipped: Program, typed: str, meant: str) -> None:
    """Ctrl-A and a hash make a comment of the line, which bash then says as it is."""
    (shipped.folder / ".orgshelf.yaml").write_text('queries: {week: "todo: deadline:+7"}\n')
    command = shipped.folder / "bin" / "orgshelf"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m orgshelf "$@"\n')
    command.chmod(0o755)
    environment = shipped.environment(PS1="go: ", TERM="dumb", HISTFILE="")
    environment["PATH"] = f"{command.parent}:{environment['PATH']}"
    asked = ['eval "$(orgshelf completion bash)"', f"{typed}\x01#", "history 2; exit"]
    _, said = on_terminal(["bash", "--norc", "-i"], shipped.folder, environment, asked)
    assert f"#{meant}\n" in said


def test_a_deadline_warns_as_early_as_the_configuration_says(run: Program) -> None:
    run.note(
        "a.org",
        "* TODO Soon\nDEADLINE: <2026-11-25 Wed>\n* TODO Later\nDEADLINE: <2026-12-02 Wed>\n",
    )
    assert len(run("list", "deadline:auto").lines) == 2
    (run.folder / ".orgshelf.yaml").write_text("deadline_warning_days: 3\n")
    assert ["Soon" in line for line in run("list", "deadline:auto").lines] == [True]
    (run.folder / ".orgshelf.yaml").write_text("deadline_warning_days: 99999999999\n")
    assert "deadline_warning_days wants" in run("list", "deadline:auto").err
