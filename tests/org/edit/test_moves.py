"""Refiling and archiving write exactly what the golden files hold."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.moved import Files, archive, data_of, place_of, refile, working
from orgshelf.actions.entry_text import sections
from orgshelf.errors import ArchiveError, MoveError, NotEditableError
from orgshelf.org.edit.archive import Location, archive_location
from orgshelf.org.edit.subtree import Paste
from orgshelf.org.lines import Splice

HERE = Path(__file__).parent
REFILES: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "refile" / "cases.yaml").read_text())
ARCHIVES: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "archive" / "cases.yaml").read_text())


def if_there(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


@pytest.mark.parametrize("name", REFILES)
def test_refile_pair(name: str) -> None:
    data = (HERE / "refile" / f"{name}.org").read_bytes()
    assert refile(data, **REFILES[name]).source == if_there(HERE / "refile" / f"{name}.org.want")


@pytest.mark.parametrize("name", ARCHIVES)
def test_archive_pair(name: str) -> None:
    case, folder = ARCHIVES[name], HERE / "archive"
    found = archive(
        (folder / f"{name}.org").read_bytes(),
        case["line"],
        "/notes/0.org",
        if_there(folder / f"{name}.archive"),
        settings=case.get("settings"),
    )
    assert found.source == if_there(folder / f"{name}.org.want")
    if "file" in case:
        assert found.target == if_there(folder / f"{name}.archive.want")


@pytest.mark.parametrize(("folder", "cases"), [("refile", REFILES), ("archive", ARCHIVES)])
def test_every_pair_is_described(folder: str, cases: dict[str, Any]) -> None:
    assert {path.stem for path in (HERE / folder).glob("*.org")} == set(cases)


def test_a_subtree_goes_from_one_file_to_another_with_its_line_ends_and_keywords() -> None:
    found = refile(b"* A\n** READ B\nx\n", 2, 1, b"* C\r\n")
    assert found == Files(b"* A\n", b"* C\r\n** READ B\r\nx\r\n")


def test_what_is_left_of_a_file_without_headings_is_empty() -> None:
    assert refile(b"* A", 1, 1, b"* B\n") == Files(b"", b"* B\n** A\n")


def test_nothing_goes_below_itself() -> None:
    with pytest.raises(MoveError, match="'A' cannot go below itself"):
        refile(b"* A\n** B\n", 1, 2)


def test_in_a_file_of_odd_levels_nothing_is_lost_where_org_loses_it() -> None:
    data = b"#+STARTUP: odd\n* A\n** B\n"
    assert refile(data, 3, 2).source == b"#+STARTUP: odd\n* A\n*** B\n"


def test_the_archive_is_not_archived_in_itself() -> None:
    with pytest.raises(ArchiveError, match="'Old' holds the archive itself"):
        archive(b"#+ARCHIVE: ::* Old\n* Old\n** a\n", 2, "/notes/0.org")


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("%s_archive::", Location("a.org_archive", None)),
        ("old/%s::* Done %s", Location("old/a.org", "* Done a.org")),
        ("::** Done", Location("", "** Done")),
        ("x%%y::Done", Location("x%y", None)),
        ("a.org::* A :: B", Location("a.org", "* A :: B")),
    ],
)
def test_archive_location(text: str, location: Location) -> None:
    document = working(f"#+ARCHIVE: {text}\n* A\n".encode()).document
    assert archive_location(document, document.headings[0]) == location


@pytest.mark.parametrize("text", ["old.org", "%d::", "::datetree/* Done"])
def test_archive_location_that_is_none(text: str) -> None:
    document = working(f"#+ARCHIVE: {text}\n* A\n".encode()).document
    with pytest.raises(ArchiveError, match="Nothing was archived"):
        archive_location(document, document.headings[0])


def test_a_paste_that_would_swallow_what_follows_is_refused() -> None:
    found = working(b"* A\n** B\n* C\n")
    moved = sections(working(b"* M\n").document)
    with pytest.raises(NotEditableError, match="more than was asked for"):
        found.pasted(Paste((Splice(1, 2, ("* M",)),), 2), moved)


def test_headings_are_found_again_wherever_they_moved() -> None:
    found = working(b"* A\n* B\n* C\n")
    moved = sections(working(b"* M\n** N\n").document)
    grown, place = found.pasted(Paste((Splice(1, 1, ("* M", "** N")),), 2), moved)
    left = grown.without(grown.find(0), 1)
    assert (place, left.find(2), place_of(left, 4)) == (1, 3, 3)
    assert data_of(left) == b"* M\n** N\n* B\n* C\n"
