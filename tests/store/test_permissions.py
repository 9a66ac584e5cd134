"""Who may read and write what was replaced or made: nobody more than before."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.processes import names
from orgshelf.errors import NotEditableError, OrgshelfError
from orgshelf.store.files import FileSnapshot, commit, read, write_report
from program import Program

OLD = b"* TODO A\n"
NEW = b"* DONE A\n"
ACL = "system.posix_acl_access"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "papers.org"
    path.write_bytes(OLD)
    return path


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """The usual one, whatever the machine's is."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def replace(path: Path) -> None:
    commit(read(path, path.parent), NEW)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def access_list(path: Path) -> str:
    """The list as `getfacl` tells it, with the rights that are in effect."""
    return subprocess.run(
        ["getfacl", "-cpE", str(path)], capture_output=True, text=True, check=True
    ).stdout


def set_access(path: Path, *words: str) -> None:
    subprocess.run(["setfacl", *words, str(path)], check=True)


def test_attributes_stay(paper: Path) -> None:
    os.setxattr(paper, "user.origin", b"https://example.org/\0\xff")
    os.setxattr(paper, "user.empty", b"")
    replace(paper)
    assert paper.read_bytes() == NEW
    kept = {name: os.getxattr(paper, name) for name in os.listxattr(paper) if name[:5] == "user."}
    assert kept == {"user.origin": b"https://example.org/\0\xff", "user.empty": b""}


@pytest.mark.acl
@pytest.mark.parametrize("entries", ["u:65533:rw", "g:65533:r,m::r", "u:65533:-,g::-,o::r"])
def test_an_access_list_stays(paper: Path, entries: str) -> None:
    set_access(paper, "-m", entries)
    before, bits = access_list(paper), mode(paper)
    replace(paper)
    assert paper.read_bytes() == NEW
    assert (access_list(paper), mode(paper)) == (before, bits)


@pytest.mark.acl
def test_the_list_of_the_folder_is_not_given_to_a_note_without_one(paper: Path) -> None:
    paper.chmod(0o640)
    before = access_list(paper)
    set_access(paper.parent, "-d", "-m", "u:65533:rwx")
    replace(paper)
    assert paper.read_bytes() == NEW
    assert access_list(paper) == before
    assert ACL not in os.listxattr(paper)


#: Replaces a file that is a stranger's as one who may write to it, where that can be.
AS_ANOTHER = """\
import os, sys, tempfile, glob, hashlib
from pathlib import Path
from orgshelf.errors import OrgshelfError
from orgshelf.store import permissions
from orgshelf.store import replacement
from orgshelf.store.files import commit, read
path = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    commit(read(path, path.parent), b"* DONE A\\n")
except OrgshelfError as error:
    print(error)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may write to, above which there is no locked one."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def strangers(folder: Path, bits: int, group: int = 12345) -> Path:
    path = folder / "papers.org"
    path.write_bytes(OLD)
    if os.geteuid() == 0:
        os.chown(path, 65534 if not bits & stat.S_IWOTH else 12346, group)
    path.chmod(bits)
    return path


def replaced_by_another(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", AS_ANOTHER, str(path)], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("bits", [0o660, 0o604, 0o646, 0o664, 0o670, 0o2660, 0o7666])
def test_a_group_that_cannot_be_kept_gives_its_rights_to_no_other(
    open_folder: Path, bits: int
) -> None:
    path = strangers(open_folder, bits)
    before = path.stat()
    assert replaced_by_another(path) == ""
    after = path.stat()
    assert path.read_bytes() == NEW
    if (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid):  # nothing had to be lost
        assert mode(path) == bits
        return
    both = (
        bits >> 3 & bits & 0o7
    )  # whoever is in one of the groups may have lost a right, and got none
    assert mode(path) == bits & 0o700 | both << 3 | both


@pytest.mark.acl
def test_a_list_for_a_group_that_cannot_be_kept_is_a_refusal(open_folder: Path) -> None:
    path = strangers(open_folder, 0o660)
    set_access(path, "-m", "u:65533:r")
    said = replaced_by_another(path)
    why = f"{path} was not written: its group cannot be kept, which its access list is for.\n"
    is_strangers = os.geteuid() == 0
    assert (said, path.read_bytes()) == ((why, OLD) if is_strangers else ("", NEW))
    assert names(open_folder) == ["papers.org"]


@pytest.mark.parametrize("bits", [0o444, 0o400, 0o464, 0o555])
def test_a_read_only_note_is_refused(paper: Path, bits: int) -> None:
    paper.chmod(bits)
    for data in (NEW, None):
        with pytest.raises(NotEditableError, match=rf"chmod u\+w {paper}") as refused:
            commit(read(paper, paper.parent), data)
        assert refused.value.exit_code == 1
    assert (paper.read_bytes(), mode(paper)) == (OLD, bits)
    assert names(paper.parent) == ["papers.org"]


def test_what_a_link_leads_to_is_judged_by_its_own_mode(paper: Path) -> None:
    link = paper.with_name("link.org")
    link.symlink_to(paper.name)
    paper.chmod(0o444)
    with pytest.raises(NotEditableError, match=r"chmod u\+w"):
        replace(link)


def test_a_note_of_somebody_else_that_one_may_not_write_to_is_refused(open_folder: Path) -> None:
    path = strangers(open_folder, 0o644)
    if os.geteuid() == 0:
        os.chown(path, 12346, 12345)
    else:
        path.chmod(0o444)
    said = replaced_by_another(path)
    assert said.startswith("papers.org is left alone: ")
    assert path.read_bytes() == OLD


def test_a_read_only_report_is_refused(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_bytes(b"old")
    report.chmod(0o444)
    with pytest.raises(OrgshelfError, match=r"chmod u\+w"):
        write_report(report, b"new")
    assert report.read_bytes() == b"old"


def made_like(folder: Path, *bits: int) -> Path:
    """A new file with the text of notes of these modes."""
    like = frozenset(folder / f"{number}.org" for number in range(len(bits)))
    for path, note_bits in zip(sorted(like), bits, strict=True):
        path.write_bytes(OLD)
        path.chmod(note_bits)
    made = folder / "new"
    commit(FileSnapshot(made, made.name, None, (), like), NEW)
    assert made.read_bytes() == NEW
    return made


@pytest.mark.parametrize(
    ("bits", "wanted"),
    [
        ((0o600,), 0o600),
        ((0o640,), 0o640),
        ((0o660,), 0o640),  # as the umask has it
        ((0o604,), 0o604),
        ((0o644, 0o600), 0o600),
        ((0o640, 0o604), 0o600),
        ((0o755,), 0o644),
        ((0o200,), 0o600),
    ],
)
def test_a_new_file_is_no_more_open_than_what_its_text_is_from(
    tmp_path: Path, bits: tuple[int, ...], wanted: int
) -> None:
    assert mode(made_like(tmp_path, *bits)) == wanted


@pytest.mark.acl
def test_people_of_an_access_list_get_nothing_more(tmp_path: Path) -> None:
    """The mode's group bits are then for others than the group."""
    (tmp_path / "0.org").touch()
    set_access(tmp_path / "0.org", "-m", "u:65533:r,g::-,m::r")
    like = frozenset([tmp_path / "0.org"])
    made = tmp_path / "new"
    commit(FileSnapshot(made, made.name, None, (), like), NEW)
    assert mode(made) == 0o600


