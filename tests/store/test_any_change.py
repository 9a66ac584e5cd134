"""Whatever happens to the files, the index says what the notes say."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from oracle.library import PlainLibrary
from orgshelf.query import Query
from orgshelf.query.expression import understand
from orgshelf.shelf.kinds import make_kinds
from orgshelf.store.config import Config
from orgshelf.store.library import Library
from orgshelf.store.opening import library_in_memory
from orgshelf.store.ranking import ranked, read_request
from store.both import NOW, Both, both, facts

NAMES = (
    "a.org",
    "b.org",
    "papers.org",
    "sub/a.org",
    "sub/deep/c.org",
    "other/b.org",
    "Ü\n\udcff.org",
)
KEYWORDS = ("TODO", "DONE", "OPEN", "SHUT", "NEXT")
STEPS = 12
FILE_WORK = ":PROPERTIES:\n:ROAM_REFS: @bee1999\n:END:\n#+title: Bees"


class Notes:
    """A folder in which anything may happen."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.folder = folder
        self.root = folder / "notes"
        self.root.mkdir(parents=True)
        self.chance = chance
        self.config = Config()

    def happen(self) -> str:
        """Do one thing, and say which."""
        name = self.chance.choice((_write.__name__, *_THINGS))
        _THINGS[name](self)
        return name

    def text(self) -> str:
        """Some headings, half of them like those of another file, or a file that is a work."""
        chance = self.chance
        lines = [FILE_WORK] if chance.random() < 0.3 else []
        lines += ["#+SETUPFILE: setup.inc"] if chance.random() < 0.3 else []
        tag = chance.choice(("x", "y", "book"))
        lines += [f"#+FILETAGS: :{tag}:"] if chance.random() < 0.3 else []
        for number in range(chance.randrange(6)):
            tags = f" :{chance.choice(('gpu', 'x', 'ü'))}:" if chance.random() < 0.4 else ""
            stars = "*" * chance.randrange(1, 4)
            lines.append(f"{stars} {chance.choice(KEYWORDS)} {chance.choice('abc')} {number}{tags}")
            lines.append(chance.choice(("the end", "[2026-11-20 Fri]", "機械 learning", "")))
        return "\n".join(lines) + "\n"

    def files(self) -> list[Path]:
        """All notes there are, in no order that the disk gives."""
        return sorted(path for path in self.root.rglob("*.org") if path.is_file())

    def some(self) -> Path | None:
        """One of them."""
        found = self.files()
        return self.chance.choice(found) if found else None

    def place(self) -> Path:
        """Where a note may stand."""
        path = self.root / self.chance.choice(NAMES)
        if path.parent.is_symlink() or path.parent.is_file():
            path = self.root / "a.org"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def _write(notes: Notes) -> None:
    place = notes.place()
    if not place.is_dir():
        place.unlink(missing_ok=True)
        place.write_text(notes.text(), encoding="utf-8")


def _append(notes: Notes) -> None:
    if path := notes.some():
        path.write_bytes(path.read_bytes() + notes.text().encode())


def _change_in_silence(notes: Notes) -> None:
    """The same size, and the old time put back."""
    if path := notes.some():
        before = path.stat()
        path.write_bytes(path.read_bytes().replace(b"TODO", b"DONE", 1))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _remove(notes: Notes) -> None:
    if path := notes.some():
        path.unlink()


def _rename(notes: Notes) -> None:
    place = notes.place()
    if (path := notes.some()) and not place.is_dir():
        path.rename(place)


def _swap(notes: Notes) -> None:
    """Two files take each other's name, each with its own number and time."""
    one, other = notes.some(), notes.some()
    if one and other and one != other:
        spare = notes.folder / "spare"
        one.rename(spare)
        other.rename(one)
        spare.rename(other)


def _copy_with_its_time(notes: Notes) -> None:
    place = notes.place()
    if (path := notes.some()) and not (place.exists() or place.is_symlink()):
        shutil.copy2(path, place)


