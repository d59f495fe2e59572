"""What stands between connections and the application, in the process that answers requests.

The application takes a thread for each request, and there are few. So a request gets one only when
all of it is here; what arrives slowly, or never ends, waits without one, and not for long. A proxy
that is trusted says who asks and whether over HTTPS; what anybody else says of that is dropped.
"""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address, ip_network
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import IO, Any

KB, MB = 1024, 1024 * 1024
# Answers up to this size are handed over whole, so that a slow reader keeps no thread busy.
_WHOLE = 8 * MB
_SPOOLED = 256 * KB
# What a reader of a long answer may let it wait, and one that sends a body may pause.
_PAUSE_SECONDS = 20
# Bodies on their way at once, of all clients and of one address.
MOST_BODIES = 1000
MOST_BODIES_OF_ONE = 200
# Requests that a thread answers or that wait for one; more are told to come again.
MOST_WAITING = 500
# Long answers that are sent piece by piece, each from a thread and a database connection that are
# busy until the last piece is taken. With those of the other threads they are fewer than the pool.
MOST_STREAMS = 3

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True)
class Limit:
    """How large a body may be, in bytes, and how long it may take to arrive, in seconds."""

    size: int
    seconds: float


# Whoever sends no cookie of a session can do no more than log in.
STRANGER = Limit(64 * KB, 10)
# The longest form is a list of 10,000 names, which is shorter; see settings.
PERSON = Limit(5 * MB, 60)
# Files, once it is known that somebody is logged in.
UPLOAD = Limit(5 * 1024 * MB, 3600)


