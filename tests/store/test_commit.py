"""Committing a file: the same file with other bytes, or the old one as it was."""

import errno
import os
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from faults.processes import names
from orgshelf.errors import ConflictError, FileChangedError, NotEditableError, OrgshelfError
from orgshelf.store.files import FileSnapshot, commit, create_note, read, write_report

OLD = b"* TODO A\n"
NEW = b"* DONE A\n"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "papers.org"
    path.write_bytes(OLD)
    return path


def replace(path: Path, data: bytes = NEW) -> None:
    commit(read(path, path.parent), data)


def test_the_bytes_are_replaced_and_nothing_is_left_over(paper: Path) -> None:
    replace(paper, b"\xff\x00\r\n")
    assert paper.read_bytes() == b"\xff\x00\r\n"
    assert names(paper.parent) == ["papers.org"]


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664, 0o755])
def test_the_mode_stays(paper: Path, mode: int) -> None:
    paper.chmod(mode)
    replace(paper)
    assert stat.S_IMODE(paper.stat().st_mode) == mode


def test_owner_and_group_stay(paper: Path) -> None:
    groups = [group for group in os.getgroups() if group != os.getegid()]
    group = 12345 if os.geteuid() == 0 else groups[0] if groups else os.getegid()
    owner = 12345 if os.geteuid() == 0 else os.geteuid()
    os.chown(paper, owner, group)
    replace(paper)
    assert (paper.stat().st_uid, paper.stat().st_gid) == (owner, group)


def test_a_symlink_stays_one_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "real.org"
    target.write_bytes(OLD)
    (tmp_path / "chain.org").symlink_to("elsewhere/real.org")
    link = tmp_path / "link.org"
    link.symlink_to("chain.org")
    replace(link)
    assert link.readlink() == Path("chain.org")
    assert target.read_bytes() == NEW
    assert not target.is_symlink()
    assert names(tmp_path) == ["chain.org", "elsewhere", "link.org"]
    assert names(tmp_path / "elsewhere") == ["real.org"]


def test_a_link_out_of_the_notes_that_is_made_in_between_is_not_followed(tmp_path: Path) -> None:
    outside, paper = tmp_path / "outside.org", tmp_path / "notes" / "papers.org"
    paper.parent.mkdir()
    paper.write_bytes(OLD)
    note = read(paper, paper.parent)
    outside.write_bytes(OLD)
    paper.unlink()
    paper.symlink_to(outside)
    for data in (NEW, None):
        with pytest.raises(NotEditableError, match="outside the notes"):
            commit(note, data)
    assert outside.read_bytes() == OLD
    commit(note._replace(writable=(tmp_path,)), NEW)
    assert outside.read_bytes() == NEW


def test_another_name_of_the_same_file_keeps_the_old_bytes(paper: Path) -> None:
    """A new file takes the name's place, so that a crash cannot leave half of one."""
    other = paper.with_name("other.org")
    other.hardlink_to(paper)
    replace(paper)
    assert (paper.read_bytes(), other.read_bytes()) == (NEW, OLD)


def test_without_a_change_nothing_is_written(paper: Path) -> None:
    before = paper.stat()
    replace(paper, OLD)
    after = paper.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("theirs", [b"* TODO B\n", b"", OLD + b"\n"])
def test_what_somebody_wrote_in_between_stays(paper: Path, theirs: bytes) -> None:
    note = read(paper, paper.parent)
    paper.write_bytes(theirs)
    with pytest.raises(FileChangedError, match=r"papers\.org"):
        commit(note, NEW)
    assert paper.read_bytes() == theirs
    assert names(paper.parent) == ["papers.org"]


def test_what_somebody_removed_in_between_stays_removed(paper: Path) -> None:
    note = read(paper, paper.parent)
    paper.unlink()
    with pytest.raises(FileChangedError):
        commit(note, NEW)
    assert names(paper.parent) == []


def test_what_somebody_made_in_between_stays(paper: Path) -> None:
    note = FileSnapshot(paper, paper.name, None)
    with pytest.raises(FileChangedError):
        commit(note, NEW)
    assert paper.read_bytes() == OLD


def test_a_file_is_made_and_removed(paper: Path) -> None:
    archive = paper.with_name("papers.org_archive")
    commit(FileSnapshot(archive, archive.name, None), NEW)
    assert archive.read_bytes() == NEW
    assert stat.S_IMODE(archive.stat().st_mode) == 0o666 & ~_umask()
    commit(read(paper, paper.parent), None)
    assert names(paper.parent) == ["papers.org_archive"]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_file_that_emacs_has_unsaved_changes_of_is_refused(paper: Path) -> None:
    (paper.parent / ".#papers.org").symlink_to("somebody@host.1:2")
    with pytest.raises(ConflictError, match=r"somebody@host\.1:2") as refused:
        replace(paper)
    assert refused.value.exit_code == 5
    assert paper.read_bytes() == OLD


