"""Standard output and standard error: all text on its way out is made harmless here.

Notes are foreign text, and a terminal acts on some characters. No command has to think of that:
the streams themselves clean what anybody writes to them, click and Python included, and so does
the console that rich draws on, whose own colours are let through.
"""

import codecs
import io
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO, cast

from orgshelf.text import clean

if TYPE_CHECKING:
    from rich.console import Console


#: Of a terminal that does not tell.
_USUAL_WIDTH = 80


class CleanStream:
    """A text stream that cleans what is written to it; for the rest it is like the ``bare`` one.

    It has no ``buffer``, so that no bytes go past it unless somebody takes the bare stream.
    """

    def __init__(self, bare: TextIO) -> None:
        self.bare = bare

    def write(self, text: str) -> int:
        """Write the text, each control in it shown as its picture."""
        self.bare.write(clean(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each of the lines."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self.bare, name)


def prepare() -> None:
    """Make both streams clean, and let none fail.

    One that is closed goes nowhere, and a letter that its encoding lacks is shown as ``?``. What
    is opened first after that takes no number of theirs: nothing is written to it unseen.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDWR), "r")
    for name in ("stdout", "stderr"):
        stream = bare(getattr(sys, name) or os.fdopen(os.open(os.devnull, os.O_RDWR), "w"))
        if isinstance(stream, io.TextIOWrapper):
            plain_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if plain_ascii else None, errors="replace")
        setattr(sys, name, CleanStream(stream))


def bare(stream: TextIO) -> TextIO:
    """The stream that a clean one wraps, for callers that clean the text themselves."""
    below = getattr(stream, "bare", stream)
    return cast("TextIO", below)


def print_bytes(pieces: Iterable[bytes]) -> None:
    """Print a format of ``export``: to a terminal as clean text, elsewhere byte for byte."""
    if sys.stdout.isatty():
        utf8 = codecs.getincrementaldecoder("utf-8")("replace")
        decode = io.IncrementalNewlineDecoder(utf8, translate=True).decode
        sys.stdout.writelines(map(decode, pieces))
        sys.stdout.write(decode(b"", final=True))
    else:
        stream = bare(sys.stdout)
        stream.flush()
        stream.buffer.writelines(pieces)
        stream.buffer.flush()


def make_console(*, stderr: bool = False, **options: Any) -> "Console":  # noqa: ANN401 - rich's own
    """A rich console on one of the streams; it cleans all text, and only its styles act."""
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class CleanConsole(Console):
        """Cleans the text of every segment; one that moves the cursor is made by rich itself."""

        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterable[Segment]:
            for segment in super().render(renderable, options):
                text, style, control = segment
                yield segment if control else Segment(clean(text), style)

    if os.environ.get("COLUMNS") == "0":  # which means that nobody knows
        options.setdefault("width", _USUAL_WIDTH)
    return CleanConsole(file=bare(sys.stderr if stderr else sys.stdout), **options)
