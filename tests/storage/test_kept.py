"""What is kept in the cache folder is never needed and never trusted to be whole."""

import os
from pathlib import Path

import pytest

from program import Program


@pytest.fixture
def cache(shipped: Program) -> Path:
    return Path(shipped.environment()["HOME"]) / ".cache" / "orgshelf"


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("*.template"))


@pytest.fixture
def page(shipped: Program) -> str:
    return shipped.process("export", "html").out


def test_templates_are_kept_for_their_owner_alone(shipped: Program, cache: Path, page: str) -> None:
    assert kept(cache)
    assert {path.stat().st_mode & 0o777 for path in kept(cache)} == {0o600}
    assert not [path for path in cache.iterdir() if path.name.endswith(f".{os.getpid()}")]
    stamps = [path.stat().st_mtime_ns for path in kept(cache)]
    assert shipped.process("export", "html").out == page
    assert [path.stat().st_mtime_ns for path in kept(cache)] == stamps


@pytest.mark.parametrize("content", [b"", b"nonsense", None], ids=["empty", "other", "cut"])
def test_what_is_broken_is_made_anew(
    shipped: Program, cache: Path, page: str, content: bytes | None
) -> None:
    for path in kept(cache):
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] if content is None else content)
    ran = shipped.process("export", "html")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == page


def test_without_a_place_for_it_the_page_is_the_same(shipped: Program, page: str) -> None:
    ran = shipped.process("export", "html", XDG_CACHE_HOME=os.devnull)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == page
