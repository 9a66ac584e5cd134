"""What is kept between runs is the user's alone, and nothing that others could write is used."""

import os
import pickle
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2.bccache import BytecodeCache, bc_magic

import orgshelf.export.html
from program import Program

COMMANDS = (
    *("list", "export json", "export html", "progress"),
    *("done 2a07", "log", "undo", "clock in 2a07", "clock cancel"),
)
TEMPLATES = Path(orgshelf.export.html.__file__).parent / "templates"


@pytest.fixture
def places(shipped: Program) -> Program:
    """The program with folders for its cache and its state that are not there yet."""
    base = shipped.home / "deep"
    variables = {"XDG_CACHE_HOME": str(base / "cache"), "XDG_STATE_HOME": str(base / "state")}
    return Program(shipped.folder, shipped.home, variables)


def modes(program: Program) -> dict[str, int]:
    """The permissions of every folder and every file that was made."""
    made = program.home / "deep"
    paths = (made, *made.rglob("*"))
    return {str(path.relative_to(program.home)): path.stat().st_mode & 0o7777 for path in paths}


def right(program: Program) -> None:
    """All that was made is for the owner alone."""
    wrong = {
        name: oct(mode)
        for name, mode in modes(program).items()
        if mode != (0o700 if (program.home / name).is_dir() else 0o600)
    }
    assert wrong == {}


@pytest.fixture(params=[0o000, 0o002, 0o022, 0o077, 0o777], ids=oct)
def _umask(request: pytest.FixtureRequest, places: Program) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_umask")
def test_others_may_read_and_write_nothing_whatever_the_umask(places: Program) -> None:
    for command in COMMANDS:
        assert places(*command.split()).err == ""
    kept = {path.suffix for path in (places.home / "deep").rglob("*.*")}
    assert kept == {".json", ".jsonl", ".sqlite"}
    right(places)


def test_what_others_could_read_they_can_no_more(places: Program) -> None:
    for command in COMMANDS:
        places.process(*command.split())
    for name in modes(places):
        path = places.home / name
        path.chmod(0o755 if path.is_dir() else 0o644)
    for name in ("", "cache", "state"):  # which are the user's own affair
        (places.home / "deep" / name).chmod(0o700)
    for command in COMMANDS:
        assert places.process(*command.split()).err == ""
    right(places)


def _group(folder: Path) -> None:
    folder.chmod(0o770)


def _all(folder: Path) -> None:
    folder.chmod(0o777)


def _sticky(folder: Path) -> None:
    folder.chmod(0o1777)


def _foreign(folder: Path) -> None:
    """Another user's: as root we give it away, else there is root's."""
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)
    else:
        shutil.rmtree(folder)
        folder.symlink_to("/usr")


def _foreign_link(folder: Path) -> None:
    """A link of another user's to a folder of ours."""
    if os.geteuid() == 0:
        own = folder.rename(folder.with_name("own"))
        folder.symlink_to(own)
        os.chown(folder, 65534, 65534, follow_symlinks=False)
    else:
        _foreign(folder)


OPEN = [_group, _all, _sticky, _foreign, _foreign_link]


@pytest.mark.parametrize("opened", OPEN)
def test_a_cache_that_others_can_write_is_done_without(
    places: Program, opened: Callable[[Path], None]
) -> None:
    wanted = places.process("list").out
    cache = places.home / "deep" / "cache" / "orgshelf"
    (index,) = cache.iterdir()
    _forge(index)
    opened(cache)
    before = sorted(path.name for path in cache.iterdir())
    ran = places.process("list")
    assert (ran.code, ran.out) == (0, wanted)
    assert ran.err.startswith(f"orgshelf: {cache} ")
    assert ran.err.endswith("set XDG_CACHE_HOME to a folder of yours.\n")
    assert ran.err.count("\n") == 1
    assert sorted(path.name for path in cache.iterdir()) == before
    assert places.process("--no-index", "list").err == ""


@pytest.mark.parametrize("below", ["", "journal"])
@pytest.mark.parametrize("opened", OPEN)
def test_where_others_can_write_the_journal_nothing_is_changed(
    places: Program, opened: Callable[[Path], None], below: str
) -> None:
    assert places.process("done", "2a07").code == 0
    folder = places.home / "deep" / "state" / "orgshelf" / below
    opened(folder)
    note = places.folder / "notes" / "papers.org"
    before = note.read_bytes()
    for command in ("undo", "done robustness", "note 2a07 word"):
        ran = places.process(*command.split())
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"orgshelf: {folder} ")
        assert ran.err.endswith("set XDG_STATE_HOME to a folder of yours.\n")
        assert ran.err.count("\n") == 1
    assert note.read_bytes() == before


