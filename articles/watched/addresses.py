"""Whom on the network nobody is asked for: whatever is not open to all of the Internet.

A name is looked up once, every address that it has is judged, and the connection is made to one of
those: so a name that means another address a moment later gains nothing.
"""

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from articles.importing.records import ArticleError
from articles.watched.models import LONGEST_ADDRESS

PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[a-z0-9._-]{1,253}|\[[0-9a-f:.]+\]")
UNICAST = ipaddress.ip_network("2000::/3")  # of IPv6, what anybody may be given (RFC 4291)
# IPv6 that stands for IPv4: translated by a router (RFC 6052, RFC 8215).
TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# From host and port to addresses; raises OSError.
Resolve = Callable[[str, int], list[str]]


class AddressError(ArticleError):
    """An address that cannot be asked; one sentence."""


@dataclass(frozen=True)
class Target:
    """A web address in its parts; `host` is as it is looked up, in ASCII and small letters."""

    scheme: str
    host: str
    port: int
    path: str  # with the query

    @property
    def header(self) -> str:
        """What the server is told of whom is asked."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(url: str) -> Target:
    """Return the parts of a web address. Raises `AddressError` for what is none."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii").lower().rstrip(".")
        port = parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    shown = f"[{host}]" if ":" in host else host
    if parts.scheme not in PORTS or not HOST.fullmatch(shown) or len(url) > LONGEST_ADDRESS:
        raise AddressError(
            f"“{url[:100]}” is no address of the web: write it as https://example.org/feed.xml."
        )
    if parts.username or parts.password:
        raise AddressError(
            "The address holds a user name or password, which is never sent: leave them out."
        )
    path = parts.path or "/"
    path = f"{path}?{parts.query}" if parts.query else path
    return Target(parts.scheme, host, port or PORTS[parts.scheme], _quoted(path))


def _quoted(path: str) -> str:
    """Signs that no request line may hold, as percent signs with their bytes."""
    return re.sub(
        r"[^!-~]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), path
    )


def resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


def checked(target: Target, look_up: Resolve = resolve) -> str:
    """Return the address to connect to. Raises `AddressError` where the host may not be asked."""
    try:
        found = look_up(target.host, target.port)
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise AddressError(f"There is no host named {target.host}, or it cannot be looked up now.")
    if not is_allowed(target):
        for address in found:
            if not is_public(address):
                where = "" if address == target.host else f" is at {address}, which"
                raise AddressError(
                    f"{target.host}{where} is not open to all of the Internet and was not asked: "
                    "an administrator can allow it (GANGINTEL_PRIVATE_HOSTS)."
                )
    return found[0]


def is_allowed(target: Target) -> bool:
    """Whether an administrator allows the host by name, with its port or with any."""
    allowed = {name.lower() for name in settings.GANGINTEL_PRIVATE_HOSTS}
    return bool(allowed & {target.host, f"{target.host}:{target.port}"})


def is_public(written: str) -> bool:
    """Whether an IP address is one that anybody on the Internet can reach."""
    try:
        address = ipaddress.ip_address(written.partition("%")[0])
    except ValueError:
        return False
    return all(
        one.is_global and not one.is_multicast and (one.version == 4 or one in UNICAST)
        for one in _meant(address)
    )


def _meant(address: Address) -> list[Address]:
    """The address, and the ones of IPv4 that it stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if any(address in network for network in TRANSLATED):
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    inside = [address.sixtofour, *(address.teredo or ())]
    return [address, *filter(None, inside)]
