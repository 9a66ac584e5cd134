"""Texts that nobody would type, wherever one can be given: refused, or written as they are meant.

Headings are counted in the bytes by a reader of the test's own, so that nothing which the
program does not see escapes it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from faults import everything
from orgshelf.store.config_keys import OF_THE_USER, all_keys
from program import Program, Ran

BOOKS = """\
#+TITLE: Shelf
* Books [0/3]
** TODO Alpha
:PROPERTIES:
:CUSTOM_ID: a
:END:
:LOGBOOK:
- Note taken on [2026-11-01 Sun 10:00] \\\\
  old
CLOCK: [2026-11-23 Mon 08:00]
:END:
- [ ] box
*** TODO Part
** TODO Beta :tag:
SCHEDULED: <2026-11-24 Tue +1w>
:PROPERTIES:
:CUSTOM_ID: b
:END:
Text
#+begin_src org
:END:
#+end_src
** TODO Gamma
:PROPERTIES:
:CUSTOM_ID: c
:END:
"""
PAPERS = "* Papers\n** TODO Delta\n:PROPERTIES:\n:CUSTOM_ID: d\n:END:\n\n"

#: What Org would read as something else where it came to stand in a line of its own, or at all.
PIECES = (
    *(
        "\n* TODO injected",
        "\n",
        "\r",
        "\r\n",
        "\n:END:",
        ":END:",
        "END",
        ":LOGBOOK:",
        "PROPERTIES",
    ),
    *(
        "\n#+TODO: A | B",
        "\n#+FILETAGS: :x:",
        "\n#+begin_src",
        "#+end_src",
        "\n:X:",
        ":X:",
        "*",
        "**",
    ),
    *(" ", "\t", "\v", "\f", "\x00", "\x1b[31m", "\x85", "\u2028", "\u00a0", "\ufeff", "\udcff"),
    *(
        "é",
        "日本",
        "TODO",
        "COMMENT",
        "[#A]",
        "[1/2]",
        ":a:b:",
        "<2026-11-23 Mon>",
        "CLOCK:",
        "-",
        "+",
    ),
    *(
        "none",
        "nil",
        "t",
        "X",
        "LOGBOOK",
        "=",
        "::* Done",
        "%s",
        "/",
        "..",
        "%x",
        "9" * 30,
        "|",
        "(",
    ),
)
texts = st.one_of(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), st.text(max_size=8))


#: The texts that are known to be the worst are tried every time.
half_as_many = settings(max_examples=settings().max_examples // 2)


class Entry(NamedTuple):
    """A headline's stars and rest, and the lines below it."""

    level: int
    title: str
    text: tuple[str, ...]


def entries(data: bytes) -> list[Entry]:
    """The headings of a file, as Org finds them: by stars and a blank that begin a line."""
    found: list[tuple[str, list[str]]] = []
    for line in data.decode("utf-8", "surrogateescape").split("\n"):
        if re.match(r"\*+ ", line):
            found.append((line, []))
        elif found:
            found[-1][1].append(line)
    return [
        Entry(len(head) - len(head.lstrip("*")), head.lstrip("*"), tuple(text))
        for head, text in found
    ]


class Drawers(NamedTuple):
    """The drawers that are closed, by their names, and how many lines are the edge of none."""

    closed: Counter[str]
    strays: int


def drawers(text: Sequence[str]) -> Drawers:
    """What a reader that goes from line to line finds, blocks that are closed left aside."""
    closed, strays, name, block = Counter[str](), 0, "", False
    for number, line in enumerate(text):
        closed_later = any("#+end_src" in later for later in text[number + 1 :])
        begins = closed_later and re.match(r"\s*#\+begin_src", line)
        block = bool(begins) or (block and "#+end_src" not in line)
        # To Emacs a dollar, a yen and a per cent sign are letters of a word.
        match = re.fullmatch(r"[ \t]*:([\w$%¥-]+):[ \t]*", line)
        if block or not match:
            continue
        found = match[1].upper()
        if name and found == "END":
            closed[name] += 1
            name = ""
        elif name != "PROPERTIES":
            strays += bool(name) or found == "END"
            name = name or found
    return Drawers(closed, strays + bool(name))


@contextmanager
def shelf(config: str = "", head: str = "") -> Iterator[Program]:
    """The program with notes that are new for each example."""
    with everything.program() as run:
        run.note("books.org", head + BOOKS)
        run.note("papers.org", head + PAPERS)
        (run.folder / ".orgshelf.yaml").write_text(config)
        yield run


def files(run: Program) -> dict[str, bytes]:
    """Every file of the notes."""
    paths = (path for path in (run.folder / "notes").rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in sorted(paths)}


