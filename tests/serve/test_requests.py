"""Requests that no browser sends: each is answered, and none harms or holds up the server."""

import shutil
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from program import ROOT, Program
from served import FORM, Served, notes, serving, unchanged

LONGEST = 40.0  # seconds: the ten that a request can take to arrive, and some for a busy machine


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that must still serve afterwards, and has had nothing to complain of."""
    program = Program(tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home"))
    shutil.copytree(ROOT / "notes", program.folder / "notes")
    before = notes(program.folder)
    with serving(program) as started:
        yield started
        assert started.ask("GET", "/").status == 200
        assert notes(program.folder) == before
        assert started.program.stop() == (0, "Press Ctrl-C to stop.\n")


def post(server: Served, body: bytes, *headers: str) -> bytes:
    """The bytes of a request to mark an item done, with these headers about its body."""
    own = [
        f"Host: {server.host}",
        f"Origin: {server.address.rstrip('/')}",
        f"Cookie: {server.cookie}",
    ]
    head = "".join(f"{line}\r\n" for line in (*own, *headers))
    return f"POST /done HTTP/1.1\r\n{head}\r\n".encode() + body


TYPE = f"Content-Type: {FORM}"
CHUNKED = "Transfer-Encoding: chunked"
ITEM = b"ref=2a07&token=guess"
LENGTH = f"Content-Length: {len(ITEM)}"
BODIES: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "none": (b"", (TYPE,)),
    "no length": (ITEM, (TYPE,)),
    "empty": (b"", (TYPE, "Content-Length: 0")),
    "chunked": (b"14\r\n" + ITEM + b"\r\n0\r\n\r\n", (TYPE, CHUNKED)),
    "chunked with a length": (ITEM, (TYPE, CHUNKED, LENGTH)),
    "negative": (ITEM, (TYPE, "Content-Length: -14")),
    "no number": (ITEM, (TYPE, "Content-Length: 0x0e")),
    "two numbers": (ITEM, (TYPE, "Content-Length: 14, 14")),
    "other digits": (ITEM, (TYPE, "Content-Length: \u0661\u0664")),
    "a huge number": (ITEM, (TYPE, f"Content-Length: {'9' * 5_000}")),
    "too long": (b" " * 3_000_000, (TYPE, "Content-Length: 3000000")),
    "longer than said": (ITEM * 99_999, (TYPE, "Content-Length: 3")),
    "JSON": (b'{"ref": "2a07"}', ("Content-Type: application/json", "Content-Length: 15")),
    "no type": (ITEM, (LENGTH,)),
    "an odd type": (ITEM, ("Content-Type: ;;=", LENGTH)),
    "many fields": (b"a=b&" * 1_000, (TYPE, "Content-Length: 4000")),
    "half a letter": (b"ref=%e2", (TYPE, "Content-Length: 7")),
    "half a pair": (b"ref=%ed%a0%80", (TYPE, "Content-Length: 13")),
    "a raw byte": (b"ref=\xff", (TYPE, "Content-Length: 5")),
    "no token": (b"ref=2a07", (TYPE, "Content-Length: 8")),
    "a token of another run": (ITEM, (TYPE, LENGTH)),
}


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_no_page_sends_is_answered(server: Served, body: str) -> None:
    data, headers = BODIES[body]
    answer = server.send(post(server, data, *headers))
    head, _, said = answer.partition(b"\r\n\r\n")
    assert head.split(b" ")[1] == b"403"
    assert said.startswith(b"Only a page of this run ")


HEADS = {
    "nothing but a line": b"\r\n",
    "garbage": b"\x00\xff\x16\x03\x01 garbage\r\n\r\n",
    "one word": b"GET\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "another version": b"GET / HTTP/2.0\r\n\r\n",
    "no number in the version": b"GET / HTTP/x.y\r\n\r\n",
    "a long line": b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n",
    "a long header": b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\n" + b"X: x\r\n" * 500 + b"\r\n",
    "an odd path": b"GET http://[ HTTP/1.1\r\n\r\n",
    "an odd port": b"GET //[::1]:x/?key=a HTTP/1.1\r\n\r\n",
    "no headers": b"POST /done HTTP/1.1\r\n\r\n",
    "an odd header": b"GET / HTTP/1.1\r\n: x\r\nHost\r\n\r\n",
    "expecting": b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n",
}


@pytest.mark.parametrize("head", HEADS)
def test_any_head_is_answered(server: Served, head: str) -> None:
    answer = server.send(HEADS[head])
    assert answer.split(b" ")[1] in (b"400", b"403", b"414", b"431", b"505")
    assert answer.endswith(b".\n")


@pytest.mark.parametrize("path", ["http://[", "//[x", "/?key=%ff", "/%00", "/?" + "&" * 5_000])
def test_any_path_is_answered(server: Served, path: str) -> None:
    head = f"GET {path} HTTP/1.1\r\nHost: {server.host}\r\nCookie: {server.cookie}\r\n\r\n"
    assert server.send(head.encode()).startswith(b"HTTP/1.0 404 ")


def test_what_comes_slowly_or_never_is_given_up(server: Served) -> None:
    whole = post(server, ITEM, TYPE, LENGTH)
    slow = {
        "half a line": whole[:9],
        "half a head": whole[:40],
        "a head": whole[: -len(ITEM)],
        "half a body": whole[:-3],
        "nothing": b"",
    }
    with ThreadPoolExecutor(len(slow) + 1) as pool:
        started = time.monotonic()
        answers = {
            name: pool.submit(server.send, data, wait=LONGEST) for name, data in slow.items()
        }
        dripping = pool.submit(dripped, server, whole)
        assert server.ask("GET", "/").status == 200  # nobody is held up by that
        codes = {name: answer.result()[9:12] for name, answer in answers.items()}
        assert dripping.result()[9:12] in (b"400", b"403")
        assert time.monotonic() - started < LONGEST
    in_the_head = (b"400", b"403")
    assert codes.pop("half a line") in in_the_head
    assert codes.pop("half a head") in in_the_head
    assert codes == {"a head": b"403", "half a body": b"403", "nothing": b""}
    unchanged(server)


def dripped(server: Served, data: bytes) -> bytes:
    """Send a request a byte at a time, as long as the server takes it."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=LONGEST) as connection:
        connection.settimeout(0.4)
        for byte in data:
            connection.sendall(bytes([byte]))
            try:
                if answer := connection.recv(65536):
                    return answer
            except TimeoutError:
                continue
    return b""


def test_an_answer_that_nobody_reads_is_given_up(shipped: Program) -> None:
    """One that is larger than what the system takes on the way."""
    quote = f"#+BEGIN_QUOTE\n{'word ' * 5_000}\n#+END_QUOTE\n"
    shipped.note("large.org", "".join(f"* TODO {n}\n{quote}" for n in range(200)))
    with serving(shipped) as server:
        head = f"GET /report HTTP/1.1\r\nHost: {server.host}\r\nCookie: {server.cookie}\r\n\r\n"
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", server.port))
            connection.sendall(head.encode())
            assert connection.recv(1)  # it is being answered
            unchanged(server)
        assert server.program.stop() == (0, "Press Ctrl-C to stop.\n")
