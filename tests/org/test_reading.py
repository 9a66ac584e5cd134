"""The reader against what Emacs reads, case by case, and against input made to stall it.

The wanted reading of ``reading/NAME.org`` is in ``NAME.json``, as
``emacs --batch -Q -l tests/emacs/dump.el NAME.org`` prints it; where ours differs from that
on purpose, ``ON_PURPOSE.yaml`` says why.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from emacs.dumped import differences, in_our_terms, our_reading
from orgshelf.model import Heading
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from timing import growth

CASES = Path(__file__).with_name("reading")
NAMES = sorted(file.stem for file in CASES.glob("*.org"))


@pytest.mark.parametrize("name", NAMES)
def test_reads_as_emacs_does(name: str) -> None:
    file = CASES / f"{name}.org"
    wanted = in_our_terms(json.loads(file.with_suffix(".json").read_text(encoding="utf-8")))
    assert differences(our_reading(file.read_bytes(), file), wanted) == []


@pytest.mark.parametrize("name", NAMES)
def test_gives_every_byte_back(name: str) -> None:
    data = (CASES / f"{name}.org").read_bytes()
    assert Lines.from_bytes(data).to_bytes() == data


def test_every_case_has_its_twin() -> None:
    assert sorted(file.stem for file in CASES.glob("*.json")) == NAMES


def test_every_exception_is_a_case_with_a_reason() -> None:
    reasons = yaml.safe_load((CASES / "ON_PURPOSE.yaml").read_text(encoding="utf-8"))
    assert set(reasons) <= set(NAMES)
    assert all(reason.endswith(".") for reason in reasons.values())


class Bait(NamedTuple):
    """Input of a size to choose, and what must hold of its headings."""

    make: Callable[[int], str]
    size: int
    check: Callable[[tuple[Heading, ...], int], bool]


def _deep(n: int, rest: str) -> str:
    return "".join(f"{'*' * level} L{level}{rest}" for level in range(1, n + 1))


def _one(text: str) -> Callable[[tuple[Heading, ...], int], bool]:
    """The only heading has this text, whatever the size."""
    return lambda headings, _: [heading.text for heading in headings] == [text]


def _single(headings: tuple[Heading, ...], _: int) -> bool:
    return len(headings) == 1


def _count(headings: tuple[Heading, ...], n: int) -> bool:
    return len(headings) == n


BAITS = {
    "blanks in a heading": Bait(
        lambda n: f"* A{' ' * n}B\n",
        100_000,
        lambda headings, n: headings[0].text == f"A{' ' * n}B",
    ),
    "blanks alone in a heading": Bait(lambda n: f"* {' ' * n}\n", 100_000, _one("")),
    "blanks before tags": Bait(
        lambda n: f"* A{' ' * n}:a:{' ' * n}\n",
        100_000,
        lambda headings, _: (headings[0].text, headings[0].tags) == ("A", ("a",)),
    ),
    "tags and a word": Bait(
        lambda n: f"* {':a' * n} word\n",
        100_000,
        lambda headings, n: headings[0].text == f"{':a' * n} word" and not headings[0].tags,
    ),
    "tags": Bait(
        lambda n: f"* x {':a' * n}:\n",
        100_000,
        lambda headings, n: headings[0].tags == ("a",) and len(headings[0].local_tags) == n,
    ),
    "many tags inherited": Bait(
        lambda n: f"* x :{':'.join(f't{i}' for i in range(n))}:\n** y :t0:\n",
        20_000,
        lambda headings, n: len(headings[1].tags) == n and headings[1].tags[-1] == "t0",
    ),
    "a long word": Bait(lambda n: f"* {'x' * n}\n", 200_000, _single),
    "keywords and priorities": Bait(
        lambda n: f"* {'TODO [#A] ' * n}\n",
        20_000,
        lambda headings, _: (headings[0].keyword, headings[0].priority) == ("TODO", "A"),
    ),
    "links never closed": Bait(lambda n: f"* {'[[a][b' * n}\n", 20_000, _single),
    "brackets": Bait(lambda n: f"* {'[' * n}{']' * n}\n", 20_000, _single),
    "cookies never closed": Bait(lambda n: f"* {'[1/' * n}{'[50' * n}\n", 20_000, _single),
    "stars": Bait(
        lambda n: f"{'*' * n} deep\n* A\n",
        100_000,
        lambda headings, n: [heading.level for heading in headings] == [n, 1],
    ),
    "stars without a blank": Bait(lambda n: f"* A\n{'*' * n}\n", 100_000, _one("A")),
    "stamps never closed": Bait(
        lambda n: f"* A\n{'SCHEDULED: <2024-01-02 ' * n}\n",
        5_000,
        lambda headings, _: headings[0].planning.scheduled is None,
    ),
    "stamps": Bait(
        lambda n: f"* A\n{'SCHEDULED: <2024-01-02> ' * n}DEADLINE: <2024-01-03>\n",
        5_000,
        lambda headings, _: (
            headings[0].planning.scheduled is not None and headings[0].planning.deadline is not None
        ),
    ),
    "repeaters never closed": Bait(
        lambda n: f"* A\nSCHEDULED: [2024-01-02 10:00{' +1d -1d' * n}\n",
        20_000,
        lambda headings, _: headings[0].planning.scheduled is None,
    ),
    "stamps in a body line": Bait(
        lambda n: f"* A\n{'<2024-01-02 Tue> ' * n}\n** B\n",
        20_000,
        lambda headings, _: [heading.text for heading in headings] == ["A", "B"],
    ),
    "a body line of 700 kB": Bait(
        lambda n: f"* A\n{'x ' * n}\n* B\n",
        350_000,
        lambda headings, _: [heading.line for heading in headings] == [1, 3],
    ),
    "levels": Bait(
        lambda n: _deep(n, " :a:\n"),
        1_000,
        lambda headings, n: headings[-1].level == n and headings[-1].tags == ("a",),
    ),
    "levels with properties": Bait(
        lambda n: _deep(n, "\n:PROPERTIES:\n:X+: x\n:END:\n"),
        500,
        lambda headings, n: headings[-1].get("X", inherit=True) == " ".join("x" * n),
    ),
    "flat headings": Bait(lambda n: "* TODO A :a:\n" * n, 2_000, _count),
    "a property in many lines": Bait(
        lambda n: "* A\n:PROPERTIES:\n" + ":X+: y\n" * n + ":END:\n",
        10_000,
        lambda headings, n: headings[0].get("X") == " ".join("y" * n),
    ),
    "drawers never closed": Bait(lambda n: "* A\n:PROPERTIES:\n:X: y\n" * n, 2_000, _count),
    "a drawer of drawers": Bait(lambda n: "* A\n" + ":PROPERTIES:\n" * n, 20_000, _single),
    "blocks never closed": Bait(
        lambda n: "#+begin_src\n#+begin_example\n" * n + "* A\n", 10_000, _one("A")
    ),
    "blocks that close one": Bait(
        lambda n: "#+begin_src\n" * n + "#+end_src\n" * n + "* A\n", 10_000, _one("A")
    ),
    "keyword lines": Bait(
        lambda n: "#+FILETAGS: :a:\n#+TODO: TODO | DONE\n" * n + "* TODO A\n",
        5_000,
        lambda headings, _: headings[0].tags == ("a",),
    ),
    "odd keyword words": Bait(
        lambda n: f"#+TODO: {'(' * n} {'()' * n}x A | B\n* A x\n",
        5_000,
        lambda headings, _: headings[0].keyword == "A",
    ),
}


@pytest.mark.parametrize("name", BAITS)
def test_bait_is_read_right(name: str) -> None:
    bait = BAITS[name]
    headings = tuple(read(Lines.from_bytes(bait.make(bait.size).encode())).headings)
    assert bait.check(headings, bait.size)


@pytest.mark.parametrize("name", BAITS)
def test_reading_time_grows_with_the_size(name: str) -> None:
    bait = BAITS[name]
    small, large = bait.make(bait.size), bait.make(2 * bait.size)
    # A square would be the growth of the text twice over.
    most = 3 * len(large) / len(small)
    assert growth(_reading(small), _reading(large), most) < most


@pytest.mark.parametrize("name", BAITS)
def test_bait_takes_no_longer_than_common_headings(name: str) -> None:
    bait = BAITS[name]
    assert _times_common(bait.make(bait.size), 10) < 10


def test_headings_of_4000_blanks_are_as_quick_as_others() -> None:
    assert _times_common(f"* A{' ' * 4000}B :a:\n" * 50, 3) < 3


def _times_common(text: str, most: float) -> float:
    """How many times longer the text takes than usual headings of the same size."""
    common = "* TODO [#A] Read the first chapter :book:\nSome text below it.\n"
    return growth(_reading(common * (len(text) // len(common))), _reading(text), most)


def _reading(text: str) -> Callable[[], object]:
    data = text.encode()
    return lambda: list(read(Lines.from_bytes(data)).headings)


@pytest.mark.parametrize("known", [[], [1], [1, 2, 1], [2, 2, 1], [1, 2, 1, 1]])
def test_what_was_known_of_a_file_never_makes_it_read_otherwise(known: list[int]) -> None:
    lines = Lines.from_bytes(b"text\n* One\n** Two\n* Three :t:\n")
    assert [heading.level for heading in read(lines, known=known).headings] == [1, 2, 1]
