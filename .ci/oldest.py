"""Print the oldest versions that pyproject.toml allows, as constraints for pip."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
BOUND = re.compile(r"(?P<name>[\w.-]+)>=(?P<version>[\w.]+)(?:,<[\w.]+)?")


def oldest() -> Iterator[str]:
    """Each bound as a pin; what names another extra of our own has none."""
    whole = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    project, build = whole["project"], whole["build-system"]["requires"]
    extras = project["optional-dependencies"].values()
    for wanted in [*build, *project["dependencies"], *(one for extra in extras for one in extra)]:
        if wanted.startswith(f"{project['name']}["):
            continue
        bound = BOUND.fullmatch(wanted)
        if not bound:
            raise SystemExit(f"{PROJECT.name}: {wanted!r} has no lower bound, like `click>=8.4`.")
        yield f"{bound['name']}=={bound['version']}"


if __name__ == "__main__":
    print(*oldest(), sep="\n")
