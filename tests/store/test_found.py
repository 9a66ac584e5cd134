"""Entries of the index in batches: the same as all at once, and gone when nobody has them."""

import sqlite3
from itertools import pairwise
from pathlib import Path
from weakref import ref

import pytest

from bench import trees
from orgshelf.query import Query
from orgshelf.query.expression import understand
from orgshelf.store.opening import library_in_memory
from orgshelf.store.ranking import read_request
from program import Program
from store.both import NOW, Both, both, facts

#: More than are made at once.
SIZE = 3_000
FORMATS = ["plain", "json", "csv"]  # the others are printed by the same function


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("many")
    return both(trees.write(folder / "notes", SIZE), folder / "cache")


def test_all_are_the_same(many: Both) -> None:
    plain, indexed = many
    assert len(indexed.entries) == len(plain.entries) == SIZE
    assert facts(indexed, indexed.entries) == facts(plain, plain.entries)
    assert dict(indexed.short_ids) == dict(plain.short_ids)


@pytest.mark.parametrize("size", [300, SIZE])  # without indexes of SQL, and with them
def test_an_index_in_memory_is_the_same(size: int, tmp_path: Path) -> None:
    plain, cached = both(trees.write(tmp_path / "notes", size), tmp_path / "cache")
    memory = library_in_memory(plain.root, plain.config, NOW)
    assert not memory.is_cached
    assert facts(memory, memory.entries) == facts(plain, plain.entries)
    assert dict(memory.short_ids) == dict(plain.short_ids)
    for text in ("network", "tags:gpu or kind:paper", "parent:(todo:) regexp:n.t"):
        query = Query(understand(text, memory.scope()))
        assert [e.id for e in memory.select(query)] == [e.id for e in plain.select(query)]
        assert memory.numbers(query) == cached.numbers(query)
    request, pending = read_request("gradient OR lattice"), Query(states=("pending",))
    hits, wanted = ([e.id for e in view.search(request, pending)] for view in (memory, cached))
    assert hits == wanted != []
    having, also = ([e.id for e in view.containing("lattice")] for view in (memory, cached))
    assert {e.id for e in plain.entries if "lattice" in e.text.lower()} <= {*having} & {*also}


def test_some_are_the_same(many: Both) -> None:
    found = many.indexed.select(Query())
    wanted = [entry.id for entry in many.plain.select(Query())]
    assert len(wanted) > 1_000
    assert [entry.id for entry in found] == wanted
    assert [entry.id for entry in found[990:1010]] == wanted[990:1010]
    assert [entry.id for entry in found[:-5]] == wanted[:-5]
    assert found[-1].id == wanted[-1]
    assert len(found) == len(wanted)


def test_one_by_one_from_the_last_they_are_the_same(many: Both) -> None:
    """Each is made while what is below and above it is there already, or is not."""
    stored, wanted = many.indexed.stored, many.plain.entries[:300]
    query = "SELECT id FROM heading WHERE hash = ?"
    ids = [stored.connection.execute(query, (entry.id,)).fetchone()[0] for entry in wanted]
    found = [stored.entries([id_])[0] for id_ in reversed(ids)]
    assert facts(many.indexed, found[::-1]) == facts(many.plain, wanted)


@pytest.mark.parametrize("order", ["deadline,title", "reverse,kind,random", "(priority todo)"])
def test_another_order_is_the_same(many: Both, order: str) -> None:
    for query in (Query(), Query(kinds=("book",)), Query(all=True)):
        found = many.indexed.sort(many.indexed.select(query), order)
        wanted = many.plain.sort(many.plain.select(query), order)
        assert [entry.id for entry in found] == [entry.id for entry in wanted]


def test_what_one_batch_shares_with_another_is_the_same(many: Both) -> None:
    scope = many.indexed.scope()
    found = many.indexed.matching(Query(understand("regexp:.", scope)))
    for before, after in pairwise(found):
        if before.parent and after.parent and before.parent.id == after.parent.id:
            assert before.parent is after.parent
            assert before.document is after.document


def test_an_entry_is_one_as_long_as_somebody_has_it(many: Both) -> None:
    entries = many.indexed.entries
    kept = entries[7]
    assert entries[7] is kept
    assert list(entries)[7] is kept
    assert next(iter(kept.ancestors), None) is kept.parent
    gone = ref(entries[9])
    assert gone() is None


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Notes with an index that is whole."""
    folder = tmp_path_factory.mktemp("indexed")
    trees.write(folder / "notes", SIZE)
    program = Program(folder, folder / "home")
    assert program("list", "-n", "1").code == 0
    return program


@pytest.mark.parametrize("format_", FORMATS)
def test_what_breaks_late_leaves_no_half_behind(indexed: Program, format_: str) -> None:
    program = indexed
    command = ["list", "--all", "--format", format_]
    whole = program(*command)
    (index,) = program.home.rglob("*.sqlite")
    with sqlite3.connect(index) as connection:
        last = "(SELECT max(id) FROM heading)"
        connection.execute(f"UPDATE heading SET role = 'none' WHERE id = {last}")
    connection.close()
    assert program(*command) == whole == program("--no-index", *command)


def test_what_comes_next_is_the_same(many: Both) -> None:
    for most in (1, 7, 300, SIZE):
        found, wanted = (view.next_up(Query(), most) for view in many)
        assert [entry.id for entry in found] == [entry.id for entry in wanted]


def test_the_ids_to_complete_are_the_same(many: Both) -> None:
    for start in ("", "a", "0f", "9e3", "\u00e9", "zz", "A"):
        found, wanted = (list(view.ids(start)) for view in many)
        assert found == wanted
