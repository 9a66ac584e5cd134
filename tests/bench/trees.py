"""Trees of notes to measure with: the same for the same size and seed on every machine."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random


def _words(text: str) -> list[str]:
    return text.split(" ")


PER_FILE = 100
FOLDERS = {"papers": 40, "books": 25, "tutorials": 20, "videos": 15}
KEYWORDS = ["TODO"] * 8 + ["DONE"] * 6 + ["NEXT", "WAITING", "CANCELLED"]
TAGS = _words("maths gpu theory code slow read_again week42 @office")
WORDS = _words(
    "network gradient energy lattice memory theorem kernel sparse random field layer bound "
    "proof signal cortex update rule colony swarm cellular automaton entropy chaos state "
    "transition Größe 時間 of and the a in with for on"
)
NAMES = _words("Hopfield Hinton Kohonen Dayhoff Langton Mitchell Crutchfield Kanerva Amari")
FIRST_DAY = date(2024, 1, 1)
HEAD = "#+TITLE: {title}\n#+TODO: TODO(t) NEXT(n) WAITING(w@/!) | DONE(d!) CANCELLED(c@)\n\n"


def files(headings: int, seed: int = 0, per_file: int = PER_FILE) -> Iterator[tuple[str, str]]:
    """The (name, text) of each file; a smaller tree is the beginning of a larger one.

    ``headings`` is a multiple of ``per_file``, which is how many a file holds.
    """
    if headings % per_file:
        raise ValueError(f"headings must be a multiple of {per_file}")
    for number in range(headings // per_file):
        random = Random(f"{seed}/{number}")
        folder = random.choices(list(FOLDERS), list(FOLDERS.values()))[0]
        yield f"{folder}/{number:04}.org", _file(random, f"{folder} {number}", per_file)


def write(root: Path, headings: int, seed: int = 0, per_file: int = PER_FILE) -> Path:
    """Write the tree below ``root``, which is returned."""
    for name, text in files(headings, seed, per_file):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


def _file(random: Random, title: str, headings: int) -> str:
    parts, level = [HEAD.format(title=title)], 0
    for _ in range(headings):
        level = random.randint(1, min(level + 1, 4))
        parts.append(_entry(random, level))
    return "".join(parts)


def _entry(random: Random, level: int) -> str:
    keyword = random.choice(KEYWORDS) if random.random() < 0.6 else ""
    lines = [_headline(random, level, keyword)]
    if random.random() < 0.3:
        lines.append(_planning(random, keyword))
    if random.random() < 0.25:
        lines += _drawer(random)
    lines += [_sentence(random) for _ in range(random.randint(1, 5))]
    return "\n".join([*lines, ""])


def _headline(random: Random, level: int, keyword: str) -> str:
    title = _some(random, 3, 8)
    if random.random() < 0.3:
        title += f" - {random.choice(NAMES)} {random.randint(1943, 2026)}"
    if random.random() < 0.2:
        title = f"[[https://example.org/{random.randrange(10**6)}][{title}]]"
    if random.random() < 0.1:
        title += " [0/3]"
    priority = f"[#{random.choice('ABC')}]" if random.random() < 0.2 else ""
    words = " ".join(filter(None, ["*" * level, keyword, priority, title]))
    if random.random() < 0.3:
        words += f" :{':'.join(random.sample(TAGS, random.randint(1, 3)))}:"
    return words


def _planning(random: Random, keyword: str) -> str:
    day = FIRST_DAY + timedelta(days=random.randrange(1000))
    if keyword in {"DONE", "CANCELLED"}:
        return f"CLOSED: [{day} {day:%a} {random.randint(8, 22):02}:{random.randint(0, 59):02}]"
    repeater = random.choice(["", "", "", " +1w", " .+3d"])
    return f"{random.choice(['SCHEDULED', 'DEADLINE'])}: <{day} {day:%a}{repeater}>"


def _drawer(random: Random) -> list[str]:
    pairs = {
        "ID": f"{random.getrandbits(128):032x}",
        "URL": f"https://example.org/{random.randrange(10**6)}",
        "EFFORT": f"{random.randint(0, 4)}:{random.choice(['00', '30'])}",
        "RATING": str(random.randint(1, 5)),
    }
    keys = random.sample(list(pairs), random.randint(1, 3))
    return [":PROPERTIES:", *(f":{key}: {pairs[key]}" for key in keys), ":END:"]


def _sentence(random: Random) -> str:
    text = _some(random, 6, 14)
    if random.random() < 0.2:
        text += f" [[https://example.org/{random.randrange(10**6)}][{_some(random, 1, 3)}]]"
    return f"- {text}" if random.random() < 0.3 else f"{text}."


def _some(random: Random, least: int, most: int) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(least, most)))
