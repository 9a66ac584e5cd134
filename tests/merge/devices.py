"""Random notes, and random edits of them by two devices: the same ones for the same seed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from actions.moved import data_of, place_of, refile, working
from emacs.field_edits import EDITS, field_edited
from emacs.logging_edits import logged
from merge.facts import document
from orgshelf.errors import OrgshelfError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.checkbox import checkboxes
from orgshelf.org.edit.state import change_state
from orgshelf.org.edit.subtree import siblings

Command = Mapping[str, Any]

WORDS = (
    *("river", "stone", "winter", "garden", "engine", "letter"),
    *("island", "mirror", "planet", "signal", "thread", "valley"),
)
TAGS = ("gpu", "maths", "again", "short")
KEYWORDS = ("TODO", "READING", "DONE", "DROPPED", "")
KEYS = ("RATING", "PAGE", "AUTHOR", "YEAR", "PLACE")
START = datetime(2026, 11, 23, 9, 0)


def random_notes(rng: Random, works: int = 12) -> bytes:
    """A file of works on shelves, with parts, properties, logs, lists and text."""
    lines = ["#+TITLE: Reading", "#+TODO: TODO READING | DONE DROPPED", "#+FILETAGS: :study:", ""]
    names = iter(range(10_000))
    for shelf in ("Books", "Papers"):
        lines.append(f"* {shelf} h{next(names)}")
        for _ in range(works // 2):
            lines += _work(rng, names)
    return ("\n".join(lines) + "\n").encode()


def _work(rng: Random, names: Iterator[int]) -> list[str]:
    parts = rng.choice((0, 0, 2, 4))
    cookie = f" [0/{parts}]" if parts else ""
    tags = f" :{rng.choice(TAGS)}:" if rng.random() < 0.3 else ""
    lines = [f"** TODO {_title(rng)} h{next(names)}{cookie}{tags}", *_metadata(rng)]
    if rng.random() < 0.5:
        lines += [_sentence(rng) for _ in range(rng.randint(1, 4))]
    if rng.random() < 0.3:
        lines += [f"- [ ] {_title(rng)}" for _ in range(rng.randint(2, 4))]
    lines += [""] * rng.randint(0, 1)
    return lines + [f"*** TODO {_title(rng)} h{next(names)}" for _ in range(parts)]


def _metadata(rng: Random) -> list[str]:
    lines: list[str] = []
    if rng.random() < 0.3:
        lines.append(f"SCHEDULED: <2026-12-{rng.randint(1, 28):02}{rng.choice(('', ' +1w'))}>")
    if rng.random() < 0.6:
        own = [f":ID:       {rng.getrandbits(60):x}"] if rng.random() < 0.4 else []
        keys = rng.sample(KEYS, rng.randint(1, 3))
        values = [f":{key}:     {rng.randint(1, 9)}" for key in keys]
        lines += [":PROPERTIES:", *own, *values, ":END:"]
    if rng.random() < 0.3:
        lines += [":LOGBOOK:", _clock(rng, START - timedelta(days=rng.randint(2, 90))), ":END:"]
    return lines


def _title(rng: Random) -> str:
    return " ".join(rng.sample(WORDS, rng.randint(2, 4)))


def _sentence(rng: Random) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randint(4, 12))) + f" {rng.randint(100, 999)}."


def _clock(rng: Random, start: datetime) -> str:
    end = start + timedelta(minutes=30)
    return f"CLOCK: [{start:%Y-%m-%d %a %H:%M}]--[{end:%Y-%m-%d %a %H:%M}] =>  0:30"


def random_command(rng: Random, data: bytes) -> dict[str, Any]:
    """An edit of a random heading that Emacs can make as well as we."""
    doc = document(data)
    heading = rng.choice(doc.headings)
    op, make = rng.choice(_COMMANDS)
    return {"op": op, "line": heading.line, **make(rng, doc, heading)}


def random_commands(rng: Random, data: bytes, count: int) -> list[dict[str, Any]]:
    """So many edits that can be made one after the other: those further down come first.

    The lines above an edit stay where they are; what moves headings is made alone.
    """
    commands = [random_command(rng, data) for _ in range(count)]
    if commands[0]["op"] in _MOVES:
        return commands[:1]
    stays = [command for command in commands if command["op"] not in _MOVES]
    return sorted(stays, key=_line, reverse=True)


def _line(command: Command) -> int:
    line: int = command["line"]
    return line


def _to(rng: Random, _doc: Document, heading: Heading) -> dict[str, Any]:
    to = rng.choice([k for k in KEYWORDS if k != (heading.keyword or "")])
    return {"to": to, "note": None, "final": False}


def _date(rng: Random, _doc: Document, _heading: Heading) -> dict[str, Any]:
    time = f"2027-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}"
    return {"time": time, "note": None, "repeater": None, "days": None}


def _priority(rng: Random, _doc: Document, _heading: Heading) -> dict[str, Any]:
    return {"to": rng.choice("ABC")}


def _tag(rng: Random, _doc: Document, heading: Heading) -> dict[str, Any]:
    tag = rng.choice(TAGS)
    return {"add": [], "drop": [tag]} if tag in heading.local_tags else {"add": [tag], "drop": []}


def _put(rng: Random, _doc: Document, _heading: Heading) -> dict[str, Any]:
    return {"name": rng.choice(KEYS), "value": str(rng.randint(10, 999))}


def _note(rng: Random, _doc: Document, _heading: Heading) -> dict[str, Any]:
    return {"note": _sentence(rng)}


def _clocked(_rng: Random, _doc: Document, _heading: Heading) -> dict[str, Any]:
    return {"at": None}


def _box(rng: Random, doc: Document, _heading: Heading) -> dict[str, Any]:
    boxes = [box for heading in doc.headings for box in checkboxes(doc, heading)]
    return {"line": rng.choice(boxes).line} if boxes else {"op": "priority", "to": "B"}


def _below(rng: Random, doc: Document, heading: Heading) -> dict[str, Any]:
    """A shelf that is not the heading itself, nor above it."""
    shelves = [h.line for h in doc.headings if h.level == 1 and h is not heading]
    return {"to": rng.choice(shelves), "note": None} if heading.level > 1 else _rename(rng, heading)


def _renamed(rng: Random, _doc: Document, heading: Heading) -> dict[str, Any]:
    return _rename(rng, heading)


def _rename(rng: Random, heading: Heading) -> dict[str, Any]:
    """One word of the title becomes another, as when somebody mends it."""
    words = [word for word in heading.text.split() if not word.startswith("[")]
    words[rng.randrange(max(len(words) - 1, 1))] = rng.choice(WORDS)
    name = next(word for word in heading.text.split() if word[0] == "h" and word[1:].isdigit())
    words = [word for word in words if word != name]
    cookie = " [0/0]" if "[" in heading.text else ""
    return {"op": "rename", "text": f"{' '.join(words)} {name}{cookie}"}


def _step(rng: Random, doc: Document, heading: Heading) -> dict[str, Any]:
    place = doc.headings.index(heading)
    beside = siblings(doc, place)
    steps = -1 if place == beside[-1] else 1
    return {"steps": steps} if len(beside) > 1 else {"op": "priority", "to": "C"}


def _cut(rng: Random, doc: Document, heading: Heading) -> dict[str, Any]:
    return {} if heading.level > 1 else _rename(rng, heading)


_MOVES = ("refile", "move", "cut")
_Make = Callable[[Random, Document, Heading], dict[str, Any]]
_COMMANDS: Sequence[tuple[str, _Make]] = (
    *[("todo", _to)] * 5,
    ("schedule", _date),
    ("deadline", _date),
    ("priority", _priority),
    *[("tag", _tag)] * 2,
    *[("put", _put)] * 3,
    *[("note", _note)] * 2,
    ("clock-in", _clocked),
    *[("checkbox", _box)] * 2,
    ("refile", _below),
    ("rename", _renamed),
    ("move", _step),
    ("cut", _cut),
)


def edited(data: bytes, command: Command, now: datetime) -> bytes:
    """What we make of a command; the same bytes where it is refused."""
    try:
        return _edited(data, command, now)
    except (OrgshelfError, IndexError):
        return data


def _edited(data: bytes, command: Command, now: datetime) -> bytes:
    doc, op, line = document(data), command["op"], command["line"]
    if op in EDITS:
        return field_edited(doc, command, now)
    if op in ("note", "clock-in", "checkbox"):
        return logged(doc, command, now)
    if op == "refile":
        return refile(data, line, command["to"], now=now.isoformat()).source
    if op == "todo":
        heading = next(h for h in doc.headings if h.line == line)
        splices = change_state(doc, heading, command["to"] or None, now=now)
        return doc.lines.apply(splices).to_bytes()
    edit = working(data, {})
    place = place_of(edit, line)
    match op:
        case "move":
            edit = edit.moved(place, command["steps"])
        case "cut":
            edit = edit.without(place, len(edit.subtree(place)))
        case _:
            edit = edit.renamed(place, command["text"])
    return data_of(edit)


def typed(rng: Random, data: bytes, fresh: int) -> bytes:
    """What a person types into the file: a heading, a paragraph, a quote, other words in a line."""
    doc = document(data)
    lines = list(doc.lines.texts)
    heading = rng.choice(doc.headings)
    end = heading.end
    match rng.randrange(5):
        case 0:
            works = [h for h in doc.headings if h.level == 2] or [heading]
            line = rng.choice(works).line - 1
            lines[line:line] = [f"** TODO {_title(rng)} h{fresh}", _sentence(rng)]
        case 1:
            lines[end:end] = ["", _sentence(rng)]
        case 2:
            lines[end:end] = [
                f"{rng.randint(1, 300)}:",
                "#+begin_quote",
                _sentence(rng),
                "#+end_quote",
            ]
        case 3:
            lines[end:end] = [f"- [ ] {_title(rng)}"]
        case _:
            prose = [i for i, line in enumerate(lines) if line[:1].isalpha() and line.endswith(".")]
            if prose:
                line = rng.choice(prose)
                words = lines[line].split()
                words[rng.randrange(len(words))] = rng.choice(WORDS)
                lines[line] = " ".join(words)
    return "\n".join(lines).encode()
