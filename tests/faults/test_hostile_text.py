"""Characters that a terminal acts on, in every field of a note: no command lets one through."""

import json
import os
import re
import shlex
import subprocess

import pytest

from orgshelf.export import EXPORTERS
from program import COMMAND, PATIENCE, Program

#: What a terminal, or whoever reads a line, would take for something else; ``/`` is in none.
SEQUENCES = (
    "\x1b[45;97m",  # colours that are none of ours
    "\x1b]0;owned\x07",  # a window's title
    "\x1b]2;owned\x1b\\",
    "\x1b]8;;evil:x\x1b\\here\x1b]8;;\x1b\\",  # a link
    "\x1b]52;c;b3duZWQ=\x07",  # the clipboard
    "\x1b[2J\x1b[H",  # an empty screen
    "\x1b[?1049h",  # another screen
    "\x1b[6n",  # a question, whose answer is typed
    "\x1bc",  # a reset
    "\x1bP1;2q\x1b\\",  # a picture
    "\x1b_G\x1b\\",
    "\x9b45m",
    "\x9d0;owned\x9c",
    "\x90",
    "\x85",
    "\x05",
    "\x07",
    "\x08\x08\x08",
    "\x0b",
    "\x0c",
    "\r",
    "\x0e",
    "\x7f",
    "\u2028",
    "\u2029",
    "\u202a",
    "\u202egpj.exe",
    "\u2066",
    "\u206a",
    "\ufff9",
    "\U000e0041\U000e0042",  # tags, which nobody sees
    "\udcff",  # a byte that is no UTF-8
    "\udc9b45m",
)
ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
#: The colours that we draw in; no backgrounds.
OWN_STYLE = re.compile(r"\x1b\[(?:0|(?:(?:[1-9]|3[0-7]|9[0-7]|38;5;\d+);?)+)m")

