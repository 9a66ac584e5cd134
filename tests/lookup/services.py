"""A real server on this machine that answers as the services of the web do, well and badly."""

import gzip
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

CSL = "application/vnd.citationstyles.csl+json"
HTML = "text/html; charset=utf-8"

#: As Crossref answers: its own type, numbers as lists, markup in the title.
KNOTS = {
    "id": "https://doi.org/10.1000/knots",
    "type": "journal-article",
    "title": "On <i>knots</i> &amp; bends",
    "author": [
        {"given": "Ada", "family": "Moor", "sequence": "first", "affiliation": []},
        {"given": "Bo", "family": "van Reef"},
        {"name": "The Rope Group"},
    ],
    "issued": {"date-parts": [[1978, 2]]},
    "container-title": "Journal of Rope",
    "ISSN": ["2049-3630", "0378-5955"],
    "DOI": "10.1000/KNOTS",
    "volume": "21",
    "issue": "2",
    "page": "120-126",
    "publisher": "Rope Press",
    "URL": "http://dx.doi.org/10.1000/knots",
}
#: As DataCite answers.
DATA = {
    "type": "article",
    "id": "https://doi.org/10.1000/data",
    "author": [{"literal": "Rope Archive"}],
    "issued": {"date-parts": [[2020]]},
    "DOI": "10.1000/data",
    "publisher": "Archive",
    "title": "A hundred ropes",
}
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>
{}</feed>
"""
PAPER = """<entry><id>http://arxiv.org/abs/{0}v2</id>
<updated>2018-01-02T00:00:00Z</updated><published>2017-06-12T17:57:34Z</published>
<title>Paper {0}
  in two lines</title><summary>Long.</summary>
<author><name>Ada Moor</name></author><author><name>Bo Reef</name></author>
<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/{0}</arxiv:doi>
<link href="http://arxiv.org/abs/{0}v2" rel="alternate" type="text/html"/></entry>
"""
BOOKS = {
    "9780465026562": {
        "url": "https://openlibrary.org/books/OL1M",
        "title": "The long knot",
        "subtitle": "a book of rope",
        "authors": [{"url": "/a/1", "name": "Ada Moor"}, {"name": "Bo Reef"}],
        "number_of_pages": 312,
        "publishers": [{"name": "Rope Press"}],
        "publish_date": "March 2004",
    }
}
BOOKS["0465026567"] = BOOKS["9780465026562"]
VIDEO = {"title": "Knots in ten minutes", "author_name": "Rope Channel", "type": "video"}
PAGE = """<!doctype html><html><head><meta charset="utf-8">
<svg><title>logo</title></svg><title>Ropes | The Site</title>
<meta property="og:title" content="Ropes &amp; hitches"><meta name="author" content="Cy Cord">
<meta property="article:published_time" content="2021-05-06T00:00:00Z">
</head><body><h1>x</h1></body></html>"""
ARTICLE = """<html><head><title>Journal</title>
<meta name="citation_title" content="Hitches, revisited">
<meta name="citation_author" content="Moor, Ada"><meta name="citation_author" content="Reef, Bo">
<meta name="citation_publication_date" content="2019/03/01">
<meta name="citation_journal_title" content="Journal of Rope">
<meta name="citation_doi" content="10.1000/hitches"></head></html>"""

#: A few bytes that unpack to many.
BOMB = gzip.compress(b"<title>Bomb</title>" + b"x" * (16 << 20), compresslevel=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in."""

    path: str
    headers: Mapping[str, str]
    at: float


@dataclass
class Services:
    """The server's port, and what it was asked."""

    port: int
    asked: list[Asked] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    def configuration(self, *lines: str) -> str:
        """A configuration by which this server stands for all services."""
        names = {"doi": "/doi", "arxiv": "/arxiv", "isbn": "/books", "youtube": "/oembed"}
        services = "".join(f"  {name}: {self.base}{path}\n" for name, path in names.items())
        return f"services:\n{services}fetch_seconds: 1\n" + "".join(f"{line}\n" for line in lines)


