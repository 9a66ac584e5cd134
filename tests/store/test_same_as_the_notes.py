"""What the index gives is what the notes give: entries, queries, and names of headings."""

from datetime import date
from pathlib import Path

import pytest

from oracle.library import PlainLibrary
from orgshelf.errors import OrgshelfError, QueryError
from orgshelf.org.settings import OrgSettings
from orgshelf.progress.goals import Goal
from orgshelf.query import Query
from orgshelf.query.expression import understand
from orgshelf.store.config import Config
from orgshelf.store.library import Library
from progress.small_year import TREE
from store.both import Both, both, facts
from store.odd import written

TOP = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["notes", "examples/notes", "odd"])
def views(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("index")
    root = written(folder / "notes") if request.param == "odd" else TOP / request.param
    return both(root, folder / "cache")


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> list[Both]:
    folder = tmp_path_factory.mktemp("index")
    odd = both(written(folder / "notes"), folder / "cache")
    return [odd, both(TOP / "examples/notes", folder / "cache")]


def test_every_entry_is_the_same(views: Both) -> None:
    plain, indexed = views
    assert facts(indexed, indexed.entries) == facts(plain, plain.entries)
    assert [document.file for document in indexed.documents] == [d.file for d in plain.documents]
    assert dict(indexed.short_ids) == dict(plain.short_ids)
    assert indexed.kinds() == plain.kinds()
    assert indexed.keywords() == plain.keywords()
    assert set(indexed.property_names()) == set(plain.property_names())


def test_the_text_and_the_headings_of_a_file_are_the_same(views: Both) -> None:
    for kept, read in zip(views.indexed.documents, views.plain.documents, strict=True):
        assert kept.lines == read.lines
        assert len(kept.headings) == len(read.headings)


@pytest.mark.parametrize("family", ["descendants", "ancestors", "parent", "children"])
@pytest.mark.parametrize("inner", ["closed:", "rifle:one", "((todo: or done:) tags:x)"])
def test_a_query_in_queries_is_never_too_deep(trees: list[Both], family: str, inner: str) -> None:
    plain, indexed = trees[0]
    for depth in range(1, 9):
        text = f"{family}:(" * depth + inner + ")" * depth
        wanted, asked = (Query(understand(text, view.scope())) for view in (plain, indexed))
        assert [e.id for e in indexed.matching(asked)] == [e.id for e in plain.matching(wanted)]
        assert indexed.tag_counts(asked) == plain.tag_counts(wanted)


@pytest.mark.parametrize(
    "text",
    [
        *(f"{name}:(" * 12 + "done:" + ")" * 12 for name in ("ancestors", "parent", "children")),
        "descendants:(" * 5 + "closed:7" + ")" * 5,
        "not (" * 20 + "done:" + ")" * 20,
        "(done: or " * 40 + "todo:" + ")" * 40,
        "ancestors:(" * 3 + "(tags:gpu or " * 20 + "gpu" + ")" * 23,
    ],
)
def test_a_query_nested_deep_finds_the_same(trees: list[Both], text: str) -> None:
    for plain, indexed in trees:
        found = indexed.select(Query(understand(text, indexed.scope()), all=True))
        wanted = plain.select(Query(understand(text, plain.scope()), all=True))
        assert [entry.id for entry in found] == [entry.id for entry in wanted]


def test_what_is_blocked_is_the_same_after_other_questions(tmp_path: Path) -> None:
    config = Config(org=OrgSettings(enforce_todo_dependencies=True))
    (tmp_path / "a.org").write_text("* TODO One\n** TODO two\n* DONE Three\n** TODO four\n")
    plain, indexed = both(tmp_path, tmp_path / "cache", config)
    for text in ("regexp:one", "blocked:", "regexp:t", "blocked:"):
        found = indexed.select(Query(understand(text, indexed.scope()), all=True))
        wanted = plain.select(Query(understand(text, plain.scope()), all=True))
        assert [entry.id for entry in found] == [entry.id for entry in wanted]


@pytest.mark.parametrize(
    "query",
    [
        Query(kinds=("Paper",)),
        Query(kinds=("video", "book"), all=True),
        Query(states=("done",)),
        Query(states=("none", "NEXT")),
        Query(tags=("X",)),
        Query(tags=("x", "Y"), all=True),
        Query(tags=("nowhere",)),
        Query(works=("HEADING", "theano")),
        Query(),
        Query(all=True),
    ],
)
def test_the_options_of_a_listing_find_the_same(views: Both, query: Query) -> None:
    plain, indexed = views
    assert facts(indexed, indexed.select(query)) == facts(plain, plain.select(query))
    assert facts(indexed, indexed.matching(query)) == facts(plain, plain.matching(query))
    assert len(indexed.select(query)) == len(plain.select(query))
    assert facts(indexed, indexed.select(query)[:3]) == facts(plain, plain.select(query)[:3])


@pytest.mark.parametrize(
    "by", ["kind", "work", "tag", "file", "year", "author", "style", "rating", "effort"]
)
@pytest.mark.parametrize(
    "query", [Query(), Query(kinds=("book",)), Query(states=("done",)), Query(tags=("x",))]
)
def test_progress_is_counted_the_same(views: Both, by: str, query: Query) -> None:
    found, wanted = (_groups(view, query, by) for view in views)
    assert found == wanted


def _groups(library: Library | PlainLibrary, query: Query, by: str) -> object:
    try:
        return library.groups(query, by)
    except OrgshelfError as error:
        return str(error)


@pytest.mark.parametrize("works", [None, 0, 1, 20])
@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(kinds=("book",)),
        Query(kinds=("video", "other")),
        Query(states=("done",)),
        Query(states=("pending",)),
        Query(states=("none",)),
        Query(tags=("x",)),
        Query(works=("the",)),
        Query(tags=("nowhere",)),
    ],
)
def test_the_numbers_are_the_same(views: Both, query: Query, works: int | None) -> None:
    assert views.indexed.numbers(query, works) == views.plain.numbers(query, works)