def _forge(index: Path) -> None:
    connection = sqlite3.connect(index)
    connection.execute("UPDATE heading SET text = 'Forged', title = 'Forged'")
    connection.commit()
    connection.close()


def _forged(place: Path, elsewhere: Path) -> None:
    shutil.copyfile(place, elsewhere)
    _forge(elsewhere)
    place.unlink()
    place.symlink_to(elsewhere)


def _empty(place: Path, elsewhere: Path) -> None:
    place.unlink()
    elsewhere.touch()
    place.symlink_to(elsewhere)


def _pipe(place: Path, elsewhere: Path) -> None:
    place.unlink()
    elsewhere.touch()
    os.mkfifo(place)


def _of_another(place: Path, elsewhere: Path) -> None:
    """Another user's; who is not root cannot make one."""
    _forge(place)
    elsewhere.touch()
    if os.geteuid() == 0:
        os.chown(place, 65534, 65534)
    else:
        place.unlink()
        place.symlink_to("/etc/passwd")


@pytest.mark.parametrize("planted", [_forged, _empty, _pipe, _of_another])
def test_a_planted_index_is_not_opened(
    places: Program, planted: Callable[[Path, Path], None]
) -> None:
    wanted = places.process("list")
    (index,) = (places.home / "deep" / "cache" / "orgshelf").iterdir()
    elsewhere = places.home / "elsewhere"
    planted(index, elsewhere)
    before = elsewhere.read_bytes()
    assert places.process("list") == wanted
    assert elsewhere.read_bytes() == before
    assert index.is_file()  # made anew
    assert not index.is_symlink()
    right(places)


def _linked(place: Path) -> None:
    moved = place.rename(place.with_name("moved"))
    place.symlink_to(moved)


def _piped(place: Path) -> None:
    place.unlink()
    os.mkfifo(place)


@pytest.mark.parametrize("planted", [_linked, _piped])
@pytest.mark.parametrize("name", ["lock", "journal/*.jsonl"])
def test_a_planted_lock_or_journal_is_not_opened(
    places: Program, name: str, planted: Callable[[Path], None]
) -> None:
    assert places.process("done", "2a07").code == 0
    (place,) = (places.home / "deep" / "state" / "orgshelf").glob(name)
    planted(place)
    before = (places.folder / "notes" / "papers.org").read_bytes()
    for command in ("undo", "done robustness"):
        ran = places.process(*command.split())
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(
            f"orgshelf: {place} is no regular file of yours, so it is not used: "
        )
    assert (places.folder / "notes" / "papers.org").read_bytes() == before


def test_a_relative_folder_is_no_place_for_anything(shipped: Program) -> None:
    (shipped.folder / "own" / "orgshelf").mkdir(parents=True)
    (shipped.folder / "own" / "orgshelf" / "config.yaml").write_text("notes: nowhere\n")
    before = sorted(shipped.folder.rglob("*"))
    own = {f"XDG_{name}_HOME": "own" for name in ("CACHE", "CONFIG", "STATE")}
    for command in ("list", "done 2a07", "undo"):
        ran = shipped.process(*command.split(), **own)
        assert (ran.code, ran.err) == (0, "")
    assert sorted(shipped.folder.rglob("*")) == before
    assert list((shipped.home / ".cache" / "orgshelf").iterdir())
    assert list((shipped.home / ".local" / "state" / "orgshelf").iterdir())


class _Planted:
    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[object, ...]:
        return (os.mkdir, (str(self.marker),))


def test_nothing_in_the_cache_is_run(places: Program) -> None:
    places.process("list")
    marker = places.home / "marker"
    data = bc_magic + pickle.dumps(_Planted(marker))
    for template in TEMPLATES.iterdir():
        key = BytecodeCache.get_cache_key(None, template.name, str(template))  # type: ignore[arg-type]
        for name in (key, f"{key}.template", f"__jinja2_{key}.cache"):
            (places.home / "deep" / "cache" / "orgshelf" / name).write_bytes(data)
    ran = places.process("export", "html")
    assert (ran.code, ran.err) == (0, "")
    assert not marker.exists()


def test_without_a_place_for_a_cache_the_page_is_the_same(shipped: Program) -> None:
    page = shipped.process("export", "html").out
    ran = shipped.process("export", "html", XDG_CACHE_HOME=os.devnull)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == page
