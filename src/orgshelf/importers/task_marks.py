"""What Obsidian and Logseq put into the line of a task: days, priority, tags, its state."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from orgshelf.importers.foreign_fields import read_date
from orgshelf.importers.imported import State

#: The sign in a task's box, and the words that Logseq has in its place.
STATES: Mapping[str, State] = {
    **dict.fromkeys(("x", "X", "DONE"), State.DONE),
    **dict.fromkeys(("-", "CANCELED", "CANCELLED"), State.DROPPED),
    **dict.fromkeys(("/", "DOING", "NOW"), State.READING),
}
_EMOJI = {
    "📅": "due",
    "📆": "due",
    "🗓": "due",
    "⏳": "scheduled",
    "🛫": "start",
    "➕": "created",
    "✅": "completion",
    "❌": "completion",
}
_PRIORITIES = {
    "🔺": "A",
    "⏫": "A",
    "🔼": "B",
    "🔽": "C",
    "⏬": "C",
    "highest": "A",
    "high": "A",
    "medium": "B",
    "low": "C",
    "lowest": "C",
}
_DAY = r"\d{4}-\d\d-\d\d"
_SIGNED = re.compile(rf"({'|'.join(_EMOJI)})\ufe0f? *({_DAY})")
_FIELD = re.compile(r"[\[(](due|scheduled|start|created|completion|priority):: *([^\])]*)[\])]")
_PLANNED = re.compile(rf"(SCHEDULED|DEADLINE): <({_DAY})[^>]*>")
_URGENT = re.compile(f"({'|'.join(name for name in _PRIORITIES if not name.isascii())})\ufe0f?")
_TAG = re.compile(r"(?:(?<=\s)|^)#([\w/-]*[^\W\d][\w/-]*)")
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_BLOCK = re.compile(r"\s\^[\w-]+\s*\Z")


@dataclass(frozen=True, slots=True)
class TaskMarks:
    """A line without its marks, and what they say; ``days`` are by the words of Dataview."""

    words: str
    days: Mapping[str, date]
    priority: str
    tags: tuple[str, ...]


def read_marks(line: str) -> TaskMarks:
    """What the marks of a line say; links to other notes become their words."""
    said = {_EMOJI[found[1]]: found[2] for found in _SIGNED.finditer(line)}
    said |= {found[1]: found[2] for found in _FIELD.finditer(line)}
    said |= {_PLANS[found[1]]: found[2] for found in _PLANNED.finditer(line)}
    urgent = _URGENT.search(line)
    words = line
    for pattern in (_SIGNED, _FIELD, _PLANNED, _URGENT, _BLOCK):
        words = pattern.sub("", words)
    tags = tuple(_TAG.findall(words))
    words = plain_links(" ".join(_TAG.sub("", words).split()))
    days = {name: day for name, text in said.items() if (day := read_date(text))}
    priority = urgent[1] if urgent else said.get("priority", "").strip().lower()
    return TaskMarks(words or line, days, _PRIORITIES.get(priority, ""), tags)


_PLANS = {"SCHEDULED": "scheduled", "DEADLINE": "due"}


def plain_links(text: str) -> str:
    """A text with the words of its links to other notes, ``[[Note|words]]``."""
    return _WIKI.sub(r"\1", text)
