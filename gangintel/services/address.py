"""The address that the web server listens at."""

import errno
import re
import socket
from contextlib import suppress
from dataclasses import dataclass

PATTERN = re.compile(r"(?:(?P<host>\[[^][]+\]|[^][:\s/]+):)?(?P<port>\d{1,5})", re.ASCII)
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - only when a person asks for it


class AddressError(ValueError):
    """One sentence for people: why the address cannot be used, and what to do about it."""


@dataclass(frozen=True)
class Address:
    """An IP address and a port of this machine."""

    ip: str
    port: int

    @classmethod
    def reserve(cls, bind: str) -> "Address":
        """Return the address that `bind` (`HOST:PORT` or `PORT`) names, if it is free.

        The port 0 means any free one. Raises AddressError.
        """
        match = PATTERN.fullmatch(bind.strip())
        if match is None or int(match["port"]) > 65535:
            raise AddressError(
                f"The address “{bind}” cannot be read: write it as 127.0.0.1:8000 or [::1]:8000."
            )
        host, port = (match["host"] or "127.0.0.1").strip("[]"), int(match["port"])
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise AddressError(
                f"The name {host} has no address on this machine: use 127.0.0.1 for this machine "
                "alone, or 0.0.0.0 for all that reach it."
            ) from error
        # IPv4 first: `localhost` often is both, and people type 127.0.0.1.
        family, _, _, _, place = min(found, key=lambda entry: entry[0] != socket.AF_INET)
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # Connections of an earlier run that are still dying do not count.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(place)
            except OSError as error:
                raise AddressError(_refusal(host, port, error)) from error
            return cls(str(place[0]), probe.getsockname()[1])

    @property
    def url(self) -> str:
        """Where a browser on this machine finds it."""
        ip = EVERYWHERE.get(self.ip, self.ip)
        return f"http://{f'[{ip}]' if ':' in ip else ip}:{self.port}/"

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches it."""
        return self.ip.startswith("127.") or self.ip == "::1"

    def answers(self) -> bool:
        """Whether a web server answers there, whatever it says."""
        with (
            suppress(OSError),
            socket.create_connection((EVERYWHERE.get(self.ip, self.ip), self.port), 5) as client,
        ):
            client.settimeout(30)
            client.sendall(b"HEAD /account/login/ HTTP/1.1\r\nHost: localhost\r\n")
            client.sendall(b"Connection: close\r\n\r\n")
            return client.recv(5) == b"HTTP/"
        return False


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is taken by another program, or by GangIntel started before: "
            f"choose another one, such as --bind {host}:{port % 65535 + 1}."
        )
    if error.errno == errno.EACCES:
        return (
            f"Port {port} is for programs of the administrator only: choose one from 1024 on, such "
            f"as --bind {host}:8000."
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return (
            f"This machine does not have the address {host}: use 127.0.0.1 for this machine alone, "
            "or 0.0.0.0 for all that reach it."
        )
    return f"The address {host}:{port} cannot be used ({error.strerror}): choose another one."
