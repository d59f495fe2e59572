"""Asks a server for one thing, politely and within bounds: size, time, steps to another address.

One request at a time goes to a host, with a pause between two. Nothing of a proxy, cookie or
password is ever sent.
"""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException
from socket import SHUT_RDWR, socket
from threading import Timer
from urllib.parse import urljoin

import certifi
import urllib3
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.response import BaseHTTPResponse, HTTPResponse

from articles.importing.records import ArticleError
from articles.watched.addresses import Resolve, Target, checked, resolve, target_of

MOST_REDIRECTS = 5
SECONDS_TO_ANSWER = 20
MOST_SECONDS = 60  # for one address, with all that it leads on to
PAUSE = 2.0  # seconds between two requests to one host
PIECE = 65_536  # bytes
LONGEST_PAUSE = timedelta(days=7)
REDIRECTS = {301, 302, 303, 307, 308}
NOT_CHANGED = 304
ACCEPT = "application/atom+xml, application/rss+xml, application/xml, text/html;q=0.9, */*;q=0.5"


class FetchError(ArticleError):
    """Nothing was fetched: why, in one sentence. `wait` is how long the server asks to wait."""

    def __init__(self, sentence: str, wait: timedelta | None = None) -> None:
        super().__init__(sentence)
        self.wait = wait


@dataclass(frozen=True)
class Fetched:
    """What a server answered; `raw` is empty where it says that nothing has changed."""

    url: str  # where it was in the end
    raw: bytes = b""
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False


class Fetcher:
    """Asks one server after the other, and remembers when it asked each host last."""

    def __init__(
        self, *, look_up: Resolve = resolve, sleep: Callable[[float], object] = time.sleep
    ) -> None:
        self._look_up = look_up
        self._sleep = sleep
        self._asked: dict[str, float] = {}

    def get(self, url: str, *, largest: int, etag: str = "", last_modified: str = "") -> Fetched:
        """Return what is at the address, at most `largest` bytes of it.

        With what an earlier answer said of itself, the server is asked for another version only.
        Raises `FetchError` and `AddressError`.
        """
        ends = time.monotonic() + MOST_SECONDS
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        for _ in range(MOST_REDIRECTS + 1):
            target = target_of(url)
            address = checked(target, self._look_up)
            self._pause(target.host)
            with _answer(target, address, asked, ends) as response:
                if response.status not in REDIRECTS:
                    return _fetched(url, target, response, largest, ends)
                url = urljoin(url, response.headers.get("Location", ""))
        raise FetchError(
            f"{target.host} leads on to other addresses more than {MOST_REDIRECTS} times."
        )

    def _pause(self, host: str) -> None:
        now = time.monotonic()
        if (waits := self._asked.get(host, now - PAUSE) + PAUSE - now) > 0:
            self._sleep(waits)
        self._asked[host] = time.monotonic()


@contextmanager
def _answer(
    target: Target, address: str, asked: dict[str, str], ends: float
) -> Iterator[BaseHTTPResponse]:
    """Ask the host at the address that was judged; the connection ends with the time there is."""
    connection = _connection(target, address)
    expired: list[bool] = []
    timer: Timer | None = None
    try:
        connection.connect()
        timer = Timer(max(0.0, ends - time.monotonic()), _cut, [connection.sock, expired])
        timer.daemon = True
        timer.start()
        headers = {
            "Host": target.header,
            "User-Agent": f"GangIntel/{settings.VERSION} (news archive)",
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            **{name: value for name, value in asked.items() if value},
        }
        connection.request("GET", target.path, headers=headers, preload_content=False)
        yield connection.getresponse()
    except (urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError) as error:
        raise FetchError(_late(target) if expired else _reason(target, error)) from error
    finally:
        if timer:
            timer.cancel()
        connection.close()


def _connection(target: Target, address: str) -> HTTPConnection:
    timeout = SECONDS_TO_ANSWER
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=timeout)
    return HTTPSConnection(
        address,
        target.port,
        timeout=timeout,
        ssl_context=_tls(),
        server_hostname=target.host,
    )


def _tls() -> ssl.SSLContext:
    """What this machine trusts, and the authorities that browsers trust."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _cut(sock: socket, expired: list[bool]) -> None:
    expired.append(True)
    with suppress(OSError):
        sock.shutdown(SHUT_RDWR)


def _fetched(
    url: str, target: Target, response: BaseHTTPResponse, largest: int, ends: float
) -> Fetched:
    headers = response.headers
    etag, modified = headers.get("ETag", "")[:500], headers.get("Last-Modified", "")[:100]
    if response.status == NOT_CHANGED:
        return Fetched(url, etag=etag, last_modified=modified, is_unchanged=True)
    if not 200 <= response.status < 300:
        raise FetchError(_refusal(target, response.status), _wait(headers.get("Retry-After", "")))
    raw = _read(target, response, largest, ends)
    media_type = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Fetched(url, raw, media_type, etag, modified)


def _read(target: Target, response: BaseHTTPResponse, largest: int, ends: float) -> bytes:
    """Return the body; what grows too long or comes too slowly is read no further."""
    raw = bytearray()
    assert isinstance(response, HTTPResponse)  # noqa: S101 - what a connection answers with
    while piece := response.read1(PIECE):
        raw += piece
        if len(raw) > largest:
            raise FetchError(
                f"What {target.host} sends has more than {largest // 1_000_000} MB, or never ends; "
                "nothing of it was read."
            )
        if time.monotonic() > ends:
            raise FetchError(_late(target))
    if time.monotonic() > ends:
        raise FetchError(_late(target))
    return bytes(raw)


def _late(target: Target) -> str:
    return f"{target.host} was not done after {MOST_SECONDS} seconds; nothing it sent was read."


def _refusal(target: Target, status: int) -> str:
    try:
        words = f" ({HTTPStatus(status).phrase})"
    except ValueError:
        words = ""
    return f"{target.host} answered {status}{words} and no document."


def _reason(target: Target, error: Exception) -> str:
    host = target.host
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"{host} has no valid certificate: {cause.verify_message.rstrip('.')}."
    if isinstance(cause, TimeoutError):
        return f"{host} did not answer within {SECONDS_TO_ANSWER} seconds."
    if isinstance(cause, OSError) and cause.strerror:
        return f"{host} cannot be reached: {cause.strerror}."
    return f"{host} broke off, or sent what is no answer ({type(error).__name__})."


def _wait(written: str) -> timedelta | None:
    """How long a server asks to wait, in seconds or until a time; never longer than a week."""
    written = written.strip()
    if written.isascii() and written.isdecimal() and len(written) < 10:
        wait = timedelta(seconds=int(written))
    else:
        try:
            until = parsedate_to_datetime(written)
            until = until if until.tzinfo else until.replace(tzinfo=UTC)
            wait = until - datetime.now(UTC)
        except (ValueError, OverflowError, TypeError):
            return None
    return min(max(wait, timedelta(0)), LONGEST_PAUSE)
