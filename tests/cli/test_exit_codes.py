"""Every wrong input ends in one sentence on stderr and the exit code that says what kind it is."""

import os

import pytest

from orgshelf import errors
from program import Program

WRONG_USE = [
    (["lst"], "Did you mean `list`?"),
    (["show"], "Which one? Give an id"),
    (["done"], "Give an id"),
    (["state", "2a07"], "Give an id"),
    (["list", "--frmat", "json"], "--format"),
    (["list", "--format", "word"], "json"),
    (["list", "--kind", "bok"], "article, book, course, paper, tutorial, video"),
    (["list", "--kind"], "See `orgshelf list --help`."),
    (["list", "--state", "BLA"], "TODO"),
    (["list", "--sort", "tite"], "date, deadline, scheduled"),
    (["search", "the", "--kind", "bok"], "article, book, course, paper, tutorial, video"),
    (["search", "-the"], "orgshelf search gradient"),
    (["list", "-n", "0"], "--limit"),
    (["list", "-n", "x"], "--limit"),
    (["tree", "--depth", "x"], "--depth"),
    (["progress", "--by", "mood"], "kind"),
    (["export", "word"], "markdown"),
    (["export"], "FORMAT"),
    (["completion", "tcsh"], "bash"),
    (["completion"], "Missing argument"),
    (["config", "nope"], "nope"),
    (["--color", "sometimes", "list"], "always"),
    (["--now", "yesterday", "list"], "'yesterday' is not a date"),
    (["--now", "2026-13-01", "list"], "'2026-13-01' is not a date"),
    (["--config", "missing.yaml", "list"], "missing.yaml"),
    (["state", "2a07", "BLA"], "papers.org has no keyword 'BLA': use one of TODO, DONE"),
    (["state", "2a07", "begun"], "use one of TODO, DONE"),
    (["show", "2a07", "--all"], "--all"),
    (["export", "json", "-o", "notes"], "notes"),
]


@pytest.mark.parametrize(("args", "hint"), WRONG_USE, ids=[" ".join(args) for args, _ in WRONG_USE])
def test_wrong_use(shipped: Program, args: list[str], hint: str) -> None:
    ran = shipped(*args)
    assert (ran.code, ran.out) == (2, "")
    assert hint in ran.err
    assert_one_sentence(ran.err)


def assert_one_sentence(said: str) -> None:
    """One line that begins with the program's name and ends as a sentence does."""
    assert said.startswith("orgshelf: ")
    assert said.count("\n") == 1
    assert said[-2] in ".?"
    assert "Traceback" not in said


CONFIGS = [
    ("notes: [\n", ":2: "),
    ("dropped: [A]\nnots: x\n", ":2: there is no key 'nots'; did you mean notes?"),
    ("colour: red\n", ":1: there is no key 'colour': `orgshelf config keys` lists all."),
    ("# why\nlog_done: maybe\n", ":2: log_done wants time, note or none, like `log_done: note`."),
    ("tags_column: far\n", ":1: tags_column wants a whole number"),
    ("tags_column: true\n", ":1: tags_column wants a whole number"),
    ("auto_align_tags: 3\n", ":1: auto_align_tags wants true or false"),
    ("kinds: [course]\n", ":1: kinds wants"),
    ("kinds: {course: {names: [MOOCs]}}\n", ":1: kinds wants"),
    ("weekdays: [Mo, Di]\n", ":1: weekdays wants seven"),
    ("notes: 3\n", ":1: notes wants a text"),
    ("notes: ~nosuchuser/x\n", "nosuchuser"),
    ("log_done: 2026-99-99\n", ":1: "),
    ("[a]: 1\n", ":1: "),
    ("{a: b}: 1\n", ":1: "),
    ("- notes\n", ":1: "),
    ("notes\n", ":1: "),
    ("notes: !!python/object:os.system x\n", ":1: "),
    ("notes: a\tb: c\n", ":1: "),
    ("a\x00b", ""),
    ("dropped: &a [*a]\n", ""),
    ("dropped: *b\n", ":1: "),
]


@pytest.mark.parametrize(("text", "hint"), CONFIGS, ids=[repr(text) for text, _ in CONFIGS])
def test_wrong_configuration(shipped: Program, text: str, hint: str) -> None:
    (shipped.folder / ".orgshelf.yaml").write_text(text)
    ran = shipped("list")
    assert ran.code == 2
    assert ran.out == ""
    assert f".orgshelf.yaml{hint}" in ran.err or hint == "nosuchuser"
    assert_one_sentence(ran.err)


