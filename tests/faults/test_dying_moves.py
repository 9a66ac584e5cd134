"""A move between files that dies at any moment leaves two copies rather than none."""

import signal
import subprocess
import sys
from pathlib import Path

from faults.processes import environment, run
from faults.test_dying import DYING

BOOKS = b"* Books\n** TODO Alpha\n   text\n** TODO Beta\n"
PAPERS = b"* Papers\n"


def test_killed_before_any_line(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    books, papers = notes / "books.org", notes / "papers.org"
    command = ["--notes", str(notes), "refile", "Alpha", "--to", "papers.org:1"]
    copies = []
    books.write_bytes(BOOKS)
    papers.write_bytes(PAPERS)
    with subprocess.Popen(
        [sys.executable, str(DYING), "orgshelf/transaction.py", *command],
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        code = -signal.SIGKILL
        while code == -signal.SIGKILL:
            process.stdin.write("next\n")
            process.stdin.flush()
            code = int(process.stdout.readline())
            found = [path.read_bytes() for path in (books, papers)]
            copies.append(sum(data.count(b"** TODO Alpha\n   text\n") for data in found))
            books.write_bytes(BOOKS)
            papers.write_bytes(PAPERS)
        process.stdin.close()
    assert code == 0
    assert set(copies) == {1, 2}
    assert (copies[0], copies[-1]) == (1, 1)


def test_what_died_in_between_can_be_done_again(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "books.org").write_bytes(BOOKS)
    (notes / "papers.org").write_bytes(PAPERS + b"** TODO Alpha\n   text\n")
    assert run(notes, "refile", "books.org:2", "--to", "papers.org:1").returncode == 0
    assert b"Alpha" not in (notes / "books.org").read_bytes()
