"""Queries as SQL find exactly what a plain look at every heading finds."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oracle.library import PlainLibrary
from orgshelf.errors import QueryError
from orgshelf.query import Query, regexps
from orgshelf.query.expression import combined, understand
from orgshelf.query.predicates import TABLE
from orgshelf.query.spec import Spec
from orgshelf.query.sql import FILE_NUMBER
from orgshelf.query.tree import predicates
from orgshelf.store.library import Library
from orgshelf.store.tables import PLACE_BITS
from program import ROOT, Program
from store import questions
from store.both import Both, both
from store.odd import written

COUNT = settings().max_examples
RUNAWAY = 'regexp:"(a+)+$"'


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> list[Both]:
    folder = tmp_path_factory.mktemp("index")
    roots = [
        questions.write_every(folder / "every"),
        written(folder / "odd"),
        ROOT / "examples/notes",
    ]
    return [both(root, folder / "cache", questions.CONFIG) for root in roots]


def _query(library: Library | PlainLibrary, text: str) -> Query:
    return Query(understand(text, library.scope()), all=True)


def _found(library: Library | PlainLibrary, text: str) -> list[str]:
    return [entry.id for entry in library.matching(_query(library, text))]


@settings(max_examples=8 * COUNT, suppress_health_check=list(HealthCheck))
@given(text=questions.queries(5))
def test_any_query_finds_the_same(trees: list[Both], text: str) -> None:
    for plain, indexed in trees:
        assert _found(indexed, text) == _found(plain, text)
        wanted, asked = _query(plain, text), _query(indexed, text)
        assert list(indexed.tag_counts(asked).items()) == list(plain.tag_counts(wanted).items())
        wanted, asked = wanted._replace(all=False), asked._replace(all=False)
        found, listed = indexed.select(asked), plain.select(wanted)
        assert [entry.id for entry in found] == [entry.id for entry in listed]
        assert [e.id for e in indexed.works(asked)] == [e.id for e in plain.works(wanted)]
        assert [e.id for e in indexed.next_up(asked, 3)] == [e.id for e in plain.next_up(wanted, 3)]


@settings(max_examples=2 * COUNT, suppress_health_check=list(HealthCheck))
@given(text=questions.queries(4), works=st.integers(0, 6))
def test_the_numbers_of_any_query_are_the_same(trees: list[Both], text: str, works: int) -> None:
    for plain, indexed in trees[:2]:
        wanted = plain.numbers(_query(plain, text), works)
        assert indexed.numbers(_query(indexed, text), works) == wanted


@pytest.mark.parametrize(
    ("spec", "form"), questions.PLAIN, ids=[f"{s.name}:{form}" for s, form in questions.PLAIN]
)
def test_each_form_finds_the_same_and_not_always_nothing(
    trees: list[Both], spec: Spec, form: str
) -> None:
    """Else the random queries would say little of it."""
    plain, indexed = trees[0]
    sizes = set[int]()

    @settings(max_examples=7 * COUNT, database=None, derandomize=True)
    @given(questions.asked(spec, form))
    def ask(text: str) -> None:
        asked = understand(text, indexed.scope()).node
        assert {part.name for part in predicates(asked)} == {spec.name}
        found = _found(indexed, text)
        assert found == _found(plain, text)
        assert _found(indexed, f"!({text})") == _found(plain, f"!({text})")
        sizes.add(len(found))

    ask()
    whole = len(plain.entries)
    some = sizes - {0, whole}
    assert some or (form == "" and sizes == {whole})


@pytest.mark.parametrize("spec", TABLE.values(), ids=TABLE.keys())
def test_each_name_and_keyword_of_a_predicate_is_asked(trees: list[Both], spec: Spec) -> None:
    names, keywords = set[str](), set[str]()

    @settings(max_examples=6 * COUNT, database=None, derandomize=True)
    @given(questions.asked_of(spec))
    def ask(text: str) -> None:
        names.add(text.partition(":")[0])
        for part in predicates(understand(text, trees[0].indexed.scope()).node):
            keywords.update(name for name, _ in part.keywords)

    ask()
    assert names == {spec.name, *spec.aliases}
    assert keywords == set(spec.keywords)


def test_a_file_is_found_by_its_number_in_the_id() -> None:
    assert f"h.id >> {PLACE_BITS}" == FILE_NUMBER


def test_a_form_that_nobody_draws_is_missed() -> None:
    with pytest.raises(KeyError):
        questions.asked_of(TABLE["level"]._replace(usage=("NEW",)))


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a regular expression search for a moment only."""
    monkeypatch.setattr(regexps, "BUDGET", 0.3)


@pytest.mark.usefixtures("short_patience")
@pytest.mark.parametrize("text", [RUNAWAY, f"b or parent:({RUNAWAY})"])
def test_a_regexp_that_runs_away_is_cut_off_at_its_place(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.org").write_text(f"* {'a' * 60}!\n** b\n* {'a' * 60}!\n", encoding="utf-8")
    _, indexed = both(tmp_path, tmp_path / "cache")
    began = time.process_time()
    with pytest.raises(QueryError, match="takes too long") as raised:
        _found(indexed, text)
    assert time.process_time() - began < 10
    assert raised.value.details[0] == text
    assert raised.value.details[1].strip() == "^" * len('"(a+)+$"')


@pytest.mark.usefixtures("short_patience")
def test_one_of_several_texts_is_cut_off_in_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.org").write_text(f"* {'a' * 60}!\n", encoding="utf-8")
    _, indexed = both(tmp_path, tmp_path / "cache")
    texts = ("level:1", RUNAWAY)
    query = Query(combined(understand(text, indexed.scope()) for text in texts), all=True)
    with pytest.raises(QueryError, match="takes too long") as raised:
        len(indexed.matching(query))
    assert raised.value.details[0] == RUNAWAY


@pytest.mark.usefixtures("short_patience")
def test_the_index_stays_where_a_regexp_was_cut_off(tmp_path: Path) -> None:
    program = Program(tmp_path, tmp_path / "home")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.org").write_text(f"* TODO {'a' * 60}!\n", encoding="utf-8")
    assert program("list").code == 0
    kept = sorted((path, path.stat().st_ino) for path in (tmp_path / "home").rglob("*.sqlite"))
    ran = program("list", RUNAWAY)
    assert ran == program("--no-index", "list", RUNAWAY)
    assert ran.code == 2
    assert "takes too long" in ran.err
    now = sorted((path, path.stat().st_ino) for path in (tmp_path / "home").rglob("*.sqlite"))
    assert now == kept != []
