"""Every command in surroundings that nobody would choose: it ends as it should, in a few words."""

import errno
import fcntl
import os
import re
import resource
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from faults import everything
from faults.everything import BOOKS, PAPERS, commands, lay_out
from faults.forked import forked
from program import NOW, Program, Ran

#: The most lines that stderr may have: a sentence with the candidates or the query below it.
MOST_LINES = 6

#: What surrounds a command: words before it and variables; the function prepares the folder.
Surroundings = tuple[Sequence[str], Mapping[str, str]]
Prepare = Callable[[Program], Surroundings]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Give a port that is taken, so that no server runs for ever."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def wrong(ran: Ran) -> str | None:
    """What is wrong with how a run ended, if anything is."""
    if ran.code not in range(7):
        return f"exit code {ran.code}"
    if "Traceback" in ran.err or "should not happen" in ran.err:
        return ran.err
    if ran.err.count("\n") > MOST_LINES:
        return f"{ran.err.count(chr(10))} lines on stderr: {ran.err[:200]}"
    return None


def faults(
    run: Program, port: int, before: Sequence[str], variables: Mapping[str, str]
) -> list[str]:
    """What is wrong with any command."""
    ended = ((words, run(*before, *words, EDITOR="true", **variables)) for words in commands(port))
    return [f"{[*before, *words]}: {said}" for words, ran in ended if (said := wrong(ran))]


def at(moment: str, books: str = BOOKS) -> Prepare:
    def prepare(run: Program) -> Surroundings:
        lay_out(run, books)
        return ["--now", moment], {}

    return prepare


def with_notes(books: str, *before: str) -> Prepare:
    def prepare(run: Program) -> Surroundings:
        lay_out(run, books)
        return before, {}

    return prepare


def with_config(text: str) -> Prepare:
    def prepare(run: Program) -> Surroundings:
        lay_out(run)
        (run.folder / ".orgshelf.yaml").write_text(text)
        return [], {}

    return prepare


def with_variables(**variables: str) -> Prepare:
    def prepare(run: Program) -> Surroundings:
        lay_out(run)
        return [], {
            name: value.replace("FOLDER", str(run.folder)) for name, value in variables.items()
        }

    return prepare


def with_times(seconds: int) -> Prepare:
    """Notes that were changed so many seconds after 1970."""

    def prepare(run: Program) -> Surroundings:
        lay_out(run)
        for path in (run.folder / "notes").rglob("*.org"):
            os.utime(path, (seconds, seconds))
        return [], {}

    return prepare


def with_names(*names: bytes) -> Prepare:
    """Files of odd names among the notes."""

    def prepare(run: Program) -> Surroundings:
        lay_out(run)
        for number, name in enumerate(names):
            path = Path(os.fsdecode(os.fsencode(run.folder / "notes") + b"/" + name + b".org"))
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"* Books\n** TODO Odd {number}\n:PROPERTIES:\n:CUSTOM_ID: o\n:END:\n")
        return [], {}

    return prepare


def elsewhere(*before: str) -> Prepare:
    """Notes or a configuration somewhere else."""

    def prepare(run: Program) -> Surroundings:
        lay_out(run)
        return before, {}

    return prepare


def dated(day: str, other: str) -> str:
    """Notes all of whose stamps are of two days, at the edges of the calendar."""
    return f"""\
* Books
** TODO Alpha
SCHEDULED: <{day} Mon 10:00-11:00 +1w> DEADLINE: <{day} Mon ++1m -3d>
:PROPERTIES:
:CUSTOM_ID: a
:PAGES: 30
:PAGE: 1
:END:
:LOGBOOK:
CLOCK: [{day} Mon 00:00]
CLOCK: [{day} Mon 00:10]--[{day} Mon 23:59] => 23:49
CLOCK: [{day} Mon 23:00]--[{other} Mon 25:99] =>  0:05
- State "DONE"       from "TODO"       [{day} Mon 24:00]
:END:
- [ ] box
<{day} Mon .+1d> <{other} ++1y>
*** DONE One
CLOSED: [{day} Mon 00:00]
*** DONE Two
CLOSED: [{other} Mon 23:59]
** TODO Beta
DEADLINE: <{day} 99:99 +1h -9999999h>
** TODO Gamma
DEADLINE: <{other} ++99999999999999999999y -99999999999999999999h>
"""


