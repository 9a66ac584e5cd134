"""The services of the web, all on this machine; nothing in these tests leaves it."""

import socket
from collections.abc import Iterator
from ipaddress import ip_address

import pytest

from lookup.services import Services, running

_connect = socket.socket.connect


def _stay_here(self: socket.socket, address: tuple[str, int]) -> None:
    assert ip_address(address[0]).is_loopback, f"a test would have asked {address}"
    _connect(self, address)


@pytest.fixture(autouse=True)
def _nothing_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _stay_here)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def services() -> Iterator[Services]:
    """Give the server."""
    with running() as found:
        yield found
