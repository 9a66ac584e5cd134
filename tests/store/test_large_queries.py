"""Queries larger than one statement of SQLite can be find what a plain look finds."""

from pathlib import Path

import pytest

from oracle.library import PlainLibrary
from orgshelf.errors import OrgshelfError, QueryError
from orgshelf.query import Query
from orgshelf.query.expression import parse, understand
from orgshelf.query.predicates import TABLE
from orgshelf.query.spec import Scope, Spec
from orgshelf.query.tree import Predicate
from orgshelf.store.library import Library
from program import Program
from store import questions
from store.both import NOW, Both, both
from store.odd import written

MANY = 1_100
LISTED = [spec for spec in TABLE.values() if any(form.endswith(",...") for form in spec.usage)]
FAMILY = [spec.name for spec in TABLE.values() if spec.nested]


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> list[Both]:
    folder = tmp_path_factory.mktemp("large")
    roots = [questions.write_every(folder / "every"), written(folder / "odd")]
    return [both(root, folder / "cache", questions.CONFIG) for root in roots]


def _finds_the_same(trees: list[Both], text: str) -> int:
    """How many are found, both ways."""
    count = 0
    for plain, indexed in trees:
        for all_ in (True, False):
            asked = Query(understand(text, indexed.scope()), all=all_)
            found = [entry.id for entry in indexed.select(asked)]
            assert found == [entry.id for entry in plain.select(asked)]
            count += len(found)
        works = [entry.id for entry in indexed.works(asked)]
        assert works == [entry.id for entry in plain.works(asked)]
        assert indexed.tag_counts(asked) == plain.tag_counts(asked)
        assert indexed.numbers(asked, 2) == plain.numbers(asked, 2)
    return count


@pytest.mark.parametrize("spec", LISTED, ids=lambda spec: spec.name)
def test_a_predicate_with_thousands_of_arguments(trees: list[Both], spec: Spec) -> None:
    example = parse(spec.example, Scope(NOW))
    assert isinstance(example, Predicate)
    given = [arg.value for arg in example.args] or ["gpu"]
    more = (str(n % 64) if spec.name == "priority" else f"w{n}" for n in range(MANY))
    args = ",".join(f'"{value}"' for value in (*given, *more) if value not in "<>=")
    _finds_the_same(trees, f"{spec.name}:{args}")


@pytest.mark.parametrize(
    "text",
    [
        " or ".join([*(f"w{n}" for n in range(MANY)), "gpu"]),
        " ".join([*(f"!w{n}" for n in range(MANY)), "gpu"]),
        " or ".join([*(f"tags:w{n}" for n in range(MANY)), "tags:gpu"]),
        " ".join([*(f"!tags:w{n}" for n in range(MANY)), "tags:gpu"]),
        " or ".join([*(f"regexp:w{n}x" for n in range(MANY // 4)), "regexp:gpu"]),
        " ".join([*(f"!heading:w{n}x" for n in range(MANY)), "todo:"]),
        " or ".join(f"level:{n}" for n in range(MANY)),
        " or ".join(f"(level:{n % 4} !kind:k{n})" for n in range(MANY)),
        "!(" + " or ".join(f"parent:(level:{n})" for n in range(2, MANY)) + ")",
        "todo: " * MANY,
        "gpu " * MANY,
    ],
    ids=lambda text: f"{text[:12]}...",
)
def test_thousands_of_terms(trees: list[Both], text: str) -> None:
    assert _finds_the_same(trees[:1], text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *((f"{name}:(", ")") for name in FAMILY),
        *((f"!{name}:(gpu or ", ")") for name in FAMILY),
        ("(gpu or ", ")"),
        ("(level:>=1 and (regexp:gpu or ", "))"),
        ("!(gpu ", ")"),
        ("!(regexp:gpu ", ")"),
        ("(parent:(gpu or !descendants:(src: or ", ")))"),
    ],
)
@pytest.mark.parametrize("inner", ["todo:", "gpu", "regexp:t"])
def test_as_deep_as_a_query_can_be(trees: list[Both], before: str, after: str, inner: str) -> None:
    texts = [before * times + inner + after * times for times in range(2, 60)]
    deepest = next(n for n, text in enumerate(texts) if not _is_read(text))
    _finds_the_same(trees[:1], texts[0])
    _finds_the_same(trees[:1], texts[deepest // 3])
    _finds_the_same(trees, texts[deepest - 1])


def _is_read(text: str) -> bool:
    try:
        parse(text, Scope(NOW))
    except QueryError:
        return False
    return True


@pytest.mark.parametrize("word", ["gpu" * 20_000, "\u6642" * 30_000, "%?{}_*'" * 9_999])
def test_a_word_of_thousands_of_letters(trees: list[Both], word: str) -> None:
    assert _finds_the_same(trees, f'"{word}" or heading:"{word}" or gpu')


def _chain(before: str, after: str, names: int) -> dict[str, str]:
    chain = {f"q{n}": f"{before}@q{n + 1}{after}" for n in range(names)}
    return {**chain, f"q{names}": "todo:"}


@pytest.mark.parametrize(
    ("before", "after"), [("not (" * 20, ")" * 20), ("parent:(" * 20, ")" * 20)]
)
def test_queries_that_name_one_another_without_end_are_refused(before: str, after: str) -> None:
    scope = Scope(NOW, queries=_chain(before, after, 60))
    with pytest.raises(QueryError, match="nested too deep") as raised:
        understand("done: or @q0", scope)
    assert list(raised.value.details) == ["done: or @q0", "         ^^^"]


def test_queries_that_name_one_another_find_the_same(tmp_path: Path) -> None:
    config = questions.CONFIG._replace(queries=_chain("(gpu or !", ")", 20))
    root = questions.write_every(tmp_path / "notes")
    assert _finds_the_same([both(root, tmp_path / "cache", config)], "@q0")


def test_a_large_query_leaves_the_index_alone(tmp_path: Path) -> None:
    program = Program(tmp_path, tmp_path / "home")
    questions.write_every(tmp_path / "notes")
    assert program("list").code == 0
    (index,) = program.home.rglob("*.sqlite")
    before = index.stat().st_ino
    for query in (" ".join(f"!w{n}" for n in range(MANY)), "!(" * 24 + "gpu" + ")" * 24):
        ran = program("list", query)
        assert ran == program("--no-index", "list", query)
        assert ran.code == 0
    assert index.stat().st_ino == before


@pytest.mark.parametrize("words", ["gpu " * 1_100, " ".join(f"w{n}" for n in range(1_100))])
def test_a_title_of_thousands_of_words_is_looked_for(trees: list[Both], words: str) -> None:
    for plain, indexed in trees:
        assert _named(indexed, words) == _named(plain, words)


def _named(library: Library | PlainLibrary, ref: str) -> object:
    try:
        return [entry.id for entry in library.find(ref)]
    except OrgshelfError as error:
        return str(error)
