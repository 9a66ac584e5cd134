"""The live page's server as a process, and requests to it as any program can send them."""

import http.client
import re
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import IO
from urllib.parse import urlencode

from program import PATIENCE, Program
from zygote import Running

FORM = "application/x-www-form-urlencoded"
IDLE_THREADS = 3  # one works, one listens, one tells of changes


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def said(self) -> str:
        """The one sentence of an answer, or of what is said on a page."""
        if self.headers["Content-Type"].startswith("text/html"):
            found = re.search(r'<div class="said[^>]*><p>(.*?)</p>', self.text)
            return unescape(found[1]) if found else ""
        assert self.headers["Content-Type"].startswith("text/plain")
        assert self.text.count("\n") == 1
        return self.text.strip()


@dataclass(frozen=True, slots=True)
class Form:
    """Where a form is sent, and its fields with the values they have."""

    action: str
    fields: dict[str, str]


class _Forms(HTMLParser):
    """Collects the forms that are posted."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._inside: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            form = Form(given["action"], {})
            self._inside = form.fields if given.get("method") == "post" else None
            self.found += [form] if self._inside is not None else []
        elif tag in ("input", "textarea", "select") and self._inside is not None:
            self._inside[given["name"]] = given.get("value", "")


@dataclass(frozen=True, slots=True)
class Served:
    """A server that runs; ``start`` is the address that it has printed."""

    program: Running
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
        return self.forms("/")[0].fields["token"]

    def forms(self, path: str) -> "list[Form]":
        """The forms on a page, as a browser sends them that runs no scripts."""
        reader = _Forms()
        reader.feed(self.ask("GET", path).text)
        return reader.found

    def form(self, path: str, verb: str, about: str = "") -> "Form":
        """The one for a verb on a page, about the heading whose id begins so."""
        forms = (form for form in self.forms(path) if form.action == f"/{verb}")
        return next(form for form in forms if form.fields.get("ref", "").startswith(about))

    def post(self, form: "Form", given: Mapping[str, str] | None = None, **headers: str) -> Answer:
        """Send a form, with what is filled in."""
        own = {"Origin": self.address.rstrip("/"), "Content-Type": FORM}
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        body = urlencode({**form.fields, **(given or {})})
        return self.ask("POST", form.action, body, own | more)

    def act(self, path: str, verb: str, about: str = "", **given: str) -> Answer:
        """Send a page's form, and follow to where it leads."""
        answer = self.post(self.form(path, verb, about), given)
        return self.ask("GET", answer.headers["Location"]) if answer.status == 303 else answer

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

    def done(self, id_: str, **headers: str) -> Answer:
        """Ask to mark an item done as the page does, but for what is given."""
        fields = {"token": self.token, "once": id_, "back": "/", "ref": id_}
        return self.post(Form("/done", fields), None, **headers)


@contextmanager
def serving(program: Program, *args: str) -> Iterator[Served]:
    """Serve the program's notes on a port that is free."""
    with program.running("serve", "--port", "0", *args) as started:
        yield Served(started, started.out.readline().decode().strip())


def unchanged(server: Served) -> None:
    """Wait until no request is being answered: each would have a thread of its own."""
    limit = time.monotonic() + PATIENCE
    tasks = Path(f"/proc/{server.program.process}/task")
    while len(list(tasks.iterdir())) > IDLE_THREADS:
        assert time.monotonic() < limit
        time.sleep(0.05)


def notes(folder: Path) -> dict[str, bytes]:
    """The bytes of every note."""
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.org"))}
