"""The live page's server as a process, and requests to it as any program can send them."""

import http.client
import json
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from program import COMMAND, PATIENCE, Program

IDLE_THREADS = 3  # one works, one listens, one tells of changes


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def said(self) -> str:
        """The one sentence of an answer, to a script or to a person."""
        if self.headers["Content-Type"] == "application/json":
            return str(json.loads(self.text)["said"])
        assert self.headers["Content-Type"].startswith("text/plain")
        assert self.text.count("\n") == 1
        return self.text.strip()


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs; ``start`` is the address that it has printed."""

    process: subprocess.Popen[str]
    start: str

    @property
    def address(self) -> str:
        """Where the page is for whoever has a cookie."""
        return self.start.partition("?")[0]

    @property
    def key(self) -> str:
        return self.start.partition("?key=")[2]

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://").rstrip("/")

    @property
    def port(self) -> int:
        return int(self.host.partition(":")[2] or 80)

    @property
    def cookie(self) -> str:
        """What a browser sends that has been at the address."""
        return f"orgshelf-{self.port}={self.key}"

    @property
    def token(self) -> str:
        found = re.search(r'name="orgshelf-token" content="([^"]+)"', self.ask("GET", "/").text)
        assert found
        return found[1]

    def ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Send a request with these headers alone; Host and Cookie are ours unless given."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        try:
            sent = {"Host": self.host, "Cookie": self.cookie, **(headers or {})}
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            text = answer.read().decode()
            return Answer(answer.status, dict(answer.getheaders()), text)
        finally:
            connection.close()

    def send(self, request: bytes, *, wait: float = PATIENCE) -> bytes:
        """Send bytes as they are; all that comes back until the server hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    @contextmanager
    def stream(self, path: str = "/changes", **headers: str) -> Iterator[IO[str]]:
        """The lines of an answer that does not end."""
        own = {"Host": self.host, "Cookie": self.cookie}
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        lines = (f"{name}: {value}\r\n" for name, value in (own | more).items())
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\n{''.join(lines)}\r\n".encode())
            with connection.makefile("r", encoding="utf-8", newline="\n") as answer:
                yield answer

    def done(self, id_: object, **headers: str) -> Answer:
        """Ask to mark an item done as the page does, but for what is given."""
        own = {
            "Origin": self.address.rstrip("/"),
            "Content-Type": "application/json",
            "X-Orgshelf-Token": self.token,
        }
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask("POST", "/done", json.dumps({"id": id_}), own | more)

    def stop(self) -> tuple[int, str]:
        """Press Ctrl-C: the exit code and what it said on stderr."""
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, said


@contextmanager
def serving(program: Program, *args: str) -> Iterator[Served]:
    """Serve the program's notes on a port that is free."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", *args],
        cwd=program.folder,
        env=program.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        yield Served(process, process.stdout.readline().strip())
    finally:
        process.kill()
        process.communicate()


def unchanged(server: Served) -> None:
    """Wait until no request is being answered: each would have a thread of its own."""
    limit = time.monotonic() + PATIENCE
    tasks = Path(f"/proc/{server.process.pid}/task")
    while len(list(tasks.iterdir())) > IDLE_THREADS:
        assert time.monotonic() < limit
        time.sleep(0.05)


def notes(folder: Path) -> dict[str, bytes]:
    """The bytes of every note."""
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.org"))}
