"""The one way out: a request over HTTP that ends in time, stays small and stays outside.

Hosts of the local network are not asked, unless the user's own configuration names them: an
address may come from somebody else's notes. Names are resolved here, and the connection goes
to the very number that was checked, also after a redirect. A proxy is not used.
"""

import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from orgshelf.errors import FetchError, UnknownWorkError

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 8
_BUSY = (429, 503)
_GONE = (404, 410)
_NAT64 = ip_network("64:ff9b::/96")
_SAFE = "%/:;()._-~!$&'*+,=@?"


class Reply(NamedTuple):
    """The bytes of an answer; ``kind`` is its media type with parameters, in lower case."""

    data: bytes
    kind: str = ""


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
    plain = _connected(place, rules, limit)
    with closing(plain):
        connection = HTTPConnection(place.host, place.port)
        connection.sock = plain
        if place.scheme == "https":
            connection = HTTPSConnection(place.host, place.port, context=_tls())
            connection.sock = _tls().wrap_socket(plain, server_hostname=place.host)
            limit.connection = connection.sock
        with closing(connection):
            headers = {"User-Agent": rules.name, "Accept": request.accept}
            connection.request("GET", place.path, headers=headers)
            with connection.getresponse() as response:
                return _answer(place.host, response, request)


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connected(place: _Place, rules: Rules, limit: _Limit) -> socket.socket:
    """A connection to one of the host's numbers, all of which are checked."""
    found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    is_named = not {place.host, f"{place.host}:{place.port}"}.isdisjoint(rules.local_hosts)
    if not is_named and not all(_is_outside(str(address[0])) for *_, address in found):
        raise FetchError(place.host, "it is in your own network, where nothing is asked")
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


def _is_outside(number: str) -> bool:
    """Whether a number is one of the public network, and stands for no other one that is not."""
    found = _meant(ip_address(number.partition("%")[0]))
    return found.is_global and not found.is_multicast and not found.is_reserved


def _meant(number: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The number that one of IPv6 only wraps."""
    if isinstance(number, IPv4Address):
        return number
    if number in _NAT64:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    inner = number.ipv4_mapped or number.sixtofour or (number.teredo and number.teredo[1])
    return inner or number


def _answer(host: str, response: HTTPResponse, request: Request) -> Reply | Busy | str:
    """The reply, or where the host leads on, or how long it wants to be left alone."""
    if response.status in _REDIRECTS and (target := response.headers["Location"]):
        return str(target)
    if response.status in _GONE:
        raise UnknownWorkError(host)
    if response.status in _BUSY:
        return Busy(host, _seconds(response.headers["Retry-After"]))
    if response.status != 200:
        raise FetchError(host, f"it answers {response.status} {response.reason}")
    data = response.read(request.most + 1)
    if len(data) > request.most and not request.cut:
        raise FetchError(host, f"its answer is longer than {request.most >> 20} MiB")
    if len(data) <= request.most and response.length:
        raise FetchError(host, "its answer breaks off")
    kind = (response.headers["Content-Type"] or "").lower()
    return Reply(_unpacked(host, data, response.headers["Content-Encoding"], request), kind)


def _seconds(text: str | None) -> float:
    """What ``Retry-After`` says; a minute where it says a date, or nothing."""
    return float(text) if text and text.isdecimal() and len(text) < 7 else 60.0


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