#: One work with everything that a note can hold, ``%`` in each of it.
NOTE = """\
#+TITLE: Ti%tle
#+CATEGORY: Cat%egory
#+FILETAGS: :fi%le:
#+TODO: TODO WA%IT(w@) | DONE GO%NE
#+PROPERTY: WHE%RE he%re
* Ki%nd
:PROPERTIES:
:KIND: ki%nd
:END:
** WA%IT [#A] Ti%tle {n} [[https://example.org/a%b][Des%cription]] - Au%thor 2001 :ta%g:
SCHEDULED: <2026-11-23 M%on> DEADLINE: <2026-11-24 T%ue +1w>
:PROPERTIES:
:AUTHOR: Au%thor and Se%cond
:YEAR: 1990%
:EDITOR: Ed%itor
:TRANSLATOR: Trans%lator
:JOURNAL: Jour%nal
:PUBLISHER: Publish%er
:SERIES: Se%ries
:EDITION: 2%nd
:MONTH: Ju%ne
:LANGUAGE: e%n
:ISSN: 1234-56%78
:URL: https://example.org/u%rl
:DOI: 10.1000/1%82
:ISBN: 97%8
:ID: i%d-{n}
:PAGES: 1%0
:PAGE: 5%
:EFFORT: 1:%30
:NA%ME: va%lue
:END:
:LOGBOOK:
CLOCK: [2026-11-22 S%un 10:00]--[2026-11-22 Sun 11:00] =>  1:00 %
CLOCK: [2026-11-23 Mon 08:{n:02}] %
- State "DO%NE"  from "WA%IT"  [2026-11-01 S%un 10:15] \\\\
  no%te
:END:
Te%xt [[file:fi%le.pdf][fi%le]] [[mailto:a%b@example.org]] https://example.org/%
- [ ] check%box
- [[shell:ls %]]
12:
#+BEGIN_QUOTE
quo%ted
#+END_QUOTE
#+begin_src sh
co%de
#+end_src
| ce%ll | b |
*** DONE Pa%rt
CLOSED: [2026-11-20 F%ri]
*** Re%marks
re%mark
* Books
** TODO Bo%ok - Au%thor 2002
:PROPERTIES:
:YEAR: 1990%
:ISBN: 978-3-16-148410-{n}
:END:
"""
#: ``%`` is for all of them but the bytes that are no UTF-8, which YAML cannot say.
CONFIGURATION = """\
context: "!heading:\\"noth%ing\\""
"""
TEXT_FORMATS = [name for name, exporter in EXPORTERS.items() if not exporter.binary]
READING = [
    ["list", "--all"],
    ["list", "--all", "--sort", "title"],
    ["list", "--explain", "ti\x1b[45mtle", "tags:ta\u202eg"],
    *(["list", "--all", "--format", name] for name in ("json", "jsonl", "yaml", "csv", "tsv")),
    ["next"],
    ["tree"],
    ["search", "cription"],
    ["search", "cription", "--format", "json"],
    ["quotes"],
    *(["quotes", "--format", name] for name in ("markdown", "json", "anki", "bibtex-note")),
    *(["review", "daily", *form] for form in ([], ["--format", "json"])),
    ["review", "--format", "plain"],
    ["works"],
    ["tags"],
    ["progress"],
    ["progress", "--format", "json"],
    *(["progress", "--by", by] for by in ("kind", "work", "tag", "file")),
    *(["export", name] for name in TEXT_FORMATS),
    *(["export", name, "--notes-text"] for name in ("markdown", "org", "csv", "yaml", "html")),
    ["clock"],
    ["clock", "report", "--since", "2026-11-01"],
    ["clock", "report", "--format", "json"],
    ["log"],
    ["config"],
    ["config", "context"],
    ["config", "queries"],
    ["-v", "tags"],
    *(["lint", "--format", name] for name in ("text", "json", "sarif")),
    ["lint", "--fix", "--dry-run"],
    ["done", "--query", "todo:", "--yes", "--dry-run"],
    ["undo", "--dry-run"],
    ["show", "book"],
    ["show", "no\x1b[45mthing\u202e"],
    ["list", "--kind", "x\x1b[45m\u2066"],
    ["list", "--sort", "x\x9b45m"],
    ["list", "--x\x1b[45m"],
    ["li\x1b[45mst"],
    ["help", "li\u2028st"],
    ["list", "tood:\x1b[45mx"],
    ["--notes", "no\x1b[45m\udcff", "list"],
    ["--config", "no\x1b[45m", "list"],
    ["--now", "no\x1b[45m", "list"],
    ["export", "json", "--template", "x\x1b[45m"],
]
#: What is said of one heading.
OF_ONE = [
    ["show", "REF"],
    ["open", "REF"],
    *(["open", "REF", number, "--print"] for number in ("1", "3", "5")),
    ["check", "REF"],
    ["quotes", "REF"],
    ["review", "add", "REF", "--dry-run"],
    ["state", "REF", "TO\x1b[45mX"],
    ["done", "REF", "--dry-run"],
    ["refile", "REF", "--to", "book", "--dry-run"],
    ["archive", "REF", "--dry-run"],
]
ON_A_TERMINAL = [
    *(["list", "--all", "--format", name] for name in ("table", "plain", "csv", "yaml")),
    *(["export", name] for name in ("markdown", "html", "ics")),
    *(["progress", *by] for by in ([], ["--by", "tag"])),
    *(["next"], ["tree"], ["works"], ["tags"], ["quotes"], ["quotes", "--format", "anki"]),
    *(["search", "cription"], ["clock"], ["clock", "report", "--since", "2026-11-01"], ["config"]),
    ["done", "--query", "todo:", "--yes", "--dry-run"],
    ["list", "--x\x1b[45m\udcff"],
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A note for each sequence, in a folder and a file that have it in their names too."""
    run = Program(tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home"))
    for number, sequence in enumerate(SEQUENCES):
        text = NOTE.replace("{n:02}", f"{number:02}").replace("{n}", str(number))
        data = text.replace("%", sequence).encode("utf-8", "surrogateescape")
        run.note(f"fol{sequence}der/no{sequence}te{number}.org", data)
    run.note("broken\x1b[45m\n.org", "").unlink()
    (run.folder / "notes" / "broken\x1b[45m\n.org").symlink_to("nowhere")
    characters = "".join(SEQUENCES).encode("utf-8", "ignore").decode()
    escaped = "".join(f"\\U{ord(char):08x}" for char in characters)
    (run.folder / ".orgshelf.yaml").write_text(CONFIGURATION.replace("%", escaped))
    return run


def assert_harmless(said: str) -> None:
    assert "\x1b[45" not in said
    shown = OWN_STYLE.sub("", said).replace("\r\n", "\n")
    found = ACTING.search(shown)
    assert found is None, ascii(shown[max(found.start() - 60, 0) : found.end() + 20])


@pytest.fixture(scope="module")
def refs(tree: Program) -> list[str]:
    """The id of each sequence's work."""
    items = json.loads(tree("list", "--all", "--format", "json").out)["items"]
    return [item["id"] for item in items if "2001" in item["title"]]


@pytest.mark.parametrize("color", ["never", "always"])
@pytest.mark.parametrize("command", READING, ids=map(ascii, READING))
def test_nothing_of_all_notes_acts(tree: Program, command: list[str], color: str) -> None:
    ran = tree("--color", color, *command)
    assert_harmless(ran.out)
    assert_harmless(ran.err)
    assert "\x1b" not in ran.err
    if color == "never":
        assert "\x1b" not in ran.out


@pytest.mark.parametrize("command", [*OF_ONE, ["--color", "always", "show", "REF"]], ids=" ".join)
def test_nothing_of_one_note_acts(tree: Program, refs: list[str], command: list[str]) -> None:
    assert len(refs) == len(SEQUENCES)
    for ref in refs:
        ran = tree(*(ref if word == "REF" else word for word in command))
        assert_harmless(ran.out)
        assert_harmless(ran.err)


@pytest.mark.parametrize("command", ON_A_TERMINAL, ids=map(ascii, ON_A_TERMINAL))
def test_nothing_acts_on_a_terminal(tree: Program, command: list[str]) -> None:
    assert_harmless(tree.terminal(*command, styles=True).out)


def test_a_question_about_hostile_headings_is_harmless(tree: Program) -> None:
    said = tree.terminal("show", "2001", answers=["1"], styles=True)
    assert "Which one?" in said.out
    assert_harmless(said.out)


def test_a_note_is_asked_for_harmlessly(tree: Program) -> None:
    """The prompt names the heading, and the change is told with its file's name."""
    name = "\x1b[45m\nfor\u202eged"
    tree.note(f"{name}.org", "#+TODO: TODO | DONE(d@)\n* TODO Ask\x1b[45m\x9d\u202e me\n")
    said = tree.terminal("done", "ask", answers=["no\x1b[45mte"], styles=True)
    assert (said.code, "Note on Ask" in said.out) == (6, True)
    assert_harmless(said.out.replace("no\x1b[45mte", "", 1))  # which the terminal itself echoes
    for command in (["log"], ["undo", "--dry-run"], ["undo"]):
        ran = tree(*command)
        assert_harmless(ran.out)
        assert_harmless(ran.err)


def test_a_name_with_a_line_end_forges_no_line(run: Program) -> None:
    run.note("a\nb.org:1  TODO  forged.org", "* TODO One\n* TODO One\n")
    assert len(run("list").lines) == 2
    assert len(run("show", "one").err.splitlines()) == 3
    assert len(run("done", "one", "--query", "x").err.splitlines()) == 1
    diff = run("done", "--query", "one", "--dry-run")
    assert [line[:6] for line in diff.lines[:2]] == ["--- a/", "+++ b/"]
    assert len(run("done", "--query", "one").lines) == 2
    assert len(run("log").lines) == 2


@pytest.mark.shells
def test_a_real_terminal_keeps_its_title_its_cursor_and_its_screen(run: Program) -> None:
    """A tmux, which like any terminal acts on all of them."""
    hostile = (
        "\x1b]0;owned\x07",
        "\x1b[?1049h",
        "\x1b[?25l",
        "\x1b[31;41m",
        "\x1bkowned\x1b\\",
        "\x1b)0\x0e",
    )
    keywords = [f"K{number}{sequence}" for number, sequence in enumerate(hostile)]
    lines = [f"#+TODO: {' '.join(keywords)} | DONE", *(f"* {word} One" for word in keywords)]
    run.note("a.org", "".join(f"{line}\n" for line in lines))
    server = [*("tmux", "-L", f"orgshelf-{os.getpid()}", "-f", os.devnull)]

    def tmux(*words: str) -> str:
        done = subprocess.run(
            [*server, *words],
            cwd=run.folder,
            env=run.environment(TMUX=""),
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
        return done.stdout.decode()

    state = "#{pane_title} #{window_name} #{alternate_on} #{cursor_flag}"
    orgshelf = " ".join(map(shlex.quote, COMMAND))
    try:
        tmux("new", "-d", "-x", "100", "-y", "40", "sh -c 'read x; exec sh'")
        tmux("rename-window", "window")
        before = tmux("display-message", "-p", state)
        line = f"{orgshelf} list; {orgshelf} --color always list | cat; {orgshelf} tree"
        tmux("send-keys", "Enter", f"{line}; tmux wait-for -S done", "Enter")
        tmux("wait-for", "done")
        shown = tmux("capture-pane", "-p", "-e")
        assert tmux("display-message", "-p", state) == before
    finally:
        subprocess.run([*server, "kill-server"], check=False, capture_output=True)
    assert [shown.count(f"K{number}\u241b") for number in range(len(hostile))] == [3] * len(hostile)
    assert "\x1b[41m" not in shown
