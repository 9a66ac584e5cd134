"""Data on stdout, talk on stderr, colours where they are wanted; nothing in the notes acts."""

import json

import pytest

from program import Program

READING = [
    ["list"],
    ["next"],
    ["show", "2a07"],
    ["tree"],
    ["works"],
    ["tags"],
    ["progress"],
    ["export", "markdown"],
    ["export", "org"],
    ["config"],
    ["config", "keys"],
]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_pipe_gets_no_escapes(shipped: Program, command: list[str]) -> None:
    ran = shipped(*command)
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize("command", READING[:7], ids=" ".join)
def test_a_pipe_gets_no_drawing(shipped: Program, command: list[str]) -> None:
    assert not set("━─╸│├└").intersection(shipped(*command).out)


@pytest.mark.parametrize("command", READING[:2] + READING[3:5] + READING[6:7], ids=" ".join)
def test_nothing_is_cut_in_a_pipe(shipped: Program, command: list[str]) -> None:
    title = "Make It or Break It: Manipulating Robustness in Large Networks"
    assert title in shipped(*command, COLUMNS="40").out


@pytest.mark.parametrize("command", [["list"], ["tree"], ["progress"], ["show", "2a07"]])
def test_colour_always(shipped: Program, command: list[str]) -> None:
    assert "\x1b[" in shipped("--color", "always", *command).out


@pytest.mark.parametrize("command", [["list"], ["tree"], ["progress"], ["show", "2a07"]])
def test_force_color(shipped: Program, command: list[str]) -> None:
    assert "\x1b[" in shipped(*command, FORCE_COLOR="1").out
    assert shipped(*command, FORCE_COLOR="").out == shipped(*command).out


@pytest.mark.parametrize("command", [["list"], ["tree"], ["progress"], ["show", "2a07"]])
def test_no_color_on_a_terminal(shipped: Program, command: list[str]) -> None:
    said = shipped.terminal(*command, styles=True, NO_COLOR="1").out
    assert not any(f"\x1b[{code}m" in said for code in (31, 32, 33, 34, 35, 36, "1;31"))
    assert "\x1b[3" in shipped.terminal(*command, styles=True).out


def test_color_never_on_a_terminal_is_plain(shipped: Program) -> None:
    said = shipped.terminal("--color", "never", "list", styles=True).out
    assert "\x1b" not in said
    assert said == shipped("list").out


def test_no_color_still_has_the_table(shipped: Program) -> None:
    assert "━" in shipped.terminal("progress", NO_COLOR="1").out


@pytest.mark.parametrize("command", ["list", "list --format json", "progress", "export csv"])
def test_a_reader_that_has_seen_enough_is_no_error(shipped: Program, command: str) -> None:
    ran = shipped.shell(f"set -o pipefail; orgshelf {command} | head -1 > first")
    assert (ran.out, ran.err) == ("", "")
    assert (shipped.folder / "first").read_bytes().count(b"\n") == 1
    assert ran.code in (0, 141)


def test_a_reader_that_never_reads_is_no_error(shipped: Program) -> None:
    ran = shipped.shell("orgshelf list --all --format json | true; echo ${PIPESTATUS[0]}")
    assert (ran.out, ran.err) == ("0\n", "")


def test_data_is_utf8_whatever_the_locale(year: Program) -> None:
    ran = year.process("list", "--format", "json", LANG="C", LC_ALL="C", PYTHONUTF8="0")
    assert ran.code == 0
    assert "ゼロから作る" in json.dumps(json.loads(ran.out), ensure_ascii=False)
    assert "ゼロ" in year.process("list", LANG="C", LC_ALL="C").out


def test_text_is_utf8_where_the_encoding_has_no_letters(year: Program) -> None:
    ran = year.process("list", PYTHONIOENCODING="ascii")
    assert (ran.code, "ゼロ" in ran.out) == (0, True)


def test_an_old_encoding_is_no_traceback(year: Program) -> None:
    for command in (["list"], ["tags"], ["export", "markdown"], ["show", "#sicp"]):
        ran = year.process(*command, PYTHONIOENCODING="latin-1")
        assert "Traceback" not in ran.err


