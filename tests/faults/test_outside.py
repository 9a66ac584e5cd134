"""Notes from elsewhere that lead out of their folder: nothing there is written to."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from program import Program, Ran

NOTE = """\
* Papers
** TODO One
:PROPERTIES:
:ARCHIVE: archived/a.org_archive::
:KIND: paper
:END:
- [ ] box
** TODO Two
"""
ELSEWHERE = "* TODO Three\n:LOGBOOK:\nCLOCK: [2026-11-23 Mon 08:00]\n:END:\n- [ ] box\n"

Trap = Callable[[Program], None]


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("a.org", NOTE)
    run.note("bait.org", ELSEWHERE, "outside")
    (run.folder / "outside" / ".hidden").write_text("mine\n")
    return run


def link(name: str, goal: str) -> Trap:
    def make(shelf: Program) -> None:
        path = shelf.folder / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(goal.format(shelf.folder))

    return make


def links(*pairs: tuple[str, str]) -> Trap:
    def make(shelf: Program) -> None:
        for name, goal in pairs:
            link(name, goal)(shelf)

    return make


FILE = link("archived/a.org_archive", "../../outside/.hidden")
FOLDER = link("archived", "../outside")
NOTE_FILE = link("b.org", "../outside/bait.org")
NOTE_FOLDER = link("sub", "../outside")

ARCHIVE = [
    FILE,
    FOLDER,
    link("archived/a.org_archive", "../../outside/new"),
    link("archived/a.org_archive", "{}/outside/.hidden"),
    link("archived", "{}/outside"),
    links(("archived", "x"), ("x", "sub/y"), ("sub/y", "../../outside")),
]
READ = [NOTE_FILE, NOTE_FOLDER]
CHANGES = [
    ["done", "three"],
    ["state", "three", "none"],
    ["schedule", "three", "2026-12-01"],
    ["deadline", "three", "2026-12-01"],
    ["priority", "three", "A"],
    ["tag", "three", "+x"],
    ["set", "three", "PAGE", "12"],
    ["note", "three", "text"],
    ["check", "three", "1"],
    ["clock", "out"],
    ["refile", "three", "--to", "two"],
    ["refile", "two", "--to", "three"],
    ["archive", "three"],
    ["add", "paper", "Title", "--under", "three"],
]


def everything(folder: Path) -> dict[str, object]:
    """All that is in a folder and below it: bytes, modes, and what is a link to what."""
    return {
        str(path.relative_to(folder)): str(path.readlink())
        if path.is_symlink()
        else (path.stat().st_mode, path.read_bytes() if path.is_file() else None)
        for path in sorted(folder.rglob("*"))
    }


def assert_refused(shelf: Program, *words: str, dry: bool = True) -> Ran:
    """It is one sentence and exit code 1, rehearsed or not, and not a byte is written."""
    before = everything(shelf.folder)
    ran = shelf(*words)
    assert (ran.code, ran.out) == (1, ""), ran.err
    assert ran.err.count("\n") == 1
    assert not dry or shelf(*words, "--dry-run") == ran
    assert everything(shelf.folder) == before
    return ran


def assert_names_the_way(shelf: Program, ran: Ran) -> None:
    """The sentence says which key to set, to which folder, and where."""
    assert f'`writable: ["{shelf.folder}/outside"]`' in ran.err
    assert f"{shelf.home}/config/orgshelf/config.yaml" in ran.err


def allow(shelf: Program, text: str = "writable: [{}/outside]\n") -> None:
    path = shelf.home / "config" / "orgshelf" / "config.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text.format(shelf.folder))


@pytest.mark.parametrize("trap", ARCHIVE)
def test_an_archive_that_a_link_leads_out_to(shelf: Program, trap: Trap) -> None:
    trap(shelf)
    assert_names_the_way(shelf, assert_refused(shelf, "archive", "one"))


@pytest.mark.parametrize("trap", READ)
@pytest.mark.parametrize("words", CHANGES, ids=" ".join)
def test_a_note_that_a_link_leads_out_to(shelf: Program, trap: Trap, words: list[str]) -> None:
    trap(shelf)
    dry = words[0] != "clock"
    assert_names_the_way(shelf, assert_refused(shelf, *words, dry=dry))


@pytest.mark.parametrize("trap", ARCHIVE)
def test_an_archive_where_the_user_lets_links_lead_to(shelf: Program, trap: Trap) -> None:
    trap(shelf)
    allow(shelf)
    kept = everything(shelf.folder)
    assert shelf("archive", "one").code == 0
    assert "One" not in (shelf.folder / "notes" / "a.org").read_text()
    assert shelf("undo").code == 0
    assert everything(shelf.folder) == kept


@pytest.mark.parametrize("trap", READ)
@pytest.mark.parametrize("words", CHANGES, ids=" ".join)
def test_a_note_where_the_user_lets_links_lead_to(
    shelf: Program, trap: Trap, words: list[str]
) -> None:
    trap(shelf)
    allow(shelf)
    before = everything(shelf.folder)
    assert shelf(*words).code == 0
    after = everything(shelf.folder)
    assert after["outside/bait.org"] != before["outside/bait.org"]
    assert {k for k in before if isinstance(before[k], str)} <= set(after)
    assert shelf("undo").code == 0
    assert everything(shelf.folder) == before


@pytest.mark.parametrize("goal", [".git", ".git/hooks", "deep/.secret"])
def test_a_link_may_lead_to_other_notes_but_not_to_what_is_hidden_there(
    shelf: Program, goal: str
) -> None:
    shelf.note("deep/real.org", ELSEWHERE)
    link("b.org", "deep/real.org")(shelf)
    link("archived", "deep")(shelf)
    assert shelf("done", "b.org:1").code == 0
    assert shelf("archive", "one").code == 0
    assert (shelf.folder / "notes" / "deep" / "a.org_archive").is_file()
    assert shelf("undo").code == 0
    (shelf.folder / "notes" / goal).mkdir(parents=True)
    (shelf.folder / "notes" / goal / "a.org_archive").write_text("mine\n")
    (shelf.folder / "notes" / "archived").unlink()
    link("archived", goal)(shelf)
    assert "hidden among the notes" in assert_refused(shelf, "archive", "one").err


def test_the_folder_of_the_notes_may_be_a_link_itself(shelf: Program) -> None:
    (shelf.folder / "notes").rename(shelf.folder / "outside" / "real")
    (shelf.folder / "notes").symlink_to("outside/real")
    assert shelf("done", "two").code == 0
    link("b.org", "../bait.org")(shelf)
    assert_names_the_way(shelf, assert_refused(shelf, "done", "three"))


CONFIG = "writable: [{}/outside]\n"


@pytest.mark.parametrize("place", [".", "notes", "notes/sub.yaml"])
def test_only_the_user_says_where_links_may_lead(shelf: Program, place: str) -> None:
    """Neither what lies about nor what comes with the notes, be it named or not."""
    NOTE_FILE(shelf)
    path = shelf.folder / place
    path = path / ".orgshelf.yaml" if path.is_dir() else path
    path.write_text(CONFIG.format(shelf.folder))
    named = () if path.name.startswith(".") else ("--config", str(path))
    before = everything(shelf.folder)
    ran = shelf(*named, "done", "three")
    assert (ran.code, ran.out) == (2, "")
    assert "writable is for your own configuration" in ran.err
    assert everything(shelf.folder) == before


def test_a_configuration_that_the_user_names_says_it_too(shelf: Program) -> None:
    NOTE_FILE(shelf)
    (shelf.folder / "mine.yaml").write_text("writable: [outside]\n")
    assert shelf("--config", "mine.yaml", "done", "three").code == 0


def test_what_is_beside_an_allowed_folder_is_not_in_it(shelf: Program) -> None:
    NOTE_FILE(shelf)
    allow(shelf, "writable: [{0}/out, {0}/outside/bait, {0}/outside/bait.org/x]\n")
    assert_names_the_way(shelf, assert_refused(shelf, "done", "three"))


@pytest.mark.parametrize("name", ["../outside/bait.org", "{}/outside/bait.org", "sub/../a.org"])
def test_undo_goes_nowhere_that_no_note_can_be(shelf: Program, name: str) -> None:
    """Neither are files there read: a journal may be anybody's."""
    allow(shelf)
    shelf.note("bait.org", ELSEWHERE)
    assert shelf("done", "three").code == 0
    done = (shelf.folder / "notes" / "bait.org").read_bytes()
    (shelf.folder / "outside" / "bait.org").write_bytes(done)
    (journal,) = (shelf.home / "state" / "orgshelf" / "journal").iterdir()
    text = journal.read_text().replace('"bait.org"', json.dumps(name.format(shelf.folder)))
    journal.write_text(text)
    assert "is not among the notes" in assert_refused(shelf, "undo").err


