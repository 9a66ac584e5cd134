"""The pictures and reports under examples/ are what the program makes now."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from program import ROOT

EXAMPLES = ROOT / "examples"
PICTURES = [
    *("day.svg", "list.svg", "works.svg", "show.svg"),
    *("agenda.svg", "progress.svg", "year.svg"),
]
NAMES = [
    *PICTURES,
    *(
        "progress.md",
        "progress.csv",
        "progress.json",
        "page.md",
        "report.html",
        "many-trees/trino/items.sql",
    ),
]
OF_REPORT = ["report-light.png", "report-dark.png"]
SCREENSHOTS = [*OF_REPORT, "live-shelf.png", "live-item.png"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("captures")
    subprocess.run([sys.executable, EXAMPLES / "capture.py", folder], check=True)
    return folder


def test_all_are_made(made: Path) -> None:
    files = (path for path in made.rglob("*") if path.is_file())
    names = {path.relative_to(made).as_posix() for path in files}
    assert names - set(SCREENSHOTS) == set(NAMES)


@pytest.mark.browser
@pytest.mark.parametrize("name", SCREENSHOTS)
def test_a_screenshot_is_made(made: Path, name: str) -> None:
    assert source(made / name) == source(EXAMPLES / name)


@pytest.mark.parametrize("name", OF_REPORT)
def test_a_screenshot_is_of_the_page_beside_it(name: str) -> None:
    page = (EXAMPLES / "report.html").read_bytes()
    assert source(EXAMPLES / name) == hashlib.sha256(page).hexdigest()
    assert (EXAMPLES / name).stat().st_size < 400_000


def source(picture: Path) -> str:
    """The digest of the page that it is a picture of."""
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    return data.partition(b"tEXtSource\0")[2][:64].decode()


@pytest.mark.parametrize("name", NAMES)
def test_capture_is_current(made: Path, name: str) -> None:
    assert (EXAMPLES / name).read_bytes() == (made / name).read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_capture_names_no_machine(name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert str(ROOT) not in text
    assert "/home/" not in text


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_loads_nothing(name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert "url(http" not in text
    assert "<script" not in text