def checked(run: Program, words: Sequence[str], *, new: int = 0) -> Ran:
    """Run a command: it is refused and writes nothing, or ``new`` headings are all that is added.

    Each of the others keeps its level, unless it is moved, and its drawers; unless a query
    chose many, the text of one at most is another.
    """
    before = files(run)
    ran = run("--no-index", *words)
    assert ran.code in range(6), ran.err
    assert "Traceback" not in ran.err
    after = files(run)
    if ran.code:
        assert after == before, (words, ran.err)
        assert ran.err.startswith("orgshelf: ")
        most = 20 if ran.code == 4 else 4  # of an ambiguous REF all candidates are listed
        assert ran.err.count("\n") <= most, ran.err
        return ran
    old, found = (
        [entry for data in tree.values() for entry in entries(data)] for tree in (before, after)
    )
    assert len(found) == len(old) + new, (words, ran.out)
    if not new and words[0] != "refile":
        assert [entry.level for entry in found] == [entry.level for entry in old]
        pairs = list(zip(old, found, strict=True))
        touched = [pair for pair in pairs if pair[0].text != pair[1].text]
        assert len(touched) <= 1 or "--query" in words, words
        for one, other in pairs:
            assert_whole(one, other)
    return ran


def assert_whole(old: Entry, new: Entry) -> None:
    """At most a property drawer and another one are new, none is lost, none is open."""
    before, after = drawers(old.text), drawers(new.text)
    made, lost = after.closed - before.closed, before.closed - after.closed
    assert after.strays <= before.strays, new.text
    assert made.total() <= 1 + made["PROPERTIES"] <= 2, new.text
    assert not lost - Counter(("PROPERTIES", "LOGBOOK")), new.text


#: Every place of a command that takes a text; None stands for it.
TAKING: Mapping[str, Sequence[str | None]] = {
    "done, the note": ("done", "#a", "--note", None),
    "done, the heading": ("done", None),
    "done, the query": ("done", "--yes", "--query", None),
    "done, the note of what repeats": ("done", "#b", "--note", None),
    "state, the keyword": ("state", "#a", None),
    "state, the note": ("state", "#a", "none", "--note", None),
    "schedule, the date": ("schedule", "#b", None),
    "schedule, the note": ("schedule", "#b", "fri", "--note", None),
    "deadline, the date": ("deadline", "#a", None),
    "deadline, the note": ("deadline", "#a", "+1w", "--note", None),
    "priority": ("priority", "#a", None),
    "set, the name": ("set", "#a", None, "value"),
    "set, the value": ("set", "#a", "KEY", None),
    "set, a value that is there": ("set", "#c", "CUSTOM_ID", None),
    "set, the name to delete": ("set", "#a", None, "--delete"),
    "tag, to set": ("tag", "#b", "--set", None),
    "note": ("note", "#b", None),
    "note, into a drawer": ("note", "#a", None),
    "check": ("check", "#a", None),
    "clock in, the time": ("clock", "in", "#b", "--at", None),
    "clock out, the time": ("clock", "out", "--at", None),
    "clock out, the note": ("clock", "out", "--note", None),
    "undo": ("undo", None),
}
ADDING: Mapping[str, Sequence[str | None]] = {
    "kind": ("add", None, "New"),
    "title": ("add", "book", None),
    **{
        name: ("add", "book", "New", f"--{name}", None)
        for name in ("author", "year", "url", "doi", "isbn", "state", "tag", "deadline", "note")
    },
    "property": ("add", "paper", "New", "--set", None),
    "place": ("add", "paper", "New", "--under", None),
}


def filled(words: Sequence[str | None], text: str) -> list[str]:
    return [text if word is None else word for word in words]


@pytest.mark.parametrize("words", TAKING.values(), ids=TAKING)
@half_as_many
@example("X\n* TODO injected")
@example("a\n:END:\nb")
@example(":X:\n:END:")
@example("a\n:LOGBOOK:")
@example("a\n#+TODO: A | B\n#+FILETAGS: :x:")
@example("\r\n* TODO injected")
@example("fri +1w -" + "9" * 300 + "d")
@given(texts)
def test_a_text_of_a_command_is_refused_or_stands_where_it_should(
    words: Sequence[str | None], text: str
) -> None:
    with shelf() as run:
        checked(run, filled(words, text))


@half_as_many
@given(st.lists(st.tuples(st.sampled_from("+-"), texts).map("".join), min_size=1, max_size=3))
def test_tags_are_refused_or_stand_where_they_should(words: list[str]) -> None:
    with shelf() as run:
        checked(run, ["tag", "#b", *words])