def test_the_numbers_follow_the_files(tmp_path: Path) -> None:
    root = written(tmp_path / "notes")
    both(root, tmp_path)
    logged = root / "b" / "logged.org"
    text = logged.read_text(encoding="utf-8")
    logged.write_text(
        text.replace("** READING Old\n", "** DONE Old\nCLOSED: [2026-11-22 Sun 10:00]\n", 1)
        .replace("PAGE 40 \u2192 100", "PAGE 40 \u2192 140")
        .replace(":EFFORT: 20:00", ":EFFORT: 21:00")
        .replace("** Unseen\n", ""),
        encoding="utf-8",
    )
    (root / "b.org").unlink()
    (root / "c.org").write_text(TREE, encoding="utf-8")
    plain, indexed = both(root, tmp_path)
    found = indexed.numbers(Query())
    assert found == plain.numbers(Query())
    assert sum(found.pages.values()) == 140 + 100
    assert indexed.groups(Query(), "kind") == plain.groups(Query(), "kind")


def test_the_goals_are_the_same(tmp_path: Path) -> None:
    by = date(2026, 12, 31)
    goals = {
        "books": Goal("kind:book", 24, date(2026, 1, 1), by),
        "text": Goal("clocked: or heading:clip", 2, date(2025, 1, 1), by),
        "none": Goal("kind:book and tags:nowhere", 1, date(2026, 1, 1), by),
    }
    plain, indexed = both(written(tmp_path / "notes"), tmp_path, Config(goals=goals))
    wanted = plain.numbers(Query(kinds=("video",))).goals
    assert indexed.numbers(Query(kinds=("video",))).goals == wanted
    assert [goal.done for goal in wanted] == [9, 1, 0]


def test_a_goal_that_cannot_be_understood_is_named(tmp_path: Path) -> None:
    goals = {"more": Goal("kind:book )", 24, date(2026, 1, 1), date(2026, 12, 31))}
    for library in both(written(tmp_path / "notes"), tmp_path, Config(goals=goals)):
        with pytest.raises(QueryError, match=r"^In the goal more: ") as wrong:
            library.numbers(Query())
        assert next(iter(wrong.value.details)) == "kind:book )"


@pytest.mark.parametrize(
    "text",
    ["de", "clocked:", "not kind:book", "done: or deadline:", "parent:(tags:gpu)", "effort:>0:30"],
)
def test_the_numbers_of_a_query_are_the_same(trees: list[Both], text: str) -> None:
    for plain, indexed in trees:
        wanted = plain.numbers(Query(understand(text, plain.scope())))
        assert indexed.numbers(Query(understand(text, indexed.scope()))) == wanted


@pytest.mark.parametrize(
    "ref",
    ["one", "sub", "id:8d0e", "#x", "a.org:7", "a/b.org:1", "nowhere", "papers sub", "a", ""],
)
def test_a_heading_is_found_by_the_same_names(trees: list[Both], ref: str) -> None:
    for plain, indexed in trees:
        assert _named(indexed, ref) == _named(plain, ref)


def _named(library: Library | PlainLibrary, ref: str) -> object:
    try:
        return [entry.id for entry in library.find(ref)]
    except OrgshelfError as error:
        return str(error)


def test_a_prefix_of_an_id_finds_the_same(views: Both) -> None:
    for entry in list(views.plain.entries)[:40]:
        short = views.plain.short_ids[entry.id]
        assert [e.id for e in views.indexed.find(short)] == [entry.id]
        assert _named(views.indexed, short[:4]) == _named(views.plain, short[:4])
