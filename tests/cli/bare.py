"""The program where none of the libraries that extras add is installed."""

import os
import re
import subprocess
import sys
from importlib.metadata import distribution, requires
from pathlib import Path

from program import PATIENCE, ROOT, Program, Ran

_NAME = re.compile(r"[\w.-]+")


def run_bare(program: Program, packages: Path, *args: str) -> Ran:
    """Run it with what it cannot do without, linked into the folder ``packages``, and no more."""
    for name in {"orgshelf"} | _needed("orgshelf"):
        _link(name, packages)
    done = subprocess.run(
        [sys.executable, "-S", "-m", "orgshelf", *args],
        cwd=program.folder,
        env=program.environment(PYTHONPATH=os.pathsep.join((str(ROOT / "src"), str(packages)))),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def _needed(name: str) -> set[str]:
    """What a package cannot do without here, and what that cannot."""
    lines = (line for line in requires(name) or () if ";" not in line)
    names = {match[0] for line in lines if (match := _NAME.match(line))}
    return names.union(*map(_needed, names))


def _link(name: str, folder: Path) -> None:
    """Link what a package has brought into site-packages."""
    package = distribution(name)
    for top in {file.parts[0] for file in package.files or ()}:
        source, place = Path(str(package.locate_file(top))), folder / top
        if top not in ("..", "__pycache__") and not top.endswith(".pth") and not place.exists():
            place.symlink_to(source)
