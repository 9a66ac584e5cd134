"""Line numbers and labels of code blocks (Org manual: Literal Examples).

As org-element-src-block-parser and org-src-coderef-regexp read them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orgshelf.org.elements.node import Element

_SWITCH = r"-l \".+\"|-[ikr]|[-+]n(?: *[0-9]+)?"
_OF_SOURCE = re.compile(rf"\S+((?: +(?:{_SWITCH}))+)")
_NUMBERED = re.compile(r"([-+])n(?: *([0-9]{1,9}))?")
_FORMAT = re.compile(r"-l +\"([^\"\n]+)\"")
_LABEL = r"([-a-zA-Z0-9_][-a-zA-Z0-9_ ]*)"
_USUAL_FORMAT = "(ref:%s)"


@dataclass(frozen=True, slots=True)
class Listing:
    """The switches of a code block.

    ``first`` is the number of its first line, None without line numbers; with ``goes_on`` it is
    relative to the last numbered block. ``keeps_labels``: labels are shown after the code;
    ``uses_labels``: references show labels instead of numbers. ``label`` matches a label in a line.
    """

    first: int | None
    goes_on: bool
    keeps_labels: bool
    uses_labels: bool
    label: re.Pattern[str]

    def parted(self, line: str) -> tuple[str, str]:
        """A line without its label, and the label, "" without one."""
        match = self.label.search(line)
        return (line[: match.start()], match[1]) if match and match[1] else (line, "")


def listing(block: Element) -> Listing:
    """The switches of a source block or an example block."""
    match = _OF_SOURCE.match(block.value) if block.kind == "src-block" else None
    switches = match[1] if match else block.value if block.kind == "example-block" else ""
    numbered, label_format = _NUMBERED.search(switches), _FORMAT.search(switches)
    keeps, uses_numbers = "-r" not in switches, "-k" in switches
    return Listing(
        int(numbered[2] or 1) if numbered else None,
        goes_on=numbered is not None and numbered[1] == "+",
        keeps_labels=keeps or (numbered is not None and uses_numbers),
        uses_labels=keeps and not uses_numbers,
        label=_label_pattern(label_format[1] if label_format else _USUAL_FORMAT),
    )


def _label_pattern(text: str) -> re.Pattern[str]:
    before, mark, after = text.partition("%s")
    label = _LABEL if mark else "()"
    return re.compile(rf"[ \t]*{re.escape(before)}{label}{re.escape(after)}[ \t]*$")


def labels(lines: Sequence[str], block: Element) -> Iterator[tuple[int, str]]:
    """The labels of a block with their lines (from 0)."""
    shown = listing(block)
    for line in range(block.contents_begin, block.contents_end):
        if label := shown.parted(lines[line])[1]:
            yield line, label
