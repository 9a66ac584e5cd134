"""Pages that are open: each is told of each change, and none costs more than its connection."""

import re
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO

import pytest

from program import PATIENCE, Program
from served import Served, serving, unchanged

MOST = 20
WAITING = ": waiting\n"
CHANGED = "event: changed\n"
AWHILE = 8.0  # seconds, less than the ten in which half a request may become a whole one


@pytest.fixture
def server(shipped: Program) -> Iterator[Served]:
    with serving(shipped) as started:
        yield started


@pytest.fixture
def pages() -> Iterator[ExitStack]:
    """What closes the pages that a test has opened."""
    with ExitStack() as opened:
        yield opened


def opened(server: Served, pages: ExitStack, count: int) -> list[IO[str]]:
    streams = [pages.enter_context(server.stream()) for _ in range(count)]
    assert all(WAITING in stream for stream in streams)
    return streams


def test_every_page_is_told_of_every_change(
    shipped: Program, server: Served, pages: ExitStack
) -> None:
    streams = opened(server, pages, MOST)
    for number in range(2):
        shipped.note("new.org", f"* TODO {number}{'x' * number}\n")
        assert all(CHANGED in stream for stream in streams)


@pytest.mark.parametrize("path", ["/", "/report"])
@pytest.mark.parametrize("others", [0, 1], ids=["alone", "with another page"])
def test_a_page_hears_of_what_changed_before_it_listened(
    shipped: Program, server: Served, pages: ExitStack, path: str, others: int
) -> None:
    opened(server, pages, others)
    for number, first in enumerate((WAITING, CHANGED)):
        made = re.search(r'data-version="(\w+)"', server.ask("GET", path).text)
        assert made
        if first == CHANGED:
            shipped.note("new.org", f"* TODO {number}\n")
        with server.stream(f"/changes?version={made[1]}") as stream:
            told = (line for line in stream if line in (WAITING, CHANGED))
            assert next(told) == first


def test_pages_take_no_thread_each(server: Served, pages: ExitStack) -> None:
    opened(server, pages, MOST)
    unchanged(server)


def test_there_is_an_end_to_them(server: Served, pages: ExitStack) -> None:
    opened(server, pages, MOST - 1)
    with server.stream() as last:
        assert WAITING in last
        answer = server.ask("GET", "/changes")
        assert answer.status == 503
        assert answer.said.startswith("Too many pages are open: ")
        assert server.ask("GET", "/").status == 200
    opened(server, pages, 1)  # in the place of the one that was closed


def test_the_dead_take_no_place(server: Served, pages: ExitStack) -> None:
    for _ in range(3 * MOST):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            # Hang up at once, without a word.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            head = f"Host: {server.host}\r\nCookie: {server.cookie}\r\n"
            connection.sendall(f"GET /changes HTTP/1.1\r\n{head}\r\n".encode())
            connection.recv(1)
    opened(server, pages, MOST)


def test_one_that_says_something_stays_open(
    shipped: Program, server: Served, pages: ExitStack
) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        head = f"Host: {server.host}\r\nCookie: {server.cookie}\r\n"
        connection.sendall(f"GET /changes HTTP/1.1\r\n{head}\r\n".encode())
        stream = connection.makefile("r", encoding="utf-8")
        assert WAITING in stream
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n" * 2_000)
        shipped.note("new.org", "* TODO x\n")
        assert CHANGED in stream


def test_ctrl_c_ends_it_at_once_with_pages_open(server: Served, pages: ExitStack) -> None:
    streams = opened(server, pages, MOST)
    with socket.create_connection(("127.0.0.1", server.port)) as half:
        half.sendall(b"GET / HT")
        started = time.monotonic()
        assert server.program.stop() == (0, "Press Ctrl-C to stop.\n")
        assert time.monotonic() - started < AWHILE
    assert all(CHANGED not in stream for stream in streams)  # which end here
