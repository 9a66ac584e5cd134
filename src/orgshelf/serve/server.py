"""The web server of the live page: who may ask, and what is answered.

It listens on this machine's own address only. Every site that a browser shows could send
requests there, so each must name this server as its host, and one that changes something must
also come from the page itself: its origin is this server, and it carries the page's token.
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import cast

from orgshelf.errors import NotFoundError, OrgshelfError, PortError

ADDRESS = "127.0.0.1"
_LONGEST = 1_000  # bytes of a request's body
_PATIENCE = 20.0  # seconds for a request to arrive
_PAUSE = 0.4  # seconds from one look at the notes to the next
_BEATS = 25  # looks after which a silent page is asked whether it is still there
_EVERYWHERE = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Site:
    """What there is to serve.

    ``page`` makes the page anew with the token in it, ``finish`` marks the item of an id done
    and says so, ``looks`` is another value whenever a note has changed.
    """

    page: Callable[[str], str]
    finish: Callable[[str], str]
    looks: Callable[[], object]
    token: str = field(default_factory=secrets.token_urlsafe)


class Server(ThreadingHTTPServer):
    """A site on a port of this machine; with port 0 on any that is free."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        try:
            super().__init__((ADDRESS, port), _Handler)
        except OSError as error:
            raise PortError(port, error.strerror or str(error)) from error

    @property
    def host(self) -> str:
        """Address and port as a browser names them."""
        return f"{ADDRESS}:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that is gone is no error of ours, and says nothing to the user."""


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    timeout = _PATIENCE
    server_version = "orgshelf"
    sys_version = ""

    @property
    def _server(self) -> Server:
        return cast(Server, self.server)

    def do_GET(self) -> None:
        """The page, or word of each change of the notes."""
        if not self._is_for_us():
            self._say(HTTPStatus.FORBIDDEN, "This page is only for this machine.")
        elif self.path == "/":
            self._page()
        elif self.path == "/changes":
            self._changes()
        else:
            self._say(HTTPStatus.NOT_FOUND, "There is nothing here.")

    def do_POST(self) -> None:
        """Mark an item done."""
        if not (self._is_for_us() and self._is_from_our_page()):
            self._say(HTTPStatus.FORBIDDEN, "Only the page itself may change something.")
        elif self.path != "/done":
            self._say(HTTPStatus.NOT_FOUND, "There is nothing here.")
        elif (id_ := self._id()) is None:
            self._say(HTTPStatus.BAD_REQUEST, "This is not understood.")
        else:
            self._finish(id_)

    def _is_for_us(self) -> bool:
        """Whether it names us: a name of another site may lead here too (DNS rebinding)."""
        port = self._server.server_port
        return self.headers.get("Host") in (self._server.host, f"localhost:{port}")

    def _is_from_our_page(self) -> bool:
        origin = self.headers.get("Origin")
        token = self.headers.get("X-Orgshelf-Token", "")
        known = secrets.compare_digest(token.encode(), self._server.site.token.encode())
        return known and origin == f"http://{self.headers.get('Host')}"

    def _id(self) -> str | None:
        """The id in the request's body; None where it is not as the page sends it."""
        length = self.headers.get("Content-Length", "")
        if self.headers.get_content_type() != "application/json" or not length.isdecimal():
            return None
        if int(length) > _LONGEST:
            return None
        try:
            asked = json.loads(self.rfile.read(int(length)))
        except ValueError:
            return None
        id_ = asked.get("id") if isinstance(asked, dict) else None
        return id_ if isinstance(id_, str) else None

    def _page(self) -> None:
        try:
            text = self._server.site.page(self._server.site.token)
        except OrgshelfError as error:
            self._say(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
        else:
            self._answer(HTTPStatus.OK, "text/html; charset=utf-8", text)

    def _finish(self, id_: str) -> None:
        try:
            said = self._server.site.finish(id_)
        except NotFoundError as error:
            self._say(HTTPStatus.NOT_FOUND, str(error))
        except OrgshelfError as error:
            self._say(HTTPStatus.CONFLICT, str(error))
        else:
            self._say(HTTPStatus.OK, said)

    def _changes(self) -> None:
        """Tell of each change until the page is closed (server-sent events)."""
        self.send_response(HTTPStatus.OK)
        self._head("text/event-stream")
        before, beats = self._server.site.looks(), 0
        self._event(": waiting")
        while True:
            sleep(_PAUSE)
            after, beats = self._server.site.looks(), beats + 1
            if after != before:
                before = after
                self._event("event: changed\ndata:")
            elif beats % _BEATS == 0:
                self._event(": waiting")

    def _event(self, text: str) -> None:
        self.wfile.write(f"{text}\n\n".encode())
        self.wfile.flush()

    def _say(self, status: HTTPStatus, sentence: str) -> None:
        self._answer(status, "application/json", json.dumps({"said": sentence}))

    def _answer(self, status: HTTPStatus, kind: str, text: str) -> None:
        data = text.encode("utf-8", "replace")
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self._head(kind)
        self.wfile.write(data)

    def _head(self, kind: str) -> None:
        self.send_header("Content-Type", kind)
        for name, value in _EVERYWHERE.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal is the user's."""