@pytest.mark.parametrize("words", ADDING.values(), ids=ADDING)
@half_as_many
@example("X\n* TODO injected")
@example("KEY=a\n* TODO injected")
@example("a\n:END:\nb")
@given(texts)
def test_adding_adds_one_heading_or_nothing(words: Sequence[str | None], text: str) -> None:
    assume(text.strip() != "-")  # which reads stdin
    with shelf() as run:
        ran = checked(run, filled(words, text), new=1)
        if ran.code == 0:
            assert drawers(entries(files(run)["books.org"])[-1].text).strays == 0
            assert drawers(entries(files(run)["papers.org"])[-1].text).strays == 0


#: What writes something, by way of any of Org's variables; how many headings it adds.
WRITING: Sequence[tuple[Sequence[str], int]] = (
    (("done", "#a", "--note", "noted"), 0),
    (("done", "#b"), 0),
    (("note", "#b", "noted"), 0),
    (("schedule", "#b", "fri", "--note", "noted"), 0),
    (("clock", "in", "#a"), 0),
    (("clock", "out", "--note", "noted"), 0),
    (("tag", "#b", "+new"), 0),
    (("set", "#b", "PAGE", "3"), 0),
    (("refile", "#d", "--to", "#c", "--note", "noted"), 0),
    (("add", "book", "New", "--note", "noted"), 1),
)
KEYS = [key.name for key in all_keys() if key.name not in ("notes", "queries", "context", "goals")]
values = st.recursive(
    st.one_of(texts, st.booleans(), st.none(), st.integers()),
    lambda inner: st.lists(inner, max_size=7) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=7,
)


def typed(key: str) -> st.SearchStrategy[object]:
    """Values of the shape that a key wants, with any texts in them, and values of any shape."""
    shaped: Mapping[str, st.SearchStrategy[object]] = {
        "weekdays": st.lists(texts, min_size=7, max_size=7),
        "todo_keywords": st.lists(texts.map(lambda text: f"TODO {text} | DONE"), min_size=1),
        "dropped": st.lists(texts),
        "kinds": st.dictionaries(texts, st.just({"titles": ["Novels"]}), max_size=2),
        "tags_column": st.integers(),
        "deadline_warning_days": st.integers(),
        "clock_into_drawer": st.integers() | texts,
    }
    return shaped.get(key, texts) | values


@pytest.mark.parametrize("key", KEYS)
@half_as_many
@given(st.data())
def test_a_value_of_the_configuration_is_refused_or_does_no_harm(
    key: str, data: st.DataObject
) -> None:
    value = data.draw(typed(key))
    words, new = data.draw(st.sampled_from(WRITING))
    with shelf(f"{json.dumps(key)}: {json.dumps(value)}\n") as run:
        ran = checked(run, words, new=new)
        if ran.code == 2 and ".orgshelf.yaml" in ran.err:
            problem = f"{key} is for" if key in OF_THE_USER else f"{key} wants"
            assert problem in ran.err or f"{key} wants" in ran.err


@pytest.mark.parametrize(
    ("config", "wants"),
    [
        (r'log_into_drawer: "X:\n* TODO injected"', "drawer's name"),
        ("log_into_drawer: END", "drawer's name"),
        ("log_into_drawer: end", "drawer's name"),
        ("log_into_drawer: properties", "drawer's name"),
        ("log_into_drawer: two words", "drawer's name"),
        ('log_into_drawer: ""', "drawer's name"),
        ("clock_into_drawer: END", "drawer's name"),
        (r'clock_into_drawer: "X:\n* Y"', "drawer's name"),
        ("clock_into_drawer: -1", "a number of clocks"),
        (r'archive_location: "%s_archive::* X\n* TODO injected"', "on one line"),
        (f"weekdays: [{'o' * 300}, Di, Mi, Do, Fr, Sa, So]", "seven short names"),
        (r'todo_keywords: ["TODO\n* X | DONE"]', "on one line"),
        (r'todo_repeat_to_state: "TODO\n* X"', "on one line"),
        (r'kinds: {"course\n* X": {titles: [MOOCs]}}', "names that a file can have"),
        (r'kinds: {course: {titles: ["MOOCs\n* X"]}}', "on one line"),
        (r'dropped: ["A\ud800"]', "on one line"),
        ("tags_column: 999999999999", "from -1000 to 1000"),
        ("tags_column: -1001", "from -1000 to 1000"),
        ("goals: {a: {query: b, count: 9999999999999, by: 2026-12-31}}", "at most"),
        (r'notes: "a\0b"', "a folder that exists"),
        (r'notes: "a\ud800b"', "a folder that exists"),
    ],
)
def test_a_value_that_cannot_stand_in_the_notes_is_refused_where_it_is_read(
    run: Program, config: str, wants: str
) -> None:
    run.note("books.org", BOOKS)
    (run.folder / ".orgshelf.yaml").write_text(config)
    ran = run("list")
    assert (ran.code, ran.out) == (2, "")
    assert wants in ran.err
    assert ran.err.startswith("orgshelf: ")
    assert ran.err.count("\n") == 1


