"""Many commands at the same time, some of which take others back: all that they say is true."""

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from faults.forks import Ended, Forks, Logged, forks

SHELVES = ("books", "papers", "tutorials", "videos")
ITEMS = tuple(f"n{number:02}" for number in range(48))
ALLOWED = {0, 1, 3, 4, 5}


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, and the item or the new work that it is for."""

    what: str
    item: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A command that went well, what it said, and whether its change is in force."""

    asked: Asked
    in_force: bool


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forks]:
    with forks(tmp_path_factory.mktemp("parallel") / "home" / "notes") as started:
        yield started


def test_what_many_commands_said_is_what_became_of_the_notes(server: Forks, rounds: int) -> None:
    for number in range(rounds):
        print(f"round {number}")  # which to begin with where one fails
        before = fresh_tree(server.notes)
        asked = commands(random.Random(number))
        ended = server.together([command.words for command in asked])
        check_round(server, asked, ended)
        take_all_back(server)
        assert contents(server.notes) == before


def take_all_back(server: Forks) -> None:
    """Undo until nothing is left, the newest first: each finds what it wrote as it wrote it."""
    for _ in [change for change in server.log() if not change.kind]:
        ended = server("undo")
        assert (ended.code, ended.err) == (0, "")
    assert server("undo").code == 3


def fresh_tree(notes: Path) -> dict[str, str]:
    """A new home with notes whose items have names that stand nowhere else."""
    shutil.rmtree(notes.parent, ignore_errors=True)
    notes.mkdir(parents=True)
    share = len(ITEMS) // len(SHELVES)
    for number, shelf in enumerate(SHELVES):
        items = ITEMS[number * share : (number + 1) * share]
        body = "".join(f"** TODO Study {item}\n   text of {item}\n" for item in items)
        head = f"#+TODO: TODO STARTED | DONE\n* {shelf.capitalize()}\n"
        (notes / f"{shelf}.org").write_text(head + body)
    return contents(notes)


def contents(notes: Path) -> dict[str, str]:
    """Every file there is, hidden ones too, with its text."""
    return {path.name: path.read_text() for path in sorted(notes.iterdir())}


def commands(chance: random.Random) -> list[Asked]:
    """Commands of all kinds in any order; none is given to the same item twice."""
    shelf = dict(zip(ITEMS, (name for name in SHELVES for _ in range(12)), strict=True))
    made = [Asked("undo", "", ("undo",)) for _ in range(10)]
    for number in range(8):
        new = f"a{number:02}"
        made.append(Asked("added", new, ("add", chance.choice(SHELVES)[:-1], f"Study {new}")))
    states, moves, notes, dates = (chance.sample(ITEMS, count) for count in (12, 20, 6, 6))
    for item in states:
        words = chance.choice([("done", item), ("state", item, "STARTED")])
        made.append(Asked(words[0], item, words))
    for item in moves[:13]:
        to = chance.choice([name for name in SHELVES if name != shelf[item]])
        made.append(Asked(f"to {to}", item, ("refile", item, "--to", f"{to}.org:2")))
    made += [Asked("archived", item, ("archive", item)) for item in moves[13:]]
    made += [Asked("noted", item, ("note", item, f"remark on {item}")) for item in notes]
    made += [Asked("scheduled", item, ("schedule", item, "2026-12-01")) for item in dates]
    chance.shuffle(made)
    index = [chance.choice([(), ("--no-index",)]) for _ in made]
    return [
        Asked(one.what, one.item, (*option, *one.words))
        for one, option in zip(made, index, strict=True)
    ]


def check_round(server: Forks, asked: list[Asked], ended: list[Ended]) -> None:
    """Hold what the commands said against the notes and against what `log` says."""
    for command, end in zip(asked, ended, strict=True):
        assert end.code in ALLOWED, (command, end)
        assert "Traceback" not in end.err, (command, end)
    listed = server("list", "--all", "--format", "tsv")
    assert (listed.code, listed.err) == (0, "")
    texts = contents(server.notes)
    assert set(texts) <= {f"{name}.org{end}" for name in SHELVES for end in ("", "_archive")}
    whole = "".join(texts.values())
    assert {item: whole.count(f"text of {item}\n") for item in ITEMS} == dict.fromkeys(ITEMS, 1)
    in_force = commands_in_force(server.log(), asked, ended)
    for command in asked:
        if command.what != "undo":
            assert seen(command, texts) == (command in in_force), command


def commands_in_force(log: list[Logged], asked: list[Asked], ended: list[Ended]) -> set[Asked]:
    """The commands whose changes are in force; the log has all that were made, and no other."""
    said = {
        tuple(end.out.splitlines()): command
        for command, end in zip(asked, ended, strict=True)
        if end.code == 0
    }
    assert len(said) == [end.code for end in ended].count(0)
    assert sorted(said) == sorted(change.lines for change in log)
    undone = [said[change.lines].what for change in log if change.kind == "undo"]
    assert undone == ["undo"] * len(undone)
    taken_back = [change for change in log if change.kind == "undone"]
    assert len(taken_back) == len(undone)
    return {said[change.lines] for change in log if not change.kind}


def seen(command: Asked, texts: dict[str, str]) -> bool:
    """Whether the notes have what the command was to do."""
    file, keyword, planning = where(command.item, texts)
    match command.what:
        case "added":
            return bool(keyword)
        case "done" | "state":
            return keyword == ("DONE" if command.what == "done" else "STARTED")
        case "noted":
            return sum(text.count(f"remark on {command.item}") for text in texts.values()) == 1
        case "scheduled":
            return "SCHEDULED: <2026-12-01" in planning
        case "archived":
            return file.endswith("_archive")
    return f"to {file.removesuffix('.org')}" == command.what


def where(item: str, texts: dict[str, str]) -> tuple[str, str, str]:
    """The file an item is in, its keyword and the line below; nothing where it is not."""
    headline = re.compile(rf"^\*+ (\w+) Study {item}\n(.*)", re.MULTILINE)
    found = [
        (file, match[1], match[2])
        for file, text in texts.items()
        for match in headline.finditer(text)
    ]
    assert len(found) <= 1
    return found[0] if found else ("", "", "")
