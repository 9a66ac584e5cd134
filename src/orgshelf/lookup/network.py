"""The one way out: a request over HTTP that ends in time, stays small and stays outside.

Hosts of the local network are not asked, unless the user's own configuration names them: an
address may come from somebody else's notes. Names are resolved here, and the connection goes
to the very number that was checked, also after a redirect. Where the environment names a proxy,
that one is asked instead, and only for hosts that are not known here to be local.
"""

import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from orgshelf.errors import FetchError, RefusedError, UnknownWorkError
from orgshelf.lookup.internet_numbers import is_outside, numbers_of
from orgshelf.lookup.manners import pause_between, seconds_to_wait
from orgshelf.lookup.proxies import Proxy, proxy_for

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 8
_BUSY = (429, 503)
_GONE = (404, 410)
#: What a host says of one thing, and not of itself.
_REFUSED = (400, 401, 403, 406, 451)
_LONGEST_HEAD = 8192
_SAFE = "%/:;()._-~!$&'*+,=@?"


class Reply(NamedTuple):
    """The bytes of an answer; ``kind`` is its media type with parameters, in lower case.

    ``pause`` is how many seconds the host wants between two requests, 0 if it says nothing.
    """

    data: bytes
    kind: str = ""
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class Rules:
    """How to ask: under which name, how long, which hosts although they are local."""

    name: str
    seconds: float = 20.0
    local_hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: an address, the forms of reply that are wanted, and how much of one.

    ``cut`` says that the beginning is enough of a reply that is longer.
    """

    address: str
    accept: str = "*/*"
    most: int = 4 << 20
    cut: bool = False


class Busy(NamedTuple):
    """A host that wants to be left alone for so many seconds."""

    host: str
    seconds: float


class _Place(NamedTuple):
    """Where an address leads."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host with its port, as a proxy is told of it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def fetch(request: Request, rules: Rules) -> Reply | Busy:
    """Ask for an address; redirects are followed, each checked as the first one is.

    Raises:
        FetchError: there is no answer in time, or none that is one.
        UnknownWorkError: the host says that there is no such thing.
    """
    address, host = request.address, _place(request.address).host
    with _time_limit(host, rules.seconds) as limit:
        for _ in range(_MOST_REDIRECTS):
            answer = _ask(_place(address), request, rules, limit)
            if not isinstance(answer, str):
                return answer
            address = _joined(address, answer)
    raise FetchError(host, "it redirects without end")


@dataclass(slots=True)
class _Limit:
    """The connection that is shut where the time is over."""

    connection: socket.socket | None = None
    passed: bool = False

    def end(self) -> None:
        """Shut it; whoever reads from it is told that nothing more comes."""
        self.passed = True
        if self.connection is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.connection, socket.SHUT_RDWR)


@contextmanager
def _time_limit(host: str, seconds: float) -> Iterator[_Limit]:
    """Let all that is done in here take no longer, and say in a sentence what went wrong.

    A host that sends a letter now and then would never be too slow for a time-out of sockets.
    """
    limit = _Limit()
    timer = Timer(seconds, limit.end)
    timer.daemon = True
    timer.start()
    late = FetchError(host, f"it did not answer within {seconds:g} seconds")
    try:
        yield limit
    except (OSError, HTTPException, ValueError) as error:
        is_late = limit.passed or isinstance(error, TimeoutError)
        raise late if is_late else FetchError(host, _reason(error)) from error
    finally:
        timer.cancel()
    if limit.passed:  # a connection that is shut looks like the end of an answer
        raise late


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return f"its certificate or encryption is refused ({error.reason or error})"
    if isinstance(error, OSError):
        return f"it cannot be reached ({error.strerror or error})"
    return f"what it answers is no HTTP ({type(error).__name__})"


def _joined(address: str, target: str) -> str:
    """Where a redirect leads, seen from an address.

    Raises:
        FetchError: nowhere.
    """
    try:
        return urljoin(address, target)
    except ValueError as error:
        raise FetchError(target, "it is not an address") from error


def _place(address: str) -> _Place:
    """Where an address leads to.

    Raises:
        FetchError: it is none of the web.
    """
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
        ascii_host = host if ":" in host else host.encode("idna").decode()
    except ValueError as error:
        raise FetchError(address, "it is not an address") from error
    if scheme not in _PORTS or not host:
        raise FetchError(address, "only addresses of http and https are asked")
    path = quote(parts.path or "/", _SAFE) + (f"?{quote(parts.query, _SAFE)}" * bool(parts.query))
    return _Place(scheme, ascii_host, port or _PORTS[scheme], path)


