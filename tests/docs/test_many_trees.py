"""The example of many trees: what DuckDB answers is what the program itself counts."""

import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from program import NOW, ROOT, Program

EXAMPLE = ROOT / "examples" / "many-trees"
QUESTIONS = sorted((EXAMPLE / "questions").glob("*.sql"))
Items = list[dict[str, Any]]

PEOPLE = 7
TODAY = datetime.fromisoformat(NOW)
DROPPED = ("CANCELLED", "CANCELED", "DROPPED")


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program in a folder with a small class, exported as the example does."""
    folder = tmp_path_factory.mktemp("school")
    program = Program(folder, folder / "home")
    subprocess.run(
        [sys.executable, EXAMPLE / "make_trees.py", folder / "trees", str(PEOPLE)], check=True
    )
    done = subprocess.run(
        ["sh", EXAMPLE / "export_all.sh", "trees", "class"],
        cwd=folder,
        env=program.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.count("Wrote ") == PEOPLE
    return program


@pytest.fixture(scope="module")
def items(school: Program) -> Items:
    """Everybody's items as JSON, each with the name of its tree."""
    found = []
    for tree in sorted((school.folder / "trees").iterdir()):
        said = school("--no-index", "--notes", str(tree), "export", "json").out
        found += [item | {"notes_root": tree.name} for item in json.loads(said)["items"]]
    return [item for item in found if item["state"]]


def answer(school: Program, question: str) -> list[tuple[Any, ...]]:
    """What DuckDB answers, as the example asks it."""
    with duckdb.connect() as connection, pytest.MonkeyPatch.context() as patch:
        patch.chdir(school.folder)
        connection.execute((EXAMPLE / "duckdb/items.sql").read_text(encoding="utf-8"))
        text = (EXAMPLE / f"questions/{question}.sql").read_text(encoding="utf-8")
        return connection.execute(text).fetchall()


def test_a_class_is_the_same_each_time_and_its_beginning_too(tmp_path: Path) -> None:
    for name, people in (("a", "3"), ("b", "2")):
        command = [sys.executable, str(EXAMPLE / "make_trees.py"), str(tmp_path / name), people]
        subprocess.run(command, check=True)
    files = [path.relative_to(tmp_path / "b") for path in (tmp_path / "b").rglob("*.org")]
    assert len(files) == 2 * 4
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_lint_finds_nothing_that_org_ignores(school: Program) -> None:
    for tree in (school.folder / "trees").iterdir():
        said = school(
            "--now", "2027-01-01", "-v", "--notes", str(tree), "list", "--all"
        ).err.splitlines()
        assert [line for line in said if not line.startswith("Read ")] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_every_question_has_an_answer_in_an_order_that_is_certain(
    school: Program, question: Path
) -> None:
    rows = answer(school, question.stem)
    assert rows
    assert rows == answer(school, question.stem)


def test_progress_is_that_of_the_program(school: Program) -> None:
    rows = answer(school, "progress")
    assert len(rows) == PEOPLE
    for name, done, total, percent in rows:
        said = school("--no-index", "--notes", f"trees/{name}", "progress").lines[0]
        assert said.startswith(f"{done} of {total} items done ({percent}%)")


def test_weeks_are_those_of_the_closed_stamps(school: Program, items: Items) -> None:
    counted: Counter[date] = Counter()
    for item in items:
        if item["done"] and item["closed"] and item["state"] not in DROPPED:
            day = date.fromisoformat(item["closed"][:10])
            counted[day - timedelta(days=day.weekday())] += 1
    assert [(week, finished) for week, finished, _ in answer(school, "weeks")] == sorted(
        counted.items()
    )


def test_tags_and_links_are_those_of_the_items(school: Program, items: Items) -> None:
    total = Counter(tag for item in items for tag in item["tags"])
    done = Counter(tag for item in items if item["done"] for tag in item["tags"])
    assert answer(school, "tags") == sorted((tag, done[tag], total[tag]) for tag in total)
    keep = {(link["target"], item["notes_root"]) for item in items for link in item["links"]}
    people = Counter(target for target, _ in keep)
    wanted = sorted(people.items(), key=lambda pair: (-pair[1], pair[0]))
    assert answer(school, "links") == wanted[:20]


def test_stuck_are_those_who_finished_nothing_for_a_month(school: Program, items: Items) -> None:
    stuck = {}
    for name in {item["notes_root"] for item in items}:
        mine = [item for item in items if item["notes_root"] == name]
        moments = [datetime.fromisoformat(i["closed"]) for i in mine if i["done"] and i["closed"]]
        last = max(moments, default=None)
        pending = sum(not item["done"] for item in mine)
        if pending and (last is None or last < TODAY - timedelta(days=30)):
            stuck[name] = (pending, last)
    assert {name: (pending, last) for name, pending, _, last in answer(school, "stuck")} == stuck
    assert stuck


def test_the_hardest_works_are_counted_by_who_finished_them(school: Program, items: Items) -> None:
    works: dict[tuple[str, str], dict[str, list[bool]]] = {}
    for item in items:
        people = works.setdefault((item["kind"], item["work"]), {})
        people.setdefault(item["notes_root"], []).append(item["done"])
    rows = {(kind, work): tuple(rest) for kind, work, *rest in answer(school, "hardest")}
    assert rows.keys() == works.keys()
    for work, people in works.items():
        begun = sum(any(done) for done in people.values())
        finished = sum(all(done) for done in people.values())
        assert rows[work][:3] == (len(people), begun, finished)
        assert rows[work][3] == (100 * finished // begun if begun else None)


def test_overdue_and_estimates_are_those_of_the_items(school: Program, items: Items) -> None:
    late = Counter(
        item["notes_root"]
        for item in items
        if not item["done"] and item["deadline"] and item["deadline"] < TODAY.date().isoformat()
    )
    assert {name: count for name, count, *_ in answer(school, "overdue")} == late
    efforts = Counter(
        item["effort_minutes"]
        for item in items
        if item["done"] and item["effort_minutes"] and item["clocked_minutes"]
    )
    assert [(row[0], row[1]) for row in answer(school, "estimates")] == sorted(efforts.items())


def test_the_readme_names_every_file() -> None:
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    files = [path for path in EXAMPLE.rglob("*") if path.suffix in (".sql", ".py", ".sh")]
    assert len(files) > 12
    for path in files:
        assert f"`{path.relative_to(EXAMPLE).as_posix()}`" in text, path
    links = re.findall(r"\]\(([^):]+)\)", text)
    assert all((EXAMPLE / link).exists() for link in links)
