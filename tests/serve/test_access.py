"""Who is shown the live page: a browser that was at the address with the key, and nobody else."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping

import pytest

from program import PATIENCE, ROOT, Program
from served import FORM, Answer, Served, notes, serving

ITEM = "2a07"
ANOTHER = 65534  # a user's id


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, Served]]:
    program = Program(tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home"))
    shutil.copytree(ROOT / "notes", program.folder / "notes")
    with serving(program) as started:
        yield program, started


@pytest.fixture
def server(standing: tuple[Program, Served]) -> Served:
    return standing[1]


def refused(answer: Answer) -> None:
    assert answer.status == 403
    assert re.fullmatch(r"[A-Z][^.]+\.", answer.said)
    assert "Set-Cookie" not in answer.headers


def test_the_key_is_changed_for_a_cookie_and_leaves_the_address(server: Served) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?key=[\w-]{40,}", server.start)
    answer = server.ask("GET", f"/?key={server.key}", headers={"Cookie": ""})
    assert (answer.status, answer.headers["Location"]) == (303, "/")
    cookie, *attributes = answer.headers["Set-Cookie"].split("; ")
    assert sorted(attributes) == ["HttpOnly", "Path=/", "SameSite=Strict"]  # until it is closed
    assert str(server.port) in cookie.partition("=")[0]
    page = server.ask("GET", "/", headers={"Cookie": cookie})
    assert page.status == 200
    assert server.key not in page.text


def test_it_is_another_key_each_time(shipped: Program, server: Served) -> None:
    with serving(shipped) as other:
        assert other.key != server.key
        for mine, its in ((server, other), (other, server)):
            refused(mine.ask("GET", f"/?key={its.key}", headers={"Cookie": ""}))
            refused(mine.ask("GET", "/", headers={"Cookie": its.cookie}))
            both = {"Cookie": f"{its.cookie}; {mine.cookie}"}
            assert mine.ask("GET", "/", headers=both).status == 200


REQUESTS = [
    *(("GET", path) for path in ("/", "/changes", "/favicon.ico", "/../../etc/passwd", "//")),
    *(("POST", path) for path in ("/done", "/", "/nothing")),
    *((method, "/") for method in ("PUT", "DELETE", "OPTIONS", "PATCH", "NONSENSE")),
]


@pytest.mark.parametrize("cookie", ["", "none", "wrong", "half", "name", "long", "odd"])
@pytest.mark.parametrize(("method", "path"), REQUESTS)
def test_without_its_cookie_nothing_is_shown(
    standing: tuple[Program, Served], method: str, path: str, cookie: str
) -> None:
    shipped, server = standing
    before = notes(shipped.folder)
    cookies = {
        "": "",
        "none": "theme=dark",
        "wrong": f"orgshelf-{server.port}=guess",
        "half": server.cookie[:-1],
        "name": f"orgshelf={server.key}; orgshelf-1={server.key}",
        "long": f"{server.cookie}x",
        "odd": f"orgshelf-{server.port}=\xe9\xff",
    }
    headers = {
        "Cookie": cookies[cookie],
        "Origin": server.address.rstrip("/"),
        "Content-Type": FORM,
    }
    refused(server.ask(method, path, f"token={server.token}&ref={ITEM}", headers))
    assert notes(shipped.folder) == before


@pytest.mark.parametrize(
    "path",
    ["/?key=", "/?key", "/?key={}x", "/?Key={}", "/?key={}&key={}", "/changes?key={}", "/{}"],
)
def test_what_is_not_the_address_that_was_printed_opens_nothing(server: Served, path: str) -> None:
    refused(server.ask("GET", path.replace("{}", server.key), headers={"Cookie": ""}))


def test_cookies_of_other_servers_do_no_harm(server: Served) -> None:
    odd = f'a="b; c"; x; =; ==;; orgshelf-1=y; {server.cookie}; \xff=\xfe'
    assert server.ask("GET", "/", headers={"Cookie": odd}).status == 200


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Host": "evil.example"},
    {"Host": "127.0.0.1:1"},
    {"Host": ""},
]


@pytest.mark.parametrize("path", ["/", "/changes", "/nothing"])
@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_no_other_site_gets_anything(server: Served, path: str, headers: Mapping[str, str]) -> None:
    refused(server.ask("GET", path, headers=dict(headers)))


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_the_page_and_the_user_get_what_they_ask_for(server: Served, site: str) -> None:
    assert server.ask("GET", "/", headers={"Sec-Fetch-Site": site}).status == 200
    with server.stream(Sec_Fetch_Site=site, Origin=server.address.rstrip("/")) as stream:
        assert ": waiting\n" in stream


def test_whoever_comes_to_the_address_from_another_site_gets_there_too(server: Served) -> None:
    headers = {"Cookie": "", "Sec-Fetch-Site": "cross-site"}
    answer = server.ask("GET", f"/?key={server.key}", headers=headers)
    assert answer.status == 200  # a redirect would be one from that other site
    assert answer.headers["Set-Cookie"].startswith(server.cookie)
    assert 'http-equiv="refresh" content="0; url=/"' in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("path", ["/", "/?key={}", "/changes"])
def test_another_user_of_this_machine_gets_nothing_even_with_the_key(
    server: Served, host: str, path: str
) -> None:
    request = (
        f"GET {path.replace('{}', server.key)} HTTP/1.0\\r\\n"
        f"Host: {server.host}\\r\\nCookie: {server.cookie}\\r\\n\\r\\n"
    )
    script = f"exec 3<>/dev/tcp/{host}/{server.port} && printf '{request}' >&3 && timeout 2 cat <&3"
    assert by(os.geteuid(), script).splitlines()[0] != "HTTP/1.0 403 Forbidden"
    answer = by(ANOTHER, script)
    assert answer.splitlines()[0] == "HTTP/1.0 403 Forbidden"
    assert "Set-Cookie" not in answer
    assert answer.splitlines()[-1].startswith("Only the user who started")


def by(user: int, script: str) -> str:
    """What a bash script of a user prints."""
    with_sudo = user != os.geteuid() != 0
    done = subprocess.run(
        [*(("sudo", "-n", "-u", f"#{user}") if with_sudo else ()), "bash", "-c", script],
        user=None if with_sudo else user,
        cwd="/",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return done.stdout


def test_open_opens_the_address_with_the_key(shipped: Program) -> None:
    programs = shipped.home / "bin"
    programs.mkdir()
    opener = programs / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" > {shipped.home}/opened\n')
    opener.chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    with serving(Program(shipped.folder, shipped.home, {"PATH": path}), "--open") as server:
        server.ask("GET", "/")
        assert server.program.stop()[0] == 0
        assert (shipped.home / "opened").read_text() == f"{server.start}\n"


def test_a_cache_that_is_not_private_is_told_of_once(shipped: Program) -> None:
    cache = shipped.home / ".cache" / "orgshelf"
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    with serving(shipped) as server:
        for _ in range(2):
            assert server.ask("GET", "/").status == 200
        code, said = server.program.stop()
    assert code == 0
    assert re.fullmatch(rf"orgshelf: {cache} can be written .*\nPress Ctrl-C to stop\.\n", said)


def test_the_port_that_browsers_leave_out_is_one_like_the_others(shipped: Program) -> None:
    with serving(shipped, "--port", "80") as server:
        if not server.start:  # not for this user, or taken
            _, said = server.program.ended()
            assert re.fullmatch(r"orgshelf: Port 80 cannot be used \(.+\): name another.*\n", said)
            return
        assert server.address == "http://127.0.0.1/"
        assert server.ask("GET", "/").status == 200
        assert server.done(ITEM).status == 303


def test_what_is_answered_no_browser_keeps_and_no_other_page_shows(server: Served) -> None:
    answers = [
        server.ask("GET", "/"),
        server.ask("GET", f"/?key={server.key}"),
        server.ask("GET", "/", headers={"Cookie": ""}),
        server.ask("GET", "/nothing"),
        server.ask("PUT", "/"),
        server.ask("POST", "/done", "{}", {"Origin": server.address.rstrip("/")}),
        server.done("0000"),
        server.ask("GET", "/report"),
    ]
    assert [answer.status for answer in answers] == [200, 303, 403, 404, 501, 403, 404, 200]
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    for page in (answers[0], answers[-2], answers[-1]):
        assert 'http-equiv="Content-Security-Policy" content="default-src &#39;none' in page.text
