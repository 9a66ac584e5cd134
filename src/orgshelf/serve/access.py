"""Who may ask the live page's server: a browser that was given the key, for the page itself.

Every program of this machine can connect, and every site that a browser shows can send
requests. So each request must name this server as its host; it must come from a user who may
see the notes, which Linux tells; it must bring the key, or the cookie that the key was changed
for; and it may not come from another site.
"""

import hmac
import os
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from email.message import Message

from orgshelf.store.peers import Address, user_of

ADDRESS = "127.0.0.1"
_USUAL_PORT = 80  # which browsers leave out of an address
_ROOT = 0  # who can read the notes anyway
_OWN_SITE = ("same-origin", "none")

_OTHER_HOST = "This page is only for this machine."
_OTHER_USER = "Only the user who started `orgshelf serve` may see this page."
_NO_KEY = "Open the address that `orgshelf serve` has printed: it has the key to this page."
_OTHER_SITE = "Only the page itself may ask for this."


@dataclass(frozen=True, slots=True)
class Access:
    """The keys of a server on a port; ``users`` are the ids of those who may see the notes."""

    port: int
    users: Collection[int] = field(default_factory=lambda: (os.geteuid(),))
    key: str = field(default_factory=secrets.token_urlsafe)
    token: str = field(default_factory=secrets.token_urlsafe)

    @property
    def address(self) -> str:
        """Where the page is, for whoever has been there with the key before."""
        return f"http://{self._named(ADDRESS)}/"

    @property
    def address_with_key(self) -> str:
        """Where to begin."""
        return f"{self.address}?key={self.key}"

    @property
    def cookie(self) -> str:
        """What a browser is given for the key, until it is closed."""
        return f"{self._cookie_name}={self.key}; Path=/; HttpOnly; SameSite=Strict"

    @property
    def _cookie_name(self) -> str:
        """Cookies do not tell ports apart."""
        return f"orgshelf-{self.port}"

    def _named(self, host: str) -> str:
        return host if self.port == _USUAL_PORT else f"{host}:{self.port}"

    def refusal(self, path: str, headers: Message, client: Address) -> str | None:
        """Why a request is refused; None where it is not."""
        if headers.get("Host") not in [self._named(ADDRESS), self._named("localhost")]:
            return _OTHER_HOST
        if user_of(client, (ADDRESS, self.port)) not in (None, _ROOT, *self.users):
            return _OTHER_USER
        if self.brings_key(path):
            return None
        if not self._has_cookie(headers):
            return _NO_KEY
        return None if self._is_own(headers) else _OTHER_SITE

    def brings_key(self, path: str) -> bool:
        """Whether the path is the one of the address that was printed."""
        page, _, query = path.partition("?")
        return page == "/" and query.startswith("key=") and _same(query[4:], self.key)

    def _has_cookie(self, headers: Message) -> bool:
        pairs = (pair for line in headers.get_all("Cookie", []) for pair in line.split(";"))
        found = (pair.strip().partition("=") for pair in pairs)
        return any(name == self._cookie_name and _same(key, self.key) for name, _, key in found)

    def _is_own(self, headers: Message) -> bool:
        """Whether it comes from the page itself or from the user; browsers say so."""
        origin = headers.get("Origin", self._origin(headers))
        return comes_from_here(headers) and origin == self._origin(headers)

    def may_change(self, headers: Message, token: str) -> bool:
        """Whether a request that is not refused is from the page, for it knows its token."""
        known = _same(token, self.token)
        return known and headers.get("Origin") == self._origin(headers)

    @staticmethod
    def _origin(headers: Message) -> str:
        return f"http://{headers.get('Host')}"


def comes_from_here(headers: Message) -> bool:
    """Whether no other site has sent the browser here."""
    return headers.get("Sec-Fetch-Site", "none") in _OWN_SITE


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