def numbered(number: str) -> str:
    """Notes with a number of very many digits wherever one can stand."""
    return f"""\
#+PRIORITIES: {number} A {number}
* Books [{number}/{number}] [{number}%]
** TODO [#{number}] Alpha - Ann Author {number}
DEADLINE: <2026-11-23 Mon +{number}d> SCHEDULED: <2026-11-23 Mon ++{number}m -{number}d>
:PROPERTIES:
:CUSTOM_ID: a
:PAGES: {number}
:PAGE: {number}
:YEAR: {number}
:EFFORT: {number}:{number}
:RATING: {number}
:CLOCK_INTO_DRAWER: {number}
:END:
:LOGBOOK:
CLOCK: [2026-11-23 Mon {number}:10]--[2026-11-23 Mon 12:{number}] => {number}:05
- Note taken on [2026-11-23 Mon 00:00] \\\\
  PAGE {number} → {number}
:END:
1. [@{number}] [ ] box [{number}/{number}]
{number}) [X] item
{number}:
#+BEGIN_QUOTE
q
#+END_QUOTE
<2026-11-23 Mon .+{number}h> [[file:x::{number}]] [[doi:{number}]]
*** TODO Part
:PROPERTIES:
:EFFORT: {number}d {number}h
:END:
"""


EXPLODING = ", ".join(f'a{i}: "@a{i + 1} @a{i + 1}"' for i in range(40))
CHAINED = ", ".join(f'a{i}: "@a{i + 1}"' for i in range(200))
LOGGED = "log_done: note\nlog_repeat: note\nlog_reschedule: note\nlog_refile: note\n"
ODD_TYPES = ("!!bool foo", '!!int ""', "!!timestamp x", "!!binary x", '!!float ""', "!!omap x")
DEEP = "".join(f"{'*' * level} TODO h{level} [/]\n" for level in range(1, 1101))
SURROUNDINGS: Mapping[str, Prepare] = {
    "nothing odd": at(NOW),
    "the last day": at("9999-12-31"),
    "the last minute": at("9999-12-31T23:59:59.999999"),
    "the first day": at("0001-01-01"),
    "stamps of the last day": at("9999-12-31T12:00", dated("9999-12-31", "9999-12-20")),
    "stamps of the first day": at("0001-01-01", dated("0001-01-01", "0001-01-02")),
    "stamps of all days": at(NOW, dated("9999-12-31", "0001-01-01")),
    "goals of all days": with_config(
        'goals: {a: {query: "kind:book", count: 24, by: 9999-12-31, since: 0001-01-01},'
        ' b: {query: "", count: 1, by: 0001-01-01}}\ndeadline_warning_days: 3650\n'
    ),
    "files of after 2262": with_times(10**10),
    "files of before 1678": with_times(-(10**10)),
    "numbers of 5,000 digits": with_notes(numbered("9" * 5000)),
    "numbers of 30 digits": with_notes(numbered("9" * 30)),
    "1,100 levels": with_notes(DEEP + BOOKS),
    "a long line": with_notes(BOOKS + "a <b [c (d *e* {f} " * 20_000),
    "no headings": with_notes("text\n"),
    "NULs": with_notes(BOOKS.replace("a", "\0").replace("CUSTOM_ID: \0", "CUSTOM_ID: a")),
    "a NUL in a link": with_notes(BOOKS.replace("https://example", "https://\0")),
    "a NUL in the archive": with_notes("#+ARCHIVE: a\0b::* c\0d\n" + BOOKS),
    "surrogates in the archive": with_notes(
        "#+ARCHIVE: \udcff\udc80::\n".encode("utf-8", "surrogateescape").decode("latin-1") + BOOKS
    ),
    "names that are no text": with_names(b"\xff", b"\x1b[31m", b"a\nb", b"a b", b"*", b"'\""),
    "a name as long as can be": with_names(b"x" * 250),
    "every log asked for": with_config(LOGGED),
    "queries that explode": with_config(f'queries: {{{EXPLODING}, a40: "a"}}\ncontext: "@a0"\n'),
    "queries in queries": with_config(f'queries: {{{CHAINED}, a200: "a"}}\ncontext: "@a0"\n'),
    "a goal that explodes": with_config(
        f'queries: {{{EXPLODING}, a40: "a"}}\n'
        'goals: {g: {query: "@a0", count: 1, by: 2027-01-01}}\n'
    ),
    **{f"context: {odd}": with_config(f"context: {odd}\n") for odd in ODD_TYPES},
    **{f"log_done: {odd}": with_config(f"log_done: {odd}\n") for odd in ODD_TYPES},
    "a character beyond all": with_config('context: "\\UFFFFFFFF"\n'),
    "a version of 5,000 digits": with_config(f"%YAML 1.{'9' * 5000}\n---\ncontext: a\n"),
    "a context of NULs": with_config('context: "\\0 \\x1b[31m \\ud800 \\udcff"\n'),
    "a kind of any letters": with_config('kinds: {"a/b": {titles: [Books]}, "*": {}}\n'),
    "a configuration nested too deep": with_config(f"kinds: {'{a: ' * 3000}{'}' * 3000}\n"),
    "notes called NUL": elsewhere("--notes", "a\0b"),
    "notes called by a surrogate": elsewhere("--notes", "\ud800"),
    "notes called by a byte": elsewhere("--notes", "\udcff"),
    "notes of too long a name": elsewhere("--notes", "x" * 5000),
    "notes that are a file": elsewhere("--notes", "mine.txt.j2"),
    "notes that are a device": elsewhere("--notes", "/dev/null"),
    "notes without a name": elsewhere("--notes", ""),
    "a configuration called NUL": elsewhere("--config", "a\0b"),
    "a configuration called by a surrogate": elsewhere("--config", "\ud800"),
    "a configuration of too long a name": elsewhere("--config", "x" * 5000),
    "a configuration that is a device": elsewhere("--config", "/dev/null"),
    "nowhere to write": with_variables(
        XDG_STATE_HOME="/proc", XDG_CACHE_HOME="/proc", XDG_CONFIG_HOME="/proc", TMPDIR="/proc"
    ),
    "files for folders": with_variables(
        **dict.fromkeys(
            ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), "FOLDER/mine.txt.j2"
        )
    ),
    "no home": with_variables(HOME="", XDG_STATE_HOME="", XDG_CONFIG_HOME="", PATH=""),
    "a screen of no width": with_variables(COLUMNS="0", LINES="0", TERM="dumb", FORCE_COLOR="1"),
    "a screen of any width": with_variables(COLUMNS="x", LINES="-1", TERM="\udcff"),
    "a zone that is none": with_variables(TZ="no/where:99"),
    "an editor that is none": with_variables(VISUAL="'", ORGSHELF_NOW="2026-11-23T10:00+23:59"),
}


