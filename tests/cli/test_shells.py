"""Completion in bash, zsh and fish themselves: no candidate and no help of one ever runs."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from orgshelf.cli.shell_completion import last_word
from program import ROOT, Program
from shells import SHELLS, Shell, interactive

pytestmark = pytest.mark.shells

#: What keywords, names of files and names of properties may have in them.
HOSTILE = (
    "`touch canary`$(touch canary)",
    "a b#c;touch canary;&|touch canary",
    "日本é*?[a]^~>canary<(touch canary)",
    "'b",
    '"b',
    "!!{a,b}$HOME",
    "a:b,c\\n\\",
)
#: What ends a line of a terminal or of what the shells read; such a candidate is left out.
BROKEN = ("\ntouch canary\n", "\tb", "\x1b]0;owned\x07", "\r\nplain\ncanary\n_", "\u202eb", "\x7f")
HELPS = (None, "`touch canary` $(touch canary) \\ a:b\nplain\ncanary\n_\tx\x1b]0;owned\x07")
#: What bash would still see through in each mark.
UNQUOTABLE: Mapping[str, str] = {"'": "'", '"': '$`"\\!'}


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    name = request.param
    assert isinstance(name, str)
    return name


def candidates(values: tuple[str, ...]) -> dict[str, str | None]:
    """Each behind a beginning of its own; every other one has a help."""
    return {f"w{number:02}{value}": HELPS[number % 2] for number, value in enumerate(values)}


@pytest.fixture
def hostile(run: Program, shell: str) -> Iterator[Shell]:
    """A shell that completes from ``candidates.json``."""
    command = f"PYTHONPATH='{ROOT / 'src'}' '{sys.executable}' '{ROOT / 'tests' / 'completer.py'}'"
    with interactive(shell, run, command) as typed_into:
        yield typed_into
    assert [path.name for path in run.folder.iterdir()] == ["candidates.json"]


def write(run: Program, known: Mapping[str, str | None]) -> None:
    (run.folder / "candidates.json").write_text(json.dumps(known))


def test_a_candidate_is_run_as_the_word_that_it_is(run: Program, hostile: Shell) -> None:
    known = candidates(HOSTILE)
    write(run, known)
    for word in known:
        assert hostile.run(f"orgshelf x {word[:3]}\t") == ["x", word]


@pytest.mark.parametrize("mark", ["'", '"'])
def test_in_quotation_marks_too(run: Program, hostile: Shell, shell: str, mark: str) -> None:
    """Bash cannot be told some there, and then completes nothing."""
    known = candidates(HOSTILE)
    write(run, known)
    for word in known:
        left_out = shell == "bash" and set(word) & set(UNQUOTABLE[mark])
        typed = f"orgshelf {mark}{word[:3]}\t{mark if left_out else ''}"
        assert hostile.run(typed) == [word[:3] if left_out else word]


def test_what_would_forge_a_candidate_is_left_out(run: Program, hostile: Shell) -> None:
    known = candidates(BROKEN)
    write(run, known)
    for word in known:
        assert hostile.run(f"orgshelf {word[:3]}\t") == [word[:3]]
    hostile.complete("orgshelf w")
    assert b"owned\x07" not in hostile.said


def test_a_word_that_is_half_quoted_stays_as_it_was_typed(run: Program, hostile: Shell) -> None:
    write(run, {"a b;c": None})
    for typed in ("a\\ ", "'a'", "a' '"):
        assert hostile.run(f"orgshelf {typed}\t")[0][:1] == "a"


def test_titles_are_shown_and_do_nothing(run: Program, shell: str) -> None:
    title = "`touch canary` $(touch canary) a:b \\ \x1b]0;owned\x07 \u202e"
    run.note("a.org", f"* TODO {title}\n* TODO Two {title}\n")
    with interactive(shell, run) as typed_into:
        typed_into.complete("orgshelf show ")
        assert (b"touch canary" in typed_into.said) is (shell != "bash")
        assert b"owned\x07" not in typed_into.said
        assert "\u202e".encode() not in typed_into.said
        (one, _) = run.ids().values()
        assert typed_into.run(f"orgshelf show {one[:3]}\t") == ["show", one]
    assert [path.name for path in run.folder.iterdir()] == ["notes"]


NAMES = ["a`touch canary`", "a$(touch canary)", "a;touch canary", "a\ntouch canary\n", "a'b", "a b"]


@pytest.mark.parametrize("key", ["queries", "goals"])
@pytest.mark.parametrize("name", [*NAMES, "", "a/b", "@a", "a\u202eb", "a,b", "a(b"])
def test_a_name_of_other_signs_is_refused(run: Program, key: str, name: str) -> None:
    goal = {"query": "todo:", "count": 1, "by": "2026-12-31"}
    value = "todo:" if key == "queries" else goal
    config = run.folder / ".orgshelf.yaml"
    run.note("a.org", "* TODO One\n")
    config.write_text(json.dumps({key: {"good": value, name: value}}))
    ran = run("list")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert f"{key} wants names of letters, digits, _, - and ." in ran.err


@pytest.mark.parametrize("key", ["queries", "goals"])
def test_a_name_may_be_in_any_script(run: Program, key: str) -> None:
    goal = {"query": "todo:", "count": 1, "by": "2026-12-31"}
    names = ["week", "Woche-2", "kurz_v1.5", "今週", "सप्ताह", "אָבּ", "неделя"]
    config = run.folder / ".orgshelf.yaml"
    run.note("a.org", "* TODO One\n")
    config.write_text(
        json.dumps({key: dict.fromkeys(names, "todo:" if key == "queries" else goal)})
    )
    ran = run("config")
    assert (ran.code, ran.err) == (0, "")
    assert all(name in ran.out for name in names)
    if key == "queries":
        assert all(len(run("list", f"@{name}").lines) == 1 for name in names)


def test_a_hostile_configuration_completes_nothing(run: Program, shell: str) -> None:
    run.note("a.org", "* TODO One\n")
    queries = {"queries": dict.fromkeys(NAMES, "todo:")}
    (run.folder / ".orgshelf.yaml").write_text(json.dumps(queries))
    with interactive(shell, run) as typed_into:
        assert typed_into.run("orgshelf list @a\t") == ["list", "@a"]
        assert typed_into.run("orgshelf list @\t\t") == ["list", "@"]
    assert not (run.folder / "canary").exists()


def test_queries_are_completed_in_every_shell(run: Program, shell: str) -> None:
    run.note("a.org", "* TODO One\n")
    (run.folder / ".orgshelf.yaml").write_text('queries: {week: "todo: deadline:+7", jahr.é: "x"}')
    with interactive(shell, run) as typed_into:
        assert typed_into.run("orgshelf list @w\t") == ["list", "@week"]
        assert typed_into.run("orgshelf list @j\t") == ["list", "@jahr.é"]
        assert typed_into.run("orgshelf list '@w\t") == ["list", "@week"]
        assert typed_into.run('orgshelf list "todo: (@w\t') == ["list", "todo: (@week"]
        assert typed_into.run("orgshelf list prio\tA") == ["list", "priority:A"]
        assert typed_into.run("orgshelf progr\t --by\tkind") == ["progress", "--by", "kind"]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("orgshelf list", "list"),
        ("orgshelf ", ""),
        ("orgshelf\n'a b", "'a b"),
        ("orgshelf 'a' \"b c", '"b c'),
        ("x a\\ b", "a\\ b"),
        ("x a\\", "a\\"),
        ("x 'it'\\''s", "'it'\\''s"),
        ("", ""),
    ],
)
def test_the_last_word_is_found_as_it_was_typed(line: str, word: str) -> None:
    assert last_word(line) == word


def test_no_file_is_a_candidate_by_chance(run: Program) -> None:
    """Bash would take the signs of a candidate for a pattern, and a file's name for the answer."""
    run.note("a.org", "* TODO One\n")
    (run.folder / "plain,$(touch canary)").touch()
    with interactive("bash", run) as typed_into:
        assert typed_into.run("orgshelf lis\t") == ["lis" + "t"]
    assert sorted(Path(path).name for path in run.folder.iterdir()) == [
        "notes",
        "plain,$(touch canary)",
    ]


def test_values_and_titles_are_completed_in_every_shell(run: Program, shell: str) -> None:
    run.note("a.org", "#+TODO: TODO | DONE GIVENUP\n* Books\n** TODO Deep Work :gpu:\n")
    with interactive(shell, run) as typed_into:
        assert typed_into.run("orgshelf list --kind pap\t") == ["list", "--kind", "paper"]
        assert typed_into.run("orgshelf list --sort kind,rev\t") == [
            "list",
            "--sort",
            "kind,reverse",
        ]
        assert typed_into.run("orgshelf list tags:g\t") == ["list", "tags:gpu"]
        assert typed_into.run("orgshelf show Dee\t") == ["show", "Deep Work"]
        assert typed_into.run("orgshelf state deep GI\t") == ["state", "deep", "GIVENUP"]
        assert typed_into.run("orgshelf list --work De\t") == ["list", "--work", "Deep Work"]
