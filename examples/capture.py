"""Make the pictures and reports of this folder anew, from the notes beside it.

python examples/capture.py            write them here
python examples/capture.py FOLDER     write them there

The screenshots take Chromium; without it they are left as they are.
"""

import asyncio
import hashlib
import html
import io
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from contextlib import chdir
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, SVG_EXPORT_THEME, TerminalTheme
from rich.text import Text

from orgshelf.cli.app import App
from orgshelf.cli.browse import make_browser

HERE = Path(__file__).resolve().parent
NOW = "2026-11-23T09:00"
COLUMNS = 90

PICTURES = {
    "day.svg": (),
    "list.svg": ("list", "--kind", "book", "--kind", "paper"),
    "works.svg": ("works",),
    "show.svg": ("show", "sicp"),
    "agenda.svg": ("agenda", "week"),
    "progress.svg": ("progress",),
    "year.svg": ("progress", "--year", "2026", "--graph"),
}
#: Those that are drawn on white.
LIGHT = frozenset(("show.svg", "year.svg"))
#: What is pressed before a picture of `browse` is taken.
LIVES = {
    "browse.svg": ("j", "tab", "j", "tab", "j", "j", "j"),
    "browse-today.svg": ("1", "j"),
}
SCREEN_OF_LIFE = (110, 32)
PAGE = "report.html"
REPORTS = {
    "progress.md": "markdown",
    "progress.csv": "csv",
    "progress.json": "json",
    "page.md": "page",
    PAGE: "html",
}
TRINO = "many-trees/trino/items.sql"
#: Chromium's numbers for what colours a person likes.
SCREENSHOTS = {"report-light.png": 1, "report-dark.png": 0}
SCREEN = "1100,1720"
#: Pages of `orgshelf serve`: each one's picture, path, screen, and colours as above.
LIVE = {
    "live-shelf.png": ("/", "520,1100", 1),
    "live-item.png": ("/item/{}", "1000,1100", 0),
}
ITEM = "Structure and Interpretation of Computer Programs"
CHROMIUM = (
    "chromium",
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)

_CELL = 12.2  # the width of one cell in rich's pictures
_REMOTE_FONTS = re.compile(r"@font-face \{\{.*?\n {4}\}\}\n", re.DOTALL)
_LOADED_FONTS = re.compile(r"@font-face \{.*?\n {4}\}\n", re.DOTALL)
_RUN = re.compile(r'<text class="([^"]+)" x="([^"]+)" y="([^"]+)" textLength[^>]*>([^<]*)</text>')
_WORDS = re.compile(r"[^\s\xa0]+(?:[\s\xa0][^\s\xa0]+)*")


def run(*args: str) -> bytes:
    """What the program prints; with colours it takes a terminal of COLUMNS for granted."""
    environment = {
        "COLUMNS": str(COLUMNS),
        "ORGSHELF_NOW": NOW,
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "XDG_CONFIG_HOME": os.devnull,
    }
    command = [sys.executable, "-m", "orgshelf", *args]
    done = subprocess.run(command, cwd=HERE, env=environment, stdout=subprocess.PIPE, check=True)
    return done.stdout


def picture(args: tuple[str, ...], theme: TerminalTheme) -> str:
    """A terminal with the program's output as SVG; nothing in it is loaded from elsewhere."""
    screen = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    screen.print(
        Text.from_ansi(run("--color", "always", *args).decode().rstrip("\n")), soft_wrap=True
    )
    drawn = screen.export_svg(
        title=" ".join(("orgshelf", *args)),
        theme=theme,
        code_format=_REMOTE_FONTS.sub("", CONSOLE_SVG_FORMAT),
        unique_id="orgshelf",
    )
    return _RUN.sub(_placed, drawn)


async def life(keys: tuple[str, ...]) -> str:
    """The screen of `browse` as SVG, after these keys; nothing in it is loaded from elsewhere."""
    app = App(None, None, datetime.fromisoformat(NOW), "auto", verbose=False, no_index=True)
    browser = make_browser(app)
    async with browser.run_test(size=SCREEN_OF_LIFE) as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.2)
        drawn = browser.export_screenshot(title="orgshelf browse")
    return _RUN.sub(_placed, _LOADED_FONTS.sub("", drawn))


