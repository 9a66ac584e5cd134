"""The proxy that the user's environment names, as curl reads it.

``http_proxy``, ``https_proxy``, ``all_proxy`` and ``no_proxy`` count, also in capitals, but for
``HTTP_PROXY``: whoever asks a CGI program something can set that. Only a proxy of HTTP can be
used. A host behind a proxy is resolved by the proxy, so a name that this machine cannot resolve
is left to it; whatever is known here to be local is refused all the same.
"""

import os
from base64 import b64encode
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from orgshelf.errors import UsageError

_PORT = 8080


class Proxy(NamedTuple):
    """Where a proxy listens, and what it is told of who asks; empty if nothing."""

    host: str
    port: int
    credentials: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What is said to the proxy alone."""
        return {"Proxy-Authorization": self.credentials} if self.credentials else {}


def proxy_for(scheme: str, host: str) -> Proxy | None:
    """The proxy by which a host is asked; None where it is asked itself.

    Raises:
        UsageError: the environment names one that cannot be used.
    """
    address = _told(f"{scheme}_proxy") or _told("all_proxy")
    if not address or _is_excepted(host):
        return None
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme != "http" or not parts.hostname:
        raise UsageError(f"{scheme}_proxy names no proxy of HTTP: set it like http://host:3128.")
    return Proxy(parts.hostname, port or _PORT, _basic(parts.username, parts.password))


def _told(name: str) -> str:
    """What the environment says under a name, or under the same in capitals."""
    in_capitals = "" if name == "http_proxy" else os.environ.get(name.upper(), "")
    return (os.environ.get(name) or in_capitals).strip()


def _is_excepted(host: str) -> bool:
    """Whether ``no_proxy`` has the host, or a domain that it is in, or all by ``*``."""
    entries = (entry.strip().lstrip(".").lower() for entry in _told("no_proxy").split(","))
    ends = {entry.partition(":")[0] if entry.count(":") == 1 else entry for entry in entries}
    return "*" in ends or any(end and f".{host.lower()}".endswith(f".{end}") for end in ends)


def _basic(name: str | None, password: str | None) -> str:
    """The user's name and password as HTTP has them (RFC 7617)."""
    if name is None:
        return ""
    pair = f"{unquote(name)}:{unquote(password or '')}"
    return f"Basic {b64encode(pair.encode()).decode()}"
