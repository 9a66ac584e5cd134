"""Make the pictures and reports of this folder anew, from the notes beside it.

python examples/capture.py            write them here
python examples/capture.py FOLDER     write them there
"""

import html
import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).resolve().parent
NOW = "2026-11-23T09:00"
COLUMNS = 90

PICTURES = {
    "list.svg": ("list", "--kind", "book", "--kind", "paper"),
    "progress.svg": ("progress", "--kind", "book", "--kind", "course", "--kind", "video"),
}
REPORTS = {
    "progress.md": "markdown",
    "progress.csv": "csv",
    "progress.json": "json",
    "page.md": "page",
}

_CELL = 12.2  # the width of one cell in rich's pictures
_REMOTE_FONTS = re.compile(r"@font-face \{\{.*?\n {4}\}\}\n", re.DOTALL)
_RUN = re.compile(r'<text class="([^"]+)" x="([^"]+)" y="([^"]+)" textLength[^>]*>([^<]*)</text>')
_WORDS = re.compile(r"[^\s\xa0]+(?:[\s\xa0][^\s\xa0]+)*")


def run(*args: str) -> bytes:
    """What the program prints; with colours it takes a terminal of COLUMNS for granted."""
    environment = {
        "COLUMNS": str(COLUMNS),
        "ORGSHELF_NOW": NOW,
        "PATH": os.environ["PATH"],
        "TERM": "xterm-16color",
        "XDG_CONFIG_HOME": os.devnull,
    }
    command = [sys.executable, "-m", "orgshelf", *args]
    done = subprocess.run(command, cwd=HERE, env=environment, stdout=subprocess.PIPE, check=True)
    return done.stdout


def picture(args: tuple[str, ...]) -> str:
    """A terminal with the program's output as SVG; nothing in it is loaded from elsewhere."""
    screen = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    screen.print(
        Text.from_ansi(run("--color", "always", *args).decode().rstrip("\n")), soft_wrap=True
    )
    drawn = screen.export_svg(
        title=f"orgshelf {' '.join(args)}",
        code_format=_REMOTE_FONTS.sub("", CONSOLE_SVG_FORMAT),
        unique_id="orgshelf",
    )
    return _RUN.sub(_placed, drawn)


def _placed(match: re.Match[str]) -> str:
    """Put each group of words at its own cell: then blanks and wide letters need no trust."""
    style, left, y, text = match.groups()
    text = html.unescape(text)
    return "".join(
        f'<text class="{style}" x="{float(left) + cell_len(text[: words.start()]) * _CELL:.1f}" '
        f'y="{y}" textLength="{cell_len(words[0]) * _CELL:.1f}">{html.escape(words[0])}</text>'
        for words in _WORDS.finditer(text)
    )


def main(folder: Path) -> None:
    """Write them all."""
    for name, args in PICTURES.items():
        (folder / name).write_text(picture(args), encoding="utf-8")
    for name, form in REPORTS.items():
        (folder / name).write_bytes(run("export", form))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
