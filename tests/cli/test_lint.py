"""The command that looks for what is off."""

import json

import jsonschema
import pytest

from program import Program

SOUND = "* Books\n** TODO Walden\n"
OFF = """\
* Books
** TODO Deep Work :a::b:
DEADLINE: <2026-12-01 Fri>
** TODO Essays
:PROPERTIES:
:RATING: 11
:END:
*** WAITING Part 1
"""
FOUND = [
    "a.org:2: warning: :a::b: has a colon too many [spurious-colons]",
    "a.org:3: warning: <2026-12-01 Fri>: that day is a Tue [timestamp-weekday]",
    "a.org:6: warning: '11' is not a valid RATING: write 0 to 5, or half of one like 3.5"
    " [bad-rating]",
    "a.org:8: warning: WAITING is not a TODO keyword of this file, so it is title text"
    " [foreign-keyword]",
]
MENDABLE = FOUND[:2]


@pytest.fixture
def notes(run: Program) -> Program:
    run.note("a.org", OFF)
    run.note("sub/b.org", SOUND)
    return run


def test_sound_notes_are_passed_over_in_silence(run: Program) -> None:
    run.note("a.org", SOUND)
    ran = run("lint")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_each_finding_has_a_line_and_the_exit_code_says_so(notes: Program) -> None:
    ran = notes("lint")
    assert ran.code == 1
    assert ran.lines == FOUND
    assert ran.err == (
        "4 findings; `lint --fix` fixes 2 of them. `lint --explain NAME` says what one means.\n"
    )


def test_files_folders_headings_and_queries_narrow_it(notes: Program) -> None:
    notes.note("sub/c.org", "* CLOSED early\n** TODO Late DEADLINE: <2026-12-01 Tue>\n")
    late = "sub/c.org:2: warning: DEADLINE: <2026-12-01 Tue> is text here"
    assert notes("lint", "a.org").lines == notes("lint", "notes/a.org").lines == FOUND
    assert [line.startswith(late) for line in notes("lint", "sub").lines] == [True]
    assert notes("lint", "sub/b.org").code == 0
    assert len(notes("lint", "a.org", "sub").lines) == 5
    assert notes("lint", "a.org:4").lines == FOUND[2:]  # with all below it
    assert notes("lint", notes.ids()["Essays"]).lines == FOUND[2:]
    assert notes("lint", "h:essays").lines == FOUND[2:3]  # the heading itself
    assert notes("lint", "kind:book", "Deep").lines == FOUND[:2]
    assert len(notes("lint", ".").lines) == 5


def test_a_word_that_could_be_an_id_is_a_word_of_a_query_where_it_is_none(notes: Program) -> None:
    notes.note("c.org", "* Feed WAITING DEADLINE: <2026-12-01 Tue>\n")
    assert len(notes("lint", "feed").lines) == 1
    assert notes("lint", "c.org:9").code == 3


def test_a_file_that_is_no_note_is_told_of(notes: Program) -> None:
    notes.note("mine.org", SOUND, root="elsewhere")
    ran = notes("lint", "elsewhere/mine.org", "sub/b.org")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "elsewhere/mine.org is not one of the notes.\n"
    assert notes("lint", "none.org").code == 3


def test_one_check_can_be_asked_for(notes: Program) -> None:
    assert notes("lint", "--check", "bad-rating").lines == FOUND[2:3]
    assert len(notes("lint", "--check", "bad-rating", "--check", "foreign-keyword").lines) == 2
    assert "unaligned-tags" not in notes("lint").out
    assert "a.org:2: note: " in notes("lint", "--check", "unaligned-tags").out


def test_a_check_that_is_not_there_is_told_with_the_near_one(notes: Program) -> None:
    for words in (["--check", "bad-ratings"], ["--explain", "bad-ratings"]):
        ran = notes("lint", *words)
        assert ran.code == 2
        assert "did you mean bad-rating?" in ran.err


def test_a_check_is_explained(run: Program) -> None:
    ran = run("lint", "--explain", "timestamp-weekday")
    assert ran.code == 0
    assert ran.lines[:2] == [
        "timestamp-weekday (warning)",
        "The weekday of a stamp is not that of its date.",
    ]
    assert "`lint --fix` writes the weekday of the date" in ran.out
    assert "    DEADLINE: <2026-12-01 Fri>" in ran.lines


def test_the_configuration_turns_checks_off_and_on(notes: Program) -> None:
    config = "lint: {off: [bad-rating, foreign-keyword], on: [unaligned-tags]}\n"
    notes.note(".orgshelf.yaml", config)
    assert [line.rpartition("[")[2] for line in notes("lint").lines] == [
        "spurious-colons]",
        "unaligned-tags]",
        "timestamp-weekday]",
    ]
    assert notes("lint", "--check", "bad-rating").lines == FOUND[2:3]
    notes.note(".orgshelf.yaml", "lint: {off: [bad-ratings]}\n")
    assert "did you mean bad-rating?" in notes("lint").err
    notes.note(".orgshelf.yaml", "lint: [bad-rating]\n")
    assert "lint wants on and off with a list of checks each" in notes("lint").err