@pytest.mark.acl
def test_people_of_the_folder_s_list_get_nothing_more(tmp_path: Path) -> None:
    note = tmp_path / "0.org"
    note.touch(0o640)
    set_access(tmp_path, "-d", "-m", "u:65533:rwx")
    made = tmp_path / "new"
    commit(FileSnapshot(made, made.name, None, (), frozenset([note])), NEW)
    assert mode(made) == 0o600  # with which the list lets nobody in
    shared = tmp_path / "shared.org"
    shared.touch(0o666)
    other = tmp_path / "other"
    commit(FileSnapshot(other, other.name, None, (), frozenset([shared])), NEW)
    assert "user:65533:r" in access_list(other)


@pytest.fixture
def shelf(run: Program) -> Program:
    run.note("a.org", "* TODO One\n* TODO Two\n").chmod(0o600)
    run.note("b.org", "* TODO Three\n").chmod(0o640)
    return run


def test_a_new_archive_is_as_private_as_its_note(shelf: Program) -> None:
    notes = shelf.folder / "notes"
    assert shelf("archive", "one", "three").code == 0
    assert (mode(notes / "a.org_archive"), mode(notes / "b.org_archive")) == (0o600, 0o640)


def test_an_archive_of_two_notes_is_as_private_as_both(shelf: Program) -> None:
    (shelf.folder / ".orgshelf.yaml").write_text('archive_location: "all::"\n')
    assert shelf("archive", "three", "one").code == 0
    assert mode(shelf.folder / "notes" / "all") == 0o600


@pytest.mark.parametrize("words", [["done", "two"], ["archive", "two"], ["refile", "two", "--to"]])
def test_nothing_is_written_where_one_of_the_files_is_read_only(
    shelf: Program, words: list[str]
) -> None:
    words = [*words, "three"] if words[-1] == "--to" else words
    notes = shelf.folder / "notes"
    (notes / "a.org").chmod(0o444)
    before = {path.name: path.read_bytes() for path in notes.iterdir()}
    ran = shelf(*words)
    assert (ran.code, ran.out) == (1, "")
    assert f"chmod u+w {notes}/a.org" in ran.err
    assert ran.err.count("\n") == 1
    assert shelf(*words, "--dry-run") == ran
    assert {path.name: path.read_bytes() for path in notes.iterdir()} == before


@pytest.mark.parametrize("form", ["csv", "markdown", "json", "html", "xlsx"])
def test_a_new_report_of_private_notes_is_private(shelf: Program, form: str) -> None:
    assert shelf("export", form, "-o", "report").code == 0
    assert mode(shelf.folder / "report") == 0o600


def test_a_new_report_is_as_open_as_the_notes_and_their_folder_and_stays_as_it_is_then(
    shelf: Program,
) -> None:
    report, notes = shelf.folder / "report.csv", shelf.folder / "notes"

    def made() -> int:
        report.unlink(missing_ok=True)
        assert shelf("export", "csv", "-o", "report.csv").code == 0
        return mode(report)

    (notes / "a.org").chmod(0o644)
    assert made() == 0o640
    (notes / "b.org").chmod(0o644)
    assert made() == 0o644
    notes.chmod(0o700)
    assert made() == 0o600
    (notes / "a.org").write_text("* TODO Another\n")
    report.chmod(0o644)
    assert shelf("export", "csv", "-o", "report.csv").code == 0
    assert mode(report) == 0o644  # which is what the user has made of it
