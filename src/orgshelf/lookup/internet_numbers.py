"""The numbers that a host has, and which of them are of the local network."""

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

#: As ``socket.getaddrinfo`` has it.
Number = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[Any, ...]]
_NAT64 = ip_network("64:ff9b::/96")
#: Hosts that no name server of the public network knows (RFC 6762, RFC 8375, and .internal).
_LOCAL_ENDINGS = (".local", ".localhost", ".internal", ".lan", ".home.arpa")


def numbers_of(host: str, port: int, *, by_proxy: bool) -> Sequence[Number]:
    """The numbers of a host; none where only its proxy knows them, and a word has no dot."""
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        if by_proxy and "." in host.strip(".") and not host.endswith(_LOCAL_ENDINGS):
            return []
        raise


def is_outside(number: str) -> bool:
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