def test_undo_does_not_follow_a_link_that_was_made_since(shelf: Program) -> None:
    note = shelf.note("bait.org", ELSEWHERE)
    assert shelf("done", "three").code == 0
    note.rename(shelf.folder / "outside" / "bait.org")
    note.symlink_to("../outside/bait.org")
    assert_names_the_way(shelf, assert_refused(shelf, "undo"))


BAD_KINDS = [
    "../out/evil",
    "..",
    "a..b",
    "a/b",
    "/tmp/evil",
    "a\\b",
    ".hidden",
    "a\0b",
    "a\nb",
    "a\x1b[31mb",
    "a\x85b",
    "a\u2028b",
    "",
    " ",
]


@pytest.mark.parametrize("kind", BAD_KINDS, ids=repr)
def test_a_kind_has_a_name_that_a_file_can_have(shelf: Program, kind: str) -> None:
    (shelf.folder / "notes" / ".orgshelf.yaml").write_text(f"kinds: {json.dumps({kind: None})}\n")
    before = everything(shelf.folder)
    for words in (["list"], ["add", kind, "Title"], ["add", kind, "Title", "--dry-run"]):
        ran = shelf(*words)
        assert (ran.code, ran.out) == (2, "")
        assert "kinds wants" in ran.err
        assert ran.err.count("\n") == 1
    assert everything(shelf.folder) == before


