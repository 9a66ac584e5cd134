"""Which files are notes, and what reading them can meet."""

import hashlib
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from orgshelf.store.config import Config
from orgshelf.store.files import read
from orgshelf.store.opening import library_in_memory
from orgshelf.store.walk import original_name, walk

NOW = datetime(2026, 11, 23, 10)


def make(root: Path, *files: str) -> None:
    for file in files:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("* TODO A\n")


def found(root: Path) -> list[str]:
    refused: list[OSError] = []
    paths = [note.name for note in walk(root, refused.append)]
    assert refused == []
    return paths


def test_org_files_in_the_order_of_their_paths(tmp_path: Path) -> None:
    make(tmp_path, "b.org", "a/z.org", "a/b/c.org", "a.org", "a-b/c.org", "Z.org", "é.org")
    assert found(tmp_path) == sorted(found(tmp_path), key=lambda name: Path(name).parts)
    assert set(found(tmp_path)) == {
        *("Z.org", "a.org", "a/b/c.org", "a/z.org", "a-b/c.org", "b.org", "é.org")
    }
    assert found(tmp_path)[:3] == ["Z.org", "a/b/c.org", "a/z.org"]


def test_what_is_no_note_is_left_out(tmp_path: Path) -> None:
    make(
        tmp_path,
        *("a.org", "b.org~", ".#c.org", "#d.org#", ".f.org", "g.txt", "org"),
        *(".git/h.org", "sub/.hidden/i.org", "j.ORG", ".a.org.1-x.orgshelf", "k.org.bak"),
    )
    (tmp_path / "folder.org").mkdir()
    assert found(tmp_path) == ["a.org"]


@pytest.mark.parametrize(
    "name",
    [
        "a.sync-conflict-20260131-101010-ABCDEF7.org",
        "a (conflicted copy 2026-01-31 101010).org",
        "a (conflicted copy ada 2026-01-31 101010).org",
        "a (case clash from ada).org",
        "a_conflict-20260131-101010.org",
        "a (Ada's conflicted copy 2026-01-31).org",
        "a (Ada's conflicted copy 2026-01-31) (1).org",
        "a (Ada's conflicted copy 2026-01-31) (Bob's conflicted copy 2026-02-01).org",
        "a.org.orig",
    ],
)
def test_conflict_copies_are_left_out_and_told_of(tmp_path: Path, name: str) -> None:
    make(tmp_path, "a.org", f"sub/{name}", "b (2).org", "conflict.org", "on conflicts (draft).org")
    copies: list[str] = []
    notes = walk(tmp_path, lambda error: pytest.fail(str(error)), (), copies.append)
    assert [note.name for note in notes] == [
        *("a.org", "b (2).org", "conflict.org", "on conflicts (draft).org")
    ]
    assert copies == [f"sub/{name}"]
    assert original_name(copies[0]) == "sub/a.org"


def test_patterns_leave_files_and_folders_out(tmp_path: Path) -> None:
    make(tmp_path, "a.org", "journal/2026.org", "x/journal/y.org", "draft-1.org", "x/draft.org")
    ignore = ("journal/", "draft-*.org")
    notes = walk(tmp_path, lambda error: pytest.fail(str(error)), ignore)
    assert [note.name for note in notes] == ["a.org", "x/draft.org"]


def test_a_folder_named_like_a_note_is_a_folder(tmp_path: Path) -> None:
    make(tmp_path, "a.org/b.org")
    assert found(tmp_path) == ["a.org/b.org"]


def test_loops_end(tmp_path: Path) -> None:
    make(tmp_path, "a/b.org")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(".")
    (tmp_path / "x").symlink_to("y")
    (tmp_path / "y").symlink_to("x")
    assert found(tmp_path) == ["a/b.org"]


def test_a_folder_is_entered_once_and_by_its_own_name(tmp_path: Path) -> None:
    make(tmp_path, "real/b.org")
    for name in ("a", "s", "z"):
        (tmp_path / name).symlink_to("real")
    assert found(tmp_path) == ["real/b.org"]


