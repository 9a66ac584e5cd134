"""Going out: in time, not too much, and nowhere that an address from elsewhere could lead."""

import socket
import time

import pytest

from lookup.services import Services
from orgshelf.errors import FetchError, UnknownWorkError, UsageError
from orgshelf.lookup.network import Busy, Reply, Request, Rules, fetch
from program import PATIENCE

NAME = "orgshelf/1 (mailto:ada@example.org)"


def rules(services: Services, *, seconds: float = PATIENCE) -> Rules:
    return Rules(NAME, seconds, frozenset((f"127.0.0.1:{services.port}",)))


def asked(services: Services, path: str, *, most: int = 4 << 20, cut: bool = False) -> Reply | Busy:
    return fetch(Request(services.base + path, "text/html", most, cut), rules(services))


def refusal(services: Services, path: str) -> str:
    with pytest.raises(FetchError) as caught:
        asked(services, path)
    return str(caught.value)


def test_a_request_says_who_asks_and_for_what(services: Services) -> None:
    reply = asked(services, "/page/a?b=ä c")
    assert isinstance(reply, Reply)
    assert (reply.data[:15], reply.kind) == (b"<!doctype html>", "text/html; charset=utf-8")
    (one,) = services.asked
    assert (one.headers["User-Agent"], one.headers["Accept"]) == (NAME, "text/html")
    assert one.path == "/page/a?b=%C3%A4%20c"


def test_a_redirect_is_followed(services: Services) -> None:
    reply = asked(services, "/doi/10.1000/knots")
    assert isinstance(reply, Reply)
    assert services.paths == ["/doi/10.1000/knots", "/registrar/knots"]


@pytest.mark.parametrize("path", ["/slow", "/doi/10.1000/elsewhere"])
def test_a_host_that_sends_a_letter_now_and_then_is_not_waited_for(
    services: Services, path: str
) -> None:
    request, start = Request(services.base + path), time.monotonic()
    with pytest.raises(FetchError, match="did not answer within 1 seconds"):
        fetch(request, rules(services, seconds=1.0))
    assert time.monotonic() - start < 10  # it has letters for twenty seconds


def test_a_host_that_says_nothing_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        request = Request(f"http://127.0.0.1:{port}/")
        with pytest.raises(FetchError, match="did not answer within"):
            fetch(request, Rules(NAME, 0.3, frozenset(("127.0.0.1",))))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/huge", "its answer is longer than 4 MiB"),
        ("/bomb", "its answer is longer than 4 MiB"),
        ("/broken", "its answer breaks off"),
        ("/error", "it answers 500 Internal Server Error"),
        ("/leads", "it redirects without end"),
        ("/leads?to=file:///etc/passwd", "only addresses of http and https are asked"),
        ("/leads?to=ftp://example.org/", "only addresses of http and https are asked"),
        ("/leads?to=http://[::1/", "it is not an address"),
        ("/leads?to=http://127.0.0.1:9/", "it is in your own network"),
        ("/leads?to=http://localhost:9/", "it is in your own network"),
        ("/leads?to=http://[::1]:9/", "it is in your own network"),
        ("/leads?to=http://[::ffff:127.0.0.1]:9/", "it is in your own network"),
        ("/leads?to=http://[64:ff9b::7f00:1]:9/", "it is in your own network"),
        ("/leads?to=http://2130706433:9/", "it is in your own network"),
        ("/leads?to=http://0.0.0.0:9/", "it is in your own network"),
        ("/leads?to=http://10.1.2.3/", "it is in your own network"),
        ("/leads?to=http://169.254.169.254/latest", "it is in your own network"),
        ("/leads?to=http://[fe80::1]/", "it is in your own network"),
        ("/leads?to=http://224.0.0.1/", "it is in your own network"),
    ],
)
def test_what_is_no_answer_is_said_in_a_sentence(services: Services, path: str, said: str) -> None:
    message = refusal(services, path)
    assert said in message
    assert message.endswith(".")


