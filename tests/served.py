"""The live page's server as a process, and requests to it as any program can send them."""

import http.client
import json
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from program import COMMAND, PATIENCE, Program


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def said(self) -> str:
        """The sentence of an answer to a program."""
        return str(json.loads(self.text)["said"])


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs."""

    process: subprocess.Popen[str]
    address: str

    @property
    def host(self) -> str:
        return self.address.removeprefix("http://").rstrip("/")

    @property
    def token(self) -> str:
        found = re.search(r'name="orgshelf-token" content="([^"]+)"', self.ask("GET", "/").text)
        assert found
        return found[1]

    def ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Send a request with these headers alone; Host is ours unless given."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        try:
            sent = {"Host": self.host, **(headers or {})}
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            text = answer.read().decode()
            return Answer(answer.status, dict(answer.getheaders()), text)
        finally:
            connection.close()

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


def notes(folder: Path) -> dict[str, bytes]:
    """The bytes of every note."""
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.org"))}
