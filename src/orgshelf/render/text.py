"""Small pieces of screen text, and the one place that makes foreign text harmless."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO

from orgshelf.model import Progress
from orgshelf.org.edit.columns import width

# Terminal controls (C0 but tab and newline, DEL, C1), bidi overrides, and lone surrogates,
# which stand for bytes that are no UTF-8.
_HARMFUL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BAR_WIDTH = 10
_BATCH = 1_000

Row = Sequence[str]


def clean(text: str) -> str:
    """Text that no terminal acts on: each harmful sign is shown as U+FFFD or its picture."""
    return _HARMFUL.sub(_picture, text)


def one_line(text: str) -> str:
    """Harmless text for one cell of a table."""
    return clean(text.replace("\t", " ").replace("\n", " "))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def bar(progress: Progress, cells: int = _BAR_WIDTH, *, ascii_only: bool = False) -> str:
    """A bar of so many cells, in halves of a cell; only what is all done is all full."""
    halves = progress.done * cells * 2 // progress.total if progress.total else 0
    full, half = divmod(halves, 2)
    if ascii_only:
        return "#" * full + "." * (cells - full)
    return "━" * full + "╸" * half + "─" * (cells - full - half)


def count(progress: Progress) -> str:
    """``3/9  33%``, and what was dropped."""
    dropped = f" ({progress.dropped} dropped)" if progress.dropped else ""
    return f"{progress.done}/{progress.total} {progress.percent:>3}%{dropped}"


def plural(number: int, word: str) -> str:
    """``1 item``, ``2 items``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def hours(minutes: int) -> str:
    """A duration as Org writes it: ``1:05``."""
    return f"{minutes // 60}:{minutes % 60:02}"


def columns(rows: Iterable[Row], gap: str = "  ") -> str:
    """Cells in columns as wide as their widest cell; the last column is never padded."""
    return "".join(aligned(rows, gap))


def aligned(rows: Iterable[Row], gap: str = "  ") -> Iterator[str]:
    """The same line by line; of very many rows only some are in memory."""
    widths: list[int] = []
    batches = _measured(iter(rows), widths)
    for row in chain.from_iterable(_aside(batches)):
        cells = (cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        yield f"{gap.join(cells).rstrip()}\n"


def _measured(rows: Iterator[Row], widths: list[int]) -> Iterator[list[Row]]:
    """The rows in batches; the widths grow to those of the widest cells that were met."""
    while batch := list(islice(rows, _BATCH)):
        found = [max(width(cell) for cell in column) for column in zip(*batch, strict=True)]
        widths[:] = map(max, found, widths or found)
        yield batch


def _aside(batches: Iterator[list[Row]]) -> Iterator[list[Row]]:
    """The same batches, all of them made now; where they are many they are not in memory."""
    few = list(islice(batches, 2))
    if len(few) < 2:
        return iter(few)
    import json  # most tables are short

    from orgshelf.storage.aside import put_aside

    texts = (json.dumps(batch) for batch in chain(few, batches))
    return map(json.loads, _lines(put_aside(f"{text}\n".encode() for text in texts)))


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        yield from file
