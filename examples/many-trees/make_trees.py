"""Make the notes of a class: a small tree of Org files for each person, the same every time.

python make_trees.py trees               500 people
python make_trees.py trees 12            fewer of them; the same first twelve
python make_trees.py trees 12 --seed 7   another class
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

NOW = datetime(2026, 11, 23, 9, 0)
BEGIN = datetime(2026, 9, 7, 8, 0)
NAMES = (
    *("Ada", "Alan", "Amina", "Bruno", "Chiara", "Dilnoza", "Edsger", "Emeka", "Fatima", "Grace"),
    *("Hanna", "Ivo", "Jun", "Katya", "Leila", "Marta", "Niklaus", "Omar", "Priya", "Quentin"),
    *("Rózsa", "Sofía", "Tove", "Ulla", "Vera", "Wei", "Ximena", "Yui", "Zoë"),
)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HEAD = "#+TODO: TODO NEXT WAITING | DONE CANCELLED\n\n* {shelf}\n"
FOUND = tuple(
    f"https://example.org/class/{page}"
    for page in ("errata", "glossary", "lecture-notes", "plots", "quiz", "solutions", "timeline")
)


@dataclass(frozen=True, slots=True)
class Work:
    """What everybody in the class has on a shelf; ``effort`` is in hours, for each part."""

    shelf: str
    title: str
    tags: str
    effort: int
    parts: Sequence[str] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with so many hours a week, who may have stopped on some day."""

    random: Random
    hours: float
    until: datetime


READING = (
    Work(
        "Books",
        "Neural Network Architectures - Judith Dayhoff 1990",
        "networks",
        4,
        ("Perceptrons", "Back-propagation", "Hopfield networks", "Self-organisation"),
    ),
    Work(
        "Books",
        "Introduction to the Theory of Computation - Michael Sipser 1997",
        "theory",
        6,
        ("Regular languages", "Context-free languages", "Decidability", "Time complexity"),
    ),
    Work(
        "Papers",
        "Learning representations by back-propagating errors - Rumelhart, Hinton, Williams 1986",
        "networks:reading",
        3,
        link="doi:10.1038/323533a0",
    ),
    Work(
        "Papers",
        "On Computable Numbers - Turing 1936",
        "theory:reading",
        8,
        link="doi:10.1112/plms/s2-42.1.230",
    ),
    Work(
        "Papers",
        "A Mathematical Theory of Communication - Shannon 1948",
        "theory:reading",
        7,
        ("Discrete noiseless systems", "The discrete channel with noise"),
        "doi:10.1002/j.1538-7305.1948.tb01338.x",
    ),
    Work(
        "Tutorials",
        "Tensors from the beginning",
        "code",
        1,
        ("Shapes", "Broadcasting", "Gradients", "A training loop", "Saving a model"),
        "https://example.org/class/tensors",
    ),
    Work(
        "Tutorials",
        "Version control in an afternoon",
        "code",
        1,
        ("Commits", "Branches", "Merging", "Undoing"),
    ),
    Work(
        "Videos",
        "Lectures on learning machines",
        "networks:lecture",
        1,
        tuple(f"Lecture {number}" for number in range(1, 11)),
        "https://example.org/class/lectures",
    ),
)


def names() -> Iterator[str]:
    """A name for each person, never twice."""
    for round_ in range(1, 10_000):
        yield from (f"{name}-{round_:02}" for name in NAMES)


def tree(number: int, seed: int) -> dict[str, str]:
    """The text of each file of one person's notes, by its name."""
    random = Random(f"{seed}/{number}")
    person = Person(random, random.lognormvariate(1.3, 0.5), _stops(random))
    moment, files = BEGIN, {}
    for shelf in ("Tutorials", "Videos", "Books", "Papers"):
        text = HEAD.format(shelf=shelf)
        for work in (work for work in READING if work.shelf == shelf):
            lines, moment = _work(person, work, moment)
            text += lines
        files[f"{shelf.lower()}.org"] = text
    return files


def _stops(random: Random) -> datetime:
    """Most go on until now; one in six has stopped."""
    if random.random() < 5 / 6:
        return NOW
    return BEGIN + (NOW - BEGIN) * random.random() * 0.6


def _work(person: Person, work: Work, moment: datetime) -> tuple[str, datetime]:
    """A work with its parts, taken up one after the other from that moment on."""
    text, after, left = "", moment, 0
    for part in work.parts:
        entry, after, finished = _entry(person, f"*** {{state}} {part}", work.effort, after)
        text += entry
        left += not finished
    link = f"[[{work.link}]]\n" if work.link else ""
    found = "".join(f"{url}\n" for url in FOUND if person.random.random() < 0.03)
    if work.parts:
        done = f"[{len(work.parts) - left}/{len(work.parts)}]"
        state = f"{'TODO' if left else 'DONE'} {work.title} {done}"
        closed = "" if left else f"CLOSED: {_stamp(after)}\n"
        return f"** {state} :{work.tags}:\n{closed}{link}{found}{text}", after
    entry, after, _ = _entry(person, f"** {{state}} {work.title} :{work.tags}:", work.effort, after)
    return entry + link + found, after


def _entry(
    person: Person, headline: str, effort: int, moment: datetime
) -> tuple[str, datetime, bool]:
    """One item, and when the next is taken up; what is later than now is still to do."""
    random = person.random
    hours = effort * random.lognormvariate(0, 0.4)
    after = moment + timedelta(weeks=hours / person.hours)
    if random.random() < 0.03:
        return _written(headline, "CANCELLED", effort, f"CLOSED: {_stamp(moment)}"), moment, True
    if after > person.until:
        state = random.choice(("TODO", "TODO", "TODO", "NEXT", "WAITING"))
        due = f"DEADLINE: <{_day(NOW + timedelta(days=random.randint(-14, 60)))}>"
        planning = due if random.random() < 0.3 else ""
        return _written(headline, state, effort, planning), person.until + timedelta(days=1), False
    clock = _clock(after, round(60 * hours))
    return _written(headline, "DONE", effort, f"CLOSED: {_stamp(after)}", clock), after, True


def _written(headline: str, state: str, effort: int, planning: str, clock: str = "") -> str:
    lines = (headline.format(state=state), planning, f":PROPERTIES:\n:EFFORT: {effort}:00\n:END:")
    return "".join(f"{line}\n" for line in (*lines, clock) if line)


def _clock(end: datetime, minutes: int) -> str:
    start = end - timedelta(minutes=minutes)
    spent = f"{minutes // 60}:{minutes % 60:02}"
    return f":LOGBOOK:\nCLOCK: {_stamp(start)}--{_stamp(end)} => {spent:>5}\n:END:"


def _stamp(moment: datetime) -> str:
    return f"[{_day(moment)} {moment:%H:%M}]"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d} {DAYS[moment.weekday()]}"


def main() -> None:
    """Write the trees."""
    parser = argparse.ArgumentParser(description="Make the notes of a class.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("people", type=int, nargs="?", default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for number, name in zip(range(given.people), names(), strict=False):
        root = given.folder / name
        root.mkdir(parents=True, exist_ok=True)
        for file, text in tree(number, given.seed).items():
            (root / file).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