def _jump(notes: Notes) -> None:
    """A time long ago, or far ahead."""
    if path := notes.some():
        seconds = notes.chance.choice((0, 1, 10**9, 4 * 10**9))
        os.utime(path, (seconds, seconds))


def _rename_folder(notes: Notes) -> None:
    one, other = notes.root / "sub", notes.root / "other"
    if one.is_dir() and other.is_dir() and not (one.is_symlink() or other.is_symlink()):
        one.rename(notes.folder / "spare")
        other.rename(one)
        (notes.folder / "spare").rename(other)


def _link(notes: Notes) -> None:
    """A link to a note, to a folder, to itself or to nowhere."""
    path = notes.root / "link.org"
    path.unlink(missing_ok=True)
    path.symlink_to(notes.chance.choice(("a.org", "sub", "link.org", "nowhere", ".")))


def _folder_for_a_file(notes: Notes) -> None:
    path = notes.root / "b.org"
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
        path.mkdir()
        (path / "in.org").write_text(notes.text(), encoding="utf-8")


def _setup(notes: Notes) -> None:
    path = notes.root / "setup.inc"
    path.unlink(missing_ok=True)
    if notes.chance.random() < 0.7:
        path.write_text(f"#+TODO: {notes.chance.choice(('OPEN | SHUT', 'NEXT OPEN'))}\n")


def _configure(notes: Notes) -> None:
    kinds = make_kinds(notes.chance.choice(({}, {"paper": ["a 1"]}, {"a": ["a 0", "b 0"]})))
    dropped = notes.chance.choice((frozenset({"DONE"}), frozenset[str]()))
    notes.config = Config(kinds=kinds, dropped=dropped)


def _remove_index(notes: Notes) -> None:
    shutil.rmtree(notes.folder / "cache", ignore_errors=True)


def _move(notes: Notes) -> None:
    """The whole folder moves away and a link to it takes its place, or it comes back."""
    away = notes.folder / "away"
    if notes.root.is_symlink():
        notes.root.unlink()
        away.rename(notes.root)
    else:
        notes.root.rename(away)
        notes.root.symlink_to("away")


_THINGS: dict[str, Callable[[Notes], None]] = {
    thing.__name__: thing
    for thing in (
        *(_write, _append, _change_in_silence, _remove, _rename, _swap, _copy_with_its_time),
        *(_jump, _rename_folder, _link, _folder_for_a_file, _setup, _configure, _remove_index),
        _move,
    )
}


def _right(views: Both) -> None:
    plain, indexed = views
    everything = Query(all=True)
    assert indexed.unreadable == plain.unreadable
    assert facts(indexed, indexed.matching(everything)) == facts(plain, plain.matching(everything))
    assert indexed.tag_counts(everything) == plain.tag_counts(everything)
    assert indexed.numbers(Query()) == plain.numbers(Query())
    for by in ("kind", "work", "tag", "file"):
        assert indexed.groups(Query(), by) == plain.groups(Query(), by)
    for words in ("tags:x", "kind:paper or done:", "learning", "parent:(todo:)", "file:sub"):
        assert _asked(indexed, words) == _asked(plain, words)
    anew = library_in_memory(plain.root, plain.config, NOW)
    for words in ("the end", "learning OR 機", "a*", "b -the"):
        assert _hits(indexed, words) == _hits(anew, words)


def _asked(library: Library | PlainLibrary, words: str) -> Sequence[str]:
    query = Query(understand(words, library.scope()))
    return [entry.id for entry in library.select(query)]


def _hits(library: Library, words: str) -> Sequence[str]:
    found = ranked(library.connection, read_request(words))
    return [entry.id for entry in library.stored.entries(found)]


def test_the_index_follows(tmp_path: Path, index_cases: int) -> None:
    for seed in range(index_cases):
        notes = Notes(tmp_path / str(seed), Random(seed))
        done = [_write.__name__] * 3
        for _ in done:
            _write(notes)
        for _ in range(STEPS):
            _right(both(notes.root, notes.folder / "cache", notes.config))
            done += [notes.happen() for _ in range(notes.chance.randrange(1, 3))]
            print(seed, *done)