SETTINGS = (
    *(
        "#+PROPERTY: LOG_INTO_DRAWER {}",
        "#+PROPERTY: CLOCK_INTO_DRAWER {}",
        "#+PROPERTY: LOGGING {}",
    ),
    *(
        "#+PROPERTY: ARCHIVE {}",
        "#+PROPERTY: REPEAT_TO_STATE {}",
        "#+PROPERTY: KIND {}",
        "#+ARCHIVE: {}",
    ),
    *(
        "#+TODO: {}",
        "#+TODO: TODO(t@/{}) | DONE(d!{})",
        "#+TYP_TODO: {} | DONE",
        "#+PRIORITIES: {} {} A",
    ),
    *(
        "#+FILETAGS: {}",
        "#+CATEGORY: {}",
        "#+STARTUP: {} logdrawer",
        "#+SETUPFILE: {}",
        "#+LINK: {}",
    ),
    *(":PROPERTIES:\n:LOG_INTO_DRAWER: {}\n:END:", ":PROPERTIES:\n:CLOCK_INTO_DRAWER: {}\n:END:"),
)


@pytest.mark.parametrize("line", SETTINGS)
@half_as_many
@given(st.data())
def test_a_setting_of_the_notes_does_no_harm(line: str, data: st.DataObject) -> None:
    text = data.draw(texts.map(lambda text: text.replace("\n", "").replace("\ud800", "")))
    words, new = data.draw(st.sampled_from(WRITING))
    head = f"{line.replace('{}', text)}\n".encode("utf-8", "replace").decode()
    with shelf(head=head) as run:
        checked(run, words, new=new)


@pytest.mark.parametrize("name", ["END", "end", "PROPERTIES", "two words", "X:", "a.b"])
@pytest.mark.parametrize("key", ["LOG_INTO_DRAWER", "CLOCK_INTO_DRAWER"])
def test_a_drawer_that_org_would_not_read_as_one_is_refused(
    run: Program, name: str, key: str
) -> None:
    path = run.note("books.org", f"* Books\n** TODO Beta\n:PROPERTIES:\n:{key}: {name}\n:END:\n")
    before = path.read_bytes()
    words = ("note", "beta", "text") if key.startswith("LOG") else ("clock", "in", "beta")
    ran = run(*words)
    assert (ran.code, ran.out, path.read_bytes()) == (1, "", before)
    assert f"line 2 is to log into {name!r}, which cannot name a drawer" in ran.err


@pytest.mark.parametrize("line", [":END:", ":LOGBOOK:", "  :end:  ", ":a-b:"])
def test_a_note_with_the_edge_of_a_drawer_is_refused(run: Program, line: str) -> None:
    path = run.note("books.org", BOOKS)
    for words in (["note", "#a"], ["done", "#a", "--note"], ["clock", "out", "--note"]):
        ran = run(*words, f"before\n{line}\nafter")
        assert (ran.code, ran.out, path.read_bytes()) == (2, "", BOOKS.encode())
        assert f"{line.strip()!r} is the edge of a drawer or block: change that line" in ran.err


@pytest.mark.parametrize("setting", ["#+TODO: A | B", "#+FILETAGS: :x:", "#+STARTUP: logdrawer"])
def test_a_note_does_not_change_what_the_file_says_of_itself(run: Program, setting: str) -> None:
    path = run.note("books.org", "* Books\n** Beta\n")
    ran = run("note", "beta", f"text\n{setting}")
    assert (ran.code, ran.out, path.read_bytes()) == (1, "", b"* Books\n** Beta\n")
    assert "more than was asked for" in ran.err


@pytest.mark.parametrize("where", ["books\n* TODO injected.org", "a\n* b/books.org"])
def test_the_name_of_a_file_does_not_write_headings_into_the_archive(
    run: Program, where: str
) -> None:
    path = run.note(where, "* Books\n** TODO Beta\n")
    ran = run("archive", "beta")
    assert (ran.code, ran.out, path.read_bytes()) == (1, "", b"* Books\n** TODO Beta\n")
    assert "a line break in its name" in ran.err
    assert len(files(run)) == 1


@pytest.mark.parametrize("kind", ["../evil", "a/b", ".hidden"])
def test_a_kind_whose_shelf_could_not_be_a_file_is_refused(run: Program, kind: str) -> None:
    run.note("books.org", BOOKS)
    (run.folder / ".orgshelf.yaml").write_text(f"kinds: {{{json.dumps(kind)}: {{}}}}")
    ran = run("add", kind, "New")
    assert (ran.code, ran.out) == (2, "")
    assert "names that a file can have" in ran.err
    assert [path.name for path in run.folder.rglob("*.org")] == ["books.org"]
