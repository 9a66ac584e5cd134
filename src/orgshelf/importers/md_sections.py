"""The parts of a Markdown page that Org's export made: contents, headings, what is below each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: What a page of Org 8 begins with.
HTML_CONTENTS = '<div id="table-of-contents">'
_ANCHOR = r'<a id="(?P<id>[\w.-]+)"(?: name="[^"]*")?></a>'
_HEADING = re.compile(rf"(?P<signs>#+) (?P<title>.*?)(?:{_ANCHOR})?[ \t]*")
_ANCHOR_LINE = re.compile(_ANCHOR)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with signs, and the lines below it up to the next one."""

    level: int
    title: str
    anchor: str
    lines: Sequence[str]


def split_contents(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The table of contents, and the lines below it."""
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith(HTML_CONTENTS):
        # The lists in it are closed with their divs.
        stop = next((i for i in range(first, len(lines) - 1) if _closes(lines, i)), first)
        return lines[: stop + 2], lines[stop + 2 :]
    if lines[first].strip() == "# Table of Contents":
        rest = range(first + 1, len(lines))
        stop = next((i for i in rest if not _is_contents_line(lines[i])), len(lines))
        return lines[:stop], lines[stop:]
    return (), lines


def _closes(lines: Sequence[str], index: int) -> bool:
    return lines[index].rstrip() == "</div>" == lines[index + 1].rstrip()


def _is_contents_line(line: str) -> bool:
    return not line.strip() or re.match(r" *(?:\d+\.|-) +\[", line) is not None


def sections_of(lines: Sequence[str]) -> tuple[Sequence[str], list[Section]]:
    """The lines above the first heading, and each heading with what is below it."""
    starts = [index for index, line in enumerate(lines) if line.startswith("#")]
    heads = [(index, match) for index in starts if (match := _HEADING.fullmatch(lines[index]))]
    ends = [_anchor_above(lines, index)[1] for index, _ in heads] + [len(lines)]
    found = [
        Section(
            level=len(match["signs"]),
            title=match["title"],
            anchor=match["id"] or _anchor_above(lines, index)[0],
            lines=lines[index + 1 : ends[place + 1]],
        )
        for place, (index, match) in enumerate(heads)
    ]
    return lines[: ends[0]], found


def _anchor_above(lines: Sequence[str], index: int) -> tuple[str, int]:
    """The anchor that stands above a heading, and the line where the heading begins with it."""
    above = index - 1
    while above >= 0 and not lines[above]:
        above -= 1
    match = _ANCHOR_LINE.fullmatch(lines[above]) if above >= 0 else None
    return (match["id"], above) if match else ("", index)
