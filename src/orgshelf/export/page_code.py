"""Code blocks with line numbers and labels (org-export-format-code-default)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from orgshelf.export.encodable import printable
from orgshelf.org.elements.code_listing import Listing, listing
from orgshelf.org.elements.node import Element

_APART = 6  # the distance of labels from the longest line


@dataclass
class LineNumbers:
    """The number of the last numbered line of code in each file."""

    _last: Counter[str] = field(default_factory=Counter)

    def before(self, file: str, shown: Listing, count: int) -> int | None:
        """The number before the first of ``count`` lines; None if they are not numbered."""
        if shown.first is None:
            return None
        before = shown.first - 1 + (self._last[file] if shown.goes_on else 0)
        self._last[file] = before + count
        return before


def code_lines(lines: Sequence[str], shown: Listing, before: int | None) -> list[str]:
    """The lines of code with numbers before and labels after them."""
    parted = [shown.parted(line) for line in indented_least(lines)]
    size = len(str(before + len(parted))) if before is not None else 0
    numbers = [
        "" if before is None else f"{before + n:{size}}  " for n in range(1, len(parted) + 1)
    ]
    widest = max((len(line) for line, _ in parted), default=0) + len(next(iter(numbers), ""))
    return [
        f"{number + line:{widest + _APART}}({label})"
        if label and shown.keeps_labels
        else number + line
        for number, (line, label) in zip(numbers, parted, strict=True)
    ]


def indented_least(lines: Sequence[str]) -> list[str]:
    """The lines without their common indentation."""
    shown = [printable(line.expandtabs()).rstrip() for line in lines]
    margin = min((len(line) - len(line.lstrip()) for line in shown if line), default=0)
    return [line[margin:] for line in shown]


def numbered_labels(
    lines: Sequence[str], block: Element, file: str, numbers: LineNumbers
) -> Iterator[tuple[str, str]]:
    """The labels of a block, each with the text of links to it (org-export-resolve-coderef)."""
    shown = listing(block)
    code = lines[block.contents_begin : block.contents_end]
    before = numbers.before(file, shown, len(code)) or 0
    for number, line in enumerate(code, before + 1):
        if label := shown.parted(line)[1]:
            yield label, label if shown.uses_labels else str(number)