def test_all_commands_are_among_these() -> None:
    assert everything.uncovered() == set()


@pytest.mark.surroundings
@pytest.mark.parametrize("prepare", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_every_command_ends_as_it_should(prepare: Prepare, port: int) -> None:
    with everything.program() as run:
        before, variables = prepare(run)
        assert faults(run, port, before, variables) == []


#: What a word of a command may be; the first two are none that a shell could give.
WORDS = (
    "\0",
    "\ud800",
    "\udcff",
    "",
    "-",
    "--",
    "x" * 100_000,
    "9" * 5000,
    "\x1b[31m\n* x",
    "@a",
    "(",
)


@pytest.mark.surroundings
@pytest.mark.parametrize("odd", WORDS, ids=lambda word: ascii(word[:8]))
def test_every_command_takes_any_word(odd: str, port: int) -> None:
    found = []
    with everything.program() as run:
        lay_out(run)
        for words in commands(port):
            # Only the last, where else a server or a browser is started or no text is printed.
            first = len(words) - 1 if {"-o", "--port", "--print"} & set(words) else 1
            for place in range(first, len(words)):
                changed = [*words[:place], odd, *words[place + 1 :]]
                said = wrong(run("--no-index", *changed, EDITOR="true"))
                found += [f"{changed}: {said}"[:400]] if said else []
    assert found == []


STREAMS = ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2))

