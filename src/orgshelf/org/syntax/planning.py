"""The planning line (Org manual: Deadlines and Scheduling; org-planning-line-re)."""

import re

from orgshelf.model import Planning
from orgshelf.org.syntax.timestamps import parse_timestamp

_KEYWORD = re.compile(r"(SCHEDULED|DEADLINE|CLOSED):[ \t]*", re.IGNORECASE | re.ASCII)
_LINE = re.compile(r"[ \t]*(?:SCHEDULED|DEADLINE|CLOSED):", re.IGNORECASE | re.ASCII)


def is_planning(line: str) -> bool:
    """Whether the line, if right below its headline, is a planning line."""
    return _LINE.match(line) is not None


def parse_planning(line: str) -> Planning:
    """Read a planning line; of a keyword that stands twice the last counts."""
    last = {match[1].lower(): match.end() for match in _KEYWORD.finditer(line)}
    return Planning(**{key: parse_timestamp(line, end) for key, end in last.items()})