def test_fix_fixes_as_one_change_and_tells_of_the_rest(notes: Program) -> None:
    before = (notes.folder / "notes/a.org").read_bytes()
    diff = notes("lint", "--fix", "--dry-run")
    assert diff.code == 0
    assert "+DEADLINE: <2026-12-01 Tue>" in diff.lines
    assert (notes.folder / "notes/a.org").read_bytes() == before
    ran = notes("lint", "--fix")
    assert ran.code == 1
    assert ran.lines == [
        "a.org:2: fixed: :a::b: has a colon too many [spurious-colons]",
        "a.org:3: fixed: <2026-12-01 Fri>: that day is a Tue [timestamp-weekday]",
        *FOUND[2:],
    ]
    assert notes("lint").lines == FOUND[2:]
    assert notes("undo").code == 0
    assert (notes.folder / "notes/a.org").read_bytes() == before


def test_fix_goes_no_further_than_it_is_asked_to(notes: Program) -> None:
    notes("lint", "--fix", "--check", "spurious-colons")
    assert notes("lint").lines == FOUND[1:]
    notes("lint", "--fix", "sub")
    assert notes("lint").lines == FOUND[1:]


def test_what_cannot_be_written_is_not_fixed(notes: Program) -> None:
    path = notes.note("c.org", b"* a <2026-12-01 Fri>\r* b\r")
    ran = notes("lint", "--fix", "c.org")
    assert path.read_bytes() == b"* a <2026-12-01 Fri>\r* b\r"
    assert "read but never written: its lines end in a lone CR" in ran.out


def test_json_has_every_finding(notes: Program) -> None:
    ran = notes("lint", "--format", "json")
    assert ran.code == 1
    found = json.loads(ran.out)["findings"]
    assert [
        f"{f['file']}:{f['line']}: {f['level']}: {f['text']} [{f['check']}]" for f in found
    ] == FOUND
    assert [f["fixable"] for f in found] == [True, True, False, False]
    assert json.loads(notes("lint", "sub", "--format", "json").out) == {"findings": []}


SARIF = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool", "results", "originalUriBaseIds"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {"driver": {"required": ["name", "version", "rules"]}},
                    },
                    "results": {
                        "items": {
                            "required": ["ruleId", "level", "message", "locations"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {"required": ["text"]},
                            },
                        }
                    },
                },
            },
        },
    },
}


def test_sarif_names_file_line_and_rule(notes: Program) -> None:
    notes.note("größe b.org", "* WAITING a\n")
    log = json.loads(notes("lint", "--format", "sarif").out)
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {
        result["ruleId"] for result in run["results"]
    }
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {
        "a.org",
        "gr%C3%B6%C3%9Fe%20b.org",
    }
    root = run["originalUriBaseIds"]["NOTES"]["uri"]
    assert root == f"{(notes.folder / 'notes').resolve().as_uri()}/"
    assert places[0]["region"] == {"startLine": 2}


def test_conflict_copies_and_what_cannot_be_read_are_found(notes: Program) -> None:
    notes.note("a.sync-conflict-20261101-101010-ABCDEFG.org", SOUND)
    (notes.folder / "notes/gone.org").symlink_to("nowhere.org")
    ran = notes("lint")
    assert ran.code == 1
    copies = "a.sync-conflict-20261101-101010-ABCDEFG.org:1: warning: a copy made for a conflict"
    assert [line for line in ran.lines if line.startswith(copies)]
    assert "gone.org:1: error: cannot be read: No such file or directory [unreadable-file]" in (
        ran.lines
    )


def test_links_lead_to_files_beside_the_note(notes: Program) -> None:
    notes.note("sub/paper.pdf", "x")
    notes.note("sub/c.org", "* a\n[[file:paper.pdf]] [[file:../a.org::*x]] [[file:none.pdf]]\n")
    assert notes("lint", "--check", "link-to-local-file").lines == [
        "sub/c.org:2: warning: there is no file none.pdf [link-to-local-file]"
    ]


def test_verbose_names_bad_values_with_any_command(notes: Program) -> None:
    told = notes("-v", "list").err.splitlines()
    assert [line for line in told if line in FOUND] == FOUND
    assert not [line for line in notes("list").err.splitlines() if "RATING" in line]


def test_what_is_found_is_shown_harmlessly(run: Program) -> None:
    run.note("a.org", "* WAITING a\x1b[31m\n<<\x1b]0;x\x07>> <<\x1b]0;x\x07>>\n")
    assert "\x1b" not in run("lint").out
    assert "\x1b" not in run("lint", "--format", "json").out


def test_a_file_that_is_one_work_is_looked_at_like_any_work(run: Program) -> None:
    run.note("a.org", ":PROPERTIES:\n:KIND: book\n:RATING: 11\n:END:\n#+TITLE: Dune\n* One\n")
    run.note("b.org", "* Books\n** Dune\n")
    assert [line.rpartition("[")[2] for line in run("lint").lines] == [
        "bad-rating]",
        "same-work-twice]",
    ]
