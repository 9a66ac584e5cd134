"""Asking the web for the pages that links lead to."""

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from program import Program

ANSWERS = {"/good": 200, "/gone": 404, "/busy": 429, "/no": 403, "/dropped": 410}


@dataclass
class Web:
    """A server on this machine, and how often each path was asked for."""

    port: int
    asked: Counter[str] = field(default_factory=Counter)

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def web() -> Iterator[Web]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked[self.path] += 1
            self.send_response(ANSWERS[self.path])
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Web(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def notes(run: Program, web: Web, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Give the program with some links; nobody waits between two requests."""
    monkeypatch.setattr("orgshelf.lookup.web_pages._PAUSE", 0.0)
    own = run.home / "config" / "orgshelf" / "config.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(f"local_hosts: ['127.0.0.1:{web.port}']\n")
    links = [f"[[{web.address(path)}#part][x]]" for path in ("/good", "/gone", "/busy", "/no")]
    url = f":PROPERTIES:\n:URL: {web.address('/dropped')}\n:END:\n"
    run.note("a.org", "\n".join(["* a", *links, "** b", url]))
    return run


def test_pages_that_are_gone_are_told_of(notes: Program, web: Web) -> None:
    ran = notes("lint", "--links")
    assert ran.code == 1
    host = f"127.0.0.1:{web.port}"
    assert ran.lines == [
        f"a.org:3: error: http://{host}/gone#part: the page is gone [dead-web-link]",
        f"a.org:5: note: http://{host}/no#part: 127.0.0.1 could not be asked: it answers 403"
        " Forbidden [unreached-web-link]",
        f"a.org:8: error: http://{host}/dropped: the page is gone [dead-web-link]",
    ]


def test_a_page_that_was_there_is_not_asked_for_again(notes: Program, web: Web) -> None:
    for _ in range(2):
        notes("lint", "--links")
    assert web.asked == {"/good": 1, "/busy": 1, "/gone": 2, "/no": 2, "/dropped": 2}


def test_nobody_is_asked_unless_the_user_wants_it(notes: Program, web: Web) -> None:
    assert notes("lint").code == 0
    assert notes("-v", "list").code == 0
    notes("lint", "--links", "h:b")
    assert web.asked == {"/dropped": 1}


def test_a_host_that_does_not_answer_is_given_up(notes: Program, web: Web) -> None:
    dead = [f"[[http://127.0.0.1:{web.port}/no?{n}]]" for n in range(9)]
    ANSWERS.update({f"/no?{n}": 500 for n in range(9)})
    notes.note("b.org", "\n".join(["* b", *dead]))
    assert len(notes("lint", "--links", "b.org").lines) == 9
    assert web.asked.total() == 3


def test_your_own_network_is_left_alone(notes: Program) -> None:
    (notes.home / "config" / "orgshelf" / "config.yaml").write_text("")
    ran = notes("lint", "--links", "a.org")
    assert "in your own network, where nothing is asked" in ran.out
    assert "dead-web-link" not in ran.out
