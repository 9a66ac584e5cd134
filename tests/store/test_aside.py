"""What is put aside comes back as it was, and leaves nothing behind."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgshelf.store.file_access import spool


@settings(max_examples=2 * settings().max_examples)
@given(st.lists(st.binary(max_size=20)), st.integers(0, 70_000))
def test_it_comes_back_as_it_was(pieces: list[bytes], times: int) -> None:
    again = [piece * times for piece in pieces]
    with spool(iter(again)) as kept:
        assert kept.read() == b"".join(again)


def test_no_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with spool([b"x" * 3_000_000, b"y\n"]) as kept:
        assert kept.read(1) == b"x"
        assert kept.read().endswith(b"xy\n")
    assert list(tmp_path.iterdir()) == []
