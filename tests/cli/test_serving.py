"""The live page's server: who may change something, and what becomes of the notes."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from program import ROOT, Program
from served import FORM, Served, notes, serving

ITEM = "2a07"


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, Served]]:
    """A server for all that is to change nothing."""
    program = Program(tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home"))
    shutil.copytree(ROOT / "notes", program.folder / "notes")
    with serving(program) as started:
        yield program, started


@pytest.fixture
def server(shipped: Program) -> Iterator[Served]:
    with serving(shipped) as started:
        yield started


def test_the_report_is_the_page_of_export_html(shipped: Program, server: Served) -> None:
    answer = server.ask("GET", "/report")
    assert answer.status == 200
    exported = shipped("export", "html").out
    assert re.findall("<li class.*", answer.text) == re.findall("<li class.*", exported)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_done_on_the_page_is_done_as_the_command_does(shipped: Program, server: Served) -> None:
    before = notes(shipped.folder)
    answer = server.act("/", "done", ITEM)
    assert answer.status == 200
    assert answer.said.startswith("papers.org:18 TODO → DONE Computer systems")
    by_page = notes(shipped.folder)
    assert shipped("log").out.count("\n") == 1
    assert shipped("undo").code == 0
    assert notes(shipped.folder) == before
    assert shipped("done", ITEM).code == 0
    assert notes(shipped.folder) == by_page


REFUSED = {
    "another site": {"Origin": "https://evil.example"},
    "another port": {"Origin": "http://127.0.0.1:1"},
    "a file": {"Origin": "null"},
    "a name that leads here": {"Host": "evil.example", "Origin": "http://evil.example"},
    "text": {"Content_Type": "text/plain"},
    "JSON": {"Content_Type": "application/json"},
    "too much": {"Content_Length": "1000000"},
}


@pytest.mark.parametrize("headers", REFUSED.values(), ids=REFUSED)
def test_nobody_else_changes_anything(
    standing: tuple[Program, Served], headers: dict[str, str]
) -> None:
    shipped, server = standing
    before = notes(shipped.folder)
    answer = server.done(ITEM, **headers)
    assert answer.status in (400, 403)
    assert answer.said.endswith(".")
    assert notes(shipped.folder) == before
    assert "Nothing" in shipped("undo").err


@pytest.mark.parametrize("token", ["guess", ""])
def test_nobody_who_does_not_know_the_token_changes_anything(
    standing: tuple[Program, Served], token: str
) -> None:
    shipped, server = standing
    before = notes(shipped.folder)
    answer = server.post(server.form("/", "done", ITEM), {"token": token})
    assert answer.status == 403
    assert notes(shipped.folder) == before


def test_without_an_origin_nothing_is_changed(standing: tuple[Program, Served]) -> None:
    shipped, server = standing
    before = notes(shipped.folder)
    body = urlencode(server.form("/", "done", ITEM).fields)
    answer = server.ask("POST", "/done", body, {"Content-Type": FORM})
    assert answer.status == 403
    assert notes(shipped.folder) == before


@pytest.mark.parametrize("path", ["/", "/changes"])
def test_only_this_machine_is_shown_anything(standing: tuple[Program, Served], path: str) -> None:
    _, server = standing
    answer = server.ask("GET", path, headers={"Host": "evil.example"})
    assert answer.status == 403
    assert "Theano" not in answer.text


@pytest.mark.parametrize("ref", ["0000", "theano", "papers.org:18", "#x", "id:x", "-", "", "\0"])
def test_only_an_id_names_an_item(standing: tuple[Program, Served], ref: str) -> None:
    shipped, server = standing
    before = notes(shipped.folder)
    answer = server.done(ref)
    assert answer.status == 404
    assert answer.said.endswith("so nothing was done: look for it again.")
    assert notes(shipped.folder) == before


def test_other_paths_and_methods_lead_nowhere(standing: tuple[Program, Served]) -> None:
    _, server = standing
    assert server.ask("GET", "/../../etc/passwd").status == 404
    assert server.ask("GET", "/papers.org").status == 404
    assert server.ask("PUT", "/done").status == 501
    assert server.ask("PUT", "/done").said == "This is not understood."
    assert server.ask("POST", "/", "a=b", {"Origin": "x"}).status == 403
    assert server.post(replace(server.form("/", "done", ITEM), action="/nothing")).status == 404


def test_what_emacs_has_unsaved_is_left_alone(shipped: Program, server: Served) -> None:
    (shipped.folder / "notes" / ".#papers.org").symlink_to("me@here.1")
    answer = server.act("/", "done", ITEM)
    assert answer.status == 409
    assert "unsaved changes in Emacs" in answer.said


def test_a_change_by_others_is_on_the_next_page(shipped: Program, server: Served) -> None:
    shipped.note("new.org", "* Books\n** TODO Brand new\n")
    assert "Brand new" in server.ask("GET", "/").text
    (shipped.folder / "notes" / "new.org").unlink()
    assert "Brand new" not in server.ask("GET", "/").text


def test_a_broken_index_is_no_matter(shipped: Program, server: Served) -> None:
    titles = re.findall(r'href="/item/.*', server.ask("GET", "/").text)
    (index,) = (shipped.home / ".cache" / "orgshelf").glob("*.sqlite")
    index.write_bytes(index.read_bytes()[:5000] + b"nonsense" * 9000)
    assert re.findall(r'href="/item/.*', server.ask("GET", "/").text) == titles
    assert server.act("/", "done", ITEM).status == 200


def test_a_change_is_told_of(shipped: Program, server: Served) -> None:
    with server.stream() as stream:
        assert any(line == ": waiting\n" for line in stream)
        shipped.note("new.org", "* TODO x\n")
        assert any(line == "event: changed\n" for line in stream)


def test_it_shows_what_a_query_asks_for(shipped: Program) -> None:
    with serving(shipped, "kind:paper") as server:
        texts = [server.ask("GET", path).text for path in ("/", "/search?q=theano", "/report")]
    assert "Computer systems are dynamical systems" in texts[0]
    assert "Theano" not in " ".join(texts)


def test_ctrl_c_ends_it_in_peace(server: Served) -> None:
    server.ask("GET", "/")
    assert server.program.stop() == (0, "Press Ctrl-C to stop.\n")


def test_a_port_that_is_taken_is_said_in_one_sentence(shipped: Program, server: Served) -> None:
    port = str(server.port)
    ran = shipped.process("serve", "--port", port)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"orgshelf: Port {port} cannot be used (")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("wrong", ["kindd:paper", "(todo"])
def test_a_wrong_query_is_said_before_anything_is_served(shipped: Program, wrong: str) -> None:
    ran = shipped.process("serve", "--port", "0", wrong)
    assert (ran.code, ran.out) == (2, "")


def test_a_regexp_that_runs_away_is_cut_off_here_too(shipped: Program) -> None:
    with serving(shipped, "regexp:(a+)+$") as server:
        shipped.note("notes/new.org", f"* TODO {'a' * 60}! :book:\n")
        answer = server.ask("GET", "/")
        assert answer.status == 400
        assert answer.said.startswith("This regular expression takes too long")
        assert server.program.stop() == (0, "Press Ctrl-C to stop.\n")


@pytest.mark.parametrize("command", [["export", "html"], ["serve", "--port", "0"]])
def test_without_jinja_the_extra_is_named(shipped: Program, command: list[str]) -> None:
    without = "import sys; sys.modules['jinja2'] = None\nfrom orgshelf.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", without, *command],
        cwd=shipped.folder,
        env=shipped.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "[html]'." in done.stderr
    assert done.stderr.count("\n") == 1