class Refusal(Exception):
    """A request that gets no thread, with the status that says why."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Front:
    """An RSGI application that hands whole requests to the WSGI application `application`.

    `proxies` are addresses or networks that are trusted to name the client. `is_upload` says
    whether a path takes files; `is_known` asks whether the key of a session is that of a person.
    """

    def __init__(
        self,
        application: Application,
        *,
        threads: int,
        proxies: Collection[str],
        session_cookie: str,
        is_upload: Callable[[str], bool],
        is_known: Callable[[str], bool],
    ) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads + MOST_STREAMS, thread_name_prefix="request")
        self._slots = asyncio.Semaphore(threads)
        self._streams = BoundedSemaphore(MOST_STREAMS)
        self._proxies = [ip_network(proxy) for proxy in proxies]
        self._session_cookie = session_cookie
        self._is_upload = is_upload
        self._is_known = is_known
        self._bodies: Counter[str] = Counter()
        self._waiting = 0

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        environ = self._environ(scope)
        try:
            with SpooledTemporaryFile(_SPOOLED) as body:
                if "CONTENT_LENGTH" in environ or "HTTP_TRANSFER_ENCODING" in environ:
                    environ["CONTENT_LENGTH"] = str(await self._receive(environ, protocol, body))
                    body.seek(0)
                await self._answer(environ | {"wsgi.input": body}, protocol)
        except Refusal as refusal:
            headers = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]
            protocol.response_str(refusal.status, headers, f"{refusal}\n")

    async def _receive(self, environ: dict[str, Any], protocol: Any, into: IO[bytes]) -> int:
        """Keep the body; returns how long it is. Raises Refusal."""
        address = environ["REMOTE_ADDR"]
        if self._bodies.total() >= MOST_BODIES or self._bodies[address] >= MOST_BODIES_OF_ONE:
            raise Refusal(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Too much is being sent at once: try again in a moment.",
            )
        self._bodies[address] += 1
        try:
            limit = await self._limit(environ)
            async with asyncio.timeout(limit.seconds):
                return await _keep(protocol, into, limit, _length(environ))
        except TimeoutError:
            raise Refusal(
                HTTPStatus.REQUEST_TIMEOUT,
                "This request took too long to arrive: try again over a faster connection.",
            ) from None
        finally:
            self._bodies[address] -= 1
            if not self._bodies[address]:
                del self._bodies[address]

    async def _limit(self, environ: dict[str, Any]) -> Limit:
        try:
            cookie = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(self._session_cookie)
        except CookieError:
            cookie = None
        if cookie is None:
            return STRANGER
        if (_length(environ) or PERSON.size + 1) > PERSON.size and self._is_upload(
            environ["PATH_INFO"]
        ):
            loop = asyncio.get_running_loop()
            if await loop.run_in_executor(self._threads, self._is_known, cookie.value):
                return UPLOAD
        return PERSON

    async def _answer(self, environ: dict[str, Any], protocol: Any) -> None:
        """Raises Refusal where too many wait for a thread already."""
        if self._waiting >= MOST_WAITING:
            raise Refusal(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Too many people ask at once: try again in a moment.",
            )
        loop = asyncio.get_running_loop()
        self._waiting += 1
        try:
            async with _Slot(self._slots) as slot:
                await loop.run_in_executor(self._threads, self._work, environ, protocol, slot)
        finally:
            self._waiting -= 1

    def _work(self, environ: dict[str, Any], protocol: Any, slot: "_Slot") -> None:
        """In a thread: all of one request, since its database connection is the thread's."""
        started: list[Any] = []
        response = self._application(environ, lambda *given: started.extend(given))
        try:
            status = int(started[0].split(" ", 1)[0])
            headers = [(name.lower(), value) for name, value in started[1]]
            if _is_whole(response, headers):
                protocol.response_bytes(status, headers, b"".join(response))
            elif not self._streams.acquire(blocking=False):
                raise Refusal(
                    HTTPStatus.SERVICE_UNAVAILABLE,
                    "Several long files are being fetched already: try again in a minute.",
                )
            else:
                slot.give_up()
                try:
                    _stream(response, protocol.response_stream(status, headers), slot.loop)
                finally:
                    self._streams.release()
        finally:
            if close := getattr(response, "close", None):
                close()

    def _environ(self, scope: Any) -> dict[str, Any]:
        """The request as WSGI says it (PEP 3333), as far as headers and address go."""
        headers: dict[str, str] = {}
        for name, value in scope.headers.items():
            # `X_Forwarded_For` would pass for the header with hyphens.
            if "_" not in name:
                key = name.upper().replace("-", "_")
                joined = "; " if key == "COOKIE" else ","
                headers[key] = joined.join([*filter(None, [headers.get(key)]), value])
        address, port = scope.client.rsplit(":", 1)
        client, scheme = self._who_asks(address.strip("[]"), headers)
        host, _, own_port = scope.server.rpartition(":")
        environ = {
            "REQUEST_METHOD": scope.method,
            "SCRIPT_NAME": "",
            # Unquoted already.
            "PATH_INFO": scope.path.encode().decode("latin-1"),
            "QUERY_STRING": scope.query_string,
            "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
            "SERVER_NAME": host,
            "SERVER_PORT": own_port,
            "REMOTE_ADDR": client,
            "REMOTE_PORT": port,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": scheme,
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        for key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            if key in headers:
                environ[key] = headers.pop(key)
        if scope.authority and "HOST" not in headers:
            headers["HOST"] = scope.authority
        return environ | {f"HTTP_{key}": value for key, value in headers.items()}

    def _who_asks(self, address: str, headers: dict[str, str]) -> tuple[str, str]:
        """The address of the client and the scheme it uses; takes what proxies say from `headers`.

        Each proxy puts the address that it was asked from behind those that it was told: the last
        that is none of ours is the client's, whatever stands before it.
        """
        named = headers.pop("X_FORWARDED_FOR", "").split(",")
        scheme = headers.pop("X_FORWARDED_PROTO", "").strip().lower()
        for key in ("FORWARDED", "X_FORWARDED_HOST", "X_FORWARDED_PORT", "X_REAL_IP"):
            headers.pop(key, None)
        if not self._is_trusted(address):
            return address, "http"
        for name in reversed(named):
            if not _is_address(name.strip()):
                break
            address = name.strip()
            if not self._is_trusted(address):
                break
        return address, "https" if scheme == "https" else "http"

    def _is_trusted(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in net for net in self._proxies)


class _Slot:
    """The right to keep a thread busy; who only waits for a reader gives it up before the end."""

    def __init__(self, slots: asyncio.Semaphore) -> None:
        self._slots = slots
        self._is_held = False

    async def __aenter__(self) -> "_Slot":
        self.loop = asyncio.get_running_loop()
        await self._slots.acquire()
        self._is_held = True
        return self

    async def __aexit__(self, *_: object) -> None:
        self._release()

    def give_up(self) -> None:
        """May be called from any thread."""
        self.loop.call_soon_threadsafe(self._release)

    def _release(self) -> None:
        if self._is_held:
            self._is_held = False
            self._slots.release()


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _length(environ: dict[str, Any]) -> int | None:
    """How long the body is said to be; None without a number. Raises Refusal."""
    said = environ.get("CONTENT_LENGTH")
    if said is None:
        return None
    if not said.isascii() or not said.isdigit() or len(said) > 18:
        raise Refusal(HTTPStatus.BAD_REQUEST, "The length of this request is no number.")
    return int(said)


async def _keep(protocol: Any, into: IO[bytes], limit: Limit, said: int | None) -> int:
    too_large = Refusal(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"This request is larger than {limit.size:,} bytes: send less at once.",
    )
    if (said or 0) > limit.size:
        raise too_large
    kept = 0
    pieces = _pieces(protocol)
    while True:
        async with asyncio.timeout(_PAUSE_SECONDS):
            piece = await anext(pieces, None)
        if piece is None:
            return kept
        kept += len(piece)
        if kept > limit.size:
            raise too_large
        into.write(piece)


async def _pieces(protocol: Any) -> AsyncIterator[bytes]:
    async for piece in protocol:
        yield piece


def _is_whole(response: Any, headers: list[tuple[str, str]]) -> bool:
    if not getattr(response, "streaming", False):
        return True
    length = next((value for name, value in headers if name == "content-length"), "")
    return length.isdigit() and int(length) <= _WHOLE


def _stream(response: Iterable[bytes], transport: Any, loop: asyncio.AbstractEventLoop) -> None:
    """Send piece after piece; gives up where nobody takes them."""
    for piece in response:
        sent = asyncio.run_coroutine_threadsafe(_send(transport, piece), loop)
        try:
            sent.result(_PAUSE_SECONDS)
        except TimeoutError:
            sent.cancel()
            return


async def _send(transport: Any, piece: bytes) -> None:
    await transport.send_bytes(piece)