def _placed(match: re.Match[str]) -> str:
    """Put each group of words at its own cell: then blanks and wide letters need no trust."""
    style, left, y, text = match.groups()
    text = html.unescape(text)
    return "".join(
        f'<text class="{style}" x="{float(left) + cell_len(text[: words.start()]) * _CELL:.1f}" '
        f'y="{y}" textLength="{cell_len(words[0]) * _CELL:.1f}">{html.escape(words[0])}</text>'
        for words in _WORDS.finditer(text)
    )


def screenshot(page: Path, scheme: int, screen: str = SCREEN) -> bytes:
    """The top of a page as PNG, which says of what page it is one."""
    with tempfile.TemporaryDirectory() as scratch:
        shot = Path(scratch, "shot.png")
        own = (
            f"--user-data-dir={scratch}/profile",
            f"--blink-settings=preferredColorScheme={scheme}",
            f"--window-size={screen}",
            f"--screenshot={shot}",
        )
        subprocess.run([*CHROMIUM, *own, page.as_uri()], check=True, capture_output=True)
        return stamped(shot.read_bytes(), page.read_bytes())


def live_pages() -> dict[str, bytes]:
    """The pages of `orgshelf serve` by their pictures' names, without what is new each time."""
    environment = {**os.environ, "ORGSHELF_NOW": NOW, "XDG_CONFIG_HOME": os.devnull}
    command = [sys.executable, "-m", "orgshelf", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=HERE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        try:
            assert server.stdout is not None
            address, _, key = server.stdout.readline().decode().strip().partition("?key=")
            id_ = run("show", ITEM, "--fields", "id").decode().split()[0]
            return {
                name: _asked(f"{address.rstrip('/')}{path.format(id_)}", key)
                for name, (path, _, _) in LIVE.items()
            }
        finally:
            server.terminate()


def _asked(address: str, key: str) -> bytes:
    port = urlsplit(address).port
    request = Request(address, headers={"Cookie": f"orgshelf-{port}={key}"})
    with urlopen(request) as answer:
        page: bytes = answer.read()
    page = re.sub(rb"<script>.*</script>", b"", page, flags=re.DOTALL)  # which asks the server
    return re.sub(rb'((?:name="(?:token|once)" value|data-version)=")[^"]*', rb"\1", page)


def stamped(png: bytes, page: bytes) -> bytes:
    """The picture with the page's digest as a text before its last chunk."""
    chunk = b"tEXtSource\0" + hashlib.sha256(page).hexdigest().encode()
    whole = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return png[:-12] + whole + png[-12:]


def trino_table() -> str:
    """The table of many people's notes in Trino, with the columns that Parquet has now."""
    columns = [line.split("\t") for line in run("export", "parquet-schema").decode().splitlines()]
    lines = ",\n".join(f"    {name} {_in_trino(kind)}" for name, kind, _ in columns)
    before, _, rest = (HERE / TRINO).read_text(encoding="utf-8").partition("(\n")
    _, _, after = rest.partition("\n)\n")
    return f"{before}(\n{lines}\n)\n{after}"


def _in_trino(kind: str) -> str:
    for hive, trino in (("string", "varchar"), ("struct", "row"), (": ", " ")):
        kind = kind.replace(hive, trino)
    return kind.replace("<", "(").replace(">", ")")


def main(folder: Path) -> None:
    """Write them all."""
    (folder / TRINO).parent.mkdir(parents=True, exist_ok=True)
    (folder / TRINO).write_text(trino_table(), encoding="utf-8")
    for name, args in PICTURES.items():
        theme = DEFAULT_TERMINAL_THEME if name in LIGHT else SVG_EXPORT_THEME
        (folder / name).write_text(picture(args, theme), encoding="utf-8")
    os.environ["XDG_CONFIG_HOME"] = os.devnull
    with chdir(HERE):
        drawn = {name: asyncio.run(life(keys)) for name, keys in LIVES.items()}
    for name, svg in drawn.items():
        (folder / name).write_text(svg, encoding="utf-8")
    for name, form in REPORTS.items():
        (folder / name).write_bytes(run("export", form))
    if shutil.which(CHROMIUM[0]) is None:
        print("Chromium is not installed: the screenshots are left as they are.", file=sys.stderr)
        return
    for name, scheme in SCREENSHOTS.items():
        (folder / name).write_bytes(screenshot((folder / PAGE).absolute(), scheme))
    with tempfile.TemporaryDirectory() as scratch:
        for name, page in live_pages().items():
            path = Path(scratch, f"{name}.html")
            path.write_bytes(page)
            (folder / name).write_bytes(screenshot(path, LIVE[name][2], LIVE[name][1]))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