def test_links_out_of_the_tree_are_followed(tmp_path: Path) -> None:
    make(tmp_path, "outside/b.org", "single.org")
    root = tmp_path / "notes"
    root.mkdir()
    (root / "linked").symlink_to("../outside")
    (root / "one.org").symlink_to("../single.org")
    assert found(root) == ["linked/b.org", "one.org"]


def test_a_root_that_is_a_symlink(tmp_path: Path) -> None:
    make(tmp_path, "real/b.org")
    (tmp_path / "notes").symlink_to("real")
    assert found(tmp_path / "notes") == ["b.org"]


def test_a_note_knows_its_name_and_bytes(tmp_path: Path) -> None:
    make(tmp_path, "a/b.org")
    note = read(tmp_path / "a" / "b.org", tmp_path)
    assert (note.name, note.data) == ("a/b.org", b"* TODO A\n")
    assert note.digest == hashlib.sha256(b"* TODO A\n").hexdigest()


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    make(tmp_path, "a.org", "z.org")
    (tmp_path / "broken.org").symlink_to("nowhere")
    (tmp_path / "loop.org").symlink_to("loop.org")
    (tmp_path / "memory.org").symlink_to("/proc/self/mem")
    os.mkfifo(tmp_path / "pipe.org")
    (tmp_path / "zero.org").symlink_to("/dev/zero")
    library = library_in_memory(tmp_path, Config(), NOW)
    assert [document.file for document in library.documents] == ["a.org", "z.org"]
    names = [name for name, _ in library.unreadable]
    assert names == ["broken.org", "loop.org", "memory.org", "pipe.org", "zero.org"]
    assert all(reason for _, reason in library.unreadable)


#: Run as somebody who may not enter a folder: root may enter any, so it steps down first.
NOT_ALLOWED = """\
import hashlib, os, sys, tempfile
from datetime import datetime
from pathlib import Path
import orgparse
from orgshelf.store.opening import library_in_memory
from orgshelf.store.config import Config
with tempfile.TemporaryDirectory() as name:
    root = Path(name)
    (root / "a.org").write_text("* TODO A\\n")
    (root / "secret.org").write_text("* TODO B\\n")
    (root / "locked").mkdir()
    library_in_memory(root, Config(), datetime.min)  # which imports all that it takes
    (root / "secret.org").chmod(0)
    (root / "locked").chmod(0)
    root.chmod(0o755)
    child = os.fork()
    if not child:
        if os.geteuid() == 0:
            os.setuid(65534)
        library = library_in_memory(root, Config(), datetime.min)
        print(*(document.file for document in library.documents))
        print(*sorted(library.unreadable), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
    (root / "locked").chmod(0o700)
"""


def test_what_one_may_not_read_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-c", NOT_ALLOWED], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    documents, unreadable = done.stdout.splitlines()
    assert documents == "a.org"
    assert unreadable == ("('locked', 'Permission denied') ('secret.org', 'Permission denied')")


@pytest.mark.parametrize("named", ["/dev/zero", "pipe", "~nosuchuser/x", "missing.org", "\0", "."])
def test_a_setup_file_that_cannot_be_read_is_none(tmp_path: Path, named: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.org").write_text(f"#+SETUPFILE: {named}\n* TODO A\n")
    library = library_in_memory(tmp_path, Config(), NOW)
    assert [entry.heading.keyword for entry in library.entries] == ["TODO"]
    assert library.unreadable == ()


def test_a_setup_file_beside_the_note_counts(tmp_path: Path) -> None:
    make(tmp_path, "sub/a.org")
    (tmp_path / "sub" / "a.org").write_text("#+SETUPFILE: ../setup\n* READING A\n")
    (tmp_path / "setup").write_text("#+TODO: READING | READ\n")
    library = library_in_memory(tmp_path, Config(), NOW)
    assert [entry.heading.keyword for entry in library.entries] == ["READING"]
