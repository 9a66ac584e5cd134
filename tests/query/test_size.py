"""Names that stand for queries with names in them: so much and no more."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

import pytest

from orgshelf.errors import QueryError
from orgshelf.query.expression import MOST, understand
from orgshelf.query.spec import Scope
from program import Program
from timing import growth

NOW = datetime(2026, 11, 23, 9)


def refused(text: str, queries: Mapping[str, str]) -> str:
    """What is said of a query, and the part of it that is pointed to."""
    with pytest.raises(QueryError) as error:
        understand(text, Scope(NOW, queries=queries))
    shown, caret = error.value.details
    return f"{error.value} {shown[caret.index('^') : len(caret)]}"


def chain(length: int, text: str) -> dict[str, str]:
    """Each query names the next one."""
    links = {f"a{i}": text.replace("@", f"@a{i + 1}") for i in range(length)}
    return {**links, f"a{length}": "todo:"}


@pytest.mark.parametrize("text", ["@ @", "@ or @", "(and @ @)", "not @ not @", "parent:(@ or @)"])
def test_queries_that_name_the_next_one_twice(text: str) -> None:
    few, many = (partial(refused, "done: or @a0", chain(length, text)) for length in (10, 5000))
    assert all("make it simpler. @a0" in said() for said in (few, many))
    assert growth(few, many, 30) < 30


@pytest.mark.parametrize("text", ["@", "(@)", "not @", "(done: or @)", "parent:(@)", "a @"])
@pytest.mark.parametrize("length", [130, 900, 5000])
def test_queries_that_name_one_another_deeply(text: str, length: int) -> None:
    assert "nested too deep: make it simpler. @a0" in refused("@a0", chain(length, text))


def test_each_of_them_deep_in_itself() -> None:
    text = f"{'(done: or ' * 45}@{')' * 45}"
    assert "nested too deep" in refused("@a0", chain(60, text))


def test_many_small_ones_are_together_too_many() -> None:
    queries = {"few": "todo: " * (MOST // 10)}
    understand("@few " * 10, Scope(NOW, queries=queries))
    assert "more than 1,000 predicates: make it simpler. @few" in refused("@few " * 11, queries)


def test_names_in_names_that_are_not_too_many() -> None:
    assert understand("@a0", Scope(NOW, queries=chain(9, "@ or @"))).speaks_of_state
    assert understand("@a0", Scope(NOW, queries=chain(100, "@"))).speaks_of_state


@pytest.mark.parametrize("text", ["query:", "(query)", "@loop", "@none", "@wrong"])
def test_a_name_that_stands_for_nothing_is_told_as_ever(text: str) -> None:
    queries = {"loop": "@other @other", "other": "@loop", "wrong": "todo:( @loop"}
    assert "simpler" not in refused(text, queries)


@pytest.mark.parametrize("words", [["list"], ["--no-index", "list"], ["tree"], ["done", "--query"]])
def test_the_program_says_so_at_once(run: Program, words: list[str]) -> None:
    run.note("a.org", "* TODO One\n")
    queries = "".join(f'  a{i}: "@a{i + 1} @a{i + 1}"\n' for i in range(60))
    (run.folder / ".orgshelf.yaml").write_text(f'queries:\n{queries}  a60: "todo:"\n')
    ran = run(*words, "@a0")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("orgshelf: With @a0 this is more than 1,000 predicates")
