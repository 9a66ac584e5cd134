"""What is said to be installed is what pip has installed."""

import subprocess
import sys
import tomllib

import pytest

from orgshelf.export import EXPORTERS, TEMPLATE
from orgshelf.export.extras import installed
from program import ROOT

EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "optional-dependencies"
]


def test_every_extra_of_a_format_is_one_of_the_package() -> None:
    wanted = {one.extra for one in (*EXPORTERS.values(), TEMPLATE) if one.extra}
    assert wanted <= EXTRAS.keys()


@pytest.mark.parametrize("extra", [one.extra for one in EXPORTERS.values() if one.extra])
def test_the_tests_have_every_extra(extra: str) -> None:
    assert installed(extra)


def test_a_program_that_is_not_installed_does_not_fail() -> None:
    code = "from orgshelf.export.extras import installed; print(installed('html'))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"