def _ask(place: _Place, request: Request, rules: Rules, limit: _Limit) -> Reply | Busy | str:
    """One request; an address where the host leads on."""
    proxy = proxy_for(place.scheme, place.host)
    plain = _connected(place, proxy, rules, limit)
    headers = {"User-Agent": rules.name, "Accept": request.accept}
    path = place.path
    with closing(plain):
        connection = HTTPConnection(place.host, place.port)
        connection.sock = plain
        if place.scheme == "https":
            if proxy:
                _tunnel(plain, place, proxy, limit)
            connection = HTTPSConnection(place.host, place.port, context=_tls())
            connection.sock = _tls().wrap_socket(plain, server_hostname=place.host)
            limit.connection = connection.sock
        elif proxy:
            headers |= proxy.headers
            path = f"http://{place.authority}{path}"
        with closing(connection):
            connection.request("GET", path, headers=headers)
            with connection.getresponse() as response:
                return _answer(place.host, response, request)


def _tunnel(plain: socket.socket, place: _Place, proxy: Proxy, limit: _Limit) -> None:
    """Have a proxy connect to a host (RFC 9110, 9.3.6)."""
    said = "".join(f"{name}: {value}\r\n" for name, value in proxy.headers.items())
    plain.sendall(
        f"CONNECT {place.authority} HTTP/1.1\r\nHost: {place.authority}\r\n{said}\r\n".encode()
    )
    answer = b""
    # What comes behind the empty line belongs to the host, so it is read letter by letter.
    while not answer.endswith(b"\r\n\r\n") and len(answer) < _LONGEST_HEAD and not limit.passed:
        letter = plain.recv(1)
        if not letter:
            break
        answer += letter
    status = answer.split(b" ", 2)[1:2]
    if status != [b"200"]:
        said = (status[0] if status else b"nothing").decode("ascii", "replace")
        raise FetchError(place.host, f"the proxy {proxy.host} answers {said}")


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connected(place: _Place, proxy: Proxy | None, rules: Rules, limit: _Limit) -> socket.socket:
    """A connection to one of the host's numbers, all of which are checked, or to its proxy."""
    is_named = not {place.host, f"{place.host}:{place.port}"}.isdisjoint(rules.local_hosts)
    found = numbers_of(place.host, place.port, by_proxy=proxy is not None)
    if not is_named and not all(is_outside(str(address[0])) for *_, address in found):
        raise FetchError(place.host, "it is in your own network, where nothing is asked")
    if proxy:
        found = numbers_of(proxy.host, proxy.port, by_proxy=False)
    failed = OSError("it has no number")
    for family, kind, protocol, _, address in found:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(rules.seconds)
        limit.connection = connection
        try:
            connection.connect(address)
        except OSError as error:
            connection.close()
            failed = error
        else:
            return connection
    raise failed


def _answer(host: str, response: HTTPResponse, request: Request) -> Reply | Busy | str:
    """The reply, or where the host leads on, or how long it wants to be left alone."""
    if response.status in _REDIRECTS and (target := response.headers["Location"]):
        return str(target)
    if response.status in _GONE:
        raise UnknownWorkError(host)
    if response.status in _BUSY:
        return Busy(host, seconds_to_wait(response.headers))
    if response.status in _REFUSED:
        raise RefusedError(host, f"it answers {response.status} {response.reason}")
    if response.status != 200:
        raise FetchError(host, f"it answers {response.status} {response.reason}")
    data = response.read(request.most + 1)
    if len(data) > request.most and not request.cut:
        raise FetchError(host, f"its answer is longer than {request.most >> 20} MiB")
    if len(data) <= request.most and response.length:
        raise FetchError(host, "its answer breaks off")
    kind = (response.headers["Content-Type"] or "").lower()
    plain = _unpacked(host, data, response.headers["Content-Encoding"], request)
    return Reply(plain, kind, pause_between(response.headers))


def _unpacked(host: str, data: bytes, coding: str | None, request: Request) -> bytes:
    """The bytes themselves: some hosts pack them although they are not asked to."""
    if not coding or coding.lower() == "identity":
        return data[: request.most]
    if coding.lower() != "gzip":
        raise FetchError(host, f"it packs its answer in a way that is not known ({coding})")
    unpacking = zlib.decompressobj(wbits=31)
    try:
        found = unpacking.decompress(data, request.most)
    except zlib.error as error:
        raise FetchError(host, "its answer is damaged") from error
    if unpacking.unconsumed_tail and not request.cut:
        raise FetchError(host, f"its answer is longer than {request.most >> 20} MiB")
    return found