#: How a command ends, and all of the notes then.
Outcome = tuple[int, bytes]
#: An ID that is made anew each time.
_NEW_ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def usual(port: int) -> Mapping[Sequence[str], Outcome]:
    """Give for each command what comes of it where nothing is odd."""
    with everything.program() as run:
        return {words: outcome(run, words, run(*words, EDITOR="true")) for words in anew(run, port)}


def anew(run: Program, port: int) -> Iterator[Sequence[str]]:
    """Each command, the notes made anew before it."""
    for words in commands(port):
        for path in (run.folder / "notes").glob("*"):
            path.unlink()
        lay_out(run)
        yield words


def outcome(run: Program, words: Sequence[str], ran: Ran) -> Outcome:
    assert wrong(ran) is None, words
    data = b"".join(path.read_bytes() for path in sorted(run.folder.glob("notes/*")))
    return ran.code, _NEW_ID.sub(b"ID", data.replace(bytes(run.folder), b""))


@pytest.mark.surroundings
@pytest.mark.parametrize("closed", STREAMS)
def test_every_command_does_the_same_where_streams_are_closed(
    closed: Sequence[int], usual: Mapping[Sequence[str], Outcome], port: int
) -> None:
    with everything.program() as run:
        for words in anew(run, port):
            found = outcome(run, words, forked(run, words, closed=closed))
            assert found == usual[words], words


@pytest.mark.parametrize("words", ["list", "done '#a'", "export json", "lst", "note '#a' -"])
def test_a_shell_can_close_any_streams(run: Program, words: str) -> None:
    for closed in STREAMS:
        lay_out(run)
        ran = run.shell(f"orgshelf {words} {' '.join(f'{number}>&-' for number in closed)}")
        assert wrong(ran) is None
        assert ran.code == (2 if words in ("lst", "note '#a' -") else 0)
        assert bool(ran.out) == (ran.code == 0 and 1 not in closed)
        assert bool(ran.err) == (ran.code == 2 and 2 not in closed)


@pytest.mark.parametrize("streams", [">/dev/full", "2>/dev/full", "1</dev/null", "2</dev/null"])
@pytest.mark.parametrize("words", ["list", "lst", "-v list", "done '#a'", "export json", "clock"])
def test_a_stream_that_cannot_be_written_to_is_no_traceback(
    run: Program, words: str, streams: str
) -> None:
    lay_out(run)
    ran = run.shell(f"orgshelf {words} {streams}")
    assert wrong(ran) is None
    assert "Exception ignored" not in ran.err


def test_a_text_from_a_stream_that_cannot_be_read(run: Program) -> None:
    lay_out(run)
    ran = run.shell("orgshelf note '#a' - 0>/dev/null")
    assert (ran.code, ran.out) == (2, "")
    assert "stdin cannot be read" in ran.err


LIMITS: Mapping[str, Mapping[int, int]] = {
    **{f"{files} open files": {resource.RLIMIT_NOFILE: files} for files in (3, 4, 5, 6, 8, 12)},
    **{f"files of {size} bytes": {resource.RLIMIT_FSIZE: size} for size in (0, 100, 9_000)},
}


@pytest.mark.surroundings
@pytest.mark.parametrize("limits", LIMITS.values(), ids=LIMITS)
def test_every_command_keeps_to_limits(
    limits: Mapping[int, int], usual: Mapping[Sequence[str], Outcome], port: int
) -> None:
    """Each does what it should, or leaves the notes as they are; no file is left behind."""
    before = b"".join(text.encode() for text in (BOOKS, PAPERS))
    with everything.program() as run:
        for words in anew(run, port):
            code, data = outcome(run, words, forked(run, words, limits=limits))
            assert data == usual[words][1] or (code and data == before), (words, code)