def test_of_a_page_the_beginning_is_enough(services: Services) -> None:
    for path in ("/huge", "/bomb"):
        reply = asked(services, path, most=1000, cut=True)
        assert isinstance(reply, Reply)
        assert len(reply.data) == 1000


def test_what_is_not_there_is_no_failure_of_the_network(services: Services) -> None:
    with pytest.raises(UnknownWorkError):
        asked(services, "/nothing")


def test_a_busy_host_says_how_long_it_wants_to_be_left_alone(services: Services) -> None:
    assert asked(services, "/busy/long") == Busy("127.0.0.1", 86400)
    assert asked(services, "/busy/some-day") == Busy("127.0.0.1", 60)
    answer = asked(services, "/busy/date")
    assert isinstance(answer, Busy)
    assert 85 < answer.seconds <= 91


def test_a_host_says_how_often_it_wants_to_be_asked(services: Services) -> None:
    assert asked(services, "/rated") == Reply(b"{}", "", 0.2)


@pytest.fixture
def proxy(services: Services, monkeypatch: pytest.MonkeyPatch) -> Services:
    """The server as a proxy that the environment names."""
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, services.base.replace("//", "//ada:secret%21@"))
    monkeypatch.setenv("no_proxy", "direct.example")
    return services


def test_a_proxy_of_the_environment_asks_for_hosts_that_only_it_can_find(proxy: Services) -> None:
    reply = fetch(Request("http://knots.invalid/page/a?b=1"), Rules(NAME, 1))
    assert isinstance(reply, Reply)
    (one,) = proxy.asked
    assert one.path == "http://knots.invalid:80/page/a?b=1"
    assert one.headers["Proxy-Authorization"] == "Basic YWRhOnNlY3JldCE="


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://10.1.2.3/", "in your own network"),
        ("http://localhost/", "in your own network"),
        ("http://[::ffff:127.0.0.1]/", "in your own network"),
        ("http://printer/", "cannot be reached"),
        ("http://printer.local/", "cannot be reached"),
        ("http://direct.example/", "cannot be reached"),
        ("https://knots.invalid/", "the proxy 127.0.0.1 answers 501"),
    ],
)
def test_a_proxy_is_asked_for_nothing_that_is_local(
    proxy: Services, address: str, said: str
) -> None:
    with pytest.raises(FetchError, match=said):
        fetch(Request(address), Rules(NAME, 1))
    assert proxy.asked == []


def test_a_proxy_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1080")
    with pytest.raises(UsageError, match="https_proxy names no proxy of HTTP"):
        fetch(Request("https://knots.invalid/"), Rules(NAME, 1))


def test_local_hosts_are_asked_only_if_the_configuration_names_them(services: Services) -> None:
    request = Request(f"{services.base}/page/a")
    for named in ((), ("localhost",), ("127.0.0.1:1",)):
        with pytest.raises(FetchError, match="in your own network"):
            fetch(request, Rules(NAME, 1, frozenset(named)))
    assert services.asked == []
    assert isinstance(fetch(request, Rules(NAME, 1, frozenset(("127.0.0.1",)))), Reply)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "gopher://example.org/", "http:///x", "//example.org", "http://x:port/"],
)
def test_other_addresses_are_not_asked(address: str) -> None:
    with pytest.raises(FetchError):
        fetch(Request(address), Rules(NAME, 1))


def test_a_host_that_is_not_there_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch(Request(f"http://127.0.0.1:{port}/"), Rules(NAME, 1, frozenset(("127.0.0.1",))))


def test_what_is_no_http_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as odd:
        port = odd.getsockname()[1]
        address = f"https://127.0.0.1:{port}/"
        odd.settimeout(0.1)
        with pytest.raises(FetchError):
            fetch(Request(address), Rules(NAME, 0.3, frozenset(("127.0.0.1",))))
