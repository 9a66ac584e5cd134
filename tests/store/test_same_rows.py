"""However a file has changed, the index has just the rows that it would have if made anew."""

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from random import Random

from orgshelf.org.settings import OrgSettings
from orgshelf.store.config import Config
from orgshelf.store.full_text import need_words
from orgshelf.store.library import Library
from orgshelf.store.opening import library_in_memory
from orgshelf.store.tables import NAMES, PLACE_BITS
from store.both import NOW, both

LINES = (
    *("* Books", "* TODO Alpha", "** Beta", "** DONE Beta", "*** TODO [#A] Gamma :x:", "* Delta"),
    *("** TODO [[https://a.example][Epsilon]] :ARCHIVE:", "** COMMENT Zeta", "* WAITING Eta"),
    *("* Papers [1/2]", "** DONE Theta - Ann Author 1999", "** TODO Iota :gpu:x:", "* TODO Alpha"),
    *("", "text", "CLOSED: [2026-11-02 Mon 10:00]", "SCHEDULED: <2026-02-30 Mon>"),
    *("- [ ] box", '- State "DONE" from "TODO" [2026-10-05 Mon 09:00]', "[2026-11-20 Fri]"),
    "CLOCK: [2026-11-01 Sun 10:00]--[2026-11-01 Sun 11:00] =>  1:00",
    "- Note taken on [2026-11-03 Tue 10:00] \\\\\n  p. 3 → 8",
    ":PROPERTIES:\n:KIND: paper\n:END:",
    ":PROPERTIES:\n:EFFORT: 1:00\n:PAGES: 100\n:PAGE: 10\n:END:",
    ":PROPERTIES:\n:A+: more\n:AUTHOR: Bob\n:END:",
    ":PROPERTIES:\nbroken",
    *(":PROPERTIES:\n:GROUP: t\n:END:", ":PROPERTIES:\n:GROUP: nil\n:END:", "** To read"),
    *("*** Kappa :paper:", "** TODO Lambda :book:", "* Currently reading", "** 2019", "* Books"),
    ":PROPERTIES:\n:ARCHIVE_OLPATH: Books/Alpha\n:END:",
    *("#+FILETAGS: :book:", "#+TITLE: Whole", "* Kappa :video:"),
    *("#+FILETAGS: :f:", "#+TODO: TODO WAITING | DONE", "#+CATEGORY: c", "機械 \udcff"),
)
#: What makes a file a work; without it, it is none any more.
TOPS = (
    ":PROPERTIES:\n:ROAM_REFS: @key https://a.example\n:END:",
    ":PROPERTIES:\n:KIND: paper\n:A: 1\n:END:\n#+TITLE: A [[https://b.example][b]]",
    "#+FILETAGS: :book:x:",
    "# comment\n\n:PROPERTIES:\n:KIND: book\n:A+: 2\n:END:\n#+PROPERTY: A 1",
)
#: Columns that depend on which ids were free.
_OWN = ("entry", "reach", "from_work")
CONFIGS = (
    Config(),
    Config(dropped=frozenset({"DONE"})),
    Config(org=OrgSettings(enforce_todo_dependencies=True)),
)


def test_the_rows_are_those_of_an_index_made_anew(tmp_path: Path, index_cases: int) -> None:
    for seed in range(6 * index_cases):
        chance, root = Random(seed), tmp_path / str(seed)
        root.mkdir()
        config, file = chance.choice(CONFIGS), root / "a.org"
        lines = [chance.choice(LINES) for _ in range(chance.randrange(40))]
        lines = [*([chance.choice(TOPS)] if chance.random() < 0.5 else []), *lines]
        for _ in range(8):
            file.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
            indexed = both(root, tmp_path / "cache", config).indexed
            anew = library_in_memory(root, config, NOW)
            assert _rows(indexed) == _rows(anew), (seed, lines)
            assert _found(indexed) == _found(anew)
            assert _with_letters(indexed) == _with_letters(anew)
            lines = chance.choice((_changed, _changed, _moved))(lines, chance)


def _changed(lines: Sequence[str], chance: Random) -> list[str]:
    """Some lines replaced, put in, taken away or put at the end."""
    changed = list(lines)
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(changed) + 1)
        new = [chance.choice(LINES) for _ in range(chance.randrange(3))]
        if chance.random() < 0.4:
            at = len(changed)
        changed[at : at + chance.randrange(3)] = new
    return changed


def _moved(lines: Sequence[str], chance: Random) -> list[str]:
    """Some lines, mostly of whole entries, put in another place."""
    starts = [at for at, line in enumerate(lines) if line.startswith("*")] or [0]
    start, stop = sorted(chance.choice((*starts, len(lines))) for _ in range(2))
    rest = [*lines[:start], *lines[stop:]]
    at = chance.choice([at for at, line in enumerate(rest) if line.startswith("*")] or [0])
    return [*rest[:at], *lines[start:stop], *rest[at:]]


def _rows(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """All that is in the tables, but for when the file was read.

    An id stands for the number of headings before: some have room between them.
    """
    connection, ids = library.connection, _ids(library)

    def plain(value: object) -> object:
        if not isinstance(value, int) or value < 1 << PLACE_BITS:
            return value
        return bisect_left(ids, value) if value % (1 << PLACE_BITS) else "file"

    found = {}
    for table in sorted(NAMES - {"meta", "file", "entry"}):
        rows = connection.execute(f"SELECT * FROM {table}")
        names = [name for name, *_ in rows.description]
        found[table] = sorted(
            (
                tuple(plain(v) for v, n in zip(row, names, strict=True) if n not in _OWN)
                for row in rows
            ),
            key=repr,
        )
    found["file"] = connection.execute(
        "SELECT id, key, digest, headings, stray, tags, pairs, properties, category FROM file"
    ).fetchall()
    entries = "SELECT h.id, e.heading, e.text FROM heading h JOIN entry e ON e.id = h.entry"
    found["entry"] = [tuple(map(plain, row)) for row in connection.execute(f"{entries} ORDER BY 1")]
    found["entries"] = connection.execute("SELECT count(*) FROM entry").fetchall()
    return found


def _ids(library: Library) -> list[int]:
    return [row[0] for row in library.connection.execute("SELECT id FROM heading ORDER BY id")]


def _found(library: Library) -> list[list[int]]:
    """The places of what some words and letters are found in."""
    need_words(library.connection)
    ids = _ids(library)
    words = (
        "SELECT heading FROM words JOIN entry ON entry.id = words.rowid"
        " WHERE words MATCH ? ORDER BY heading"
    )
    queries = ("beta", "text", "author", "example", "more")
    return [[ids.index(row[0]) for row in library.connection.execute(words, (q,))] for q in queries]


def _with_letters(library: Library) -> list[list[str]]:
    """The ids of what has some letters."""
    queries = ("Bet", "text", "Some", "w.exa", "State")
    return [
        [e.id for e in library.containing(q.casefold()) if q in e.document.entry_text(e.index, 0)]
        for q in queries
    ]
