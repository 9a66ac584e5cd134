"""What can be done on the live page: each verb writes what its command does, once."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from program import ROOT, Program
from served import Answer, Served, notes, serving

SICP = "Structure and Interpretation of Computer Programs"
BOOK = "Gödel, Escher, Bach: an Eternal Golden Braid - Douglas R. Hofstadter 1979"
PAPER = "An Axiomatic Basis for Computer Programming - Hoare 1969"
NEW = "* Books\n** TODO Brand new\n*** TODO Part\n** TODO Other\n*** TODO Part\n"

Standing = tuple[Program, Served]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """Give a server of notes that each test gets anew."""
    program = Program(tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home"))
    (program.folder / "notes").mkdir()
    with serving(program) as started:
        yield program, started


@pytest.fixture
def live(running: Standing) -> Standing:
    fill(running[0].folder)
    return running


@pytest.fixture
def twin(run: Program) -> Program:
    """Give the program in a folder with the same notes, for the commands."""
    fill(run.folder)
    return run


def fill(folder: Path) -> None:
    shutil.rmtree(folder / "notes", ignore_errors=True)
    shutil.copytree(ROOT / "examples" / "notes", folder / "notes")


#: The heading, what is filled in, and the words of the command behind the heading's id.
CASES: dict[str, tuple[str, dict[str, str], Sequence[str]]] = {
    "start": (PAPER, {}, ()),
    "done": (SICP, {}, ()),
    "done with a note": (SICP, {"note": "at last"}, ("--note", "at last")),
    "drop": (SICP, {"note": "too long"}, ("--note", "too long")),
    "page": (BOOK, {"page": "+15"}, ("+15",)),
    "page in percent": (BOOK, {"page": "50%"}, ("50%",)),
    "rate": (BOOK, {"stars": "4"}, ("4",)),
    "note": (SICP, {"text": "one\r\n* two\r\n<b>ü</b>"}, ("one\n* two\n<b>ü</b>",)),
    "quote": (BOOK, {"text": "a\r\n\r\n* b"}, ("a\n\n* b",)),
    "quote in full": (
        BOOK,
        {"text": "All is one.", "page": "12", "note": "is it?"},
        ("All is one.", "--page", "12", "--note", "is it?"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_verb_writes_what_its_command_does(live: Standing, twin: Program, case: str) -> None:
    program, server = live
    title, given, words = CASES[case]
    verb, id_ = case.split()[0], program.ids()[title]
    answer = server.act(f"/item/{id_}", verb, **given)
    assert (answer.status, bool(answer.said)) == (200, True)
    assert twin(verb, id_, *words).code == 0
    assert notes(program.folder) == notes(twin.folder) != notes(ROOT / "examples")


def test_what_is_finished_can_be_begun_again(live: Standing, twin: Program) -> None:
    program, server = live
    id_ = program.ids("done:", "kind:book")
    title, short = next(iter(id_.items()))
    answer = server.act(f"/item/{short}", "again")
    assert title.split(" - ")[0] in answer.said
    assert twin("again", short).code == 0
    assert notes(program.folder) == notes(twin.folder)


@pytest.mark.parametrize(
    ("kind", "title", "words"),
    [
        ("book", "  A new  one ", ("book", "A new one")),
        ("video", "<script>alert(1)</script>", ("video", "<script>alert(1)</script>")),
        ("paper", "10.1145/359340.359342", ("paper", "10.1145/359340.359342")),
    ],
)
def test_a_work_is_added_as_by_its_command(
    live: Standing, twin: Program, kind: str, title: str, words: Sequence[str]
) -> None:
    program, server = live
    answer = server.act("/", "add", kind=kind, title=title)
    assert " added " in answer.said
    assert twin("add", *words).code == 0
    assert notes(program.folder) == notes(twin.folder)


def test_undo_stands_beside_what_was_done_and_in_the_list_of_changes(live: Standing) -> None:
    program, server = live
    before = notes(program.folder)
    id_ = program.ids()[SICP]
    done = server.act("/", "done", full(server, id_))
    assert "READING → DONE" in done.said
    numbers = [form.fields["number"] for form in server.forms("/changes-made")]
    assert f'name="number" value="{numbers[0]}"' in done.text
    answer = server.act("/changes-made", "undo")
    assert answer.said.startswith("undone: ")
    assert notes(program.folder) == before
    assert numbers[0] not in [form.fields["number"] for form in server.forms("/changes-made")]


def full(server: Served, short: str) -> str:
    """The whole id of a heading, which is what the forms have."""
    form = server.form(f"/item/{short}", "note")
    return form.fields["ref"]


def test_the_journal_has_the_command_that_does_the_same(live: Standing) -> None:
    program, server = live
    id_ = program.ids()[BOOK]
    server.act(f"/item/{id_}", "quote", text="it's so", page="3")
    assert f"quote {id_} 'it'\"'\"'s so' --page 3" in program(
        "log", "--format", "json"
    ).out.replace('\\"', '"')


def test_a_form_that_is_sent_again_does_nothing_again(live: Standing) -> None:
    program, server = live
    id_ = program.ids()[SICP]
    form = server.form(f"/item/{id_}", "note")
    first = server.post(form, {"text": "once"})
    after = notes(program.folder)
    again = server.post(form, {"text": "once"})
    assert (first.status, again.status) == (303, 303)
    assert notes(program.folder) == after
    assert server.post(form, {"text": "another"}).status == 303
    assert notes(program.folder) != after


def test_a_page_that_is_loaded_again_says_and_does_nothing(live: Standing) -> None:
    program, server = live
    place = server.post(server.form(f"/item/{program.ids()[PAPER]}", "start")).headers["Location"]
    after = notes(program.folder)
    assert [bool(server.ask("GET", place).said) for _ in range(2)] == [True, False]
    assert notes(program.folder) == after


WRONG = {
    "page": {"page": "999"},
    "page in letters": {"page": "abc"},
    "rate": {"stars": "6"},
    "note": {"text": "  "},
    "quote": {"text": "x <b>", "page": "abc"},
    "add": {"kind": "nonsense", "title": ""},
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_on_the_page_and_what_was_typed_stays(
    live: Standing, case: str
) -> None:
    program, server = live
    before, given = notes(program.folder), WRONG[case]
    path = "/" if case == "add" else f"/item/{program.ids()[BOOK]}"
    answer = server.act(path, case.split()[0], **given)
    assert (answer.status, notes(program.folder)) == (400, before)
    assert answer.said.endswith(".")
    if case == "quote":
        assert "\nx &lt;b&gt;</textarea>" in answer.text


def test_what_emacs_has_not_saved_keeps_what_was_typed(live: Standing) -> None:
    program, server = live
    path = f"/item/{program.ids()[SICP]}"
    (program.folder / "notes" / ".#books.org").symlink_to("me@here.1")
    answer = server.act(path, "note", text="long thoughts")
    assert answer.status == 409
    assert "unsaved changes in Emacs" in answer.said
    assert "\nlong thoughts</textarea>" in answer.text


def changed(program: Program, before: str, after: str) -> None:
    """Edit the new file as another program does."""
    path = program.folder / "notes" / "new.org"
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def pressed_after(live: Standing, title: str, before: str, after: str) -> tuple[Answer, str]:
    """Press Done for a heading on a page that was made before the notes were edited."""
    program, server = live
    program.note("new.org", NEW)
    form = server.form(f"/item/{program.ids()[title]}", "done")
    changed(program, before, after)
    answer = server.post(form)
    if answer.status == 303:
        answer = server.ask("GET", answer.headers["Location"])
    return answer, (program.folder / "notes" / "new.org").read_text()


def test_a_heading_is_found_where_it_has_moved_to(live: Standing) -> None:
    answer, text = pressed_after(live, "Other", "* Books\n", "#+TITLE: x\n\n* Books\n** Old\n")
    assert answer.status == 200
    assert "** DONE Other\n" in text


def test_a_heading_that_was_given_another_note_meanwhile_keeps_it(live: Standing) -> None:
    answer, text = pressed_after(live, "Other", "** TODO Other\n", "** TODO Other\nA note.\n")
    assert answer.status == 200
    assert "** DONE Other\n" in text
    assert "A note.\n" in text


def test_a_heading_is_found_on_another_shelf(live: Standing) -> None:
    answer, text = pressed_after(live, "Other", "** TODO Other\n", "* Papers\n** TODO Other\n")
    assert answer.status == 200
    assert "** DONE Other\n" in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("** TODO Other\n", "** TODO Renamed\n"),
        ("** TODO Other\n", ""),
        ("** TODO Other\n", "** TODO Other\nFirst\n** TODO Other\nSecond\n"),
    ],
    ids=["renamed", "removed", "another of its name"],
)
def test_a_heading_that_is_not_to_be_told_from_others_is_left_alone(
    live: Standing, before: str, after: str
) -> None:
    answer, text = pressed_after(live, "Other", before, after)
    assert (answer.status, text) == (404, NEW.replace(before, after))
    assert answer.said.startswith("'Other' is no longer where it was shown")


def test_a_part_of_another_work_is_not_taken_for_the_one_that_is_gone(live: Standing) -> None:
    program, server = live
    program.note("new.org", NEW)
    parts = server.ask("GET", f"/item/{program.ids()['Brand new']}").text
    assert parts.count("Mark done: Part") == 1
    own = server.forms(f"/item/{program.ids()['Brand new']}")
    (form,) = [f for f in own if (f.action, f.fields.get("title")) == ("/done", "Part")]
    changed(program, "** TODO Brand new\n*** TODO Part\n", "** TODO Brand new\n")
    assert server.post(form).status == 404
    assert "DONE" not in (program.folder / "notes" / "new.org").read_text()


def test_two_pages_and_a_command_at_once_lose_nothing(live: Standing) -> None:
    program, server = live
    path = f"/item/{program.ids()[SICP]}"
    first, second = server.form(path, "note"), server.form(path, "note")
    assert program("note", SICP, "by the command").code == 0
    assert server.post(first, {"text": "by the first"}).status == 303
    assert server.post(second, {"text": "by the second"}).status == 303
    text = (program.folder / "notes" / "books.org").read_text()
    assert all(f"by the {who}" in text for who in ("command", "first", "second"))


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/\\evil", "x", ""])
def test_nobody_is_led_to_another_site(live: Standing, back: str) -> None:
    program, server = live
    form = server.form(f"/item/{program.ids()[SICP]}", "note")
    place = server.post(form, {"back": back, "text": back or "x"}).headers["Location"]
    assert place.startswith(("/?said=", "/%5Cevil?said="))


def test_a_card_is_graded_as_by_its_command(live: Standing, twin: Program) -> None:
    program, server = live
    for each in (program, twin):
        assert each("review", "add", BOOK, "--yes").code == 0
        for path in (each.folder / "notes").glob("*.org"):  # whose IDs are random
            text = path.read_text().split("\n")
            ids = (n for n, line in enumerate(text) if line.startswith(":ID:") and len(line) > 40)
            for number in ids:
                text[number] = f":ID:       {number:036}"
            path.write_text("\n".join(text))
    card = server.ask("GET", "/review").text
    assert card.count('name="rating"') == 4
    form = server.form("/review", "grade")
    ref = form.fields["ref"]
    assert server.post(form, {"rating": "good"}).status == 303
    assert twin("review", "grade", ref, "good").code == 0
    assert notes(program.folder) == notes(twin.folder)
    assert server.act("/review", "grade", rating="perfect").status == 400
