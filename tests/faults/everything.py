"""Every command there is, and a small tree of notes for it to work on."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from orgshelf.cli.command_names import FAMILIES
from orgshelf.export import EXPORTERS
from program import Program

BOOKS = """\
#+TITLE: Shelf
* Books [1/3]
** TODO Alpha - Ann Author 2001 :gpu:
DEADLINE: <2026-11-30 Mon> SCHEDULED: <2026-11-23 Mon 10:00-11:00 +1w>
:PROPERTIES:
:CUSTOM_ID: a
:PAGES: 300
:PAGE: 20
:EFFORT: 3:00
:END:
:LOGBOOK:
- Note taken on [2026-11-01 Sun 10:00] \\\\
  old
CLOCK: [2026-11-23 Mon 08:00]
CLOCK: [2026-11-22 Sun 23:00]--[2026-11-23 Mon 01:00] =>  2:00
:END:
- [ ] box
[[https://example.org][a page]]
12:
#+BEGIN_QUOTE
Words.
#+END_QUOTE
*** DONE Chapter one
CLOSED: [2026-11-20 Fri 10:00]
*** TODO Chapter two
** TODO [#A] Beta
** DONE Gamma
CLOSED: [2026-11-20 Fri 10:00]
"""
PAPERS = "* Papers\n** TODO Delta\n:PROPERTIES:\n:CUSTOM_ID: d\n:DOI: 10.1/x\n:END:\n"
TASKS = "(A) 2026-11-01 Epsilon +gpu\nx 2026-11-02 Zeta\n"
TEMPLATE = "{% for item in items %}{{ item.title }} {{ item.deadline | date }}\n{% endfor %}"

#: Each command once or more; ``PORT`` is one that is taken, so that no server runs.
COMMANDS: tuple[tuple[str, ...], ...] = (
    *(
        ("agenda",),
        ("agenda", "month", "--format", "json"),
        ("--color", "always", "agenda", "week"),
    ),
    *(("list",), ("list", "--all", "--sort", "deadline,scheduled,year,progress")),
    *(("list", "--all", "--format", form) for form in ("json", "csv", "yaml")),
    *(("list", "deadline:auto or closed:7 or ts:today"), ("list", "--explain", "todo: a")),
    *(("next",), ("show", "#a"), ("tree",), ("search", "words"), ("quotes",), ("works",)),
    *(("tags",), ("progress",), ("progress", "--format", "json"), ("progress", "--by", "work")),
    *(("export", name, *(("-o", "made") if e.binary else ())) for name, e in EXPORTERS.items()),
    *(("export", "--template", "mine.txt.j2"), ("export", "json", "-o", "made.json")),
    *(("serve", "--port", "PORT"), ("log",), ("done", "#a"), ("done", "#a", "--final")),
    *(("done", "#d", "--note", "text"), ("state", "#a", "none"), ("schedule", "#d", "fri")),
    *(("schedule", "#a", "+1w"), ("deadline", "#a", "++1m"), ("deadline", "#a", "--clear")),
    *(("start", "#d", "--add-keyword"), ("drop", "#a", "--note", "text", "--add-keyword")),
    *(("again", "gamma"), ("page", "#a", "40%"), ("rate", "#d", "5"), ("rename", "#d", "New")),
    *(("quote", "#d", "text", "--page", "3", "--note", "mine"), ("move", "beta", "--up")),
    *(("move", "#a", "--after", "beta"), ("promote", "beta"), ("demote", "beta")),
    *(("rm", "#a", "--yes"),),
    *(("priority", "#a", "B"), ("tag", "#a", "+new", "-gpu"), ("set", "#a", "PAGE", "30")),
    *(("note", "#d", "text"), ("check", "#a"), ("check", "#a", "1"), ("clock",), ("clock", "out")),
    *(("clock", "in", "#d"), ("clock", "in", "#d", "--at", "0:05"), ("clock", "cancel")),
    *(("clock", "report"), ("add", "book", "New", "--deadline", "+1w", "--note", "text")),
    *(("add", "10.1000/x"), ("add", "978-0-262-01153-2", "--tag", "x"), ("capture", "words")),
    *(("capture", "words", "--dry-run"), ("inbox",), ("complete",), ("complete", "delta")),
    *(("import", "todo.txt"), ("import", "--list"), ("import", "todo.txt", "--under", "#a")),
    *(("refile", "#d", "--to", "#a"), ("archive", "#d"), ("undo",), ("init", "more")),
    *(("review",), ("review", "--stats"), ("review", "--format", "json"), ("pick",), ("browse",)),
    *(("review", "add", "#a", "--yes"), ("review", "grade", "#a", "good")),
    *(("review", "daily"), ("review", "daily", "--never", "1", "--format", "json")),
    *(("goal", "add", "g", "3", "kind:book"), ("goal", "list"), ("wrapped",), ("wrapped", "2025")),
    *(("merge", "notes/books.org", "notes/papers.org"), ("merge", "--conflicts")),
    *(("open", "--print", "#a"), ("edit", "#a"), ("config",), ("config", "keys")),
    *(("lint",), ("lint", "--fix"), ("lint", "#a", "--format", "sarif")),
    *(("config", "queries"), ("config", "context"), ("config", "context", "todo:")),
    *(("completion", "bash"), ("help",), ("help", "queries"), ("help", "done"), ("--version",)),
    *(("--color", "always", word) for word in ("list", "next", "tree", "progress", "works")),
    *(("--color", "always", "show", "#a"), ("-v", "list")),
)

#: Where files are not waited for.
_MEMORY = Path("/dev/shm")


@contextmanager
def program() -> Iterator[Program]:
    """The program in a folder that is gone afterwards, in memory where that can be."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        run = Program(Path(name, "folder"), Path(name, "home"))
        run.folder.mkdir()
        run.home.mkdir()
        yield run


def uncovered() -> set[str]:
    """The commands that are missing above."""
    names = {name for family in FAMILIES.values() for name in family}
    return names - {word for words in COMMANDS for word in words}


def lay_out(run: Program, books: str = BOOKS) -> None:
    """Write the notes anew."""
    run.note("books.org", books)
    run.note("papers.org", PAPERS)
    (run.folder / "mine.txt.j2").write_text(TEMPLATE)
    (run.folder / "todo.txt").write_text(TASKS)


def commands(port: int) -> Iterator[Sequence[str]]:
    """All of them, with a port that is taken."""
    return (tuple(str(port) if word == "PORT" else word for word in words) for words in COMMANDS)
