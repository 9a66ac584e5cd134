"""The possible ends of objects in a text, each kind searched for once."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from orgshelf.org.syntax.case import NON_BLANK

SPACE = NON_BLANK.replace("[^", "[", 1).replace(r"\t", r"\t\n", 1)
BLANK = re.compile(SPACE)
# The pattern begins with the marker, so that the search skips from marker to marker.
_CLOSER = re.compile(rf"[*/_+=~](?<={NON_BLANK}.)(?<!\n.)(?=[-.,:!?;'\")}}\\\[]|\Z|{SPACE})")


@dataclass(frozen=True)
class Closings:
    """The possible ends of objects in a text."""

    text: str
    _last: dict[str, int] = field(default_factory=dict)

    def last(self, closing: str) -> int:
        """The last position of a closing text, past which nothing is closed."""
        if closing not in self._last:
            self._last[closing] = self.text.rfind(closing)
        return self._last[closing]

    @cached_property
    def marks(self) -> Mapping[str, list[int]]:
        """For each emphasis marker the positions where it can end a span."""
        found: dict[str, list[int]] = {sign: [] for sign in "*/_+=~"}
        for match in _CLOSER.finditer(self.text):
            found[match[0]].append(match.start())
        return found

    @cached_property
    def lines(self) -> list[int]:
        """The positions of line ends."""
        return [match.start() for match in re.finditer("\n", self.text)]

    @cached_property
    def brackets(self) -> Mapping[int, int]:
        """For each square or curly bracket the position of the matching one."""
        found: dict[int, int] = {}
        open_: dict[str, list[int]] = {"]": [], "}": []}
        for match in re.finditer(r"[\[\]{}]", self.text):
            if match[0] in "[{":
                open_["]" if match[0] == "[" else "}"].append(match.start())
            elif open_[match[0]]:
                found[open_[match[0]].pop()] = match.start()
        return found

    def angle_closes(self, place: int) -> bool:
        """Whether an angle bracket follows a position, with no blank line between."""
        close = bisect_left(self._angles, place)
        blank = bisect_left(self._blank_lines, place)
        if close == len(self._angles):
            return False
        return blank == len(self._blank_lines) or self._angles[close] < self._blank_lines[blank]

    @cached_property
    def _angles(self) -> list[int]:
        return [match.start() for match in re.finditer(">", self.text)]

    @cached_property
    def _blank_lines(self) -> list[int]:
        return [match.start() for match in re.finditer(r"\n[ \t]*(?=\n)", self.text)]
