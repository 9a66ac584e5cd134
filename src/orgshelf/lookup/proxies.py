"""The proxy that the user's environment names, as curl and urllib read it.

``http_proxy``, ``https_proxy``, ``all_proxy`` and ``no_proxy`` count. Only a proxy of HTTP can be
used. A host behind a proxy is resolved by the proxy, so a name that this machine cannot resolve
is left to it; whatever is known here to be local is refused all the same.
"""

from base64 import b64encode
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

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
    named = getproxies()
    address = named.get(scheme) or named.get("all") or ""
    if not address or proxy_bypass(host):
        return None
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme != "http" or not parts.hostname:
        raise UsageError(f"{scheme}_proxy names no proxy of HTTP: set it like http://host:3128.")
    return Proxy(parts.hostname, port or _PORT, _basic(parts.username, parts.password))


def _basic(name: str | None, password: str | None) -> str:
    """The user's name and password as HTTP has them (RFC 7617)."""
    if name is None:
        return ""
    pair = f"{unquote(name)}:{unquote(password or '')}"
    return f"Basic {b64encode(pair.encode()).decode()}"