def test_the_lock_beside_what_a_symlink_points_to_counts(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "real.org").write_bytes(OLD)
    (tmp_path / "link.org").symlink_to("elsewhere/real.org")
    (folder / ".#real.org").symlink_to("somebody@host.1:2")
    with pytest.raises(ConflictError):
        replace(tmp_path / "link.org")


def test_what_dead_writers_left_is_swept_and_nothing_else(paper: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    kept = [".papers.org.swp", ".other.org.1-x.orgshelf", "papers.org~", "papers.org.orgshelf"]
    dead = [
        f".papers.org.{process.pid}-abc.orgshelf",
        ".papers.org.99999999999999999999-a.orgshelf",
    ]
    alive = f".papers.org.{os.getpid()}-abc.orgshelf"
    for name in (*kept, *dead, alive):
        (paper.parent / name).touch()
    folder = f".papers.org.{process.pid}-folder.orgshelf"
    (paper.parent / folder).mkdir()
    replace(paper)
    assert names(paper.parent) == sorted((*kept, alive, folder, "papers.org"))


@pytest.mark.parametrize("name", ["[a-z].org", "a*b?.org", "e\u0301.org", " .org", "-rf.org"])
def test_any_name_can_be_committed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(OLD)
    replace(path)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == [name]


@pytest.mark.parametrize("name", [b"\xff.org", b"a" * 251 + b".org", "é".encode() * 125 + b".org"])
def test_names_at_the_limit_can_be_committed(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(OLD)
    replace(path)
    assert path.read_bytes() == NEW
    assert len(names(tmp_path)) == 1


def test_a_folder_that_is_gone_is_one_sentence(paper: Path, tmp_path: Path) -> None:
    note = read(paper, tmp_path)
    shutil.rmtree(tmp_path)
    with pytest.raises(OrgshelfError, match=r"papers\.org"):
        commit(note, NEW)
    assert not tmp_path.exists()


def test_a_disk_that_refuses_leaves_the_old_file(paper: Path) -> None:
    """A process that may write no more than 4 bytes to a file."""
    script = """\
import resource, sys
from pathlib import Path
from orgshelf.errors import OrgshelfError
from orgshelf.store.files import commit, read
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (4, 4))
try:
    commit(read(path, path.parent), b"x" * 5)
except OrgshelfError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(paper)], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{paper} was not written: File too large.\n"
    assert paper.read_bytes() == OLD
    assert names(paper.parent) == ["papers.org"]


def test_a_new_note_never_replaces_one(paper: Path, tmp_path: Path) -> None:
    assert create_note(paper, NEW) is False
    assert paper.read_bytes() == OLD
    fresh = tmp_path / "a" / "b" / "new.org"
    assert create_note(fresh, NEW) is True
    assert fresh.read_bytes() == NEW
    with pytest.raises(OrgshelfError, match="was not made"):
        create_note(paper / "below.org", NEW)


def test_of_many_that_make_one_new_note_at_once_only_one_does(tmp_path: Path) -> None:
    note = tmp_path / "new.org"
    texts = [f"* {number}\n".encode() * 1000 for number in range(8)]
    with ThreadPoolExecutor(len(texts)) as pool:
        made = list(pool.map(lambda text: create_note(note, text), texts))
    assert note.read_bytes() == dict(zip(made, texts, strict=True))[True]
    assert (made.count(True), names(tmp_path)) == (1, ["new.org"])


def test_a_report_replaces_the_old_one_and_keeps_its_mode(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    write_report(report, b"one\n")
    assert stat.S_IMODE(report.stat().st_mode) == 0o666 & ~_umask()
    report.chmod(0o640)
    write_report(report, b"two\n")
    assert report.read_bytes() == b"two\n"
    assert stat.S_IMODE(report.stat().st_mode) == 0o640
    with pytest.raises(OrgshelfError, match="was not written"):
        write_report(tmp_path / "no" / "folder.md", b"x")
    assert names(tmp_path) == ["report.md"]


def test_a_report_into_a_pipe_leaves_the_pipe_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        write_report(pipe, b"report\n")
        assert reader.communicate()[0] == b"report\n"
    assert pipe.is_fifo()


def test_what_cannot_be_tidied_up_after_a_change_does_not_make_it_fail(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    note = read(paper, paper.parent)
    monkeypatch.setattr(Path, "unlink", refuse)
    commit(note, NEW)
    assert paper.read_bytes() == NEW