def test_wrong_configuration_named_on_the_command_line(shipped: Program) -> None:
    (shipped.folder / "mine.yaml").write_bytes(b"notes: \xff\xfe\n")
    ran = shipped("--config", "mine.yaml", "list")
    assert (ran.code, ran.out) == (2, "")
    assert "mine.yaml" in ran.err
    assert_one_sentence(ran.err)


@pytest.mark.parametrize("command", ["list", "next", "works", "tags", "tree", "progress"])
def test_no_notes_folder(run: Program, command: str) -> None:
    ran = run(command)
    assert (ran.code, ran.out) == (3, "")
    assert "`orgshelf init`" in ran.err
    assert_one_sentence(ran.err)


@pytest.mark.parametrize("notes", ["missing", "file.txt", "~nosuchuser/x", "a\nb"])
def test_no_such_notes_folder(shipped: Program, notes: str) -> None:
    (shipped.folder / "file.txt").write_text("")
    ran = shipped("--notes", notes, "list")
    assert (ran.code, ran.out) == (3, "")
    assert notes.split("\n")[0] in ran.err
    assert_one_sentence(ran.err)


def broken(program: Program, how: str) -> None:
    """Make one note unreadable."""
    path = program.folder / "notes" / "broken.org"
    if how == "dangling":
        path.symlink_to("nowhere.org")
    elif how == "folder":
        path.mkdir()
    elif how == "loop":
        path.symlink_to("broken.org")
    else:
        os.mkfifo(path)


@pytest.mark.parametrize("how", ["dangling", "loop", "pipe"])
def test_an_unreadable_note_is_named_and_the_rest_is_done(shipped: Program, how: str) -> None:
    whole = shipped("list").out
    broken(shipped, how)
    ran = shipped("list")
    assert (ran.code, ran.out) == (6, whole)
    assert ran.err.startswith("broken.org could not be read: ")
    assert ran.err.count("\n") == 1


def test_a_folder_named_like_a_note_is_a_folder(shipped: Program) -> None:
    broken(shipped, "folder")
    (shipped.folder / "notes" / "broken.org" / "more.org").write_text("* TODO Inside\n")
    ran = shipped("list", "--everything", "inside")
    assert (ran.code, ran.err) == (0, "")
    assert "broken.org/more.org:1" in ran.out


def test_what_can_be_read_can_be_changed(shipped: Program) -> None:
    broken(shipped, "dangling")
    ran = shipped("done", "2a07")
    assert ran.code == 6
    assert "TODO → DONE" in ran.out


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("* TODO One\n".encode("utf-16"), "UTF-16"),
        (b"* TODO One\r* TODO Two\r", "lone CR"),
    ],
)
def test_files_that_are_read_but_not_written(run: Program, data: bytes, why: str) -> None:
    path = run.note("a.org", data)
    assert run("list").lines[0].split()[3] == "One"
    ran = run("done", "one")
    assert (ran.code, ran.out) == (1, "")
    assert why in ran.err
    assert_one_sentence(ran.err)
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.OrgshelfError, 1),
        (errors.UsageError, 2),
        (errors.NotFoundError, 3),
        (errors.AmbiguousError, 4),
        (errors.ConflictError, 5),
        (errors.UnreadableError, 6),
    ],
)
def test_codes_are_the_promised_ones(error: type[errors.OrgshelfError], code: int) -> None:
    assert error.exit_code == code


@pytest.mark.parametrize(
    ("args", "code"), [(["list"], 0), (["lst"], 2), (["show", "nothing"], 3), (["show", "2"], 4)]
)
def test_a_process_ends_with_the_same_codes(shipped: Program, args: list[str], code: int) -> None:
    ran = shipped.process(*args)
    assert ran.code == code
    assert bool(ran.out) is (code == 0)
    assert bool(ran.err) is (code != 0)


def test_a_full_disk_is_said(shipped: Program) -> None:
    ran = shipped.shell("orgshelf list --all --format json > /dev/full")
    assert (ran.code, ran.out) == (1, "")
    assert "No space left on device" in ran.err
    assert_one_sentence(ran.err)


def test_a_closed_stdout_is_no_traceback(shipped: Program) -> None:
    assert "Traceback" not in shipped.shell("orgshelf list >&-").err


def test_the_working_directory_is_gone(run: Program) -> None:
    ran = run.shell(f"mkdir gone && cd gone && rmdir '{run.folder}/gone' && orgshelf list")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "orgshelf: The folder that you are in is gone: change to another one.\n"