@pytest.mark.parametrize("kind", ["../outside/evil", "{}/outside/evil", "sub/../../outside/evil"])
def test_a_kind_of_a_heading_makes_no_file_outside(shelf: Program, kind: str) -> None:
    name = kind.format(shelf.folder)
    shelf.note("b.org", f"* TODO Four\n:PROPERTIES:\n:KIND: {name}\n:END:\n")
    before = everything(shelf.folder)
    for words in (["add", name, "Title"], ["add", name, "Title", "--dry-run"]):
        ran = shelf(*words)
        assert (ran.code, ran.out) == (2, "")
        assert "cannot name a file" in ran.err
    assert everything(shelf.folder) == before


def test_a_configuration_of_the_notes_that_leads_out_is_not_written(shelf: Program) -> None:
    link(".orgshelf.yaml", "../outside/their.yaml")(shelf)
    theirs = shelf.folder / "outside" / "their.yaml"
    theirs.write_text("log_done: note\n")
    words = ("--notes", "notes", "config", "context", "two")
    assert_names_the_way(shelf, assert_refused(shelf, *words, dry=False))
    allow(shelf)
    assert shelf(*words).code == 0
    assert "context" in theirs.read_text()


def test_a_configuration_beside_the_notes_that_leads_out_is_not_made(shelf: Program) -> None:
    (shelf.folder / ".orgshelf.yaml").symlink_to("../new.yaml")
    assert_refused(shelf, "config", "context", "two", dry=False)
    assert not (shelf.folder.parent / "new.yaml").exists()


@pytest.mark.parametrize("name", ["a\0b", "loop"])
def test_an_archive_that_can_be_no_file_is_one_sentence(shelf: Program, name: str) -> None:
    link("loop", "loop")(shelf)
    shelf.note("b.org", f"#+ARCHIVE: {name}::\n* TODO Four\n")
    assert_refused(shelf, "archive", "four")
