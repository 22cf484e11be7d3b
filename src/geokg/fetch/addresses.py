"""Which addresses of the net may be asked: none that lead into this machine or the network it stands in.

A name is resolved once, every address of it is looked at, and the connection goes to that address and no other, so that
a name that changes its address between question and answer gains nothing.

Notes:
    IANA special-purpose registries for IPv4 and IPv6; RFC 6052 (NAT64), RFC 8215 (its local prefix), RFC 3056 (6to4),
    RFC 4380 (Teredo). :attr:`ipaddress.IPv6Address.is_global` alone is true for forms that carry a private address.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote, urlsplit

from geokg.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Address", "Place", "Resolver", "place_of", "refusal", "resolve", "system_resolver"]

Address: TypeAlias = IPv4Address | IPv6Address
#: A host name and port -> its addresses.
Resolver: TypeAlias = "Callable[[str, int], Iterable[str]]"

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2048
#: What the standard library counts as public in some version and is not, or no article is ever served from.
_REFUSED = tuple(
    ip_network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32", "3fff::/20",
        "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip
#: IPv6 networks whose addresses carry one of IPv4, and the bits to the right of it.
_CARRIERS = (
    (ip_network("::ffff:0:0/96"), 0),
    (ip_network("::ffff:0:0:0/96"), 0),
    (ip_network("::/96"), 0),
    (ip_network("64:ff9b::/96"), 0),
    (ip_network("2002::/16"), 80),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a web address leads: host in lower case ASCII, and path with its query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """Host, and port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.netloc}"


def refusal(address: Address) -> str | None:
    """Why an address is not asked, or None.

    >>> refusal(ip_address("64:ff9b::7f00:1"))
    'stands for 127.0.0.1, which is not public'
    """
    if isinstance(address, IPv6Address):
        for network, bits in _CARRIERS:
            if address in network and not (network.network_address == IPv6Address("::") and int(address) < 2):
                carried = IPv4Address(int(address) >> bits & 0xFFFFFFFF)
                return f"stands for {carried}, which is not public" if refusal(carried) else None
    is_inside = any(network.version == address.version and address in network for network in _REFUSED)
    return "is not public" if is_inside or not address.is_global or address.is_multicast else None


def place_of(url: str, ports: Iterable[int] = (80, 443)) -> Place:
    """Where an address leads, which is of the web and has no password in it.

    Raises:
        FetchError: it is none, or its port is not among those allowed.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port or _PORTS.get(parts.scheme.lower(), 0)
        host = _ascii(parts.hostname or "")
    except ValueError as error:
        raise FetchError(f"{url[:80]!r} is no address of the web") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host or len(url) > _LONGEST or any(c.isspace() or ord(c) < 32 for c in url.strip()):
        raise FetchError(f"{url[:80]!r} is no address of the web")
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a name or password in it is not asked")
    if port not in {*ports}:
        raise FetchError(f"port {port} is not asked")
    query = f"?{parts.query}" if parts.query else ""
    return Place(scheme, host, port, quote(f"{parts.path or '/'}{query}", safe="/%:=&?~#+!$,;'@()*[]"))


def _ascii(host: str) -> str:
    """A host as it is asked for: names of other scripts by IDNA, no dot at the end."""
    host = host.rstrip(".").lower()
    return host if host.isascii() else host.encode("idna").decode("ascii")


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of a host, as this system finds them. Raises OSError where there are none."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def resolve(place: Place, resolver: Resolver, *, allow_private: bool) -> Address:
    """The address to connect to.

    Raises:
        FetchError: the name has none, or any of its addresses is not public.
    """
    try:
        found = [ip_address(each.partition("%")[0]) for each in resolver(place.host, place.port)]
    except (OSError, ValueError) as error:  # ValueError: a label of more than 63 characters
        raise FetchError(f"{place.host:.80}: no such host") from error
    if not found:
        raise FetchError(f"{place.host:.80}: no such host")
    for address in found:
        if not allow_private and (reason := refusal(address)):
            raise FetchError(f"{place.host:.80}: {address} {reason}; the setting allow_private lets it be asked")
    return found[0]
