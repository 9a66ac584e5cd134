"""Which folder is read, and which files in it."""

import json
import os

import pytest

from program import Program


def titles(program: Program, *args: str, **variables: str) -> list[str]:
    ran = program(*args, "list", "--format", "json", **variables)
    assert ran.code == 0, ran.err
    return [item["title"] for item in json.loads(ran.out)["items"]]


@pytest.fixture
def many(run: Program) -> Program:
    for root in ("notes", "option", "variable", "configured", "own"):
        run.note("a.org", f"* TODO {root}\n", root)
    return run


def test_the_first_that_is_there(many: Program) -> None:
    own = many.home / "config" / "orgshelf" / "config.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(f"notes: {many.folder}/own\n")
    assert titles(many) == ["notes"]
    (many.folder / "notes" / "a.org").unlink()
    (many.folder / "notes").rmdir()
    assert titles(many) == ["own"]
    (many.folder / ".orgshelf.yaml").write_text("notes: configured\n")
    assert titles(many) == ["configured"]
    assert titles(many, ORGSHELF_NOTES="variable") == ["variable"]
    assert titles(many, "--notes", "option", ORGSHELF_NOTES="variable") == ["option"]


def test_the_nearest_configuration_holds_in_every_folder_below(many: Program) -> None:
    (many.folder / ".orgshelf.yaml").write_text("notes: configured\n")
    deep = many.folder / "configured" / "more" / "deep"
    deep.mkdir(parents=True)
    assert titles(Program(deep, many.home)) == ["configured"]


def test_from_a_folder_inside_the_notes_a_file_is_named_as_it_stands_there(run: Program) -> None:
    (run.folder / ".orgshelf.yaml").write_text("notes: .\n")
    run.note("a.org", "* TODO Upper\n", ".")
    run.note("a.org", "* TODO Lower\n", "more")
    inside = Program(run.folder / "more", run.home)
    assert inside("show", "a.org:1").code == 4
    assert inside("show", "more/a.org:1").lines[0] == "Lower"
    assert inside("list").lines == run("list").lines


@pytest.mark.parametrize("name", ["a b", "it's", 'quo"te', "a$b", "📚", "日本", "[x]", "-n", "a;b"])
def test_any_folder_name(run: Program, name: str) -> None:
    run.note("a.org", "* TODO One\n", name)
    assert titles(run, f"--notes={name}") == ["One"]
    assert run(f"--notes={name}", "done", "one").code == 0
    assert "DONE" in (run.folder / name / "a.org").read_text()


@pytest.mark.parametrize("name", ["a b.org", "it's.org", "📚.org", "日本.org", "[x].org", "a*.org"])
def test_any_file_name(run: Program, name: str) -> None:
    path = run.note(name, "* TODO One\n")
    assert run("done", f"{name}:1").out == f"{name}:1 TODO → DONE  One\n"
    assert "DONE" in path.read_text()


def test_the_home_folder_may_be_written_short(run: Program) -> None:
    (run.home / "study").mkdir()
    (run.home / "study" / "a.org").write_text("* TODO One\n")
    assert titles(run, "--notes", "~/study") == ["One"]


@pytest.mark.parametrize(
    "name",
    [".hidden.org", ".hidden/a.org", ".#a.org", "a.org~", "#a.org#", "a.org_archive", "a.txt"],
)
def test_what_is_no_note_is_left_out(run: Program, name: str) -> None:
    run.note("b.org", "* TODO One\n")
    run.note(name, "* TODO Not this\n")
    assert titles(run) == ["One"]


def test_folders_that_lead_in_a_circle(run: Program) -> None:
    run.note("more/a.org", "* TODO One\n")
    (run.folder / "notes" / "more" / "again").symlink_to("..")
    assert titles(run) == ["One"]


def test_files_are_read_in_the_order_of_their_paths(run: Program) -> None:
    for name in ("b.org", "a/z.org", "a.org", "B.org"):
        run.note(name, f"* TODO {name}\n")
    files = titles(run)
    assert files == sorted(files, key=lambda name: tuple(name.split("/")))
    assert len(files) == 4


def test_a_folder_of_nothing(run: Program) -> None:
    (run.folder / "notes").mkdir()
    for command in ("list", "next", "tree", "works", "tags", "progress"):
        assert run(command).code == 0


def test_the_users_defaults_hold_below_a_configuration(run: Program) -> None:
    own = run.home / "config" / "orgshelf" / "config.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("log_done: none\nkinds: {course: {}}\n")
    run.note("courses.org", "* TODO One\n* TODO Two\n")
    (run.folder / ".orgshelf.yaml").write_text("dropped: [GONE]\n")
    run("done", "one")
    assert (run.folder / "notes" / "courses.org").read_text() == "* DONE One\n* TODO Two\n"
    assert json.loads(run("list", "--format", "json").out)["items"][0]["kind"] == "course"


def test_nothing_is_written_by_looking(shipped: Program) -> None:
    def files() -> list[str]:
        """All but what can be made again from the notes, and which heading was named last."""
        found = (os.fspath(path) for path in shipped.folder.parent.rglob("*") if path.is_file())
        return sorted(n for n in found if "/.cache" not in n and "/state/orgshelf/last/" not in n)

    before = files()
    for command in (["list"], ["progress"], ["show", "2a07"], ["done", "2a07", "--dry-run"]):
        assert shipped(*command).code == 0
    assert files() == before


def test_without_the_index_nothing_is_written_outside_the_notes(shipped: Program) -> None:
    for command in (["list"], ["show", "2a07"], ["done", "2a07", "--dry-run"]):
        assert shipped("--no-index", *command).code == 0
    assert not [path for path in shipped.home.rglob("*") if path.is_file()]


def test_one_line_tells_of_conflict_copies(run: Program) -> None:
    run.note("books.org", "* TODO One\n")
    run.note("books.sync-conflict-20260131-101010-ABCDEF7.org", "* TODO One\n")
    for _ in range(2):
        ran = run.process("done", "one", "--dry-run")
        assert ran.code == 0
        assert ran.err == (
            "1 conflict copy is left out (books.sync-conflict-20260131-101010-ABCDEF7.org):"
            " `orgshelf merge --conflicts` merges what is in it.\n"
        )
    (run.folder / ".orgshelf.yaml").write_text("ignore: ['*.sync-conflict-*']\n")
    assert (len(run("list").lines), run("list").err) == (1, "")
