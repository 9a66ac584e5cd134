"""What is built is whole, the same each time, and has what a system looks for."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from command_tree import commands
from orgshelf import __version__
from program import ROOT

WHEEL = f"orgshelf-{__version__}-py3-none-any.whl"
SDIST = f"orgshelf-{__version__}.tar.gz"
TESTS_OF_THE_REST = ("tests/notes", "tests/org/test_syntax.py", "tests/cli/test_looking.py")


def build(folder: Path) -> Path:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    environment = {"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("built"))


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_two_builds_are_the_same_to_the_byte(built: Path, tmp_path: Path) -> None:
    again = build(tmp_path)
    for name in (WHEEL, SDIST):
        assert (built / name).read_bytes() == (again / name).read_bytes()


def test_every_command_has_its_man_page(built: Path) -> None:
    place = f"orgshelf-{__version__}.data/data/share/man/man1"
    wanted = {f"{place}/{name.replace(' ', '-')}.1" for name, _ in commands()}
    assert {name for name in names(built / WHEEL) if "/man1/" in name} == wanted


def test_completions_are_where_shells_look(built: Path) -> None:
    share = f"orgshelf-{__version__}.data/data/share"
    assert {
        f"{share}/bash-completion/completions/orgshelf",
        f"{share}/zsh/site-functions/_orgshelf",
        f"{share}/fish/vendor_completions.d/orgshelf.fish",
    } <= names(built / WHEEL)


def test_the_wheel_has_the_licence_and_the_handbook(built: Path) -> None:
    found = names(built / WHEEL)
    assert any(name.endswith("/LICENSE") for name in found)
    pages = {f"orgshelf/help/{page.name}" for page in (ROOT / "src/orgshelf/help").glob("*.md")}
    assert pages <= found


def test_the_sdist_has_its_tests_and_what_they_read(built: Path) -> None:
    with tarfile.open(built / SDIST) as archive:
        found = set(archive.getnames())
    top = SDIST.removesuffix(".tar.gz")
    for name in ("tests/conftest.py", "notes/papers.org", "examples/capture.py", ".ci/run"):
        assert f"{top}/{name}" in found


def test_the_sdist_runs_its_own_tests(built: Path, tmp_path: Path) -> None:
    """A part of them that reads what is in every other folder of it."""
    with tarfile.open(built / SDIST) as archive:
        archive.extractall(tmp_path, filter="data")
    folder = tmp_path / SDIST.removesuffix(".tar.gz")
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "COV"))}
    environment = outside | {"PYTHONPATH": str(folder / "src")}
    where = ["-c", "import orgshelf; print(orgshelf.__path__[0])"]
    tests = ["-m", "pytest", *TESTS_OF_THE_REST, "-n=0", "-q", "-p", "no:cacheprovider"]
    package, tested = (
        subprocess.run(
            [sys.executable, *words],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        for words in (where, tests)
    )
    assert package.stdout.strip() == str(folder / "src" / "orgshelf")
    assert tested.returncode == 0, tested.stdout


@pytest.mark.parametrize("name", [WHEEL, SDIST])
def test_metadata_is_as_an_index_wants_it(built: Path, name: str) -> None:
    subprocess.run([sys.executable, "-m", "twine", "check", "--strict", built / name], check=True)


def test_the_wheel_is_well_made(built: Path) -> None:
    tool = Path(sys.executable).with_name("check-wheel-contents")
    subprocess.run([tool, built / WHEEL], check=True)