class _Handler(BaseHTTPRequestHandler):
    services: Services

    def do_GET(self) -> None:
        self.services.asked.append(Asked(self.path, dict(self.headers), time.monotonic()))
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        for start, answer in ANSWERS.items():
            if parts.path.startswith(start):
                answer(self, parts.path.removeprefix(start), query)
                return
        self.send_error(404)

    def handle(self) -> None:
        """Answer, unless the other side breaks off."""
        with suppress(OSError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def give(self, data: str | bytes | object, kind: str = "application/json") -> None:
        """Answer with these bytes, or with JSON."""
        body = data if isinstance(data, bytes) else data if isinstance(data, str) else None
        if body is None:
            body = json.dumps(data)
        self.send(200, {"Content-Type": kind}, body.encode() if isinstance(body, str) else body)

    def send(self, status: int, headers: Mapping[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


_Answer = Callable[[_Handler, str, Mapping[str, str]], None]


def _doi(handler: _Handler, rest: str, _: Mapping[str, str]) -> None:
    """Lead on to the registrar that has it, as doi.org does."""
    if rest in ("knots", "data"):
        handler.send(302, {"Location": f"/registrar/{rest}"})
    elif rest == "page":
        handler.send(302, {"Location": "/page/article"})
    elif rest == "elsewhere":
        handler.send(302, {"Location": "/slow"})
    else:
        handler.send_error(404)


def _registrar(handler: _Handler, rest: str, _: Mapping[str, str]) -> None:
    handler.give({"knots": KNOTS, "data": DATA}[rest], CSL)


def _arxiv(handler: _Handler, _: str, query: Mapping[str, str]) -> None:
    asked = [number.partition("v")[0] for number in query["id_list"].split(",")]
    known = [number for number in asked if not number.startswith("9999")]
    handler.give(FEED.format("".join(map(PAPER.format, known))), "application/atom+xml")


def _books(handler: _Handler, _: str, query: Mapping[str, str]) -> None:
    asked = query["bibkeys"].split(",")
    found = {key: BOOKS[key[5:]] for key in asked if key[5:] in BOOKS}
    handler.give(found)


def _oembed(handler: _Handler, _: str, query: Mapping[str, str]) -> None:
    if "aircAruvnKk" in query["url"]:
        handler.give(VIDEO)
    else:
        handler.send(401, {"Content-Type": "text/plain"}, b"Unauthorized")


def _page(handler: _Handler, rest: str, _: Mapping[str, str]) -> None:
    handler.give(ARTICLE if rest == "article" else PAGE, HTML)


def _slow(handler: _Handler, _: str, __: Mapping[str, str]) -> None:
    """A letter now and then, each sooner than a time-out of sockets."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n")
    try:
        for number in range(100):
            handler.wfile.write(b"X-%d: 1\r\n" % number)
            handler.wfile.flush()
            time.sleep(0.2)
    except OSError:
        pass


def _huge(handler: _Handler, _: str, __: Mapping[str, str]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    try:
        handler.wfile.write(b"<title>Huge</title>")
        for _number in range(400):
            handler.wfile.write(b"x" * 65536)
    except OSError:
        pass


def _bomb(handler: _Handler, _: str, __: Mapping[str, str]) -> None:
    handler.send(200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, BOMB)


def _broken(handler: _Handler, _: str, __: Mapping[str, str]) -> None:
    handler.send(200, {"Content-Type": HTML, "Content-Length": "5000"}, b"<title>Half</title>")


def _busy(handler: _Handler, rest: str, _: Mapping[str, str]) -> None:
    first = sum(path == handler.path for path in handler.services.paths) == 1
    if first or rest != "once":
        later = formatdate(time.time() + 90, usegmt=True)
        wait = {"once": "1", "long": "86400", "date": later}.get(rest, "soon")
        handler.send(429, {"Retry-After": wait})
    else:
        handler.give(PAGE, HTML)


def _leads(handler: _Handler, rest: str, query: Mapping[str, str]) -> None:
    """Lead to an address, or in a circle."""
    handler.send(301, {"Location": query.get("to", handler.path)})


ANSWERS: Mapping[str, _Answer] = {
    "/doi/10.1000/": _doi,
    "/registrar/": _registrar,
    "/arxiv": _arxiv,
    "/books": _books,
    "/oembed": _oembed,
    "/page/": _page,
    "/slow": _slow,
    "/huge": _huge,
    "/rated": lambda handler, *_: handler.send(
        200, {"X-Rate-Limit-Limit": "5", "X-Rate-Limit-Interval": "1s"}, b"{}"
    ),
    "/bomb": _bomb,
    "/broken": _broken,
    "/busy/": _busy,
    "/leads": _leads,
    "/picture": lambda handler, *_: handler.give(b"\x89PNG", "image/png"),
    "/untitled": lambda handler, *_: handler.give("<p>x", HTML),
    "/hostile": lambda handler, *_: handler.give(
        "<title>* TODO [[x]] :tag:\n#+begin \x1b[31m</title>", HTML
    ),
    "/error": lambda handler, *_: handler.send(500, {}),
    "/latin": lambda handler, *_: handler.give(
        "<title>Kn\u00f6ten</title>".encode("latin-1"), "text/html; charset=iso-8859-1"
    ),
}


@contextmanager
def running(*, certificate: Path | None = None) -> Iterator[Services]:
    """Run the server on a free port; with a certificate it speaks HTTPS."""

    class Handler(_Handler):
        """One for this server alone."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    services = Handler.services = Services(server.server_address[1])
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
