"""What is said to be installed is what pip has installed."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from orgshelf.distribution import installed
from orgshelf.export import EXPORTERS, TEMPLATE
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
    code = "from orgshelf.distribution import installed; print(installed('html'))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"


@pytest.mark.parametrize(
    ("prefix", "direct_url", "told"),
    [
        ("", None, "python -m pip install 'orgshelf[html]'"),
        (
            "",
            {"url": "file:///srv/o%20s", "dir_info": {}},
            "python -m pip install '/srv/o s[html]'",
        ),
        (
            "",
            {"url": "file:///srv/os", "dir_info": {"editable": True}},
            "python -m pip install -e '/srv/os[html]'",
        ),
        ("/home/a/.local/share/pipx/venvs/orgshelf", None, "pipx install --force 'orgshelf[html]'"),
        (
            "/home/a/.local/share/uv/tools/orgshelf",
            None,
            "uv tool install --force 'orgshelf[html]'",
        ),
        ("", {"url": "https://e.example/o.whl"}, "python -m pip install 'orgshelf[html]'"),
    ],
)
def test_how_to_get_an_extra_fits_how_it_was_installed(
    tmp_path: Path, prefix: str, direct_url: object, told: str
) -> None:
    info = tmp_path / "orgshelf-9.9.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.4\nName: orgshelf\nVersion: 9.9\n")
    if direct_url:
        (info / "direct_url.json").write_text(json.dumps(direct_url))
    code = (
        f"import sys; sys.prefix = {prefix!r} or sys.prefix; "
        "from orgshelf.errors import MissingExtraError; print(MissingExtraError('x', 'html'))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT / 'src'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"`x` needs more libraries: {told}.\n"
