"""What examples/ has to keep a README made from notes current, in a real repository."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from program import PATIENCE, ROOT, Program, Ran

EXAMPLES = ROOT / "examples"
HOOK = EXAMPLES / "pre-commit" / ".pre-commit-config.yaml"
LINT_HOOK = EXAMPLES / "pre-commit-lint" / ".pre-commit-config.yaml"
ACTION = EXAMPLES / "github-action" / "reading-notes.yml"


def shell(program: Program, script: str) -> Ran:
    """Run a script in the program's folder with an identity for commits."""
    identity = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A"), ("EMAIL", "a@b.example"))
    }
    home = {"PRE_COMMIT_HOME": str(program.home / "hooks"), "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["bash", "-ec", script],
        cwd=program.folder,
        env=program.environment(**identity, **home),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def run_steps() -> dict[str, str]:
    """The commands of the action's steps by their names."""
    action: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    steps = action["jobs"]["page"]["steps"]
    return {step["name"]: step["run"] for step in steps if "run" in step}


@pytest.fixture
def repository(shipped: Program) -> Program:
    """Give the shipped notes with their page, all committed."""
    begin = "git init -q -b main && orgshelf export page -o README.md && git add . && "
    ran = shell(shipped, f"{begin}git commit -qm notes")
    assert ran.code == 0, ran.err
    return shipped


def test_the_hook_stops_a_commit_that_would_leave_the_page_behind(repository: Program) -> None:
    shutil.copy(HOOK, repository.folder)
    begin = "pre-commit install && git add . && git commit -m hook"
    assert shell(repository, begin).code == 0
    assert repository("done", "mytkowicz").code == 0
    stopped = shell(repository, "git add notes && git commit -m done")
    assert stopped.code == 1
    assert "files were modified by this hook" in stopped.err
    again = shell(repository, "git add README.md && git commit -m done && git show HEAD:README.md")
    assert again.code == 0, again.err
    assert "## DONE Computer systems" in again.out
    assert shell(repository, "git status --porcelain").out == ""


def test_the_hook_looks_at_notes_alone(repository: Program) -> None:
    shutil.copy(HOOK, repository.folder)
    (repository.folder / "README.md").write_text("mine\n", encoding="utf-8")
    ran = shell(repository, "pre-commit install && git add . && git commit -m mine")
    assert ran.code == 0, ran.err
    assert "no files to check" in ran.err


def test_the_hook_stops_a_commit_that_brings_in_what_is_off(run: Program) -> None:
    shutil.copy(LINT_HOOK, run.folder)
    run.note("a.org", "* Books\n** TODO Walden\n")
    begin = "git init -q -b main && pre-commit install && git add . && git commit -qm sound"
    assert shell(run, begin).code == 0
    run.note("b.org", "* Books\n** TODO Essays\nDEADLINE: <2026-12-01 Fri>\n")
    stopped = shell(run, "git add notes && git commit -m off")
    assert stopped.code == 1
    assert "b.org:3: warning: <2026-12-01 Fri>: that day is a Tue" in stopped.err
    assert run("lint", "--fix").code == 0
    assert shell(run, "git add notes && git commit -m fixed").code == 0


def test_the_action_commits_a_page_that_changed_and_no_other(repository: Program) -> None:
    steps = run_steps()
    write, commit = steps["Write the page"], steps["Commit it where it changed"]
    origin = repository.home / "origin.git"
    begin = f"git clone -q --bare . {origin} && git remote add origin {origin} && git fetch -q"
    assert shell(repository, f"{begin} && git branch -q -u origin/main").code == 0
    ran = shell(repository, f"{write}\n{commit}")
    assert ran.code == 0, ran.err
    assert pushed(repository, origin) == ["README: the page of the notes", "notes"]
    assert shell(repository, f"{write}\n{commit}").code == 0
    assert len(pushed(repository, origin)) == 2
    assert "`██" in shell(repository, f"git -C {origin} show main:README.md").out


def pushed(program: Program, origin: Path) -> list[str]:
    """The titles of the commits that the remote has, the newest first."""
    return shell(program, f"git -C {origin} log --format=%s main").lines


def test_the_action_runs_when_notes_change() -> None:
    action: dict[object, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    assert action[True]["push"]["paths"] == ["**.org"]  # YAML 1.1 reads "on" as true
    assert action["permissions"] == {"contents": "write"}