HOSTILE = (
    "* Books\n"
    "** TODO Evil \x1b]0;owned\x07 \x1b[2J\x9b31m \u202ename\u2066 \x7f :ta\u202eg:\n"
    "SCHEDULED: <2026-11-23 \x1b[31mMon>\n"
    ":PROPERTIES:\n:AUTHOR: A\x1b[31mnn\n:X\x1bY: z\x1b[0m\n:END:\n"
    ":LOGBOOK:\n"
    '- State "DO\x1bNE"  from "TODO"  [2026-11-01 Sun 10:15] \\\\\n  no\x1b[31mte\n'
    ":END:\n"
    "[[https://example.org/\x1b[31m][here\x1b[31m]] note \x1b[31m text\r over\n"
    "*** Remarks \x1b[31m\nmore \x08\x08\x9d0;x\x9c\n"
    "#+BEGIN_QUOTE\nquo\x1b[31mted\n#+END_QUOTE\n"
    "*** DONE Pa\x1b[31mrt\nCLOSED: [2026-11-20 Fri]\n"
)
ACTING = [chr(code) for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160))]


TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def assert_harmless(said: str) -> None:
    assert not {hex(ord(letter)) for letter in ACTING if letter in said}


@pytest.fixture
def hostile(run: Program) -> Program:
    run.note("bo\x1b[31moks.org", HOSTILE)
    return run


COMMANDS = [
    ["list", "--all"],
    ["next"],
    ["show", "evil"],
    ["tree"],
    ["works"],
    ["tags"],
    ["progress"],
    ["progress", "--by", "work"],
    ["progress", "--by", "tag"],
    ["progress", "--by", "file"],
    ["done", "evil", "--dry-run"],
    ["done", "evil"],
    ["state", "evil", "NO\x1b[31mPE"],
    ["show", "nothing \x1b[31m"],
    ["list", "--kind", "x\x1b[31m"],
    ["list", "--sort", "x\x1b[31m"],
    ["--notes", "no\x1b[31m", "list"],
    ["--now", "no\x1b[31m", "list"],
    ["x\x1b[31m"],
    ["list", "--x\x1b[31m"],
    ["-v", "list"],
    ["export", "markdown"],
    ["export", "org"],
    ["export", "markdown", "--notes-text"],
    *(["list", "--all", "--format", form] for form in ("json", "jsonl", "yaml", "csv", "tsv")),
]


@pytest.mark.parametrize("command", COMMANDS, ids=map(ascii, COMMANDS))
def test_nothing_in_the_notes_acts_on_a_terminal(hostile: Program, command: list[str]) -> None:
    ran = hostile(*command)
    assert_harmless(ran.out)
    assert_harmless(ran.err)


@pytest.mark.parametrize("command", COMMANDS[:10], ids=map(ascii, COMMANDS[:10]))
def test_nor_where_there_are_colours(hostile: Program, command: list[str]) -> None:
    said = hostile.terminal(*command).out
    assert_harmless(said.replace("\r", ""))
    assert "\x1b" not in said
    assert not TURNING.intersection(said)


@pytest.mark.parametrize("command", COMMANDS[:10], ids=map(ascii, COMMANDS[:10]))
def test_nothing_in_the_notes_turns_a_line_round(hostile: Program, command: list[str]) -> None:
    assert not TURNING.intersection(hostile(*command).out)


def test_two_headings_of_one_evil_name(run: Program) -> None:
    run.note("e\x1b[31m.org", "* TODO Ev\x1b[31mil\n* TODO Ev\x1b[31mil\n")
    ran = run("show", "ev")
    assert ran.code == 4
    assert_harmless(ran.err)


def test_an_unreadable_note_of_an_evil_name(run: Program) -> None:
    run.note("a.org", "* TODO One\n")
    (run.folder / "notes" / "e\x1b[31m.org").symlink_to("nowhere")
    ran = run("list")
    assert ran.code == 6
    assert_harmless(ran.err)


def test_json_keeps_what_it_must_not_print(hostile: Program) -> None:
    item = json.loads(hostile("list", "evil", "--format", "json").out)["items"][0]
    assert "\x1b]0;owned\x07" in item["title"]
    assert item["file"] == "bo\x1b[31moks.org"


def test_a_file_name_that_is_no_utf8(run: Program) -> None:
    notes = run.folder / "notes"
    notes.mkdir()
    path = bytes(notes) + b"/b\xff.org"
    with open(path, "wb") as stream:  # noqa: PTH123 - a name that is no text
        stream.write(b"* TODO One\n")
    for command in (["list", "--format", "json"], ["done", "one"]):
        ran = run.process(*command)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out
