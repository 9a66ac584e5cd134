"""A move between files that dies at any moment leaves two copies rather than none."""

import signal
from pathlib import Path

from faults.processes import deaths, run

BOOKS = b"* Books\n** TODO Alpha\n   text\n** TODO Beta\n"
PAPERS = b"* Papers\n"


def test_killed_before_any_line(tmp_path: Path, deadly_lines: int) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    books, papers = notes / "books.org", notes / "papers.org"
    copies, codes = list[int](), list[int]()
    books.write_bytes(BOOKS)
    papers.write_bytes(PAPERS)
    refile = ("refile", "Alpha", "--to", "papers.org:1")
    for code in deaths(notes, "actions/transaction.py", deadly_lines, *refile):
        codes.append(code)
        found = [path.read_bytes() for path in (books, papers)]
        copies.append(sum(data.count(b"** TODO Alpha\n   text\n") for data in found))
        books.write_bytes(BOOKS)
        papers.write_bytes(PAPERS)
    assert codes[0] == 0
    assert codes.count(-signal.SIGKILL) > len(codes) // 2
    assert set(copies) == {1, 2}
    assert (copies[0], copies[1]) == (1, 1)


def test_what_died_in_between_can_be_done_again(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "books.org").write_bytes(BOOKS)
    (notes / "papers.org").write_bytes(PAPERS + b"** TODO Alpha\n   text\n")
    assert run(notes, "refile", "books.org:2", "--to", "papers.org:1").returncode == 0
    assert b"Alpha" not in (notes / "books.org").read_bytes()
