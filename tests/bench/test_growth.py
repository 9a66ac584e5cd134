"""What stands in an entry is read in a time that grows as its size does, whatever it is."""

import time
from collections.abc import Callable, Mapping, Sequence

import pytest

from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.progress.facts import days_in, facts_of, touched
from orgshelf.progress.reading import reading
from orgshelf.shelf import contents
from orgshelf.shelf.classification import classify
from orgshelf.shelf.entries import Entry
from orgshelf.shelf.titles import credits_of
from orgshelf.store.config import Config

STAMP = "[2024-01-02 Tue 10:00]"
ENTRIES: dict[str, tuple[Callable[[int], str], int]] = {
    "blanks in a log item": (lambda n: f"* A\n- State {' ' * n}x\n", 5_000),
    "quotation marks in a log item": (lambda n: "* A\n- State " + '"' * n + "\n", 5_000),
    "stamps of a log item": (lambda n: f'* A\n- State "B" from {"[2024-01-02 " * n}\n', 5_000),
    "log items": (lambda n: f'* A\n- State "B" from "C" {STAMP} \\\\\n  note\n' * n, 500),
    "clocks": (lambda n: "* A\n" + f"CLOCK: {STAMP}--{STAMP} =>  0:00\n" * n, 500),
    "notes of pages": (lambda n: f"* A\n- Note taken on {STAMP} \\\\\n  p. 1 → 2\n" * n, 500),
    "blanks in a note of a page": (
        lambda n: f"* A\n- Note taken on {STAMP} \\\\\n  p. {' ' * n}1{' ' * n}x\n",
        5_000,
    ),
    "drawers": (lambda n: "* A\n" + ":LOGBOOK:\nx\n:END:\n" * n, 1_000),
    "drawers never closed": (lambda n: "* A\n" + ":LOGBOOK:\n" * n, 2_000),
    "a page of many digits": (
        lambda n: f"* A\n{' ' * n}p. {'1' * n}-{'2' * n}{' ' * n}x\n#+BEGIN_QUOTE\n#+END_QUOTE\n",
        2_000,
    ),
    "page marks": (lambda n: f"* A\n#+BEGIN_QUOTE\n{'p. ' * n}x\n#+END_QUOTE\n", 5_000),
    "quotes": (lambda n: "* A\n" + "12:\n#+BEGIN_QUOTE\nx\n#+END_QUOTE\n" * n, 500),
    "quotes never closed": (lambda n: "* A\n" + "#+BEGIN_QUOTE\nx\n" * n, 1_000),
    "links": (lambda n: "* A\n" + "[[https://example.org/a][b]] https://example.org " * n, 1_000),
    "links never closed": (lambda n: "* A\n" + "[[https://example.org/a][b " * n, 2_000),
    "brackets in links": (lambda n: f"* A\nhttps://example.org/{'(a' * n}\n", 5_000),
    "backslashes in links": (lambda n: "* A\n[[" + "\\" * n + "]]\n", 5_000),
    "commas in a title": (lambda n: f"* A - {', ' * n}B 1999\n", 2_000),
    "dashes in a title": (lambda n: f"* {'A - ' * n}B 1999\n", 2_000),
    "years in a title": (lambda n: f"* A - {'B 1999 ' * n}\n", 2_000),
    "authors": (lambda n: f"* A - {'B and ' * n}C 1999\n", 2_000),
    "an effort of many units": (lambda n: _with({"EFFORT": "1d " * n}), 5_000),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_time_grows_with_the_size(name: str) -> None:
    make, size = ENTRIES[name]
    small, large = (min(_seconds(make(n)) for _ in range(3)) for n in (size, 4 * size))
    # Four times the size takes sixteen times as long where each letter meets each other.
    assert large < 8 * small + 0.02


@pytest.mark.parametrize("value", ["1" * 5_000, "1" * 5_000 + "d", "1" * 5_000 + ":00"])
def test_a_property_of_5000_digits_is_no_number(value: str) -> None:
    entry = _entries(_with(dict.fromkeys(("EFFORT", "YEAR", "PAGES", "PAGE"), value)))[0]
    assert contents.effort_minutes(entry) is None
    assert credits_of(entry.heading).year is None
    assert reading(entry) is None


def test_setup_files_that_name_each_other_over_and_over_end() -> None:
    asked: list[str] = []

    def setup(path: str) -> Lines:
        asked.append(path)
        return _lines("".join(f"#+SETUPFILE: {path}{i}\n" for i in range(9)) + "#+TODO: A | B\n")

    document = read(_lines("#+SETUPFILE: s\n* A x\n"), "notes.org", setup=setup)
    assert document.headings[0].keyword == "A"
    assert len(asked) <= 100


def _with(properties: Mapping[str, str]) -> str:
    lines = (f":{name}: {value}\n" for name, value in properties.items())
    return f"* A\n:PROPERTIES:\n{''.join(lines)}:END:\n"


def _lines(text: str) -> Lines:
    return Lines.from_bytes(text.encode())


def _entries(text: str) -> Sequence[Entry]:
    config = Config()
    return classify(read(_lines(text)), config.kinds, config.dropped)


def _seconds(text: str) -> float:
    """The processor's time to read all that the entries of a file hold."""
    start = time.process_time()
    for entry in _entries(text):
        _read_through(entry)
    return time.process_time() - start


def _read_through(entry: Entry) -> None:
    credits_of(entry.heading)
    for part in (
        contents.links,
        contents.quotes,
        contents.history,
        contents.clocks,
        contents.effort_minutes,
        contents.prose,
    ):
        part(entry)
    list(facts_of(entry, frozenset()))
    touched(days_in(entry.text))
