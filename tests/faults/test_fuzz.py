"""Files that nobody would write: every command still ends as it should."""

import json
import os
import random
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from orgshelf.cli import main
from orgshelf.store.config import Config
from orgshelf.store.opening import library_in_memory

FILES_IN_A_TREE = 20
NOW = datetime(2026, 11, 23, 10)
#: 0 ok, 1 failure, 2 usage, 3 not found, 4 ambiguous, 5 conflict, 6 partly unreadable.
EXIT_CODES = range(7)
#: What a terminal would act on, tabs and line ends left aside.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_STATES = ("TODO ", "DONE ", "WAIT ", "NEXT ", "[#A] ", "COMMENT ", "", "")
_TITLES = ("Books", "Papers [0/1]", "Video", "A - B 1984", "[[https://x.y][z]]", "é", "", "\x1b[2J")
_LINES = (
    *(
        "SCHEDULED: <2026-11-23 Mon +1w>",
        "DEADLINE: <9999-12-31 Fri 99:99>",
        "CLOSED: [0001-01-01]",
    ),
    *("DEADLINE: <2026-02-31 .+0d> SCHEDULED: <2026-11-23 Mon 10:00 ++1h>", "CLOSED: [2026-11-01]"),
    *(":PROPERTIES:", ":PROPERTIES:", ":END:", ":END:", ":LOGBOOK:", ":ID: x", ":KIND: nil"),
    *(":PAGES: 10", ":PAGE: 99999", ":YEAR: 99999999999999999999", ":EFFORT: 1d 3h", ":KIND+: y"),
    *("#+TODO: TODO WAIT(w@/!) | DONE(d!)", "#+TODO: |", "#+TODO: A", "#+TYP_TODO: TODO NEXT DONE"),
    *("#+FILETAGS: :x:", "#+STARTUP: logdrawer lognotedone", "#+PROPERTY: KIND video"),
    *("#+SETUPFILE: t3.org", "#+SETUPFILE: /dev/zero", "#+SETUPFILE: ~nobody/x", "#+CATEGORY: c"),
    *("#+BEGIN_QUOTE", "#+END_QUOTE", "#+begin_src", "#+end_src", "12:", "p. 3", "- [ ] box"),
    *('- State "DONE" from "TODO" [2026-11-23 Mon 10:00] \\\\', "  note", "- Note taken on [x]"),
    *("CLOCK: [2026-11-23 Mon 10:00]--[0000-00-00]", "| a | b |", "text\r", "\f", "\0", ""),
)
_SIGNS = (
    *("* ", "** ", "*" * 40, "\n", "\n", "\r\n", "\r", "\t", "\0", "\x1b[31m", "\x9b", "\u202e"),
    *("\u2028", "e\u0301", "\ufeff", "\u00a0", "ſ", "日本", "🎓", "[[", "]]", "][", "<", ":", "\\"),
    *("http://x.y/(z)", "<mailto:a@b>", "[%]", "[1/2]", "TODO", ":a:b:", "<2026-11-23 Mon>"),
)
_BYTES = (b"\xff", b"\xfe", b"\xef\xbb\xbf", b"\x80", b"\xe9", b"\xed\xa0\x80", b"\xc0\x80")


def line(chance: random.Random) -> str:
    """One line: a headline, something that stands below one, or signs in a row."""
    match chance.randrange(4):
        case 0 | 1:
            parts = (chance.choice(_STATES), chance.choice(_TITLES), chance.choice(("", " :a:b:")))
            return f"{'*' * chance.randrange(1, 6)} {''.join(parts)}"
        case 2:
            return chance.choice(("", "", "  ")) + chance.choice(_LINES)
        case _:
            return "".join(chance.choices(_SIGNS, k=chance.randrange(8)))


def soup(chance: random.Random) -> bytes:
    """Bytes that look like Org from afar."""
    end = chance.choice(("\n", "\n", "\n", "\r\n", "\r"))
    lines = [(line(chance) + end).encode() for _ in range(chance.randrange(30))]
    for _ in range(chance.choice((0, 0, 1, 3))):
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(_BYTES))
    data = b"".join(lines)
    if chance.random() < 0.1:
        return data.decode("utf-8", "replace").encode("utf-16")
    return data[: -1 if chance.random() < 0.3 else None]


def any_bytes(chance: random.Random) -> bytes:
    return soup(chance) if chance.random() < 0.8 else chance.randbytes(chance.randrange(200))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each test runs on as many trees as hold the files asked for by --fuzz-cases."""
    trees = -(-metafunc.config.getoption("--fuzz-cases") // FILES_IN_A_TREE)
    metafunc.parametrize("notes", range(trees), indirect=True)


@pytest.fixture
def notes(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    chance = random.Random(request.param)
    for n in range(FILES_IN_A_TREE):
        folder = tmp_path / "notes" / chance.choice(("", "books", "x/papers"))
        folder.mkdir(parents=True, exist_ok=True)
        name = os.fsdecode(chance.choice((b"t%d", b"video%d", b"\xff%d", b"\x1b[1m%d")) % n)
        (folder / f"{name}.org").write_bytes(any_bytes(chance))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "ORGSHELF_NOTES", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "notes"


def command(monkeypatch: pytest.MonkeyPatch, words: Sequence[str]) -> int:
    """Run a command in this process; its exit code."""
    monkeypatch.setattr("sys.argv", ["orgshelf", "--now", NOW.isoformat(), *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.mark.parametrize("color", ["never", "always"])
def test_everything_can_be_read(
    notes: Path,
    color: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    library = library_in_memory(notes, Config(), NOW)
    ids = {library.short_ids[entry.id] for entry in library.entries}
    assert len(ids) == len(library.entries)
    commands = [["list"], ["list", "--all", "--sort", "deadline,title,year,progress"], ["next"]]
    commands += [["progress"], ["works"], ["tags"], ["tree"]]
    commands += [["show", id_] for id_ in random.Random(0).sample(sorted(ids), k=min(8, len(ids)))]
    for words in commands:
        assert command(monkeypatch, ["--color", color, *words]) == 0, words
        out, err = capsys.readouterr()
        if color == "never":
            assert CONTROLS.search(out) is None, words
        assert CONTROLS.search(err) is None, words


def test_everything_can_be_exported(
    notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library = library_in_memory(notes, Config(), NOW)
    assert command(monkeypatch, ["list", "--all", "--format", "json"]) == 0
    items = json.loads(capsys.readouterr().out)["items"]
    assert [item["line"] for item in items] == [e.heading.line for e in library.entries]
    assert [item["id"] for item in items] == [library.short_ids[e.id] for e in library.entries]
    for format_ in ("json", "csv", "markdown", "org", "yaml", "html"):
        assert command(monkeypatch, ["export", format_]) == 0, format_
        assert CONTROLS.sub("", capsys.readouterr().out).strip()


def test_everything_can_be_finished_or_is_left_alone(
    notes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(1)
    library = library_in_memory(notes, Config(), NOW)
    some = chance.sample(library.entries, k=min(12, len(library.entries)))
    for entry in some:
        before = {path: path.read_bytes() for path in notes.rglob("*.org")}
        code = command(monkeypatch, ["done", entry.id])
        out, err = capsys.readouterr()
        assert code in EXIT_CODES, (entry.file, entry.heading.line, err)
        after = {path: path.read_bytes() for path in notes.rglob("*.org")}
        changed = {path for path in before | after if before.get(path) != after.get(path)}
        assert changed <= {notes / entry.file}
        if code:
            assert not changed
            assert err.startswith("orgshelf: ")
            assert "Traceback" not in err
        assert CONTROLS.search(out + err) is None
