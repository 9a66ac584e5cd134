"""The web server of the live page: what is asked, and what is answered.

It listens on this machine's own address only; ``access`` says who may ask.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedReader, RawIOBase
from socket import SHUT_WR, socket
from threading import Thread
from time import monotonic
from typing import Any, cast

from orgshelf.errors import OrgshelfError, PortError
from orgshelf.serve.access import ADDRESS, Access, comes_from_here
from orgshelf.serve.event_streams import Streams
from orgshelf.serve.exchange import Asked, Reply, pairs

_LONGEST = 200_000  # bytes of a form
_FORM = "application/x-www-form-urlencoded"
_PATIENCE = 10.0  # seconds for a request to arrive, and for an answer to be taken
_LINGER = 1.0  # seconds for what is sent in vain
_EVERYWHERE = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    # With less, a browser would not say of a form which site it is from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_HTML = "text/html; charset=utf-8"
#: The page has a policy of its own in it, which says what it may load.
_POLICIES = {_HTML: "frame-ancestors 'none'"}
_POLICY = "default-src 'none'; frame-ancestors 'none'"
_NOT_THE_PAGE = (
    "Only a page of this run of `orgshelf serve` may change something, by a form that is no longer"
    f" than {_LONGEST:,} bytes: load it again."
)
_NOTHING_HERE = "There is nothing here."
_TO_THE_PAGE = (
    "<!doctype html><title>orgshelf</title>"
    '<link rel="icon" href="data:,"><meta http-equiv="refresh" content="0; url=/">'
)


@dataclass(frozen=True, slots=True)
class Service:
    """What there is to serve, and the ids of the ``users`` who may see it.

    ``answer`` makes a page or does what a form asks for; each form has the ``token``.
    ``version`` is another one whenever a note has changed.
    """

    answer: Callable[[Asked], Reply]
    token: str
    version: Callable[[], str]
    users: Collection[int]


class Server(ThreadingHTTPServer):
    """A service on a port of this machine; with port 0 on any that is free."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, service: Service, port: int) -> None:
        self.service = service
        self.streams = Streams(service.version)
        try:
            super().__init__((ADDRESS, port), _Handler)
        except OSError as error:
            raise PortError(port, error.strerror or str(error)) from error
        self.access = Access(self.server_port, service.users, token=service.token)

    def start(self, beat: float) -> None:
        """Answer in other threads from now on; ``shutdown`` takes so many seconds."""
        for job in (lambda: self.serve_forever(beat), self.streams.watch):
            Thread(target=job, daemon=True).start()

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 - as the library has it
        """Close a connection, but for one that is to be told of changes."""
        if not self.streams.has(request):
            super().shutdown_request(request)

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

    def setup(self) -> None:
        """Begin to wait for the request."""
        super().setup()
        self.rfile.close()
        self.rfile = BufferedReader(_Arriving(self.connection))

    def parse_request(self) -> bool:
        """Understand the head of a request; whatever it asks, one that is refused ends here."""
        if not super().parse_request():
            if not self.requestline:
                self.send_error(HTTPStatus.BAD_REQUEST)
            return False
        refusal = self._server.access.refusal(self.path, self.headers, self.client_address)
        if refusal:
            self._say(HTTPStatus.FORBIDDEN, refusal)
        return refusal is None

    def do_GET(self) -> None:
        """A page, or word of each change of the notes."""
        if self._server.access.brings_key(self.path):
            self._take_key()
        elif (asked := Asked.of(self.path)) is None:
            self._say(HTTPStatus.NOT_FOUND, _NOTHING_HERE)
        elif asked.path == "/changes":
            self._changes(asked.words.get("version"))
        else:
            self._reply(asked)

    def do_POST(self) -> None:
        """Do what a form asks for."""
        fields = self._fields()
        token = fields.pop("token", "") if fields else ""
        if not self._server.access.may_change(self.headers, token):
            self._say(HTTPStatus.FORBIDDEN, _NOT_THE_PAGE)
        elif fields is None or (asked := Asked.of(self.path, fields)) is None:
            self._say(HTTPStatus.NOT_FOUND, _NOTHING_HERE)
        else:
            self._reply(asked)

    def _fields(self) -> dict[str, str] | None:
        """The fields in the request's body; None where it is not as a page sends it."""
        length = self.headers.get("Content-Length", "")
        if self.headers.get_content_type() != _FORM or not length.isdecimal():
            return None
        if "Transfer-Encoding" in self.headers:
            return None
        if len(length) > len(str(_LONGEST)) or int(length) > _LONGEST:
            return None
        body = self.rfile.read(int(length))
        try:
            return pairs(body.decode("ascii")) if len(body) == int(length) else None
        except ValueError:
            return None

    def _reply(self, asked: Asked) -> None:
        try:
            reply = self._server.service.answer(asked)
        except Exception as error:
            self._say(HTTPStatus.INTERNAL_SERVER_ERROR, _sentence(error))
            return
        if reply.location:
            self._answer(reply.status, _HTML, "", {"Location": reply.location})
        elif reply.text:
            self._answer(reply.status, _HTML, reply.text)
        else:
            self._say(reply.status, _NOTHING_HERE)

    def _take_key(self) -> None:
        """Give a cookie for the key, and lead to the page without it.

        A redirect keeps it in mind that another site led here, for which the browser would
        hold the cookie back; a page that leads on does not.
        """
        cookie = {"Set-Cookie": self._server.access.cookie}
        if comes_from_here(self.headers):
            self._answer(HTTPStatus.SEE_OTHER, _HTML, "", cookie | {"Location": "/"})
        else:
            self._answer(HTTPStatus.OK, _HTML, _TO_THE_PAGE, cookie)

    def _changes(self, version: str | None) -> None:
        """Tell of each change since a version until the page is closed.

        Others do that from now on.
        """

        def greet() -> None:
            self._head(HTTPStatus.OK, "text/event-stream", {})

        if not self._server.streams.add(self.connection, greet, version):
            self._say(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Too many pages are open: close one, and load this one again.",
            )

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is no request of HTTP, or none that is known here."""
        self._say(HTTPStatus(code), "This is not understood.")

    def _say(self, status: HTTPStatus, sentence: str) -> None:
        """Answer in one sentence."""
        self._answer(status, "text/plain; charset=utf-8", f"{sentence}\n")

    def _answer(
        self, status: HTTPStatus, kind: str, text: str, more: dict[str, str] | None = None
    ) -> None:
        data = text.encode("utf-8", "replace")
        self._head(status, kind, {"Content-Length": str(len(data))} | (more or {}))
        self.wfile.write(data)

    def _head(self, status: HTTPStatus, kind: str, more: dict[str, str]) -> None:
        self.request_version = "HTTP/1.0"  # even for what came without one
        self.send_response(status)
        policy = {"Content-Security-Policy": _POLICIES.get(kind, _POLICY)}
        for name, value in ({"Content-Type": kind} | _EVERYWHERE | policy | more).items():
            self.send_header(name, value)
        self.end_headers()

    def finish(self) -> None:
        """End the answer.

        What is sent still is read: to close before that would take the answer back.
        """
        super().finish()
        if self._server.streams.has(self.connection):
            return
        limit = monotonic() + _LINGER
        with suppress(OSError):
            self.connection.shutdown(SHUT_WR)
            self.connection.settimeout(_LINGER)
            while monotonic() < limit and self.connection.recv(1 << 16):
                pass

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal is the user's."""


class _Arriving(RawIOBase):
    """What a client sends, all of which must be there in time: what comes later is not read."""

    def __init__(self, connection: socket) -> None:
        self._connection = connection
        self._limit = monotonic() + _PATIENCE

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - as the library has it
        """Read some; nothing once it is too late."""
        left = self._limit - monotonic()
        if left <= 0:
            return 0
        self._connection.settimeout(left)
        try:
            return self._connection.recv_into(buffer)
        except TimeoutError:
            return 0
        finally:
            self._connection.settimeout(_PATIENCE)


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, OrgshelfError) else f"This went wrong: {error}."