INTERRUPTED = (
    *(("list",), ("export", "html"), ("--color", "always", "progress"), ("lst",), ("help",)),
    *(("done", "#a"), ("note", "#d", "text"), ("list", "--all", "--format", "json")),
    *(("export", "--template", "mine.txt.j2"), ("search", "words"), ("list", "a or todo:")),
)


@pytest.mark.parametrize("words", INTERRUPTED, ids=" ".join)
def test_ctrl_c_stops_a_command_anywhere(
    words: Sequence[str], usual: Mapping[Sequence[str], Outcome], kills: int
) -> None:
    before = b"".join(text.encode() for text in (BOOKS, PAPERS))
    whole = usual.get(words, (0, before))[1]
    with everything.program() as run:
        call, ends = 50, list[str]()
        while ends[-3:] != ["", "", ""]:
            lay_out(run)
            ran = forked(run, words, interrupted=call)
            code, data = outcome(run, words, ran)
            assert code in (0, 1, 2)
            assert data in (before, whole)
            ends.append("stopped" if "orgshelf: stopped.\n" in ran.err else "")
            call += call * 2 // kills
        assert ends.count("stopped") > 5


def test_ctrl_c_while_the_program_begins_is_no_traceback(run: Program) -> None:
    script = """
import sys
class Finder:
    def find_spec(self, name, *_):
        if name == "click":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
from orgshelf.__main__ import start
start()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], env=run.environment(), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"orgshelf: stopped.\n")


def test_what_nobody_foresaw_is_a_sentence_and_a_traceback_only_for_who_asks(
    run: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("\x1b[31m" + "x" * 5000 + "\n")

    lay_out(run)
    monkeypatch.setattr("orgshelf.cli.list.plain", fail)
    ran = run("list")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("orgshelf: this should not happen (KeyError: ")
    assert "please report it" in ran.err
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err
    assert ran.err.count("\n") == 1
    assert len(ran.err) < 500
    shown = run("list", ORGSHELF_TRACEBACK="1").err
    assert shown.startswith(ran.err)
    assert "Traceback" in shown
    assert "in list_command" in shown


def test_a_library_that_cannot_be_loaded_is_named(run: Program) -> None:
    lay_out(run)
    (run.folder / "broken").mkdir()
    (run.folder / "broken" / "yaml.py").write_text("raise ImportError('libyaml is not there')")
    (run.folder / ".orgshelf.yaml").write_text("context: a\n")
    ran = run.process("list", PYTHONPATH=str(run.folder / "broken"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "orgshelf: A library cannot be loaded: libyaml is not there.\n"


@pytest.mark.parametrize("words", ["list", "--no-index list", "done '#a'", "export html", "tree"])
def test_too_little_memory_is_a_sentence(run: Program, words: str) -> None:
    lay_out(run)
    path = run.note("huge.org", "* TODO Huge\n")
    os.truncate(path, 60 << 20)
    ran = run.shell(f"ulimit -v 250000; orgshelf {words}")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "orgshelf: There is not enough memory for this.\n"


@pytest.mark.parametrize(
    "number", [errno.ENOLCK, errno.EDEADLK, errno.EIO, errno.EINTR, errno.EINVAL, errno.ENOSYS]
)
def test_a_lock_that_cannot_be_had_is_a_sentence(
    run: Program, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    lay_out(run)
    monkeypatch.setattr(fcntl, "flock", refuse)
    for words in (["done", "#a"], ["add", "book", "New"], ["refile", "#d", "--to", "#a"]):
        ran = run(*words)
        assert (ran.code, ran.out) == (1, "")
        assert f"cannot be locked ({os.strerror(number)}): set XDG_STATE_HOME" in ran.err
        assert wrong(ran) is None
    assert (run.folder / "notes" / "books.org").read_text() == BOOKS
